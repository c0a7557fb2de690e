"""Laws of answers whose moment is not that of entering them: wrong clocks, and waiting phones."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.diary import AnyEvent, Correction, NewSymptom, Screening
from backstride.prescription import Plan, State, advance, decide
from tests.diary.factories import cleared, event_id, screened, symptom, utc
from tests.prescription.walkers import CALM, Life, play

STEP = timedelta(hours=5)
ROUND = st.tuples(st.integers(0, 12), st.integers(0, 12), st.booleans())
"""A round of safety questions: its own moment, when it was entered, and whether q01 is "yes"."""


@cache
def walker() -> Life:
    return play([CALM] * 20)


def start() -> datetime:
    return utc(walker().last_day + timedelta(days=1), "06:00")


def at(step: int) -> datetime:
    return start() + step * STEP


def moved(event: AnyEvent, own: int, entered: int, name: object) -> AnyEvent:
    """Return an event as of one moment that was entered at another."""
    return type(event).model_validate(
        {
            **event.model_dump(exclude={"local"}),
            "id": event_id("entered", own, entered, name),
            "at": at(own),
            "recorded_at": at(entered),
        }
    )


def answered(own: int, entered: int, *, yes: bool, name: object = "") -> AnyEvent:
    given = screened(walker().last_day, {"q01": "yes"} if yes else {})
    return moved(given, own, entered, name)


def told(events: list[AnyEvent]) -> State:
    state = walker().state
    for event in events:
        state = advance(state, event)
    return state


def plan_of(events: list[AnyEvent]) -> Plan:
    return decide(told(events), at(16).date())


def rounds(given: list[tuple[int, int, bool]]) -> list[AnyEvent]:
    return [answered(o, e, yes=yes, name=place) for place, (o, e, yes) in enumerate(given)]


@given(st.lists(ROUND, min_size=1, max_size=5))
@settings(max_examples=60)
def test_no_answer_that_was_entered_before_a_yes_lifts_it(
    given: list[tuple[int, int, bool]],
) -> None:
    unanswered = any(
        yes and not any(not no and o >= own and e >= entered for o, e, no in given)
        for own, entered, yes in given
    )
    if unanswered:
        assert plan_of(rounds(given)).halted


@given(st.integers(0, 12), st.integers(0, 12), st.lists(ROUND, max_size=4))
@settings(max_examples=60)
def test_no_answer_that_was_entered_before_something_new_answers_it(
    own: int, entered: int, given: list[tuple[int, int, bool]]
) -> None:
    new = moved(symptom(walker().last_day, "leg_weakness"), own, entered, "new")
    calm = [(o, e, False) for o, e, _ in given if o != own]
    plan = plan_of([*rounds(calm), new])
    if not any(o > own and e >= entered for o, e, _ in calm):
        assert plan.questions_due
        assert plan.today.session is None


@given(st.lists(ROUND, max_size=5), st.booleans())
@settings(max_examples=40)
def test_an_answer_that_comes_after_all_others_counts(
    given: list[tuple[int, int, bool]], yes: bool
) -> None:
    new = moved(symptom(walker().last_day, "leg_weakness"), 6, 11, "new")
    plan = plan_of([*rounds(given), new, answered(13, 13, yes=yes, name="last")])
    assert (plan.halted, plan.questions_due == ()) == (yes, True)


def test_a_round_of_a_clock_that_was_ahead_lifts_no_hold() -> None:
    ahead, yes = answered(10, 0, yes=False), answered(1, 1, yes=True)
    for step in range(1, 16):
        assert decide(told([ahead, yes]), at(step).date()).halted


def test_a_yes_that_a_correction_brought_was_entered_with_it() -> None:
    first, later = answered(0, 0, yes=False), answered(2, 2, yes=False)
    said = answered(0, 0, yes=True)
    assert isinstance(first, Screening)
    assert isinstance(said, Screening)
    yes = said.model_copy(update={"id": first.id, "recorded_at": None})
    changed = Correction(
        at=at(3), zone=first.zone, recorded_at=at(3), corrects=first.id, replacement=yes
    )
    assert plan_of([first, later, changed]).halted
    assert not plan_of([first, later]).halted


def test_a_doctors_word_from_before_a_yes_does_not_clear_it() -> None:
    heart = screened(walker().last_day, {"q06": "yes"}, only=("q06",))
    word = cleared(walker().last_day, "q06")
    for entered, clears in ((0, False), (4, True)):
        events = [moved(heart, 1, 3, "heart"), moved(word, 2, entered, "word")]
        assert ("q06" in told(events).course.cleared) is clears


def test_without_a_moment_of_entering_the_own_moment_counts() -> None:
    day = walker().last_day + timedelta(days=1)
    new = symptom(day, "leg_weakness", at="12:00")
    assert isinstance(new, NewSymptom)
    state = advance(walker().state, new)
    assert decide(state, day).questions_due
    assert not decide(advance(state, screened(day, at="13:00")), day).questions_due
