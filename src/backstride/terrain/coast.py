"""The sea in a rectangle, from coastlines: land on their left, water on their right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from .arrays import Floats

NEAR_M = 0.5
"""Ends of two coastlines nearer than this are one place: coordinates are rounded."""

Side = tuple[float, float]
"""Width and height of the rectangle, metres."""


def sea_in(coasts: Sequence[Floats], size: Side) -> list[Floats]:
    """Return rings that bound the sea; where one lies in another it is land (even-odd).

    Parameters
    ----------
    coasts : sequence of Floats
        Coastlines in their direction, metres to the east and to the south of the north-west
        corner, shape (n, 2) each.
    size : tuple of float
        Width and height of the rectangle.

    Notes
    -----
    Lines are joined and cut off at the edges. From where one leaves, the sea goes on clockwise
    along the edges, to where the next one comes in. A line that ends inside, because the
    extract ends there, is led on to the nearest edge. Without a coastline nothing is sea.
    """
    rings: list[Floats] = []
    pieces: list[Floats] = []
    for line in _joined(coasts):
        if _is_ring(line) and _inside(line, size).all():
            rings.append(line)
        else:
            pieces += _within(line, size)
    around = _closed(pieces, size)
    if not around and any(_turns_left(ring) for ring in rings):
        # Only islands are in sight: all else is sea.
        width, height = size
        around = [np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)]
    return around + rings


def _joined(coasts: Sequence[Floats]) -> list[Floats]:
    """Join lines whose end is the beginning of another."""
    left = [line for line in coasts if len(line) > 1]
    done: list[Floats] = []
    while left:
        line = left.pop()
        grown = True
        while grown and not _is_ring(line):
            grown = False
            for number, other in enumerate(left):
                if np.abs(other[0] - line[-1]).max() < NEAR_M:
                    line = np.concatenate([line, other[1:]])
                elif np.abs(other[-1] - line[0]).max() < NEAR_M:
                    line = np.concatenate([other, line[1:]])
                else:
                    continue
                del left[number]
                grown = True
                break
        done.append(line)
    return done


def _is_ring(line: Floats) -> bool:
    return len(line) > 3 and bool(np.abs(line[0] - line[-1]).max() < NEAR_M)


def _inside(line: Floats, size: Side) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.asarray(((line >= 0) & (line <= size)).all(axis=1))


def _turns_left(ring: Floats) -> bool:
    """Return whether a ring goes around land, seen with north up."""
    x, y = ring[:, 0], ring[:, 1]
    return bool((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() < 0)


def _within(line: Floats, size: Side) -> list[Floats]:
    """Return the parts of a line in the rectangle, each from edge to edge."""
    if _is_ring(line):
        # Begin outside, so that no part is cut where the ring happens to begin.
        outside = int(np.flatnonzero(~_inside(line, size))[0])
        line = np.concatenate([line[outside:-1], line[: outside + 1]])
    parts: list[list[Floats]] = []
    open_ = False
    for begin, end in pairwise(line):
        cut = _cut(begin, end, size)
        if cut is None:
            open_ = False
            continue
        first, last = cut
        if open_:
            parts[-1].append(last)
        else:
            parts.append([first, last])
        open_ = bool((last == end).all())
    return [_to_edges(np.array(part), size) for part in parts]


def _cut(begin: Floats, end: Floats, size: Side) -> tuple[Floats, Floats] | None:
    """Return the part of a segment in the rectangle (Liang and Barsky 1984)."""
    low, high = 0.0, 1.0
    step = end - begin
    for axis in (0, 1):
        for way, room in ((-step[axis], begin[axis]), (step[axis], size[axis] - begin[axis])):
            if way == 0 and room < 0:
                return None
            if way < 0:
                low = max(low, room / way)
            elif way > 0:
                high = min(high, room / way)
    if low >= high:
        return None
    return (
        begin if low == 0 else begin + low * step,
        end if high == 1 else begin + high * step,
    )


def _to_edges(part: Floats, size: Side) -> Floats:
    """Lead the ends of a part on to the nearest edges."""
    first, last = (_nearest_edge(part[at], size) for at in (0, -1))
    return np.concatenate([first[None], part, last[None]])


def _nearest_edge(point: Floats, size: Side) -> Floats:
    x, y = point
    width, height = size
    ways = {x: (0.0, y), width - x: (width, y), y: (x, 0.0), height - y: (x, height)}
    return np.array(ways[min(ways)])


def _closed(pieces: Sequence[Floats], size: Side) -> list[Floats]:
    """Return the rings that parts from edge to edge make with the edges."""
    round_m = 2 * sum(size)
    comes_in = np.array([_along_edges(piece[0], size) for piece in pieces])
    left = set(range(len(pieces)))
    rings: list[Floats] = []
    while left:
        first = number = min(left)
        ring: list[Floats] = []
        while True:
            left.discard(number)
            ring.append(pieces[number])
            leaves = _along_edges(pieces[number][-1], size)
            ahead = (comes_in - leaves) % round_m
            following = int(np.argmin(ahead))
            ring.append(_corners(leaves, float(ahead[following]), size))
            if following == first or following not in left:
                break
            number = following
        rings.append(np.concatenate(ring))
    return rings


def _along_edges(point: Floats, size: Side) -> float:
    """Return how far along the edges a point is, clockwise from the north-west corner."""
    x, y = (float(each) for each in point)
    width, height = size
    return {
        y: x,
        width - x: width + y,
        height - y: width + height + width - x,
        x: 2 * width + 2 * height - y,
    }[min(y, width - x, height - y, x)]


def _corners(begin_m: float, length_m: float, size: Side) -> Floats:
    """Return the corners that are passed on the way clockwise along the edges."""
    width, height = size
    corners = np.array([[width, 0.0], [width, height], [0.0, height], [0.0, 0.0]])
    at = np.array([width, width + height, 2 * width + height, 2 * (width + height)])
    ahead = (at - begin_m) % (2 * (width + height))
    order = np.argsort(ahead)
    return corners[order[ahead[order] < length_m]]
