"""The text of an XML file: its encoding, and what stands before its first element."""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass

from .notices import RefusalCode, refused

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to find its first element. Judgement."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)

_ALIASES = {"utf-16": "utf-8"}
"""A file that claims UTF-16 but has its declaration in single bytes is no UTF-16."""

_READ = frozenset({"utf-8", "ascii", "iso8859-1", "iso8859-15", "iso8859-2", "cp1252", "cp1250"})
"""Encodings that exporters use. Others could hide a document type from whoever looks for it."""

_DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


@dataclass(frozen=True, slots=True)
class XmlHead:
    """What the beginning of an XML file tells.

    Attributes
    ----------
    encoding : str
        Python's name of the text encoding.
    mark : int
        Bytes of the byte-order mark.
    root : str
        Local name of the first element.
    """

    encoding: str
    mark: int
    root: str


def xml_head(data: bytes) -> XmlHead | None:
    """Look at the beginning of a file.

    White space before the declaration is skipped, as one large service writes it.

    Parameters
    ----------
    data : bytes
        The file, or its first `HEAD_BYTES`.

    Returns
    -------
    XmlHead or None
        None if this does not look like XML.

    Raises
    ------
    RecordingError
        If the file declares a document type, or an encoding that is not read.
    """
    data = data[:HEAD_BYTES]
    mark, encoding = next(((m, name) for m, name in _MARKS if data.startswith(m)), (b"", "utf-8"))
    size = len(mark) if mark and not mark.startswith((b"<", b"\0<")) else 0
    text = data[size:].decode(encoding, "replace")
    if not text.lstrip().startswith("<"):
        return None
    declared = _DECLARED.match(text)
    if declared and not mark:
        encoding = _python_name(declared[1])
        text = data.decode(encoding, "replace")
    at = 0
    while skipped := _SKIPPED.match(text, at):
        at = skipped.end()
    if text[at : at + 9].upper() == "<!DOCTYPE":
        raise refused(RefusalCode.DOCUMENT_TYPE)
    element = _ELEMENT.match(text, at)
    return XmlHead(encoding, size, element[1]) if element else None


def _python_name(declared: str) -> str:
    try:
        name = codecs.lookup(_ALIASES.get(declared.lower(), declared)).name
    except LookupError:
        name = ""
    if name not in _READ:
        raise refused(RefusalCode.ENCODING, encoding=declared)
    return name


def number(text: str | None) -> float:
    """Return the number in a text; NaN where there is none.

    Some apps write the decimal comma of the phone's language, against every format.
    """
    if not text or "_" in text:  # Python reads 1_000 as a number, XML does not
        return math.nan
    text = text.replace(",", ".", 1)
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
