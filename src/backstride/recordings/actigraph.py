"""Tables of raw acceleration that ActiGraph's program exports: most have no times in their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

import numpy as np

from .acceleration_table import MOST_LINE, ROWS_AT_ONCE
from .notices import RefusalCode, refused
from .recording import Floats

_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\"?-{3,} ?Data (?:File|Table) Created By ActiGraph ", re.I)
_RATE = re.compile(r"\bat (\d{1,4}) Hz\b")
_DATE_FORMAT = re.compile(r"date format (\S+)")
_START_TIME = re.compile(r"Start Time (\d{1,2}):(\d\d):(\d\d)")
_START_DATE = re.compile(r"Start Date (\d{1,4})\D(\d{1,2})\D(\d{1,4})")
_EPOCH = re.compile(r"Epoch Period \(hh:mm:ss\) 00:00:00")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")

HEAD_LINES = 10
_AXES = 3


def is_actigraph(head: bytes) -> bool:
    """Say whether a file begins as a table of ActiGraph does."""
    return _BEGIN.match(head) is not None


def actigraph_blocks(file: BinaryIO) -> Iterator[tuple[Floats, Floats]]:
    """Read an exported table some thousand rows at a time.

    Parameters
    ----------
    file : binary file
        At its beginning.

    Yields
    ------
    at_s : ndarray of shape (n,)
        Seconds since 1970, the clock read as UTC: the file tells no zone.
    acc : ndarray of shape (n, 3)
        The axes in g.

    Raises
    ------
    RecordingError
        If it holds counts of epochs instead of acceleration, or tells no rate.

    Notes
    -----
    Source: heads of exports that users published: ten lines with rate, format of dates and start,
    then the axes with or without the names of the columns and a time in front. The program fills
    what the device slept through, so the rows are even and their number is their time. Made files
    only.
    """
    head = [file.readline(MOST_LINE).decode("utf-8-sig", "replace") for _ in range(HEAD_LINES)]
    text = "\n".join(head)
    rate = _RATE.search(text)
    if rate is None or _EPOCH.search(text) is None or not int(rate[1]):
        raise refused(RefusalCode.FEW_SAMPLES)
    rate_hz, start_s = int(rate[1]), _start_s(text)
    first, separator = None, ","
    count = 0
    rows: list[list[float]] = []
    while line := file.readline(MOST_LINE):
        text = line.decode("utf-8", "replace").strip()
        if first is None and ";" in text:  # where a comma is the decimal sign
            separator = ";"
        cells = text.split(separator)
        if first is None:
            if cells[0].strip('"') == "Date":  # a column of its own: these are counts of epochs
                raise refused(RefusalCode.FEW_SAMPLES)
            if not _NUMBER.fullmatch(cells[-1].strip('"')):
                continue  # the names of the columns
            first = 0 if _NUMBER.fullmatch(cells[0].strip('"')) else 1
        values = [cell.strip('"').replace(",", ".") for cell in cells[first : first + _AXES]]
        try:
            rows.append([float(value) for value in values])
        except ValueError:
            rows.append([])
        if len(rows[-1]) != _AXES:
            rows[-1] = [np.nan] * _AXES
        if len(rows) == ROWS_AT_ONCE:
            yield from _block(rows, start_s + count / rate_hz, rate_hz)
            count += len(rows)
            rows = []
    yield from _block(rows, start_s + count / rate_hz, rate_hz)


def _block(
    rows: list[list[float]], start_s: float, rate_hz: int
) -> Iterator[tuple[Floats, Floats]]:
    """Give the rows that are numbers, each at the time of its place."""
    acc = np.array(rows, dtype=np.float64).reshape(-1, _AXES)
    known = np.isfinite(acc).all(axis=1)
    at_s: Floats = start_s + np.arange(len(rows)) / rate_hz
    if known.any():
        yield at_s[known], acc[known]


def _start_s(head: str) -> float:
    """Return the start in seconds since 1970, or 0 where it is not told or makes no sense."""
    date, time, order = (each.search(head) for each in (_START_DATE, _START_TIME, _DATE_FORMAT))
    if date is None or time is None or order is None:
        return 0.0
    letters = [each for each in re.split(r"[^dMy]+", order[1]) if each]
    told = dict(zip((each[0] for each in letters), date.groups(), strict=False))
    hour, minute, second = map(int, time.groups())
    try:
        day = datetime(int(told["y"]), int(told["M"]), int(told["d"]), tzinfo=UTC)
        moment = day.replace(hour=hour, minute=minute, second=second)
    except (KeyError, ValueError):
        return 0.0
    return moment.timestamp()
