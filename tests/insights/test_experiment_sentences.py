"""Every sentence about an experiment: true to its numbers, plain, and listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backstride.diary import Walk
from backstride.insights import (
    QUESTIONS,
    DrawnWalk,
    Effect,
    Followed,
    Stage,
    TestResult,
    Word,
    draw,
    question,
)
from backstride.insights import experiment_sentences as sentences
from tests.diary.factories import experiment, walk
from tests.wording import assert_kind, unlisted, unsaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "clinicians" / "patterns.md"

GROUND = question("ground")
TWENTY = draw("ground", pairs=20, walks_per_week=5, seed=2026)
SHOWN = TestResult(20, 18, -1.04, 0.012, 2**-19)
UNSHOWN = TestResult(20, 18, 0.3, 0.4, 2**-19)
FEW = TestResult(3, 3, 1.0, 0.25, 0.25)
LIKELY = Effect(Word.LIKELY, 20, 20, 0, -0.6, -1.2, 0.02, -0.8, -0.4, 0.005, 0.64, 0.01, 0.85)
STRONG = replace(
    LIKELY, word=Word.STRONG, best=1.1, low_90=0.6, high_90=1.6, chance_worse=0.97, chance_better=0
)
UNCLEAR = Effect(Word.CANNOT_TELL, 20, 20, 19, 0.1, -0.5, 0.7, -0.1, 0.3, 0.2, 0.1)


def a_walk(done: bool | None, morning: int | None = 4) -> DrawnWalk:
    event = walk("2026-05-14", 10)[0]
    assert isinstance(event, Walk)
    return DrawnWalk(event, True, done, 4, None, morning)


START = experiment("2026-05-14", starts="2026-05-16", seed=2026)
RUNNING = Followed(
    START,
    GROUND,
    TWENTY,
    (a_walk(True), a_walk(True), a_walk(False), a_walk(None, None)),
    2,
    Stage.RUNNING,
)
ONE = replace(RUNNING, walks=(a_walk(True),), beside=1)


def said() -> list[str]:
    """Return each sentence in an example, in the order of the page."""
    stages = [replace(RUNNING, stage=stage) for stage in Stage]
    return [
        sentences.TRY,
        sentences.RUNS,
        sentences.TRY_TEXT,
        sentences.OFFER,
        sentences.how(GROUND),
        sentences.how(question("intervals")),
        *(sentences.how(each) for each in QUESTIONS if each.randomisable),
        sentences.offer(TWENTY),
        sentences.takes(draw("hills", pairs=20, walks_per_week=0.5, seed=1)),
        sentences.could_tell(draw("ground", pairs=3, walks_per_week=3, seed=1)),
        sentences.size(TWENTY),
        sentences.STOP_ANY_TIME,
        sentences.CANNOT,
        sentences.asked_today(GROUND.arm(True)),
        sentences.asked_on("Thursday 14 May", GROUND.arm(False)),
        sentences.asked_next(RUNNING),
        *(sentences.so_far(each) for each in stages),
        sentences.really_done(RUNNING),
        sentences.really_done(ONE),
        sentences.diluted(RUNNING),
        sentences.walked(GROUND, a_walk(True), with_morning=False),
        sentences.walked(GROUND, replace(a_walk(False), drawn=False), with_morning=False),
        sentences.walked(GROUND, a_walk(False), with_morning=True),
        sentences.walked(GROUND, a_walk(None, None), with_morning=True),
        sentences.beside(RUNNING),
        sentences.beside(ONE),
        sentences.lacking(RUNNING),
        sentences.NO_LOOKING,
        *sentences.WAITS.values(),
        sentences.NEXT_TIME,
        *(sentences.heading(GROUND, each) for each in (SHOWN, UNSHOWN, FEW)),
        *(sentences.result(GROUND, each) for each in (SHOWN, UNSHOWN)),
        sentences.result(GROUND, replace(SHOWN, difference=0.0, p_value=1.0)),
        sentences.result(GROUND, FEW),
        sentences.result(GROUND, TestResult(0, 0, 0.0, 1.0, 1.0)),
        *(sentences.model(GROUND, each) for each in (LIKELY, STRONG, UNCLEAR)),
        sentences.model(GROUND, Effect(Word.UNKNOWN, 3, 3, 6)),
        sentences.COIN_AND_MODEL,
        sentences.seed(RUNNING),
        sentences.DRAWN,
        sentences.STOPPED,
    ]


@pytest.mark.parametrize("number", range(len(said())))
def test_no_sentence_frightens_blames_or_cheers(number: int) -> None:
    assert_kind(said()[number])


def test_every_sentence_is_listed_in_the_documentation() -> None:
    assert unlisted(said(), PAGE) == []


def test_every_sentence_of_the_module_has_an_example() -> None:
    assert unsaid(sentences.__file__, said()) == []


def test_beforehand_it_tells_walks_weeks_and_chances_of_the_draw() -> None:
    told = sentences.offer(TWENTY)
    assert "40 walks in 20 pairs" in told
    assert "about 8 weeks" in told
    assert f"{100 * TWENTY.power:.0f}%" in told
    assert "That is long" not in told
    assert "About" not in sentences.could_tell(draw("ground", pairs=3, walks_per_week=3, seed=1))


def test_the_answer_points_the_way_of_the_difference() -> None:
    better, worse = (replace(SHOWN, difference=size) for size in (-1.0, 1.0))
    assert "1 point better" in sentences.result(GROUND, better)
    assert "1 point worse" in sentences.result(GROUND, worse)
    assert "better" in sentences.heading(GROUND, better)
    assert "worse" in sentences.heading(GROUND, worse)


def test_no_result_calls_itself_the_answer_for_all() -> None:
    assert "not about other people" in sentences.result(GROUND, SHOWN)
    assert "does not show that there is none" in sentences.result(GROUND, UNSHOWN)


def test_with_few_pairs_no_answer_is_claimed_whatever_they_say() -> None:
    certain = TestResult(5, 5, -3.0, 0.0, 2 / 32)
    assert not certain.shows
    assert sentences.heading(GROUND, certain) == "Too few pairs for an answer"
    assert "6%" in sentences.result(GROUND, certain)


def test_where_nothing_is_to_be_said_nothing_is_said() -> None:
    new = replace(RUNNING, walks=(), beside=0)
    assert sentences.really_done(new) == sentences.beside(new) == sentences.lacking(new) == ""
    assert sentences.asked_next(replace(new, stage=Stage.STOPPED)) == ""


def test_many_walks_of_the_other_kind_are_said_to_blur_the_answer() -> None:
    kept = replace(RUNNING, walks=(a_walk(True),) * 9 + (a_walk(False),))
    assert sentences.diluted(kept) == ""
    assert sentences.diluted(ONE) == ""
    assert sentences.diluted(replace(kept, walks=(a_walk(True), a_walk(False))))


def test_the_day_of_the_start_is_told_as_a_date() -> None:
    assert START.starts == date(2026, 5, 16)
    assert sentences.so_far(replace(RUNNING, stage=Stage.AHEAD)) == "It starts on 16 May."


@pytest.mark.parametrize("key", [each.key for each in QUESTIONS if each.randomisable])
def test_every_question_that_can_be_drawn_reads_as_a_sentence(key: str) -> None:
    asked = question(key)
    told = sentences.how(asked)
    assert asked.arm_with in told
    assert asked.arm_without in told
    assert asked.arm(True) != asked.arm(False)


def test_no_morning_is_told_before_the_end() -> None:
    for done in (True, False, None):
        told = sentences.walked(GROUND, a_walk(done), with_morning=False)
        assert "morning" not in told
        assert "14 May" in told
