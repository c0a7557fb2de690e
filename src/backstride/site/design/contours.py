"""Contour lines behind the path: iso-lines of a few random hills, drawn with marching squares.

They are decoration. A seed always gives the same hills.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray

from backstride.site.design.svg import element, number

Grid = NDArray[np.float64]
Edge = tuple[int, int, int]
"""A grid edge: row, column, and 0 for the edge to the right, 1 for the edge downwards."""

_CELL = 8.0
"""Grid step, px. The curves are smoothed afterwards, so a finer grid is not seen."""
_BOLD_EVERY = 5


@dataclass(frozen=True, slots=True)
class Hill:
    """One Gaussian hill, or a hollow when ``height`` is below 0.

    All lengths are in plate units: 0 to 1 across and down.
    """

    x: float
    y: float
    width: float
    depth: float
    height: float


def hills(seed: int, count: int = 5) -> tuple[Hill, ...]:
    """Return the hills of a seed: ``count`` of them, the first in the plate, the rest around it."""
    random = Random(seed)
    made: list[Hill] = []
    for index in range(count):
        margin = -0.15 if index == 0 else 0.25
        made.append(
            Hill(
                x=random.uniform(-margin, 1 + margin),
                y=random.uniform(-margin, 1 + margin),
                width=random.uniform(0.16, 0.42),
                depth=random.uniform(0.3, 0.75),
                height=random.uniform(0.7, 1.2) * (1 if index < 2 else random.choice((-1, 1))),
            )
        )
    return tuple(made)


def height_field(shape: Sequence[Hill], columns: int, rows: int) -> Grid:
    """Return heights on a grid of ``rows`` by ``columns`` points covering the plate."""
    x = np.linspace(0.0, 1.0, columns)[np.newaxis, :]
    y = np.linspace(0.0, 1.0, rows)[:, np.newaxis]
    field = np.zeros((rows, columns))
    for hill in shape:
        spread = ((x - hill.x) / hill.width) ** 2 + ((y - hill.y) / hill.depth) ** 2
        field += hill.height * np.exp(-spread / 2)
    return field


def iso_lines(field: Grid, level: float) -> list[list[tuple[float, float]]]:
    """Return the lines along which ``field`` equals ``level``.

    Marching squares: every cell whose corners lie on both sides of the level holds one or two
    straight pieces between its edges; pieces that share an edge are joined.

    Parameters
    ----------
    field : array of shape (rows, columns)
        Heights.
    level : float
        Height of the line.

    Returns
    -------
    list of list of (column, row)
        Fractional grid coordinates. A closed line repeats its first point at the end.
    """
    above = field > level
    corner = (
        above[:-1, :-1].astype(np.int64)
        + 2 * above[:-1, 1:]
        + 4 * above[1:, 1:]
        + 8 * above[1:, :-1]
    )
    neighbours: dict[Edge, list[Edge]] = {}
    for row, column in np.argwhere((corner > 0) & (corner < 15)):
        r, c = int(row), int(column)
        top, right, bottom, left = (r, c, 0), (r, c + 1, 1), (r + 1, c, 0), (r, c, 1)
        for start, end in _pieces(int(corner[r, c]), top, right, bottom, left):
            neighbours.setdefault(start, []).append(end)
            neighbours.setdefault(end, []).append(start)
    lines = []
    for edges in _chains(neighbours):
        lines.append([_crossing(field, level, edge) for edge in edges])
    return lines


def _pieces(case: int, top: Edge, right: Edge, bottom: Edge, left: Edge) -> list[tuple[Edge, Edge]]:
    if case > 7 and case not in (10,):
        case = 15 - case
    table: dict[int, list[tuple[Edge, Edge]]] = {
        1: [(left, top)],
        2: [(top, right)],
        3: [(left, right)],
        4: [(right, bottom)],
        5: [(left, top), (right, bottom)],
        6: [(top, bottom)],
        7: [(left, bottom)],
        10: [(top, right), (left, bottom)],
    }
    return table[case]


def _chains(neighbours: dict[Edge, list[Edge]]) -> list[list[Edge]]:
    """Return the chains of joined edges: open ones first from their ends, then closed ones."""
    left = dict.fromkeys(neighbours)
    starts = [edge for edge, joined in neighbours.items() if len(joined) == 1]
    chains: list[list[Edge]] = []
    for start in [*starts, *neighbours]:
        if start not in left:
            continue
        del left[start]
        chain = [start]
        while True:
            following = [edge for edge in neighbours[chain[-1]] if edge in left]
            if not following:
                break
            chain.append(following[0])
            del left[following[0]]
        if len(chain) > 2 and len(neighbours[start]) == 2 and start in neighbours[chain[-1]]:
            chain.append(start)
        chains.append(chain)
    return chains


def _crossing(field: Grid, level: float, edge: Edge) -> tuple[float, float]:
    row, column, down = edge
    here = field[row, column]
    there = field[row + 1, column] if down else field[row, column + 1]
    share = float((level - here) / (there - here))
    return (column, row + share) if down else (column + share, row)


@lru_cache(maxsize=64)
def contour_lines(width: float, height: float, seed: int, levels: int) -> str:
    """Return the contours of a plate as two SVG paths: the thin lines, and every fifth one heavier.

    Parameters
    ----------
    width, height : float
        Size of the plate, px.
    seed : int
        Which hills.
    levels : int
        How many heights are drawn, 13 to 19.

    Raises
    ------
    ValueError
        If ``levels`` lies outside 13 to 19: fewer do not read as a map, more as a pattern.
    """
    if not 13 <= levels <= 19:
        raise ValueError(f"levels must be 13 to 19, not {levels}")
    columns, rows = round(width / _CELL) + 1, round(height / _CELL) + 1
    field = height_field(hills(seed), columns, rows)
    heights = np.linspace(field.min(), field.max(), levels + 2)[1:-1]
    step = (width / (columns - 1), height / (rows - 1))
    thin = bold = ""
    for index, level in enumerate(heights):
        text = "".join(_smooth(line, step) for line in iso_lines(field, float(level)))
        if index % _BOLD_EVERY == 2:
            bold += text
        else:
            thin += text
    return element("path", d=thin, class_="contour") + element(
        "path", d=bold, class_="contour contour--fifth"
    )


def _smooth(line: list[tuple[float, float]], step: tuple[float, float]) -> str:
    """Return path data for the quadratic B-spline of a grid line; too short lines are left out."""
    points = [(x * step[0], y * step[1]) for x, y in line]
    if len(points) < 4:
        return ""
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)]
    closed = line[0] == line[-1]
    text = f"M{_pair(middles[0])}" if closed else f"M{_pair(points[0])}L{_pair(middles[0])}"
    for point, middle in zip(points[1:], middles[1:], strict=False):
        text += f"Q{_pair(point)} {_pair(middle)}"
    if closed:
        return text + f"Q{_pair(points[0])} {_pair(middles[0])}Z"
    return text + f"L{_pair(points[-1])}"


def _pair(point: tuple[float, float]) -> str:
    return f"{number(point[0])} {number(point[1])}"
