"""Tables of acceleration: which columns are the time and the axes, and their rows in blocks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import numpy as np

from .recording import Floats

HEAD_BYTES = 64 * 1024
HEAD_LINES = 150
"""Lines looked at for the names of the columns. Judgement."""

ROWS_AT_ONCE = 50_000
MOST_LINE = 4096
"""Characters of a row; a longer one is no row of a few numbers. Judgement."""

_TIME = re.compile(r"^(seconds.?elapsed|elapsed.?time|time.?stamp|time|t)\b|^t_m?s$", re.IGNORECASE)
_AXIS = re.compile(
    r"^(?:(?:total|linear)?[ _]*acc(?:eleration|elerometer)*[ _]*|user[ _]*acceleration|a)?"
    r"[ _.-]*([xyz])(?:[ _-]*axis)?$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\s*[(\[].*?[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class TableHead:
    """Where the rows of a table begin and what is in them.

    Attributes
    ----------
    lines : int
        Lines before the first row.
    separator : str
        Between cells; where it is no comma, a comma is the decimal sign.
    columns : tuple of int
        Places of the time and of x, y and z.
    """

    lines: int
    separator: str
    columns: tuple[int, int, int, int]


def table_head(head: bytes) -> TableHead | None:
    """Find the first line that names a time and three axes; None if there is none."""
    text = head[:HEAD_BYTES].decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines[:HEAD_LINES]):
        for separator in ("\t", ";", ","):
            names = [
                _UNIT.sub("", name.strip().strip('"').lstrip("#").strip())
                for name in line.split(separator)
            ]
            axes = {found[1].lower(): k for k, n in enumerate(names) if (found := _AXIS.match(n))}
            times = [k for k, name in enumerate(names) if _TIME.match(name)]
            if len(axes) == len("xyz") and times:
                columns = (times[0], axes["x"], axes["y"], axes["z"])
                return TableHead(number + 1, separator, columns)
    return None


def table_blocks(file: BinaryIO, head: TableHead) -> Iterator[tuple[Floats, Floats]]:
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
        Times as they stand there.
    acc : ndarray of shape (n, 3)
        x, y and z.
    """
    text = io.TextIOWrapper(file, "utf-8-sig", "replace")
    try:
        lines = iter(lambda: text.readline(MOST_LINE), "")
        for _ in islice(lines, head.lines):
            pass
        while block := list(islice(lines, ROWS_AT_ONCE)):
            rows = _rows(block, head)
            rows = rows[np.isfinite(rows).all(axis=1)]
            if len(rows):
                yield rows[:, 0], np.ascontiguousarray(rows[:, 1:])
    finally:
        text.detach()  # the file is closed by whoever opened it


def _rows(block: list[str], head: TableHead) -> Floats:
    lines = [line for line in block if line.strip() and not line.startswith("#")]
    if head.separator != ",":
        lines = [line.replace(",", ".") for line in lines]
    if not lines:
        return np.zeros((0, 4))
    try:
        return np.loadtxt(
            lines, delimiter=head.separator, usecols=head.columns, ndmin=2, comments=None
        )
    except ValueError:
        return _row_by_row(lines, head)


def _row_by_row(lines: list[str], head: TableHead) -> Floats:
    rows = []
    for line in lines:
        cells = line.rstrip("\r\n").split(head.separator)
        try:
            rows.append([float(cells[k].strip('" ')) for k in head.columns])
        except (ValueError, IndexError):
            continue
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(head.columns))
