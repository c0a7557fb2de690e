"""What a phone measured on a walk."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import numpy as np
import pytest

from backstride.recordings import (
    Acceleration,
    ChunkKind,
    Format,
    Limits,
    Motion,
    NoticeCode,
    Recording,
    RecordingError,
    Refusal,
    RefusalCode,
    motion_chunks,
    read,
    read_acceleration,
    read_motion,
)
from backstride.walks import summarise, with_steps

from . import motion_writer as write

SAMPLES = write.walking(range(60))
PIECES = write.pieces(SAMPLES, 500)
WHOLE = b"".join(PIECES)


def motion(data: bytes) -> Motion:
    found = read_motion(data)
    assert isinstance(found, Motion), found
    return found


def recording(data: bytes) -> Recording:
    (found,) = read(data).recordings
    return found


def test_it_gives_back_times_and_acceleration_in_si_units() -> None:
    found = motion(WHOLE)
    np.testing.assert_allclose(found.t_s, [s[0] for s in SAMPLES], atol=1e-4)
    np.testing.assert_allclose(found.acc_m_s2, [s[1:] for s in SAMPLES], atol=0.0026)
    assert found.start_utc == datetime(2026, 5, 12, 10, tzinfo=UTC)
    assert found.walk_id == write.WALK
    assert found.is_complete


def test_a_chunk_is_whole_in_itself() -> None:
    chunks = motion_chunks(WHOLE)
    assert [chunk.number for chunk in chunks] == list(range(7))
    assert [chunk.data for chunk in chunks] == PIECES
    assert chunks[-1].kind is ChunkKind.END
    assert motion_chunks(PIECES[3])[0].count == 500


def test_times_after_a_gap_are_those_of_the_clock() -> None:
    early, late = write.walking(range(5)), write.walking(range(600, 605))
    found = motion(write.moved(0, early) + write.moved(1, late) + write.closed(2))
    assert found.t_s[len(early)] == pytest.approx(600)


def test_places_are_read_beside_the_acceleration() -> None:
    fixes: list[write.Fix] = [(1.5, 52.5, 13.4, 34.5, 5.0), (2.5, 52.5001, 13.4, None, 80.0)]
    found = motion(write.moved(0, SAMPLES[:500]) + write.placed(1, fixes) + write.closed(2))
    np.testing.assert_allclose(found.place_t_s, [1.5, 2.5], atol=0.05)
    np.testing.assert_allclose(found.lat_deg, [52.5, 52.5001], atol=1e-7)
    assert found.altitude_m[0] == 34.5
    assert np.isnan(found.altitude_m[1])
    np.testing.assert_allclose(found.within_m, [5.0, 80.0], atol=0.05)


def test_places_that_are_not_sure_are_no_rows_of_the_recording() -> None:
    fixes: list[write.Fix] = [(1.5, 52.5, 13.4, 34.5, 5.0), (2.5, 52.5001, 13.4, None, 80.0)]
    found = recording(write.moved(0, SAMPLES[:500]) + write.placed(1, fixes) + write.closed(2))
    assert np.count_nonzero(np.isfinite(found.lat_deg)) == 1
    assert len(found) == 11


@pytest.mark.parametrize("lacking", [0, 3, 6])
def test_a_recording_that_lacks_a_chunk_is_read_and_not_complete(lacking: int) -> None:
    found = motion(b"".join(PIECES[:lacking] + PIECES[lacking + 1 :]))
    assert not found.is_complete
    assert len(found.t_s) == (3000 if lacking == 6 else 2500)


def test_one_that_breaks_off_keeps_what_is_before_the_break() -> None:
    cut = WHOLE[:-200]
    assert len(motion(cut).t_s) == 2500
    told = [notice.code for notice in recording(cut).notices]
    assert told == [NoticeCode.TRUNCATED]


def test_a_changed_byte_is_noticed() -> None:
    changed = bytearray(PIECES[0])
    changed[100] ^= 1
    with pytest.raises(RecordingError):
        motion_chunks(bytes(changed))
    refusal = read_motion(bytes(changed))
    assert isinstance(refusal, Refusal)
    assert refusal.code is RefusalCode.UNREADABLE


def test_chunks_of_two_walks_are_not_one_recording() -> None:
    other = write.chunk(1, 3, write.NOON_MS, [], walk=UUID(int=1))
    assert isinstance(read_motion(PIECES[0] + other), Refusal)


def test_a_recording_without_samples_says_so() -> None:
    refusal = read_motion(write.closed(0))
    assert isinstance(refusal, Refusal)
    assert refusal.code is RefusalCode.NO_SAMPLES


def test_it_is_known_by_its_content_as_a_table_of_acceleration_too() -> None:
    found = read_acceleration(WHOLE)
    assert isinstance(found, Acceleration)
    assert len(found.t_s) == 3000
    assert recording(WHOLE).source.format is Format.MOTION
    assert isinstance(read_acceleration(WHOLE, limits=Limits(max_bytes=99)), Refusal)


def test_a_silence_of_the_phone_is_a_pause() -> None:
    early, late = write.walking(range(5)), write.walking(range(600, 605))
    found = recording(write.moved(0, early) + write.moved(1, late) + write.closed(2))
    (pause,) = found.pauses
    assert pause.duration_s == pytest.approx(595, abs=0.1)


def test_the_steps_are_measured_in_it() -> None:
    found = with_steps(recording(WHOLE), motion(WHOLE))
    assert found.totals.steps == pytest.approx(120, abs=4)
    summary = summarise(found)
    assert summary.mean_cadence_spm == pytest.approx(120, abs=3)
    assert summary.moving_min == pytest.approx(1, abs=0.1)
