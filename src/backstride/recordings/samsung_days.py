"""The steps of each day in an export of Samsung Health."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from .archive import Archive, stream
from .csv_rows import csv_rows
from .health import HealthDay, HealthDays
from .limits import Limits
from .times import NO_TIME, SECOND_US, parse_time
from .xml_text import number

TABLE = re.compile(r"(\A|/)com\.samsung\.shealth\.step_daily_trend\.\d+\.csv\Z")

ALL_SOURCES = "-2"
"""The rows that Samsung Health has made of all its sources, no step twice. Source: the SDK,
StepDailyTrend.SOURCE_TYPE_ALL."""

NAME = "Samsung Health"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)


def samsung_days(archive: Archive, limits: Limits) -> HealthDays | None:
    """Read the table of daily steps; None where the archive has none.

    Parameters
    ----------
    archive : Archive
        The export.
    limits : Limits
        Bounds on the size of the table and its lines.

    Raises
    ------
    RecordingError
        If the table cannot be unpacked or read.

    Notes
    -----
    Source: the Samsung Health SDK ("HealthConstants.StepDailyTrend"): a row for each day and kind
    of source, `day_time` the midnight in UTC that bears the day's date, in milliseconds. Only the
    rows of all sources are taken; of two for one day the higher, for they are of two phones and
    nothing is added up. Which device counted, the table does not tell in a name.
    """
    entry = next((each for each in archive.entries if TABLE.search(each.filename)), None)
    if entry is None:
        return None
    rows = csv_rows(b"".join(stream(archive, entry, limits.max_bytes)), limits)
    next(rows, None)
    names = next(rows, [])
    steps: dict[date, float] = {}
    for row in rows:
        told = dict(zip(names, row, strict=False))
        day, count = _day(told), number(told.get("count"))
        if told.get("source_type") == ALL_SOURCES and day is not None and 0 <= count < 1e6:
            steps[day] = max(steps.get(day, 0.0), count)
    return HealthDays(
        tuple(
            HealthDay(day, count, steps_by_source=((NAME, count),))
            for day, count in sorted(steps.items())
        ),
        {NAME: round(sum(steps.values()))} if steps else {},
    )


def _day(told: Mapping[str, str]) -> date | None:
    """Return the date of a row; some exports write milliseconds, some a time."""
    text = told.get("day_time", "")
    seconds = number(text) / 1000.0
    if math.isnan(seconds):
        micros, _ = parse_time(text)
        seconds = math.nan if micros == NO_TIME else micros / SECOND_US
    if not 0 < seconds < 1e10:
        return None
    day = (_EPOCH + timedelta(seconds=seconds)).date()
    return day if _EARLIEST <= day < _LATEST else None
