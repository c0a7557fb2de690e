"""The parts of walks with known step rates."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.walks import Part, PartKind, parts_of


def cadence(*parts: tuple[int, float], noise_spm: float = 2.0) -> np.ndarray:
    """Seconds and step rate of each part, with noise."""
    rng = np.random.default_rng(7)
    whole = np.concatenate([np.full(seconds, rate) for seconds, rate in parts])
    return np.where(whole > 0, whole + rng.normal(0, noise_spm, len(whole)), 0.0)


def kinds(parts: tuple[Part, ...]) -> list[str]:
    return [part.kind.value for part in parts]


def test_every_repeat_is_found_with_its_edges() -> None:
    rounds = [(30, 120.0), (30, 98.0)] * 8
    parts = parts_of(cadence((300, 96.0), *rounds, (240, 95.0)), start_s=1000.0)
    fast = [part for part in parts if part.kind is PartKind.REPEAT]
    assert len(fast) == 8
    for k, part in enumerate(fast):
        assert part.start_s == pytest.approx(1300 + 60 * k, abs=3)
        assert part.end_s == pytest.approx(1330 + 60 * k, abs=3)
        assert part.cadence_spm == pytest.approx(120, abs=2)
    assert kinds(parts)[0] == "warm-up"
    assert kinds(parts)[-1] == "cool-down"
    assert set(kinds(parts)[2:-2:2]) == {"easy"}


def test_one_pace_is_a_steady_walk() -> None:
    assert kinds(parts_of(cadence((1200, 104.0), noise_spm=4.0))) == ["steady"]
    drifting = np.linspace(98, 112, 1800)
    assert kinds(parts_of(drifting)) == ["steady"]


def test_one_long_fast_stretch_is_brisk() -> None:
    parts = parts_of(cadence((300, 95.0), (600, 115.0), (300, 94.0)))
    assert kinds(parts) == ["warm-up", "brisk", "cool-down"]


def test_a_pause_is_a_part_and_a_short_stop_is_not() -> None:
    parts = parts_of(cadence((300, 104.0), (45, 0), (300, 104.0), (5, 0), (100, 104.0)))
    assert kinds(parts) == ["steady", "pause", "steady"]
    assert (parts[1].start_s, parts[1].end_s) == (300, 345)
    assert parts[1].cadence_spm == 0
    assert parts[-1].end_s == 750


def test_a_slow_walkers_repeats_are_seen_as_well() -> None:
    rounds = [(30, 82.0), (30, 70.0)] * 5
    assert kinds(parts_of(cadence((120, 68.0), *rounds))).count("repeat") == 5


def test_nobody_walking_has_no_parts() -> None:
    assert parts_of(np.zeros(100)) == ()
    assert parts_of([]) == ()
    assert parts_of([np.nan, 10.0]) == ()


def test_parts_are_in_order_and_without_gaps() -> None:
    parts = parts_of(cadence((60, 90.0), (20, 0), (45, 120.0), (60, 92.0), (3, 0), (40, 121.0)))
    assert parts[0].start_s == 0
    assert parts[-1].end_s == 228
    assert [part.end_s for part in parts[:-1]] == [part.start_s for part in parts[1:]]


def test_the_walk_after_the_repeats_is_steady_and_only_its_end_cools_down() -> None:
    rounds = [(30, 122.0), (30, 100.0)] * 4
    parts = parts_of(cadence((300, 96.0), *rounds, (600, 103.0), (180, 92.0), noise_spm=1.5))
    assert kinds(parts)[0] == "warm-up"
    assert kinds(parts)[-2:] == ["steady", "cool-down"]
    assert parts[-1].start_s == pytest.approx(300 + 240 + 600, abs=5)


def test_a_long_easy_stretch_is_no_cool_down() -> None:
    parts = parts_of(cadence((300, 95.0), (300, 115.0), (900, 96.0)))
    assert kinds(parts) == ["warm-up", "brisk", "steady"]


def test_a_little_faster_after_a_warm_up_is_no_brisk_walk() -> None:
    parts = parts_of(cadence((300, 96.0), (900, 103.0), (240, 95.0), noise_spm=1.0))
    assert kinds(parts) == ["warm-up", "steady", "cool-down"]


def test_a_stop_on_the_way_cuts_neither_warm_up_nor_cool_down() -> None:
    rounds = [(30, 122.0), (30, 100.0)] * 4
    parts = parts_of(
        cadence((120, 96.0), (30, 0), (150, 96.0), *rounds, (120, 92.0), (40, 0), (90, 92.0))
    )
    assert kinds(parts)[:3] == ["warm-up", "pause", "warm-up"]
    assert kinds(parts)[-3:] == ["cool-down", "pause", "cool-down"]


def test_small_regular_repeats_are_seen_and_one_pace_has_none() -> None:
    rounds = [(30, 109.0), (30, 104.0)] * 10
    assert kinds(parts_of(cadence((120, 103.0), *rounds))).count("repeat") == 10
    assert kinds(parts_of(cadence((900, 104.0)))) == ["steady"]


def test_a_pace_that_slows_down_little_by_little_is_one() -> None:
    slowing = np.linspace(108.0, 94.0, 2400) + np.random.default_rng(1).normal(0, 2.0, 2400)
    assert kinds(parts_of(slowing)) == ["steady"]


def test_lights_on_the_way_make_no_repeats() -> None:
    regular = cadence(*[(80, 104.0), (30, 0.0)] * 12, (60, 104.0), noise_spm=3.0)
    assert set(kinds(parts_of(regular))) == {"steady", "pause"}
    brisk = parts_of(cadence((300, 95.0), *[(120, 115.0), (25, 0.0)] * 4, (300, 94.0)))
    assert set(kinds(brisk)) == {"warm-up", "brisk", "pause", "cool-down"}


def test_a_few_slow_turns_make_the_rest_no_brisk_walk() -> None:
    turns = [(170, 108.0), (14, 84.0), (290, 108.0), (12, 86.0), (210, 108.0), (13, 82.0)]
    assert set(kinds(parts_of(cadence(*turns, (400, 108.0))))) == {"steady"}


def test_a_repeat_left_out_and_a_pause_leave_the_others() -> None:
    rounds = [(30, 118.0), (30, 100.0)]
    pieces = [(180, 98.0), *rounds * 3, (60, 100.0), *rounds * 2, (75, 0.0), (10, 100.0)]
    parts = parts_of(cadence(*pieces, *rounds * 3, (150, 97.0)))
    starts = [part.start_s for part in parts if part.kind is PartKind.REPEAT]
    assert starts == pytest.approx([180, 240, 300, 420, 480, 625, 685, 745], abs=3)


def test_a_long_brisk_part_after_the_repeats_is_no_repeat() -> None:
    rounds = [(30, 120.0), (30, 100.0)] * 4
    parts = parts_of(cadence((200, 98.0), *rounds, (420, 120.0), (200, 98.0)))
    assert kinds(parts).count("repeat") == 4
    assert kinds(parts).count("brisk") == 1
