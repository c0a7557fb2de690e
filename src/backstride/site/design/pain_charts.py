"""Pain before and after each walk, the smoothed trend, and the scores of a questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backstride.site.design.axes import LEFT, WIDE, Axes, label, path_through
from backstride.site.design.svg import circle, drawing, element

HEIGHT, SCORES_HEIGHT = 250.0, 160.0
RADIUS, DENSE_RADIUS = 5.5, 4.0
DENSE_PX = 9.0
"""Room for a walk below which its marks are drawn smaller."""

WORDS_PX = 66.0
"""Width of "Ease off", to keep the words of two walks apart."""

LOWEST_TOP = 6
"""The scale of pain goes up to this at least."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One walk, or one week: its place from 0 to 1, and its answers.

    Parameters
    ----------
    at : float
    before, after, morning : float or None
    low, high : float or None
        Ends of the thin line of a week.
    response : str
        "hold" or "ease-off" change the mark of the answer after the walk.
    word : str
        What stands above it.
    """

    at: float
    before: float | None
    after: float | None
    morning: float | None
    low: float | None = None
    high: float | None = None
    response: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """The trend at a place from 0 to 1, with its band."""

    at: float
    level: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A week below the chart: where it begins and ends, from 0 to 1, and its number."""

    begin: float
    end: float
    number: int
    running: bool


def scale_top(marks: Sequence[Mark], levels: Sequence[Level]) -> int:
    """Return the even number at which the scale of pain ends."""
    told = [
        value
        for mark in marks
        for value in (mark.before, mark.after, mark.morning, mark.high)
        if value is not None
    ]
    told += [each.high for each in levels]
    return min(10, max(LOWEST_TOP, 2 * int((max(told, default=0) + 2.5) // 2)))


def pain_chart(
    marks: Sequence[Mark],
    levels: Sequence[Level],
    ticks: Sequence[Tick],
    bad_days: Sequence[float],
    *,
    width: float,
    key: str,
    title: str,
    description: str,
) -> str:
    """Draw the walks over the weeks, with the trend behind them.

    Parameters
    ----------
    marks, levels : sequence
        In the order of time; `levels` may be empty.
    ticks : sequence of Tick
    bad_days : sequence of float
        Places of bad days, 0 to 1.
    width : float
        Of the drawing, px.
    key : str
        Prefix of the ids inside; unique on the page.
    title, description : str
        Text alternative.
    """
    top = scale_top(marks, levels)
    axes = Axes(width, HEIGHT, 0.0, float(top), 2.0)
    parts = [axes.ruled()]
    if levels:
        highs = [(axes.x(each.at), axes.y(each.high)) for each in levels]
        lows = [(axes.x(each.at), axes.y(each.low)) for each in levels]
        middle = [(axes.x(each.at), axes.y(each.level)) for each in levels]
        area = path_through([*highs, *reversed(lows)]) + "Z"
        parts.append(element("path", d=area, class_="band"))
        parts.append(element("path", d=path_through(middle), class_="trend"))
    parts += [_bad_day(axes, at) for at in bad_days]
    room = (axes.right - LEFT) / max(len(marks), 1)
    radius = DENSE_RADIUS if room < DENSE_PX else RADIUS
    parts += [_walk(axes, mark, radius) for mark in marks]
    said = -WORDS_PX
    for mark in marks:
        x = axes.x(mark.at)
        if mark.word and mark.after is not None and x - said >= WORDS_PX:
            said = x
            edge = min(max(x, LEFT + WORDS_PX / 2), axes.right - WORDS_PX / 2)
            y = axes.y(max(mark.after, mark.before or 0)) - radius - 6
            parts.append(label(mark.word, edge, y, class_=f"word word--{mark.response}"))
    parts.append(_ticks(axes, ticks))
    return drawing(
        width,
        HEIGHT,
        "".join(parts),
        key=key,
        class_="chart",
        title=title,
        description=description,
    )


def scores_chart(
    places: Sequence[tuple[float, float]],
    *,
    low: float,
    high: float,
    goal: float | None,
    ends: tuple[str, str],
    width: float,
    key: str,
    title: str,
    description: str,
) -> str:
    """Draw the scores of a questionnaire as a line, and where a change that matters begins.

    Parameters
    ----------
    places : sequence of (float, float)
        Place from 0 to 1, and score.
    low, high : float
        Range of the score.
    goal : float or None
        Score from which the change matters.
    ends : pair of str
        First and last day.
    width, key, title, description
        As for :func:`pain_chart`.
    """
    axes = Axes(width, SCORES_HEIGHT, low, high, (high - low) / 2)
    points = [(axes.x(0.04 + 0.92 * at), axes.y(score)) for at, score in places]
    parts = [axes.ruled()]
    if goal is not None and low <= goal <= high:
        edge = f"M{LEFT:g} {axes.y(goal):.1f}H{axes.right:g}"
        parts.append(element("path", d=edge, class_="goal"))
    if len(points) > 1:
        parts.append(element("path", d=path_through(points), class_="trend"))
    parts += [circle(x, y, RADIUS, "mark mark--after") for x, y in points]
    for (x, y), (_, score) in ((points[0], places[0]), (points[-1], places[-1])):
        above = y - 12 if y > 40 else y + 24
        inside = min(max(x, LEFT + 14), axes.right - 14)
        parts.append(label(f"{score:.1f}".removesuffix(".0"), inside, above, class_=STRONG))
    first, last = ends
    parts.append(label(first, LEFT, axes.height - 6, "start"))
    if last != first:
        parts.append(label(last, axes.right, axes.height - 6, "end"))
    return drawing(
        width,
        SCORES_HEIGHT,
        "".join(parts),
        key=key,
        class_="chart",
        title=title,
        description=description,
    )


STRONG = "label label--strong"


def _walk(axes: Axes, mark: Mark, radius: float) -> str:
    x = axes.x(mark.at)
    parts = []
    if mark.low is not None and mark.high is not None:
        parts.append(_line(x, axes.y(mark.low), axes.y(mark.high), "mark__range"))
    if mark.morning is not None:
        begin, y = x + radius + 1.5, axes.y(mark.morning)
        parts.append(element("path", d=f"M{begin:.1f} {y:.1f}h7", class_="morning"))
    if mark.before is not None and mark.after is not None and mark.before != mark.after:
        ends = axes.y(mark.before), axes.y(mark.after)
        parts.append(_line(x, *ends, f"mark__line mark__line--{mark.response or 'plain'}"))
    if mark.before is not None:
        parts.append(circle(x, axes.y(mark.before), radius, "mark mark--before"))
    if mark.after is not None:
        parts.append(_after(x, axes.y(mark.after), mark, radius))
    return "".join(parts)


def _after(x: float, y: float, mark: Mark, radius: float) -> str:
    size = radius + 0.5
    match mark.response:
        case "hold":
            return element(
                "rect",
                x=x - size,
                y=y - size,
                width=2 * size,
                height=2 * size,
                class_="mark mark--hold",
            )
        case "ease-off":
            size += 2
            outline = f"M{x - size:.1f} {y:.1f}l{size:g} -{size:g}l{size:g} {size:g}l-{size:g} "
            return element("path", d=f"{outline}{size:g}Z", class_="mark mark--ease-off")
    inner = radius * 0.45 if mark.before == mark.after else radius
    return circle(x, y, inner, "mark mark--after")


def _line(x: float, y0: float, y1: float, class_: str) -> str:
    return element("path", d=f"M{x:.1f} {y0:.1f}V{y1:.1f}", class_=class_)


def _bad_day(axes: Axes, at: float) -> str:
    x, y = axes.x(at), axes.foot
    return element("path", d=f"M{x - 5:.1f} {y:g}l5 -9l5 9Z", class_="bad-day")


def _ticks(axes: Axes, ticks: Sequence[Tick]) -> str:
    """Return where weeks begin, and the numbers of as many as there is room for."""
    parts = []
    said = -100.0
    for tick in reversed(ticks):
        middle = axes.x((tick.begin + tick.end) / 2)
        if tick.begin > 0 and (axes.width >= WIDE or len(ticks) <= 12):
            x = axes.x(tick.begin)
            parts.append(element("path", d=f"M{x:.1f} {axes.foot:g}v6", class_="tick"))
        if said < 0 or said - middle >= 40:
            said = middle
            class_ = STRONG if tick.running else "label"
            parts.append(label(str(tick.number), middle, axes.height - 6, class_=class_))
    return "".join(parts)
