"""Where one outing ends and another begins among the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from .points import Table
from .recording import Span
from .times import NO_TIME, SECOND_US, believable

OUTING_BREAK_S = 6 * 3600.0
"""A break of six hours begins another outing. Judgement."""

LEAST_ROWS = 10
"""Rows on both sides of a break within a segment; fewer may be a clock's slip. Judgement."""


def outings(table: Table, edges: Iterable[int] = ()) -> list[tuple[int, Table]]:
    """Cut a table at breaks that are too long for one outing.

    Parameters
    ----------
    table : Table
        Rows as in the file.
    edges : iterable of int
        Rows at which another outing begins for other reasons.

    Returns
    -------
    list of (int, Table)
        The first row of each, and its rows; empty segments at the sides of a cut are left out.
    """
    starts = {0, *edges, *_between_segments(table), *_within_segments(table)}
    bounds = sorted(row for row in starts if row < len(table) or row == 0)
    if len(bounds) == 1:
        return [(0, table)]
    return [
        (start, _without_empty_ends(table.cut(start, stop)))
        for start, stop in zip(bounds, [*bounds[1:], len(table)], strict=True)
    ]


def _between_segments(table: Table) -> list[int]:
    found, last = [], None
    for span in table.segments:
        times, _ = believable(table.times[span.start : span.stop])
        known = times[times != NO_TIME]
        if not known.size:
            continue
        if last is not None and abs(int(known[0]) - last) > OUTING_BREAK_S * SECOND_US:
            found.append(span.start)
        last = int(known[-1])
    return found


def _within_segments(table: Table) -> list[int]:
    """Find breaks between many rows: files of days, which a person or an app put together."""
    found: list[int] = []
    for span in table.segments or (Span(0, len(table)),):
        rows = span.start + np.flatnonzero(table.times[span.start : span.stop] != NO_TIME)
        breaks = np.flatnonzero(np.diff(table.times[rows]) > OUTING_BREAK_S * SECOND_US) + 1
        jumps = np.flatnonzero(np.abs(np.diff(table.times[rows])) > OUTING_BREAK_S * SECOND_US) + 1
        before = np.diff(jumps, prepend=0)
        after = np.diff(jumps, append=len(rows))
        lasting = jumps[(before >= LEAST_ROWS) & (after >= LEAST_ROWS)]
        found += rows[np.intersect1d(breaks, lasting)].tolist()
    return found


def _without_empty_ends(table: Table) -> Table:
    """Drop the empty segments that a cut leaves at both of its sides."""
    kept: tuple[Span, ...] = tuple(s for s in table.segments if s.start < s.stop)
    return replace(table, segments=kept)
