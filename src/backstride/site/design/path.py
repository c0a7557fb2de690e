"""The walk path: one line that climbs, cut into the parts of a walk by their minutes, drawn as SVG.

Colours come from CSS classes only, so a drawing follows the theme and needs no inline style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from backstride.site.design.contours import contour_lines
from backstride.site.design.curve import Curve, Point, smooth_curve
from backstride.site.design.scenes import SCENES, Scene
from backstride.site.design.svg import circle, drawing, element, number


class PartKind(StrEnum):
    """What a part of a walk is; each has its own texture."""

    WARM_UP = "warm-up"
    WALK = "walk"
    BRISK = "brisk"
    EASY_BETWEEN = "easy-between"
    HIKE = "hike"
    PAUSE = "pause"
    COOL_DOWN = "cool-down"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a walk and how long it takes.

    Attributes
    ----------
    kind : PartKind
        What it is.
    minutes : float
        How long, min; above 0.
    """

    kind: PartKind
    minutes: float


WIDTHS: dict[PartKind, float] = {
    PartKind.WARM_UP: 6,
    PartKind.WALK: 8,
    PartKind.BRISK: 16,
    PartKind.EASY_BETWEEN: 5,
    PartKind.HIKE: 8,
    PartKind.PAUSE: 3,
    PartKind.COOL_DOWN: 4,
}
"""Line width of each part, px. For the warm-up, the diameter of its dots."""
DOT_EVERY = 11.0
DASH_ON, DASH_OFF = 13.0, 7.0
RUNG_EVERY, RUNG_WIDTH = 9.0, 2.5
BAR_HEIGHT, BARS_APART = 12.0, 6.0
UNDER_WIDTH = 18.0
START_RADIUS, JOIN_RADIUS, END_RADIUS = 7.5, 6.0, 8.5
POSITION_RADIUS = 13.0
_HIDDEN = POSITION_RADIUS + 9


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part laid on the curve, from ``start`` to ``end`` px along it."""

    kind: PartKind
    start: float
    end: float


@lru_cache(maxsize=256)
def walk_plate(
    scene: str,
    parts: tuple[Part, ...],
    *,
    elapsed_min: float | None = None,
    paused: bool = False,
    key: str = "walk",
    title: str = "",
    description: str = "",
) -> str:
    """Return the path of a walk with contours behind it.

    Parameters
    ----------
    scene : str
        A key of ``SCENES``: ``today``, ``today-wide``, ``guided``, ``interval``.
    parts : tuple of Part
        The walk, in order. Each part gets length by its minutes.
    elapsed_min : float, optional
        How far the walk is, min. Draws the position disc; what is still to come is drawn in the
        ``edge`` colour. Without it the whole path is drawn as one.
    paused : bool
        Whether the position disc shows two bars instead of a hole.
    key : str
        Prefix for ids, unique on the page.
    title, description : str
        Text alternative; without a title the drawing is hidden from assistive technology.

    Raises
    ------
    ValueError
        If there is no part, or a part has no minutes.
    """
    if not parts or any(part.minutes <= 0 for part in parts):
        raise ValueError("a path needs at least one part, and every part needs minutes")
    setting = SCENES[scene]
    curve = smooth_curve(setting.points)
    stretches = lay(parts, curve.length)
    total_min = sum(part.minutes for part in parts)
    now = (
        None if elapsed_min is None else curve.length * min(max(elapsed_min / total_min, 0.0), 1.0)
    )
    drawn = "".join(textures(curve, stretches, ends=setting.ends, now=now))
    joins = "".join(joints(curve, stretches)) if setting.ends else ""
    marks = end_marks(curve, curve.length) if setting.ends else ""
    disc = "" if now is None else position_disc(curve.at(now), paused=paused)
    content = (
        backdrop(setting, key)
        + under_stroke(curve.section(0, curve.length))
        + element("g", drawn + joins + marks, class_="path__drawn")
        + disc
    )
    return drawing(
        setting.width,
        setting.height,
        content,
        key=key,
        class_=f"plate plate--{scene}",
        title=title,
        description=description,
    )


def backdrop(setting: Scene, key: str) -> str:
    """Return the contours of a scene, faded out towards the top and the bottom of the plate."""
    if not setting.levels:
        return ""
    width, height = setting.width, setting.height
    stops = "".join(
        element("stop", offset=offset, stop_color="#fff", stop_opacity=opacity)
        for offset, opacity in (("0", "0"), ("0.3", "1"), ("0.72", "1"), ("1", "0"))
    )
    fade = element("linearGradient", stops, id=f"{key}-fade", x1="0", y1="0", x2="0", y2="1")
    cover = element("rect", width=width, height=height, fill=f"url(#{key}-fade)")
    mask = element(
        "mask",
        cover,
        id=f"{key}-mask",
        maskUnits="userSpaceOnUse",
        x=0,
        y=0,
        width=width,
        height=height,
    )
    lines = contour_lines(width, height, setting.seed, setting.levels)
    return element("defs", fade + mask) + element(
        "g", lines, class_="contours", mask=f"url(#{key}-mask)"
    )


def under_stroke(data: str) -> str:
    """Return the paper-coloured stroke that keeps the contours off the path."""
    return element("path", d=data, class_="path__under", stroke_width=UNDER_WIDTH)


def texture(curve: Curve, kind: PartKind, start: float, end: float, state: str) -> str:
    """Return one stretch of a curve in the texture of its kind.

    Dots and dashes are whole: their spacing gives a little so that they fill the stretch evenly.
    ``state`` is ``done`` or ``coming``.
    """
    length = end - start
    class_ = f"path__part path__part--{state}"
    if kind is PartKind.WARM_UP:
        return dots(curve, start, end, class_=f"path__dots path__dots--{state}")
    if kind is PartKind.PAUSE:
        return _bars(curve, (start + end) / 2, class_) if length >= BARS_APART else ""
    dashes = None
    if kind is PartKind.COOL_DOWN:
        count = max(1, round((length + DASH_OFF) / (DASH_ON + DASH_OFF)))
        period = (length + DASH_OFF) / count
        on = period * DASH_ON / (DASH_ON + DASH_OFF)
        dashes = f"{on:.2f} {period - on:.2f}"
    data = curve.section(start, end)
    if not data:
        return ""
    line = element(
        "path", d=data, class_=class_, stroke_width=WIDTHS[kind], stroke_dasharray=dashes
    )
    if kind is PartKind.HIKE:
        rungs = f"{RUNG_WIDTH:g} {RUNG_EVERY - RUNG_WIDTH:g}"
        line += element(
            "path", d=data, class_="path__under", stroke_width=4, stroke_dasharray=rungs
        )
    return line


def _bars(curve: Curve, middle: float, class_: str) -> str:
    """Return two upright bars, as on the disc of a walk that is paused."""
    x, y = curve.at(middle)
    top = number(y - BAR_HEIGHT / 2)
    left, right = number(x - BARS_APART / 2), number(x + BARS_APART / 2)
    data = f"M{left} {top}v{number(BAR_HEIGHT)}M{right} {top}v{number(BAR_HEIGHT)}"
    return element("path", d=data, class_=class_, stroke_width=WIDTHS[PartKind.PAUSE])


def dots(
    curve: Curve,
    start: float,
    end: float,
    *,
    class_: str,
    radius: float = 3.0,
    every: float = DOT_EVERY,
) -> str:
    """Return whole dots, evenly spaced, the first at ``start`` and the last at ``end``."""
    if end < start:
        return ""
    gaps = round((end - start) / every)
    step = (end - start) / gaps if gaps else 0.0
    return "".join(
        circle(*curve.at(start + index * step), radius, class_) for index in range(gaps + 1)
    )


def position_disc(at: Point, *, paused: bool = False) -> str:
    """Return the disc that says "you are here": with a hole, or with two bars when paused."""
    x, y = at
    halo = circle(x, y, POSITION_RADIUS + 4, "path__halo")
    disc = circle(x, y, POSITION_RADIUS, "path__position")
    if paused:
        bars = f"M{number(x - 3.5)} {number(y - 5)}v10M{number(x + 3.5)} {number(y - 5)}v10"
        return halo + disc + element("path", d=bars, class_="path__bars", stroke_width=3)
    return halo + disc + circle(x, y, 4.5, "path__hole")


def lay(parts: tuple[Part, ...], length: float) -> list[Stretch]:
    """Return the parts laid on so many px, each by its minutes."""
    total = sum(part.minutes for part in parts)
    stretches: list[Stretch] = []
    walked = 0.0
    for part in parts:
        end = walked + part.minutes
        stretches.append(Stretch(part.kind, length * walked / total, length * end / total))
        walked = end
    return stretches


def _joined(before: PartKind, after: PartKind) -> bool:
    """Whether a ring stands between two parts; brisk and easy ones follow without."""
    plain = (PartKind.WARM_UP, PartKind.COOL_DOWN)
    return before in plain or after in plain


def textures(
    curve: Curve,
    stretches: list[Stretch],
    *,
    ends: bool,
    now: float | None = None,
    state: str = "done",
) -> Iterator[str]:
    """Yield each stretch in its texture, clear of the rings between and at the ends."""
    for index, stretch in enumerate(stretches):
        first, last = index == 0, index == len(stretches) - 1
        opens = (
            0.0 if first or not _joined(stretches[index - 1].kind, stretch.kind) else JOIN_RADIUS
        )
        closes = (
            0.0 if last or not _joined(stretch.kind, stretches[index + 1].kind) else JOIN_RADIUS
        )
        if ends:
            opens = START_RADIUS if first else opens
            closes = END_RADIUS if last else closes
        if stretch.kind is PartKind.WARM_UP:
            opens, closes = opens + 8 if ends else 16, closes + 10
        start, end = stretch.start + opens, stretch.end - closes
        if now is None or now >= end:
            yield texture(curve, stretch.kind, start, end, state)
        elif now <= start:
            yield texture(curve, stretch.kind, start, end, "coming")
        else:
            # A rest so short that only slivers of it would show beside the disc is left out.
            if now - start > _HIDDEN:
                yield texture(curve, stretch.kind, start, now, "done")
            if end - now > _HIDDEN:
                yield texture(curve, stretch.kind, now, end, "coming")


def joints(curve: Curve, stretches: list[Stretch], ring: str = "path__ring") -> Iterator[str]:
    """Yield the rings between parts."""
    for before, after in pairwise(stretches):
        if _joined(before.kind, after.kind):
            yield circle(*curve.at(after.start), JOIN_RADIUS, ring, 2.5)


def end_marks(
    curve: Curve, length: float, *, start: str = "path__start", ring: str = "path__ring"
) -> str:
    """Return the disc at the start and the ring at the end of so many px."""
    disc = circle(*curve.at(0), START_RADIUS, start)
    return disc + circle(*curve.at(length), END_RADIUS, ring, 3)
