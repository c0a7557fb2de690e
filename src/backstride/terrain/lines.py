"""Many lines in one row of points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arrays import SCALE, Coordinates, Ints, starts_of

HEADER_DIGITS = 18
"""Hexadecimal digits before the first point of a line: order, type and count."""

POINT_DIGITS = 32
"""Two floating numbers of eight bytes."""


class LineStore:
    """Lines that come as well-known binary, in hexadecimal, or as points.

    They are turned into numbers all at once: one by one it takes longer than reading them.
    """

    def __init__(self) -> None:
        self._digits: list[str] = []
        self._counts: list[int] = []

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._counts)

    def add_wkb(self, digits: str) -> None:
        """Add a line in degrees."""
        self._digits.append(digits[HEADER_DIGITS:])
        self._counts.append((len(digits) - HEADER_DIGITS) // POINT_DIGITS)

    def add(self, points: Sequence[Sequence[int]]) -> None:
        """Add a line in coordinates."""
        degrees = np.array(points, dtype="<f8") / SCALE
        self._digits.append(degrees.tobytes().hex())
        self._counts.append(len(points))

    def packed(self) -> tuple[Ints, Coordinates]:
        """Return where each line starts, and all points."""
        degrees = np.frombuffer(bytes.fromhex("".join(self._digits)), dtype="<f8").reshape(-1, 2)
        points = np.rint(degrees * SCALE).astype(np.int32)
        return starts_of(np.array(self._counts, dtype=np.int64)), points
