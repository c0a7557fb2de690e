"""Loops from a point."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

import numpy as np
import pytest

from backstride.terrain import (
    DEFAULT_SPEED_MPS,
    Loop,
    PlaceError,
    Shape,
    TerrainMap,
    Wishes,
    build_map,
    load_map,
    place_of_node,
    plan_loops,
    plan_loops_at,
    words_for,
)
from backstride.terrain.amenities import BESIDE_M, _beside, _nearest, bench_share
from backstride.terrain.wishes import NO_BENCH, costs_on
from tests.terrain.town import CORNER, LANE_END, METRES_PER_DEGREE, PATH, RING, Town, at, block

CIRCLES = (Shape.LOOP, Shape.STEM_AND_LOOP)


def asked_m(minutes: float) -> float:
    return minutes * 60 * DEFAULT_SPEED_MPS


def shared(one: Loop, other: Loop) -> float:
    common = np.isin(one.trail.edge, other.trail.edge)
    return float(one.trail.piece_m[common].sum()) / one.length_m


def jumps_m(loop: Loop) -> list[float]:
    """Return the gaps between the end of each piece and the beginning of the next."""
    points = np.array(loop.points())
    steps = np.diff(points, axis=0) * METRES_PER_DEGREE
    steps[:, 1] *= np.cos(np.radians(points[0, 0]))
    return [float(each) for each in np.hypot(steps[:, 0], steps[:, 1])]


@pytest.mark.parametrize("minutes", [14, 24, 30, 45])
def test_a_loop_is_as_long_as_was_asked(network: TerrainMap, minutes: float) -> None:
    best = plan_loops(network, *CORNER, minutes).loops[0]
    assert best.shape is Shape.LOOP
    assert best.length_m == pytest.approx(asked_m(minutes), rel=0.05)
    assert best.minutes == pytest.approx(minutes, rel=0.05)


def test_a_loop_is_one_line_that_ends_where_it_begins(network: TerrainMap) -> None:
    offer = plan_loops(network, *CORNER, 30)
    for loop in offer.loops:
        points = loop.points()
        assert points[0] == pytest.approx(points[-1], abs=1e-6)
        assert points[0] == pytest.approx(CORNER, abs=1e-5)
        assert max(jumps_m(loop)) < 170
        assert sum(jumps_m(loop)) == pytest.approx(loop.length_m, rel=0.01)


def test_the_own_speed_sets_the_length(network: TerrainMap) -> None:
    slow = plan_loops(network, *CORNER, 30, speed_mps=0.8).loops[0]
    assert slow.length_m == pytest.approx(30 * 60 * 0.8, rel=0.05)
    assert slow.minutes == pytest.approx(30, rel=0.05)


def test_little_of_a_loop_is_walked_twice(network: TerrainMap) -> None:
    for minutes in (20, 30, 40):
        best = plan_loops(network, *CORNER, minutes).loops[0]
        assert best.repeated_m < 0.1 * best.length_m
        again = best.trail.piece_m.copy()
        _, first = np.unique(best.trail.edge, return_index=True)
        again[first] = 0
        assert float(again.sum()) == pytest.approx(best.repeated_m, abs=1)


def test_three_loops_differ_and_the_first_is_about_as_good_as_any(network: TerrainMap) -> None:
    loops = plan_loops(network, *CORNER, 30).loops
    assert [loop.letter for loop in loops] == ["A", "B", "C"]
    assert all(shared(one, other) < 0.5 for one, other in combinations(loops, 2))
    assert loops[0].cost <= 1.05 * min(loop.cost for loop in loops)


def test_even_ground_is_found_where_there_is_some(network: TerrainMap) -> None:
    best = plan_loops(network, *CORNER, 24).loops[0]
    assert best.ground.surface_m.get("sett", 0.0) < 0.02 * best.length_m
    assert best.ground.worst_tenth > 0.85


def test_steps_are_walked_round_where_somebody_asks(network: TerrainMap) -> None:
    start = at(block(2), block(6))
    for loop in plan_loops(network, *start, 30, wishes=Wishes(no_steps=True)).loops:
        assert loop.ground.steps_m == 0


def test_a_home_in_a_blind_lane_gets_a_stem_and_a_loop(network: TerrainMap) -> None:
    best = plan_loops(network, *LANE_END, 30).loops[0]
    assert best.shape is Shape.STEM_AND_LOOP
    assert best.stem_m == pytest.approx(240, rel=0.02)
    assert best.length_m == pytest.approx(asked_m(30), rel=0.05)
    assert best.repeated_m < 0.1 * best.length_m


def test_a_walk_too_short_for_the_stem_goes_there_and_back(network: TerrainMap) -> None:
    best = plan_loops(network, *LANE_END, 5).loops[0]
    assert best.shape is Shape.THERE_AND_BACK
    assert best.length_m == pytest.approx(asked_m(5), rel=0.05)


def test_a_short_ring_is_walked_in_rounds(network: TerrainMap) -> None:
    best = plan_loops(network, *RING, 19).loops[0]
    assert best.shape is Shape.ROUNDS
    assert best.rounds == 3
    assert best.length_m == pytest.approx(asked_m(19), rel=0.05)


def test_a_path_that_leads_nowhere_is_walked_to_and_fro(network: TerrainMap) -> None:
    best = plan_loops(network, *PATH, 12).loops[0]
    assert best.shape is Shape.THERE_AND_BACK
    assert best.rounds > 1
    assert best.length_m == pytest.approx(asked_m(12), rel=0.05)


@pytest.mark.parametrize("minutes", [1, 14, 60])
def test_every_start_on_the_network_gets_a_walk(network: TerrainMap, minutes: float) -> None:
    for node in range(0, len(network.arrays.nodes), 2):
        best = plan_loops_at(network, place_of_node(network, node), minutes).loops[0]
        assert 0.88 <= best.length_m / asked_m(minutes) <= 1.051, node


@pytest.fixture(scope="module")
def lane_and_ring(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], TerrainMap]:
    """Return a place with one even lane, and a ring of 2240 m of some ground."""

    def build(surface: str) -> TerrainMap:
        place = Town()
        home, east, far, north = (
            place.node(*corner) for corner in ((0, 0), (700, 0), (700, 420), (0, 420))
        )
        place.way([home, east, far, north, home], highway="footway", surface=surface)
        lane = place.node(0, -1300)
        place.way([home, lane], highway="footway", surface="asphalt")
        folder = tmp_path_factory.mktemp(surface)
        build_map(place.write(folder / "place.osm.pbf"), folder / "map")
        return load_map(folder / "map")

    return build


def test_an_even_way_there_and_back_comes_before_a_loop_through_mud(
    lane_and_ring: Callable[[str], TerrainMap],
) -> None:
    best, *others = plan_loops(lane_and_ring("mud"), *at(0, 0), 30).loops
    assert best.shape is Shape.THERE_AND_BACK
    assert best.ground.uneven_m == 0
    assert any(loop.shape is Shape.LOOP for loop in others)


def test_a_loop_comes_first_where_it_is_about_as_good(
    lane_and_ring: Callable[[str], TerrainMap],
) -> None:
    best, *others = plan_loops(lane_and_ring("asphalt"), *at(0, 0), 30).loops
    assert best.shape is Shape.LOOP
    assert any(loop.shape is Shape.THERE_AND_BACK for loop in others)


def test_walks_of_all_shapes_share_less_than_half_of_each(network: TerrainMap) -> None:
    shapes = set()
    for start in (at(block(0.5), 0), LANE_END, at(block(4), block(12) + 120), RING):
        loops = plan_loops(network, *start, 24, count=5).loops
        shapes |= {loop.shape for loop in loops}
        for one, other in combinations(loops, 2):
            assert max(shared(one, other), shared(other, one)) < 0.5
    assert Shape.THERE_AND_BACK in shapes


def test_a_bench_and_the_way_home_are_told(network: TerrainMap) -> None:
    loops = plan_loops(network, *CORNER, 30).loops
    seen = {each.kind for loop in loops for each in loop.amenities}
    assert "bench" in seen
    for loop in loops:
        places = [each.at_m for each in loop.amenities]
        assert places == sorted(places)
        benches = [0.0, *(e.at_m for e in loop.amenities if e.kind == "bench"), loop.length_m]
        longest = max(b - a for a, b in pairwise(benches))
        assert loop.without_bench_m == pytest.approx(longest)
        assert loop.farthest_m <= loop.farthest_home_m <= loop.length_m / 2 + 1


def test_the_same_question_has_the_same_answer(network: TerrainMap) -> None:
    one, two = (plan_loops(network, *CORNER, 30) for _ in range(2))
    assert [loop.points() for loop in one.loops] == [loop.points() for loop in two.loops]


def test_the_credit_comes_with_the_loops(network: TerrainMap) -> None:
    assert "OpenStreetMap contributors" in plan_loops(network, *CORNER, 30).credit


def test_a_point_off_the_map_is_told_where_the_map_is(network: TerrainMap) -> None:
    with pytest.raises(PlaceError, match=r"no way near 48\.00000.*50\.000, 8\.000"):
        plan_loops(network, 48.0, 8.0, 30)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"minutes": 0.5}, "minutes"),
        ({"minutes": 500}, "minutes"),
        ({"speed_mps": 9}, "speed"),
        ({"latitude": 91}, "degrees"),
        ({"count": 0}, "loops"),
    ],
    ids=["short", "long", "speed", "degrees", "count"],
)
def test_what_is_out_of_range_is_refused(
    network: TerrainMap, change: dict[str, float], says: str
) -> None:
    asked: dict[str, float] = {"latitude": CORNER[0], "longitude": CORNER[1], "minutes": 30}
    with pytest.raises(ValueError, match=says):
        plan_loops(network, **(asked | change))  # type: ignore[arg-type] # count is whole here


@pytest.fixture(scope="module")
def terraces(tmp_path_factory: pytest.TempPathFactory) -> TerrainMap:
    """Return a lane of 200 m that leads nowhere but down steps to a ring, and lone steps."""
    place = Town()
    end, home, foot = place.node(-120, 0), place.node(0, 0), place.node(80, -20)
    place.way([end, home], highway="residential", surface="asphalt")
    place.way([home, foot], highway="steps", step_count="50")
    ring = [foot, *(place.node(*corner) for corner in ((480, -20), (480, 280), (80, 280)))]
    place.way([*ring, foot], highway="footway", surface="asphalt")
    place.way([place.node(5000, 0), place.node(5000, 60)], highway="steps", step_count="70")
    folder = tmp_path_factory.mktemp("terraces")
    build_map(place.write(folder / "place.osm.pbf"), folder / "map")
    return load_map(folder / "map")


@pytest.mark.parametrize("minutes", [10, 30])
def test_no_walk_over_steps_is_offered_where_there_is_one_without(
    terraces: TerrainMap, minutes: float
) -> None:
    over = plan_loops(terraces, *at(-60, 0), minutes).loops
    assert any(loop.ground.steps for loop in over)
    without = plan_loops(terraces, *at(-60, 0), minutes, wishes=Wishes(no_steps=True)).loops
    assert not any(loop.ground.steps_m for loop in without)
    assert not any(loop.steps_unavoidable for loop in without)
    assert without[0].length_m == pytest.approx(asked_m(minutes), rel=0.05)


def test_from_the_top_of_steps_one_can_turn_away_from_them(terraces: TerrainMap) -> None:
    for node in range(len(terraces.arrays.nodes)):
        place = place_of_node(terraces, node)
        if abs(place.longitude - at(5000, 0)[1]) < 0.001:
            continue
        loops = plan_loops_at(terraces, place, 30, wishes=Wishes(no_steps=True)).loops
        assert not any(loop.ground.steps_m for loop in loops), node


def test_it_is_said_where_there_is_no_way_without_steps(terraces: TerrainMap) -> None:
    said = "There is no way without steps from here."
    offer = plan_loops(terraces, *at(5000, 30), 14, wishes=Wishes(no_steps=True))
    assert offer.loops[0].ground.steps > 0
    assert words_for(offer.loops[0])[0] == said
    assert said not in words_for(plan_loops(terraces, *at(5000, 30), 14).loops[0])


@pytest.mark.parametrize("change", [{"minutes": 0}, {"minutes": 241}, {"speed_mps": 0.0}])
def test_from_a_place_too_what_is_out_of_range_is_refused(
    network: TerrainMap, change: dict[str, float]
) -> None:
    asked = {"minutes": 30.0} | change
    with pytest.raises(ValueError, match="must lie between"):
        plan_loops_at(network, place_of_node(network, 0), **asked)  # type: ignore[arg-type] # count is left out


def test_ways_with_benches_go_first_where_they_are_wished_for(network: TerrainMap) -> None:
    every = np.arange(len(network.arrays.edge_length))
    share = bench_share(network, every)
    assert 0 < (share > 0).sum() < 10
    plain, seated = (
        costs_on(network, every, Wishes()),
        costs_on(network, every, Wishes(benches=True)),
    )
    dearer = (seated - plain) / network.arrays.edge_length
    assert dearer == pytest.approx(NO_BENCH * (1 - share), abs=1e-4)
    place = at(block(6), block(6))
    one, other = (
        plan_loops(network, *place, 24, wishes=Wishes(benches=each)).loops[0]
        for each in (False, True)
    )
    assert len(other.amenities) >= len(one.amenities)
    assert other.without_bench_m <= one.without_bench_m


def test_of_very_many_benches_those_beside_a_way_are_all_found() -> None:
    random = np.random.default_rng(3)
    line = np.array([[0.0, 0.0], [700.0, 40.0], [720.0, 900.0], [100.0, 300.0]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    benches = random.uniform(-200, 1100, (3000, 2))
    away, _ = _nearest(line, along, benches)
    maybe = _beside(line, along, benches)
    assert (away[~maybe] > BESIDE_M).all()
    assert (away <= BESIDE_M).sum() <= maybe.sum() < 700
