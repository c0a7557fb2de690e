"""The rows of a file on their way into a recording."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

import numpy as np

from .limits import Limits
from .notices import RefusalCode, refused
from .recording import Floats, Span
from .times import NO_TIME, Micros

CHANNELS = (
    "lat_deg",
    "lon_deg",
    "altitude_m",
    "distance_m",
    "speed_mps",
    "heart_rate_bpm",
    "cadence_per_min",
)
"""What a point can carry beside its time; cadence as the file stores it, for one foot or crank."""


@dataclass(slots=True)
class Points:
    """Rows as they are found, in flat arrays that grow, eight bytes for each value.

    Attributes
    ----------
    times : array of int64
        Microseconds since 1970 or `NO_TIME`.
    channels : dict of array
        One array of float64 per name in `CHANNELS`.
    segments : list of Span
        Closed segments.
    """

    limits: Limits
    times: array[int] = field(default_factory=lambda: array("q"))
    channels: dict[str, array[float]] = field(
        default_factory=lambda: {name: array("d") for name in CHANNELS}
    )
    segments: list[Span] = field(default_factory=list)
    _open: int = 0

    def add(self, micros: int, values: dict[str, float]) -> None:
        """Add a row; channels that `values` does not name are NaN.

        Raises
        ------
        RecordingError
            If the file holds more points than the limits allow.
        """
        if len(self.times) >= self.limits.max_points:
            raise refused(RefusalCode.TOO_MANY_POINTS)
        self.times.append(micros)
        for name, column in self.channels.items():
            column.append(values.get(name, float("nan")))

    def open_segment(self) -> None:
        """Begin a segment at the next row."""
        self._open = len(self.times)

    def close_segment(self) -> None:
        """End the segment after the last row."""
        self.segments.append(Span(self._open, len(self.times)))
        self._open = len(self.times)

    def close(self) -> None:
        """End a segment that the file left open."""
        if len(self.times) > self._open:
            self.close_segment()

    def table(self) -> Table:
        """Return the rows as arrays."""
        return Table(
            np.array(self.times, dtype=np.int64),
            {name: np.array(column) for name, column in self.channels.items()},
            tuple(self.segments),
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one outing, before they are cleaned.

    Attributes
    ----------
    times : ndarray of int64
        Microseconds since 1970 or `NO_TIME`.
    channels : dict of ndarray
        One array of float64 per name in `CHANNELS`, NaN where not given.
    segments : tuple of Span
        Segments over the rows.
    """

    times: Micros
    channels: dict[str, Floats]
    segments: tuple[Span, ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.times)

    def cut(self, start: int, stop: int) -> Table:
        """Return the rows from `start` to before `stop`, with the parts of segments inside."""
        inside = (
            Span(max(span.start, start) - start, min(span.stop, stop) - start)
            for span in self.segments
            if start <= span.start <= span.stop <= stop
            or max(span.start, start) < min(span.stop, stop)
        )
        return Table(
            self.times[start:stop],
            {name: column[start:stop] for name, column in self.channels.items()},
            tuple(inside),
        )

    def useful(self) -> Table:
        """Return the table without rows that carry neither a time nor any value."""
        empty = self.times == NO_TIME
        for column in self.channels.values():
            empty &= np.isnan(column)
        if not empty.any():
            return self
        before = np.concatenate(([0], np.cumsum(~empty)))
        return Table(
            self.times[~empty],
            {name: column[~empty] for name, column in self.channels.items()},
            tuple(Span(int(before[s.start]), int(before[s.stop])) for s in self.segments),
        )
