"""What guidance says keeps to the house words and can be spoken."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from typing import Any

import pytest

from backstride.guidance import (
    Heat,
    Need,
    Place,
    WalkerNeeds,
    heat_advice,
    load_advice,
    water_advice,
)
from backstride.prescription import Kind, Session
from tests.guidance.strategies import BRISK, ONE_DAY, RUNGS, laid_out

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


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from sentences(each)
    elif isinstance(value, list):
        for each in value:
            yield from sentences(each)


def from_files() -> Iterator[str]:
    for name in ("items.toml", "posture.toml", "sources.toml"):
        text = files("backstride.guidance").joinpath(name).read_text(encoding="utf-8")
        yield from sentences(tomllib.loads(text))


def from_advice() -> Iterator[str]:
    for heat in Heat:
        yield heat.words
        yield heat_advice(Session(20), heat).words
        for minutes in (10, 30, 60, 120):
            advice = water_advice(minutes, WalkerNeeds(weight_kg=80), heat)
            yield from (advice.words, advice.signs)
    for week in (1, 4, 9):
        yield load_advice(week, WalkerNeeds(weight_kg=80), load_kg=20).words
        yield load_advice(week, WalkerNeeds()).words
    yield from (need.words for need in Need)


def from_timelines() -> Iterator[str]:
    walks = (
        Session(30),
        Session(30, Kind.HILLS),
        Session(30, Kind.BRISK, BRISK),
        *(Session(30, Kind.INTERVALS, rung) for rung in RUNGS),
    )
    for days, session in enumerate(walks):
        for place in Place:
            made = laid_out(
                session, *Need, day=ONE_DAY + timedelta(days), place=place, ground="gravel"
            )
            yield from (cue.text for cue in made.cues)
            for part in made.parts:
                yield from (part.label, part.instruction, part.easier, part.skip)


SAID = [*from_files(), *from_advice(), *from_timelines()]


def test_there_is_something_to_read() -> None:
    assert len(SAID) > 500


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_sentence_holds_a_word_we_do_not_use(word: str) -> None:
    assert [text for text in SAID if word in text.lower()] == []


def test_cues_are_short_enough_to_be_spoken() -> None:
    made = laid_out(Session(30, Kind.INTERVALS, RUNGS[-1]), carrying="one_side", heat=Heat.WARM)
    for cue in made.cues:
        assert len(cue.text.split()) <= 14
        assert cue.text.endswith(".")
