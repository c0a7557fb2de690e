"""The ground of recorded walks, beside the recording and in the patterns."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from backstride.diary import Walk
from backstride.insights import experiment_sentences, experiments, patterns
from backstride.site import importing, maps, store, walk_ground
from backstride.site.home import Home
from backstride.site.models import StoredRecording, Walker
from backstride.site.walk_ground import ground_answer, known_grounds, with_ground
from backstride.terrain import (
    GROUND_METHOD,
    TerrainMap,
    build_map,
    ground_of,
    load_map,
    plan_loops,
)
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import set_up
from tests.site.pages.test_routes import track_over
from tests.terrain.conftest import extract, folder
from tests.terrain.town import CORNER, Town, at, block

__all__ = ["extract", "folder"]

ENOUGH_S = 30


@pytest.fixture
def network(folder: Path) -> TerrainMap:
    return load_map(folder)


@pytest.fixture
def walk_id(walker: Walker) -> UUID:
    """Hand in a walk over asphalt and cobbles, about which nobody said what it was like."""
    store.append(walker, factories.events(*set_up()), source="test")
    (became,) = importing.take(walker, track_over("2026-05-13"), name="walk.gpx", now=NOW)
    assert became.walk_id is not None
    return became.walk_id


def add_map(home: Home, folder: Path, name: str = "town-map") -> None:
    shutil.copytree(folder, home.maps / name)


def found(walker: Walker) -> dict[UUID, walk_ground.WalkGround]:
    known_grounds(walker)
    walk_ground.wait(ENOUGH_S)
    return known_grounds(walker)


def test_without_a_map_nothing_is_known(walker: Walker, walk_id: UUID) -> None:
    assert found(walker) == {}


def test_it_is_worked_out_beside_the_pages_and_kept(
    walker: Walker, walk_id: UUID, home: Home, folder: Path
) -> None:
    add_map(home, folder)
    assert known_grounds(walker) == {}, "a page does not wait for it"
    told = found(walker)[walk_id]
    assert told.kind == "paved_uneven"
    assert told.words.startswith("paved, partly uneven")
    assert told.uneven_share is not None
    low, best, high = told.uneven_share
    assert 0.4 < low <= best <= high < 1
    assert "OpenStreetMap contributors" in told.credit
    assert told.source == "town.osm.pbf"


def test_another_map_is_asked_too(walker: Walker, walk_id: UUID, home: Home, folder: Path) -> None:
    add_map(home, folder)
    first = found(walker)[walk_id]
    add_map(home, folder, "later-map")
    assert found(walker)[walk_id].maps != first.maps


def test_what_an_older_method_found_is_shown_until_it_is_worked_out_again(
    walker: Walker, walk_id: UUID, home: Home, folder: Path
) -> None:
    add_map(home, folder)
    fresh = found(walker)[walk_id]
    row = StoredRecording.objects.get(walk_id=walk_id)
    kept = (home.recordings / row.columns).with_name(Path(row.columns).name + walk_ground.ENDING)
    older = json.loads(kept.read_text(encoding="utf-8"))
    del older["method"]
    older["uneven_share"] = [0.0, 0.5, 1.0]
    kept.write_text(json.dumps(older), encoding="utf-8")
    assert known_grounds(walker)[walk_id].uneven_share == (0.0, 0.5, 1.0)
    assert found(walker)[walk_id] == fresh
    assert fresh.method == GROUND_METHOD


def test_what_was_known_stays_where_a_new_map_does_not_reach(
    walker: Walker, walk_id: UUID, home: Home, folder: Path, tmp_path: Path
) -> None:
    add_map(home, folder)
    first = found(walker)[walk_id]
    made = Town()
    made.way([made.node(0, 90_000), made.node(100, 90_000)], highway="residential")
    build_map(made.write(tmp_path / "far.osm.pbf"), home.maps / "far-map")
    shutil.rmtree(home.maps / "town-map")
    kept = found(walker)[walk_id]
    assert kept == replace(first, maps=maps.fingerprint())
    assert kept.kind == "paved_uneven"


def test_a_walk_off_every_map_says_why(walker: Walker, home: Home, folder: Path) -> None:
    add_map(home, folder)
    store.append(walker, factories.events(*set_up()), source="test")
    far = track_over("2026-05-13", north=3.0)
    (became,) = importing.take(walker, far, name="walk.gpx", now=NOW)
    assert became.walk_id is not None
    told = found(walker)[became.walk_id]
    assert told.kind is None
    assert told.reason
    assert told.words == ""


def test_it_reaches_the_patterns_and_not_the_diary(
    walker: Walker, walk_id: UUID, home: Home, folder: Path
) -> None:
    add_map(home, folder)
    found(walker)
    diary = store.diary(walker)
    read = with_ground(diary, walker, NOW)
    assert {walk.id: walk.ground for walk in read.walks()}[walk_id] == "paved_uneven"
    assert {walk.id: walk.ground for walk in store.diary(walker).walks()}[walk_id] is None
    assert patterns(read, NOW.date())


def test_an_experiment_checks_what_was_really_walked_on_its_page_and_in_the_terminal(
    client: Client, walker: Walker, home: Home, folder: Path
) -> None:
    add_map(home, folder)
    started = factories.experiment("2026-05-13", at="05:00", question="ground", pairs=7)
    store.append(walker, factories.events(*set_up(), started), source="test")
    importing.take(walker, track_over("2026-05-13"), name="walk.gpx", now=NOW)
    found(walker)
    page = client.get(f"/progress/experiments/{started.id}/")
    read = with_ground(store.diary(walker), walker, NOW)
    (in_terminal,) = experiments(read, on=NOW.date())
    assert [each.done for each in in_terminal.walks] == [False]
    assert page.context["kept"] == experiment_sentences.really_done(in_terminal)
    (raw,) = experiments(store.diary(walker), on=NOW.date())
    assert page.context["kept"] != experiment_sentences.really_done(raw)


def test_what_the_person_said_stays(
    walker: Walker, home: Home, folder: Path, walk_id: UUID
) -> None:
    add_map(home, folder)
    walk = next(each for each in store.diary(walker).of(Walk) if each.id == walk_id)
    said = factories.correction(walk, ground="gravel")
    store.append(walker, [said], source="test")
    found(walker)
    (read,) = with_ground(store.diary(walker), walker, NOW).walks()
    assert read.ground == "gravel"


def test_a_recording_that_is_gone_does_not_stop_the_rest(
    walker: Walker, walk_id: UUID, home: Home, folder: Path
) -> None:
    add_map(home, folder)
    row = StoredRecording.objects.get(walk_id=walk_id)
    StoredRecording.objects.create(
        walker=walker,
        digest="0" * 64,
        name="gone",
        size=1,
        original="gone",
        columns=f"{walker.id}/gone.parquet",
        imported_at=row.imported_at,
        outcome=row.outcome,
        walk_id=UUID(int=7),
    )
    assert walk_id in found(walker)


def test_a_recording_that_cannot_be_read_is_tried_once_with_these_maps(
    walker: Walker,
    walk_id: UUID,
    home: Home,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    add_map(home, folder)
    row = StoredRecording.objects.get(walk_id=walk_id)
    (home.recordings / row.columns).write_bytes(b"PAR1 and then nothing")
    (other,) = importing.take(walker, track_over("2026-05-12"), name="other.gpx", now=NOW)
    told = found(walker)
    assert other.walk_id is not None
    assert told[other.walk_id].kind == "paved_uneven"
    assert told[walk_id].reason == walk_ground.UNKNOWN_WORDS
    assert len([each for each in caplog.records if each.exc_info]) == 1
    monkeypatch.setattr(walk_ground, "work_out", pytest.fail)
    assert found(walker)[walk_id].reason == walk_ground.UNKNOWN_WORDS


def test_a_map_that_is_being_replaced_is_none_for_that_moment(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_map(home, folder)
    here = maps.fingerprint()
    gone = home.maps / "away-map" / "map.json"
    listed = Path.glob

    def with_gone(path: Path, pattern: str) -> list[Path]:
        return [*listed(path, pattern), gone]

    monkeypatch.setattr(Path, "glob", with_gone)
    assert here
    assert maps.fingerprint() == here
    assert len(maps.known()) == 1
    assert maps.broken() == []


def test_the_answer_follows_from_the_surface(network: TerrainMap) -> None:
    asphalt = plan_loops(network, *CORNER, 24).loops[0]
    cobbles = plan_loops(network, *at(block(6), 0), 10).loops[0]
    assert ground_answer(asphalt.ground) == "paved_even"
    assert ground_answer(cobbles.ground) == "paved_uneven"
    path = plan_loops(network, *at(5000, 40), 5).loops[0]
    assert ground_answer(ground_of(network, path.trail)) == "gravel"
    unknown = plan_loops(network, *at(block(6) + 40, block(4)), 2).loops[0]
    assert ground_answer(unknown.ground) is None
