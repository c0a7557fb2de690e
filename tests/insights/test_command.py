"""``backstride insights``."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from backstride.cli import main
from backstride.diary import append_to_file
from tests.diary.factories import events, morning, newcomer, walk
from tests.insights.diaries import FIRST, coin_diary


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


def test_lines_that_cannot_be_read_are_told_and_left_out(diary_file: Path) -> None:
    whole = CliRunner().invoke(main, ["insights", str(diary_file), "--on", "2026-03-16", "--json"])
    with diary_file.open("a") as file:
        file.write('{"type": "moon_phase", "id": "0b8e6a8e-0000-4000-8000-000000000001", ')
        file.write('"at": "2026-02-01T08:00:00Z", "zone": "UTC"}\n{"type": "walk", "minu')
    told = CliRunner().invoke(main, ["insights", str(diary_file), "--on", "2026-03-16", "--json"])
    assert told.exit_code == 0
    assert json.loads(told.stdout) == json.loads(whole.stdout)
    assert "moon_phase" in told.stderr
    assert "breaks off" in told.stderr


def test_a_file_that_is_no_diary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.jsonl"
    path.write_text("Dear diary, today I walked.\n")
    told = CliRunner().invoke(main, ["insights", str(path)])
    assert told.exit_code == 1
    assert "letter.jsonl: line 1" in told.output


def test_an_empty_file_knows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text("")
    told = CliRunner().invoke(main, ["insights", str(path), "--on", "2026-03-16", "--json"])
    assert told.exit_code == 0
    assert {each["word"] for each in json.loads(told.output)["patterns"]} == {"not_known_yet"}


@pytest.mark.parametrize("pain", [0, 4, 10])
def test_answers_that_are_all_alike_give_no_difference(tmp_path: Path, pain: int) -> None:
    path = tmp_path / "alike.jsonl"
    days = [FIRST + timedelta(days=number) for number in range(60)]
    kinds = itertools.cycle(("paved_even", "gravel"))
    parts = [
        (morning(day, pain), walk(day, 15, before=pain, ground=ground))
        for day, ground in zip(days, kinds, strict=False)
    ]
    append_to_file(path, events(newcomer(FIRST), parts))
    told = CliRunner().invoke(main, ["insights", str(path), "--on", "2026-03-10", "--json"])
    ground = json.loads(told.output)["patterns"][0]
    assert ground["word"] == "too_close_to_call"
    assert abs(ground["best"]) < 0.01
