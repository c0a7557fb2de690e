"""Samsung Health: the table of outings in its export, and what was measured in them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from .assembly import Facts, optional
from .csv_rows import csv_rows
from .fitbit import Companion, no_companion
from .json_rows import json_rows
from .limits import Limits
from .notices import RecordingError, RefusalCode, refused
from .points import Table
from .recording import DeviceTotals, Sport
from .sessions import Session, heart_rates, series, session_rows
from .times import NO_TIME, SECOND_US, parse_time
from .xml_text import number

HEAD = b"com.samsung.shealth.exercise,"
_PREFIX = "com.samsung.health.exercise."
_KINDS = {
    1001: Sport.WALKING,
    1002: Sport.RUNNING,
    11007: Sport.CYCLING,
    13001: Sport.HIKING,
    15003: Sport.CYCLING,
    15005: Sport.RUNNING,
}
_SAYS_NOTHING = {0}
_MOST_SECONDS = 7 * 86_400.0
"""An outing of more than a week is a slip of the file. Judgement."""

_FILE = re.compile(r"[\w.-]{1,200}\Z")


def is_samsung(head: bytes) -> bool:
    """Say whether a file begins as a table of outings does."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(HEAD)


def read_samsung(
    data: bytes, limits: Limits, companion: Companion = no_companion
) -> Iterator[tuple[Table, Facts]]:
    """Read a file `com.samsung.shealth.exercise.….csv` with the files that it names.

    Parameters
    ----------
    data : bytes
        The table.
    limits : Limits
        Bounds on points.
    companion : callable
        Gives the files with live data and places, by name.

    Yields
    ------
    Table, Facts
        One pair for each outing; without such files it has totals alone.

    Raises
    ------
    RecordingError
        If there is no outing in it.

    Notes
    -----
    Source: the names of the Samsung Health SDK ("HealthConstants.Exercise") and exports that users
    described: a first line with the kind of table, then the names of the columns; times in UTC with
    an offset in a column of its own; durations in milliseconds, distances in metres.
    """
    rows = csv_rows(data, limits)
    found = 0
    try:
        next(rows)
        names = [name.removeprefix(_PREFIX) for name in next(rows)]
        for row in rows:
            told = dict(zip(names, row, strict=False))
            session = _session(told)
            if session is None:
                continue
            found += 1
            session.tables += _measured(told, companion, limits)
            yield session_rows(session, limits)
    except StopIteration as error:
        raise refused(RefusalCode.NO_WORKOUTS) from error
    if not found:
        raise refused(RefusalCode.NO_WORKOUTS)


def _session(told: Mapping[str, str]) -> Session | None:
    micros, _ = parse_time(told.get("start_time", ""))
    seconds = number(told.get("duration")) / 1000.0
    if micros == NO_TIME or not 0 < seconds <= _MOST_SECONDS:
        return None
    start_s = micros / SECOND_US
    end, _ = parse_time(told.get("end_time", ""))
    elapsed_s = max(seconds, (end - micros) / SECOND_US if end != NO_TIME else 0.0)
    kind = number(told.get("exercise_type"))
    code = int(kind) if math.isfinite(kind) else 0
    steps = number(told.get("count"))
    return Session(
        start_s,
        start_s + min(elapsed_s, _MOST_SECONDS),
        sport=Sport.UNKNOWN if code in _SAYS_NOTHING else _KINDS.get(code, Sport.ELSE),
        sport_text=told.get("title", "") or f"Samsung Health {code}",
        device="Samsung Health",
        steps=steps if told.get("count_type") == _STRIDES and math.isfinite(steps) else None,
        totals=DeviceTotals(
            timer_s=seconds,
            distance_m=optional(number(told.get("distance"))),
            ascent_m=optional(number(told.get("altitude_gain"))),
            mean_heart_rate_bpm=optional(number(told.get("mean_heart_rate"))) or None,
            max_heart_rate_bpm=optional(number(told.get("max_heart_rate"))) or None,
            energy_kcal=optional(number(told.get("calorie"))),
        ),
    )


_STRIDES = "30001"
"""The kind of count that is of steps. Source: the SDK, Exercise.COUNT_TYPE_STRIDE."""


def _measured(told: Mapping[str, str], companion: Companion, limits: Limits) -> Iterator[Table]:
    live = _listed(told.get("live_data", ""), companion, limits)
    yield heart_rates(_column(live, "start_time") / 1000.0, _column(live, "heart_rate"))
    places = _listed(told.get("location_data", ""), companion, limits)
    time_s = _column(places, "start_time") / 1000.0
    timed = (time_s > 0) & (time_s < 1e10)
    channels = {
        "lat_deg": _column(places, "latitude"),
        "lon_deg": _column(places, "longitude"),
        "altitude_m": _column(places, "altitude"),
    }
    yield series(time_s[timed], {name: values[timed] for name, values in channels.items()})


def _listed(name: str, companion: Companion, limits: Limits) -> list[dict[str, Any]]:
    """Return the rows of a file that the table names; none where it is not at hand."""
    data = companion(name) if _FILE.match(name) else None
    if data is None:
        return []
    try:
        return json_rows(data, limits)
    except RecordingError:  # the outing stands without it
        return []


def _column(rows: list[dict[str, Any]], name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    values = np.full(len(rows), np.nan)
    for k, row in enumerate(rows):
        value = row.get(name)
        if isinstance(value, int | float) and abs(value) < 1e15:
            values[k] = value
    return values
