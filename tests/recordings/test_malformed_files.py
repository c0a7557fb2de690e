"""The malformed and hostile files end as the README beside them says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backstride.recordings import NoticeCode, ReadResult, RefusalCode, Sport, read
from backstride.walks import summarise

MIB = 1024 * 1024

PROBE = """
import json, re, resource, sys
from pathlib import Path
from backstride.recordings import read
result = read(Path(sys.argv[1]))
# Linux hands the peak of the parent down to ru_maxrss, but not to VmHWM; macOS counts in bytes.
status = Path("/proc/self/status")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if status.exists():
    peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) * 1024
print(json.dumps({"peak": peak, "points": [len(r) for r in result.recordings],
                  "refusals": [r.code for r in result.refusals]}))
"""


@pytest.fixture(scope="session")
def malformed_dir(data_dir: Path) -> Path:
    folder = data_dir / "recordings" / "malformed"
    if not folder.is_dir():
        pytest.skip(f"no malformed files at {folder}")
    return folder


def points(result: ReadResult) -> list[int]:
    return [len(recording) for recording in result.recordings]


def codes(result: ReadResult) -> set[NoticeCode]:
    return {told.code for told in result.notices}


REFUSED = {
    "run_header_only.fit": RefusalCode.NO_RECORDS,
    "empty.fit": RefusalCode.EMPTY,
    "text_named.fit": RefusalCode.NOT_A_RECORDING,
    "fit_definition_255x255.fit": RefusalCode.NO_RECORDS,
    "fit_zero_size_field.fit": RefusalCode.NO_RECORDS,
    "empty.gpx": RefusalCode.EMPTY,
    "gpx_no_track.gpx": RefusalCode.NO_TRACK,
    "xxe_file.gpx": RefusalCode.DOCUMENT_TYPE,
    "billion_laughs.gpx": RefusalCode.DOCUMENT_TYPE,
    "deep_nesting.gpx": RefusalCode.TOO_DEEP,
    "zip_bomb_100x.zip": RefusalCode.INFLATES_TOO_MUCH,
}

SALVAGED = {
    "run_truncated.fit": ([1418], NoticeCode.TRUNCATED),
    "run_bad_file_crc.fit": ([2364], NoticeCode.CHECKSUM),
    "run_unfinished_size0.fit": ([2364], NoticeCode.UNFINISHED),
    "run_size_huge.fit": ([2364], NoticeCode.TRUNCATED),
    "chained_walk_then_run.fit": ([17, 2364], None),
    "fit_trailing_junk.fit": ([17], NoticeCode.TRAILING_BYTES),
    "gpx_named.fit": ([1], NoticeCode.NAME_MISMATCH),
    "compressed_timestamps.fit": ([200], None),
    "big_endian.fit": ([60], None),
    "apple_ios16_broken_dtd.xml": ([8], None),
    "gpx_truncated.gpx": ([99], NoticeCode.TRUNCATED),
    "gpx_naive_times.gpx": ([20], NoticeCode.TIMES_WITHOUT_ZONE),
    "gpx_no_time.gpx": ([60], NoticeCode.NO_TIMES),
    "tcx_leading_spaces.tcx": ([216], None),
}
APART = {"run_flipped_byte.fit", "zip_path_traversal.zip", *(f"fuzz_0{n}.fit" for n in range(6))}


def test_every_malformed_file_is_tried(malformed_dir: Path) -> None:
    assert {path.name for path in malformed_dir.iterdir()} == {*REFUSED, *SALVAGED, *APART}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words(name: str, malformed_dir: Path) -> None:
    result = read(malformed_dir / name)
    assert not result.recordings
    assert [refusal.code for refusal in result.refusals] == [REFUSED[name]]
    assert all(refusal.words for refusal in result.refusals)


@pytest.mark.parametrize("name", SALVAGED)
def test_what_can_be_saved_is_saved_and_told(name: str, malformed_dir: Path) -> None:
    expected, told = SALVAGED[name]
    result = read(malformed_dir / name)
    assert points(result) == expected
    assert not result.refusals
    if told is not None:
        assert told in codes(result)


def test_a_flipped_byte_is_told_and_the_records_before_it_are_kept(malformed_dir: Path) -> None:
    result = read(malformed_dir / "run_flipped_byte.fit")
    assert NoticeCode.CHECKSUM in codes(result)
    (recording,) = result.recordings
    (whole,) = read(malformed_dir / "run_bad_file_crc.fit").recordings
    before = len(whole) * 38_186 // 76_373 - 20
    np.testing.assert_array_equal(recording.time_s[:before], whole.time_s[:before])
    np.testing.assert_array_equal(recording.lat_deg[:before], whole.lat_deg[:before])


@pytest.mark.parametrize("number", range(6))
def test_random_bytes_give_a_part_or_a_clear_refusal(number: int, malformed_dir: Path) -> None:
    result = read(malformed_dir / f"fuzz_0{number}.fit")
    if result.recordings:
        assert codes(result) & {NoticeCode.CHECKSUM, NoticeCode.TRUNCATED}
        summarise(result.recordings[0])
    else:
        assert [refusal.code for refusal in result.refusals] == [RefusalCode.UNREADABLE]


def test_packed_times_come_out_whole(malformed_dir: Path) -> None:
    (recording,) = read(malformed_dir / "compressed_timestamps.fit").recordings
    assert recording.time_s[-1] == 999
    assert round(float(recording.heart_rate_bpm.mean()), 3) == 102.970


def test_big_endian_strides_are_115_steps(malformed_dir: Path) -> None:
    (recording,) = read(malformed_dir / "big_endian.fit").recordings
    assert set(recording.cadence_spm) == {115.0}


def test_the_chain_is_a_walk_and_a_run(malformed_dir: Path) -> None:
    walk, run = read(malformed_dir / "chained_walk_then_run.fit").recordings
    assert (walk.sport, run.sport) == (Sport.WALKING, Sport.RUNNING)


def test_a_track_without_times_is_a_route_of_that_length(malformed_dir: Path) -> None:
    (recording,) = read(malformed_dir / "gpx_no_time.gpx").recordings
    summary = summarise(recording)
    assert summary.distance_m == pytest.approx(65.6, abs=0.1)
    assert summary.minutes is summary.moving_min is summary.elapsed_min is None
    assert summary.met_minutes is None


def test_the_first_lap_is_read_behind_white_space(malformed_dir: Path) -> None:
    (recording,) = read(malformed_dir / "tcx_leading_spaces.tcx").recordings
    assert recording.totals.timer_s == pytest.approx(1470.575)
    assert len(recording.laps) == 1


def test_climbing_names_write_nothing(
    malformed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    result = read(malformed_dir / "zip_path_traversal.zip")
    assert {r.source.name: len(r) for r in result.recordings}["ok/walk.gpx"] == 20
    assert [refusal.where for refusal in result.refusals] == ["/abs/outside.gpx"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("fit_definition_255x255.fit", 50 * MIB),
        ("fit_zero_size_field.fit", 50 * MIB),
        ("run_size_huge.fit", 50 * MIB),
        ("zip_bomb_100x.zip", 30 * MIB),
    ],
)
def test_a_claimed_size_is_never_allocated(name: str, most: int, malformed_dir: Path) -> None:
    """The bomb would be 60 MB; the size that one header claims 4 GB."""
    tracemalloc.start()
    try:
        read(malformed_dir / name)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < most


def probe(path: Path) -> dict[str, Any]:
    """Read a file in a process of its own and return what it took."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_an_external_entity_is_never_opened(tmp_path: Path) -> None:
    """It names a pipe without a writer: whoever opened it would wait for ever."""
    pipe, path = tmp_path / "pipe", tmp_path / "walk.gpx"
    os.mkfifo(pipe)
    kind = f'<!DOCTYPE gpx [<!ENTITY x SYSTEM "{pipe.as_uri()}">]>'
    path.write_text(f"{kind}<gpx><trk><name>&x;</name></trk></gpx>", encoding="utf-8")
    assert probe(path)["refusals"] == [RefusalCode.DOCUMENT_TYPE]


@pytest.mark.parametrize(
    "name", ["billion_laughs.gpx", "deep_nesting.gpx", "zip_bomb_100x.zip", "xxe_file.gpx"]
)
def test_a_process_that_reads_a_bomb_stays_small(name: str, malformed_dir: Path) -> None:
    assert probe(malformed_dir / name)["peak"] < 200 * MIB


def a_long_tag() -> bytes:
    return b"<gpx><trk><trkseg><trkpt " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/>"


def children_without_end() -> bytes:
    return b"<gpx><trk><trkseg><trkpt>" + b"<a/>" * 2_500_000


def tiny_messages() -> bytes:
    from .fit_writer import HEART_RATE, RECORD, FitFile

    file = FitFile().define(0, RECORD, [HEART_RATE])
    file.body += b"\x00\x50" * 1_000_000
    return file.header() + file.body


def a_chain_of_tiny_messages() -> bytes:
    from .fit_writer import HEART_RATE, RECORD, FitFile

    file = FitFile().define(0, RECORD, [HEART_RATE])
    file.body += b"\x00\x50" * 200_000
    return file.bytes() * 10


@pytest.mark.parametrize(
    "bomb", [a_long_tag, children_without_end, tiny_messages, a_chain_of_tiny_messages]
)
def test_a_large_hostile_file_is_refused_in_little_memory(
    bomb: Callable[[], bytes], tmp_path: Path
) -> None:
    """Each of them would take gigabytes as a tree or as one object per record."""
    path = tmp_path / "bomb"
    path.write_bytes(bomb())
    told = probe(path)
    assert told["points"] == []
    assert told["refusals"]
    assert told["peak"] < 200 * MIB
