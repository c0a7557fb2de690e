"""``backstride map``, ``loop`` and ``ground``."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from backstride.recordings import read
from tests.cli.conftest import Run, printed
from tests.terrain.conftest import extract, folder
from tests.terrain.town import CORNER

__all__ = ["extract", "folder"]

FROM = f"{CORNER[0]},{CORNER[1]}"


def test_a_map_is_built_beside_the_extract(run: Run, extract: Path, tmp_path: Path) -> None:
    copy = tmp_path / "town.osm.pbf"
    copy.write_bytes(extract.read_bytes())
    result = run("map", "build", copy)
    assert result.exit_code == 0
    assert "km of ways to walk on are in" in result.stdout
    assert "OpenStreetMap contributors" in result.stdout
    assert (tmp_path / "town-map" / "map.json").exists()


def test_what_is_no_extract_ends_with_words(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.osm.pbf"
    letter.write_text("Dear aunt", encoding="utf-8")
    result = run("map", "build", letter)
    assert result.exit_code == 1
    assert "letter.osm.pbf cannot be read" in result.output


def test_heights_of_another_place_are_said_to_lie_elsewhere(
    run: Run, extract: Path, tmp_path: Path
) -> None:
    (tmp_path / "heights").mkdir()
    (tmp_path / "heights" / "N10E010.hgt").write_bytes(bytes(2 * 1201 * 1201))
    result = run(
        *("map", "build", extract, "--out", tmp_path / "map"),
        *("--elevation", tmp_path / "heights"),
    )
    assert result.exit_code == 0
    assert "lie on this map" in " ".join(result.stdout.split())
    assert "NASA" not in result.stdout


@pytest.mark.parametrize("option", ["--minutes", "--speed"])
def test_what_is_no_number_is_refused(run: Run, folder: Path, option: str) -> None:
    given = {"--minutes": "24", "--speed": "1.25", option: "nan"}
    result = run(
        "loop", "--map", folder, "--from", FROM, *[p for pair in given.items() for p in pair]
    )
    assert result.exit_code == 2
    assert "nan is no number" in result.output


def test_loops_are_told_in_words(run: Run, folder: Path) -> None:
    result = run("loop", "--map", folder, "--from", FROM, "--minutes", 24)
    assert result.exit_code == 0
    assert "A loop of 1.8 km, about 24 minutes." in result.stdout
    assert {"A", "B", "C"} <= {line[:1] for line in result.stdout.splitlines()}
    assert "OpenStreetMap contributors" in result.stdout


def test_loops_are_given_to_programs(run: Run, folder: Path) -> None:
    given = printed(
        run(
            *("loop", "--map", folder, "--from", FROM, "--minutes", 24),
            *("--alternatives", 2, "--stage", 2, "--no-steps", "--json"),
        )
    )
    assert [each["letter"] for each in given["loops"]] == ["A", "B"]
    for each in given["loops"]:
        assert each["ground"]["steps"] == 0
        assert each["ground"]["slope95"] is None
        assert 0 <= each["ground"]["known_share"] <= 1
        assert each["points"][0] == pytest.approx(each["points"][-1])


def test_a_loop_is_written_as_gpx_and_its_ground_read_back(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    gpx = tmp_path / "loop.gpx"
    planned = run("loop", "--map", folder, "--from", FROM, "--minutes", 24, "--gpx", gpx)
    assert planned.exit_code == 0
    assert read(gpx).recordings
    given = printed(run("ground", gpx, "--map", folder, "--json"))
    (track,) = given["tracks"]
    assert track["track_m"] == pytest.approx(1800, rel=0.06)
    assert track["on_map_share"] == 1.0
    assert track["ranges"]["slope95"] is None
    whole, by_ways = (track["ranges"][name] for name in ("uneven_share", "uneven_by_ways"))
    assert whole["low"] <= by_ways["low"] <= by_ways["best"] <= by_ways["high"] <= whole["high"]
    told = run("ground", gpx, "--map", folder)
    assert "on ways of the map" in told.stdout
    assert "OpenStreetMap contributors" in told.stdout


@pytest.mark.parametrize(
    ("start", "code", "says"),
    [
        ("10,10", 1, "no way near"),
        ("here", 2, "is no point"),
        ("95,8", 2, "nowhere on earth"),
    ],
)
def test_a_start_that_cannot_be_is_explained(
    run: Run, folder: Path, start: str, code: int, says: str
) -> None:
    result = run("loop", "--map", folder, "--from", start, "--minutes", 24)
    assert result.exit_code == code
    assert says in " ".join(result.output.split())


def test_a_folder_without_a_map_says_how_to_build_one(run: Run, tmp_path: Path) -> None:
    result = run("loop", "--map", tmp_path, "--from", FROM, "--minutes", 24)
    assert result.exit_code == 1
    assert "backstride map build" in " ".join(result.output.split())


def test_a_file_that_is_no_track_is_refused_in_words(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.gpx"
    letter.write_text("Dear aunt", encoding="utf-8")
    result = run("ground", letter, "--map", folder)
    assert result.exit_code == 1
    assert result.output.strip()


ELSEWHERE = (
    '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
    '<trkpt lat="10.0" lon="10.0"/><trkpt lat="10.01" lon="10.0"/></trkseg></trk></gpx>'
)


def test_what_is_off_the_map_or_no_track_stops_no_other_walk_of_an_archive(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    gpx = tmp_path / "loop.gpx"
    run("loop", "--map", folder, "--from", FROM, "--minutes", 24, "--gpx", gpx)
    archive = tmp_path / "walks.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("1-elsewhere.gpx", ELSEWHERE)
        out.writestr("2-letter.gpx", "Dear aunt")
        out.write(gpx, "3-loop.gpx")
    told = run("ground", archive, "--map", folder)
    assert told.exit_code == 1
    assert "3-loop.gpx" in told.stdout
    assert "on ways of the map" in told.stdout
    said = " ".join(told.stderr.split())
    assert "1-elsewhere.gpx: This track is not on the map" in said
    assert "2-letter.gpx: " in said
    given = json.loads(run("ground", archive, "--map", folder, "--json").stdout)
    assert [each["name"] for each in given["tracks"]] == ["3-loop.gpx"]
    assert [each["name"] for each in given["refused"]] == ["1-elsewhere.gpx", "2-letter.gpx"]
