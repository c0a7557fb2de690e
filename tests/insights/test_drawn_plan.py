"""The plan under an experiment: both arms lie within the dose, whatever anybody lives through."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.diary import AnyEvent, Diary, ExperimentStart
from backstride.insights import (
    KINDS,
    QUESTIONS,
    Drawn,
    Wait,
    can_be_offered,
    running,
    under_experiment,
    walks_per_week,
)
from backstride.prescription import (
    Action,
    Kind,
    Plan,
    PlannedDay,
    Session,
    decide,
    fold,
    held_back,
    prescribe,
)
from tests.diary.factories import experiment, flare, retraction, screened, shoes, walk
from tests.prescription.walkers import CALM, FIRST_DAY, Day, play, scripts

DRAWABLE = [each.key for each in QUESTIONS if each.randomisable]

LONG = play([CALM] * 182)
"""Half a year of calm days: everything has opened."""


def drawn(told: Iterable[AnyEvent], on: date) -> Drawn:
    """Return the plan of a day under the experiment that runs in a diary."""
    state = fold(told)
    return under_experiment(decide(state, on), state, running(Diary(told), on=on))


def with_experiment(
    told: tuple[AnyEvent, ...], key: str, first: date, *, seed: int = 1
) -> tuple[tuple[AnyEvent, ...], ExperimentStart]:
    begun = experiment(first, key, seed=seed, pairs=40, at="05:00")
    return (*told, begun), begun


def within(session: Session, planned: Session) -> bool:
    """Whether a walk is no more than the planned one in any respect."""
    same_kind = (session.kind, session.rung) == (planned.kind, planned.rung)
    easy = (session.kind, session.rung) == (Kind.EASY, None)
    return (session.minutes, session.times) == (planned.minutes, planned.times) and (
        same_kind or easy
    )


def pairs_of(plan: Plan, other: Plan) -> list[tuple[PlannedDay, PlannedDay]]:
    found = list(zip(plan.week.days, other.week.days, strict=True))
    if plan.next_walk is not None and other.next_walk is not None:
        found.append((plan.next_walk, other.next_walk))
    return found


@settings(max_examples=40)
@given(scripts(60), st.sampled_from(DRAWABLE), st.integers(0, 2**31), st.integers(0, 40))
def test_no_walk_is_more_than_it_would_be_without_the_experiment(
    script: list[Day], key: str, seed: int, begins: int
) -> None:
    life = play(script)
    told, _ = with_experiment(
        life.events, key, FIRST_DAY + timedelta(days=min(begins, len(script) - 1)), seed=seed
    )
    for on in (life.last_day, life.last_day + timedelta(days=1)):
        plain = prescribe(life.events, on=on)
        assert prescribe(told, on=on) == plain
        under = drawn(told, on)
        assert (under.plan.today.session is None) is (plain.today.session is None)
        if plain.today.session is not None and under.plan.today.session is not None:
            assert within(under.plan.today.session, plain.today.session)
        assert under.plan.today.short == plain.today.short
        assert under.plan.today.most_min == plain.today.most_min
        assert under.plan.week_min == plain.week_min
        assert under.plan.dose == plain.dose
        for day, planned in pairs_of(under.plan, plain):
            assert (day.session is None) is (planned.session is None)
            if day.session is not None and planned.session is not None:
                assert within(day.session, planned.session)
        _assert_it_waits_where_it_should(under, life.events, on)


def _assert_it_waits_where_it_should(under: Drawn, told: tuple[AnyEvent, ...], on: date) -> None:
    """Assert that nothing is asked on a day without a walk, or of a back that is held back."""
    plain = prescribe(told, on=on)
    if plain.today.action is not Action.WALK:
        assert not under.today
    if plain.halted or plain.today.action is Action.SCREEN or held_back(fold(told), on):
        assert not under.arms
        assert under.waits is not None or under.followed is None


@pytest.mark.parametrize("key", sorted(KINDS))
def test_a_kind_is_only_taken_away_and_only_where_the_plan_has_it(key: str) -> None:
    first = FIRST_DAY + timedelta(days=120)
    before = tuple(event for event in LONG.events if event.day < first)
    told, _ = with_experiment(before, key, first)
    planned, asked = [], []
    for lived in LONG.days[120:170]:
        session = lived.plan.today.session
        today = tuple(event for event in LONG.events if event.day == lived.day)
        told = (*told, *(event for event in today if event.type == "screening"))
        if session is not None and session.kind is not Kind.EASY:
            under = drawn(told, lived.day)
            if session.kind is KINDS[key]:
                planned.append(lived.day)
            if under.today:
                asked.append(lived.day)
                assert under.arms is not None
                arm = under.arms[lived.day]
                expected = session if arm else Session(session.minutes)
                assert under.plan.today.session == expected
                week = {day.day: day.session for day in under.plan.week.days}
                assert week[lived.day] == expected
        told = (*told, *today)
    assert planned
    assert asked == planned


def test_before_a_kind_is_open_no_experiment_about_it_is_offered_or_asks_for_it() -> None:
    early = play([CALM] * 20)
    for key in KINDS:
        assert not can_be_offered(Diary(early.events), key, on=early.last_day)
        told, _ = with_experiment(early.events, key, early.last_day - timedelta(days=10))
        under = drawn(told, early.last_day + timedelta(days=1))
        assert not under.arms
        assert under.plan == prescribe(early.events, on=early.last_day + timedelta(days=1))
    late = LONG.last_day
    assert [key for key in KINDS if can_be_offered(Diary(LONG.events), key, on=late)]


def test_the_coming_week_shows_the_arms_in_the_order_of_the_draw() -> None:
    life = play([CALM] * 28)
    on = life.last_day + timedelta(days=1)
    told, _ = with_experiment(life.events, "ground", on)
    under = drawn(told, on)
    assert under.followed is not None
    assert under.arms is not None
    planned = [day.day for day in under.plan.week.days if day.session is not None]
    assert list(under.arms) == planned
    assert tuple(under.arms.values()) == under.followed.drawn.walks[: len(planned)]
    assert under.today == under.followed.question.arm(under.followed.drawn.walks[0])


def test_it_says_why_it_waits() -> None:
    life = play([CALM] * 28)
    on = life.last_day + timedelta(days=1)
    told, begun = with_experiment(life.events, "ground", on)
    assert drawn(told, on).waits is None
    assert drawn((*told, flare(on)), on).waits is Wait.QUESTIONS
    answered = (*told, flare(on), screened(on, at="10:00"))
    assert drawn(answered, on).waits is Wait.BAD_DAY
    assert drawn((*told, screened(on, {"q12": "yes"})), on).waits is Wait.ANSWER
    assert drawn((*told, screened(on, {"q01": "yes"})), on).waits is Wait.DOCTOR
    later = on + timedelta(days=9)
    assert drawn((*told, screened(later)), later).waits is Wait.SHORTER
    assert drawn((*told, retraction(begun)), on).followed is None


def test_shoes_can_be_compared_from_two_pairs_on() -> None:
    one = shoes(FIRST_DAY, "Grey")
    life = play([CALM] * 7)
    worn = walk(life.last_day + timedelta(days=1), 10, shoes_id=one.shoes_id)
    on = life.last_day + timedelta(days=1)
    single = Diary((*life.events, one, *worn))
    assert not can_be_offered(single, "shoes", on=on)
    assert can_be_offered(single.append(shoes(FIRST_DAY, "Blue")), "shoes", on=on)


def test_the_pace_is_the_persons_own_or_three_walks_a_week() -> None:
    assert walks_per_week(Diary(), "ground", on=FIRST_DAY) == 3
    life = play([CALM] * 42)
    walked = {event.day for event in life.events if event.type == "walk"}
    last = {day for day in walked if life.last_day - day < timedelta(days=28)}
    told = walks_per_week(Diary(life.events), "ground", on=life.last_day)
    assert told == pytest.approx(len(last) / 4)
    assert walks_per_week(Diary(life.events), "intervals", on=life.last_day) == 0
