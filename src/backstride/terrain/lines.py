"""Many lines in one row of points."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from .arrays import SCALE, Coordinates, Ints, starts_of

HEADER_DIGITS = 18
"""Hexadecimal digits before the first point of a line: order, type and count."""

POINT_DIGITS = 32
"""Two floating numbers of eight bytes."""

TOGETHER = 4096
"""Lines that are turned into numbers at once: one by one it takes longer than reading them,
and kept as digits they take four times the memory."""


class LineStore:
    """Lines that come as well-known binary, in hexadecimal, or as points."""

    def __init__(self) -> None:
        self._digits: list[str] = []
        self._points = array("i")
        self._counts = array("i")

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._counts)

    def add_wkb(self, digits: str) -> None:
        """Add a line in degrees."""
        self._digits.append(digits[HEADER_DIGITS:])
        self._counts.append((len(digits) - HEADER_DIGITS) // POINT_DIGITS)
        if len(self._digits) == TOGETHER:
            self._store()

    def add(self, points: Sequence[Sequence[int]]) -> None:
        """Add a line in coordinates."""
        self._store()
        self._points.frombytes(np.array(points, dtype=np.int32).tobytes())
        self._counts.append(len(points))

    def packed(self) -> tuple[Ints, Coordinates]:
        """Return where each line starts, and all points; no line can be added any more."""
        self._store()
        points = np.frombuffer(self._points, dtype=np.int32).reshape(-1, 2)
        return starts_of(np.frombuffer(self._counts, dtype=np.int32)), points

    def _store(self) -> None:
        degrees = np.frombuffer(bytes.fromhex("".join(self._digits)), dtype="<f8")
        self._points.frombytes(np.rint(degrees * SCALE).astype(np.int32).tobytes())
        self._digits.clear()
