"""``backstride import --watch``: a folder in which recordings arrive."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from backstride.cli.watched import Watched, watch
from backstride.diary import Walk
from backstride.site import store
from backstride.site.models import Walker
from tests.cli.conftest import Run
from tests.recordings.xml_writer import walk_gpx


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "from the phone"
    place.mkdir()
    return place


def test_a_file_is_complete_once_it_has_stopped_growing(folder: Path) -> None:
    watched = Watched([folder])
    path = folder / "walk.gpx"
    path.write_bytes(b"half")
    assert watched.look() == []
    path.write_bytes(b"half and more")
    assert watched.look() == []
    assert watched.look() == [path]
    assert watched.look() == []


def test_a_file_that_is_written_anew_is_taken_anew(folder: Path) -> None:
    watched = Watched([folder])
    path = folder / "walk.gpx"
    path.write_bytes(b"first")
    assert [watched.look(), watched.look()] == [[], [path]]
    path.write_bytes(b"second, longer")
    assert [watched.look(), watched.look()] == [[], [path]]


@pytest.mark.parametrize(
    "name", [".hidden.fit", "walk.fit.part", "walk.gpx.crdownload", "~walk.gpx"]
)
def test_what_is_hidden_or_unfinished_is_left_alone(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"something")
    (folder / "empty.fit").touch()
    (folder / ".sync").mkdir()
    (folder / ".sync" / "walk.gpx").write_bytes(b"something")
    watched = Watched([folder])
    assert [watched.look(), watched.look()] == [[], []]


def test_folders_inside_are_looked_into_and_the_oldest_comes_first(folder: Path) -> None:
    inner = folder / "2026"
    inner.mkdir()
    for second, path in enumerate((inner / "b.gpx", folder / "a.gpx")):
        path.write_bytes(b"something")
        os.utime(path, (1_000_000 + second, 1_000_000 + second))
    watched = Watched([folder])
    assert [watched.look(), watched.look()] == [[], [inner / "b.gpx", folder / "a.gpx"]]


def test_a_folder_that_went_away_and_came_back_does_not_end_it(folder: Path) -> None:
    watched = Watched([folder / "not there yet"])
    assert watched.look() == []


def test_it_waits_between_looks_and_ends_after_so_many(folder: Path) -> None:
    waited: list[float] = []
    taken: list[Path] = []
    (folder / "walk.gpx").write_bytes(b"something")
    watch([folder], taken.append, every_s=7, looks=3, sleep=waited.append)
    assert waited == [7, 7]
    assert taken == [folder / "walk.gpx"]


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)


@pytest.mark.usefixtures("no_waiting")
def test_each_result_is_a_line_of_json(run: Run, walker: Walker, folder: Path) -> None:
    (folder / "walk.gpx").write_bytes(walk_gpx(600))
    (folder / "notes.txt").write_bytes(b"not a recording")
    result = run("import", "--watch", folder, "--looks", "2", "--every", "1", "--json")
    assert result.exit_code == 0
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert {each["name"]: each["outcome"] for each in told} == {
        "walk.gpx": "imported",
        "notes.txt": "refused",
    }
    assert len(store.diary(walker).of(Walk)) == 1


def test_a_file_is_no_folder_to_watch(run: Run, walker: Walker, folder: Path) -> None:
    path = folder / "walk.gpx"
    path.write_bytes(b"something")
    result = run("import", "--watch", path)
    assert result.exit_code == 1
    assert "Name folders to watch" in result.stderr
