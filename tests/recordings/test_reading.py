"""What holds for every file: detection by content, refusals in words, archives."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest

from backstride.recordings import (
    COLUMNS,
    Format,
    Limits,
    NoticeCode,
    ReadResult,
    RefusalCode,
    read,
    read_each,
)
from backstride.recordings import notices as catalogue
from backstride.recordings.detection import READERS

from . import fit_writer as fit
from . import health_writer as health
from . import logger_writer as logger
from . import motion_writer as motion
from . import samples
from . import store_writer as store
from .xml_writer import archive, kml, lap, tcx, trackpoint, walk_gpx

SAMPLES = {
    Format.FIT: fit.walk(60).bytes(),
    Format.TCX: tcx(lap(0, 60, [trackpoint(s) for s in range(60)])),
    Format.GPX: walk_gpx(60),
    Format.KML: kml(range(60)),
    Format.APPLE_HEALTH: health.walk(60),
    Format.OPENTRACKS: store.opentracks(30),
    Format.GADGETBRIDGE: store.gadgetbridge(),
    Format.HEALTH_CONNECT: store.health_connect(),
    Format.FITBIT: store.fitbit_list(),
    Format.SAMSUNG_HEALTH: store.samsung_table(),
    Format.ACCELERATION: samples.table(rows=3000),
    Format.MOTION: b"".join(motion.pieces(motion.walking(range(60)), 500)),
}

POINTS = {
    Format.GADGETBRIDGE: 10,
    Format.HEALTH_CONNECT: 722,
    Format.FITBIT: 0,
    Format.SAMSUNG_HEALTH: 0,
}
"""In each sample; 60 in the others. Lists of outings that come alone have totals and no points."""


LOCAL = {
    "GPX": SAMPLES[Format.GPX].replace(b"Z</time>", b"</time>"),
    "TCX": SAMPLES[Format.TCX].replace(b"Z<", b"<").replace(b'Z"', b'"'),
    "KML": SAMPLES[Format.KML].replace(b"Z</when>", b"</when>"),
    "OpenTracks": SAMPLES[Format.OPENTRACKS].replace(b"+01:00", b""),
    "dates of a phone app": samples.dates().encode(),
    "Axivity": logger.cwa(logger.swinging(5, 100)),
    "GENEActiv": re.sub(rb"Time Zone[^\r\n]*", b"", logger.geneactiv(logger.swinging(15, 50))),
}
"""Files that hold what a clock showed, and not in which zone."""


def refusals(result: ReadResult) -> list[RefusalCode]:
    return [one.code for one in result.refusals]


def test_there_is_a_sample_for_every_reader() -> None:
    assert set(READERS) == set(Format) == set(SAMPLES)


def test_a_recording_says_whether_its_clock_told_its_zone() -> None:
    found = {kind: read(data).recordings for kind, data in SAMPLES.items()}
    assert all(each.is_zoned for recordings in found.values() for each in recordings)
    local = {kind: read(data).recordings for kind, data in LOCAL.items()}
    assert {kind: [each.is_zoned for each in told] for kind, told in local.items()} == {
        kind: [False] for kind in LOCAL
    }
    assert all(each.start_utc is not None for (each,) in local.values())


@pytest.mark.parametrize("kind", Format)
class TestEveryReader:
    """The contract of a reader."""

    def test_it_gives_columns_of_equal_length_that_nobody_can_change(self, kind: Format) -> None:
        (recording,) = read(SAMPLES[kind]).recordings
        for name in COLUMNS:
            column = getattr(recording, name)
            assert column.shape == (POINTS.get(kind, 60),)
            assert not column.flags.writeable

    def test_it_knows_the_format_by_its_content(self, kind: Format) -> None:
        for name in ("", "walk", "walk.fit", "walk.GPX", "photo.jpg"):
            (recording,) = read(SAMPLES[kind], name=name).recordings
            assert recording.source.format is kind

    def test_a_name_that_says_something_else_is_told(self, kind: Format) -> None:
        wrong = {"walk.fit", "walk.gpx", "walk.TCX"} - {f"walk.{kind.lower()}", f"walk.{kind}"}
        for name in wrong:
            told = read(SAMPLES[kind], name=name).notices
            assert told[0].code is NoticeCode.NAME_MISMATCH
            assert kind.value in told[0].words

    def test_it_remembers_the_original_bytes(self, kind: Format) -> None:
        digest = hashlib.sha256(SAMPLES[kind]).hexdigest()
        result = read(SAMPLES[kind], name="a")
        assert result.digest == digest
        assert result.recordings[0].source.digest == digest
        assert result.recordings[0].source.name == "a"

    def test_a_path_gives_the_same_as_its_bytes(self, kind: Format, tmp_path: Path) -> None:
        path = tmp_path / f"walk.{kind.lower()}"
        path.write_bytes(SAMPLES[kind])
        result = read(path)
        assert result.name == path.name
        assert result.digest == read(SAMPLES[kind]).digest

    def test_too_many_points_and_too_many_bytes_are_refused(self, kind: Format) -> None:
        data, size = SAMPLES[kind], POINTS.get(kind, 60)
        small = Limits(max_bytes=100, max_database_bytes=100, max_archive_bytes=100)
        days = kind is Format.ACCELERATION
        too_large = RefusalCode.ALL_DAY if days else RefusalCode.TOO_LARGE
        assert refusals(read(data, limits=small)) == [too_large]
        assert not read(data, limits=Limits(max_points=size)).refusals
        if size:
            fewer = Limits(max_points=size - 1)
            assert refusals(read(data, limits=fewer)) == [RefusalCode.TOO_MANY_POINTS]

    def test_every_beginning_of_a_file_is_read_or_refused(self, kind: Format) -> None:
        data = SAMPLES[kind]
        for length in range(0, len(data), max(1, len(data) // 150)):
            result = read(data[:length])
            assert result.recordings or result.refusals


def test_an_empty_file_is_refused() -> None:
    assert refusals(read(b"")) == [RefusalCode.EMPTY]


@pytest.mark.parametrize(
    "data", [b"hello", bytes(500), b"   \n", b"<htm></htm>", b"<", b"<?xml", b"PK"]
)
def test_what_is_no_recording_is_refused(data: bytes) -> None:
    assert refusals(read(data)) == [RefusalCode.NOT_A_RECORDING]


def test_a_text_named_as_a_fit_file_is_called_what_it_is_not() -> None:
    (refusal,) = read(b"this is not a FIT file\n" * 20, name="text.fit").refusals
    assert refusal.words.startswith("This is not a FIT file.")


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.fit", tmp_path):
        assert refusals(read(path)) == [RefusalCode.UNREACHABLE]
        assert refusals(next(read_each(path))) == [RefusalCode.UNREACHABLE]


def test_an_archive_gives_the_recordings_of_its_members() -> None:
    data = archive(
        {"a.fit": SAMPLES[Format.FIT], "b/c.tcx": SAMPLES[Format.TCX], "note.txt": b"hi"}
    )
    result = read(data, name="all.zip")
    assert [r.source.format for r in result.recordings] == [Format.FIT, Format.TCX]
    assert [r.source.name for r in result.recordings] == ["a.fit", "b/c.tcx"]
    assert [(r.code, r.where) for r in result.refusals] == [
        (RefusalCode.NOT_A_RECORDING, "note.txt")
    ]
    assert result.digest == hashlib.sha256(data).hexdigest()


def test_a_member_keeps_the_digest_of_its_own_bytes() -> None:
    (recording,) = read(archive({"a.fit": SAMPLES[Format.FIT]})).recordings
    assert recording.source.digest == hashlib.sha256(SAMPLES[Format.FIT]).hexdigest()


def test_the_same_member_twice_is_read_once() -> None:
    result = read(archive({"a.fit": SAMPLES[Format.FIT], "b.fit": SAMPLES[Format.FIT]}))
    assert len(result.recordings) == 1
    assert [(n.code, n.where) for n in result.notices] == [(NoticeCode.SAME_MEMBER, "b.fit")]


def test_one_bad_member_does_not_stop_the_others() -> None:
    cut = SAMPLES[Format.FIT][:14]
    result = read(archive({"bad.fit": cut, "empty.gpx": b"", "good.gpx": SAMPLES[Format.GPX]}))
    assert len(result.recordings) == 1
    assert [(r.code, r.where) for r in result.refusals] == [
        (RefusalCode.NO_RECORDS, "bad.fit"),
        (RefusalCode.EMPTY, "empty.gpx"),
    ]


def test_members_come_one_by_one_when_asked_for() -> None:
    data = archive({f"{n}.gpx": walk_gpx(10 + n) for n in range(5)})
    results = list(read_each(data))
    assert [len(r.recordings[0]) for r in results] == [10, 11, 12, 13, 14]
    assert [r.name for r in results] == [f"{n}.gpx" for n in range(5)]
    result = read(data, limits=Limits(max_archive_points=25))
    assert [len(r) for r in result.recordings] == [10, 11]
    assert [(r.code, r.where) for r in result.refusals] == [(RefusalCode.TOO_MANY_POINTS, "2.gpx")]


def test_names_that_climb_or_are_absolute_are_only_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "here"
    inner.mkdir()
    monkeypatch.chdir(inner)
    names = ["../outside.gpx", "/abs/outside.gpx", "ok/walk.gpx", "a\nb\x1b[31m.gpx"]
    result = read(archive({name: walk_gpx(20 + i) for i, name in enumerate(names)}))
    assert len(result.recordings) == 4
    assert [path for path in tmp_path.rglob("*") if path != inner] == []
    assert all(recording.source.name.isprintable() for recording in result.recordings)


def test_an_archive_that_inflates_too_much_is_stopped() -> None:
    data = archive({"big.gpx": b" " * 5_000_000, "good.gpx": SAMPLES[Format.GPX]})
    result = read(data)
    assert [(r.code, r.where) for r in result.refusals] == [
        (RefusalCode.INFLATES_TOO_MUCH, "big.gpx")
    ]
    assert len(result.recordings) == 1


def test_the_bytes_that_come_out_are_counted_over_all_members() -> None:
    data = archive({f"{n}.gpx": walk_gpx(100 + n) for n in range(10)})
    one = len(walk_gpx(109))
    result = read(data, limits=Limits(max_inflated_bytes=3 * one))
    assert len(result.recordings) == 3
    assert set(refusals(result)) == {RefusalCode.INFLATES_TOO_MUCH}


def test_more_members_than_the_limit_are_refused_before_they_are_listed() -> None:
    data = archive({f"{n}.txt": b"" for n in range(50)})
    assert refusals(read(data, limits=Limits(max_members=49))) == [RefusalCode.TOO_MANY_MEMBERS]
    assert refusals(read(data, limits=Limits(max_members=1))) == [RefusalCode.TOO_MANY_MEMBERS]


def test_an_archive_in_an_archive_is_refused() -> None:
    inner = archive({"a.gpx": SAMPLES[Format.GPX]})
    assert refusals(read(archive({"inner.zip": inner}))) == [RefusalCode.ARCHIVE_IN_ARCHIVE]


def test_a_member_packed_in_another_way_is_refused() -> None:
    heap = io.BytesIO()
    with zipfile.ZipFile(heap, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("a.gpx", SAMPLES[Format.GPX])
    assert refusals(read(heap.getvalue())) == [RefusalCode.LOCKED_MEMBER]


def test_a_locked_member_is_refused() -> None:
    data = bytearray(archive({"a.gpx": SAMPLES[Format.GPX]}))
    for signature, flag_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flag_at] |= 1
    assert refusals(read(bytes(data))) == [RefusalCode.LOCKED_MEMBER]


def test_a_wrong_check_number_in_an_archive_is_refused() -> None:
    data = bytearray(archive({"a.gpx": SAMPLES[Format.GPX]}))
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    assert refusals(read(bytes(data))) == [RefusalCode.UNREADABLE]


def test_an_archive_without_files_is_refused() -> None:
    for data in (archive({}), archive({"folder/": b""}), archive({"a.gpx": b"x"})[:60]):
        assert refusals(read(data)) == [RefusalCode.NO_MEMBERS]


def test_what_systems_leave_in_archives_is_passed_over() -> None:
    members = {"__MACOSX/._a.gpx": b"x", ".DS_Store": b"x", "a.gpx": SAMPLES[Format.GPX]}
    result = read(archive(members))
    assert len(result.recordings) == 1
    assert not result.refusals


@pytest.mark.parametrize("words", [*catalogue._NOTICES.values(), *catalogue._REFUSALS.values()])
def test_its_words_neither_frighten_nor_blame(words: str) -> None:
    assert not re.search(
        r"\b(injur\w*|damag\w*|fragile|wear and tear|danger\w*|warnings?|fail\w*|missed)\b|!",
        words,
        re.IGNORECASE,
    )
    assert words.endswith(".")


def test_there_are_words_for_every_code() -> None:
    assert set(catalogue._NOTICES) == set(NoticeCode)
    assert set(catalogue._REFUSALS) == set(RefusalCode)


def test_every_refusal_says_what_to_do_or_that_we_stopped() -> None:
    for words in catalogue._REFUSALS.values():
        assert "lease" in words or "did not read on" in words, words
