from __future__ import annotations

import numpy as np
import pytest

from backstride.gait import (
    Meter,
    Mode,
    NoteCode,
    Position,
    Scale,
    Unit,
    measure,
    measure_blocks,
)

from .walker import Walk, handling, turned, walk

SPELLS = ((6.0, 0.0), (40.0, 112.0), (8.0, 0.0), (30.0, 96.0), (5.0, 0.0))


@pytest.fixture(scope="module")
def known() -> Walk:
    return walk(spells=SPELLS)


def codes(notes: object) -> set[NoteCode]:
    return {note.code for note in notes}  # type: ignore[attr-defined]  # a tuple of notes


@pytest.mark.parametrize("cadence_spm", [72.0, 90.0, 110.0, 130.0, 150.0])
def test_it_counts_the_steps_of_any_usual_cadence(cadence_spm: float) -> None:
    made = walk(spells=((5.0, 0.0), (90.0, cadence_spm), (5.0, 0.0)))
    found = measure(made.t_s, made.acc_m_s2)
    assert found.n_steps == pytest.approx(len(made.step_t_s), abs=2)


@pytest.mark.parametrize("hz", [12.5, 20.0, 25.0, 31.25, 50.0, 100.0, 200.0, 400.0])
def test_it_counts_alike_at_all_sampling_rates(hz: float) -> None:
    made = walk(spells=SPELLS, hz=hz)
    found = measure(made.t_s, made.acc_m_s2)
    assert found.n_steps == pytest.approx(len(made.step_t_s), abs=3)
    assert found.rate_hz == pytest.approx(hz)


def test_it_times_each_step(known: Walk) -> None:
    found = measure(known.t_s, known.acc_m_s2).step_t_s
    nearest = np.abs(known.step_t_s[:, None] - found[None]).min(axis=1)
    assert np.mean(nearest < 0.1) > 0.97


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_does_not_matter_how_the_sensor_is_turned(known: Walk, seed: int) -> None:
    straight = measure(known.t_s, known.acc_m_s2)
    askew = measure(known.t_s, turned(known.acc_m_s2, seed))
    np.testing.assert_allclose(askew.step_t_s, straight.step_t_s, atol=1e-3)


@pytest.mark.parametrize("still_s", [120.0, 2400.0])
def test_still_time_around_a_walk_changes_nothing_in_it(still_s: float) -> None:
    alone = walk(spells=((60.0, 0.0), *SPELLS, (60.0, 0.0)), noise_m_s2=0.0)
    around = walk(spells=((still_s, 0.0), *SPELLS, (still_s, 0.0)), noise_m_s2=0.0)
    short, long = measure(alone.t_s, alone.acc_m_s2), measure(around.t_s, around.acc_m_s2)
    np.testing.assert_allclose(long.step_t_s - still_s, short.step_t_s - 60.0, atol=1e-3)
    shared = np.searchsorted(long.second_t_s, still_s) + np.arange(89)
    np.testing.assert_allclose(
        long.rhythm.strength[shared], short.rhythm.strength[60:149], atol=1e-3
    )


def test_a_magnitude_reads_like_its_three_axes(known: Walk) -> None:
    size = np.linalg.norm(known.acc_m_s2, axis=1)
    axes = measure(known.t_s, known.acc_m_s2)
    np.testing.assert_allclose(measure(known.t_s, size).step_t_s, axes.step_t_s, atol=1e-6)


@pytest.mark.parametrize(
    ("per_m_s2", "unit"),
    [
        (1.0, Unit.M_S2),
        (1 / 9.80665, Unit.G),
        (1000 / 9.80665, Unit.MILLI_G),
        (2100.0, Unit.COUNTS),
    ],
)
def test_it_recognises_the_unit_and_says_so(known: Walk, per_m_s2: float, unit: Unit) -> None:
    found = measure(known.t_s, known.acc_m_s2 * per_m_s2)
    assert found.scale.unit is unit
    assert found.n_steps == pytest.approx(len(known.step_t_s), abs=3)
    assert (NoteCode.UNIT in codes(found.notes)) == (unit is not Unit.M_S2)


def test_it_reads_a_signal_without_gravity_and_says_so(known: Walk) -> None:
    moving = turned(known.acc_m_s2 - [0.0, 0.0, 9.80665], 4)
    found = measure(known.t_s, moving)
    assert not found.scale.gravity
    assert NoteCode.GRAVITY_ABSENT in codes(found.notes)
    assert found.n_steps == pytest.approx(len(known.step_t_s), rel=0.04)


def test_a_shifted_clock_shifts_the_steps_and_nothing_else(known: Walk) -> None:
    now = measure(known.t_s, known.acc_m_s2)
    later = measure(known.t_s + 1.7e9, known.acc_m_s2)
    np.testing.assert_allclose(later.step_t_s - 1.7e9, now.step_t_s, atol=1e-3)


def test_uneven_repeated_and_backward_stamps_change_little(known: Walk) -> None:
    rng = np.random.default_rng(0)
    t_s = known.t_s + rng.uniform(-0.004, 0.004, len(known.t_s))
    t_s[500] = t_s[499]
    t_s[700] = t_s[690]
    found = measure(t_s, known.acc_m_s2)
    assert found.n_steps == pytest.approx(len(known.step_t_s), abs=3)
    stamps = [note for note in found.notes if note.code is NoteCode.STAMPS]
    assert stamps[0].count == 2


def test_samples_out_of_order_are_sorted(known: Walk) -> None:
    half = len(known.t_s) // 2
    order = np.roll(np.arange(len(known.t_s)), half)
    found = measure(known.t_s[order], known.acc_m_s2[order])
    straight = measure(known.t_s, known.acc_m_s2)
    np.testing.assert_array_equal(found.step_t_s, straight.step_t_s)
    assert NoteCode.SORTED in codes(found.notes)


def test_no_step_is_found_in_a_gap(known: Walk) -> None:
    keep = (known.t_s < 20.0) | (known.t_s > 60.0)
    found = measure(known.t_s[keep], known.acc_m_s2[keep])
    true = known.step_t_s[(known.step_t_s < 20.0) | (known.step_t_s > 60.0)]
    assert found.n_steps == pytest.approx(len(true), abs=4)
    assert not ((found.step_t_s > 20.5) & (found.step_t_s < 59.5)).any()
    assert not ((found.second_t_s > 20.5) & (found.second_t_s < 59.5)).any()
    assert NoteCode.GAPS in codes(found.notes)


def test_values_that_are_no_numbers_are_left_out(known: Walk) -> None:
    acc = known.acc_m_s2.copy()
    acc[::97, 1] = np.nan
    acc[1234] = np.inf
    found = measure(known.t_s, acc)
    assert found.n_steps == pytest.approx(len(known.step_t_s), abs=3)
    assert NoteCode.NOT_FINITE in codes(found.notes)


@pytest.mark.parametrize("size", [1, 7, 1000, 1 << 15])
def test_blocks_of_any_size_give_the_same_steps(size: int) -> None:
    made = walk(spells=((20.0, 110.0), (3.0, 0.0), (17.0, 100.0)), hz=50.0)
    keep = (made.t_s < 9.0) | (made.t_s > 15.0)
    t_s, acc = made.t_s[keep], made.acc_m_s2[keep]
    blocks = ((t_s[k : k + size], acc[k : k + size]) for k in range(0, len(t_s), size))
    found, whole = measure_blocks(blocks), measure(t_s, acc)
    np.testing.assert_allclose(found.step_t_s, whole.step_t_s, atol=1e-6)
    np.testing.assert_allclose(found.cadence_spm, whole.cadence_spm, atol=1e-3)
    np.testing.assert_allclose(found.intensity_m_s2, whole.intensity_m_s2, atol=1e-9)


def test_a_long_recording_has_no_seams_where_its_pieces_meet() -> None:
    made = walk(spells=((7500.0, 108.0),), hz=25.0)
    found = measure(made.t_s, made.acc_m_s2)
    assert found.n_steps == pytest.approx(len(made.step_t_s), abs=3)
    assert np.diff(found.step_t_s).max() < 0.8
    assert np.diff(found.step_t_s).min() > 0.4
    assert len(found.second_t_s) == 7500


def test_a_meter_can_be_fed_while_the_wearer_walks(known: Walk) -> None:
    meter = Meter(position=Position.WAIST, scale=Scale(Unit.M_S2, 1.0), rate_hz=100.0)
    for k in range(0, len(known.t_s), 100):
        meter.feed(known.t_s[k : k + 100], known.acc_m_s2[k : k + 100])
    assert meter.finish().n_steps == measure(known.t_s, known.acc_m_s2).n_steps


def test_bouts_cadence_and_regularity_follow_the_walk(known: Walk) -> None:
    found = measure(known.t_s, known.acc_m_s2)
    first, second = found.bouts
    assert first.cadence_spm == pytest.approx(112.0, abs=2.0)
    assert second.cadence_spm == pytest.approx(96.0, abs=2.0)
    assert first.duration_s == pytest.approx(40.0, abs=2.0)
    assert first.stride_regularity > 0.7
    at = np.searchsorted(found.second_t_s, [3.0, 25.0, 50.0, 70.0])
    np.testing.assert_allclose(found.cadence_spm[at], [0.0, 112.0, 0.0, 96.0], atol=4.0)


def test_intensity_is_higher_in_walking_than_in_standing(known: Walk) -> None:
    found = measure(known.t_s, known.acc_m_s2)
    assert found.epoch_t_s[1] - found.epoch_t_s[0] == pytest.approx(5.0)
    walking = found.intensity_m_s2[(found.epoch_t_s > 8) & (found.epoch_t_s < 38)]
    assert walking.min() > 5 * found.intensity_m_s2[0]


@pytest.mark.parametrize("seed", range(5))
def test_all_day_hands_at_work_make_no_steps(seed: int) -> None:
    t_s, acc = handling(120.0, seed=seed)
    assert measure(t_s, acc, mode="all_day").n_steps == 0


def test_all_day_needs_more_steps_in_a_row_than_a_walk() -> None:
    made = walk(spells=((20.0, 0.0), (3.4, 110.0), (20.0, 0.0)))
    assert measure(made.t_s, made.acc_m_s2, mode="walk").n_steps >= 4
    assert measure(made.t_s, made.acc_m_s2, mode="all_day").n_steps == 0


def test_all_day_a_short_spell_counts_in_the_company_of_clear_walking() -> None:
    near = walk(spells=((30.0, 110.0), (8.0, 0.0), (3.4, 110.0), (20.0, 0.0)))
    found = measure(near.t_s, near.acc_m_s2, mode="all_day").step_t_s
    assert np.count_nonzero(found > 35.0) >= 4


@pytest.mark.parametrize("samples", [0, 1, 2, 10])
def test_almost_nothing_gives_an_empty_result_with_a_note(samples: int) -> None:
    t_s = np.arange(samples) / 100.0
    found = measure(t_s, np.full((samples, 3), 5.6))
    assert found.n_steps == 0
    assert found.bouts == ()
    assert codes(found.notes) & {NoteCode.EMPTY, NoteCode.TOO_SHORT, NoteCode.SLOW_SAMPLING}


@pytest.mark.parametrize("value", [0.0, 9.81, np.nan])
@pytest.mark.parametrize("mode", ["walk", "all_day"])
def test_a_constant_is_no_walk(value: float, mode: str) -> None:
    t_s = np.arange(0.0, 60.0, 0.02)
    assert measure(t_s, np.full(len(t_s), value), mode=mode).n_steps == 0


def test_noise_alone_is_no_walk() -> None:
    rng = np.random.default_rng(2)
    acc = rng.normal([0.0, 0.0, 9.81], 0.05, (6000, 3))
    assert measure(np.arange(6000) / 100.0, acc).n_steps == 0


def test_a_sample_every_ten_seconds_is_refused_in_words() -> None:
    t_s = np.arange(0.0, 36_000.0, 10.0)
    found = measure(t_s, np.full((len(t_s), 3), 5.66))
    assert found.n_steps == 0
    [note] = [note for note in found.notes if note.code is NoteCode.SLOW_SAMPLING]
    assert "0.1 samples a second" in note.text


def test_a_stamp_far_in_the_future_does_not_cost_the_rest(known: Walk) -> None:
    t_s = known.t_s.copy()
    t_s[2000] += 4e9
    found = measure(t_s, known.acc_m_s2)
    assert found.n_steps == pytest.approx(len(known.step_t_s), abs=3)


def test_shapes_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(ValueError, match="3 times but 2 samples"):
        measure([0, 1, 2], np.zeros((2, 3)))
    with pytest.raises(ValueError, match="one column or three"):
        measure([0, 1], np.zeros((2, 2)))
    with pytest.raises(ValueError, match="one column"):
        measure(np.zeros((2, 2)), np.zeros((2, 3)))


def test_an_unknown_mode_names_those_that_exist() -> None:
    with pytest.raises(ValueError, match="'walk' or 'all_day'"):
        measure([], [], mode="nap")


def test_a_mode_of_ones_own_is_used(known: Walk) -> None:
    never = Mode("never", seed_strength=2.0, extend_strength=0.0, min_steps=4)
    assert measure(known.t_s, known.acc_m_s2, mode=never).n_steps == 0
