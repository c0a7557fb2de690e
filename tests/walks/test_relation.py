"""Which recordings are of one walk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from backstride.recordings import Format, Recording, Span
from backstride.walks import Relation, overlap, relate, same_recording

from .made import METRES_PER_DEGREE, START, by_speeds, made, named

A, B = "a" * 64, "b" * 64


def both_ways(a: Recording, b: Recording) -> Relation:
    relation = relate(a, b)
    assert relation is relate(b, a)
    assert same_recording(a, b) is (relation in (Relation.SAME_FILE, Relation.SAME_RECORDING))
    return relation


def walk(digest: str = A, by: str = "places", **more: object) -> Recording:
    return by_speeds([(900, 1.25)], by=by, digest=digest, **more)


def moved(recording: Recording, metres: float, seed: int = 1) -> Recording:
    """The same outing as another receiver would have it."""
    chance = np.random.default_rng(seed)
    noise = chance.normal(0, 2, len(recording)) / METRES_PER_DEGREE
    lat = recording.lat_deg + metres / METRES_PER_DEGREE + noise
    return named(replace(recording, lat_deg=lat), B)


def cut(recording: Recording, stop: int) -> Recording:
    columns = {n: getattr(recording, n)[:stop] for n in ("time_s", "lat_deg", "lon_deg")}
    return made(columns.pop("time_s"), digest=B, **columns)


def test_the_same_bytes_are_the_same_file() -> None:
    assert both_ways(walk(), walk()) is Relation.SAME_FILE


def test_two_parts_of_one_chain_are_not_the_same() -> None:
    second = moved(walk(start=START + timedelta(hours=3)), 500)
    second = replace(second, source=replace(walk().source, part=1))
    assert both_ways(walk(), second) is Relation.DIFFERENT


def test_another_format_of_it_is_the_same_recording() -> None:
    rounded = walk(B, format_=Format.GPX)
    rounded = replace(rounded, lat_deg=np.round(rounded.lat_deg, 6))
    assert both_ways(walk(format_=Format.TCX), rounded) is Relation.SAME_RECORDING


def test_a_part_of_it_is_the_same_recording() -> None:
    assert both_ways(walk(), cut(walk(), 500)) is Relation.SAME_RECORDING


def test_the_same_points_without_times_are_the_same_recording() -> None:
    assert both_ways(walk(), walk(B, is_timed=False)) is Relation.SAME_RECORDING


@pytest.mark.parametrize("hours", [1, -5, 5.75])
def test_a_time_read_in_a_wrong_zone_does_not_hide_it(hours: float) -> None:
    shifted = walk(B, start=START + timedelta(hours=hours))
    assert both_ways(walk(), shifted) is Relation.SAME_RECORDING


def test_without_places_equal_values_tell() -> None:
    beats = 90 + np.arange(901) % 37
    a = walk(A, by="distance_m", heart_rate_bpm=beats)
    assert both_ways(a, walk(B, by="distance_m", heart_rate_bpm=beats)) is Relation.SAME_RECORDING


def test_two_watches_on_one_walk_are_one_outing() -> None:
    late = moved(walk(start=START + timedelta(seconds=2)), 3)
    assert both_ways(walk(), late) is Relation.SAME_OUTING


def test_a_watch_without_places_beside_a_phone_is_one_outing() -> None:
    beats = 90 + np.arange(901) % 37
    watch = walk(B, by="distance_m", heart_rate_bpm=beats)
    assert both_ways(walk(), watch) is Relation.SAME_OUTING


def test_two_people_at_the_same_time_are_two_walks() -> None:
    assert both_ways(walk(), moved(walk(), 5_000)) is Relation.DIFFERENT


def test_the_same_round_on_another_day_is_another_walk() -> None:
    later = moved(walk(start=START + timedelta(days=1)), 3)
    assert both_ways(walk(), later) is Relation.DIFFERENT


def test_two_walks_one_after_the_other_are_two() -> None:
    assert (
        both_ways(walk(), moved(walk(start=START + timedelta(minutes=14)), 3)) is Relation.DIFFERENT
    )


def test_unset_clocks_are_told_apart_by_their_content() -> None:
    beats = 90 + np.arange(901) % 37
    a = walk(A, by="distance_m", start=None, heart_rate_bpm=beats)
    same = walk(B, by="distance_m", start=None, heart_rate_bpm=beats)
    other = walk(B, by="distance_m", start=None, heart_rate_bpm=beats[::-1])
    assert both_ways(a, same) is Relation.SAME_RECORDING
    assert both_ways(a, other) is Relation.DIFFERENT


def test_totals_alone_are_never_called_the_same_recording() -> None:
    assert both_ways(made([], digest=A), made([], digest=B)) is Relation.DIFFERENT


def test_the_overlap_is_measured_on_the_shorter_one() -> None:
    a = by_speeds([(1000, 1.2)])
    b = by_speeds([(400, 1.2)], start=START + timedelta(seconds=800))
    assert overlap(a, b).seconds == 200
    assert overlap(a, b).share == 0.5
    assert overlap(a, by_speeds([(400, 1.2)], start=None)).share == 0


def test_segments_do_not_matter() -> None:
    split = replace(walk(B), segments=(Span(0, 400), Span(400, 901)))
    assert both_ways(walk(), split) is Relation.SAME_RECORDING
