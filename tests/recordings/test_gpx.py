"""GPX files with known content."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from backstride.recordings import (
    Format,
    NoticeCode,
    Pause,
    Recording,
    RefusalCode,
    Span,
    Sport,
    read,
)

from .xml_writer import gpx, iso, point, walk_gpx


def one(data: bytes) -> Recording:
    result = read(data)
    assert not result.refusals, result.refusals
    (recording,) = result.recordings
    return recording


def codes(data: bytes) -> list[NoticeCode]:
    return [told.code for told in read(data).notices]


def refusal(data: bytes) -> RefusalCode:
    result = read(data)
    assert not result.recordings
    return result.refusals[0].code


def test_it_reads_what_was_written() -> None:
    recording = one(walk_gpx(120))
    assert recording.source.format is Format.GPX
    assert recording.start_utc == datetime(2024, 3, 31, 8, 0, tzinfo=UTC)
    assert len(recording) == 120
    assert recording.elapsed_s == 119
    assert recording.sport is Sport.WALKING
    assert recording.device == "maker"
    assert recording.lat_deg[0] == 50.0
    assert recording.altitude_m.tolist() == [100.0] * 120
    assert not recording.notices


@pytest.mark.parametrize(
    ("number", "sport"),
    [(1, Sport.CYCLING), (4, Sport.HIKING), (9, Sport.RUNNING), (10, Sport.WALKING)],
)
def test_it_knows_the_numbers_that_strava_wrote_for_kinds(number: int, sport: Sport) -> None:
    points = [point(second) for second in range(20)]
    assert one(gpx(points, kind=str(number), creator="StravaGPX iPhone")).sport is sport
    assert one(gpx(points, kind=str(number), creator="another")).sport is Sport.UNKNOWN


def test_the_turns_of_a_ride_without_a_kind_or_a_speed_are_no_steps() -> None:
    extra = "<extensions><x:cad>88</x:cad></extensions>"
    points = [point(s, metres=7.0 * s, extra=extra) for s in range(30)]
    recording = one(gpx(points, kind=""))
    assert np.isnan(recording.cadence_spm).all()
    assert set(recording.cadence_rpm) == {88.0}


def test_steps_that_an_app_wrote_for_strides_are_told_by_the_way_made_with_them() -> None:
    extra = "<extensions><x:cad>100</x:cad></extensions>"
    recording = one(gpx([point(s, extra=extra) for s in range(30)], kind=""))
    assert set(recording.cadence_spm) == {100.0}


def runkeeper(name: str) -> bytes:
    creator = "RunKeeper - http://www.runkeeper.com"
    data = gpx([point(second) for second in range(20)], kind="", creator=creator)
    return data.replace(b"<type></type>", f"<name><![CDATA[{name}]]></name>".encode())


@pytest.mark.parametrize(
    ("name", "sport", "told"),
    [
        ("Walking 3/31/24 8:00 am", Sport.WALKING, [NoticeCode.TIMES_WITHOUT_ZONE]),
        ("Walking 3/31/24 8:00 pm", Sport.WALKING, []),
        ("Hiking 3/31/24 10:00 am", Sport.HIKING, []),
        ("To Walkden and back", Sport.UNKNOWN, []),
    ],
)
def test_a_name_tells_the_kind_and_whether_its_clock_is_that_of_the_points(
    name: str, sport: Sport, told: list[NoticeCode]
) -> None:
    data = runkeeper(name)
    assert one(data).sport is sport
    assert codes(data) == told


def days(*starts: int) -> list[str]:
    return [point(start * 86_400 + s, metres=1.25 * s) for start in starts for s in range(20)]


def test_days_in_one_segment_are_outings_of_their_own() -> None:
    result = read(gpx(days(0, 1, 4)))
    assert [(len(each), each.elapsed_s) for each in result.recordings] == [(20, 19.0)] * 3
    assert not result.notices


def test_some_times_of_another_day_are_a_slip_and_no_outing() -> None:
    points = [point(s, time=iso(s + 90_000) if 20 <= s < 25 else iso(s)) for s in range(60)]
    recording = one(gpx(points))
    assert len(recording) == 60
    assert recording.elapsed_s == 59


def test_tracks_of_other_kinds_are_outings_of_their_own() -> None:
    def track(kind: str, first: int) -> str:
        points = "".join(point(s) for s in range(first, first + 20))
        return f"<trk><type>{kind}</type><trkseg>{points}</trkseg></trk>"

    inner = track("walking", 0) + track("walking", 20) + track("car", 40) + track("walking", 60)
    data = f'<gpx version="1.1" creator="lifelog">{inner}</gpx>'.encode()
    told = [(each.sport_text, len(each)) for each in read(data).recordings]
    assert told == [("walking", 40), ("car", 20), ("walking", 20)]


def test_the_kind_of_a_link_is_not_the_kind_of_a_track() -> None:
    data = walk_gpx(20).replace(b"<trk>", b'<trk><link href="x"><type>text/html</type></link>')
    assert one(data).sport is Sport.WALKING


def test_it_reads_heart_rate_and_doubles_the_cadence_of_a_walk() -> None:
    inner = "<x:TrackPointExtension><x:hr>96</x:hr><x:cad>54</x:cad></x:TrackPointExtension>"
    extra = f"<extensions>{inner}</extensions>"
    recording = one(walk_gpx(30, lambda s: point(s, extra=extra)))
    assert set(recording.heart_rate_bpm) == {96.0}
    assert set(recording.cadence_spm) == {108.0}


def test_it_keeps_the_cadence_of_a_ride() -> None:
    extra = "<extensions><cad>80</cad></extensions>"
    recording = one(walk_gpx(30, lambda s: point(s, extra=extra), kind="cycling"))
    assert set(recording.cadence_rpm) == {80.0}
    assert np.isnan(recording.cadence_spm).all()


def test_a_cadence_that_no_walker_has_on_one_foot_is_in_steps() -> None:
    extra = "<extensions><cad>108</cad></extensions>"
    data = walk_gpx(30, lambda s: point(s, extra=extra))
    assert set(one(data).cadence_spm) == {108.0}
    assert codes(data) == [NoticeCode.CADENCE_AS_STEPS]


def test_gaps_between_segments_are_pauses() -> None:
    data = gpx(map(point, range(10)), map(point, range(60, 70)), map(point, range(75, 80)))
    recording = one(data)
    assert recording.segments == (Span(0, 10), Span(10, 20), Span(20, 25))
    assert recording.pauses == (Pause(9.0, 60.0),)


def test_tracks_of_one_outing_are_one_recording() -> None:
    first, second = gpx(map(point, range(10))), gpx(map(point, range(3600, 3610)))
    inner = second.split(b"<trk>")[1].split(b"</trk>")[0]
    recording = one(first.replace(b"</trk>", b"</trk><trk>" + inner + b"</trk>"))
    assert len(recording) == 20
    assert recording.elapsed_s == 3609


def test_tracks_of_two_days_are_two_recordings() -> None:
    data = gpx(map(point, range(10)), map(point, range(86_400, 86_420)))
    result = read(data)
    assert [len(r) for r in result.recordings] == [10, 20]
    assert [r.source.part for r in result.recordings] == [0, 1]
    assert [r.time_s[0] for r in result.recordings] == [0.0, 0.0]
    assert not result.notices


def test_points_without_times_are_a_route() -> None:
    data = walk_gpx(30, lambda s: point(s, time=""))
    recording = one(data)
    assert not recording.is_timed
    assert recording.elapsed_s is None
    assert recording.start_utc is None
    assert codes(data) == [NoticeCode.NO_TIMES]


def test_a_few_times_do_not_make_a_duration() -> None:
    data = walk_gpx(30, lambda s: point(s, time=None if s >= 27 else ""))
    recording = one(data)
    assert recording.elapsed_s is None
    assert recording.segments == (Span(0, 30),)
    assert codes(data) == [NoticeCode.NO_TIMES]


def test_times_without_a_zone_are_utc_and_told() -> None:
    data = walk_gpx(30, lambda s: point(s, time=iso(s).removesuffix("Z")))
    assert one(data).start_utc == datetime(2024, 3, 31, 8, 0, tzinfo=UTC)
    assert codes(data) == [NoticeCode.TIMES_WITHOUT_ZONE]


def test_a_byte_order_mark_and_white_space_in_front_do_no_harm() -> None:
    for front in (b"\xef\xbb\xbf", b"   \r\n\t", b"\xef\xbb\xbf \n"):
        assert len(one(front + walk_gpx(30))) == 30


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_it_reads_sixteen_bit_text(encoding: str) -> None:
    text = walk_gpx(30).decode().replace("UTF-8", "UTF-16")
    assert len(one(text.encode(encoding))) == 30


def test_it_reads_older_western_text() -> None:
    data = walk_gpx(30).replace(b"UTF-8", b"ISO-8859-1").replace(b"maker", b"caf\xe9")
    assert one(data).device == "café"


def test_a_text_that_is_not_in_its_encoding_still_gives_its_points() -> None:
    assert len(one(walk_gpx(30).replace(b"maker", b"caf\xe9"))) == 30


def test_an_encoding_that_could_hide_things_is_refused() -> None:
    assert refusal(walk_gpx(30).replace(b"UTF-8", b"UTF-7")) is RefusalCode.ENCODING


def test_names_without_their_namespace_are_read() -> None:
    data = walk_gpx(
        30, lambda s: point(s, extra="<extensions><gpxtpx:hr>88</gpxtpx:hr></extensions>")
    )
    assert set(one(data).heart_rate_bpm) == {88.0}


def test_a_cut_file_keeps_its_complete_points() -> None:
    data = walk_gpx(100)
    cut = data[: data.rindex(b"<ele>")]
    assert len(one(cut)) == 99
    assert codes(cut) == [NoticeCode.TRUNCATED]


def test_a_fault_in_the_middle_keeps_what_is_before_it() -> None:
    data = walk_gpx(100)
    at = data.index(b"<trkpt", len(data) // 2)
    broken = data[:at] + b"<<<" + data[at:]
    assert 30 < len(one(broken)) < 70
    assert codes(broken) == [NoticeCode.UNREADABLE_REST]


def test_zeros_at_the_end_do_no_harm() -> None:
    data = walk_gpx(30)
    assert len(one(data + bytes(5000))) == 30
    cut = data[: data.rindex(b"<trkpt")] + bytes(5000)
    assert len(one(cut)) == 29


def test_a_file_without_track_is_refused() -> None:
    assert refusal(b'<gpx version="1.1"><wpt lat="1" lon="2"/></gpx>') is RefusalCode.NO_TRACK
    assert refusal(gpx()) is RefusalCode.NO_TRACK


def test_a_planned_route_is_refused_as_such() -> None:
    route = b'<gpx version="1.1"><rte><rtept lat="1" lon="2"/></rte></gpx>'
    assert refusal(route) is RefusalCode.PLANNED


@pytest.mark.parametrize(
    "front",
    [
        b'<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        b"<!DOCTYPE gpx>",
        b"<!doctype gpx>",
        b"<!-- a --><?b?>\n<!DOCTYPE gpx SYSTEM 'x.dtd'>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(front: bytes, encoding: str) -> None:
    text = '<?xml version="1.0"?>' + front.decode() + walk_gpx(30).decode().split("?>", 1)[1]
    assert refusal(text.encode(encoding)) is RefusalCode.DOCUMENT_TYPE


def test_a_document_type_behind_a_long_comment_is_refused() -> None:
    """Too far back for the first look, so the parser meets it."""
    body = walk_gpx(30).split(b"?>", 1)[1]
    hidden = b"<gpx/><!DOCTYPE gpx [<!ENTITY x 'y'>]>" + body
    assert not read(hidden).recordings
    far = b"<!--" + b"x" * 70_000 + b"--><!DOCTYPE gpx [<!ENTITY x 'y'>]>" + body
    assert not read(far).recordings


def test_marks_of_a_pause_are_no_places() -> None:
    marks = [
        point(0),
        point(1),
        f'<trkpt lat="100" lon="0"><time>{iso(2)}</time></trkpt>',
        f'<trkpt lat="200" lon="0"><time>{iso(30)}</time></trkpt>',
        point(31),
    ]
    recording = one(gpx(marks))
    assert recording.pauses == (Pause(2.0, 30.0),)
    assert np.isfinite(recording.lat_deg).tolist() == [True, True, False, False, True]
    assert not recording.notices


def test_places_that_are_not_on_earth_are_left_out() -> None:
    odd = f'<trkpt lat="95" lon="8"><time>{iso(5)}</time></trkpt>'
    data = gpx(
        [*map(point, range(5)), odd, f'<trkpt lat="0" lon="0"><time>{iso(6)}</time></trkpt>']
    )
    assert np.isnan(one(data).lat_deg[5:]).all()
    (told,) = read(data).notices
    assert told.code is NoticeCode.POSITIONS_LEFT_OUT
    assert told.words.startswith("2 of the points")


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e999", "1_0", "ten", "0x10"])
def test_a_number_that_is_none_is_missing(text: str) -> None:
    data = walk_gpx(30).replace(b"<ele>100</ele>", f"<ele>{text}</ele>".encode())
    assert np.isnan(one(data).altitude_m).all()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("walking", Sport.WALKING),
        ("Nordic Walking", Sport.WALKING),
        ("hiking", Sport.HIKING),
        ("trail_running", Sport.RUNNING),
        ("mountain_biking", Sport.CYCLING),
        ("Ride", Sport.CYCLING),
        ("horseback riding", Sport.UNKNOWN),
        ("Other", Sport.UNKNOWN),
        ("Spaziergang", Sport.UNKNOWN),
    ],
)
def test_it_reads_the_sport_from_free_words(kind: str, expected: Sport) -> None:
    assert one(walk_gpx(5, kind=kind)).sport is expected
