"""``backstride measure``."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.cli.conftest import Run, printed
from tests.recordings.logger_writer import cwa, swinging
from tests.recordings.xml_writer import archive, lap, tcx, trackpoint, walk_gpx


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    path = tmp_path / "walk.tcx"
    path.write_bytes(tcx(lap(0, 600, [trackpoint(s) for s in range(600)])))
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A phone that swings 1.8 times a second for a minute, in g."""
    rows = [f"{k / 50},0,0,{1 + 0.2 * math.sin(2 * math.pi * 1.8 * k / 50)}" for k in range(3000)]
    path = tmp_path / "phone.csv"
    path.write_text("\n".join(["seconds_elapsed,x,y,z", *rows]), encoding="utf-8")
    return path


def test_it_says_what_a_walk_was_and_writes_nothing(run: Run, walk: Path) -> None:
    before = walk.read_bytes()
    (told,) = printed(run("measure", walk, "--json"))
    assert told["kind"] == "recording"
    assert told["minutes"] == pytest.approx(10)
    assert told["distance_m"] == pytest.approx(100)
    assert told["mean_heart_rate_bpm"] == 95
    assert told["start_utc"] == "2024-03-31T08:00:00+00:00"
    assert walk.read_bytes() == before
    assert list(walk.parent.iterdir()) == [walk]


def test_it_counts_the_steps_in_raw_acceleration(run: Run, table: Path) -> None:
    (told,) = printed(run("measure", table, "--json"))
    assert told["kind"] == "acceleration"
    assert told["unit"] == "g"
    assert told["steps"] == pytest.approx(108, abs=1)
    assert told["mean_cadence_spm"] == pytest.approx(108, abs=0.5)
    assert len(told["bouts"]) == 1
    assert [part["kind"] for part in told["parts"]] == ["steady"]


def test_it_finds_the_acceleration_in_an_archive(run: Run, table: Path, tmp_path: Path) -> None:
    path = tmp_path / "phone.zip"
    members = {"Metadata.csv": b"a,b", "Accelerometer.csv": table.read_bytes()}
    path.write_bytes(archive(members))
    (told,) = printed(run("measure", path, "--json"))
    assert told["kind"] == "acceleration"
    assert told["steps"] == pytest.approx(108, abs=1)


@pytest.mark.parametrize("name", ["day.cwa", "day.dat"])
def test_it_finds_a_logger_in_an_archive_whatever_its_name(
    run: Run, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "logger.zip"
    path.write_bytes(archive({name: cwa(swinging(60, 100))}))
    (told,) = printed(run("measure", path, "--json"))
    assert told["steps"] == pytest.approx(108, abs=2)


def test_of_several_tables_in_an_archive_it_measures_each(
    run: Run, table: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.zip"
    half = b"\n".join(table.read_bytes().splitlines()[:1501])
    members = {"a/acc.csv": table.read_bytes(), "b/acc.csv": half, "c/acc.csv": half}
    path.write_bytes(archive(members | {"a/Gyroscope.csv": half + b"\n"}))
    result = run("measure", path, "--json")
    first, second, again, other = printed(result)
    assert first["name"] == "a/acc.csv"
    assert first["steps"] == pytest.approx(108, abs=1)
    assert second["name"] == "b/acc.csv"
    assert second["steps"] == pytest.approx(54, abs=1)
    assert (again["kind"], again["name"]) == ("same", "c/acc.csv")
    assert (other["kind"], other["name"]) == ("refused", "a/Gyroscope.csv")
    assert "another sensor" in other["words"]
    assert result.exit_code == 1


def test_it_measures_a_logger_piece_by_piece(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hour.cwa"
    path.write_bytes(cwa(swinging(3600, 100)))
    (told,) = printed(run("measure", path, "--json"))
    assert told["kind"] == "acceleration"
    assert told["minutes"] == pytest.approx(60, abs=0.01)
    assert told["steps"] == pytest.approx(1.8 * 3600, abs=5)
    assert "The clock of this device tells no time zone. We read it as UTC." in told["notices"]


def test_a_gap_in_the_recording_is_a_pause(run: Run, table: Path) -> None:
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    later = [f"{float(t) + 90},{rest}" for t, rest in (row.split(",", 1) for row in rows)]
    table.write_text("\n".join([head, *rows, *later]), encoding="utf-8")
    (told,) = printed(run("measure", table, "--json"))
    assert [part["kind"] for part in told["parts"]] == ["steady", "pause", "steady"]
    assert told["parts"][1]["start_s"] == pytest.approx(60, abs=2)
    assert told["parts"][1]["end_s"] == pytest.approx(90, abs=2)


def test_a_file_that_is_none_does_not_stop_the_others(run: Run, walk: Path) -> None:
    wrong = walk.with_name("note.txt")
    wrong.write_text("hello", encoding="utf-8")
    result = run("measure", wrong, walk)
    assert result.exit_code == 1
    assert "note.txt: This is not" in " ".join(result.stderr.split())
    assert "walk.tcx: 10.0 minutes, 100 m" in result.stdout


def test_it_tells_the_parts_of_a_recorded_walk(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "walk.gpx"
    path.write_bytes(walk_gpx(600))
    (told,) = printed(run("measure", path, "--json"))
    (part,) = told["parts"]
    assert (part["kind"], part["start_s"]) == ("steady", 0)
    assert part["end_s"] == pytest.approx(599, abs=2)
    assert part["speed_mps"] == pytest.approx(1.2, abs=0.4)
    assert "steady (10.0 min)" in run("measure", path).stdout
