"""What happens between the first safety answers and the first walk of the programme."""

from __future__ import annotations

from datetime import date, timedelta

from backstride.prescription import Action, Plan, Response, prescribe
from tests.diary.factories import absent, baseline, events, flare, newcomer, screened, walk
from tests.prescription.walkers import FIRST_DAY

MEASURING = newcomer(FIRST_DAY, baseline="measure")


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def plan_on(number: int, *parts: object) -> Plan:
    return prescribe(events(*parts), on=day(number))  # type: ignore[arg-type]  # nested parts


def first_rule(plan: Plan) -> str:
    return plan.today.reasons[0].rule


def test_one_trial_walk_a_day_is_enough_also_when_it_was_uncomfortable() -> None:
    plan = plan_on(0, MEASURING, baseline(day(0), 8, comfortable=False))
    assert plan.today.action is Action.REST
    assert first_rule(plan) == "schedule.done"
    again = plan_on(1, MEASURING, baseline(day(0), 8, comfortable=False))
    assert again.today.action is Action.BASELINE


def test_who_found_no_trial_walk_comfortable_starts_small_and_is_asked_for_no_more() -> None:
    tried = [baseline(day(number), 8, comfortable=False) for number in (0, 2, 4)]
    plan = plan_on(5, MEASURING, tried)
    assert plan.today.action is Action.WALK
    assert plan.dose.value == 5
    assert plan.dose.reasons[0].rule == "start.uncomfortable"


def test_an_uncomfortable_trial_walk_does_not_count_beside_comfortable_ones() -> None:
    trial = [baseline(day(0), 12), baseline(day(2), 20, comfortable=False), baseline(day(4), 14)]
    assert plan_on(8, MEASURING, trial).dose.value == int(0.7 * 13)


def test_trial_walks_end_a_week_after_the_first_try() -> None:
    plan = plan_on(7, MEASURING, baseline(day(0), 8, comfortable=False))
    assert plan.today.action is Action.WALK


def test_a_bad_day_asks_for_no_trial_walk_and_for_the_safety_questions() -> None:
    asked = plan_on(2, MEASURING, flare(day(2)))
    assert asked.today.action is Action.SCREEN
    answered = plan_on(2, MEASURING, flare(day(2)), screened(day(2), at="10:00"))
    assert answered.today.action is Action.REST
    assert first_rule(answered) == "start.wait"


def test_days_away_ask_for_no_trial_walk() -> None:
    plan = plan_on(2, MEASURING, absent(day(2)))
    assert plan.today.action is Action.REST
    assert first_rule(plan) == "absence.rest"


def test_a_month_after_the_answers_the_repeated_questions_come_before_a_first_walk() -> None:
    assert plan_on(29, newcomer(day(0))).today.action is Action.WALK
    late = plan_on(30, newcomer(day(0)))
    assert late.today.action is Action.SCREEN
    assert {"q01", "q10", "q14"} <= set(late.questions_due)
    assert "q11" not in late.questions_due


def test_two_months_after_the_answers_all_questions_come_before_a_first_walk() -> None:
    late = plan_on(57, newcomer(day(0)))
    assert len(late.questions_due) == 21
    assert plan_on(57, newcomer(day(0)), screened(day(57))).today.action is Action.WALK


def test_a_bad_day_on_the_day_of_the_answers_asks_them_only_once() -> None:
    plan = plan_on(0, newcomer(day(0)), flare(day(0)))
    assert plan.today.action is Action.WALK
    assert plan.today.short is not None


def test_after_a_long_break_the_first_walk_says_that_all_begins_anew() -> None:
    plan = plan_on(90, newcomer(day(0)), walk(day(0), 10), screened(day(90)))
    assert plan.today.action is Action.WALK
    assert first_rule(plan) == "lapse.restart"


def test_after_a_long_break_who_measured_is_asked_to_measure_again() -> None:
    trial = [baseline(day(number), 20) for number in (0, 2, 4)]
    plan = plan_on(90, MEASURING, trial, walk(day(7), 14), screened(day(90)))
    assert plan.today.action is Action.BASELINE


def test_who_walked_today_before_the_first_answers_is_asked_for_no_second_walk() -> None:
    answers = screened(day(0), at="19:00")
    early = [event for event in newcomer(FIRST_DAY) if event.type != "screening"]
    plan = plan_on(0, early, walk(day(0), 12, at="10:00"), answers)
    assert plan.today.action is Action.REST
    assert first_rule(plan) == "schedule.done"
    assert plan.today.done_min == 12
    assert plan.started is None
    assert plan_on(1, early, walk(day(0), 12, at="10:00"), answers).today.action is Action.WALK


def before_first(number: int, nrs: int) -> tuple[object, ...]:
    """Pain told before a first walk that is still to come."""
    _, *answer = walk(day(number), 10, before=nrs, at="10:00")
    return tuple(answer)


def test_a_first_walk_that_was_walked_in_spite_of_strong_pain_counts_and_is_judged() -> None:
    start = newcomer(FIRST_DAY, usual_pain=4)
    done = walk(day(18), 10, before=8, worst=10, after=10, at="10:00")
    plan = plan_on(18, start, done)
    assert plan.started == day(18)
    assert [each.response for each in plan.walks] == [Response.SPIKE]
    assert plan.today.action is Action.SCREEN  # the questions are asked all the same
    calm = plan_on(21, start, walk(day(18), 10, before=4, worst=4, after=4, at="10:00"))
    eased = plan_on(21, start, done, screened(day(18), at="19:00"))
    assert calm.today.session is not None
    assert eased.today.session is not None
    assert eased.today.session.minutes < calm.today.session.minutes
    # Questions that were due anyway come first, whatever is told before the walk.
    assert plan_on(30, start, walk(day(30), 10, before=8, worst=10, at="10:00")).started is None


def test_strong_pain_before_the_first_walk_asks_the_safety_questions_first() -> None:
    start = newcomer(FIRST_DAY, usual_pain=4)
    assert plan_on(18, start, before_first(18, 10)).today.action is Action.SCREEN
    assert plan_on(18, start, before_first(18, 7)).today.action is Action.WALK
    answered = plan_on(18, start, before_first(18, 10), screened(day(18), at="10:05"))
    assert answered.today.action is Action.WALK


def test_who_has_answered_them_that_day_is_not_asked_again_before_the_first_walk() -> None:
    start = newcomer(FIRST_DAY, usual_pain=4)
    assert plan_on(0, start, before_first(0, 10)).today.action is Action.WALK


def test_a_first_walk_on_a_day_of_strong_pain_takes_five_minutes_and_the_start_stays() -> None:
    start = newcomer(FIRST_DAY, usual_pain=4)
    plan = plan_on(0, start, before_first(0, 8))
    assert plan.today.session is not None
    assert plan.today.session.minutes == plan.today.most_min == 5
    between = plan_on(0, start, before_first(0, 6))
    assert between.today.short is not None
    assert between.today.short.minutes == 5
    calm = plan_on(0, start, before_first(0, 4))
    assert calm.today.session is not None
    assert calm.today.session.minutes == calm.dose.value == plan.dose.value == 10
