"""Instants as whole microseconds since 1970 (UTC), and which of them to believe."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import numpy.typing as npt

from .notices import Notice, NoticeCode, notice

Micros = npt.NDArray[np.int64]

NO_TIME = -(2**63)
"""Stands for "this point has no time" among microseconds."""

SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US

FIT_EPOCH_S = 631_065_600
"""1989-12-31T00:00:00Z, where FIT counts from, in seconds since 1970. Source: FIT protocol."""

CLOCK_SET_US = (FIT_EPOCH_S + 0x10000000) * SECOND_US
"""Earlier times (before July 1998) come from a clock that nobody set.

Source: the FIT protocol reads a date_time below 0x10000000 as seconds since the device was switched
on. For the other formats the same bound is a judgement: no recording is older.
"""

CLOCK_ENDS_US = 4_102_444_800 * SECOND_US
"""2100-01-01T00:00:00Z; no clock that works shows this or later (judgement)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_ISO = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*"
    r"([Zz]|[+-]\d\d:?(?:\d\d)?)?\s*\Z",
    re.ASCII,
)


def parse_time(text: str) -> tuple[int, bool]:
    """Read an ISO 8601 time as XML formats write it.

    Parameters
    ----------
    text : str
        Such as "2013-06-27T22:29:07.0002Z": any number of fraction digits or no seconds at all,
        "Z", an offset or none.

    Returns
    -------
    micros : int
        Microseconds since 1970 in UTC, or `NO_TIME` where the text is not a time. A time without
        zone is taken as UTC.
    zoned : bool
        Whether a zone was given.
    """
    match = _ISO.match(text)
    if match is None:
        return NO_TIME, False
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    second = second or "00"
    leap = second == "60"  # a leap second is the first moment of the next minute
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour), int(minute), 59 if leap else int(second),
            tzinfo=_zone(offset),
        )  # fmt: skip
    except ValueError:
        return NO_TIME, False
    micros = (moment - _EPOCH) // timedelta(microseconds=1)
    micros += SECOND_US if leap else 0
    if fraction:
        micros += round(int(fraction[:9]) * 10 ** (6 - len(fraction[:9])))
    return micros, offset is not None


def _zone(offset: str | None) -> timezone:
    if offset is None or offset in "Zz":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-size if offset[0] == "-" else size)


def to_utc(micros: int) -> datetime | None:
    """Return the instant as an aware datetime; None if no clock that was set can have shown it."""
    if not CLOCK_SET_US <= micros < CLOCK_ENDS_US:
        return None
    return _EPOCH + timedelta(microseconds=micros)


def believable(times: Micros) -> tuple[Micros, tuple[Notice, ...]]:
    """Leave out the times that lie more than a day from all the others.

    A broken message can carry any number as its time. The known times are put in order and cut
    wherever a day or more lies between two of them; the largest group is believed, the earliest one
    of equals.

    Parameters
    ----------
    times : ndarray of int64
        Microseconds since 1970 or `NO_TIME`, in any order.

    Returns
    -------
    times : ndarray of int64
        The same, with `NO_TIME` in place of what is not believed.
    notices : tuple of Notice
        What was left out.
    """
    known = np.sort(times[times != NO_TIME])
    if known.size < 2:
        return times, ()
    edges = np.flatnonzero(np.diff(known) > DAY_US) + 1
    if not edges.size:
        return times, ()
    groups = np.split(known, edges)
    group = max(groups, key=len)
    wrong = (times != NO_TIME) & ((times < group[0]) | (times > group[-1]))
    count = int(np.count_nonzero(wrong))
    return np.where(wrong, NO_TIME, times), (notice(NoticeCode.TIMES_LEFT_OUT, count=count),)
