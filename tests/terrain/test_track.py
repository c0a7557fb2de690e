"""The ground of a recorded walk."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from backstride.terrain import (
    TerrainMap,
    TrackError,
    build_map,
    ground_words,
    load_map,
    plan_loops,
    track_ground,
)
from tests.terrain.town import CORNER, METRES_PER_DEGREE, SOUTH, Town, at, block

Floats = NDArray[np.float64]
STEP_M = 1.25


def walk(*corners: tuple[float, float], noise_m: float = 0.0) -> tuple[Floats, Floats]:
    """Return fixes along straight lines, metres from the corner of the town."""
    plane = np.array(corners, dtype=float)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(plane, axis=0).T))])
    where = np.arange(0, along[-1] + 0.01, STEP_M)
    fixes = np.column_stack([np.interp(where, along, plane[:, axis]) for axis in (0, 1)])
    random = np.random.default_rng(3)
    drift = np.cumsum(random.normal(0, 1, fixes.shape), axis=0)
    drift -= np.linspace(drift[0], drift[-1], len(drift))
    fixes += noise_m * drift / max(float(drift.std()), 1e-9)
    pairs = [at(east, north) for east, north in fixes]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])


BOTH = ((0, block(7)), (0, block(2)), (block(4), block(2)))
"""Three blocks of asphalt, six of cobbles."""

UNEVEN_M = 2 * block(4) - block(2)
BOTH_M = block(7) - block(2) + block(4)


@pytest.mark.parametrize("noise_m", [0.0, 4.0])
def test_it_finds_the_ways_and_their_ground(network: TerrainMap, noise_m: float) -> None:
    found = track_ground(network, *walk(*BOTH, noise_m=noise_m))
    assert found.ground.length_m == pytest.approx(BOTH_M, rel=0.03)
    assert found.uneven_share.best == pytest.approx(UNEVEN_M / BOTH_M, abs=0.03)
    assert found.on_map_share == 1.0
    names = {each.name for each in found.ground.stretches}
    assert names == {"0. Column", "2. Row"}
    assert "OpenStreetMap contributors" in found.credit


def test_the_ranges_hold_the_figures(network: TerrainMap) -> None:
    found = track_ground(network, *walk(*BOTH, noise_m=4.0))
    for span in (found.evenness, found.uneven_share, found.steps):
        assert span.low <= span.best <= span.high


def test_the_range_is_narrow_where_the_ways_are_known(network: TerrainMap) -> None:
    found = track_ground(network, *walk(*BOTH, noise_m=4.0))
    told = found.uneven_share
    assert told.low <= UNEVEN_M / BOTH_M <= told.high
    assert told.high - told.low < 0.1
    assert found.uneven_by_ways == told
    assert found.steps.high == 0


def test_a_track_is_told_the_same_range_each_time(network: TerrainMap) -> None:
    track = walk(*BOTH, noise_m=4.0)
    one, other = track_ground(network, *track), track_ground(network, *track)
    assert (one.uneven_share, one.steps) == (other.uneven_share, other.steps)


PAVEMENT_M, STAIR_M, STEPS = 7.0, -12.0, 60
"""North of a street of cobbles there is a pavement, south of a part of it a stair."""


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> TerrainMap:
    """Return the map of the street."""
    made = Town()
    road, beside = (
        [made.node(east, north) for east in range(0, 601, 100)] for north in (0.0, PAVEMENT_M)
    )
    made.way(road, highway="residential", surface="sett")
    made.way(beside, highway="footway", footway="sidewalk", surface="asphalt")
    for pair in zip(road, beside, strict=True):
        made.way(list(pair), highway="footway", surface="asphalt")
    low = [made.node(east, STAIR_M) for east in (210, 390)]
    made.way([road[2], *low, road[4]], highway="steps", step_count=str(STEPS))
    folder = tmp_path_factory.mktemp("street")
    build_map(made.write(folder / "street.osm.pbf"), folder / "map")
    return load_map(folder / "map")


def test_a_stair_or_a_road_beside_needs_evidence(street: TerrainMap) -> None:
    north = PAVEMENT_M / 2 + 0.5
    found = track_ground(street, *walk((10, north), (590, north)))
    assert found.uneven_share.best < 0.05
    assert (found.steps.low, found.steps.best) == (0, 0)
    assert found.steps.high < STEPS


def test_who_may_have_walked_in_the_street_is_told_so(street: TerrainMap) -> None:
    told = track_ground(street, *walk((10, 0), (590, 0))).uneven_share
    assert told.low < 0.05
    assert told.high > 0.3


def test_what_was_walked_for_sure_is_found(street: TerrainMap) -> None:
    road = track_ground(street, *walk((10, -4), (190, -4)))
    assert road.uneven_share.best > 0.9
    stair = track_ground(street, *walk((100, 0), (200, 0), (210, -14), (390, -14), (400, 0)))
    assert stair.steps.best == pytest.approx(STEPS, abs=6)


def test_turning_round_counts_both_ways(network: TerrainMap) -> None:
    there = (block(2) + 50, block(7))
    found = track_ground(network, *walk((0, block(7)), there, (0, block(7))))
    assert found.ground.length_m == pytest.approx(2 * there[0], rel=0.03)
    assert found.uneven_share.best == 0.0


def test_going_up_and_down_a_short_piece_is_a_walk(network: TerrainMap) -> None:
    ends = [(block(2) + east, block(7)) for east in (30, 54)]
    found = track_ground(network, *walk(*(ends * 20)))
    assert 0.6 < found.ground.length_m / (39 * 24) < 1.1


def test_a_planned_loop_that_was_walked_is_found_again(network: TerrainMap) -> None:
    loop = plan_loops(network, *CORNER, 30).loops[0]
    points = np.array(loop.points())
    found = track_ground(network, points[:, 0], points[:, 1])
    assert found.ground.length_m == pytest.approx(loop.length_m, rel=0.02)
    assert found.uneven_share.best == pytest.approx(loop.ground.uneven_m / loop.length_m, abs=0.02)


def test_what_is_off_the_map_is_unknown_and_widens_the_range(network: TerrainMap) -> None:
    beyond = ((0, block(7)), (block(12), block(7)), (2 * block(12), block(7)))
    found = track_ground(network, *walk(*beyond))
    assert found.on_map_share == pytest.approx(0.5, abs=0.05)
    assert found.evenness.low < 0.6
    assert found.evenness.high > 0.95
    assert found.uneven_share.high == pytest.approx(0.5, abs=0.05)
    assert any("on ways of the map" in each for each in ground_words(found))


def test_a_gap_is_not_filled(network: TerrainMap) -> None:
    west = walk((0, block(7)), (block(2), block(7)))
    east = walk((block(6), block(7)), (block(8), block(7)))
    found = track_ground(
        network, np.concatenate([west[0], east[0]]), np.concatenate([west[1], east[1]])
    )
    assert found.ground.length_m == pytest.approx(block(2) + block(8) - block(6), rel=0.04)


def test_fixes_without_a_place_are_passed_over(network: TerrainMap) -> None:
    latitude, longitude = walk(*BOTH)
    latitude[::7] = np.nan
    found = track_ground(network, latitude, longitude)
    assert found.ground.length_m == pytest.approx(BOTH_M, rel=0.03)


def test_a_track_elsewhere_is_told_where_the_map_is(network: TerrainMap) -> None:
    latitude, longitude = walk(*BOTH)
    with pytest.raises(TrackError, match=r"not on the map of town\.osm\.pbf"):
        track_ground(network, latitude - 1, longitude)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_track_too_short_is_refused(network: TerrainMap, count: int) -> None:
    latitude = np.full(count, SOUTH) + np.arange(count) / METRES_PER_DEGREE
    with pytest.raises(TrackError, match="track"):
        track_ground(network, latitude, np.full(count, 8.0))


def test_columns_of_unequal_length_are_refused(network: TerrainMap) -> None:
    with pytest.raises(ValueError, match="same shape"):
        track_ground(network, np.zeros(3), np.zeros(4))
