"""``backstride simulate``."""

from __future__ import annotations

import json
from pathlib import Path

from pyarrow import parquet

from backstride.simulation import run as simulated
from backstride.simulation import summary
from tests.cli.conftest import Run

SMALL = ("simulate", "--walkers", 6, "--weeks", 5, "--seed", 4)


def test_it_gives_the_figures_of_the_run(run: Run) -> None:
    result = run(*SMALL, "--case", "prevention", "--json")
    assert result.exit_code == 0
    given = json.loads(result.stdout)
    found = summary(simulated(6, 5, "ours", "prevention", 4))
    assert given["minutes"] == {"4": found.minutes[4]}
    assert given["flares_per_90"] == found.flares_per_90
    assert given["breaches"] == found.breaches
    assert (given["seed"], given["controller"]) == (4, "ours")


def test_it_tells_them_in_words(run: Run) -> None:
    result = run(*SMALL, "--controller", "ladder10")
    assert result.exit_code == 0
    assert "6 virtual walkers (mix), 5 weeks, dosed by ladder10, seed 4." in result.stdout
    assert "promises not kept" in result.stdout


def test_the_weeks_of_every_walker_can_be_kept(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "weeks.parquet"
    result = run(*SMALL, "--out", out)
    assert result.exit_code == 0
    table = parquet.read_table(out)
    assert table.select(table.column_names).equals(
        simulated(6, 5, "ours", "mix", 4).weeks_table.replace_schema_metadata(table.schema.metadata)
    )
    assert table.schema.metadata[b"seed"] == b"4"
    assert table.schema.metadata[b"controller"] == b"ours"


def test_more_workers_change_nothing(run: Run) -> None:
    alone = run(*SMALL, "--json")
    together = run(*SMALL, "--json", "--workers", 2)
    assert together.stdout == alone.stdout


def test_an_unknown_controller_or_case_names_those_there_are(run: Run) -> None:
    result = run(*SMALL, "--controller", "nobody")
    assert result.exit_code == 2
    assert "ours, personal, ladder10" in result.stderr
    result = run(*SMALL, "--case", "nobody")
    assert result.exit_code == 2
    assert "fragile" in result.stderr


def test_a_missing_folder_is_said_before_the_work(run: Run, tmp_path: Path) -> None:
    result = run(*SMALL, "--out", tmp_path / "nowhere" / "weeks.parquet")
    assert result.exit_code == 1
    assert "There is no folder" in result.stderr
