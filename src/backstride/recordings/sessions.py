"""Outings that a health store keeps apart from what was measured in their time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from .assembly import Facts
from .limits import Limits
from .notices import RefusalCode, refused
from .points import CHANNELS, Table
from .recording import DeviceTotals, Floats, Span, Sport
from .times import SECOND_US

LEAST_BPM, MOST_BPM = 20.0, 250.0
"""Stores write 0, -1 and 255 where there was no heart rate. Judgement."""


@dataclass(slots=True)
class Session:
    """An outing of a health store.

    Attributes
    ----------
    start_s, end_s : float
        Seconds since 1970.
    sport, sport_text, device
        As in `Recording`.
    totals : DeviceTotals
        What the store says about the whole.
    steps : float or None
        Steps of both feet, where it says them.
    tables : list of Table
        What was measured, in rows of one kind each.
    pauses : list of (float, float)
        Seconds since 1970.
    """

    start_s: float
    end_s: float
    sport: Sport = Sport.UNKNOWN
    sport_text: str = ""
    device: str = ""
    totals: DeviceTotals = field(default_factory=DeviceTotals)
    steps: float | None = None
    tables: list[Table] = field(default_factory=list)
    pauses: list[tuple[float, float]] = field(default_factory=list)


def session_rows(session: Session, limits: Limits) -> tuple[Table, Facts]:
    """Turn an outing into rows and facts.

    Raises
    ------
    RecordingError
        If there are more rows than the limits allow.
    """
    table = merged(session.tables, session.start_s, session.end_s)
    if len(table) > limits.max_points:
        raise refused(RefusalCode.TOO_MANY_POINTS)
    known = session.steps if session.sport.on_foot and session.steps else None
    totals = session.totals
    if totals.elapsed_s is None:
        totals = replace(totals, elapsed_s=session.end_s - session.start_s)
    if totals.timer_s is None and not len(table):
        # Nothing else tells how long it was than its start, its end and its pauses.
        paused_s = sum(end_s - start_s for start_s, end_s in session.pauses)
        totals = replace(totals, timer_s=max(0.0, session.end_s - session.start_s - paused_s))
    if known is not None:
        totals = replace(totals, strides=round(known / 2.0))
    return table, Facts(
        start=round(session.start_s * SECOND_US),
        sport=session.sport,
        sport_text=session.sport_text[:200],
        device=session.device[:200],
        pauses=[(round(a * SECOND_US), round(b * SECOND_US)) for a, b in session.pauses],
        totals=totals,
    )


def series(time_s: Floats, channels: Mapping[str, Floats]) -> Table:
    """Return a table of rows that have these channels and no others."""
    empty = {name: np.full(len(time_s), np.nan) for name in CHANNELS}
    spans = (Span(0, len(time_s)),) if len(time_s) else ()
    return Table(np.round(time_s * SECOND_US).astype(np.int64), empty | dict(channels), spans)


def heart_rates(time_s: Floats, bpm: Floats) -> Table:
    """Return the heart rates that are some."""
    real = (bpm >= LEAST_BPM) & (bpm <= MOST_BPM) & np.isfinite(time_s)
    return series(time_s[real], {"heart_rate_bpm": bpm[real]})


def within(time_s: Floats, start_s: float, end_s: float) -> slice:
    """Return where ordered times lie in an outing, its last second included."""
    first, last = np.searchsorted(time_s, (start_s, end_s + 1.0))
    return slice(int(first), int(last))


def merged(tables: list[Table], start_s: float, end_s: float) -> Table:
    """Put rows of several kinds in order, with an empty one at the start and end of the outing.

    There are no such two where there are no other rows: the totals then stand alone.
    """
    if not any(len(table) for table in tables):
        return series(np.zeros(0), {})
    known = np.concatenate([table.times for table in tables])
    ends = [t for t in (start_s, end_s) if not np.any(known == round(t * SECOND_US))]
    tables = [*tables, series(np.array(ends), {})]
    times = np.concatenate([table.times for table in tables])
    order = np.argsort(times, kind="stable")
    channels = {
        name: np.concatenate([table.channels[name] for table in tables])[order] for name in CHANNELS
    }
    return Table(times[order], channels, (Span(0, len(times)),) if len(times) else ())
