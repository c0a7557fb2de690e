"""``backstride screen``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backstride.diary import Screening
from backstride.screening import QUESTIONS, REPEAT_IDS, Choice, assess
from tests.cli.conftest import Run, printed, read, write
from tests.diary import factories as make

BACKSTRIDE = (sys.executable, "-c", "from backstride.cli import main; main()")
ALL_NO = dict.fromkeys(make.QUESTIONS, "no")


def answered(file: Path) -> Screening:
    latest = read(file).latest(Screening)
    assert latest is not None
    return latest


def answers_file(tmp_path: Path, **given: Any) -> Path:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(given))
    return path


def test_it_asks_all_questions_one_at_a_time(run: Run, file: Path) -> None:
    result = run("screen", "--diary", file, input="no\n" * 21)
    assert result.exit_code == 0
    assert answered(file).answers == ALL_NO
    assert "1 of 21." in result.stderr
    assert "21 of 21." in result.stderr
    assert "Nothing here speaks against walking." in result.stdout


def test_it_asks_again_when_it_does_not_understand(run: Run, file: Path) -> None:
    result = run("screen", "--diary", file, input="perhaps\nn\n" + "n\n" * 20)
    assert "Type y, n or u." in result.stderr
    assert answered(file).answers == ALL_NO


def test_a_yes_to_an_urgent_question_says_what_to_do_now(run: Run, file: Path) -> None:
    result = run("screen", "--diary", file, input="y\n" + "n\n" * 20)
    assert result.exit_code == 3
    assert "Please go to a hospital now." in result.stdout
    assert "What to say: “I have back pain with" in " ".join(result.stdout.split())


def test_a_yes_opens_the_follow_up(run: Run, file: Path) -> None:
    number, asked = next(
        (number, each)
        for number, each in enumerate(QUESTIONS)
        if each.follow_up is not None and each.follow_up.choice is Choice.ONE
    )
    assert asked.follow_up is not None
    typed = "n\n" * number + "y\n9999\n2\n" + "n\n" * (20 - number)
    result = run("screen", "--diary", file, input=typed)
    assert asked.follow_up.text.split()[0] in result.stderr
    assert "Numbers from 1 to" in result.stderr
    assert answered(file).details[asked.id] == (asked.follow_up.options[1].id,)


def test_later_it_asks_what_is_due(run: Run, file: Path) -> None:
    write(
        file,
        make.events(
            make.newcomer("2026-05-11"), make.walk("2026-05-12", 10), make.flare("2026-05-13")
        ),
    )
    result = run("screen", "--diary", file, input="n\n" * len(REPEAT_IDS))
    assert set(answered(file).answers) == set(REPEAT_IDS)
    assert result.exit_code == 0


def test_where_nothing_is_due_it_asks_nothing(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    before = file.read_bytes()
    assert "No safety question is due." in run("screen", "--diary", file).stdout
    assert file.read_bytes() == before
    run("screen", "--all", "--diary", file, input="n\n" * 21)
    assert len(read(file).of(Screening)) == 2


def test_leaving_half_way_stores_nothing(run: Run, file: Path) -> None:
    assert run("screen", "--diary", file, input="n\nn\n").exit_code == 1
    assert len(read(file)) == 0


def test_the_answers_can_come_from_a_file(run: Run, file: Path, tmp_path: Path) -> None:
    given = answers_file(tmp_path, answers={**ALL_NO, "q09": "yes"}, details={"q09": ["unsure"]})
    result = run("screen", "--answers", given, "--json", "--diary", file)
    shown = printed(result)
    expected = assess({**ALL_NO, "q09": "yes"}, {"q09": ["unsure"]})
    assert expected.tier is not None
    assert (shown["tier"], shown["walking"]) == (expected.tier.value, "none")
    assert [each["question"] for each in shown["findings"]] == ["q09"]
    assert result.exit_code == 3
    assert answered(file).answers["q09"] == "yes"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answers": {"q99": "no"}}, "q99"),
        ({"answers": {"q01": "perhaps"}}, "perhaps"),
        ({"answers": {"q01": "no"}, "details": {"q01": ["x"]}}, "no follow-up"),
        ({"answers": {}}, ""),
        ({"q01": "no"}, "answers"),
        ({"answers": ALL_NO, "extra": 1}, "extra"),
        ([1, 2], "answers"),
    ],
)
def test_a_file_that_makes_no_sense_is_told_and_stores_nothing(
    run: Run, file: Path, tmp_path: Path, given: Any, said: str
) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(given))
    result = run("screen", "--answers", path, "--diary", file)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(read(file)) == 0


def test_a_file_that_is_no_json_or_not_there_is_told(run: Run, file: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert "not JSON" in run("screen", "--answers", broken, "--diary", file).stderr
    missing = run("screen", "--answers", tmp_path / "none.json", "--diary", file)
    assert (missing.exit_code, "cannot be read" in missing.stderr) == (1, True)


@pytest.mark.parametrize("details", ["abc", ["q05"], {"q05": "abc"}, {"q05": None}, None])
def test_details_of_another_shape_are_refused_in_words(
    run: Run, file: Path, tmp_path: Path, details: Any
) -> None:
    given = answers_file(tmp_path, answers=ALL_NO, details=details)
    result = run("screen", "--answers", given, "--diary", file)
    assert result.exit_code == 1
    assert "a list for each" in result.stderr
    assert not file.exists()


def test_brackets_within_brackets_are_refused_in_words(
    run: Run, file: Path, tmp_path: Path
) -> None:
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 200_000)
    result = run("screen", "--answers", deep, "--diary", file)
    assert result.exit_code == 1
    assert "is not JSON" in result.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "ascii"])
def test_what_to_do_now_is_told_to_the_end_on_a_terminal_with_few_characters(
    file: Path, tmp_path: Path, encoding: str
) -> None:
    given = answers_file(tmp_path, answers={**ALL_NO, "q01": "yes"})
    command = (*BACKSTRIDE, "screen", "--answers", given, "--diary", file)
    asked = subprocess.run(
        command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False
    )
    assert asked.returncode == 3, asked.stderr
    assert b"What to say:" in asked.stdout
    assert b"Traceback" not in asked.stderr


def test_a_document_for_a_program_needs_no_encoding(file: Path, tmp_path: Path) -> None:
    given = answers_file(tmp_path, answers={**ALL_NO, "q01": "yes"})
    command = (*BACKSTRIDE, "screen", "--answers", given, "--diary", file)
    told = [
        subprocess.run(
            (*command, "--json"),
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            check=False,
        ).stdout
        for encoding in ("latin-1", "utf-8")
    ]
    assert json.loads(told[0].decode("ascii")) == json.loads(told[1].decode())
