"""KML files with known content."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from backstride.recordings import Format, NoticeCode, Pause, RefusalCode, Sport, read

from .xml_writer import archive, kml

LINE = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><LineString><coordinates>{}'
    "</coordinates></LineString></Placemark></kml>"
)


def test_it_reads_tracks_as_segments_and_their_gap_as_a_pause() -> None:
    (recording,) = read(kml(range(60), range(90, 120))).recordings
    assert recording.source.format is Format.KML
    assert recording.sport is Sport.WALKING
    assert recording.start_utc == datetime(2024, 3, 31, 8, tzinfo=UTC)
    assert [span.stop - span.start for span in recording.segments] == [60, 30]
    assert recording.pauses == (Pause(59.0, 90.0),)
    assert recording.altitude_m.tolist() == [100.0] * 90
    assert recording.speed_mps.tolist() == [1.25] * 90
    assert recording.lat_deg[80] == pytest.approx(50.0 + 1.25 * 110 / 111_194.93)


def test_values_that_are_not_there_are_not_made_up() -> None:
    (recording,) = read(kml(range(5), speed=False)).recordings
    assert np.isnan(recording.speed_mps).all()


def test_a_long_line_without_times_is_a_route() -> None:
    places = " ".join(f"8.0,{50 + k / 10_000:.4f},0" for k in range(2_000))
    (recording,) = read(LINE.format(places).encode()).recordings
    assert len(recording) == 2_000
    assert recording.elapsed_s is None
    assert NoticeCode.NO_TIMES in [told.code for told in recording.notices]


def test_single_places_are_no_walk() -> None:
    data = b"<kml><Placemark><Point><coordinates>1,2</coordinates></Point></Placemark></kml>"
    assert [one.code for one in read(data).refusals] == [RefusalCode.NO_TRACK]


def test_a_file_that_stops_in_the_middle_keeps_its_whole_tracks() -> None:
    whole = kml(range(60), range(90, 120))
    result = read(whole[: whole.rindex(b"<gx:Track>") + 40])
    assert [len(one) for one in result.recordings] == [60]
    assert [told.code for told in result.notices] == [NoticeCode.TRUNCATED]


def test_pictures_in_a_kmz_are_passed_over() -> None:
    members = {"doc.kml": kml(range(60)), "files/icon.png": b"\x89PNG", "overlay.jpg": b"\xff\xd8"}
    result = read(archive(members), name="walk.kmz")
    assert not result.refusals
    assert len(result.recordings) == 1


def test_kmz_is_an_archive_of_one() -> None:
    (recording,) = read(archive({"doc.kml": kml(range(60)), "files/i.png": b"x"})).recordings
    assert recording.source.name == "doc.kml"
    assert len(recording) == 60


def test_days_in_one_file_are_outings_of_their_own() -> None:
    for data in (
        kml(range(20), range(172_800, 172_820)),
        kml([*range(20), *range(90_000, 90_020)]),
    ):
        result = read(data)
        assert [(len(each), each.elapsed_s) for each in result.recordings] == [(20, 19.0)] * 2
        assert not result.notices
