"""Points along edges at even distances."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .arrays import Coordinates, Floats, Ints, blocks_of, metres_between, starts_of


class Lines:
    """Lines one after the other, with distances along them.

    Parameters
    ----------
    starts : Ints
        Where each line starts in `shape`, and the end of the last one.
    shape : Coordinates
    """

    def __init__(self, starts: NDArray[np.integer], shape: Coordinates) -> None:
        self.starts = starts
        self.shape = shape
        self.along: Floats = np.zeros(len(shape))
        self.along[1:] = metres_between(shape[:-1], shape[1:])
        np.cumsum(self.along, out=self.along)
        self.begin: Floats = self.along[starts[:-1]]
        self.length_m: Floats = self.along[starts[1:] - 1] - self.begin

    def at(self, line: NDArray[np.integer], distance_m: Floats) -> Coordinates:
        """Return the point on each line at a distance from its beginning."""
        position = self.begin[line] + np.clip(distance_m, 0.0, self.length_m[line])
        return np.column_stack(
            [
                np.rint(np.interp(position, self.along, self.shape[:, axis])).astype(np.int32)
                for axis in (0, 1)
            ]
        )

    def ticks(self, pieces: Ints) -> tuple[Ints, Ints, Floats]:
        """Return the ends of equal pieces of each line.

        Parameters
        ----------
        pieces : Ints
            Into how many pieces each line is cut.

        Returns
        -------
        starts, line, distance_m
            Where the ticks of each line start, and line and distance of each tick.
        """
        starts = starts_of(pieces + 1)
        line = np.repeat(np.arange(len(pieces)), pieces + 1)
        number = np.arange(starts[-1]) - starts[:-1][line]
        return starts, line, number / pieces[line] * self.length_m[line]


class ManyLines:
    """Lines of a whole city: their distances are worked out part by part, when they are needed.

    Parameters
    ----------
    starts : Ints
        Where each line starts in `shape`, and the end of the last one.
    shape : Coordinates

    Attributes
    ----------
    length_m : Floats
        Of each line.
    """

    def __init__(self, starts: Ints, shape: Coordinates) -> None:
        self.starts = starts
        self.shape = shape
        self.length_m: Floats = np.empty(len(starts) - 1)
        for first, last, part in self.parts():
            self.length_m[first:last] = part.length_m

    def parts(self) -> Iterator[tuple[int, int, Lines]]:
        """Give first and last of some neighbouring lines, and these lines, until all were given."""
        for first, last in blocks_of(self.starts):
            begin, end = int(self.starts[first]), int(self.starts[last])
            yield first, last, Lines(self.starts[first : last + 1] - begin, self.shape[begin:end])
