"""The stream of XML elements, below any format."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from backstride.recordings import Limits, RecordingError, RefusalCode
from backstride.recordings.xml_events import BLOCK, read_elements
from backstride.recordings.xml_text import XmlHead, xml_head

PLAIN = XmlHead("utf-8", 0, "a")


class Heard:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.ended: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.started.append(name)

    def end(self, name: str, text: str) -> None:
        self.ended.append((name, text))


def test_it_hands_on_local_names_and_trimmed_text() -> None:
    heard = Heard()
    data = b'<a xmlns="urn:x"><b> 1 </b><y:c>2<!-- no --><?no no?>3</y:c></a>'
    assert read_elements(data, PLAIN, heard, Limits()) == ()
    assert heard.started == ["a", "b", "c"]
    assert heard.ended == [("b", "1"), ("c", "23"), ("a", "")]


@pytest.mark.parametrize("length", [BLOCK - 3, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_text_on_the_edge_of_a_block_is_whole(length: int) -> None:
    heard = Heard()
    filling = b"<i/>" * (length // 4)
    data = b"<a>" + filling + "<b>é42é</b></a>".encode()
    read_elements(data, PLAIN, heard, Limits())
    assert ("b", "é42é") in heard.ended


def test_the_parser_refuses_a_document_type_by_itself() -> None:
    heard = Heard()
    data = b"<!DOCTYPE a [<!ENTITY x 'lol'>]><a>&x;</a>"
    with pytest.raises(RecordingError) as caught:
        read_elements(data, PLAIN, heard, Limits())
    assert caught.value.refusal.code is RefusalCode.DOCUMENT_TYPE
    assert not heard.started


@pytest.mark.parametrize("text", ["&x;", "Tom & Ann", "&nbsp;", "&", "&amp", "&#xzz;"])
def test_an_ampersand_that_stands_for_nothing_is_itself(text: str) -> None:
    heard = Heard()
    data = f"<a><b>{text}</b><c>2</c></a>".encode()
    assert read_elements(data, PLAIN, heard, Limits()) == ()
    assert heard.ended == [("b", text), ("c", "2"), ("a", "")]


@pytest.mark.parametrize("before", range(BLOCK - 12, BLOCK + 2))
def test_a_reference_is_whole_wherever_a_block_ends(before: int) -> None:
    heard = Heard()
    data = b"<a>" + b" " * (before - 6) + b"<b>1&amp;2&#8364;</b></a>"
    assert read_elements(data, PLAIN, heard, Limits()) == ()
    assert heard.ended[0] == ("b", "1&2€")


def test_what_follows_the_end_is_not_looked_at() -> None:
    heard = Heard()
    assert read_elements(b"<a/>" + b"<" * BLOCK, PLAIN, heard, Limits()) == ()


def test_depth_number_and_length_have_bounds() -> None:
    deep, many = b"<a>" * 65, b"<a>" + b"<b/>" * 100 + b"</a>"
    wide = b"<a " + b" ".join(b'x%d="1"' % n for n in range(60_000)) + b"/>"
    for data, limits, code in (
        (deep, Limits(), RefusalCode.TOO_DEEP),
        (many, Limits(max_items=100), RefusalCode.TOO_MANY_POINTS),
        (wide, Limits(), RefusalCode.UNREADABLE),
        (b"<a>" + b"x" * 400_000, Limits(), RefusalCode.UNREADABLE),
    ):
        with pytest.raises(RecordingError) as caught:
            read_elements(data, PLAIN, Heard(), limits)
        assert caught.value.refusal.code is code


def test_a_long_text_is_kept_in_part() -> None:
    heard = Heard()
    read_elements(b"<a>" + b"x" * 100_000 + b"</a>", PLAIN, heard, Limits())
    assert heard.ended == [("a", "x" * 1_000)]


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<gpx>", "gpx"),
        (b"<x:gpx>", "gpx"),
        (b"<?xml version='1.0'?><!-- <no> --><gpx>", "gpx"),
        (b"  \n<gpx ", "gpx"),
        (b"<1>", None),
        (b"gpx", None),
        (b"", None),
        (b"<!-- never closed", None),
    ],
)
def test_it_finds_the_first_element(data: bytes, root: str | None) -> None:
    head = xml_head(data)
    assert (head.root if head else None) == root
