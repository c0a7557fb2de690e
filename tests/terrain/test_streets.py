"""Looking for a street by its name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from backstride.terrain import TerrainMap, build_map, find_streets, load_map
from backstride.terrain.network import ADDED
from tests.terrain.town import CORNER, Town, at, block

NAMES = (
    "Hauptstraße",
    "Straße des 17. Juni",
    "Wolfgang-Amadeus-Mozart-Straße",
    "Mühltalweg",
    "Rue de l’Évêché",
    "West 4th Avenue",
    "Saint Mary’s Road",
    "Λεωφόρος Βασιλίσσης Σοφίας",
    "улица Королёва",
    "Ødegårdsvei",
    "桜通り",
    "B",
)


def street(made: Town, name: str, east_m: float, north_m: float) -> None:
    """Add a street of 100 m with a lane across it."""
    line = [made.node(east_m + step, north_m) for step in (0, 50, 100)]
    made.way(line, highway="residential", name=name)
    lane = [made.node(east_m + 50, north_m - 30), line[1], made.node(east_m + 50, north_m + 30)]
    made.way(lane, highway="residential", name=f"Lane {east_m:.0f}")


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> TerrainMap:
    """Return a map with a street of each name; the main street is there twice."""
    made = Town()
    for number, name in enumerate(NAMES):
        street(made, name, 200.0 * number, 0.0)
    street(made, "Hauptstraße", 0.0, 1500.0)
    made.node(100, 1700, place="suburb", name="Östliche Vorstadt")
    made.node(100, 1400, place="city", name="Musterstadt")
    made.node(9000, 0, place="hamlet", name="Far")
    place = tmp_path_factory.mktemp("named")
    build_map(made.write(place / "named.osm.pbf"), place / "map")
    return load_map(place / "map")


def found(network: TerrainMap, text: str) -> list[str]:
    return [each.name for each in find_streets(network, text, at(0, 0)).streets]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hauptstr.", "Hauptstraße"),
        ("HAUPT STRASSE", "Hauptstraße"),
        ("Hauptstra", "Hauptstraße"),
        ("mozart str", "Wolfgang-Amadeus-Mozart-Straße"),
        ("Mozartstraße wolfgang", ""),
        ("muehltal", "Mühltalweg"),
        ("Muhltalweg", "Mühltalweg"),
        ("eveche", "Rue de l’Évêché"),
        ("w 4th ave", "West 4th Avenue"),
        ("St Marys Rd", "Saint Mary’s Road"),
        ("Λεωφ. Βασιλισσης", "Λεωφόρος Βασιλίσσης Σοφίας"),
        ("ΣΟΦΙΑΣ", "Λεωφόρος Βασιλίσσης Σοφίας"),
        ("ул. королева", "улица Королёва"),
        ("odegardsvei", "Ødegårdsvei"),
        ("桜", "桜通り"),
        ("17 juni", "Straße des 17. Juni"),
    ],
)
def test_it_finds_a_street_however_it_is_typed(named: TerrainMap, typed: str, name: str) -> None:
    assert found(named, typed)[:1] == ([name] if name else [])


def test_one_letter_finds_only_what_begins_with_it(named: TerrainMap) -> None:
    assert found(named, "b") == ["B"]
    assert found(named, "m")[0] == "Mühltalweg"
    assert found(named, "v") == []


@pytest.mark.parametrize("typed", ["", " ", "...", "zzzzqqq", "\x00", "%_(["])
def test_nothing_is_found_where_there_is_nothing(named: TerrainMap, typed: str) -> None:
    assert find_streets(named, typed, at(0, 0)).streets == ()


def test_streets_of_one_name_are_told_apart_the_nearest_first(named: TerrainMap) -> None:
    near, far = find_streets(named, "Hauptstraße", at(0, 0)).streets
    assert near.name == far.name == "Hauptstraße"
    assert (near.latitude, near.longitude) == pytest.approx(at(50, 0), abs=1e-6)
    assert (near.side, far.side) == ("east", "north")
    assert far.away_m == pytest.approx(1501, abs=2)
    assert near.length_m == pytest.approx(100, rel=0.01)
    assert near.meets == ("Lane 0",)
    assert (near.quarter, far.quarter) == ("Östliche Vorstadt",) * 2
    assert [each.side for each in find_streets(named, "hauptstr", at(0, 1600)).streets] == [
        "south-east",
        "south",
    ]


@pytest.mark.parametrize(
    "typed", ["Hauptstr. 12a", "12 Hauptstraße", "Hauptstraße 5-7, Musterstadt", "hauptstr, 69117"]
)
def test_numbers_of_houses_and_towns_are_left_out(named: TerrainMap, typed: str) -> None:
    told = find_streets(named, typed, at(0, 0))
    assert [each.name for each in told.streets] == ["Hauptstraße"] * 2


def test_the_quarter_behind_a_comma_comes_first(tmp_path: Path) -> None:
    made = Town()
    street(made, "Hauptstraße", 0.0, 0.0)
    street(made, "Hauptstraße", 0.0, 5000.0)
    made.node(0, 200, place="village", name="Unterdorf")
    made.node(0, 5200, place="village", name="Oberdorf am See")
    build_map(made.write(tmp_path / "two.osm.pbf"), tmp_path / "map")
    two = load_map(tmp_path / "map")
    for typed in ("hauptstr 3, 12345 oberdorf", "Hauptstraße, See"):
        told = find_streets(two, typed, at(0, 0)).streets
        assert [each.quarter for each in told] == ["Oberdorf am See", "Unterdorf"]
    nearest, _ = find_streets(two, "hauptstr, 12345", at(0, 0)).streets
    assert nearest.quarter == "Unterdorf"


@pytest.fixture(scope="module")
def housed(tmp_path_factory: pytest.TempPathFactory) -> TerrainMap:
    """Return a map of two main streets with houses: a node, a building, and what is none."""
    made = Town()
    street(made, "Hauptstraße", 0.0, 0.0)
    street(made, "Hauptstraße", 0.0, 5000.0)
    told = {"addr__street": "Hauptstraße"}
    made.node(20, 15, addr__housenumber="12 A", **told)
    made.node(40, 5015, addr__housenumber="7-9", **told)
    made.ring(
        [(60, 10), (80, 10), (80, 30), (60, 30)], building="yes", addr__housenumber="5", **told
    )
    made.node(60, 15, addr__housenumber="a number that is no number", **told)
    made.node(70, 15, addr__housenumber="70", addr__street="Nowhere Street")
    made.node(70, 15, addr__housenumber="71")
    place = tmp_path_factory.mktemp("housed")
    build_map(made.write(place / "housed.osm.pbf"), place / "map")
    return load_map(place / "map")


@pytest.mark.parametrize(
    ("typed", "house", "door"),
    [
        ("hauptstr. 12a", "12a", (20, 15)),
        ("12 A, Hauptstraße", "12 A", (20, 15)),
        ("Hauptstraße 9, Oberdorf", "9", (40, 5015)),
        ("Hauptstraße 7-9", "7-9", (40, 5015)),
        ("hauptstr 5", "5", (70, 20)),
    ],
)
def test_a_house_is_found_where_the_map_has_its_number(
    housed: TerrainMap, typed: str, house: str, door: tuple[float, float]
) -> None:
    first, other = find_streets(housed, typed, at(0, 0)).streets
    assert (first.name, first.house, other.house) == ("Hauptstraße", house, "")
    assert (first.latitude, first.longitude) == pytest.approx(at(*door), abs=1e-6)


@pytest.mark.parametrize("typed", ["Hauptstraße 70", "Hauptstraße 71", "Hauptstraße 1"])
def test_a_number_that_the_map_lacks_is_told_apart_from_none(
    housed: TerrainMap, typed: str
) -> None:
    told = find_streets(housed, typed, at(0, 0))
    assert told.number == typed.split()[1]
    assert [each.house for each in told.streets] == ["", ""]
    assert find_streets(housed, "Hauptstraße", at(0, 0)).number == ""


def test_a_map_from_before_quarters_were_kept_is_looked_through_all_the_same(
    folder: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copytree(folder, tmp_path / "older"))
    described = json.loads((older / "map.json").read_text(encoding="utf-8"))
    for name in ADDED:
        del described["arrays"][name]
    (older / "map.json").write_text(json.dumps(described), encoding="utf-8")
    told = find_streets(load_map(older, checked=True), "7. row", CORNER).streets
    assert [(each.name, each.quarter) for each in told] == [("7. Row", "")]


def test_a_slip_of_the_hand_is_answered_with_what_is_spelled_alike(named: TerrainMap) -> None:
    told = find_streets(named, "Haubtstrasse", at(0, 0))
    assert told.only_alike
    assert told.streets[0].name == "Hauptstraße"
    assert not find_streets(named, "Hauptstrasse", at(0, 0)).only_alike


def test_the_kind_of_a_street_alone_is_not_a_letter(network: TerrainMap) -> None:
    assert found(network, "row")[:1] == ["0. Row"]
    assert found(network, "rua") == []


def test_it_knows_how_many_others_fit_and_what_they_meet(network: TerrainMap) -> None:
    told = find_streets(network, "row", CORNER, most=4)
    assert (len(told.streets), told.more) == (4, 9)
    assert told.streets[0].name == "8. Row"
    assert all("Column" in each for each in told.streets[0].meets)


def test_ten_thousand_names_are_looked_through(tmp_path: Path) -> None:
    made = Town()
    for number in range(10_000):
        east, north = 60.0 * (number % 100), 60.0 * (number // 100)
        line = [made.node(east, north), made.node(east + 50, north)]
        made.way(line, highway="residential", name=f"Straße Nr. {number:05d}")
    build_map(made.write(tmp_path / "many.osm.pbf"), tmp_path / "map")
    many = load_map(tmp_path / "map")
    last = find_streets(many, "strasse nr 09999", at(0, 0))
    assert [each.name for each in last.streets] == ["Straße Nr. 09999"]
    all_ = find_streets(many, "str", at(block(2), 0))
    assert (len(all_.streets), all_.more) == (12, 9_988)


def test_ever_so_many_pieces_of_one_name_in_one_place_are_one_street(tmp_path: Path) -> None:
    made = Town()
    for number in range(3000):
        east, north = 4.0 * (number % 60), 4.0 * (number // 60)
        made.way([made.node(east, north), made.node(east + 3, north)], highway="path", name="Path")
    build_map(made.write(tmp_path / "dense.osm.pbf"), tmp_path / "map")
    (told,) = find_streets(load_map(tmp_path / "map"), "path", at(0, 0)).streets
    assert told.length_m == pytest.approx(9000, rel=0.01)
