"""``backstride insights``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backstride.cli import main
from backstride.diary import append_to_file
from tests.insights.diaries import coin_diary


@pytest.fixture
def diary_file(tmp_path: Path) -> Path:
    path = tmp_path / "ruth.jsonl"
    append_to_file(path, list(coin_diary(70, effect=3)))
    return path


def test_it_tells_the_patterns_of_a_file(diary_file: Path) -> None:
    told = CliRunner().invoke(main, ["insights", str(diary_file), "--on", "2026-03-16"])
    assert told.exit_code == 0
    assert "Even, paved ground (strong sign)" in told.output
    assert "These are patterns, not proof." in told.output


def test_a_program_gets_numbers_and_sentences(diary_file: Path) -> None:
    told = CliRunner().invoke(main, ["insights", str(diary_file), "--on", "2026-03-16", "--json"])
    document = json.loads(told.output)
    ground = document["patterns"][0]
    assert (ground["question"], ground["word"]) == ("ground", "strong_sign")
    assert ground["low_90"] < ground["best"] < ground["high_90"]
    assert len(document["weeks"]) == 11
    assert document["headline"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["insights", str(tmp_path / "none.jsonl")])
    assert told.exit_code == 2
    assert "none.jsonl" in told.output
