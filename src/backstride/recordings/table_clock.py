"""How a table writes its times: as numbers, as dates, or as times of day."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from enum import Enum

from .times import NO_TIME, SECOND_US, parse_time

_OF_DAY = re.compile(r"(\d{1,2}):(\d\d):(\d\d(?:[.,]\d+)?)")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")


class Clock(Enum):
    """How a time is written."""

    NUMBER = "number"
    DATE_TIME = "date and time"
    OF_DAY = "time of day"


def clock_of(
    rows: Sequence[Sequence[str]], times: tuple[int, ...], date: int | None
) -> tuple[tuple[int, ...], Clock, bool]:
    """Tell which of the columns named like a time can be read, and how.

    Parameters
    ----------
    rows : list of list of str
        Cells of the first rows.
    times : tuple of int
        Places of the columns named like a time; at least one.
    date : int or None
        Place of a column with the date alone.

    Returns
    -------
    columns : tuple of int
        The first of them that holds numbers; else dates with times, in one column or two; else
        times of day. The first one where nothing can be read.
    clock : Clock
        How the time is written there.
    is_zoned : bool
        Whether it tells its zone; a plain number counts from 1970 in UTC, or from any moment.
    """
    tried: list[tuple[tuple[int, ...], Clock]] = [((place,), Clock.NUMBER) for place in times]
    tried += [((place,), Clock.DATE_TIME) for place in times]
    if date is not None:
        tried += [((date, place), Clock.DATE_TIME) for place in times if place != date]
        tried += [((date,), Clock.DATE_TIME)]
    tried += [((place,), Clock.OF_DAY) for place in times]
    for columns, clock in tried:
        for row in rows:
            if max(columns) >= len(row):
                continue
            cells = [row[k] for k in columns]
            if _reads(cells, clock):
                return columns, clock, clock is not Clock.DATE_TIME or _moment(cells)[1]
    return times[:1], Clock.NUMBER, True


def seconds_of(cells: Sequence[str], clock: Clock) -> float:
    """Return a time in the unit in which it stands there; dates and times of day in seconds.

    Raises
    ------
    ValueError
        If it is none.
    """
    if clock is Clock.NUMBER:
        return float(cells[0].replace(",", "."))
    if clock is Clock.DATE_TIME:
        micros, _ = _moment(cells)
        if micros == NO_TIME:
            raise ValueError("no time")
        return micros / SECOND_US
    found = _OF_DAY.fullmatch(cells[0])
    if found is None:
        raise ValueError("no time of day")
    hours, minutes, seconds = found.groups()
    return 3600.0 * int(hours) + 60.0 * int(minutes) + float(seconds.replace(",", "."))


def _reads(cells: Sequence[str], clock: Clock) -> bool:
    try:
        return math.isfinite(seconds_of(cells, clock))
    except ValueError:
        return False


def _moment(cells: Sequence[str]) -> tuple[int, bool]:
    """Read a date and a time; a date with dots has its day first."""
    text = " ".join(cells)
    dotted = _DAY_FIRST.match(text)
    if dotted is not None:
        day, month, year = dotted.groups()
        text = f"{year}-{month:0>2}-{day:0>2}{text[dotted.end() :]}"
    return parse_time(text)
