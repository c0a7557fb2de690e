"""Long bouts, and what is left out while pain is on the rise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backstride.diary import WEEKDAYS, AnyEvent
from backstride.prescription import (
    Plan,
    advance,
    decide,
    default_protocol,
    everyday_suggestion,
    fold,
    prescribe,
    prompt_of,
)
from tests.diary.factories import (
    diary,
    events,
    flare,
    morning,
    newcomer,
    screened,
    symptom,
    walk,
)
from tests.prescription.walkers import CALM, FIRST_DAY, Day, Life, play

START = newcomer(FIRST_DAY, weekdays=WEEKDAYS)
BAD = CALM._replace(flare=True, effort=0.0)
SORE = CALM._replace(rise=2, before=3, after=3)


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def rounds(life: Life) -> list[date]:
    """The days on which the safety questions were asked."""
    return [lived.day for lived in life.days if lived.plan.questions_due]


# Bouts


def asked_after(*bad_days: int) -> list[int]:
    """The days, counted from the third week on, on which a bad day asked the questions."""
    state = play([CALM] * 14, START).state
    found = []
    for number in bad_days:
        on = day(14 + number)
        state = advance(state, flare(on, at="08:00"))
        if decide(state, on).questions_due:
            found.append(number)
            state = advance(state, screened(on, at="08:05"))
    return found


@pytest.mark.parametrize(
    ("bad_days", "asked"),
    [
        (range(6), [0]),
        (range(16), [0, 7, 14]),
        ((0, 3, 6), [0]),
        ((0, 8), [0, 8]),
    ],
)
def test_a_bout_asks_the_safety_questions_once_and_again_after_a_week(
    bad_days: range | tuple[int, ...], asked: list[int]
) -> None:
    assert asked_after(*bad_days) == asked


def test_questions_that_were_not_answered_stay_due_through_the_bout() -> None:
    state = play([CALM] * 14, START).state
    for number in range(3):
        state = advance(state, flare(day(14 + number), at="08:00"))
    assert decide(state, day(16)).questions_due


def test_something_new_asks_at_once_within_a_bout() -> None:
    state = play([CALM] * 14, START).state
    for event in (flare(day(14)), screened(day(14), at="10:00"), symptom(day(15), "other")):
        state = advance(state, event)
    assert decide(state, day(15)).questions_due


def test_after_two_weeks_of_bad_days_it_is_worth_talking_to_somebody() -> None:
    def told(count: int) -> Plan:
        bad = [flare(day(14 + number)) for number in range(count)]
        asked = [screened(day(14 + number), at="10:00") for number in range(count)]
        life = play([CALM] * 14, START)
        return prescribe([*life.events, *bad, *asked], on=day(13 + count))

    assert "ask.long_bout" not in {reason.rule for reason in told(14).ask}
    plan = told(15)
    worth = next(reason for reason in plan.ask if reason.rule == "ask.long_bout")
    assert dict(worth.inputs) == {"days": 15}
    assert "a doctor or a physiotherapist" in default_protocol().say(worth)
    prompt = prompt_of(plan, diary(morning(plan.on, 4)))
    assert prompt is not None
    assert prompt.kind == "ask.long_bout"


def test_three_spikes_within_six_walks_are_worth_talking_to_somebody() -> None:
    strong = CALM._replace(rise=4)

    def asks(*script: Day) -> set[str]:
        life = play([*[CALM] * 14, *script], START)
        return {reason.rule for reason in decide(life.state, life.last_day).ask}

    assert "ask.spikes" not in asks(strong, CALM, strong)
    assert "ask.spikes" in asks(strong, CALM, strong, CALM, strong)
    assert "ask.spikes" not in asks(strong, CALM, strong, CALM, strong, *[CALM] * 3)


# More than planned


def morning_after(*script: Day, nrs: int | None = None) -> tuple[Plan, tuple[AnyEvent, ...]]:
    """The day after three calm weeks and a script: its plan, and all that was told."""
    life = play([*[CALM] * 21, *script], START)
    on = life.last_day + timedelta(days=1)
    told = life.events if nrs is None else (*life.events, morning(on, nrs))
    return decide(fold(told), on), told


def offered(plan: Plan, told: tuple[AnyEvent, ...]) -> tuple[bool, bool]:
    """Whether more minutes, and more walking in the day, are offered."""
    session = plan.today.session
    longer = session is not None and plan.today.most_min > session.minutes
    return longer, everyday_suggestion(plan, diary(*told)) is not None


def test_after_calm_days_more_walking_is_offered() -> None:
    assert offered(*morning_after(nrs=4)) == (True, True)


@pytest.mark.parametrize(
    ("script", "nrs"),
    [
        ((), 9),
        ((), 6),
        ((SORE, CALM._replace(effort=0.0)), 4),
        ((CALM._replace(effort=0.0, morning=7),) * 3, 7),
    ],
    ids=["a morning at 9", "a morning at 6", "after a sore walk", "the fourth worse morning"],
)
def test_while_pain_is_on_the_rise_nothing_more_is_offered(
    script: tuple[Day, ...], nrs: int
) -> None:
    plan, told = morning_after(*script, nrs=nrs)
    assert plan.today.session is not None
    assert offered(plan, told) == (False, False)


def test_nothing_more_is_offered_while_a_back_gets_worse_little_by_little() -> None:
    level = CALM._replace(morning=7, before=7, after=7)
    life = play([*[CALM] * 14, *[level] * 21], START)
    on = life.last_day + timedelta(days=1)
    assert offered(decide(life.state, on), life.events) == (False, False)


def test_something_new_in_the_last_week_ends_the_suggestions() -> None:
    life = play([CALM] * 21, START)
    on = life.last_day + timedelta(days=1)
    told = events(life.events, symptom(on, "other", at="06:00"), screened(on, at="06:30"))
    assert everyday_suggestion(prescribe(told, on=on), diary(*told)) is None
    later = on + timedelta(days=7)
    later_walk = walk(on, 10, before=4, worst=4, after=4)
    whole = events(told, later_walk)
    assert everyday_suggestion(prescribe(whole, on=later), diary(*whole)) is not None
