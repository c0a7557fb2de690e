"""From an extract to a map."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from osmium.osm.mutable import Node

from backstride.terrain import CREDIT, MapError, TerrainMap, build_map, load_map
from backstride.terrain.extract import _joined
from tests.terrain.town import SIDE, Town, block

STREETS_KM = 2 * SIDE * block(SIDE - 1) / 1000
OTHER_KM = 0.24 + 0.17 + 0.08 + 0.48
"""Lane, steps, path and ring."""


def test_it_holds_every_way_that_people_may_walk_on_and_no_other(network: TerrainMap) -> None:
    assert network.about.walkable_km == pytest.approx(STREETS_KM + OTHER_KM, abs=0.1)


def test_source_date_box_and_credit_are_kept(network: TerrainMap) -> None:
    about = network.about
    assert about.source == "town.osm.pbf"
    assert about.date == "2024-05-17"
    assert about.credits == (CREDIT,)
    assert "OpenStreetMap contributors" in about.credit
    west, south, east, north = about.bbox
    assert west == pytest.approx(8.0)
    assert south == pytest.approx(50.0)
    assert 8.08 < east < 8.09
    assert 50.012 < north < 50.014


def test_it_holds_the_benches_taps_and_open_toilets(network: TerrainMap) -> None:
    assert sorted(network.arrays.point_kind.tolist()) == [0, 0, 0, 0, 1, 2]


def test_it_holds_what_is_drawn_around_the_streets(network: TerrainMap) -> None:
    names = {network.name(int(number)) for number in network.arrays.layer_name}
    assert {"Mill Pond", "Castle Park", "Town hall"} <= names


def test_progress_is_told_and_only_rises(extract: Path, tmp_path: Path) -> None:
    told: list[float] = []
    build_map(extract, tmp_path / "map", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_an_older_map_is_replaced(extract: Path, tmp_path: Path) -> None:
    where = tmp_path / "map"
    build_map(extract, where)
    (where / "arrays.bin").write_bytes(b"")
    build_map(extract, where)
    assert load_map(where).about.walkable_km > 0
    assert [each.name for each in tmp_path.iterdir()] == ["map"]


def test_a_folder_with_something_else_is_left_alone(extract: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear aunt", encoding="utf-8")
    with pytest.raises(MapError, match="no map of ours"):
        build_map(extract, tmp_path)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear aunt"


@pytest.mark.parametrize("name", ["area.osm.pbf", "area.osm", "area.txt"])
def test_what_is_no_extract_is_refused_by_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"This is a letter and no map. " * 20)
    with pytest.raises(MapError, match=name):
        build_map(file, tmp_path / "map")
    assert not (tmp_path / "map").exists()


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(MapError, match=r"nowhere\.osm\.pbf"):
        build_map(tmp_path / "nowhere.osm.pbf", tmp_path / "map")


def test_a_part_of_an_extract_is_refused(extract: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(extract.read_bytes()[:-200])
    with pytest.raises(MapError, match=r"cut\.osm\.pbf"):
        build_map(cut, tmp_path / "map")


def test_an_area_without_ways_is_refused(tmp_path: Path) -> None:
    empty = Town()
    empty.ring([(0, 0), (50, 0), (50, 50)], building="yes")
    with pytest.raises(MapError, match="no way that people may walk on"):
        build_map(empty.write(tmp_path / "empty.osm.pbf"), tmp_path / "map")


def test_a_folder_without_a_map_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="backstride map build"):
        load_map(tmp_path)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 99}, "version 99"),
        ({"format": "shopping"}, "something else"),
        ({"size": 5}, "not complete"),
        ({"arrays": {}}, "lacks"),
        ({"about": None}, "cannot be read"),
        ({"about": {}}, "does not say what it is made of"),
        ({"checksum": 5}, "no longer what was built"),
    ],
    ids=["version", "format", "size", "arrays", "about", "nothing about it", "checksum"],
)
def test_a_broken_folder_says_what_is_wrong(
    extract: Path, tmp_path: Path, change: dict[str, object], says: str
) -> None:
    where = tmp_path / "map"
    build_map(extract, where)
    described = json.loads((where / "map.json").read_text(encoding="utf-8"))
    (where / "map.json").write_text(json.dumps(described | change), encoding="utf-8")
    with pytest.raises(MapError, match=says):
        load_map(where, checked=True)


def test_numbers_that_were_changed_are_noticed(extract: Path, tmp_path: Path) -> None:
    where = tmp_path / "map"
    build_map(extract, where)
    numbers = bytearray((where / "arrays.bin").read_bytes())
    numbers[len(numbers) // 2] ^= 0x40
    (where / "arrays.bin").write_bytes(numbers)
    with pytest.raises(MapError, match="no longer what was built"):
        load_map(where, checked=True)


def test_a_point_that_was_written_down_wrong_costs_two_steps_and_no_more(tmp_path: Path) -> None:
    made = Town()
    near = [made.node(100.0 * number, 0) for number in range(4)]
    made.way([*near[:2], made.node(3_000_000, 1_000_000), *near[2:]], highway="footway")
    about = build_map(made.write(tmp_path / "place.osm.pbf"), tmp_path / "map")
    assert about["walkable_km"] == pytest.approx(0.2, abs=0.01)


def test_a_way_across_the_line_of_the_date_is_not_led_around_the_earth(tmp_path: Path) -> None:
    made = Town()
    for longitude in (179.99, 179.999, -179.999, -179.99):
        made.nodes.append(Node(id=len(made.nodes) + 1, location=(longitude, 0.0)))
    made.way([1, 2, 3, 4], highway="footway")
    about = build_map(made.write(tmp_path / "place.osm.pbf"), tmp_path / "map")
    assert about["walkable_km"] == pytest.approx(2.0, abs=0.1)


def test_more_ways_than_one_map_can_hold_are_refused(
    extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backstride.terrain.build.LONGEST_M", 1000.0)
    with pytest.raises(MapError, match="smaller area"):
        build_map(extract, tmp_path / "map")
    assert not (tmp_path / "map").exists()


def test_water_of_very_many_open_pieces_is_joined_without_comparing_each_with_each() -> None:
    around = [
        (round(1e5 * np.cos(turn)), round(1e5 * np.sin(turn))) for turn in np.arange(0, 6, 2e-4)
    ]
    closed = [*around, around[0]]
    parts = [np.array(pair, dtype=np.int32) for pair in pairwise(closed)]
    turned = [part[::-1] if number % 3 else part for number, part in enumerate(parts)]
    loose = [part + 10**7 for part in parts[::2]]
    shuffled = [*turned[1::2], *loose, *turned[::2]]
    rings = [ring for ring in _joined(shuffled) if (ring[0] == ring[-1]).all()]
    assert [len(ring) for ring in rings] == [len(closed)]
