"""The page about the format: its examples are real."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from backstride.diary import (
    KINDS,
    Diary,
    LineProblem,
    Walk,
    read_line,
    read_lines,
    schema,
    take_in,
    write_line,
)

PAGE = (Path(__file__).parents[2] / "docs" / "developers" / "diary-format.md").read_text("utf-8")
EXAMPLES = [
    line for block in re.findall(r"```json\n(.*?)```", PAGE, re.S) for line in block.splitlines()
]


def test_it_has_an_example_of_every_type_under_its_heading() -> None:
    headings = re.findall(r"^### `(\w+)`", PAGE, re.M)
    assert sorted(headings) == sorted(KINDS)
    assert {json.loads(line)["type"] for line in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: str(json.loads(line)["type"]))
def test_an_example_is_a_canonical_line(line: str) -> None:
    event = read_line(line)
    assert not isinstance(event, tuple), event
    assert write_line(event) == line + "\n"
    assert Draft202012Validator(schema()).is_valid(json.loads(line))


def test_the_examples_are_one_diary(tmp_path: Path) -> None:
    path = tmp_path / "diary.jsonl"
    path.write_text("\n".join(EXAMPLES), encoding="utf-8")
    intake = take_in(path)
    assert not intake.refused
    diary = Diary(intake.events)
    assert diary.latest(Walk) is not None
    assert len(diary.events) == len(EXAMPLES) - 3  # two amendments, one event retracted


@pytest.mark.parametrize("kind", KINDS)
def test_it_names_every_field_that_belongs_to_a_type_alone(kind: str) -> None:
    section = PAGE.split(f"### `{kind}`")[1].split("\n### ")[0].split("\n## ")[0]
    shared = {"v", "id", "at", "local", "zone", "recorded_at", "source", "type", "note"}
    for field in set(KINDS[kind].model_fields) - shared:
        assert f'"{field}"' in section or f"`{field}`" in section


def test_every_code_that_reading_gives_is_explained() -> None:
    source = Path(__file__).parents[2] / "src" / "backstride" / "diary"
    given = {
        code
        for name in ("ahead.py", "lines.py", "intake.py", "file.py")
        for code in re.findall(r'code="(\w+)"', (source / name).read_text("utf-8"))
    } | {saying.code for saying in _sayings()}
    assert given == set(re.findall(r"`(\w+)`", PAGE.split("| code |")[1].split("\n\n")[0]))


def _sayings() -> list[Any]:
    from backstride.diary.words import _SAYINGS

    return list(_SAYINGS.values())


def test_the_example_of_a_problem_is_what_we_say(tmp_path: Path) -> None:
    said = re.search(r"# (line 7, .*)", PAGE)
    assert said
    path = tmp_path / "diary.jsonl"
    morning = next(line for line in EXAMPLES if '"morning"' in line)
    path.write_text("\n" * 6 + morning.replace('"nrs":3', '"nrs":11'), encoding="utf-8")
    (problem,) = read_lines(path)
    assert isinstance(problem, LineProblem)
    assert str(problem) == said.group(1)
