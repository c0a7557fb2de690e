"""A smooth curve through a few points, measured so that parts of it can be drawn."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import hypot

from backstride.site.design.svg import number

Point = tuple[float, float]
"""An (x, y) pair in px."""

_SAMPLES = 48
"""Chords per piece when measuring. At plate size the length is right to about 0.01 px."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One cubic Bezier piece: start, two controls, end."""

    start: Point
    control_1: Point
    control_2: Point
    end: Point

    def at(self, t: float) -> Point:
        """Return the point at parameter ``t`` in 0 to 1."""
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        p, q, r, s = self.start, self.control_1, self.control_2, self.end
        return (
            a * p[0] + b * q[0] + c * r[0] + d * s[0],
            a * p[1] + b * q[1] + c * r[1] + d * s[1],
        )

    def before(self, t: float) -> Piece:
        """Return the piece from its start to ``t`` (de Casteljau)."""
        p, q, r, s = self.start, self.control_1, self.control_2, self.end
        pq, qr, rs = _mix(p, q, t), _mix(q, r, t), _mix(r, s, t)
        pqr, qrs = _mix(pq, qr, t), _mix(qr, rs, t)
        return Piece(p, pq, pqr, _mix(pqr, qrs, t))

    def reversed(self) -> Piece:
        """Return the same piece walked the other way."""
        return Piece(self.end, self.control_2, self.control_1, self.start)

    def between(self, t0: float, t1: float) -> Piece:
        """Return the piece from ``t0`` to ``t1``."""
        head = self.before(t1) if t1 < 1 else self
        if t0 <= 0 or t1 <= 0:
            return head
        return head.reversed().before(1 - t0 / t1).reversed()


@dataclass(frozen=True, slots=True)
class Curve:
    """A chain of pieces with its measured length.

    Attributes
    ----------
    pieces : tuple of Piece
        Consecutive pieces.
    lengths : tuple of float
        Length from the start of the curve to each sample, px; ``_SAMPLES`` per piece, from 0.
    """

    pieces: tuple[Piece, ...]
    lengths: tuple[float, ...]

    @property
    def length(self) -> float:
        """Length of the whole curve, px."""
        return self.lengths[-1]

    def _parameter(self, distance: float) -> tuple[int, float]:
        distance = min(max(distance, 0.0), self.length)
        index = max(1, bisect_left(self.lengths, distance))
        low, high = self.lengths[index - 1], self.lengths[index]
        within = (distance - low) / (high - low) if high > low else 0.0
        sample = index - 1 + within
        piece = min(int(sample // _SAMPLES), len(self.pieces) - 1)
        return piece, (sample - piece * _SAMPLES) / _SAMPLES

    def at(self, distance: float) -> Point:
        """Return the point ``distance`` px along the curve; clamped to its ends."""
        piece, t = self._parameter(distance)
        return self.pieces[piece].at(t)

    def section(self, start: float, end: float) -> str:
        """Return SVG path data from ``start`` to ``end`` px along; empty when nothing is left."""
        if end - start <= 0:
            return ""
        first, t0 = self._parameter(start)
        last, t1 = self._parameter(end)
        drawn: list[Piece] = []
        for index in range(first, last + 1):
            low = t0 if index == first else 0.0
            high = t1 if index == last else 1.0
            if high - low > 1e-6:
                drawn.append(self.pieces[index].between(low, high))
        if not drawn:
            return ""
        text = f"M{_pair(drawn[0].start)}"
        for piece in drawn:
            text += f"C{_pair(piece.control_1)} {_pair(piece.control_2)} {_pair(piece.end)}"
        return text


def smooth_curve(points: tuple[Point, ...]) -> Curve:
    """Return the uniform Catmull-Rom curve through ``points``, as cubic pieces.

    Parameters
    ----------
    points : tuple of (x, y)
        At least two points, px.

    Raises
    ------
    ValueError
        If there are fewer than two points.
    """
    if len(points) < 2:
        raise ValueError("a curve needs at least two points")
    padded = (points[0], *points, points[-1])
    pieces = tuple(
        Piece(b, _step(b, a, c), _step(c, d, b), c)
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    )
    lengths = [0.0]
    for piece in pieces:
        previous = piece.start
        for sample in range(1, _SAMPLES + 1):
            point = piece.at(sample / _SAMPLES)
            lengths.append(lengths[-1] + hypot(point[0] - previous[0], point[1] - previous[1]))
            previous = point
    return Curve(pieces, tuple(lengths))


def _step(at: Point, before: Point, after: Point) -> Point:
    return (at[0] + (after[0] - before[0]) / 6, at[1] + (after[1] - before[1]) / 6)


def _mix(a: Point, b: Point, t: float) -> Point:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
