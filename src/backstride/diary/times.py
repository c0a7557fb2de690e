"""Moments, clock times and zones, as an event writes them down."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, NaiveDatetime, WithJsonSchema
from pydantic_core import PydanticCustomError

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""No diary is older: an earlier moment means a clock that was never set (judgement)."""

LATEST = datetime(2100, 1, 1, tzinfo=UTC)
"""No diary is younger: a later moment means a clock or a typing slip (judgement)."""

SAME_S = 1.0
"""Clock time and moment may differ by less than this: some devices drop fractions."""

_DATE = r"\d{4}-\d{2}-\d{2}"
_OFFSET = r"(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"
DATE_PATTERN = rf"^{_DATE}$"
MOMENT_PATTERN = rf"^{_DATE}T\d{{2}}:\d{{2}}:\d{{2}}(\.\d{{1,9}})?{_OFFSET}$"
CLOCK_PATTERN = rf"^{_DATE}T\d{{2}}:\d{{2}}(:\d{{2}}(\.\d{{1,9}})?)?$"

# Copies of the system's zones under another name, or with leap seconds; they differ from
# machine to machine.
_PRIVATE_ZONES = ("posix/", "right/", "localtime", "posixrules", "Factory")


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return the IANA zone of that name.

    Raises
    ------
    ValueError
        If no zone has that name.
    """
    try:
        if not name.startswith(_PRIVATE_ZONES):
            return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    raise ValueError(f"{name!r} is not a time zone; give an IANA name such as Europe/Berlin")


def clock_at(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return what a clock in that zone shows at that moment, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def moment_of(clock: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC) at which a clock in that zone shows this time.

    A time that occurs twice, when clocks go back, is taken as the first of the two. A time
    that never occurs, when clocks go forward, gives a moment at which the clock shows
    another time; ``clock_at`` tells.
    """
    return clock.replace(tzinfo=zone, fold=0).astimezone(UTC)


def agree(clock: datetime, moment: datetime, zone: ZoneInfo) -> bool:
    """Return whether a clock in that zone shows this time at that moment."""
    return abs(clock_at(moment, zone) - clock) < timedelta(seconds=SAME_S)


def complete(given: dict[str, Any]) -> dict[str, Any]:
    """Fill in the one of ``at`` and ``local`` that is left out.

    What cannot be understood is returned as it is: the checks of the fields say why.
    """
    if ("at" in given) == ("local" in given):
        return given
    try:
        zone = _known_zone(given.get("zone"))
        if "at" in given:
            return {**given, "local": clock_at(_in_range(_read_moment(given["at"])), zone)}
        return {**given, "at": moment_of(_clock_in_range(_read_clock(given["local"])), zone)}
    except (PydanticCustomError, TypeError):  # TypeError: with or without an offset by mistake
        return given


def _known_zone(name: Any) -> ZoneInfo:
    try:
        return zone_of(name)
    except (ValueError, TypeError, AttributeError) as error:
        raise PydanticCustomError(
            "wrong_zone", "{zone} is not a time zone", {"zone": str(name)[:80]}
        ) from error


def _zone_name(name: str) -> str:
    _known_zone(name)
    return name


def _read(value: Any, pattern: re.Pattern[str], code: str) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and pattern.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("no_such_date", "{reason}", {"reason": str(error)}) from error
    raise PydanticCustomError(code, "not a date and time")


def _read_moment(value: Any) -> datetime:
    return _read(value, _MOMENT, "not_a_moment")


def _read_clock(value: Any) -> datetime:
    return _read(value, _CLOCK, "not_a_clock_time")


def _read_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("no_such_date", "{reason}", {"reason": str(error)}) from error
    raise PydanticCustomError("not_a_date", "not a date")


def _in_range(moment: datetime) -> datetime:
    # Before any conversion: the first and last day of the calendar cannot be converted.
    if not EARLIEST <= moment < LATEST:
        raise PydanticCustomError(
            "out_of_range", "the moment must lie between the years 2000 and 2100"
        )
    return moment


def _clock_in_range(clock: datetime) -> datetime:
    if not EARLIEST.year - 1 <= clock.year <= LATEST.year:
        raise PydanticCustomError(
            "out_of_range", "the time must lie between the years 2000 and 2100"
        )
    return clock


def _to_utc(moment: datetime) -> datetime:
    return _in_range(moment).astimezone(UTC)


def _plain(clock: datetime) -> datetime:
    return _clock_in_range(clock).replace(fold=0)


_MOMENT = re.compile(MOMENT_PATTERN, re.ASCII)
_CLOCK = re.compile(CLOCK_PATTERN, re.ASCII)
_DAY = re.compile(DATE_PATTERN, re.ASCII)

Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_read_moment),
    AfterValidator(_to_utc),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": MOMENT_PATTERN}),
]
"""A moment with its offset, kept in UTC."""

Clock = Annotated[
    NaiveDatetime,
    BeforeValidator(_read_clock),
    AfterValidator(_plain),
    WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN}),
]
"""What the clock on the wall showed."""

Day = Annotated[
    date,
    BeforeValidator(_read_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DATE_PATTERN}),
]
"""A local date."""

Zone = Annotated[str, AfterValidator(_zone_name)]
"""The name of an IANA time zone."""
