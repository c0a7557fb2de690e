"""Reading a question file."""

from __future__ import annotations

from importlib.resources import files

import pytest

from backstride.screening import QUESTIONS, QUESTIONS_VERSION
from backstride.screening.catalogue import read_catalogue

TEXT = files("backstride.screening").joinpath("questions.toml").read_text(encoding="utf-8")


def test_the_file_of_the_package_is_read() -> None:
    assert read_catalogue(TEXT).questions == QUESTIONS
    assert read_catalogue(TEXT).version == QUESTIONS_VERSION


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('version = "2"', "version = ", "questions.toml: "),
        ('id = "q02"', 'id = "q01"', "question id 'q01' is used twice"),
        ('told_us = "Both of', 'told = "Both of', "q03: the entry 'told_us' is missing"),
        (
            'adaptations = ["no_trunk_turns"]',
            'adaptations = ["dance"]',
            "q17: no words for .*dance",
        ),
        ('id = "days"', 'id = "hours"', "q04: q04a: option id 'hours' is used twice"),
        ('id = "unsure"', 'id = "perhaps"', "q04: q04a needs an option 'unsure'"),
        ('all_of = ["weight"', 'all_of = ["wait"', "q11: .*unknown options: wait"),
        ('tier = "A"', 'tier = "Z"', "q01: 'Z' is not a valid Tier"),
        ("[tiers.D]", "[other.D]", "no words for tier D"),
        ('choice = "one"', 'choice = "some"', "q04: 'some' is not a valid Choice"),
    ],
)
def test_a_broken_file_says_where_and_what(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=words):
        read_catalogue(TEXT.replace(old, new, 1))
