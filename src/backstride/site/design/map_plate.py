"""A map with loops on it, drawn from the streets, water, parks and houses that were built."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from backstride.site.design.map_ground import (
    line_of,
    map_ground,
    thinned,
)
from backstride.site.design.street_names import StreetName, street_names
from backstride.site.design.svg import drawing, element, number
from backstride.site.design.tokens import design_tokens
from backstride.terrain import Drawn

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 390.0, 450.0
BAND = 290.0
"""Of the height, in the middle, narrow pages show no more: all loops, discs and names are there."""

TOP = (HEIGHT - BAND) / 2
STOP_RADIUS, LETTER_RADIUS = 14.0, 16.0
APART_PX = 34.0
"""Discs keep this distance from each other."""

MOST_STOPS, MOST_NAMES = 5, 3
LEAST_NAMED_PX = 70.0
EDGE_PX = 26.0
FOOT_PX = 56.0
"""Discs keep these distances from the edges; at the foot stand the scale and the credit."""

BUTTONS_PX = (64.0, 170.0)
"""Width and height of the buttons in the corner at the top right; no disc lies under them."""

LEAST_XY = (EDGE_PX, TOP + EDGE_PX)
MOST_XY = (WIDTH - EDGE_PX, TOP + BAND - FOOT_PX)

NAMED_PX_PER_M = 0.8
"""Where loops are drawn, names of streets stand only on a map that was brought nearer."""

LONGEST_BAR_PX = 130.0
BAR_M = (20, 50, 100, 200, 500, 1000, 2000, 5000)
STYLES = ("solid", "dashed", "dotted")


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
    if cross:
        taken += [(WIDTH / 2 + 8 * step, HEIGHT / 2) for step in (-2, -1, 0, 1, 2)]
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
    along = [] if lines and scale < NAMED_PX_PER_M else _streets(drawn, scale, taken, lines)
    content = (
        element("rect", width=WIDTH, height=HEIGHT, class_="map__land")
        + map_ground(drawn, scale)
        + "".join(_street_name(each) for each in along)
        + names
        + "".join(_way(line, way.style) for line, way in zip(lines, ways, strict=True))
        + "".join(pictures)
        + "".join(marks)
        + (_cross() if cross else "")
        + _foot(scale)
    )
    return drawing(
        WIDTH, HEIGHT, content, key="map", class_="map", title=title, description=description
    )


def _way(line: Floats, style: str) -> str:
    data = "".join(line_of(thinned(run)) for run in _once(line))
    return element("path", d=data, class_="map__under") + element(
        "path", d=data, class_=f"map__way map__way--{style}"
    )


def _once(line: Floats) -> list[Floats]:
    """Return a line without what it walks again: dashes over dashes would look like a line."""
    tenths = np.rint(line * 10).astype(np.int64)
    ends = np.concatenate([tenths[:-1], tenths[1:]], axis=1)
    turned = np.concatenate([tenths[1:], tenths[:-1]], axis=1)
    smaller = np.array([a <= b for a, b in zip(ends.tolist(), turned.tolist(), strict=True)])
    _, first = np.unique(np.where(smaller[:, None], ends, turned), axis=0, return_index=True)
    new = np.zeros(len(ends), dtype=bool)
    new[first] = True
    cuts = np.flatnonzero(np.diff(np.concatenate([[0], new.astype(np.int8), [0]])))
    return [line[begin : end + 1] for begin, end in zip(cuts[::2], cuts[1::2], strict=True)]


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
    inside = np.array([_inside((float(x), float(y))) for x, y in spots])
    best = int(np.argmax(np.where(inside, room, room - 1000)))
    return float(spots[best, 0]), float(spots[best, 1])


def _inside(spot: tuple[float, float]) -> bool:
    x, y = spot
    if x > WIDTH - BUTTONS_PX[0] - LETTER_RADIUS and y < TOP + BUTTONS_PX[1] + LETTER_RADIUS:
        return False
    return LEAST_XY[0] <= x <= MOST_XY[0] and LEAST_XY[1] <= y <= MOST_XY[1]


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


def _streets(
    drawn: Sequence[Drawn],
    scale: float,
    taken: Sequence[tuple[float, float]],
    lines: Sequence[Floats],
) -> list[StreetName]:
    """Return names of streets that are clear of all else, of buttons, scale and credit too."""
    places = list(taken)
    for line in lines:
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        at = np.arange(0.0, along[-1], 10.0)
        x, y = (np.interp(at, along, line[:, axis]) for axis in (0, 1))
        places += zip(x.tolist(), y.tolist(), strict=True)
    # The feet of both sizes, and where the narrow one is cut.
    for row in (HEIGHT - 24, TOP + BAND - 24, TOP + BAND, TOP):
        places += [(float(x), row) for x in range(0, int(WIDTH) + 1, 15)]
    for top in (0.0, TOP):
        places += [
            (WIDTH - right, top + down)
            for right in range(10, int(BUTTONS_PX[0]), 16)
            for down in range(10, int(BUTTONS_PX[1]), 16)
        ]
    return street_names(drawn, scale, (0.0, 0.0, WIDTH, HEIGHT), places)


def _street_name(name: StreetName) -> str:
    words = escape(name.name)
    return element(
        "text",
        words,
        transform=name.turned,
        dy=4,
        text_anchor="middle",
        class_="map__street-name",
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
    """Return the names of the largest waters and parks, clear of the discs and of the loops.

    What they take is added to what is taken.
    """
    sized: list[tuple[float, str, float, float]] = []
    for each in drawn:
        if not each.name or each.kind not in ("water", "green", "stream"):
            continue
        inner = each.points * scale
        seen = inner[(inner > (0, TOP)).all(axis=1) & (inner < (WIDTH, TOP + BAND)).all(axis=1)]
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
        y = min(max(south, TOP + 24.0), TOP + BAND - 44.0)
        near = any(abs(x - px) < half + 20 and abs(y - 5 - py) < 30 for px, py in places)
        near |= x + half > WIDTH - BUTTONS_PX[0] and y < TOP + BUTTONS_PX[1] + 20
        near |= any(_crosses(line, x, y - 5, half) for line in lines)
        if near or 2 * half > WIDTH - 16:
            continue
        told.add(name)
        places += [(x - half / 2, y), (x + half / 2, y)]
        taken += [(step, y - 5) for step in np.arange(x - half, x + half + 12, 12.0).tolist()]
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


def _foot(scale: float) -> str:
    """Return scale and credit twice: at the foot of all, and of what narrow pages show."""
    whole, band = _bar(scale, HEIGHT - 22), _bar(scale, TOP + BAND - 22)
    return element("g", whole, class_="map__foot--whole") + element(
        "g", band, class_="map__foot--band"
    )


def _bar(scale: float, y: float) -> str:
    metres = max((each for each in BAR_M if each * scale <= LONGEST_BAR_PX), default=BAR_M[0])
    words = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    width = metres * scale
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
