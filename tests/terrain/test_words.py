"""Loops in words and as GPX."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from backstride.recordings import read
from backstride.terrain import (
    Loop,
    Shape,
    TerrainMap,
    Wishes,
    build_map,
    gpx_of,
    load_map,
    name_of,
    names_of,
    plan_loops,
    without_home,
    words_for,
)
from tests.terrain.town import CORNER, PATH, RING, Town, at, block

GPX = "{http://www.topografix.com/GPX/1/1}"
SOUTH = at(block(6), block(2))


def told(network: TerrainMap, start: tuple[float, float], minutes: float) -> tuple[Loop, str]:
    loop = plan_loops(network, *start, minutes, wishes=Wishes(stage=3)).loops[0]
    return loop, " ".join(words_for(loop))


def test_the_first_sentence_says_how_long_it_is(network: TerrainMap) -> None:
    loop, _ = told(network, CORNER, 24)
    assert words_for(loop)[0] == f"A loop of 1.8 km, about {loop.minutes:.0f} minutes."


def test_cobbles_are_told_with_their_street(network: TerrainMap) -> None:
    loop, words = told(network, SOUTH, 20)
    cobbles = loop.ground.surface_m["sett"]
    assert cobbles > 100
    assert "of cobbles on " in words
    assert any(f"{row}. Row" in words or f"{row}. Column" in words for row in range(13))


def test_what_is_unknown_is_told_with_its_share(network: TerrainMap) -> None:
    loop, _ = told(network, CORNER, 24)
    length = loop.ground.length_m
    surfaces = {"asphalt": 0.82 * length, "": 0.18 * length}
    half = replace(loop.ground, known_share=0.82, surface_m=surfaces)
    assert "the ground is unknown for 18 %" in " ".join(words_for(replace(loop, ground=half)))
    none = replace(loop.ground, known_share=0.0)
    assert "Nobody has described the ground" in " ".join(words_for(replace(loop, ground=none)))
    assert "How steep it is is unknown." in words_for(loop)


def test_rounds_and_ways_there_and_back_are_called_so(network: TerrainMap) -> None:
    assert "3 rounds of a short loop" in told(network, RING, 19)[1]
    assert "There and back" in told(network, PATH, 12)[1]


def test_benches_are_told_or_that_there_is_none(network: TerrainMap) -> None:
    assert "bench" in told(network, CORNER, 24)[1]
    assert "No bench on the map" in told(network, RING, 19)[1]


def test_a_name_is_that_of_the_streets(network: TerrainMap) -> None:
    assert " and " in name_of(told(network, CORNER, 24)[0])
    assert name_of(told(network, RING, 19)[0]) == "Along paths without a name"


def test_loops_that_are_offered_together_have_different_names(network: TerrainMap) -> None:
    loops = plan_loops(network, *CORNER, 24).loops
    assert len(set(names_of(loops))) == len(loops)


def test_a_pavement_is_named_by_the_street_beside_it(tmp_path: Path) -> None:
    made = Town()
    corners = [(0, 0), (400, 0), (400, 300), (0, 300)]
    made.ring([(float(x), float(y)) for x, y in corners], highway="footway", footway="sidewalk")
    west, east = made.node(-20, -9), made.node(420, -9)
    made.way([west, east], highway="residential", name="High Street")
    build_map(made.write(tmp_path / "high.osm.pbf"), tmp_path / "map")
    beside = load_map(tmp_path / "map")
    loops = plan_loops(beside, *at(0, 0), 18, count=1).loops
    assert names_of(loops) == ("Along paths without a name",)
    assert names_of(loops, beside) == ("High Street loop",)


def test_a_loop_along_a_park_has_the_name_of_the_park(tmp_path: Path) -> None:
    made = Town()
    corners = [(0, 0), (400, 0), (400, 300), (0, 300)]
    made.ring([(float(x), float(y)) for x, y in corners], highway="residential", name="High Street")
    inside = [(10, 10), (390, 10), (390, 60), (10, 60)]
    made.ring([(float(x), float(y)) for x, y in inside], leisure="park", name="Castle Park")
    made.ring([(300.0, 310.0), (320.0, 310.0), (320.0, 330.0)], leisure="park", name="Lawn")
    build_map(made.write(tmp_path / "park.osm.pbf"), tmp_path / "map")
    beside = load_map(tmp_path / "map")
    loops = plan_loops(beside, *at(0, 0), 18, count=1).loops
    assert names_of(loops, beside) == ("Castle Park loop",)


def test_rounds_and_ways_there_and_back_are_no_loops_by_name(network: TerrainMap) -> None:
    loop = plan_loops(network, *CORNER, 24, count=1).loops[0]
    street = names_of([loop])[0].removesuffix(" loop")
    assert names_of([replace(loop, shape=Shape.ROUNDS)]) == (f"Rounds by {street}",)
    assert names_of([replace(loop, shape=Shape.THERE_AND_BACK)]) == (f"{street} and back",)


def test_the_gpx_holds_the_line_its_stops_and_the_credit(network: TerrainMap) -> None:
    offer = plan_loops(network, *CORNER, 24)
    loop = offer.loops[0]
    root = ElementTree.fromstring(gpx_of(loop, offer.credit))
    points = [
        (float(each.attrib["lat"]), float(each.attrib["lon"])) for each in root.iter(f"{GPX}trkpt")
    ]
    assert np.array(points) == pytest.approx(np.array(loop.points()))
    assert len(list(root.iter(f"{GPX}wpt"))) == len(loop.amenities)
    assert "OpenStreetMap contributors" in gpx_of(loop, offer.credit)
    assert math.dist(points[0], points[-1]) < 1e-6


def test_the_gpx_is_read_by_our_own_reader(network: TerrainMap) -> None:
    offer = plan_loops(network, *CORNER, 24)
    result = read(gpx_of(offer.loops[0], offer.credit).encode())
    assert [len(each) for each in result.recordings] == [len(offer.loops[0].points())]


def test_signs_in_a_name_do_not_break_the_gpx(network: TerrainMap) -> None:
    offer = plan_loops(network, *CORNER, 24)
    loop = offer.loops[0]
    odd = tuple(replace(each, name="Fish & <Chips>") for each in loop.ground.stretches)
    changed = replace(loop, ground=replace(loop.ground, stretches=odd))
    root = ElementTree.fromstring(gpx_of(changed, offer.credit))
    name = root.find(f"{GPX}trk/{GPX}name")
    assert name is not None
    assert name.text == "A: Fish & <Chips>"


def test_loops_with_the_same_streets_are_told_apart_by_their_side(network: TerrainMap) -> None:
    loop, _ = told(network, CORNER, 24)
    other = replace(loop, line=(2 * loop.line[0] - loop.line).astype(np.int32))
    sides = [name.partition(", to the ")[2] for name in names_of([loop, other])]
    opposite = {"north": "south", "south": "north", "east": "west", "west": "east"}
    assert [opposite[part] for part in sides[0].split("-")] == sides[1].split("-")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("minutes", [6, 14, 30])
def test_what_is_shared_keeps_away_from_the_door(
    network: TerrainMap, seed: int, minutes: float
) -> None:
    loop, _ = told(network, CORNER, minutes)
    shared = without_home(loop, seed)
    away = from_door(shared)
    assert len(away) > 1
    assert min(away) > (100 if minutes > 10 else 30)
    assert without_home(loop, seed).points() == shared.points()
    step = np.hypot(*np.diff(np.array(shared.points()) * 111_195, axis=0).T)
    whole = np.hypot(*np.diff(np.array(loop.points()) * 111_195, axis=0).T)
    assert step.max() <= whole.max() + 1, "the line has no gap"
    assert "home" not in gpx_of(shared, "credit", described=False)


def test_what_is_shared_does_not_name_the_street_of_the_door(network: TerrainMap) -> None:
    loop, _ = told(network, CORNER, 30)
    first = loop.ground.stretches[0]
    lane = replace(first, end_m=20.0, name="Lane of the door")
    rest = replace(first, begin_m=20.0, end_m=loop.length_m, name="Far Street")
    named = replace(loop, ground=replace(loop.ground, stretches=(lane, rest)))
    assert "Lane of the door" in gpx_of(named, "credit")
    assert "Lane of the door" not in gpx_of(without_home(named, 1), "credit", described=False)
    assert "Far Street" in gpx_of(without_home(named, 1), "credit", described=False)


def test_its_ends_do_not_lie_on_a_circle_around_the_door(network: TerrainMap) -> None:
    loop, _ = told(network, CORNER, 30)
    ends = []
    for seed in range(8):
        away = from_door(without_home(loop, seed))
        ends.append((away[0], away[-1]))
    assert max(abs(one - other) for one, other in ends) > 20
    assert np.ptp([one for one, _ in ends]) > 20


def from_door(loop: Loop) -> list[float]:
    """Return how far the points of a line are from the corner, metres."""
    north, east = (np.array(loop.points()) - CORNER).T * 111_195
    return [float(each) for each in np.hypot(north, east * math.cos(math.radians(CORNER[0])))]
