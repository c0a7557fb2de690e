"""Small paths inside the text: the week strip, the step figure and the line swatches of legends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from backstride.site.design.curve import Curve, Point, smooth_curve
from backstride.site.design.path import (
    DASH_OFF,
    DASH_ON,
    DOT_EVERY,
    RUNG_EVERY,
    RUNG_WIDTH,
    PartKind,
    dots,
)
from backstride.site.design.svg import circle, drawing, element, number


class DayState(StrEnum):
    """What a day of the week strip is."""

    DONE = "done"
    TODAY = "today"
    TODAY_DONE = "today-done"
    PLANNED = "planned"
    REST = "rest"


_DAY_WIDTH = 342 / 7
_STRIP_HEIGHT = 48.0


@lru_cache(maxsize=256)
def week_path(states: tuple[DayState, ...], today: int | None, *, key: str = "week") -> str:
    """Return the path through the days of a week; decoration, the words stand beside it.

    Parameters
    ----------
    states : tuple of DayState
        One per day, Monday first.
    today : int or None
        Index of today. Days up to it are behind (solid line), the others to come (dots). ``None``
        for a week that lies wholly ahead.
    """
    middle = _STRIP_HEIGHT / 2
    xs = [_DAY_WIDTH * (index + 0.5) for index in range(len(states))]
    reached = -1 if today is None else today
    line = marks = ""
    for index, x in enumerate(xs):
        past = index <= reached
        marks += _day_mark(states[index], x, middle, past=past)
        if index + 1 == len(xs):
            continue
        start, end = x + _reach(states[index]), xs[index + 1] - _reach(states[index + 1])
        if index + 1 <= reached:
            line += element(
                "path",
                d=f"M{number(start)} {number(middle)}H{number(end)}",
                class_="path__part path__part--done",
                stroke_width=3,
            )
        else:
            straight = smooth_curve(((start + 5, middle), (max(end - 5, start + 6), middle)))
            line += dots(
                straight,
                0,
                straight.length,
                class_="path__dots path__dots--coming",
                radius=1.5,
                every=7,
            )
    return drawing(342, _STRIP_HEIGHT, line + marks, key=key, class_="week__path")


def _reach(state: DayState) -> float:
    return {
        DayState.DONE: 13.0,
        DayState.TODAY: 18.0,
        DayState.TODAY_DONE: 18.0,
        DayState.PLANNED: 16.0,
    }.get(state, 3.0)


def _day_mark(state: DayState, x: float, y: float, *, past: bool) -> str:
    tick = element(
        "path",
        d=f"M{number(x - 6)} {number(y + 0.5)}l4.3 4.3 7.7-8.3",
        class_="path__tick",
        stroke_width=2.2,
    )
    if state is DayState.DONE:
        return circle(x, y, 15, "path__start") + tick
    if state is DayState.TODAY:
        return circle(x, y, 17.5, "path__ring", 2.5) + circle(x, y, 6, "path__start")
    if state is DayState.TODAY_DONE:
        return circle(x, y, 18, "path__ring", 2) + circle(x, y, 14, "path__start") + tick
    if state is DayState.PLANNED:
        return element(
            "circle",
            cx=x,
            cy=y,
            r=15.5,
            class_="path__ring path__ring--planned",
            stroke_width=2.2,
            stroke_dasharray="4.4 3.7",
        )
    return circle(x, y, 4, "path__start" if past else "path__dots path__dots--coming")


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the step figure: what stands above it, and below.

    Attributes
    ----------
    minutes : float
        Walk minutes, min.
    label : str
        When, for example "Sat".
    """

    minutes: float
    label: str


_STEP_ROOM = 17.0
"""Space above the highest and below the lowest stop, px."""
_STEP_GRID = 4
RISES = {"settled": 32, "hold": 20, "ease-off": 36}
"""How far apart the highest and the lowest stop lie, px. The minutes are written above them."""


def step_drops(minutes: tuple[float, ...], response: str) -> tuple[int, ...]:
    """Return how far each stop of the step figure lies below the highest, px, in steps of 4.

    Raises
    ------
    ValueError
        If there are fewer than two stops.
    """
    if len(minutes) < 2:
        raise ValueError("a step figure needs at least two stops")
    low, high = min(minutes), max(minutes)
    if high == low:
        return tuple(0 for _ in minutes)
    steps = RISES[response] / _STEP_GRID
    return tuple(_STEP_GRID * round(steps * (high - value) / (high - low)) for value in minutes)


@lru_cache(maxsize=256)
def step_path(minutes: tuple[float, ...], now: int, response: str, *, key: str = "steps") -> str:
    """Return the line of the step figure; decoration, its minutes and days are text beside it.

    Parameters
    ----------
    minutes : tuple of float
        Minutes of each stop, in order, min; two to five stops.
    now : int
        Index of today's walk. Up to it the line is solid moss, after it dotted in the colour of
        the response.
    response : str
        ``settled``, ``hold`` or ``ease-off``.
    """
    gap = (342.0 - 36.0) / (len(minutes) - 1)
    drops = step_drops(minutes, response)
    points = [(18.0 + index * gap, _STEP_ROOM + drop) for index, drop in enumerate(drops)]
    behind = "".join(_behind(a, b) for a, b in pairwise(points[: now + 1]))
    ahead = "".join(
        _ahead(a, b, clear=21 if index == 0 else 16, class_=f"path__dots steps__dot--{response}")
        for index, (a, b) in enumerate(pairwise(points[now:]))
    )
    stops = "".join(_stop(x, y, index - now, response) for index, (x, y) in enumerate(points))
    return drawing(
        342, 2 * _STEP_ROOM + max(drops), behind + ahead + stops, key=key, class_="steps__path"
    )


def _behind(a: Point, b: Point) -> str:
    data = _bend(a, b).section(0, 1e9)
    return element("path", d=data, class_="path__part path__part--done", stroke_width=8)


def _ahead(a: Point, b: Point, *, clear: float, class_: str) -> str:
    curve = _bend(a, b)
    return dots(curve, clear, curve.length - 16, class_=class_, radius=2.4, every=9.5)


def _bend(a: Point, b: Point) -> Curve:
    """Return the curve between two stops: it leaves and arrives level."""
    third, rise = (b[0] - a[0]) / 3, (b[1] - a[1]) * 0.2
    return smooth_curve((a, (a[0] + third, a[1] + rise), (b[0] - third, b[1] - rise), b))


def _stop(x: float, y: float, since: int, response: str) -> str:
    if since < 0:
        return circle(x, y, 9, "path__start")
    ring = f"path__ring steps__ring--{response}"
    if since > 0:
        return circle(x, y, 8, ring, 3)
    return circle(x, y, 14, ring, 2.5) + circle(x, y, 9.5, f"steps__dot--{response}")


@lru_cache(maxsize=32)
def swatch(kind: PartKind, state: str = "done") -> str:
    """Return the texture of a part as a short straight line for a legend; decoration.

    ``state`` is ``done`` or ``coming``. The line is as long as the widest place asks; CSS shows a
    whole number of dots or dashes of it.
    """
    if kind is PartKind.WARM_UP:
        marks = "".join(
            circle(4 + index * DOT_EVERY, 4, 3, f"path__dots path__dots--{state}")
            for index in range(9)
        )
        width = 9 * DOT_EVERY
    elif kind is PartKind.COOL_DOWN:
        dashes = "".join(
            f"M{number(index * (DASH_ON + DASH_OFF))} 4h{number(DASH_ON)}" for index in range(5)
        )
        marks = element("path", d=dashes, class_=f"path__part path__part--{state}", stroke_width=4)
        width = 5 * (DASH_ON + DASH_OFF)
    elif kind is PartKind.HIKE:
        rungs = "".join(f"M{number(4 + index * RUNG_EVERY)} 2v4" for index in range(11))
        line = element(
            "path", d="M0 4H100", class_=f"path__part path__part--{state}", stroke_width=8
        )
        marks = line + element("path", d=rungs, class_="path__under", stroke_width=RUNG_WIDTH)
        width = 100.0
    elif kind is PartKind.PAUSE:
        marks = element(
            "path", d="M3 0v8M9 0v8", class_=f"path__part path__part--{state}", stroke_width=3
        )
        width = 12.0
    else:
        return ""
    return drawing(width, 8, marks, key="swatch", class_=f"swatch__line swatch__line--{kind}")
