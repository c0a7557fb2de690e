"""How steep each edge is: from its incline tag, else from the heights of the ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import (
    METRES_PER_DEGREE,
    SCALE,
    Bytes,
    Flags,
    Floats,
    Ints,
    Singles,
    sums_of,
)
from .elevation import Tile, heights_at
from .incline import Incline
from .sampling import Lines, ManyLines

BASE_M = 50.0
"""A slope from heights is taken over at least this distance."""

UNKNOWN, BY_HEIGHT, BY_TAG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Slopes:
    """Slopes of edges.

    Attributes
    ----------
    slope : Singles
        Mean of the absolute slopes along each edge, NaN where unknown.
    rise_m : Singles
        Height gained from u to v, NaN where unknown.
    known_by : Bytes
        `UNKNOWN`, `BY_HEIGHT` or `BY_TAG`.
    """

    slope: Singles
    rise_m: Singles
    known_by: Bytes


def slopes_of(
    lines: ManyLines,
    tagged: list[tuple[int, Incline]],
    tiles: list[Tile],
    *,
    off_ground: Flags,
    steps: Flags,
) -> Slopes:
    """Return how steep each edge is.

    Parameters
    ----------
    lines : ManyLines
        Shapes of the edges.
    tagged : list of (int, Incline)
        Edges whose way has an incline tag.
    tiles : list of Tile
        Heights; may be empty.
    off_ground : Flags
        Bridges and tunnels: only the heights at their ends count.
    steps : Flags
        Steps: counted as steps, not as a slope.
    """
    count = len(lines.length_m)
    slope = np.full(count, np.nan)
    rise = np.full(count, np.nan)
    known_by = np.zeros(count, dtype=np.uint8)
    if tiles:
        for first, last, part in lines.parts():
            which = slice(first, last)
            slope[which], rise[which] = _by_height(part, tiles, off_ground[which])
        known_by[~np.isnan(slope)] = BY_HEIGHT
    for edge, incline in tagged:
        if incline.slope is not None:
            slope[edge] = abs(incline.slope)
            if np.isnan(rise[edge]):
                rise[edge] = incline.slope * lines.length_m[edge]
            elif rise[edge] * incline.slope < 0:
                # The tag knows better which way is up.
                rise[edge] = -rise[edge]
            known_by[edge] = BY_TAG
        elif not np.isnan(rise[edge]) and rise[edge] * incline.direction < 0:
            rise[edge] = -rise[edge]
    slope[steps] = np.nan
    known_by[steps] = UNKNOWN
    return Slopes(slope.astype(np.float32), rise.astype(np.float32), known_by)


def _by_height(lines: Lines, tiles: list[Tile], off_ground: Flags) -> tuple[Floats, Floats]:
    pieces: Ints = np.maximum(1, (lines.length_m / BASE_M).astype(np.int64))
    pieces[off_ground] = 1
    starts, line, distance = lines.ticks(pieces)
    height = heights_at(tiles, lines.at(line, distance))
    rise = height[starts[1:] - 1] - height[starts[:-1]]
    steps = np.abs(np.diff(height))
    steps[starts[1:-1] - 1] = 0.0
    # A sum must not be spoilt by an unknown height elsewhere.
    steps = np.nan_to_num(steps)
    steps = np.append(steps, 0.0)
    slope = sums_of(steps, starts) / np.maximum(lines.length_m, 1.0)

    short = np.flatnonzero((lines.length_m < BASE_M) & ~off_ground)
    slope[short] = _short(lines, short, tiles)
    slope[off_ground & (lines.length_m < BASE_M)] = np.nan
    slope[np.isnan(rise)] = np.nan
    return slope, rise


def _short(lines: Lines, short: Ints, tiles: list[Tile]) -> Floats:
    """Return slopes of short edges, along the line through their ends made longer."""
    first = lines.shape[lines.starts[short]].astype(np.float64)
    last = lines.shape[lines.starts[short + 1] - 1].astype(np.float64)
    middle = (first + last) / 2
    shrink = np.cos(np.radians(middle[:, 1] / SCALE))
    east, north = (last[:, 0] - first[:, 0]) * shrink, last[:, 1] - first[:, 1]
    chord = np.maximum(np.hypot(east, north), 1.0)
    reach = BASE_M / 2 / METRES_PER_DEGREE * SCALE
    offset = np.column_stack([east / chord * reach / shrink, north / chord * reach])
    ends = [heights_at(tiles, np.rint(middle + sign * offset).astype(np.int32)) for sign in (-1, 1)]
    return np.asarray(np.abs(ends[1] - ends[0]) / BASE_M)
