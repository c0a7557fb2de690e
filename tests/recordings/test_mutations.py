"""Whatever the bytes, reading ends, and with an answer."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.recordings import ReadResult, read, read_each

from . import fit_writer as fit
from . import logger_writer as logger
from . import motion_writer as motion
from . import samples
from .fuzzing import check as check_recording
from .xml_writer import archive, gpx, lap, point, tcx, trackpoint, walk_gpx

SEEDS = {
    "fit": fit.walk(40).bytes(),
    "fit, big end first": fit.walk(40, big_endian=True).bytes(),
    "fit, chain": fit.walk(20).bytes() + fit.walk(20, start=fit.NOON + 900).bytes(),
    "gpx": walk_gpx(40),
    "gpx, segments": gpx(map(point, range(10)), map(point, range(40, 60))),
    "tcx": tcx(
        lap(0, 30, [trackpoint(s, cadence=55) for s in range(30)]),
        lap(30, 10, [trackpoint(s) for s in range(30, 40)]),
    ),
    "motion": b"".join(motion.pieces(motion.walking(range(4)), 50)),
    "csv": samples.table(rows=100),
    "csv, dates": samples.dates().encode(),
    "logger, cwa": logger.cwa(logger.swinging(2, 50), packing=0x30),
    "zip": archive({"a.fit": fit.walk(20).bytes(), "b.gpx": walk_gpx(20)}),
}


def check(result: ReadResult) -> None:
    """Hold whatever was read to the promises of a recording, and walk through it."""
    assert result.recordings or result.refusals
    for recording in result.recordings:
        check_recording(recording)


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=40)
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=12
    ),
    cut=st.one_of(st.none(), st.floats(0, 1)),
    tail=st.binary(max_size=20),
)
def test_changed_bytes_are_read_or_refused(
    name: str, changes: list[tuple[float, bytes]], cut: float | None, tail: bytes
) -> None:
    data = bytearray(SEEDS[name])
    for place, piece in changes:
        at = int(place * len(data))
        data[at : at + len(piece)] = piece
    if cut is not None:
        del data[int(cut * len(data)) :]
    check(read(bytes(data + tail)))


@pytest.mark.parametrize("name", SEEDS)
def test_single_changed_bytes_are_read_or_refused(name: str) -> None:
    seed = SEEDS[name]
    chance = random.Random(name)
    for _ in range(40):
        data = bytearray(seed)
        data[chance.randrange(len(data))] = chance.randrange(256)
        check(read(bytes(data)))
        assert list(read_each(bytes(data)))


@pytest.mark.parametrize("kind", ["fit", "gpx", "totals"])
def test_a_walk_of_a_few_seconds_has_all_that_a_page_shows(kind: str) -> None:
    for seconds in range(1, 31):
        walk = fit.walk(seconds, strides=50).bytes()
        check(read({"fit": walk, "gpx": walk_gpx(seconds)}.get(kind) or tcx(lap(0, seconds, []))))


def test_changed_bytes_of_real_files_are_read_or_refused(data_dir: Path) -> None:
    files = [
        path
        for kind in ("fit", "tcx", "gpx")
        for path in sorted((data_dir / "recordings" / kind).glob(f"*.{kind}"))
    ]
    if not files:
        pytest.skip(f"no recordings in {data_dir}")
    chance = random.Random(20)
    for path in files:
        for changes in (1, 30):
            data = bytearray(path.read_bytes())
            for _ in range(changes):
                data[chance.randrange(len(data))] = chance.randrange(256)
            check(read(bytes(data)))


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_mark_of_a_fit_file_are_read_or_refused(body: bytes) -> None:
    check(read(fit.FitFile().header(size=len(body)) + body))


@given(st.text(max_size=200))
def test_any_text_inside_a_gpx_element_is_read_or_refused(text: str) -> None:
    check(read(b"<gpx><trk><trkseg>" + text.encode("utf-8", "replace")))
