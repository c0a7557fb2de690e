"""Gadgetbridge: the database that the app exports, with the outings of many kinds of watches."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from .assembly import Facts, optional
from .database import SIGNATURE, Database, number, opened_database
from .limits import Limits
from .notices import RefusalCode, refused
from .points import Table
from .recording import DeviceTotals, Floats, Sport
from .sessions import Session, heart_rates, session_rows, within

SUMMARY = "BASE_ACTIVITY_SUMMARY"
_SUMMARY_COLUMNS = ("START_TIME", "END_TIME", "ACTIVITY_KIND", "NAME", "SUMMARY_DATA")
_SAMPLE_COLUMNS = frozenset({"TIMESTAMP", "HEART_RATE"})
_SAMPLE_ENDING = "_ACTIVITY_SAMPLE"

_KINDS = {
    0x00000010: Sport.RUNNING,
    0x00000020: Sport.WALKING,
    0x00000080: Sport.CYCLING,
    0x00000100: Sport.RUNNING,  # treadmill, where most devices count running
    0x00000800: Sport.CYCLING,
    0x00400000: Sport.HIKING,
    0x04000012: Sport.WALKING,
    0x04000067: Sport.RUNNING,
    0x040000B0: Sport.RUNNING,
    0x040000B1: Sport.RUNNING,
    0x040000B2: Sport.WALKING,
    0x040000B3: Sport.CYCLING,
    0x040000E2: Sport.HIKING,
}
_SAYS_NOTHING = {-1, 0, 0x00000001, 0x00000200}
"""Not measured, unknown, activity, exercise."""

_MILLISECONDS_FROM = 1e11
"""A time above this is in milliseconds: in seconds it would be in the year 5138."""


MOST_STEPS = 10_000.0
"""In one row, which is of a minute or less. Judgement: some watches write garbage."""


def read_gadgetbridge(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read the outings of a Gadgetbridge database, each with the heart rates in its time.

    Parameters
    ----------
    data : bytes
        The database.
    limits : Limits
        Bounds on size, rows and steps.

    Yields
    ------
    Table, Facts
        One pair for each outing. Where its watch tells no steps for the whole, they are those of
        the one sample table that has most in its time: two watches are never added up.

    Raises
    ------
    RecordingError
        If there is no outing, or the database cannot be read.

    Notes
    -----
    Source: the app's code, BaseActivitySummary and ActivityKind (codeberg.org/Freeyourgadget/
    Gadgetbridge). Tracks lie in files of their own beside the database, which are GPX or FIT.
    """
    with opened_database(data, limits) as database:
        told = map(_session, database.rows(SUMMARY, _SUMMARY_COLUMNS))
        found = [session for session in told if session is not None]
        if not found:
            raise refused(RefusalCode.NO_WORKOUTS)
        samples = [_samples(database, name) for name in database.tables if _is_sample(name)]
    for session in sorted(found, key=lambda each: each.start_s):
        counted = []
        for time_s, steps, bpm in samples:
            part = within(time_s, session.start_s, session.end_s)
            session.tables.append(heart_rates(time_s[part], bpm[part]))
            counted.append(float(steps[part][time_s[part] < session.end_s].sum()))
        if session.steps is None:
            session.steps = max(counted, default=0.0)
        yield session_rows(session, limits)


def is_gadgetbridge(data: bytes) -> bool:
    """Say whether a database is one of Gadgetbridge."""
    return data.startswith(SIGNATURE) and SUMMARY.encode() in data


def _is_sample(name: str) -> bool:
    return name.endswith(_SAMPLE_ENDING)


def _session(row: tuple[Any, ...]) -> Session | None:
    start_ms, end_ms, kind, name, text = row
    start_s, end_s = number(start_ms) / 1000.0, number(end_ms) / 1000.0
    if not (math.isfinite(start_s) and math.isfinite(end_s) and 0 < start_s <= end_s < 1e10):
        return None
    told = _summary(text)
    code = kind if isinstance(kind, int) else 0
    sport = Sport.UNKNOWN if code in _SAYS_NOTHING else _KINDS.get(code, Sport.ELSE)
    return Session(
        start_s,
        end_s,
        sport=sport,
        sport_text=str(name or "")[:200],
        device="Gadgetbridge",
        steps=told.get("steps"),
        totals=DeviceTotals(
            timer_s=told.get("activeSeconds"),
            distance_m=told.get("distanceMeters"),
            ascent_m=told.get("ascentMeters"),
            mean_heart_rate_bpm=told.get("averageHR"),
            max_heart_rate_bpm=told.get("maxHR"),
            energy_kcal=told.get("caloriesBurnt"),
        ),
    )


def _summary(text: object) -> dict[str, float]:
    """Return the numbers of a summary: {"steps": {"value": 812, "unit": "steps"}, ...}."""
    if not isinstance(text, str):
        return {}
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    values = {
        name: optional(number(each.get("value")))
        for name, each in told.items()
        if isinstance(each, dict)
    }
    return {name: value for name, value in values.items() if value}


def _samples(database: Database, table: str) -> tuple[Floats, Floats, Floats]:
    """Return times, steps and heart rates of a table of samples, in order of time."""
    if not database.columns(table) >= _SAMPLE_COLUMNS:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    values = database.numbers(table, ("TIMESTAMP", "STEPS", "HEART_RATE"))
    time_s, steps, bpm = (values[:, k].copy() for k in range(3))
    del values  # years of a row a minute
    time_s[time_s > _MILLISECONDS_FROM] /= 1000.0
    steps[~((steps > 0) & (steps < MOST_STEPS))] = 0.0
    known = np.isfinite(time_s)
    if not known.all() or (np.diff(time_s) < 0).any():
        order = np.argsort(time_s[known], kind="stable")
        time_s, steps, bpm = time_s[known][order], steps[known][order], bpm[known][order]
    return time_s, steps, bpm
