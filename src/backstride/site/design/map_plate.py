"""A map with loops on it, drawn from the streets, water, parks and houses that were built."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from backstride.site.design.svg import drawing, element, number
from backstride.site.design.tokens import design_tokens
from backstride.terrain import Drawn

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 390.0, 290.0
FINEST_PX = 1.2
"""Points closer than this are drawn as one."""

STOP_RADIUS, LETTER_RADIUS = 14.0, 16.0
APART_PX = 34.0
"""Discs keep this distance from each other."""

MOST_STOPS, MOST_NAMES = 5, 3
LEAST_NAMED_PX = 70.0
EDGE_PX = 26.0
FOOT_PX = 56.0
"""Discs keep these distances from the edges; at the foot stand the scale and the credit."""

LONGEST_BAR_PX = 130.0
BAR_M = (20, 50, 100, 200, 500, 1000, 2000, 5000)
AREAS = ("green", "water", "building")
LINES = ("stream", "rail", "road", "path", "street", "wide")
STYLES = ("solid", "dashed", "dotted")

WIDTHS_M = {"stream": 5.0, "rail": 2.0, "road": 12.0, "path": 3.0, "street": 8.0, "wide": 13.0}
"""Width of lines on the ground, about as wide as such ways are (judgement)."""

THIN_PX, THICK_PX = 0.8, 11.0


@dataclass(frozen=True, slots=True)
class Way:
    """A loop on the map.

    Attributes
    ----------
    letter : str
    points : Floats
        Metres from the north-west corner, shape (n, 2).
    style : str
        "solid" for the one that is chosen, else "dashed" or "dotted".
    """

    letter: str
    points: Floats
    style: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A bench, a tap or toilets: an icon at a place."""

    icon: str
    east_m: float
    south_m: float


def map_plate(
    drawn: Sequence[Drawn],
    width_m: float,
    *,
    ways: Sequence[Way] = (),
    stops: Sequence[Stop] = (),
    home: tuple[float, float] | None = None,
    cross: bool = False,
    title: str,
    description: str = "",
) -> str:
    """Return a map as SVG that takes its colours from the page.

    Parameters
    ----------
    drawn : sequence of Drawn
        In the order of drawing.
    width_m : float
        Width of what is shown, metres.
    ways : sequence of Way
        The chosen one last.
    stops : sequence of Stop
        The most useful first.
    home : tuple of float, optional
        Metres from the north-west corner.
    cross : bool
        Whether the middle is marked.
    title, description : str
        Text alternative.
    """
    scale = WIDTH / width_m
    lines = [way.points * scale for way in ways]
    taken: list[tuple[float, float]] = []
    marks = []
    if home is not None:
        here = (home[0] * scale, home[1] * scale)
        taken.append(here)
    for number_, way in enumerate(ways):
        others = [line for other, line in enumerate(lines) if other != number_]
        at = _letter_place(lines[number_], others, taken)
        if not way.letter:
            continue
        taken.append(at)
        marks.append(_letter(at, way.letter, way.style))
    pictures: list[str] = []
    for stop in stops:
        spot = (stop.east_m * scale, stop.south_m * scale)
        if len(pictures) < MOST_STOPS and _inside(spot) and _free(spot, taken):
            taken.append(spot)
            pictures.append(_stop(spot, stop.icon))
    if home is not None:
        marks.append(_home(here))
    names = _names(drawn, scale, taken, lines)
    content = (
        element("rect", width=WIDTH, height=HEIGHT, class_="map__land")
        + _ground(drawn, scale)
        + names
        + "".join(_way(line, way.style) for line, way in zip(lines, ways, strict=True))
        + "".join(pictures)
        + "".join(marks)
        + (_cross() if cross else "")
        + _bar(scale)
    )
    return drawing(
        WIDTH, HEIGHT, content, key="map", class_="map", title=title, description=description
    )


def map_picture(
    drawn: Sequence[Drawn], width_m: float, *, theme: str, home: tuple[float, float] | None
) -> str:
    """Return a map as a picture file: it stands alone, so it carries the colours of a theme."""
    colours = {key: each["value"] for key, each in design_tokens()["color"][theme].items()}
    fills = {"green": "park", "water": "water", "building": "bldg"}
    scale = WIDTH / width_m
    parts = [element("rect", width=WIDTH, height=WIDTH, fill=colours["sunk"])]
    for kind in AREAS:
        parts.append(
            element("path", d=_data(drawn, kind, scale) or "M0 0", fill=colours[fills[kind]])
        )
    for kind in LINES:
        colour = {"stream": "water", "rail": "edge"}.get(kind, "street")
        parts.append(
            element(
                "path",
                d=_data(drawn, kind, scale) or "M0 0",
                fill="none",
                stroke=colours[colour],
                stroke_width=_width(kind, scale),
                stroke_linejoin="round",
            )
        )
    if home is not None:
        parts.append(
            element("circle", cx=home[0] * scale, cy=home[1] * scale, r=9, fill=colours["ink"])
        )
    middle = WIDTH / 2
    arms = f"M{middle - 16} {middle}h32M{middle} {middle - 16}v32"
    for colour, width in (("paper", 6.0), ("ink", 2.5)):
        parts.append(element("path", d=arms, stroke=colours[colour], stroke_width=width))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {number(WIDTH)} {number(WIDTH)}" width="390" height="390">'
        f"{''.join(parts)}</svg>"
    )


def _ground(drawn: Sequence[Drawn], scale: float) -> str:
    found = []
    for kind in AREAS:
        data = _data(drawn, kind, scale)
        if data:
            found.append(element("path", d=data, class_=f"map__{kind}"))
    for kind in LINES:
        data = _data(drawn, kind, scale)
        if data:
            found.append(
                element("path", d=data, class_=f"map__{kind}", stroke_width=_width(kind, scale))
            )
    return "".join(found)


def _width(kind: str, scale: float) -> float:
    return min(max(WIDTHS_M[kind] * scale, THIN_PX), THICK_PX)


def _data(drawn: Sequence[Drawn], kind: str, scale: float) -> str:
    """Return the path of everything of one kind."""
    parts = []
    for each in drawn:
        if each.kind != kind:
            continue
        points = _thinned(each.points * scale)
        if kind == "building" and float(np.ptp(points, axis=0).max()) < 2 * FINEST_PX:
            continue
        parts.append(_line(points) + ("z" if each.is_area else ""))
    return "".join(parts)


def _thinned(points: Floats) -> Floats:
    if len(points) <= 2:
        return points
    step = np.hypot(*np.diff(points, axis=0).T)
    keep = np.ones(len(points), dtype=bool)
    since = 0.0
    for at in range(1, len(points) - 1):
        since += float(step[at - 1])
        keep[at] = since >= FINEST_PX
        if keep[at]:
            since = 0.0
    return np.asarray(points[keep])


def _line(points: Floats) -> str:
    tenths = np.rint(points * 10).astype(np.int64).tolist()
    (x, y), *rest = tenths
    return f"M{x / 10:g} {y / 10:g}" + "".join(f"L{x / 10:g} {y / 10:g}" for x, y in rest)


def _way(line: Floats, style: str) -> str:
    data = _line(_thinned(line))
    return element("path", d=data, class_="map__under") + element(
        "path", d=data, class_=f"map__way map__way--{style}"
    )


def _letter_place(
    line: Floats, others: Sequence[Floats], taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Return the point of a loop that is farthest from the other loops and from what is there."""
    step = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    at = np.linspace(0.05, 0.95, 60) * along[-1]
    spots = np.column_stack([np.interp(at, along, line[:, axis]) for axis in (0, 1)])
    room = np.full(len(spots), 4 * APART_PX)
    for other in (*others, *([np.array(taken)] if taken else [])):
        away = np.hypot(*(spots[:, None, :] - other[None, :, :]).transpose(2, 0, 1)).min(axis=1)
        room = np.minimum(room, away)
    inside = (spots > EDGE_PX).all(axis=1) & (spots < [WIDTH - EDGE_PX, HEIGHT - FOOT_PX]).all(
        axis=1
    )
    best = int(np.argmax(np.where(inside, room, room - 1000)))
    return float(spots[best, 0]), float(spots[best, 1])


def _inside(spot: tuple[float, float]) -> bool:
    return EDGE_PX <= spot[0] <= WIDTH - EDGE_PX and EDGE_PX <= spot[1] <= HEIGHT - FOOT_PX


def _free(spot: tuple[float, float], taken: Sequence[tuple[float, float]]) -> bool:
    return all(math.dist(spot, other) >= APART_PX for other in taken)


def _letter(at: tuple[float, float], letter: str, style: str) -> str:
    disc = element("circle", cx=at[0], cy=at[1], r=LETTER_RADIUS, class_=f"map__disc--{style}")
    return disc + element(
        "text",
        escape(letter),
        x=at[0],
        y=at[1] + 7,
        text_anchor="middle",
        class_=f"map__letter map__letter--{style}",
    )


def _stop(at: tuple[float, float], icon: str) -> str:
    paths = design_tokens()["icons"]["paths"][icon]
    corner = f"translate({number(at[0] - 9)} {number(at[1] - 9)}) scale(0.75)"
    return element("circle", cx=at[0], cy=at[1], r=STOP_RADIUS, class_="map__disc") + element(
        "g", paths, class_="map__icon", transform=corner
    )


def _home(at: tuple[float, float]) -> str:
    x, y = at
    roof = f"M{number(x - 6)} {number(y)}L{number(x)} {number(y - 6)}l6 6"
    walls = f"M{number(x - 4)} {number(y - 1)}v6h8v-6"
    return element("circle", cx=x, cy=y, r=13, class_="map__home") + element(
        "path", d=roof + walls, class_="map__house"
    )


def _cross() -> str:
    x, y = WIDTH / 2, HEIGHT / 2
    data = f"M{number(x - 16)} {number(y)}h32M{number(x)} {number(y - 16)}v32"
    return element("path", d=data, class_="map__under") + element(
        "path", d=data, class_="map__cross"
    )


def _names(
    drawn: Sequence[Drawn],
    scale: float,
    taken: list[tuple[float, float]],
    lines: Sequence[Floats],
) -> str:
    """Return the names of the largest waters and parks, clear of the discs and of the loops."""
    sized: list[tuple[float, str, float, float]] = []
    for each in drawn:
        if not each.name or each.kind not in ("water", "green", "stream"):
            continue
        inner = each.points * scale
        seen = inner[(inner > 0).all(axis=1) & (inner < [WIDTH, HEIGHT]).all(axis=1)]
        if len(seen) < 2:
            continue
        size = float(np.hypot(*np.ptp(seen, axis=0)))
        middle = seen[len(seen) // 2] if not each.is_area else seen.mean(axis=0)
        sized.append((size, each.name, float(middle[0]), float(middle[1])))
    said: list[str] = []
    told: set[str] = set()
    places = list(taken)
    for size, name, east, south in sorted(sized, reverse=True):
        half = 4.4 * len(name)
        if size < LEAST_NAMED_PX or name in told or len(said) == MOST_NAMES:
            continue
        x = min(max(east, half + 8), WIDTH - half - 8)
        y = min(max(south, 24.0), HEIGHT - 44.0)
        near = any(abs(x - px) < half + 20 and abs(y - 5 - py) < 30 for px, py in places)
        near |= any(_crosses(line, x, y - 5, half) for line in lines)
        if near or 2 * half > WIDTH - 16:
            continue
        told.add(name)
        places += [(x - half / 2, y), (x + half / 2, y)]
        said.append(
            element("text", escape(name), x=x, y=y, text_anchor="middle", class_="map__name")
        )
    return "".join(said)


def _crosses(line: Floats, x: float, y: float, half: float) -> bool:
    """Return whether a line runs through a name."""
    step = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    at = np.arange(0.0, along[-1], 6.0)
    away_x = np.abs(np.interp(at, along, line[:, 0]) - x)
    away_y = np.abs(np.interp(at, along, line[:, 1]) - y)
    return bool(((away_x < half + 4) & (away_y < 15)).any())


def _bar(scale: float) -> str:
    metres = max((each for each in BAR_M if each * scale <= LONGEST_BAR_PX), default=BAR_M[0])
    words = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    width = metres * scale
    y = HEIGHT - 22
    data = f"M16 {number(y - 4)}v6h{number(width)}v-6"
    return (
        element("path", d=data, class_="map__bar")
        + element("text", words, x=16 + width + 10, y=y + 5, class_="map__scale")
        + element(
            "text",
            "\N{COPYRIGHT SIGN} OpenStreetMap",
            x=WIDTH - 10,
            y=y + 5,
            text_anchor="end",
            class_="map__scale",
        )
    )
