"""Tables of acceleration: which columns are the time and the axes, and their rows in blocks."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import numpy as np

from .acceleration_names import axes_in, date_in, times_in, unit_in
from .recording import Floats
from .table_clock import Clock, clock_of, seconds_of
from .table_text import encoding_of, lines_of

HEAD_BYTES = 64 * 1024
HEAD_LINES = 150
"""Lines looked at for the names of the columns. Judgement."""

ROWS_AT_ONCE = 50_000
MOST_LINE = 4096
"""Characters of a row; a longer one is no row of a few numbers. Judgement."""

MOST_UNREAD, MOST_UNREAD_SHARE = 20_000, 0.99
"""After so many rows that are none, and so large a share of all, the table has ended: forty
megabytes of them would take half a minute. Tables of many sensors have rows without acceleration,
but some of a hundred have it. Judgement."""

MOST = 1e20
"""No clock and no sensor gives such a number in any unit. Judgement: nanoseconds are 2e18."""

SEPARATORS: tuple[str | None, ...] = ("\t", ";", "|", ",", None)
"""None is white space of any length."""

_ROWS_TRIED = 20
"""Rows looked at to tell how the time is written. Judgement."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """Where the rows of a table begin and what is in them.

    Attributes
    ----------
    encoding : str
        Python's name of the text encoding.
    lines : int
        Lines before the first row.
    separator : str or None
        Between cells; where it is no comma, a comma is the decimal sign. None: white space.
    times : tuple of int
        Place of the time, or places of the date and the time of day.
    axes : tuple of int
        Places of x, y and z.
    clock : Clock
        How the time is written.
    is_zoned : bool
        False where it is a clock's and tells no zone.
    unit_s : float or None
        Of the time in seconds, where it is sure; None where it is a number and its name tells none.
    """

    encoding: str
    lines: int
    separator: str | None
    times: tuple[int, ...]
    axes: tuple[int, int, int]
    clock: Clock
    is_zoned: bool
    unit_s: float | None = None


def table_head(head: bytes) -> TableHead | None:
    """Find the first line that names a time and three axes; None if there is none."""
    encoding = encoding_of(head)
    if encoding is None:
        return None
    lines = lines_of(head[:HEAD_BYTES], encoding)
    for number, line in enumerate(lines[:HEAD_LINES]):
        for separator in SEPARATORS:
            names = cells_of(line, separator)
            axes, times = axes_in(names), times_in(names)
            if axes is None or not times:
                continue
            rows = [cells_of(row, separator) for row in lines[number + 1 :] if row.strip()]
            if separator is None and rows and len(rows[0]) != len(names):
                continue  # names of several words
            columns, clock, is_zoned = clock_of(rows[:_ROWS_TRIED], times, date_in(names))
            unit_s = unit_in(names[columns[0]]) if clock is Clock.NUMBER else 1.0
            where = (encoding, number + 1, separator, columns, axes)
            return TableHead(*where, clock, is_zoned, unit_s)
    return None


def cells_of(line: str, separator: str | None) -> list[str]:
    """Return the cells of a line, without quotes."""
    if separator is None:
        return line.split()
    if '"' in line:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]
    return [cell.strip() for cell in line.rstrip("\r\n").split(separator)]


def table_blocks(file: BinaryIO, head: TableHead) -> Generator[tuple[Floats, Floats], None, None]:
    """Give the rows of a table some thousand at a time; rows that are no numbers are left out.

    Parameters
    ----------
    file : binary file
        The table, at its beginning.
    head : TableHead
        What `table_head` found.

    Yields
    ------
    stamps : ndarray of shape (n,)
        Times as they stand there, or seconds where they are dates or times of day.
    acc : ndarray of shape (n, 3)
        x, y and z.
    """
    text = io.TextIOWrapper(file, head.encoding, "replace")
    try:
        lines = _lines(text)
        read = unread = 0
        for _ in islice(lines, head.lines):
            pass
        while block := list(islice(lines, ROWS_AT_ONCE)):
            told = [line for line in block if line.strip() and not line.startswith("#")]
            rows = _rows(told, head)
            read += len(rows)
            unread += len(told) - len(rows)
            rows = rows[(np.abs(rows) < MOST).all(axis=1)]
            if len(rows):
                yield rows[:, 0], np.ascontiguousarray(rows[:, 1:])
            if unread > max(MOST_UNREAD, MOST_UNREAD_SHARE * (unread + read)):
                return
    finally:
        text.detach()  # the file is closed by whoever opened it


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Give the lines; of one that is too long, its beginning alone."""
    is_rest = False
    while line := text.readline(MOST_LINE):
        if not is_rest:
            yield line
        is_rest = not line.endswith("\n")


def _rows(lines: list[str], head: TableHead) -> Floats:
    if not lines:
        return np.zeros((0, 4))
    if head.clock is not Clock.NUMBER:
        return _row_by_row(lines, head)
    plain = lines
    if head.separator != ",":
        plain = [line.replace(",", ".") for line in lines]
    columns = (*head.times, *head.axes)
    try:
        return np.loadtxt(plain, delimiter=head.separator, usecols=columns, ndmin=2, comments=None)
    except ValueError:
        return _row_by_row(lines, head)


def _row_by_row(lines: list[str], head: TableHead) -> Floats:
    rows = []
    for line in lines:
        try:
            cells = cells_of(line, head.separator)
            time_s = seconds_of([cells[k] for k in head.times], head.clock)
            rows.append([time_s, *(float(cells[k].replace(",", ".")) for k in head.axes)])
        except (ValueError, IndexError, csv.Error):
            continue
    return np.array(rows, dtype=np.float64).reshape(len(rows), 4)
