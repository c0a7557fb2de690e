"""What life brings: bad days, breaks, travel, illness, changed wishes, and walks out of order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from backstride.diary import WEEKDAYS, Walk
from backstride.prescription import Action, DayState, Plan, decide, fold, prescribe
from tests.diary.factories import (
    absent,
    available,
    event_id,
    events,
    goal,
    limit,
    newcomer,
    screened,
    walk,
)
from tests.prescription.walkers import CALM, FIRST_DAY, Day, play

EVERY_DAY = newcomer(FIRST_DAY, weekdays=WEEKDAYS)
THREE_DAYS = newcomer(FIRST_DAY, weekdays=("mon", "wed", "fri"))
REST = CALM._replace(effort=0.0)
BAD = REST._replace(flare=True)


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def plan_on(number: int, *parts: object) -> Plan:
    return prescribe(events(*parts), on=day(number))  # type: ignore[arg-type]  # nested parts


def lengths_after(script: list[Day], days: int = 14) -> list[int]:
    """Lengths of the walks that follow when the person walks every one, and it is calm."""
    longer = play([*script, *[CALM] * days], EVERY_DAY)
    return [round(each.walked_min) for each in longer.days[-days:] if each.walked_min]


# Bad days


def test_bad_days_in_a_row_offer_a_short_walk_each_and_end_with_the_first_day_without_one() -> None:
    script = [*[CALM] * 14, BAD, BAD, BAD]
    life = play(script, EVERY_DAY)
    for each in life.days[-2:]:
        so_far = [event for event in life.events if event.day <= each.day]
        answered = prescribe([*so_far, screened(each.day, at="20:00")], on=each.day)
        assert answered.today.short is not None
    usual = life.days[-1].plan.dose.value
    assert lengths_after(script)[:3] == [int(usual * 0.7), int(usual * 0.85), usual]


# Less than half, days gone by, days moved


@pytest.mark.parametrize("between", [[REST] * 7, [CALM._replace(effort=0.3, flare=True)] * 7])
def test_a_week_without_a_walk_or_with_bad_days_does_not_count_against_the_plan(
    between: list[Day],
) -> None:
    little = CALM._replace(effort=0.3)
    once = play([*[CALM] * 14, *[little] * 7, *between], EVERY_DAY)
    plan = decide(once.state, once.last_day + timedelta(days=1))
    assert "dose.lower" not in {reason.rule for reason in plan.dose.reasons}


def test_a_walk_that_was_not_taken_moves_and_the_week_shows_no_fault() -> None:
    start = newcomer(FIRST_DAY, weekdays=("mon", "wed", "thu", "fri", "sun"))
    life = play([CALM] * 7, start)
    monday, after = decide(life.state, day(7)), decide(life.state, day(8))
    assert monday.today.action is Action.WALK
    assert after.today.action is Action.REST
    assert len([each for each in after.week.days if each.session is not None]) == 3
    assert after.week.days[0].state is DayState.PAST


# Away from home


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("America/New_York", datetime(2026, 3, 5, 3, 30, tzinfo=UTC)),  # 22:30 on 4 March
        ("Pacific/Auckland", datetime(2026, 3, 3, 19, 0, tzinfo=UTC)),  # 08:00 on 4 March
    ],
)
def test_a_walk_far_away_belongs_to_the_day_the_walker_lives_in(
    zone: str, moment: datetime
) -> None:
    wednesday = day(2)
    travelled = Walk(id=event_id("far"), at=moment, zone=zone, minutes=10)
    assert travelled.day == wednesday
    plan = plan_on(2, THREE_DAYS, travelled)
    assert plan.today.done_min == 10
    assert plan.today.reasons[0].rule == "schedule.done"
    assert [each.day for each in plan.week.days if each.done_min] == [wednesday]


def test_two_walks_on_one_local_day_in_two_zones_are_one_walk_of_the_week() -> None:
    berlin = walk(day(2), 10, at="07:00")
    evening = Walk(
        id=event_id("landed"),
        at=datetime(2026, 3, 5, 1, 0, tzinfo=UTC),
        zone="America/New_York",
        minutes=8,
    )
    assert plan_on(2, THREE_DAYS, berlin, evening).week.done_walks == 1


def test_travel_is_waited_for_like_any_absence() -> None:
    away = absent(day(7), "travel", until=day(12))
    life = play([CALM] * 7, EVERY_DAY)
    state = fold([*life.events, away])
    assert decide(state, day(9)).today.reasons[0].rule == "absence.rest"
    assert decide(state, day(13)).today.action is not Action.SEE_CLINICIAN
    assert decide(state, day(13)).today.reasons[0].rule != "absence.rest"


# Illness


def test_an_illness_without_an_end_ends_with_the_next_walk() -> None:
    life = play([CALM] * 14, EVERY_DAY)
    ill = absent(day(14))
    again = walk(day(16), 6, before=4, worst=4, after=4)
    assert decide(fold([*life.events, ill]), day(17)).today.reasons[0].rule == "absence.rest"
    walking = decide(fold([*life.events, ill, *again]), day(17))
    assert walking.today.reasons[0].rule != "absence.rest"


def test_an_illness_after_which_little_time_has_passed_asks_for_no_way_back() -> None:
    life = play([CALM] * 14, EVERY_DAY)
    last = max(each.day for each in life.days if each.walked_min)
    ill = absent(last + timedelta(days=1), until=last + timedelta(days=3))
    back = decide(fold([*life.events, ill]), last + timedelta(days=4))
    assert not [each for each in back.today.minutes.reasons if each.rule.startswith("ease.")]


# Walks of another number and length than planned


def test_two_walks_in_one_day_are_one_of_the_weeks_walks_and_all_their_minutes_count() -> None:
    twice = (*walk(day(0), 6, at="08:00"), *walk(day(0), 5, at="17:00"))
    plan = plan_on(0, THREE_DAYS, twice)
    assert (plan.week.done_walks, plan.week.done_min) == (1, 11)
    assert plan.today.reasons[0].rule == "schedule.done"
    assert plan.next_walk is not None
    assert plan.next_walk.day == day(2)


def test_a_walk_far_beyond_the_plan_changes_neither_the_next_walk_nor_next_weeks_step() -> None:
    as_planned = play([CALM] * 7, EVERY_DAY)
    far = play([CALM._replace(effort=4.0), *[CALM] * 6], EVERY_DAY)
    planned, beyond = (decide(each.state, day(7)) for each in (as_planned, far))
    assert beyond.dose.value == planned.dose.value
    assert far.days[1].plan.dose.value == as_planned.days[1].plan.dose.value


def test_walks_before_the_first_answers_are_history_and_start_nothing() -> None:
    early = [walk(day(-number), 25, at="08:00") for number in (1, 3, 5)]
    plan = plan_on(0, early, THREE_DAYS)
    assert plan.started is None
    assert plan.dose.value == 10
    assert plan.week.done_min == 0
    assert plan.walks == ()


def test_walks_before_any_trial_walk_start_the_programme_once_the_answers_are_there() -> None:
    measuring = newcomer(FIRST_DAY, baseline="measure")
    plan = plan_on(1, measuring, walk(day(0), 20, at="08:00"))
    assert plan.started == day(0)
    assert plan.dose.value == 10


# Changed wishes, in the middle of a week


def test_a_limit_of_ones_own_holds_from_the_moment_it_is_set_and_goes_as_quickly() -> None:
    life = play([CALM] * 16, EVERY_DAY)
    before = decide(life.state, day(16))
    limited = fold([*life.events, goal(day(15), at="23:00", max_minutes=8, max_walks_per_week=3)])
    held = decide(limited, day(16))
    assert before.dose.value > 8
    assert held.week_walks == 3
    walks = [each.session for each in held.week.days if each.session is not None]
    assert walks
    assert all(session.minutes <= 8 for session in walks)
    freed = fold(
        [*life.events, goal(day(15), at="23:00", max_minutes=8), goal(day(15), at="23:30")]
    )
    assert decide(freed, day(16)).today == before.today


def test_half_steps_chosen_within_a_week_shape_the_next_step() -> None:
    calm = play([CALM] * 7, EVERY_DAY)
    chosen = fold([*calm.events, goal(day(3), at="23:00", half_steps=True)])
    whole, half = decide(calm.state, day(7)).dose.value, decide(chosen, day(7)).dose.value
    assert 10 < half < whole


def test_days_changed_within_a_week_keep_what_was_walked_and_ask_for_no_more() -> None:
    life = play([CALM] * 3, THREE_DAYS)
    walked = sum(each.walked_min > 0 for each in life.days)
    plan = decide(fold([*life.events, available(day(2), "sat", "sun", "tue", at="23:00")]), day(3))
    assert plan.week.done_walks == walked == 2
    coming = [each.day for each in plan.week.days if each.session is not None and not each.done_min]
    assert len(coming) == 1
    assert coming[0] in (day(5), day(6))


# A clinician's limits


def test_a_clinicians_limit_holds_from_its_day_to_its_last_day() -> None:
    life = play([CALM] * 14, EVERY_DAY)
    bound = limit(day(14), max_minutes=6, until=day(20))
    state = fold([*life.events, bound])
    assert all(
        each.session.minutes <= 6
        for each in decide(state, day(15)).week.days
        if each.session is not None
    )
    free = decide(state, day(21))
    session = free.today.session or (free.next_walk and free.next_walk.session)
    assert session
    assert session.minutes > 6


def test_the_stricter_of_the_persons_and_the_clinicians_limit_counts() -> None:
    both = (limit(day(0), max_minutes=9), goal(day(0), max_minutes=7))
    assert plan_on(0, EVERY_DAY, both).today.minutes.value == 7
    other = (limit(day(0), max_minutes=6), goal(day(0), max_minutes=8))
    plan = plan_on(0, EVERY_DAY, other)
    assert plan.today.minutes.value == 6
    assert plan.today.minutes.reasons[0].rule == "dose.clinician"
