"""What all answers together mean, and the laws they obey."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.screening import (
    ADAPTATIONS,
    ALL_IDS,
    QUESTIONS,
    Assessment,
    Tier,
    Walking,
    assess,
    question,
)

NO = dict.fromkeys(ALL_IDS, "no")
STRONGER: dict[str, tuple[str, ...]] = {"no": ("unsure", "yes"), "unsure": ("yes",), "yes": ()}


Round = tuple[dict[str, str], dict[str, tuple[str, ...]], int | None, bool]


def urgency(found: Assessment) -> int:
    return found.tier.urgency if found.tier else 0


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    answers = {each: draw(st.sampled_from(["no", "yes", "unsure"])) for each in ALL_IDS}
    details = {
        each.id: tuple(draw(st.sets(st.sampled_from([o.id for o in each.follow_up.options]))))
        for each in QUESTIONS
        if each.follow_up
    }
    age = draw(st.none() | st.integers(18, 90))
    return answers, details, age, draw(st.booleans())


@given(rounds(), st.sampled_from(ALL_IDS))
def test_a_stronger_answer_is_never_less_urgent(given_round: Round, changed: str) -> None:
    answers, details, age, started = given_round
    before = assess(answers, details, age_years=age, started=started)
    for answer in STRONGER[answers[changed]]:
        after = assess(answers | {changed: answer}, details, age_years=age, started=started)
        assert urgency(after) >= urgency(before)
        assert after.walking.freedom <= before.walking.freedom


@given(rounds().filter(lambda each: any(each[1].values())), st.data())
def test_ticking_one_more_option_is_never_less_urgent(
    given_round: Round, data: st.DataObject
) -> None:
    answers, details, age, started = given_round
    asked = data.draw(st.sampled_from(sorted(key for key, value in details.items() if value)))
    follow_up = question(asked).follow_up
    assert follow_up is not None
    more = data.draw(st.sampled_from([each.id for each in follow_up.options if not each.relief]))
    before = assess(answers, details, age_years=age, started=started)
    after = assess(
        answers, details | {asked: (*details[asked], more)}, age_years=age, started=started
    )
    assert urgency(after) >= urgency(before)
    assert after.walking.freedom <= before.walking.freedom


@given(rounds())
def test_tier_a_or_b_always_halts(given_round: Round) -> None:
    answers, details, age, started = given_round
    found = assess(answers, details, age_years=age, started=started, cleared=ALL_IDS)
    if found.tier in (Tier.A, Tier.B):
        assert found.walking is Walking.NONE
    if found.walking is Walking.AS_PLANNED:
        assert found.complete
        assert found.tier in (None, Tier.D)


@given(rounds())
def test_an_unfinished_follow_up_is_as_urgent_as_its_most_urgent_answer(given_round: Round) -> None:
    answers, details, age, started = given_round
    for asked in QUESTIONS:
        if asked.follow_up is None or asked.id == "q19":
            continue
        waiting = assess(answers, details | {asked.id: ()}, age_years=age, started=started)
        for option in asked.follow_up.options:
            told = details | {asked.id: (option.id,)}
            settled = assess(answers, told, age_years=age, started=started)
            assert urgency(waiting) >= urgency(settled)


def test_no_to_everything_walks_as_planned() -> None:
    found = assess(NO)
    assert found.tier is None
    assert found.walking is Walking.AS_PLANNED
    assert found.complete
    assert found.findings == ()


def test_without_answers_nobody_starts() -> None:
    assert assess({}).walking is Walking.NONE
    assert assess({}).missing == ALL_IDS
    assert not assess({}).complete


def test_a_question_not_asked_yet_holds_a_programme_under_way() -> None:
    answers = {key: value for key, value in NO.items() if key != "q12"}
    found = assess(answers, started=True)
    assert found.missing == ("q12",)
    assert found.walking is Walking.EASY_HOLD


def test_findings_come_most_urgent_first() -> None:
    found = assess(NO | {"q12": "yes", "q14": "yes", "q02": "yes", "q01": "yes"})
    assert [each.question_id for each in found.findings] == ["q01", "q02", "q14", "q12"]
    assert found.tier is Tier.A


def test_what_to_say_names_everything_urgent() -> None:
    found = assess(NO | {"q01": "yes", "q02": "unsure", "q14": "yes"})
    assert found.what_to_say == (
        "I have back pain with new trouble passing, holding or feeling urine or stool and "
        "new numbness between the legs or a new sexual change."
    )
    assert assess(NO | {"q14": "yes"}).what_to_say is None


def test_a_clinician_clears_tier_c_and_its_adaptations_stay() -> None:
    answers = NO | {"q16": "yes"}
    assert assess(answers).clearable == ("q16",)
    for started in (False, True):
        found = assess(answers, started=started, cleared={"q16"})
        assert found.tier is None
        assert found.walking is Walking.AS_PLANNED
        assert found.adaptations == {"talk_test", "company", "own_drinking", "no_brisk"}
        assert found.clearable == ()


def test_a_clearance_does_not_lift_tier_a_or_b() -> None:
    for question_id in ("q01", "q14"):
        found = assess(NO | {question_id: "yes"}, cleared={question_id})
        assert found.walking is Walking.NONE
        assert found.clearable == ()


def test_a_clearance_ends_when_the_answer_becomes_more_urgent() -> None:
    answers = NO | {"q04": "yes"}
    stable = assess(answers, {"q04": ["stable"]}, cleared={"q04"})
    worse = assess(answers, {"q04": ["days"]}, cleared={"q04"})
    assert stable.walking is Walking.AS_PLANNED
    assert worse.walking is Walking.NONE


def test_morning_stiffness_leaves_easy_walking_open_before_the_start() -> None:
    found = assess(NO | {"q13": "yes"})
    assert found.tier is Tier.C
    assert found.walking is Walking.EASY_HOLD
    assert "Easy walks are fine" in found.findings[0].until_then
    both = assess(NO | {"q13": "yes", "q12": "yes"})
    assert both.walking is Walking.NONE


def test_unsure_of_a_tier_c_answer_asks_to_mention_it() -> None:
    found = assess(NO | {"q12": "unsure"})
    assert found.tier is Tier.D
    assert found.adaptations == {"ask_clinician"}
    told = found.findings[0].told_us
    assert (told.split()[0], told.endswith("You were not sure.")) == ("Perhaps", True)


def test_unsure_about_morning_stiffness_does_not_speak_of_a_hold() -> None:
    finding = assess(NO | {"q13": "unsure"}).findings[0]
    assert finding.until_then == "Your walks go ahead as planned, with the changes below."


@pytest.mark.parametrize(
    ("question_id", "options", "adaptations"),
    [
        ("q15", ["sitting_or_bending"], {"seat_stops", "no_downhill", "drop_c7", "gentle_c3"}),
        ("q17", [], {"no_trunk_turns"}),
        ("q18", ["usual"], {"no_lying", "talk_test", "even_ground"}),
        ("q19", ["insulin"], {"carry_sugar", "check_feet"}),
        ("q19", ["epilepsy"], {"company"}),
        ("q19", ["no_foot_feeling"], {"rail_support", "even_ground", "check_feet"}),
        ("q19", ["insulin", "epilepsy"], {"carry_sugar", "check_feet", "company"}),
    ],
)
def test_answers_bring_their_adaptations(
    question_id: str, options: list[str], adaptations: set[str]
) -> None:
    details = {question_id: options} if options else {}
    assert assess(NO | {question_id: "yes"}, details).adaptations == adaptations


def test_every_adaptation_has_words() -> None:
    for found in (
        assess(dict.fromkeys(ALL_IDS, "yes")),
        assess(dict.fromkeys(ALL_IDS, "unsure")),
    ):
        assert found.adaptations
        assert found.adaptations <= set(ADAPTATIONS)


@pytest.mark.parametrize(
    ("question_id", "options", "tier"),
    [("q15", ("cold_foot",), Tier.C), ("q04", ("days",), Tier.B), ("q11", ("weight",), Tier.C)],
)
def test_a_follow_up_that_is_the_answer_by_itself_is_not_made_less_urgent(
    question_id: str, options: tuple[str, ...], tier: Tier
) -> None:
    finding = assess(NO | {question_id: "unsure"}, {question_id: options}).findings[0]
    assert finding.tier is tier
    assert "not sure" not in finding.told_us


def test_an_answer_lowered_to_c_does_not_speak_against_hospitals() -> None:
    for started in (False, True):
        lowered = assess(NO | {"q14": "unsure"}, started=started).findings[0]
        plain = assess(NO | {"q12": "yes"}, started=started).findings[0]
        assert lowered.tier is plain.tier is Tier.C
        assert "no need for the emergency" in plain.when
        assert "emergency" not in lowered.when
        assert "the same day" in lowered.when
        assert lowered.action == plain.action


def test_an_answer_lowered_to_d_is_not_put_off() -> None:
    lowered = assess(NO | {"q16": "unsure"}).findings[0]
    plain = assess(NO | {"q19": "yes"}, {"q19": ["insulin"]}).findings[0]
    assert lowered.tier is plain.tier is Tier.D
    assert "There is no hurry" in plain.when
    assert "no hurry" not in lowered.when


def test_a_new_stoop_needs_no_knock() -> None:
    finding = assess(NO | {"q08": "yes"}, {"q08": ["new_stoop"]}, age_years=50).findings[0]
    assert finding.tier is Tier.B
    assert finding.told_us == "You have become shorter or have a new stoop."


def test_the_words_before_and_during_the_programme_differ_for_tier_c() -> None:
    before = assess(NO | {"q11": "yes"}, {"q11": ["weight"]}).findings[0]
    during = assess(NO | {"q11": "yes"}, {"q11": ["weight"]}, started=True).findings[0]
    assert before.action == "Please see a doctor before you start"
    assert before.told_us == "You have lost weight without trying to."
    assert before.when.startswith("Within the next few days.")
    assert during.action == "Please see a doctor in the next few days"
    assert during.until_then.startswith("Easy walks of your present length")


def test_an_option_brings_its_own_action() -> None:
    found = assess(NO | {"q07": "yes"}, {"q07": ["numb_or_cannot_stand"]}).findings[0]
    assert found.action == "Please call for an ambulance now"
    assert assess(NO | {"q07": "yes"}, {"q07": ["neither"]}).findings[0].action == (
        "Please speak to a doctor today"
    )


@pytest.mark.parametrize(
    ("answers", "details", "known", "words"),
    [
        ({"q22": "yes"}, {}, {}, "'q22' is not a safety question"),
        ({"q01": "maybe"}, {}, {}, "'maybe' is not an answer to q01"),
        ({"q04": "yes"}, {"q04": ["soon"]}, {}, "'soon' is not an answer to q04a"),
        ({"q01": "yes"}, {"q01": ["hours"]}, {}, "q01 has no follow-up"),
        ({"q01": "yes"}, {"x": []}, {}, "'x' is not a safety question"),
        ({}, {}, {"cleared": ["q99"]}, "'q99' is not a safety question"),
        ({}, {}, {"age_years": 121}, "an age of 121 years cannot be right"),
        ({}, {}, {"age_years": -1}, "an age of -1 years cannot be right"),
    ],
)
def test_what_is_not_known_is_said_in_words(
    answers: dict[str, str], details: dict[str, list[str]], known: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        assess(answers, details, **known)


def test_details_of_a_question_answered_no_change_nothing() -> None:
    assert assess(NO, {"q04": ["hours"]}) == assess(NO)


def test_a_question_is_found_by_its_id() -> None:
    assert question("q11").id == "q11"
