"""Weeks: minutes beside what was planned, and how often three walks were done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backstride.site.design.axes import LEFT, Axes, label, path_through, rounded_up
from backstride.site.design.svg import circle, drawing, element

MINUTES_HEIGHT, DOTS_HEIGHT = 190.0, 112.0
BAR_SHARE = 0.78
WIDEST_BAR = 44.0
NUMBER_PX = 29.0
"""Width of a bar from which its minutes stand inside (three digits)."""

FEWEST_SLOTS = 4
"""So that the first week is not as wide as the page."""

DOTS = 3
"""Walks a week that are drawn; more are counted."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the charts; `low` and `high` bound what was planned, minutes."""

    number: int
    minutes: float
    walks: int
    low: float | None
    high: float | None
    running: bool


def minutes_chart(
    weeks: Sequence[Week], *, width: float, key: str, title: str, description: str
) -> str:
    """Draw a bar for each week, and the planned corridor behind them.

    Parameters
    ----------
    weeks : sequence of Week
        Oldest first; at least one.
    width : float
        Of the drawing, px.
    key : str
        Prefix of the ids inside; unique on the page.
    title, description : str
        Text alternative.
    """
    most = max(max(week.minutes, week.high or 0.0) for week in weeks)
    high, step = rounded_up(max(most, 1.0))
    axes = Axes(width, MINUTES_HEIGHT, 0.0, high, step)
    slot = 1 / max(len(weeks), FEWEST_SLOTS)
    bar = min(BAR_SHARE * slot * (axes.right - LEFT), WIDEST_BAR)
    parts = [axes.ruled(), _corridor(weeks, axes, slot)]
    for place, week in enumerate(weeks):
        middle, top = axes.x((place + 0.5) * slot), axes.y(week.minutes)
        if week.minutes > 0:
            parts.append(
                element(
                    "rect",
                    x=middle - bar / 2,
                    y=top,
                    width=bar,
                    height=axes.foot - top,
                    class_="bar bar--running" if week.running else "bar",
                )
            )
        if bar >= NUMBER_PX and week.minutes > 0:
            inside = axes.foot - top >= 26
            class_ = "bar__number" if inside and not week.running else "label label--strong"
            y = top + 20 if inside else top - 7
            parts.append(label(f"{week.minutes:.0f}", middle, y, class_=class_))
    parts.append(_numbers(weeks, axes, slot))
    return drawing(
        width,
        MINUTES_HEIGHT,
        "".join(parts),
        key=key,
        class_="chart",
        title=title,
        description=description,
    )


def three_walks_chart(
    weeks: Sequence[Week], *, width: float, key: str, title: str, description: str
) -> str:
    """Draw up to three discs for each week; parameters as for :func:`minutes_chart`."""
    axes = Axes(width, DOTS_HEIGHT, 0.0, 1.0, 1.0)
    slot = 1 / max(len(weeks), FEWEST_SLOTS)
    radius = min(8.5, 0.42 * slot * (axes.right - LEFT))
    parts = [element("path", d=f"M{LEFT:g} {axes.foot:g}H{axes.right:g}", class_="rule")]
    for place, week in enumerate(weeks):
        middle = axes.x((place + 0.5) * slot)
        for dot in range(DOTS):
            state = "done" if dot < week.walks else "open" if week.running else "rest"
            parts.append(circle(middle, axes.foot - 13 - 22 * dot, radius, f"dot dot--{state}"))
    parts.append(_numbers(weeks, axes, slot))
    return drawing(
        width,
        DOTS_HEIGHT,
        "".join(parts),
        key=key,
        class_="chart",
        title=title,
        description=description,
    )


def _corridor(weeks: Sequence[Week], axes: Axes, slot: float) -> str:
    """Return the band from the lower to the upper edge, one for each run of planned weeks."""
    runs: list[list[int]] = []
    for place, week in enumerate(weeks):
        if week.low is None or week.high is None:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return "".join(_run(weeks, axes, slot, run) for run in runs)


def _run(weeks: Sequence[Week], axes: Axes, slot: float, places: Sequence[int]) -> str:
    lows, highs = [], []
    for place in places:
        week = weeks[place]
        assert week.low is not None
        assert week.high is not None
        # The band reaches to the ends of its first and last week.
        shares = [place + 0.5]
        if place == places[0]:
            shares.insert(0, float(place))
        if place == places[-1]:
            shares.append(place + 1.0)
        for share in shares:
            lows.append((axes.x(share * slot), axes.y(week.low)))
            highs.append((axes.x(share * slot), axes.y(week.high)))
    area = path_through([*highs, *reversed(lows)]) + "Z"
    return (
        element("path", d=area, class_="band")
        + element("path", d=path_through(highs), class_="band__edge")
        + element("path", d=path_through(lows), class_="band__edge")
    )


def _numbers(weeks: Sequence[Week], axes: Axes, slot: float) -> str:
    """Return the numbers of the weeks below, as many as there is room for."""
    room = slot * (axes.right - LEFT)
    every = max(1, round(40 / room + 0.49) if room < 30 else 1)
    return "".join(
        label(
            str(week.number),
            axes.x((place + 0.5) * slot),
            axes.height - 6,
            class_="label label--strong" if week.running else "label",
        )
        for place, week in enumerate(weeks)
        if (len(weeks) - 1 - place) % every == 0
    )
