"""Files of other kinds that people hand in for a recording, and what to do with them."""

from __future__ import annotations

import csv
import re

from .acceleration_table import SEPARATORS, cells_of, table_head
from .notices import RecordingError, RefusalCode, refused
from .table_text import encoding_of, lines_of

_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_PACKED = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xfd7zXZ\x00",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
)
"""7-Zip, RAR, xz, bzip2 and Zstandard."""

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*[\[{\"])")
_TAR, _TAR_AT = b"ustar", 257
_OLD_SPREADSHEET = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")

_LINES, _LEAST_LINES = 12, 3
"""Lines looked at for a table, and the fewest that make one. Judgement."""


def is_web_page(head: bytes) -> bool:
    """Say whether a file begins as a web page does."""
    return _WEB_PAGE.match(head) is not None


def foreign(data: bytes, expected: str) -> RecordingError:
    """Return why a file that is no recording is refused, by what it is instead.

    Parameters
    ----------
    data : bytes
        The file.
    expected : str
        What it was taken for, with its article.
    """
    if data.startswith(_PACKED) or data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return refused(RefusalCode.OTHER_ARCHIVE)
    if data.startswith(_OLD_SPREADSHEET):
        return refused(RefusalCode.SPREADSHEET)
    if _JSON.match(data[:4096]) is not None:
        return refused(RefusalCode.JSON)
    if table_head(data) is not None:
        return refused(RefusalCode.NO_ROWS)
    if _is_table(data[:4096]):
        return refused(RefusalCode.NO_COLUMNS)
    return refused(RefusalCode.NOT_A_RECORDING, expected=expected)


def _is_table(head: bytes) -> bool:
    """Say whether the first lines have the same number of cells, and numbers among them."""
    encoding = encoding_of(head)
    if encoding is None:
        return False
    lines = [line for line in lines_of(head, encoding)[:_LINES] if line.strip()]
    if len(lines) < _LEAST_LINES:
        return False
    for separator in SEPARATORS:
        try:
            rows = [cells_of(line, separator) for line in lines[:-1]]
        except csv.Error:
            continue
        with_numbers = all(any(map(_is_number, row)) for row in rows[1:])
        if len(rows[0]) > 1 and len({len(row) for row in rows}) == 1 and with_numbers:
            return True
    return False


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None
