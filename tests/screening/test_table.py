"""Every safety question, answer and follow-up against evidence section 5, written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from backstride.screening import ALL_IDS, QUESTIONS, Answer, Assessment, Tier, Walking, assess

A, B, C, D = "A", "B", "C", "D"
NOTHING = None
NONE, HOLD, PLAN = "none", "easy_hold", "as_planned"

# question, follow-up options, tier of yes, tier of unsure (the same where an option is the
# answer by itself)
TIERS: list[tuple[str, tuple[str, ...], str | None, str | None]] = [
    ("q01", (), A, A),
    ("q02", (), A, A),
    ("q03", (), A, A),
    ("q04", ("hours",), A, A),
    ("q04", ("days",), B, B),
    ("q04", ("stable",), C, C),
    ("q04", ("unsure",), A, A),
    ("q05", (), A, A),
    ("q06", (), A, A),
    ("q07", ("numb_or_cannot_stand",), A, A),
    ("q07", ("neither",), B, C),
    ("q07", ("unsure",), A, A),
    ("q08", ("thin_bones",), B, C),
    ("q08", ("steroids",), B, C),
    ("q08", ("age_65",), B, C),
    ("q08", ("new_stoop",), B, B),
    ("q08", ("thin_bones", "new_stoop"), B, B),
    ("q08", ("none",), NOTHING, NOTHING),
    ("q08", ("unsure",), B, C),
    ("q09", ("shaking_or_confused",), A, A),
    ("q09", ("neither",), B, C),
    ("q09", ("unsure",), A, A),
    ("q10", ("leg_weakness",), A, A),
    ("q10", ("neither",), B, C),
    ("q10", ("unsure",), A, A),
    ("q11", ("weight",), C, C),
    ("q11", ("sweats",), C, C),
    ("q11", ("weight", "sweats"), B, B),
    ("q11", ("unsure",), B, C),
    ("q12", (), C, D),
    ("q13", (), C, D),
    ("q14", (), B, C),
    ("q15", ("sitting_or_bending",), D, D),
    ("q15", ("standing_still",), C, C),
    ("q15", ("cold_foot",), C, C),
    ("q15", ("sitting_or_bending", "cold_foot"), C, C),
    ("q15", ("neither",), D, D),
    ("q15", ("unsure",), C, D),
    ("q16", (), C, D),
    ("q17", (), C, D),
    ("q18", ("usual",), D, D),
    ("q18", ("not_asked",), C, C),
    ("q18", ("different",), C, C),
    ("q18", ("unsure",), C, D),
    ("q19", ("insulin",), D, D),
    ("q19", ("epilepsy",), D, D),
    ("q19", ("blood_thinners",), D, D),
    ("q19", ("falls",), D, D),
    ("q19", ("one_fall",), D, D),
    ("q19", ("no_foot_feeling",), D, D),
    ("q19", ("blood_thinners", "falls"), B, B),
    ("q19", ("blood_thinners", "one_fall"), B, B),
    ("q19", ("blood_thinners", "falls", "fall_seen"), D, D),
    ("q19", ("blood_thinners", "unsure"), B, C),
    ("q19", ("unsure",), D, D),
    ("q20", ("55_or_over",), C, D),
    ("q20", ("18_to_54",), NOTHING, NOTHING),
    ("q20", ("unsure",), C, D),
    ("q21", (), A, A),
]

WALKING_BEFORE: dict[str | None, str] = {A: NONE, B: NONE, C: NONE, D: PLAN, NOTHING: PLAN}
WALKING_STARTED: dict[str | None, str] = {A: NONE, B: NONE, C: HOLD, D: PLAN, NOTHING: PLAN}

ROWS = [
    (question_id, answer, options, tier)
    for question_id, options, yes, unsure in TIERS
    for answer, tier in (("yes", yes), ("unsure", unsure), ("no", NOTHING))
]


def answered(question_id: str, answer: str, options: Sequence[str], **known: Any) -> Assessment:
    answers = dict.fromkeys(ALL_IDS, "no") | {question_id: answer}
    details = {question_id: options} if options else {}
    return assess(answers, details, **known)


@pytest.mark.parametrize(("question_id", "answer", "options", "tier"), ROWS)
@pytest.mark.parametrize("started", [False, True])
def test_each_answer_has_its_tier_and_its_walking(
    question_id: str, answer: str, options: tuple[str, ...], tier: str | None, started: bool
) -> None:
    found = answered(question_id, answer, options, started=started)
    assert found.tier == (Tier(tier) if tier else None)
    walking = (WALKING_STARTED if started else WALKING_BEFORE)[tier]
    if question_id == "q13" and tier == C:
        walking = HOLD  # "C, walking allowed"
    assert found.walking is Walking(walking)
    assert found.complete
    assert [each.question_id for each in found.findings] == ([question_id] if tier else [])


def test_the_table_covers_every_question_and_every_option() -> None:
    covered = {(question_id, option) for question_id, options, *_ in TIERS for option in options}
    for question in QUESTIONS:
        assert any(row[0] == question.id for row in TIERS)
        if question.follow_up:
            for option in question.follow_up.options:
                if option.id != "under_18":  # has its own outcome and its own test
                    assert (question.id, option.id) in covered


@pytest.mark.parametrize(
    ("question_id", "answer", "options", "age_years", "tier"),
    [
        ("q08", "yes", (), 64, B),  # not answered yet: as urgent as it could be
        ("q08", "yes", ("none",), 64, NOTHING),
        ("q08", "yes", ("none",), 65, B),
        ("q08", "unsure", ("none",), 65, C),
        ("q08", "yes", (), 65, B),
        ("q20", "yes", (), 54, NOTHING),
        ("q20", "yes", (), 55, C),
        ("q20", "unsure", (), 55, D),
        ("q20", "yes", ("18_to_54",), 60, C),
        ("q20", "yes", ("unsure",), 40, NOTHING),
        ("q20", "yes", ("55_or_over",), 40, NOTHING),
        ("q08", "yes", ("age_65", "none"), 40, NOTHING),
    ],
)
def test_a_known_age_decides(
    question_id: str, answer: str, options: tuple[str, ...], age_years: int, tier: str | None
) -> None:
    found = answered(question_id, answer, options, age_years=age_years)
    assert found.tier == (Tier(tier) if tier else None)


def test_a_known_age_is_not_asked_for() -> None:
    assert answered("q20", "yes", (), age_years=60).complete
    assert answered("q20", "yes", ()).missing == ("q20a",)
    assert answered("q08", "yes", (), age_years=70).complete
    assert answered("q08", "yes", (), age_years=40).missing == ("q08a",)


def test_someone_under_18_gets_an_outcome_of_its_own() -> None:
    for found in (
        answered("q20", "no", (), age_years=17),
        answered("q20", "yes", ("under_18",)),
        answered("q20", "unsure", ("under_18",)),
    ):
        assert found.not_for_product
        assert "adults" in found.not_for_product
        assert found.walking is Walking.NONE
    assert answered("q20", "no", (), age_years=18).not_for_product is None


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_thoughts_of_self_harm_lead_to_someone_to_talk_to(answer: str) -> None:
    found = answered("q21", answer, ())
    assert found.crisis
    assert found.findings[0].action == "Please talk to someone now"
    assert found.what_to_say == "I am thinking about harming myself and need to talk."
    assert not answered("q21", Answer.NO, ()).crisis
