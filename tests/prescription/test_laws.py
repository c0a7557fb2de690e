"""The laws that hold for every diary, whatever happens in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.diary import AnyEvent, Moment, Pain, Walk
from backstride.prescription import (
    Action,
    Kind,
    Plan,
    Protocol,
    Response,
    State,
    advance,
    decide,
    default_protocol,
    fold,
    prescribe,
    shipped_protocol,
)
from tests.diary.factories import flare, morning, screened, symptom
from tests.prescription.walkers import CALM, Day, Life, Lived, play, scripts

PROTOCOL = default_protocol()
PERSONAL = shipped_protocol("personal-steps")

protocols = st.sampled_from([PROTOCOL, PERSONAL])
"""Every protocol that is shipped keeps the laws."""


def next_dose(state: State, day: date) -> int:
    """Minutes of the next walk that a person would be offered, questions answered."""
    state = advance(state, screened(day, at="23:30"))
    plan = decide(state, day)
    if plan.halted:
        return 0
    if plan.today.session is not None:
        return plan.today.session.total_min
    return 0 if plan.next_walk is None else session_min(plan)


def session_min(plan: Plan) -> int:
    assert plan.next_walk is not None
    assert plan.next_walk.session is not None
    return plan.next_walk.session.minutes


def latest_walk(life: Life) -> Walk | None:
    walks = [event for event in life.events if isinstance(event, Walk)]
    return max(walks, key=lambda walk: walk.at, default=None)


def replaced(life: Life, old: AnyEvent, new: AnyEvent) -> State:
    whole = [new if event is old else event for event in life.events]
    return fold(whole, life.state.protocol)


@given(scripts(), protocols, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    script: list[Day], protocol: Protocol, random: Random
) -> None:
    life = play(script, protocol=protocol)
    shuffled = list(life.events)
    random.shuffle(shuffled)
    one_by_one = fold([], protocol)
    for event in shuffled:
        one_by_one = advance(one_by_one, event)
    on = life.last_day + timedelta(days=1)
    plan = decide(life.state, on)
    assert decide(one_by_one, on) == plan
    assert prescribe(shuffled, on=on, protocol=protocol) == plan


@given(scripts(most_days=40), protocols)
def test_the_plan_of_an_earlier_day_is_the_one_that_was_made_then(
    script: list[Day], protocol: Protocol
) -> None:
    life = play(script, protocol=protocol)
    whole = fold(life.events, protocol)
    for lived in life.days[::5]:
        assert decide(whole, lived.day) == decide(lived.state, lived.day)


@given(scripts(), protocols)
def test_the_same_event_twice_changes_nothing(script: list[Day], protocol: Protocol) -> None:
    life = play(script, protocol=protocol)
    again = life.state
    for event in life.events[-12:]:
        again = advance(again, event)
    assert decide(again, life.last_day) == decide(life.state, life.last_day)
    assert again == life.state


@given(scripts(), protocols, st.integers(1, 10), st.sampled_from([Moment.DURING, Moment.AFTER]))
def test_raising_worst_or_after_never_raises_the_next_dose(
    script: list[Day], protocol: Protocol, more: int, moment: Moment
) -> None:
    life = play(script, protocol=protocol)
    walk = latest_walk(life)
    if walk is None:
        return
    answers = [
        event
        for event in life.events
        if isinstance(event, Pain) and event.walk_id == walk.id and event.moment is moment
    ]
    for answer in answers:
        if answer.nrs == 10:
            continue
        raised = answer.model_copy(update={"nrs": min(10, answer.nrs + more)})
        worse = replaced(life, answer, raised)
        for days in range(4):
            on = life.last_day + timedelta(days=days)
            assert next_dose(worse, on) <= next_dose(life.state, on)


@given(scripts(), protocols, st.integers(1, 10))
def test_raising_the_latest_morning_never_raises_the_next_dose(
    script: list[Day], protocol: Protocol, more: int
) -> None:
    life = play(script, protocol=protocol)
    mornings = [
        event
        for event in life.events
        if isinstance(event, Pain) and event.moment is Moment.MORNING and event.nrs < 10
    ]
    if not mornings or mornings[-1].day != life.last_day:
        return
    latest = mornings[-1]
    raised = latest.model_copy(update={"nrs": min(10, latest.nrs + more)})
    worse = replaced(life, latest, raised)
    for days in range(4):
        on = life.last_day + timedelta(days=days)
        assert next_dose(worse, on) <= next_dose(life.state, on)


@given(scripts(), protocols, st.integers(0, 3))
def test_adding_a_bad_day_never_raises_the_next_dose(
    script: list[Day], protocol: Protocol, back: int
) -> None:
    life = play(script, protocol=protocol)
    on_day = life.last_day - timedelta(days=back)
    worse = advance(life.state, flare(on_day, at="22:00"))
    for days in range(5):
        on = life.last_day + timedelta(days=days)
        assert next_dose(worse, on) <= next_dose(life.state, on)


@given(scripts(), protocols, st.sampled_from(["leg_pain", "leg_numbness", "calf_pain", "other"]))
def test_adding_a_symptom_never_raises_the_next_dose(
    script: list[Day], protocol: Protocol, what: str
) -> None:
    life = play(script, protocol=protocol)
    worse = advance(life.state, symptom(life.last_day, what, at="22:00"))
    for days in range(5):
        on = life.last_day + timedelta(days=days)
        assert next_dose(worse, on) <= next_dose(life.state, on)


@given(scripts(), protocols)
def test_no_plan_exceeds_the_caps(script: list[Day], protocol: Protocol) -> None:
    life = play(script, protocol=protocol)
    walked: dict[date, float] = defaultdict(float)
    cap = PROTOCOL.cap
    before: Lived | None = None
    planned = 0.0
    for lived in life.days:
        plan = lived.plan
        programme = plan.started is not None
        if before is not None and programme and before.plan.started == plan.started:
            assert plan.dose.value <= before.plan.dose.value + cap.walk_rise_min
            if plan.week.start != before.plan.week.start:
                weeks = [plan.week.start - timedelta(weeks=back) for back in (1, 2, 3, 4)]
                best = max(walked[week] for week in weeks if week >= monday_of(plan.started))
                most = max(
                    cap.week_factor * best, best + cap.week_per_walk_min * plan.week.walks.value
                )
                # The cap alone never lowers a plan: what was planned before may stay. A
                # week without any entry is closed when it is looked at, not in the state.
                kept = max(before.state.course.dose.total(7), planned)
                assert plan.week.planned_min.value <= max(most, kept) + 1e-6
        if before is None or plan.week.start != before.plan.week.start:
            planned = plan.week.planned_min.value
        if plan.today.session is not None:
            assert plan.today.session.total_min <= max(cap.floor_min, plan.dose.value)
        walked[plan.week.start] += lived.walked_min
        before = lived


def monday_of(day: date | None) -> date:
    assert day is not None
    return day - timedelta(days=day.weekday())


@given(scripts(), protocols)
def test_after_a_spike_every_walk_is_easy_until_two_have_settled(
    script: list[Day], protocol: Protocol
) -> None:
    life = play(script, protocol=protocol)
    for lived in life.days:
        settled_since = None
        for walk in lived.plan.walks:
            if walk.response is Response.SPIKE:
                settled_since = 0
            elif walk.response is Response.SETTLED and settled_since is not None:
                settled_since += 1
        if settled_since is not None and settled_since < 2:
            sessions = [day.session for day in lived.plan.week.days]
            assert all(each is None or each.kind is Kind.EASY for each in sessions)


@given(scripts(), protocols, st.sampled_from(["q01", "q02", "q05", "q06", "q09", "q14", "q21"]))
def test_an_answer_of_tier_a_or_b_stops_every_walk(
    script: list[Day], protocol: Protocol, question: str
) -> None:
    life = play(script, protocol=protocol)
    state = advance(life.state, screened(life.last_day, {question: "yes"}, at="23:00"))
    for days in range(0, 50, 7):
        plan = decide(state, life.last_day + timedelta(days=days))
        assert plan.halted
        assert plan.today.action is Action.SEE_CLINICIAN
        assert plan.today.session is None
        assert plan.next_walk is None
        assert all(day.session is None for day in plan.week.days)


@given(scripts(), protocols)
def test_every_figure_names_a_rule_with_words_and_a_source(
    script: list[Day], protocol: Protocol
) -> None:
    life = play(script, protocol=protocol)
    for lived in life.days[::3]:
        plan = lived.plan
        figures = [plan.dose, plan.today.minutes, plan.week.walks, plan.week.planned_min]
        if plan.outlook is not None:
            figures += [plan.outlook.minutes, plan.outlook.walks]
        reasons = [*plan.today.reasons, *plan.ask]
        for figure in figures:
            assert figure.reasons
            reasons.extend(figure.reasons)
        for opening in plan.openings:
            assert opening.reasons
            reasons.extend(opening.reasons)
        for walk in plan.walks:
            assert walk.reasons
            reasons.extend(walk.reasons)
        assert plan.today.reasons
        for reason in reasons:
            rule = protocol.rule(reason.rule)
            assert rule.source
            assert "?" not in protocol.say(reason).rstrip("?")


@given(scripts(), protocols)
def test_a_walk_is_never_shorter_than_the_shortest_worth_planning(
    script: list[Day], protocol: Protocol
) -> None:
    life = play(script, protocol=protocol)
    for lived in life.days:
        session = lived.plan.today.session
        if session is not None:
            assert session.minutes >= PROTOCOL.cap.floor_min


def test_a_calm_walker_reaches_the_end_of_the_path() -> None:
    life = play([CALM] * 7 * 16)
    assert decide(life.state, life.last_day).dose.value == 30


def test_the_laws_would_notice_a_dose_that_answers_pain_with_more() -> None:
    life = play([CALM] * 10)
    walk = latest_walk(life)
    assert walk is not None
    worse = advance(life.state, flare(life.last_day, at="22:00"))
    with pytest.raises(AssertionError):
        # The law turned round: it must break, or the law above proves nothing.
        assert next_dose(worse, life.last_day + timedelta(days=1)) >= next_dose(
            life.state, life.last_day + timedelta(days=1)
        )
    assert morning(life.last_day, 9).nrs == 9
