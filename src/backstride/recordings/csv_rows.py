"""The rows of a table of cells, one at a time, whatever is in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from .limits import Limits
from .notices import RefusalCode, refused


def csv_rows(data: bytes, limits: Limits) -> Iterator[list[str]]:
    """Give the rows of a table with commas.

    Raises
    ------
    RecordingError
        If a line is longer than an XML tag may be, or its quotes make no sense.
    """
    text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", "replace", newline="")
    try:
        yield from csv.reader(_lines(text, limits.max_gap_chars))
    except csv.Error as error:
        raise refused(RefusalCode.UNREADABLE) from error


def _lines(text: io.TextIOWrapper, most: int) -> Iterator[str]:
    while line := text.readline(most + 1):
        if len(line) > most:
            raise refused(RefusalCode.UNREADABLE)
        yield line
