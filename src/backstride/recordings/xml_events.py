"""An XML file as a stream of elements, with nothing in it that can reach out or blow up.

The parser hands each element on and builds no tree: a tree of tiny elements takes thirty times the
file's size. A document type is refused before the parser sees it, and again if it meets one; there
is then no entity to resolve, and nothing is ever fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

from lxml import etree

from .limits import Limits
from .notices import Notice, NoticeCode, RefusalCode, notice, refused
from .xml_text import XmlHead

if TYPE_CHECKING:
    from lxml.etree import ParserTarget

BLOCK = 64 * 1024
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
_LONGEST_REFERENCE = len("&#1114111;")
MAX_TEXT = 1_000
"""Characters kept of one element's text: times and numbers need forty. Judgement."""


class Elements(Protocol):
    """Takes the elements of a file as they begin and end, under their local names."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str, text: str) -> None:
        """Take the end of an element and the text right before it, without outer white space."""


class _Target:
    """What the parser calls."""

    def __init__(self, elements: Elements, limits: Limits, long_text: str) -> None:
        self._elements = elements
        self._long_text = long_text
        self._most = MAX_TEXT
        self._limits = limits
        self._text: list[str] = []
        self._length = 0
        self._count = 0
        self.depth = 0
        self.begun = False

    def doctype(self, name: str, public_id: str | None, system: str | None) -> None:
        """Refuse a document type."""
        raise refused(RefusalCode.DOCUMENT_TYPE)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Pass an element's beginning on, within the limits."""
        self.begun = True
        self.depth += 1
        self._count += 1
        if self.depth > self._limits.max_depth:
            raise refused(RefusalCode.TOO_DEEP, limit=self._limits.max_depth)
        if self._count > self._limits.max_items:
            raise refused(RefusalCode.TOO_MANY_POINTS)
        self._clear()
        name = _local(tag)
        self._most = self._limits.max_gap_chars if name == self._long_text else MAX_TEXT
        self._elements.start(name, attributes)

    def end(self, tag: str) -> None:
        """Pass an element's end on, with its text."""
        self.depth -= 1
        self._elements.end(_local(tag), "".join(self._text).strip())
        self._clear()

    def data(self, text: str) -> None:
        """Keep text, up to a bound."""
        if self._length < self._most:
            self._text.append(text[: self._most - self._length])
            self._length += len(self._text[-1])

    def close(self) -> None:
        """Take the end of the file."""

    def _clear(self) -> None:
        self._text.clear()
        self._length = 0


def read_elements(
    data: bytes, head: XmlHead, elements: Elements, limits: Limits, *, long_text: str = "?"
) -> tuple[Notice, ...]:
    """Hand all elements of an XML file to `elements`, in blocks.

    Parameters
    ----------
    data : bytes
        The file.
    head : XmlHead
        What its beginning told.
    elements : Elements
        Takes the elements.
    limits : Limits
        Bounds on depth, number and length.
    long_text : str
        The element whose text may be as long as `Limits.max_gap_chars` allows; none by default.

    Returns
    -------
    tuple of Notice
        How the file ended, if not well. All complete elements before that have been handed on.

    Raises
    ------
    RecordingError
        If the file declares a document type or goes above a limit.
    """
    target = _Target(elements, limits, long_text)
    parser = etree.XMLParser(
        target=cast("ParserTarget[None]", target),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    decoder = codecs.getincrementaldecoder(head.encoding)("replace")
    gap = 0
    held = ""
    try:
        for at in range(head.mark, len(data), BLOCK):
            text = held + decoder.decode(data[at : at + BLOCK])
            if not target.begun and gap == 0:
                text = text.lstrip()
            text, held = _whole_references(text, is_last=at + BLOCK >= len(data))
            gap = _gap(text, gap, limits)
            # Sloppy exporters write a bare "&", or an entity that no document type has declared.
            parser.feed(_BARE.sub("&amp;", text).encode("utf-8", "replace"))
            if target.begun and target.depth == 0:
                return ()
    except etree.XMLSyntaxError as error:
        if target.begun and target.depth == 0:  # the fault lies behind the end
            return ()
        return (notice(NoticeCode.UNREADABLE_REST, _line(error)),)
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        return (notice(NoticeCode.TRUNCATED, _line(error)),)
    return ()


def _whole_references(text: str, *, is_last: bool) -> tuple[str, str]:
    """Part what may be the beginning of a reference from the end of a block."""
    at = text.rfind("&", -_LONGEST_REFERENCE)
    return (text, "") if at < 0 or is_last else (text[:at], text[at:])


def _gap(text: str, gap: int, limits: Limits) -> int:
    """Count the characters since the last "<"; a tag cannot hold another one."""
    first = text.find("<")
    if gap + (first if first >= 0 else len(text)) > limits.max_gap_chars:
        raise refused(RefusalCode.UNREADABLE)
    return gap + len(text) if first < 0 else len(text) - 1 - text.rfind("<")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _line(error: etree.XMLSyntaxError) -> str:
    return f"line {error.lineno}" if error.lineno else ""
