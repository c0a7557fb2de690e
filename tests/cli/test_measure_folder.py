"""``backstride measure`` on folders: every file for itself, in an order that stays the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backstride.cli.listed_files import DEEPEST, listed_files
from tests.cli.conftest import Run, printed
from tests.recordings.xml_writer import archive, lap, tcx, trackpoint, walk_gpx

GARMIN = tcx(lap(0, 600, [trackpoint(s) for s in range(600)]))


def test_it_measures_every_file_of_a_folder_each_for_itself(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "walk.tcx").write_bytes(GARMIN)
    (tmp_path / "a.zip").write_bytes(archive({"x.gpx": walk_gpx(300), "y.txt": b"hello"}))
    (tmp_path / "c.gpx").write_bytes(walk_gpx(600))
    (tmp_path / "a.txt").write_text("no recording", encoding="utf-8")
    result = run("measure", tmp_path)
    lines = result.stdout.splitlines()
    heads = [line.split(": ")[0] for line in lines if "minutes" in line]
    assert heads == ["a.zip", f"b{os.sep}walk.tcx", "c.gpx"]
    assert "a.zip: x.gpx: 5.0 minutes" in result.stdout
    assert "a.txt: This is not" in " ".join(result.stderr.split())
    assert "a.zip: y.txt: This is not" in " ".join(result.stderr.split())
    assert lines[-1] == "5 results: 3 measured, 2 refused."
    assert result.exit_code == 1
    assert "\x1b" not in result.output


def test_a_program_gets_one_list_of_all_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.gpx").write_bytes(walk_gpx(600))
    (tmp_path / "a.txt").write_text("no recording", encoding="utf-8")
    told = printed(run("measure", tmp_path, "--json"))
    assert [(each["kind"], each["name"]) for each in told] == [
        ("refused", "a.txt"),
        ("recording", "b.gpx"),
    ]
    assert told[0]["file"] == str(tmp_path / "a.txt")


def test_a_folder_without_a_file_is_told(run: Run, tmp_path: Path) -> None:
    assert run("measure", tmp_path).stdout == "There is no file in it.\n"
    result = run("measure", tmp_path, "--json")
    assert (printed(result), result.exit_code) == ([], 0)


def test_what_is_hidden_or_no_file_is_passed_over_and_links_lead_no_round(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "walk.gpx").write_bytes(b"x")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "walk.gpx").write_bytes(b"x")
    (inner / "round").symlink_to(tmp_path, target_is_directory=True)
    (inner / "itself").symlink_to(inner / "itself")
    (inner / "nowhere").symlink_to(tmp_path / "nothing")
    (inner / "z-linked.gpx").symlink_to(inner / "walk.gpx")
    os.mkfifo(inner / "pipe")
    found = [each.shown for each in listed_files([tmp_path])]
    assert found == [f"inner{os.sep}walk.gpx", f"inner{os.sep}z-linked.gpx"]


def test_a_folder_too_deep_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * DEEPEST)
    deep.mkdir(parents=True)
    (deep / "walk.gpx").write_bytes(b"x")
    (deep.parent / "walk.gpx").write_bytes(b"x")
    (tmp_path / "walk.gpx").write_bytes(b"x")
    troubled, lower, upper = listed_files([tmp_path])
    assert troubled.path == deep
    assert f"more than {DEEPEST} folders deep" in troubled.trouble
    assert (lower.path, upper.path) == (deep.parent / "walk.gpx", tmp_path / "walk.gpx")
    assert [lower.trouble, upper.trouble] == ["", ""]


def test_a_folder_that_cannot_be_opened_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "walk.gpx").write_bytes(b"x")
    opened = os.scandir

    def scandir(folder: Path) -> object:
        if Path(folder).name == "locked":
            raise PermissionError(13, "Permission denied")
        return opened(folder)

    monkeypatch.setattr("backstride.cli.listed_files.os.scandir", scandir)
    locked, walk = listed_files([tmp_path])
    assert "Permission denied" in locked.trouble
    assert (walk.shown, walk.trouble) == ("walk.gpx", "")


def test_the_name_of_a_file_gives_a_terminal_no_orders(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2Jb\nc.gpx").write_bytes(walk_gpx(60))
    result = run("measure", tmp_path)
    assert result.stdout.startswith("a?[2Jb?c.gpx: 1.0 minutes")


def test_a_terminal_shows_how_far_it_has_come_also_beside_json(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.gpx", "b.gpx"):
        (tmp_path / name).write_bytes(walk_gpx(60))
    monkeypatch.setattr("backstride.cli.tally.is_terminal", lambda: True)
    result = run("measure", tmp_path, "--json")
    assert "1 of 2: a.gpx" in result.stderr
    assert "2 of 2: b.gpx" in result.stderr
    assert len(printed(result)) == 2
