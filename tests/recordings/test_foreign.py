"""Files of other kinds: each is told what it is, and what to do."""

from __future__ import annotations

import bz2
import gzip
import io
import tarfile

import pytest

from backstride.recordings import NoticeCode, RefusalCode, read, read_acceleration

from .xml_writer import archive, gpx, point, walk_gpx


def code(data: bytes, name: str = "") -> RefusalCode:
    (refusal,) = read(data, name=name).refusals
    assert refusal.words.endswith(".")
    return refusal.code


def tape() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as packed:
        told = tarfile.TarInfo("walk.gpx")
        told.size = len(walk_gpx())
        packed.addfile(told, io.BytesIO(walk_gpx()))
    return written.getvalue()


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body>Please sign in</body></html>",
        b"\xef\xbb\xbf\r\n<!doctype HTML>\n<html>",
        b"<html lang='de'><head></head></html>",
        b"<?xml version='1.0'?><!-- a page --><!DOCTYPE html PUBLIC 'x' 'y'><html/>",
    ],
)
def test_a_web_page_that_was_saved_as_a_walk_says_so(page: bytes) -> None:
    assert code(page, "walk.gpx") is RefusalCode.WEB_PAGE


@pytest.mark.parametrize(
    "data",
    [
        b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(50),
        b"Rar!\x1a\x07\x01\x00" + bytes(50),
        bz2.compress(walk_gpx()),
        tape(),
        gzip.compress(tape()),
    ],
)
def test_other_archives_ask_to_be_unpacked(data: bytes) -> None:
    assert code(data) is RefusalCode.OTHER_ARCHIVE


def test_a_file_that_was_packed_twice_asks_to_be_unpacked_once() -> None:
    assert code(gzip.compress(gzip.compress(walk_gpx()))) is RefusalCode.ARCHIVE_IN_ARCHIVE


def test_a_spreadsheet_asks_for_its_table() -> None:
    book = archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    assert code(book, "walk.xlsx") is RefusalCode.SPREADSHEET
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) is RefusalCode.SPREADSHEET
    refusal = read_acceleration(book)
    assert getattr(refusal, "code", None) is RefusalCode.SPREADSHEET


@pytest.mark.parametrize(
    "table",
    [
        b"Date,Steps\n2024-05-14,5000\n2024-05-15,6000\n",
        b"0.00,0.1,0.2,9.8\n0.02,0.1,0.2,9.8\n0.04,0.1,0.2,9.8\n0.06,0.1,0.2,9.8\n",
        b"0.00 0.1 0.2 9.8\n0.02 0.1 0.2 9.8\n0.04 0.1 0.2 9.8\n0.06 0.1 0.2 9.8\n",
        "Datum;Schritte\r\n14.05.2024;5000\r\n15.05.2024;6000\r\n".encode("utf-16"),
    ],
)
def test_a_table_of_something_else_asks_for_names_of_its_columns(table: bytes) -> None:
    assert code(table) is RefusalCode.NO_COLUMNS


@pytest.mark.parametrize(
    "told",
    [
        b'{"locations": [{"latitudeE7": 500000000, "timestamp": "2024-05-14T07:30:00Z"}]}',
        b'[{"motionPathData": [{"sportType": 5}]}]',
        b'\xef\xbb\xbf{\n  "type": "FeatureCollection"}',
    ],
)
def test_what_apps_write_for_programs_asks_for_the_walk(told: bytes) -> None:
    assert code(told, "walk.json") is RefusalCode.JSON


def test_prose_is_no_table() -> None:
    prose = b"On Monday, it rained.\nOn Tuesday, it rained.\nOn Friday, we walked.\n" * 5
    assert code(prose) is RefusalCode.NOT_A_RECORDING


def test_a_decimal_comma_in_a_track_is_a_decimal_point() -> None:
    def with_comma(second: int) -> str:
        return point(second).replace("50.", "50,").replace("100<", "100,5<")

    (plain,) = read(walk_gpx()).recordings
    (other,) = read(walk_gpx(point_of=with_comma)).recordings
    assert other.lat_deg.tolist() == plain.lat_deg.tolist()
    assert set(other.altitude_m.tolist()) == {100.5}
    assert not other.notices


def test_a_name_with_a_bare_ampersand_costs_no_point() -> None:
    data = gpx([point(second) for second in range(30)], kind="Tom & Ann&nbsp;walk")
    (recording,) = read(data).recordings
    assert len(recording) == 30
    assert NoticeCode.UNREADABLE_REST not in [told.code for told in recording.notices]


def test_times_without_seconds_are_times() -> None:
    def in_minutes(second: int) -> str:
        return point(second, time=f"2024-03-31T08:{second:02d}Z")

    (recording,) = read(walk_gpx(seconds=30, point_of=in_minutes)).recordings
    assert recording.start_utc is not None
    assert recording.time_s[-1] == 29 * 60
