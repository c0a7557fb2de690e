"""Names of streets, written along them where the map is near enough to read one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backstride.site.design.svg import number
from backstride.terrain import Drawn

Floats = NDArray[np.float64]
Spot = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

STREETS = ("wide", "street", "path", "road")
READABLE_PX_PER_M = 0.32
"""Farther away the streets are too close to each other for their names (judgement)."""

LETTER_PX, HALF_HEIGHT_PX = 6.4, 9.0
"""What a letter takes on average in the size of `map__street-name`, and half of a line's height."""

STRAIGHT = 0.985
"""A name stands on a piece whose ends are this share of its length apart, or more."""

JOINED = math.cos(math.radians(35.0))
"""A street goes on where it turns by less than this."""

TRIES, MOST_NAMES = 9, 28


@dataclass(frozen=True, slots=True)
class StreetName:
    """A name, the middle of its line, and by how many degrees it is turned."""

    name: str
    at: Spot
    degrees: float

    @property
    def turned(self) -> str:
        """Return the turn as an SVG transform."""
        x, y = (number(each) for each in self.at)
        return f"translate({x} {y}) rotate({number(self.degrees)})"


def street_names(
    drawn: Sequence[Drawn], scale: float, shown: Box, taken: Sequence[Spot] = ()
) -> list[StreetName]:
    """Return where names of streets stand: inside what is shown, clear of each other.

    Parameters
    ----------
    drawn : sequence of Drawn
    scale : float
        Pixels per metre.
    shown : Box
        In pixels.
    taken : sequence of Spot
        Points that are to be kept free, in pixels.
    """
    if scale < READABLE_PX_PER_M:
        return []
    lines: dict[str, list[Floats]] = {}
    rank: dict[str, int] = {}
    for each in drawn:
        if each.name and each.kind in STREETS and len(each.points) > 1:
            lines.setdefault(each.name, []).append(each.points * scale)
            rank[each.name] = min(rank.get(each.name, 9), STREETS.index(each.kind))
    places = list(taken)
    found: list[StreetName] = []
    # Wide streets first, and of two alike the one that is seen longer.
    seen = {name: sum(_length(line) for line in parts) for name, parts in lines.items()}
    for name in sorted(lines, key=lambda each: (rank[each] > 1, rank[each], -seen[each], each)):
        if len(found) == MOST_NAMES:
            break
        spot = _place_for(name, _joined(lines[name]), shown, places)
        if spot is not None:
            found.append(spot)
            places += _points_of(spot)
    return found


def _place_for(
    name: str, lines: Sequence[Floats], shown: Box, taken: Sequence[Spot]
) -> StreetName | None:
    need = LETTER_PX * len(name) + 6
    middle = ((shown[0] + shown[2]) / 2, (shown[1] + shown[3]) / 2)
    options = []
    for line in lines:
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        if along[-1] < need:
            continue
        for begin in np.linspace(0.0, along[-1] - need, TRIES):
            ends = np.array([begin, begin + need / 2, begin + need])
            x, y = (np.interp(ends, along, line[:, axis]) for axis in (0, 1))
            chord = math.hypot(x[2] - x[0], y[2] - y[0])
            if chord < STRAIGHT * need:
                continue
            turn = math.degrees(math.atan2(y[2] - y[0], x[2] - x[0]))
            # Read from left to right, never upside down.
            turn += 180 if turn < -90 else -180 if turn > 90 else 0
            at = (float((x[0] + x[2]) / 2), float((y[0] + y[2]) / 2))
            spot = StreetName(name, at, turn)
            if all(_inside(point, shown) for point in _points_of(spot)):
                options.append((math.dist(at, middle), spot))
    others = np.array(taken, dtype=np.float64).reshape(-1, 2)
    for _, spot in sorted(options, key=lambda each: each[0]):
        if not len(others):
            return spot
        away = np.array(_points_of(spot))[:, None, :] - others[None, :, :]
        if float(np.einsum("ijk,ijk->ij", away, away).min()) >= (2 * HALF_HEIGHT_PX) ** 2:
            return spot
    return None


def _points_of(spot: StreetName) -> list[Spot]:
    """Return points along a name that are about as far apart as it is high."""
    half = LETTER_PX * len(spot.name) / 2
    across, down = math.cos(math.radians(spot.degrees)), math.sin(math.radians(spot.degrees))
    steps = np.linspace(-half, half, max(2, math.ceil(half / HALF_HEIGHT_PX)))
    return [(spot.at[0] + step * across, spot.at[1] + step * down) for step in steps.tolist()]


def _inside(point: Spot, shown: Box) -> bool:
    left, top, right, bottom = shown
    edge = HALF_HEIGHT_PX
    return left + edge <= point[0] <= right - edge and top + edge <= point[1] <= bottom - edge


def _length(line: Floats) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _joined(parts: Sequence[Floats]) -> list[Floats]:
    """Return pieces of one street put together where they meet and go straight on."""
    left = list(parts)
    done = []
    while left:
        line = left.pop()
        while True:
            fit = next(_onward(line, left), None)
            if fit is None:
                break
            number_, line = fit
            left.pop(number_)
        done.append(line)
    return done


def _onward(line: Floats, others: Sequence[Floats]) -> Iterator[tuple[int, Floats]]:
    for number_, other in enumerate(others):
        for one in (line, line[::-1]):
            for two in (other, other[::-1]):
                if math.dist(one[-1], two[0]) < 0.5 and _straight_on(one, two):
                    yield number_, np.concatenate([one, two[1:]])


def _straight_on(one: Floats, two: Floats) -> bool:
    before, after = one[-1] - one[-2], two[1] - two[0]
    size = math.hypot(*before) * math.hypot(*after)
    return size > 0 and float(before @ after) >= JOINED * size
