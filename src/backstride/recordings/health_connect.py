"""Health Connect: the database in the archive that an Android phone exports."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from .assembly import Facts
from .database import SIGNATURE, Database, number, opened_database
from .health import Counted, HealthDay, HealthDays, counted_once, steps_of_days
from .limits import Limits
from .notices import RefusalCode, refused
from .points import Table
from .recording import Floats, Sport
from .sessions import Session, heart_rates, series, session_rows, within

SESSIONS = "EXERCISE_SESSION_RECORD_TABLE"
STEPS = "STEPS_RECORD_TABLE"

_KINDS = {
    4: Sport.CYCLING,
    5: Sport.CYCLING,
    21: Sport.HIKING,
    33: Sport.RUNNING,
    34: Sport.RUNNING,
    53: Sport.WALKING,
}
_SAYS_NOTHING = {0, 58}
"""Unknown, other workout."""

_EARLIEST, _LATEST = date(1990, 1, 1).toordinal(), date(2100, 1, 1).toordinal()
_EPOCH_DAY = date(1970, 1, 1).toordinal()


def is_health_connect(data: bytes) -> bool:
    """Say whether a database is an export of Health Connect."""
    return data.startswith(SIGNATURE) and SESSIONS.lower().encode() in data


def read_health_connect(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read the outings of a Health Connect export with their routes and heart rates.

    Parameters
    ----------
    data : bytes
        The database `health_connect_export.db`.
    limits : Limits
        Bounds on size, rows and steps.

    Yields
    ------
    Table, Facts
        One pair for each outing. Steps and distance are those of all apps in its time, each moment
        counted once.

    Raises
    ------
    RecordingError
        If there is no outing, or the database cannot be read.

    Notes
    -----
    Source: Android, packages/modules/HealthFitness: the record helpers name tables and columns,
    `ExerciseSessionType` the kinds. Times are milliseconds since 1970; distances are metres.
    """
    with opened_database(data, limits) as database:
        apps = {key: str(name or "") for key, name in database.rows(*_APPS)}
        rows = database.rows(
            SESSIONS, ("row_id", "start_time", "end_time", "exercise_type", "title", "app_info_id")
        )
        found = [(row[0], each) for row in rows if (each := _session(row, apps))]
        if not found:
            raise refused(RefusalCode.NO_WORKOUTS)
        heart_s, bpm = _numbers(database, *_HEART_RATES)
        routes = _routes(database)
        steps = [counted for _, counted, _ in _intervals(database, STEPS, "count")]
        metres = [
            counted for _, counted, _ in _intervals(database, "DISTANCE_RECORD_TABLE", "distance")
        ]
    steps, metres = counted_once(steps), counted_once(metres)
    for key, session in sorted(found, key=lambda each: each[1].start_s):
        window = np.array([session.start_s]), np.array([session.end_s])
        session.steps = sum(float(source.within(*window)[0]) for source in steps)
        walked_m = sum(float(source.within(*window)[0]) for source in metres)
        session.totals = replace(session.totals, distance_m=walked_m or None)
        part = within(heart_s, session.start_s, session.end_s)
        session.tables.append(heart_rates(heart_s[part], bpm[part]))
        if key in routes:
            session.tables.append(routes[key])
        yield session_rows(session, limits)


def health_connect_days(data: bytes, limits: Limits) -> HealthDays:
    """Read the steps of each day, counted once over all apps, the one with most steps first."""
    with opened_database(data, limits) as database:
        apps = {key: str(name or "") for key, name in database.rows(*_APPS)}
        sources = _intervals(database, STEPS, "count")
    sources.sort(key=lambda source: -float(source[1].steps.sum()))
    counted = counted_once([intervals for _, intervals, _ in sources])
    names = [apps.get(app) or f"app {app}" for app, _, _ in sources]
    found = steps_of_days(
        (name, days, source.steps)
        for name, (_, _, days), source in zip(names, sources, counted, strict=True)
    )
    return HealthDays(
        days=tuple(
            HealthDay(
                date.fromordinal(day),
                sum(steps for _, steps in found[day]),
                steps_by_source=tuple(found[day]),
            )
            for day in sorted(found)
        ),
        steps_by_source={
            name: round(float(intervals.steps.sum()))
            for name, (_, intervals, _) in zip(names, sources, strict=True)
        },
    )


_APPS = ("APPLICATION_INFO_TABLE", ("row_id", "app_name"))
_HEART_RATES = ("HEART_RATE_RECORD_SERIES_TABLE", ("epoch_millis", "beats_per_minute"))


def _session(row: tuple[Any, ...], apps: dict[Any, str]) -> Session | None:
    _, start_ms, end_ms, kind, title, app = row
    start_s, end_s = number(start_ms) / 1000.0, number(end_ms) / 1000.0
    if not (math.isfinite(start_s) and math.isfinite(end_s) and 0 < start_s <= end_s < 1e10):
        return None
    code = kind if isinstance(kind, int) else 0
    sport = Sport.UNKNOWN if code in _SAYS_NOTHING else _KINDS.get(code, Sport.ELSE)
    return Session(start_s, end_s, sport, str(title or ""), apps.get(app, ""))


def _numbers(database: Database, table: str, columns: tuple[str, ...]) -> list[Floats]:
    """Return columns whose first is a time in milliseconds, in order of it and in seconds."""
    values = database.numbers(table, columns)
    values = values[np.isfinite(values[:, 0])]
    values = values[np.argsort(values[:, 0], kind="stable")]
    values[:, 0] /= 1000.0
    return list(values.T)


def _routes(database: Database) -> dict[Any, Table]:
    columns = ("timestamp_millis", "latitude", "longitude", "altitude", "parent_key")
    time_s, lat, lon, height, key = _numbers(database, "EXERCISE_ROUTE_TABLE", columns)
    known = np.flatnonzero(np.isfinite(key))
    order = known[np.argsort(key[known], kind="stable")]  # the rows of each stay in order of time
    return {
        int(key[rows[0]]): series(
            time_s[rows],
            {"lat_deg": lat[rows], "lon_deg": lon[rows], "altitude_m": height[rows]},
        )
        for rows in np.split(order, 1 + np.flatnonzero(np.diff(key[order])))
        if rows.size
    }


def _intervals(
    database: Database, table: str, value: str
) -> list[tuple[int, Counted, npt.NDArray[np.int64]]]:
    """Return the intervals of each app: the app, its intervals in order, and their days."""
    columns = ("start_time", "end_time", value, "local_date", "app_info_id")
    values = database.numbers(table, columns).copy()
    values[:, :2] /= 1000.0
    values[:, 3] += _EPOCH_DAY
    start_s, end_s, count, day, app = values.T
    good = (start_s <= end_s) & (start_s > 0) & (end_s < 1e10) & (count >= 0) & (count < 1e6)
    good &= (day >= _EARLIEST) & (day < _LATEST) & np.isfinite(app)
    values = values[good]
    values = values[np.lexsort((values[:, 1], values[:, 0]))]
    found = []
    for each in np.unique(values[:, 4]):
        start_s, end_s, count, day, _ = values[values[:, 4] == each].T
        found.append((int(each), Counted(start_s, end_s, count), day.astype(np.int64)))
    return found
