"""Values that cannot be, and rows out of order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .notices import Notice, NoticeCode, notice
from .points import Table
from .recording import Floats, Span
from .times import NO_TIME, Micros

POSSIBLE = {
    "altitude_m": (-500.0, 9_000.0),
    "distance_m": (0.0, 1_000_000.0),
    "speed_mps": (0.0, 100.0),
    "heart_rate_bpm": (1.0, 250.0),
    "cadence_per_min": (0.0, 254.0),
}
"""Lowest and highest value of each channel; anything else is a slip of the device. Judgement."""


def clean(table: Table) -> tuple[Table, tuple[Notice, ...]]:
    """Blank what cannot be, and bring the rows into the order of their times.

    Parameters
    ----------
    table : Table
        Rows as in the file, their times already believable.

    Returns
    -------
    table : Table
        The same rows, none fewer.
    notices : tuple of Notice
        What was changed.
    """
    notices: list[Notice] = []
    channels = {
        name: _within(column, *POSSIBLE[name]) if name in POSSIBLE else column
        for name, column in table.channels.items()
    }
    lat, lon = channels["lat_deg"], channels["lon_deg"]
    known = ~(np.isnan(lat) & np.isnan(lon))
    # A receiver without a fix writes 0, 0; some apps write 100 or 200 to mark a pause.
    on_earth = (np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ~((lat == 0) & (lon == 0))
    if count := int(np.count_nonzero(known & ~on_earth)):
        channels["lat_deg"] = np.where(on_earth, lat, np.nan)
        channels["lon_deg"] = np.where(on_earth, lon, np.nan)
        notices.append(notice(NoticeCode.POSITIONS_LEFT_OUT, count=count))
    ordered = _in_order(replace(table, channels=channels))
    if ordered is None:
        return replace(table, channels=channels), tuple(notices)
    notices.append(notice(NoticeCode.TIMES_SORTED))
    return ordered, tuple(notices)


def _within(column: Floats, low: float, high: float) -> Floats:
    return np.where((column >= low) & (column <= high), column, np.nan)


def _in_order(table: Table) -> Table | None:
    """Sort rows inside segments, then segments; None if they are in order already."""
    keys = _filled(table.times)
    if not np.any(keys[1:] < keys[:-1]):
        return None
    spans = [s for s in _cover(table) if s.stop > s.start]
    orders = [s.start + np.argsort(keys[s.start : s.stop], kind="stable") for s in spans]
    by_start = sorted(range(len(spans)), key=lambda i: int(keys[orders[i][0]]))
    order = np.concatenate([orders[i] for i in by_start])
    segments, row = [], 0
    for i in by_start:
        segments.append(Span(row, row + len(orders[i])))
        row += len(orders[i])
    return Table(
        table.times[order],
        {name: column[order] for name, column in table.channels.items()},
        tuple(segments),
    )


def _cover(table: Table) -> tuple[Span, ...]:
    return table.segments or (Span(0, len(table)),)


def _filled(times: Micros) -> Micros:
    """Give each row without a time that of the row before it."""
    last = np.maximum.accumulate(np.where(times == NO_TIME, 0, np.arange(len(times))))
    filled: Micros = times[last]
    return filled
