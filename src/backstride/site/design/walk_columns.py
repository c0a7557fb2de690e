"""Pain before and after, one column for each walk, with the response below: for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from backstride.site.design.axes import LEFT, Axes, label, path_through
from backstride.site.design.svg import circle, drawing, element
from backstride.site.design.tokens import design_tokens

HEIGHT, LOW_HEIGHT = 218.0, 168.0
FOOT_PX = 28.0
"""Room below the plot, for responses and days."""

RADIUS = 5.0
MARK_PX = 16.0
"""Size of a response below its walk."""

DATE_PX = 46.0
"""Room that a day below the chart needs."""

MOST_COLUMNS = 44
"""Walks that have room for their marks at the width of a page (judgement)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One walk.

    Parameters
    ----------
    day : str
        As written below it.
    before, after : int or None
        Pain; `after` is the worst on the way where that decided the response.
    level, low, high : float or None
        The trend on that day with its band.
    response : str
        "settled", "hold", "ease-off", or nothing.
    """

    day: str
    before: int | None
    after: int | None
    level: float | None
    low: float | None
    high: float | None
    response: str


def walk_columns(
    columns: Sequence[Column],
    *,
    width: float,
    height: float = HEIGHT,
    key: str,
    title: str,
    description: str,
) -> str:
    """Draw the walks in their order, pain from 0 to 10.

    Parameters
    ----------
    columns : sequence of Column
        Oldest first; at least one.
    width, height : float
        Of the drawing, px.
    key : str
        Prefix of the ids inside; unique on the page.
    title, description : str
        Text alternative.
    """
    axes = Axes(width, height - FOOT_PX, 0.0, 10.0, 2.0 if height >= HEIGHT else 5.0)
    slot = 1 / len(columns)
    room = slot * (axes.right - LEFT)
    radius = min(RADIUS, max(0.4 * room, 2.5))
    places = [(axes.x((place + 0.5) * slot), each) for place, each in enumerate(columns)]
    parts = [axes.ruled(), _trend(axes, places)]
    every = max(1, ceil(DATE_PX / room))
    for place, (x, each) in enumerate(places):
        parts.append(_walk(axes, x, each, radius))
        if each.response:
            parts.append(_response(x, axes.foot + 16, each.response, min(MARK_PX, 0.9 * room)))
        if place % every == 0:
            parts.append(label(each.day, x, height - 4))
    return drawing(
        width,
        height,
        "".join(parts),
        key=key,
        class_="chart",
        title=title,
        description=description,
    )


def _trend(axes: Axes, places: Sequence[tuple[float, Column]]) -> str:
    known = [
        (x, each.level, each.low, each.high)
        for x, each in places
        if each.level is not None and each.low is not None and each.high is not None
    ]
    if len(known) < 2:
        return ""
    highs = [(x, axes.y(high)) for x, _, _, high in known]
    lows = [(x, axes.y(low)) for x, _, low, _ in known]
    area = path_through([*highs, *reversed(lows)]) + "Z"
    line = path_through([(x, axes.y(level)) for x, level, _, _ in known])
    return element("path", d=area, class_="band") + element("path", d=line, class_="trend")


def _walk(axes: Axes, x: float, column: Column, radius: float) -> str:
    before, after = column.before, column.after
    parts = []
    if before is not None and after is not None and before != after:
        ends = f"M{x:.1f} {axes.y(before):.1f}V{axes.y(after):.1f}"
        parts.append(element("path", d=ends, class_="mark__line"))
    if before is not None:
        parts.append(circle(x, axes.y(before), radius, "mark mark--before"))
    if after is not None:
        inner = 0.4 * radius if before == after else radius
        parts.append(circle(x, axes.y(after), inner, "mark mark--after"))
    return "".join(parts)


def _response(x: float, y: float, response: str, size: float) -> str:
    """Return the icon of a response, centred."""
    scale = size / design_tokens()["icons"]["grid"]
    place = f"translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({scale:.3f})"
    paths = design_tokens()["icons"]["paths"][response]
    return element("g", paths, class_=f"response-mark response-mark--{response}", transform=place)
