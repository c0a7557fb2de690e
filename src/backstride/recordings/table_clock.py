"""How a table writes its times: as numbers, as dates, or as times of day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum

from .table_dates import comes_first, moment_of, second_of_day
from .times import NO_TIME, SECOND_US


class Clock(Enum):
    """How a time is written."""

    NUMBER = "number"
    DATE_TIME = "date and time"
    DAY_FIRST = "date with the day first, and time"
    MONTH_FIRST = "date with the month first, and time"
    OF_DAY = "time of day"


_DATED = {Clock.DATE_TIME: None, Clock.DAY_FIRST: True, Clock.MONTH_FIRST: False}
"""Whether the day comes first where the sign between the numbers does not tell."""


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
        times of day, also of dates that may be read in two ways. The first one where nothing can be
        read.
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
    dated: list[tuple[tuple[int, ...], Clock | None]]
    dated = [((place,), _order_of(rows, (place,))) for place in times]
    if date is not None:
        dated += [((date, place), _order_of(rows, (date, place))) for place in times]
    tried += [(columns, order) for columns, order in dated if order is not None]
    tried += [((place,), Clock.OF_DAY) for place in times]
    for columns, clock in tried:
        for row in rows:
            if max(columns) >= len(row):
                continue
            cells = [row[k] for k in columns]
            if _reads(cells, clock):
                return columns, clock, clock not in _DATED or _moment(cells, clock)[1]
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
    if clock in _DATED:
        micros, _ = _moment(cells, clock)
        if micros == NO_TIME:
            raise ValueError("no time")
        return micros / SECOND_US
    second = second_of_day(cells[0])
    if second is None:
        raise ValueError("no time of day")
    return second


def _reads(cells: Sequence[str], clock: Clock) -> bool:
    try:
        return math.isfinite(seconds_of(cells, clock))
    except ValueError:
        return False


def _order_of(rows: Sequence[Sequence[str]], columns: tuple[int, ...]) -> Clock | None:
    texts = [" ".join(row[k] for k in columns) for row in rows if max(columns) < len(row)]
    return {True: Clock.DAY_FIRST, False: Clock.MONTH_FIRST, None: None}[comes_first(texts)]


def _moment(cells: Sequence[str], clock: Clock) -> tuple[int, bool]:
    return moment_of(" ".join(cells), day_first=_DATED[clock])
