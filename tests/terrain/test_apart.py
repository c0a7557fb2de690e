"""A map is built in a process of its own, which can be ended and takes nothing else along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backstride.terrain import BuildBounds, MapError, apart, build_map, build_map_apart, load_map

ROOMY = BuildBounds()


def test_it_is_the_map_that_would_be_built_here(extract: Path, tmp_path: Path) -> None:
    told: list[float] = []
    about = build_map_apart(extract, tmp_path / "apart", progress=told.append)
    assert about == build_map(extract, tmp_path / "here")
    assert load_map(tmp_path / "apart", checked=True).about == load_map(tmp_path / "here").about
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["apart", "here"]


def test_an_older_map_stays_until_the_new_one_is_whole(extract: Path, tmp_path: Path) -> None:
    build_map_apart(extract, tmp_path / "map")
    letter = tmp_path / "letter.osm.pbf"
    letter.write_bytes(b"Dear aunt, " * 40)
    with pytest.raises(MapError, match="cannot be read as an OpenStreetMap extract"):
        build_map_apart(letter, tmp_path / "map")
    assert load_map(tmp_path / "map", checked=True).about.source == extract.name
    assert sorted(each.name for each in tmp_path.iterdir()) == ["letter.osm.pbf", "map"]


@pytest.mark.parametrize(
    ("bounds", "says"),
    [
        (replace(ROOMY, busy=0.0), "takes too long"),
        (replace(ROOMY, memory_bytes=1, memory_per_byte=0), "needs too much memory"),
        (replace(ROOMY, file_bytes=100), "cannot be written"),
    ],
)
def test_out_of_its_bounds_it_is_a_refusal_in_words(
    extract: Path, tmp_path: Path, bounds: BuildBounds, says: str
) -> None:
    with pytest.raises(MapError, match=says):
        build_map_apart(extract, tmp_path / "map", bounds=bounds)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("end", "says"),
    [
        ("os.kill(os.getpid(), 9)", "needs too much memory"),
        ("os.kill(os.getpid(), 24)", "takes too long"),
        ("os._exit(3)", "is in the log"),
        ("print('{half a line', flush=True)", "is in the log"),
    ],
)
def test_however_the_process_ends_it_is_a_refusal_in_words(
    extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, says: str
) -> None:
    monkeypatch.setattr(apart, "PROGRAM", f"import os; {end}")
    with pytest.raises(MapError, match=says):
        build_map_apart(extract, tmp_path / "map")
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_foresaw_is_in_the_log_and_a_refusal(
    extract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program = (
        "from backstride.terrain import build_process as p; p.build_map = lambda *a, **k: 1 / 0; "
        "p.run()"
    )
    monkeypatch.setattr(apart, "PROGRAM", program)
    with pytest.raises(MapError, match="No map could be built"):
        build_map_apart(extract, tmp_path / "map")
    assert "ZeroDivisionError" in caplog.text


def test_the_process_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKSTRIDE_HOME", "/somewhere")
    assert not any(name.startswith("BACKSTRIDE") for name in apart._environment())
