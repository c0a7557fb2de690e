"""Every sentence the safety questions can say keeps to the house words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from backstride.screening import QUESTIONS, STOP_SIGNS, UNSURE, Question, Tier, most_urgent

FORBIDDEN = (
    "injur",
    "damage",
    "fragile",
    "wear and tear",
    "danger",
    "warning",
    "fail",
    "missed",
    "streak",
    "great job",
    "!",
)
DIAGNOSES = (
    "cauda equina",
    "stenosis",
    "aneurysm",
    "fracture",
    "thrombosis",
    "spondyl",
    "arthritis",
    "sciatica",
    "infarct",
    "metasta",
    "tumour",
    "suicid",
)


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "source":  # a citation, not a sentence to a person
                yield from sentences(each)
    elif isinstance(value, list):
        for each in value:
            yield from sentences(each)


QUESTION_FILE = tomllib.loads(
    files("backstride.screening").joinpath("questions.toml").read_text(encoding="utf-8")
)
SAID = [
    *sentences(QUESTION_FILE),
    *(text for sign in STOP_SIGNS for text in (sign.label, sign.do)),
]


def test_there_is_something_to_read() -> None:
    assert len(SAID) > 200


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_sentence_holds_a_word_we_do_not_use(word: str) -> None:
    assert [text for text in SAID if word in text.lower()] == []


@pytest.mark.parametrize("word", DIAGNOSES)
def test_no_sentence_names_a_diagnosis(word: str) -> None:
    assert [text for text in SAID if word in text.lower()] == []


def test_there_are_21_questions_numbered_like_the_evidence() -> None:
    assert [each.id for each in QUESTIONS] == [f"q{n:02d}" for n in range(1, 22)]


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda each: each.id)
def test_each_question_is_one_plain_question(asked: Question) -> None:
    assert asked.text.endswith("?")
    assert asked.text.count("?") == 1
    assert len(asked.text.split()) <= 24
    for sentence in (asked.help, asked.why, asked.told_us):
        assert re.search(r"[.?]$", sentence)
    assert asked.told_us.startswith(
        ("You", "One", "Both", "A ", "Your", "Walking", "There", "This")
    )
    assert asked.source


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda each: each.id)
def test_each_follow_up_can_be_answered_with_not_sure_at_its_most_urgent(asked: Question) -> None:
    if asked.follow_up is None:
        return
    follow_up = asked.follow_up
    assert follow_up.id == f"{asked.id}a"
    combined = [each.tier for each in follow_up.combinations]
    worst = most_urgent([each.tier for each in follow_up.options if each.tier] + combined)
    unsure = follow_up.option(UNSURE).tier
    if asked.id == "q19":  # unsure which of five lasting conditions: adapt to all of them
        assert unsure is Tier.D
        assert follow_up.option(UNSURE).adaptations >= frozenset().union(
            *(each.adaptations for each in follow_up.options)
        )
    else:
        assert unsure is worst


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda each: each.id)
def test_whoever_may_have_to_call_knows_what_to_say(asked: Question) -> None:
    options = asked.follow_up.options if asked.follow_up else ()
    combinations = asked.follow_up.combinations if asked.follow_up else ()
    tiers = {asked.tier, *(each.tier for each in options), *(each.tier for each in combinations)}
    assert bool(asked.say) == bool(tiers & {Tier.A, Tier.B})
    for phrase in (asked.say, *(each.say for each in options)):
        assert not phrase.endswith(".")
