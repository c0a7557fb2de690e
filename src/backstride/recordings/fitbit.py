"""Fitbit, as Google Takeout exports it: lists of outings, and heart rates in files of their own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from .assembly import Facts, optional
from .json_rows import json_rows
from .limits import Limits
from .notices import RecordingError, RefusalCode, refused
from .points import Table
from .recording import DeviceTotals, Sport
from .sessions import Session, heart_rates, session_rows
from .xml_sport import sport_in_words

Companion = Callable[[str], bytes | None]
"""Gives the file of an export with this name, whatever its folder, or None if there is none."""

_BEGIN = re.compile(rb"\s*\[\s*\{[^{}\[\]]{0,400}\"(activityName|logId)\"\s*:")
_STAMP = "%m/%d/%y %H:%M:%S"
_METRES = {"kilometer": 1000.0, "mile": 1609.344}
_EARLIEST = datetime(1998, 1, 1, tzinfo=UTC)
_MOST_SECONDS = 7 * 86_400.0
"""An outing of more than a week is a slip of the file. Judgement."""


def is_fitbit(head: bytes) -> bool:
    """Say whether a file begins as a list of outings does."""
    return _BEGIN.match(head) is not None


def no_companion(name: str) -> None:
    """Give nothing, for a file that came alone."""


def read_fitbit(
    data: bytes, limits: Limits, companion: Companion = no_companion
) -> Iterator[tuple[Table, Facts]]:
    """Read a file `exercise-….json`, with the heart rates of the day where they are at hand.

    Parameters
    ----------
    data : bytes
        The file.
    limits : Limits
        Bounds on points.
    companion : callable
        Gives the files `heart_rate-….json` beside it.

    Yields
    ------
    Table, Facts
        One pair for each outing; without heart rates its rows are empty, and it has totals alone.

    Raises
    ------
    RecordingError
        If there is no outing in it.

    Notes
    -----
    Source: files that users of the export described (thedatasommelier.com, "Fitbit activity data";
    the same names are in the Fitbit Web API, "Get Activity Log List"). Times are in UTC, although
    they do not say so: the authors had to add their offset. Durations are in milliseconds.
    """
    days = _Days(companion, limits)
    found = 0
    for told in json_rows(data, limits):
        session = _session(told)
        if session is None:
            continue
        found += 1
        session.tables += days.between(session.start_s, session.end_s)
        yield session_rows(session, limits)
    if not found:
        raise refused(RefusalCode.NO_WORKOUTS)


def _session(told: dict[str, Any]) -> Session | None:
    start = _moment(told.get("startTime"))
    seconds = _number(told.get("duration")) / 1000.0
    if start is None or not 0 < seconds <= _MOST_SECONDS:
        return None
    name = str(told.get("activityName", ""))
    sport = sport_in_words(name)
    source = told.get("source")
    factor = _METRES.get(str(told.get("distanceUnit", "")).lower(), math.nan)
    start_s = start.timestamp()
    return Session(
        start_s,
        start_s + seconds,
        sport=Sport.ELSE if sport is Sport.UNKNOWN and name not in ("", "Workout") else sport,
        sport_text=name,
        device=str(source.get("name", "")) if isinstance(source, dict) else "Fitbit",
        steps=optional(_number(told.get("steps"))),
        totals=DeviceTotals(
            timer_s=optional(_number(told.get("activeDuration")) / 1000.0),
            distance_m=optional(_number(told.get("distance")) * factor),
            ascent_m=optional(_number(told.get("elevationGain"))),
            mean_heart_rate_bpm=optional(_number(told.get("averageHeartRate"))),
            energy_kcal=optional(_number(told.get("calories"))),
        ),
    )


class _Days:
    """The heart rates of a day at a time: the export has a file for each."""

    def __init__(self, companion: Companion, limits: Limits) -> None:
        self._companion = companion
        self._limits = limits
        self._name = ""
        self._table: Table | None = None

    def between(self, start_s: float, end_s: float) -> Iterator[Table]:
        """Give the heart rates of an outing."""
        day = datetime.fromtimestamp(start_s, UTC).date()
        last = datetime.fromtimestamp(end_s, UTC).date()
        while day <= last:
            table = self._of(f"heart_rate-{day.isoformat()}.json")
            if table is not None:
                first, stop = np.searchsorted(table.times, (start_s * 1e6, end_s * 1e6))
                yield table.cut(int(first), int(stop))
            day += timedelta(days=1)

    def _of(self, name: str) -> Table | None:
        if name != self._name:
            data = self._companion(name)
            self._name, self._table = name, None
            with suppress(RecordingError):  # the outing stands without it
                self._table = None if data is None else _heart_table(data, self._limits)
        return self._table


def _heart_table(data: bytes, limits: Limits) -> Table:
    rows = []
    for told in json_rows(data, limits):
        moment, value = _moment(told.get("dateTime")), told.get("value")
        if moment is not None and isinstance(value, dict):
            rows.append((moment.timestamp(), _number(value.get("bpm"))))
    time_s, bpm = np.array(sorted(rows), dtype=np.float64).reshape(-1, 2).T
    return heart_rates(time_s, bpm)


def _moment(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment >= _EARLIEST else None


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    try:
        return float(value)
    except OverflowError:  # Python reads whole numbers of any length
        return math.nan
