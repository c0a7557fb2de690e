"""Every sentence: true to its numbers, in plain words, and listed in the documentation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backstride.insights import (
    QUESTIONS,
    Change,
    Effect,
    Gaps,
    Trend,
    Word,
    question,
    sentences,
)
from tests.wording import assert_kind, unlisted, unsaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "clinicians" / "patterns.md"

GROUND = question("ground")
LOAD = question("load")
BETTER = Effect(Word.LIKELY, 31, 17, 0, -0.6, -1.2, 0.02, -0.8, -0.4, 0.005, 0.64, 0.01, 0.85)
WORSE = Effect(Word.STRONG, 12, 36, 0, 1.1, 0.4, 1.8, 0.8, 1.4, 0.996, 0.0, 0.997, 0.0)
UNCLEAR = Effect(Word.CANNOT_TELL, 26, 22, 19, 0.1, -0.5, 0.7, -0.1, 0.3, 0.2, 0.1)
CLOSE = replace(UNCLEAR, word=Word.CLOSE, more_walks=0)
UNKNOWN = Effect(Word.UNKNOWN, 1, 11, 6)
ONE_SIDED = Effect(Word.UNKNOWN, 0, 60, 12)
CHANGE = Change(5.1, 3.4, -1.7, -2.8, -0.6, 0.99, 0.0, 0.6, 0.1)
TREND = Trend(40, 42, (), CHANGE)


def said() -> list[str]:
    """Return each sentence in an example, in the order of the page."""
    moves = [(0.99, 0.0), (0.85, 0.02), (0.5, 0.1), (0.02, 0.85), (0.0, 0.99)]
    changes = [
        replace(TREND, change=replace(CHANGE, chance_less=less, chance_more=more))
        for less, more in moves
    ]
    sizes = [replace(CHANGE, chance_matters=chance) for chance in (0.9, 0.6, 0.4, 0.1)]
    return [
        sentences.PATTERNS_HEADING,
        sentences.patterns_introduction(0),
        sentences.patterns_introduction(48),
        sentences.NOT_KNOWN,
        sentences.HELD_BACK,
        *sentences.WORDS.values(),
        *(sentences.finding(GROUND, each) for each in (BETTER, UNCLEAR, CLOSE, UNKNOWN)),
        sentences.finding(LOAD, WORSE),
        sentences.finding(LOAD, ONE_SIDED),
        sentences.chance(BETTER),
        sentences.chance(WORSE),
        sentences.CHANCE_OF,
        sentences.chances(BETTER),
        sentences.span(BETTER),
        sentences.span(WORSE),
        sentences.counts(GROUND, BETTER),
        sentences.counts(LOAD, UNKNOWN),
        sentences.needed(UNCLEAR),
        sentences.needed(UNKNOWN),
        sentences.missing_bad_days(Gaps(10, 7, 50, 8)),
        sentences.likely_later(),
        sentences.HOW_TO_READ,
        sentences.PATTERNS_NOT_PROOF,
        sentences.COMMON_CAUSE,
        sentences.QUALITY_OF_LIFE,
        *(sentences.headline(each) for each in changes),
        sentences.headline(Trend(3, 4)),
        sentences.headline_text(Trend(3, 4)),
        sentences.headline_text(Trend(9, 20)),
        sentences.headline(Trend(9, 20, quiet_days=22)),
        sentences.headline_text(Trend(9, 20, quiet_days=22)),
        sentences.headline_text(TREND),
        sentences.headline_text(replace(TREND, change=replace(CHANGE, passing=1.0))),
        sentences.MORE_PAIN,
        *(sentences.matters(each) for each in sizes),
        sentences.headline_text(replace(TREND, change=replace(CHANGE, high=0.04))),
        *(each.title for each in QUESTIONS),
        *(sentences.counts(each, UNCLEAR) for each in QUESTIONS),
    ]


@pytest.mark.parametrize("number", range(len(said())))
def test_no_sentence_frightens_blames_or_cheers(number: int) -> None:
    assert_kind(said()[number])


def test_every_sentence_is_listed_in_the_documentation() -> None:
    assert unlisted(said(), PAGE) == []


def test_every_sentence_of_the_module_has_an_example() -> None:
    assert unsaid(sentences.__file__, said()) == []


def test_a_difference_is_never_called_a_cause() -> None:
    for effect in (BETTER, WORSE):
        told = sentences.finding(GROUND, effect)
        assert "In your diary" in told
        assert "went together" in told


@pytest.mark.parametrize("effect", [BETTER, WORSE, UNCLEAR, UNKNOWN], ids=lambda e: e.word.value)
def test_numbers_in_the_words_are_those_of_the_answer(effect: Effect) -> None:
    told = sentences.counts(LOAD, effect)
    assert str(effect.count_with) in told
    assert str(effect.count_without) in told
    if effect.word in (Word.LIKELY, Word.STRONG):
        assert effect.best is not None
        assert f"{abs(effect.best)} points" in sentences.finding(LOAD, effect)
    if effect.word is Word.UNKNOWN:
        assert str(effect.more_walks) in sentences.finding(LOAD, effect)
        assert sentences.span(effect) == ""


@pytest.mark.parametrize(
    "effect", [BETTER, WORSE, UNCLEAR, CLOSE, UNKNOWN, ONE_SIDED], ids=lambda e: e.word.value
)
def test_what_is_set_in_bold_stands_in_the_finding(effect: Effect) -> None:
    assert sentences.finding(GROUND, effect).count(sentences.stressed(effect)) == 1


def test_a_chance_is_told_only_where_a_difference_is() -> None:
    assert "is about 64%" in sentences.chance(BETTER)
    assert "is more than 99%" in sentences.chance(WORSE)
    assert sentences.chance(UNCLEAR) == sentences.chance(UNKNOWN) == ""
    assert sentences.chances(UNKNOWN) == sentences.NOT_KNOWN


def test_more_of_the_same_is_not_asked_for_where_only_one_kind_was_walked() -> None:
    assert "About" not in sentences.finding(LOAD, ONE_SIDED)
    assert "About 12" in sentences.finding(LOAD, replace(ONE_SIDED, count_without=3))


def test_one_walk_is_one_walk() -> None:
    assert sentences.counts(LOAD, UNKNOWN).startswith("From 1 walk with something to carry and 11")
    assert "About 1 more walk is needed" in sentences.finding(
        GROUND, replace(UNKNOWN, more_walks=1)
    )
    assert sentences.counts(GROUND, replace(UNKNOWN, count_with=0)).startswith("From no walks on")
    assert sentences.counts(GROUND, Effect(Word.UNKNOWN, 0, 0, 14)) == ""


def test_better_is_less_pain() -> None:
    assert sentences.side(-0.4) == "0.4 better"
    assert sentences.side(0.4) == "0.4 worse"
    assert sentences.side(-0.04) == "no difference"
    assert sentences.less(-1.0) == "1 point less"
    assert sentences.less(0.3) == "0.3 points more"


def test_every_question_reads_as_a_sentence() -> None:
    for each in QUESTIONS:
        assert "walks" in each.with_it
        assert sentences.counts(each, UNKNOWN).startswith("From 1 ")
