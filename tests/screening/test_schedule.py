"""When the questions come back."""

from __future__ import annotations

from typing import get_args

import pytest

from backstride.diary import NewSymptom
from backstride.screening import (
    ALL_IDS,
    CLEARANCE_REASK_DAYS,
    REPEAT_EVERY_DAYS,
    REPEAT_IDS,
    STOP_SIGNS,
    SYMPTOM_QUESTIONS,
    Trigger,
    due,
    lapse_trigger,
)

ONE_TO_TEN_AND_FOURTEEN = (
    "q01", "q02", "q03", "q04", "q05", "q06", "q07", "q08", "q09", "q10", "q14",
)  # fmt: skip


def test_everything_is_asked_at_the_start() -> None:
    assert due(Trigger.START) == ALL_IDS
    assert len(ALL_IDS) == 21


@pytest.mark.parametrize(
    "trigger", [each for each in Trigger if each not in (Trigger.START, Trigger.CLEARANCE)]
)
def test_one_to_ten_and_fourteen_come_back(trigger: Trigger) -> None:
    assert REPEAT_IDS == ONE_TO_TEN_AND_FOURTEEN
    assert due(trigger) == ONE_TO_TEN_AND_FOURTEEN


def test_open_answers_are_asked_along_in_order() -> None:
    assert due(Trigger.FLARE, open_ids=["q21", "q11"]) == (*REPEAT_IDS[:10], "q11", "q14", "q21")


def test_a_clearance_round_asks_the_open_answers_alone() -> None:
    assert due(Trigger.CLEARANCE, open_ids=["q16", "q12"]) == ("q12", "q16")
    assert due(Trigger.CLEARANCE) == ()


@pytest.mark.parametrize(
    ("symptom", "asked"),
    [
        ("palpitations", "q16"),
        ("dizziness", "q16"),
        ("breathlessness", "q16"),
        ("chest_pain", "q16"),
        ("leg_pain", "q15"),
        ("leg_numbness", "q15"),
    ],
)
def test_something_new_brings_its_own_questions(symptom: str, asked: str) -> None:
    assert due(Trigger.NEW_SYMPTOM, symptom=symptom) == tuple(sorted((*REPEAT_IDS, asked)))
    assert due(Trigger.NEW_SYMPTOM, symptom="other") == REPEAT_IDS


def test_every_symptom_of_the_diary_but_other_has_its_questions() -> None:
    kinds = get_args(NewSymptom.model_fields["symptom"].annotation)
    assert set(SYMPTOM_QUESTIONS) == set(kinds) - {"other"}


@pytest.mark.parametrize(
    ("sign", "symptom"),
    [
        ("chest", "chest_pain"),
        ("palpitations", "palpitations"),
        ("leg", "leg_weakness"),
        ("calf", "calf_pain"),
    ],
)
def test_what_ends_a_walk_has_its_questions_asked(sign: str, symptom: str) -> None:
    named = next(each for each in STOP_SIGNS if each.id == sign)
    assert set(named.question_ids) <= set(due(Trigger.NEW_SYMPTOM, symptom=symptom))


def test_an_unknown_open_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="'q77' is not a safety question"):
        due(Trigger.FLARE, open_ids=["q77"])


@pytest.mark.parametrize(
    ("days", "trigger"),
    [
        (0, None),
        (28, None),
        (29, Trigger.LAPSE),
        (56, Trigger.LAPSE),
        (57, Trigger.START),
    ],
)
def test_a_long_break_brings_the_questions_back(days: int, trigger: Trigger | None) -> None:
    assert lapse_trigger(days) is trigger


def test_a_break_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        lapse_trigger(-1)


def test_the_rounds_keep_the_evidence_sheet_rhythm() -> None:
    assert (REPEAT_EVERY_DAYS, CLEARANCE_REASK_DAYS) == (30, 14)
