"""A table of rows and what the file says about them become a recording."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from .cadence import split_cadence
from .cleaning import clean
from .notices import Notice, NoticeCode, notice
from .pace import pace_of
from .points import Table
from .recording import DeviceTotals, Floats, Lap, Pause, Recording, Source, Span, Sport
from .times import NO_TIME, SECOND_US, Micros, believable, to_utc

TIMED_SHARE = 0.5
"""Below this share of points with a time, the file is a route and not a walk. Judgement."""

BREAK_S = 10.0
"""Gaps between segments up to this length are how apps split tracks, not pauses. Judgement."""


@dataclass(frozen=True, slots=True)
class RawLap:
    """A lap in absolute time.

    Attributes
    ----------
    start, end : int
        Microseconds since 1970 or `NO_TIME`.
    timer_s, distance_m : float
        The device's values; NaN where not given.
    """

    start: int
    end: int
    timer_s: float = math.nan
    distance_m: float = math.nan


@dataclass(slots=True)
class Facts:
    """What a file says beside its rows.

    Attributes
    ----------
    start : int
        Start by the device, for files without points.
    pauses : list of (int, int)
        Start and end in microseconds since 1970.
    gaps_are_pauses : bool
        Whether a gap between two segments is a pause, as in GPX.
    foot_cadence : bool
        Whether the file says that its cadence was counted on foot, whatever the sport's name.
    """

    sport: Sport = Sport.UNKNOWN
    sport_text: str = ""
    device: str = ""
    start: int = NO_TIME
    laps: list[RawLap] = field(default_factory=list)
    pauses: list[tuple[int, int]] = field(default_factory=list)
    totals: DeviceTotals = field(default_factory=DeviceTotals)
    has_barometer: bool = False
    gaps_are_pauses: bool = False
    foot_cadence: bool = False
    notices: list[Notice] = field(default_factory=list)


def assemble(table: Table, facts: Facts, source: Source) -> Recording:
    """Clean a table and make a recording of it.

    Parameters
    ----------
    table : Table
        Rows of one outing, as in the file.
    facts : Facts
        What the file says about them.
    source : Source
        Where they came from.

    Returns
    -------
    Recording
        Times relative to the first timed row; everything that was assumed or left out is in its
        notices.
    """
    notices = list(facts.notices)
    times, told = believable(table.times)
    notices += told
    table, told = clean(Table(times, table.channels, table.segments))
    notices += told
    known = table.times[table.times != NO_TIME]
    is_timed = len(known) >= TIMED_SHARE * len(table)
    start = int(known.min()) if known.size else facts.start
    if len(table) and not is_timed:
        notices.append(notice(NoticeCode.NO_TIMES))
    elif start != NO_TIME and to_utc(start) is None:
        notices.append(notice(NoticeCode.CLOCK_NOT_SET))
    if not len(table):
        notices.append(notice(NoticeCode.TOTALS_ONLY))
    steps, turns, told = split_cadence(
        table.channels["cadence_per_min"],
        pace_of(table),
        facts.sport,
        on_foot=facts.foot_cadence,
    )
    notices += told
    totals = facts.totals
    if totals.mean_cadence_spm and any(n.code is NoticeCode.CADENCE_AS_STEPS for n in told):
        totals = replace(totals, mean_cadence_spm=_mean_of(steps))
    return Recording(
        source=source,
        sport=facts.sport,
        sport_text=facts.sport_text,
        device=facts.device,
        start_utc=to_utc(start),
        time_s=_relative(table.times, start),
        lat_deg=table.channels["lat_deg"],
        lon_deg=table.channels["lon_deg"],
        altitude_m=table.channels["altitude_m"],
        distance_m=table.channels["distance_m"],
        speed_mps=table.channels["speed_mps"],
        heart_rate_bpm=table.channels["heart_rate_bpm"],
        cadence_spm=steps,
        cadence_rpm=turns,
        segments=table.segments or ((Span(0, len(table)),) if len(table) else ()),
        pauses=_pauses(table, facts, start) if is_timed else (),
        laps=tuple(_lap(lap, start) for lap in facts.laps),
        totals=totals,
        has_barometer=facts.has_barometer,
        is_timed=is_timed,
        notices=tuple(notices),
    )


def _mean_of(steps: Floats) -> float | None:
    """Return the mean of the counts that are steps; the device's own was doubled with strides."""
    return float(steps[steps > 0].mean()) if (steps > 0).any() else None


def _relative(times: Micros, start: int) -> Floats:
    seconds: Floats = np.where(times == NO_TIME, np.nan, (times - start) / SECOND_US)
    return seconds


def _pauses(table: Table, facts: Facts, start: int) -> tuple[Pause, ...]:
    found = list(facts.pauses)
    if facts.gaps_are_pauses:
        spans = [table.times[s.start : s.stop] for s in table.segments]
        ends = [known for span in spans if (known := span[span != NO_TIME]).size]
        found += [
            (int(before.max()), int(after.min()))
            for before, after in pairwise(ends)
            if (after.min() - before.max()) / SECOND_US > BREAK_S
        ]
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return tuple(
        Pause((begin - start) / SECOND_US, (end - start) / SECOND_US) for begin, end in joined
    )


def _lap(lap: RawLap, start: int) -> Lap:
    return Lap(
        None if NO_TIME in (lap.start, start) else (lap.start - start) / SECOND_US,
        None if NO_TIME in (lap.end, start) else (lap.end - start) / SECOND_US,
        optional(lap.timer_s),
        optional(lap.distance_m),
    )


def optional(value: float) -> float | None:
    """Return None for a value that is missing (NaN), below zero or without bounds."""
    return value if math.isfinite(value) and value >= 0 else None
