"""The ground of a way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backstride.terrain import GATES, TerrainMap, Trail, Wishes, ground_of, place_at
from tests.terrain.town import UNKNOWN_ROW, at, block


def trail(network: TerrainMap, *middles: tuple[float, float]) -> Trail:
    """Return the whole edges at some points, metres from the corner of the town."""
    edges = np.array([place_at(network, *at(*middle)).edge for middle in middles])
    length = network.arrays.edge_length[edges].astype(float)
    return Trail(edges, np.zeros(len(edges)), length)


ASPHALT = (block(0.5), block(7))
SETT = (block(0.5), block(2))
UNKNOWN = (block(0.5), block(UNKNOWN_ROW))
STEPS = (block(2.5), block(6.5))


def test_the_mean_and_the_worst_tenth_count_metres(network: TerrainMap) -> None:
    ground = ground_of(network, trail(network, *[ASPHALT] * 9, SETT))
    good = 0.6 * 0.93 + 0.4
    assert ground.length_m == pytest.approx(10 * block(1), rel=0.01)
    assert ground.evenness == pytest.approx(0.9 * good + 0.1 * 0.65, abs=1e-3)
    assert ground.worst_tenth == pytest.approx(0.65, abs=1e-3)
    assert ground.uneven_m == pytest.approx(block(1), rel=0.01)
    assert ground.known_share == 1.0
    assert ground.evenness_low == ground.evenness == ground.evenness_high


def test_unknown_ground_is_told_as_unknown_with_a_range(network: TerrainMap) -> None:
    ground = ground_of(network, trail(network, ASPHALT, UNKNOWN))
    assert ground.known_share == pytest.approx(0.5, abs=0.01)
    assert ground.evenness_low < ground.evenness < ground.evenness_high
    assert ground.surface_m[""] == pytest.approx(block(1), rel=0.01)
    assert ground.light_known_share == pytest.approx(0.5, abs=0.01)


def test_unknown_ground_passes_no_gate(network: TerrainMap) -> None:
    assert ground_of(network, trail(network, UNKNOWN)).passes(GATES[1]) is None
    assert ground_of(network, trail(network, ASPHALT)).passes(GATES[1]) is None
    assert ground_of(network, trail(network, SETT)).passes(GATES[1]) is False


def test_a_guess_by_the_kind_of_way_keeps_no_gate_shut(network: TerrainMap) -> None:
    ground = ground_of(network, trail(network, UNKNOWN))
    assert ground.worst_tenth_known == 1.0
    guessed = replace(ground, worst_tenth=0.55, known_share=0.6, slope_known_share=0.6)
    assert guessed.passes(GATES[1]) is None
    assert replace(guessed, worst_tenth=0.9).passes(GATES[1]) is True
    assert replace(guessed, slope95_known=0.06).passes(GATES[1]) is False


def test_heights_that_nobody_gave_are_unknown(network: TerrainMap) -> None:
    ground = ground_of(network, trail(network, ASPHALT))
    assert ground.slope95 is None
    assert ground.slope_known_share == 0
    assert ground.climb_m is None


def test_steps_are_counted(network: TerrainMap) -> None:
    ground = ground_of(network, trail(network, STEPS))
    assert ground.steps == pytest.approx(40, abs=21)
    assert ground.steps_m == pytest.approx(ground.length_m)
    assert set(ground.surface_m) == {"steps"}


def test_stretches_follow_each_other_without_a_gap(network: TerrainMap) -> None:
    ground = ground_of(network, trail(network, ASPHALT, SETT, UNKNOWN))
    ends = [0.0, *(each.end_m for each in ground.stretches)]
    assert [each.begin_m for each in ground.stretches] == pytest.approx(ends[:-1])
    assert ends[-1] == pytest.approx(ground.length_m)
    assert [each.surface for each in ground.stretches] == ["asphalt", "sett", ""]


def test_wet_ground_is_less_even(network: TerrainMap) -> None:
    way = trail(network, ASPHALT, SETT)
    assert ground_of(network, way, Wishes(wet=True)).evenness < ground_of(network, way).evenness


def test_there_is_no_fourth_stage() -> None:
    with pytest.raises(ValueError, match="no stage 4"):
        Wishes(stage=4)
