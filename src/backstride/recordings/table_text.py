"""The text of a table: its encoding, and its first lines."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(head: bytes) -> str | None:
    """Tell the encoding of a text by its beginning.

    Parameters
    ----------
    head : bytes
        The beginning of a file.

    Returns
    -------
    str or None
        Python's name; None where it is no text. What is not UTF-8 is taken for Windows-1252, in
        which spreadsheets save tables in western Europe.
    """
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked
    if b"\0" in head:
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def lines_of(head: bytes, encoding: str) -> list[str]:
    """Return the lines of a beginning, whatever ends them."""
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
