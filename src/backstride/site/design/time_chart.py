"""A value over the time of a walk: a line, the person's own bands, and gaps where they paused."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from backstride.site.design.svg import drawing, element, number

WIDTH, HEIGHT = 342.0, 206.0
LEFT, TOP, FOOT = 40.0, 14.0, 168.0
RIGHT = 264.0
"""Where the plot ends; the names of the bands stand beside it."""
NAMES_X = 272.0
MARGIN = 4.0
"""Room above the highest and below the lowest value, in its unit."""

LEAST_SPAN = 24.0
"""The scale covers at least this much, so that a level line looks level (judgement)."""

MOST_LINES = 4
"""Grid lines of a chart, its base line not counted (design, section 6)."""

TICKS_MIN = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480)
MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the value.

    Attributes
    ----------
    name : str
    begins : float
        Lower bound, where the band above another begins.
    """

    name: str
    begins: float


def time_chart(
    points: Sequence[tuple[float, float | None]],
    duration_min: float,
    bands: Sequence[Band] = (),
    pauses: Sequence[tuple[float, float]] = (),
    *,
    key: str,
    title: str,
    description: str,
) -> str:
    """Draw a value over time.

    Parameters
    ----------
    points : sequence of (float, float or None)
        Minutes from the start and the value; None breaks the line. At least one value is needed.
    duration_min : float
        Length of the walk, min.
    bands : sequence of Band
        The person's own, from the lowest; those that the values reach are marked.
    pauses : sequence of (float, float)
        Begin and end in minutes.
    key : str
        Prefix of the ids inside; unique on the page.
    title, description : str
        Text alternative.

    Raises
    ------
    ValueError
        If there is no value at all.
    """
    values = [value for _, value in points if value is not None]
    if not values:
        raise ValueError("a chart over time needs at least one value")
    low, high = _scale(values)
    content = "".join(_pauses(pauses, duration_min))
    content += "".join(_bands(bands, low, high))
    content += element(
        "path", d=f"M{number(LEFT)} {number(FOOT)}H{number(RIGHT)}", class_="course__base"
    )
    content += "".join(_ticks(duration_min))
    content += element("path", d=_line(points, duration_min, low, high), class_="course__line")
    content += "".join(_names(bands, low, high))
    return drawing(
        WIDTH, HEIGHT, content, key=key, class_="course", title=title, description=description
    )


def _scale(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values) - MARGIN, max(values) + MARGIN
    lacking = max(0.0, LEAST_SPAN - (high - low)) / 2.0
    return low - lacking, high + lacking


def _x(minutes: float, duration_min: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(max(minutes / duration_min, 0.0), 1.0)


def _y(value: float, low: float, high: float) -> float:
    return FOOT - (FOOT - TOP) * (value - low) / (high - low)


def _line(
    points: Sequence[tuple[float, float | None]], duration_min: float, low: float, high: float
) -> str:
    data = ""
    for known, run in groupby(points, key=lambda point: point[1] is not None):
        if not known:
            continue
        pairs = [
            f"{number(_x(minutes, duration_min))} {number(_y(value, low, high))}"
            for minutes, value in run
            if value is not None
        ]
        # A single value between two gaps would be a line without length.
        data += "M" + "L".join(pairs) + ("h1" if len(pairs) == 1 else "")
    return data


def _shown(bands: Sequence[Band], low: float, high: float) -> list[Band]:
    return [band for band in bands if low < band.begins < high][:MOST_LINES]


def _bands(bands: Sequence[Band], low: float, high: float) -> Iterator[str]:
    for band in _shown(bands, low, high):
        y = _y(band.begins, low, high)
        yield element(
            "path", d=f"M{number(LEFT)} {number(y)}H{number(RIGHT)}", class_="course__grid"
        )
        yield element(
            "text",
            f"{band.begins:.0f}",
            x=LEFT - 7,
            y=y + 6,
            text_anchor="end",
            class_="course__text",
        )


def _names(bands: Sequence[Band], low: float, high: float) -> Iterator[str]:
    """Yield the name of each band that has room for it, beside the plot above its line."""
    shown = _shown(bands, low, high)
    above = [*(_y(band.begins, low, high) for band in shown[1:]), TOP - 12.0][: len(shown)]
    for band, ceiling in zip(shown, above, strict=True):
        y = _y(band.begins, low, high)
        if y - ceiling >= 20.0:
            yield element(
                "text",
                escape(band.name),
                x=NAMES_X,
                y=y - 5,
                class_="course__text course__text--name",
            )


def _pauses(pauses: Sequence[tuple[float, float]], duration_min: float) -> Iterator[str]:
    for begin, end in pauses:
        left, right = _x(begin, duration_min), _x(end, duration_min)
        yield element(
            "rect",
            x=left,
            y=TOP,
            width=max(right - left, 1.5),
            height=FOOT - TOP,
            class_="course__pause",
        )


def _ticks(duration_min: float) -> Iterator[str]:
    step = next((each for each in TICKS_MIN if duration_min / each <= MOST_TICKS), TICKS_MIN[-1])
    last = math.floor(duration_min / step)
    for count in range(last + 1):
        x = _x(count * step, duration_min)
        anchor = "start" if count == 0 else "end" if x > RIGHT - 30 else "middle"
        words = f"{count * step} min" if count == last else f"{count * step}"
        yield element("text", words, x=x, y=FOOT + 26, text_anchor=anchor, class_="course__text")
