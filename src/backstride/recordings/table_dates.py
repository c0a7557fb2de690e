"""Dates with a time of day as tables write them: with dots, slashes or the month's name."""

from __future__ import annotations

import re

from .times import NO_TIME, parse_time

_DATE = re.compile(
    r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sign>[-/.])(?P<b>\d{1,2})[-/.](?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})[- ](?P<name>[A-Za-z]{3})[a-z]*[-. ]+(?P<y3>\d{4})"
)
_OF_DAY = re.compile(
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,:](\d+))?)?\s*(?:([AaPp])\.?[Mm]\.?)?\s*"
    r"([Zz]|[+-]\d\d:?(?:\d\d)?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def moment_of(text: str, *, day_first: bool | None) -> tuple[int, bool]:
    """Read a date with a time of day.

    Parameters
    ----------
    text : str
        With the year first, or its day first with dots or the month's English name; or with
        slashes or dashes, if it is known what comes first. Hours may count to twelve.
    day_first : bool or None
        What comes first in "5/4/2024"; None if that is not known.

    Returns
    -------
    micros : int
        Microseconds since 1970 in UTC, or `NO_TIME`.
    zoned : bool
        Whether a zone was given.
    """
    micros, zoned = parse_time(text)
    if micros != NO_TIME:
        return micros, zoned
    text = text.strip()
    date = _DATE.match(text)
    of_day = None if date is None else _OF_DAY.fullmatch(text[date.end() :].lstrip("Tt ,"))
    told = None if date is None else _year_month_day(date, day_first)
    if of_day is None or told is None:
        return NO_TIME, False
    hour, minute, second, fraction, half, zone = of_day.groups()
    year, month, day = told
    return parse_time(
        f"{year}-{month:0>2}-{day:0>2}T{_hour(hour, half):02}:{minute}:{second or '00'}"
        f".{fraction or '0'}{zone or ''}"
    )


def second_of_day(text: str) -> float | None:
    """Return the seconds since midnight of a time of day, alone or after a date; None if none."""
    date = _DATE.match(text.strip())
    rest = text.strip() if date is None else text.strip()[date.end() :].lstrip("Tt ,")
    found = _OF_DAY.fullmatch(rest)
    if found is None or found[3] is None:
        return None
    hour, minute, second, fraction, half, _ = found.groups()
    whole = 3600 * _hour(hour, half) + 60 * int(minute) + int(second)
    return whole + float(f"0.{fraction or '0'}")


def comes_first(texts: list[str]) -> bool | None:
    """Tell whether the day comes first in dates with slashes or dashes; None if nothing tells it.

    A number above twelve is a day. Hours that count to twelve are written where months come first.
    """
    for text in texts:
        date = _DATE.match(text.strip())
        if date is None or date["a"] is None:
            continue
        if int(date["a"]) > len(_MONTHS):
            return True
        if int(date["b"]) > len(_MONTHS) or re.search(r"\d\s*[AaPp]\.?[Mm]\b", text):
            return False
    return None


def _year_month_day(date: re.Match[str], day_first: bool | None) -> tuple[str, str, str] | None:
    if date["y1"]:
        return date["y1"], date["m1"], date["d1"]
    if date["name"]:
        name = date["name"].lower()
        return (date["y3"], str(_MONTHS.index(name) + 1), date["d3"]) if name in _MONTHS else None
    if date["sign"] == ".":
        day_first = True
    if day_first is None:
        return None
    return (date["y2"], date["b"], date["a"]) if day_first else (date["y2"], date["a"], date["b"])


def _hour(text: str, half: str | None) -> int:
    if half is None:
        return int(text)
    return int(text) % 12 + (12 if half in "Pp" else 0)
