"""The rules of the default protocol: given a diary, on this day, the plan says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from backstride.diary import WEEKDAYS, AnyEvent, Pain
from backstride.prescription import (
    Action,
    Kind,
    Plan,
    Response,
    decide,
    default_protocol,
    fold,
    prescribe,
    short_session,
)
from tests.diary.factories import (
    absent,
    available,
    baseline,
    cleared,
    correction,
    events,
    goal,
    limit,
    morning,
    newcomer,
    questionnaire,
    retraction,
    screened,
    symptom,
    walk,
)
from tests.prescription.walkers import CALM, FIRST_DAY, Day, Life, play

MONDAY = FIRST_DAY
"""A Monday."""

EVERY_DAY = newcomer(MONDAY, weekdays=WEEKDAYS)
SHORE_LEAVE = CALM._replace(effort=0.0)


def after(life: Life, days: int = 1) -> Plan:
    return decide(life.state, life.last_day + timedelta(days=days))


def rules(plan: Plan) -> set[str]:
    return {reason.rule for reason in (*plan.today.reasons, *plan.dose.reasons)}


def weeks(count: int, *more: Day) -> list[Day]:
    return [CALM] * (7 * count) + list(more)


def with_diary(*parts: object, on: date | None = None) -> Plan:
    return prescribe(events(*parts), on=on or MONDAY)  # type: ignore[arg-type]  # nested parts


# The start


@pytest.mark.parametrize(
    ("facts", "minutes"),
    [
        ({}, 10),
        ({"track": "prevention", "usual_pain": 1}, 15),
        ({"usual_pain": 7}, 5),
        ({"track": "prevention", "usual_pain": 8}, 5),
    ],
)
def test_without_trial_walks_the_standard_start_holds(
    facts: dict[str, object], minutes: int
) -> None:
    plan = with_diary(newcomer(MONDAY, **facts))  # type: ignore[arg-type]  # facts vary by case
    assert plan.today.action is Action.WALK
    assert plan.dose.value == minutes
    assert plan.week.walks.value == 3


def test_a_high_roland_morris_total_starts_with_five_minutes() -> None:
    plan = with_diary(newcomer(MONDAY), questionnaire(MONDAY, "RMDQ", 14))
    assert plan.dose.value == 5


@pytest.mark.parametrize(
    ("minutes", "start"),
    [((20, 10, 16), 11), ((6, 5, 4), 5), ((40, 30, 50), 15), ((12, 16), 9), ((10,), 7)],
)
def test_trial_walks_set_the_start(minutes: tuple[int, ...], start: int) -> None:
    trial = [baseline(MONDAY + timedelta(days=2 * n), m) for n, m in enumerate(minutes)]
    plan = with_diary(newcomer(MONDAY, baseline="measure"), trial, on=MONDAY + timedelta(days=8))
    assert plan.today.action is Action.WALK
    assert plan.dose.value == start


def test_trial_walks_are_asked_for_until_there_are_three() -> None:
    start = newcomer(MONDAY, baseline="measure")
    assert with_diary(start).today.action is Action.BASELINE
    two = [baseline(MONDAY, 10), baseline(MONDAY + timedelta(days=1), 10)]
    on = MONDAY + timedelta(days=2)
    assert with_diary(start, two, on=on).today.action is Action.BASELINE
    three = [*two, baseline(on, 10)]
    assert with_diary(start, three, on=on + timedelta(days=1)).dose.value == 7


def test_the_safety_questions_come_first() -> None:
    plan = with_diary()
    assert plan.today.action is Action.SCREEN
    assert len(plan.questions_due) >= 21


def test_walks_before_the_safety_answers_are_history() -> None:
    plan = with_diary(
        walk(MONDAY - timedelta(days=20), 75, before=4, worst=9, after=8), newcomer(MONDAY)
    )
    assert plan.started is None
    assert plan.dose.value == 10


# Growing


def test_minutes_come_first_then_the_fourth_day_then_minutes_then_the_fifth() -> None:
    life = play(weeks(20), EVERY_DAY)
    seen = [
        (lived.plan.dose.value, lived.plan.week.walks.value)
        for lived in life.days
        if lived.day.weekday() == 0
    ]
    assert seen[:5] == [(10, 3), (13, 3), (16, 3), (19, 3), (20, 3)]
    assert seen[5:9] == [(20, 4), (20, 4), (20, 4), (23, 4)]
    assert (30, 4) in seen
    assert seen[-1] == (30, 5)


def test_a_new_day_starts_at_fifty_five_percent_and_grows_by_five() -> None:
    life = play(weeks(20), EVERY_DAY)
    totals = [
        lived.plan.week.planned_min.value
        for lived in life.days
        if lived.day.weekday() == 0 and lived.plan.week.walks.value == 4
    ]
    assert totals[:3] == [71, 76, 80]


def test_kinds_open_in_their_order_and_take_no_week_of_their_own() -> None:
    life = play(weeks(20), EVERY_DAY)
    first: dict[Kind, int] = {}
    for lived in life.days:
        for day in lived.plan.week.days:
            if day.session is not None:
                first.setdefault(day.session.kind, lived.plan.week.number)
    assert first[Kind.BRISK] < first[Kind.INTERVALS] < first[Kind.HILLS]


def test_half_steps_are_the_persons_own_choice() -> None:
    life = play(weeks(1), (*EVERY_DAY, goal(MONDAY, half_steps=True)))
    assert after(life).dose.value == 11


def test_a_week_of_less_than_seventy_percent_adds_nothing() -> None:
    life = play([CALM._replace(effort=0.6)] * 7, EVERY_DAY)
    plan = after(life)
    assert plan.dose.value == 10
    assert "week.done" in rules(plan)


def test_who_walks_eighty_percent_every_week_stops_rising() -> None:
    life = play([CALM._replace(effort=0.8)] * 7 * 12, EVERY_DAY)
    assert 10 < after(life).dose.value <= 16


def test_walking_more_than_planned_keeps_the_plan() -> None:
    more = play([CALM._replace(effort=1.5)] * 7, EVERY_DAY)
    exact = play(weeks(1), EVERY_DAY)
    assert after(more).dose.value == after(exact).dose.value


def test_a_week_without_pain_answers_adds_nothing() -> None:
    silent = CALM._replace(before=None, rise=None, after=None)
    plan = after(play([silent] * 7, EVERY_DAY))
    assert plan.dose.value == 10
    assert "week.answers" in rules(plan)


def test_one_sore_walk_is_fine_and_two_are_not() -> None:
    sore = CALM._replace(before=3, rise=2, after=3)
    assert after(play([sore, *[CALM] * 6], EVERY_DAY)).dose.value == 13
    assert after(play([sore, CALM, sore, *[CALM] * 4], EVERY_DAY)).dose.value == 10


def test_a_short_first_week_adds_nothing() -> None:
    # Two days, and a first week that begins in its middle.
    start = newcomer(MONDAY, weekdays=("mon", "tue"))
    plan = after(play([SHORE_LEAVE, *[CALM] * 6], start))
    assert plan.dose.value == 10


# Ease


def spiked(*more: Day) -> Life:
    """Three good weeks (16 minutes), then a walk on Monday that raised pain by 4."""
    return play([*weeks(2), CALM._replace(rise=4), *more], EVERY_DAY)


def test_after_a_spike_the_next_walks_are_seventy_seventy_eighty_five() -> None:
    life = spiked(*[CALM] * 14)
    asked = [
        lived.plan.today.session.minutes if lived.plan.today.session else None
        for lived in life.days
        if lived.day > MONDAY + timedelta(days=14)
    ]
    walks = [minutes for minutes in asked if minutes]
    assert walks[:4] == [int(16 * 0.7), int(16 * 0.7), int(16 * 0.85), 16]


def test_after_a_spike_the_safety_questions_are_due() -> None:
    plan = after(spiked())
    assert plan.today.action is Action.SCREEN
    assert {"q01", "q10", "q14"} <= set(plan.questions_due)
    assert "q11" not in plan.questions_due


def test_a_second_spike_within_six_walks_lowers_the_length_by_thirty_percent() -> None:
    one = after(spiked(*[CALM] * 6)).dose.value
    two = after(spiked(CALM, CALM._replace(rise=4), *[CALM] * 4)).dose.value
    assert (one, two) == (16, int(16 * 0.7))


def test_an_amber_walk_makes_the_next_one_twenty_percent_shorter() -> None:
    life = play([*weeks(2), CALM._replace(rise=2, after=6)], EVERY_DAY)
    plan = after(life)
    assert plan.walks[-1].response is Response.AMBER
    assert plan.next_walk is not None
    assert plan.next_walk.session is not None
    assert plan.next_walk.session.minutes == int(16 * 0.8)


def test_the_week_of_an_amber_walk_holds() -> None:
    life = play([*weeks(1), CALM._replace(rise=2, after=6), *[CALM] * 6], EVERY_DAY)
    plan = after(life)
    assert plan.dose.value == 13
    assert "week.amber" in rules(plan)


def test_an_amber_within_four_walks_of_another_counts_as_a_spike() -> None:
    amber = CALM._replace(rise=2, after=6)
    life = play([*weeks(1), amber, CALM, amber], EVERY_DAY)
    assert [walk.response for walk in after(life).walks[-2:]] == [Response.AMBER, Response.SPIKE]


def test_walks_without_answers_move_the_way_back_on_and_settle_nothing() -> None:
    silent = CALM._replace(before=None, rise=None, after=None)
    life = spiked(*[silent] * 6, *[CALM] * 1)
    plan = after(life, 0)
    assert plan.dose.value == 16
    assert all(day.session is None or day.session.kind is Kind.EASY for day in plan.week.days)


def test_two_bad_mornings_after_a_walk_that_raised_pain_shorten_the_next() -> None:
    sore = CALM._replace(before=3, rise=2, after=3)
    bad = SHORE_LEAVE._replace(morning=8)
    plan = after(play([*weeks(2), sore, bad, bad], EVERY_DAY), 0)
    assert plan.today.session is not None
    assert plan.today.session.minutes == int(16 * 0.8)


def test_one_bad_morning_after_a_calm_walk_means_nothing() -> None:
    life = play([CALM, CALM._replace(morning=8), *[CALM] * 5], EVERY_DAY)
    assert after(life).dose.value == 13


def test_a_bad_morning_after_sundays_walk_takes_the_new_step_back() -> None:
    sore = CALM._replace(before=3, rise=2, after=3)
    start = newcomer(MONDAY, weekdays=("wed", "fri", "sun"))
    life = play([SHORE_LEAVE, SHORE_LEAVE, *[CALM] * 4, sore], start)
    grown = after(life)
    assert grown.dose.value == 13
    worse = fold([*life.events, morning(MONDAY + timedelta(days=7), 8)])
    assert decide(worse, MONDAY + timedelta(days=7)).dose.value == 10


def test_a_third_bad_morning_asks_whether_it_is_a_flare() -> None:
    bad = SHORE_LEAVE._replace(morning=8)
    life = play([*weeks(1), CALM, bad, bad, bad], EVERY_DAY)
    assert "ask.flare" in {reason.rule for reason in after(life, 0).ask}


# Bad days


def test_a_bad_day_offers_a_short_easy_walk_or_rest() -> None:
    life = play([*weeks(2), CALM._replace(flare=True, effort=0)], EVERY_DAY)
    plan = decide(fold([*life.events, screened(life.last_day, at="08:00")]), life.last_day)
    assert plan.today.action is Action.WALK
    assert plan.today.short is not None
    assert 5 <= plan.today.short.minutes <= 10
    assert plan.today.short.total_min <= 16


def test_the_way_back_from_a_bad_day_is_short() -> None:
    life = play([*weeks(2), CALM._replace(flare=True, effort=0), *[CALM] * 8], EVERY_DAY)
    walks = [
        lived.plan.today.session.minutes
        for lived in life.days
        if lived.day > MONDAY + timedelta(days=14) and lived.plan.today.session
    ]
    assert walks[:3] == [int(16 * 0.7), int(16 * 0.85), 16]


def test_a_walk_on_the_bad_day_counts_as_the_first_of_the_way_back() -> None:
    life = play([*weeks(2), CALM._replace(flare=True), *[CALM] * 3], EVERY_DAY)
    walks = [
        lived.plan.today.session.minutes
        for lived in life.days
        if lived.day > MONDAY + timedelta(days=14) and lived.plan.today.session
    ]
    assert walks[0] == int(16 * 0.85)


def test_a_natural_bad_day_leaves_the_usual_length_alone() -> None:
    life = play([*weeks(2), CALM._replace(flare=True), *[CALM] * 2], EVERY_DAY)
    assert after(life, 0).dose.value == 16


def test_a_bad_day_after_a_walk_that_raised_pain_lowers_the_length() -> None:
    sore = CALM._replace(before=3, rise=2, after=3)
    life = play([*weeks(2), sore, SHORE_LEAVE._replace(flare=True)], EVERY_DAY)
    assert after(life, 0).dose.value == int(16 * 0.85)


def test_a_second_bad_day_within_four_weeks_lowers_the_length_once_in_seven_days() -> None:
    bad = SHORE_LEAVE._replace(flare=True)
    life = play([*weeks(2), bad, *[CALM] * 9, bad, bad], EVERY_DAY)
    doses = [lived.plan.dose.value for lived in life.days[-3:]]
    lowered = after(life, 0).dose.value
    assert lowered == int(doses[0] * 0.85)


# Lapses


@pytest.mark.parametrize(
    ("days", "share"), [(7, 1.0), (8, 0.8), (14, 0.8), (15, 0.6), (28, 0.6), (29, 0.5), (56, 0.5)]
)
def test_the_way_back_after_days_without_a_walk(days: int, share: float) -> None:
    life = play(weeks(3, CALM), EVERY_DAY)
    on = life.last_day + timedelta(days=days)
    plan = decide(fold([*life.events, screened(on)]), on)
    session = plan.today.session or (plan.next_walk and plan.next_walk.session)
    assert session
    assert session.minutes == int(plan.dose.value * share)


def test_after_more_than_eight_weeks_everything_begins_anew() -> None:
    life = play(weeks(3, CALM), EVERY_DAY)
    on = life.last_day + timedelta(days=57)
    plan = decide(life.state, on)
    assert plan.today.action is Action.SCREEN
    assert len(plan.questions_due) >= 21
    fresh = decide(fold([*life.events, screened(on)]), on)
    assert fresh.started is None
    assert fresh.dose.value == 10


def test_a_lapse_of_more_than_four_weeks_asks_the_safety_questions() -> None:
    life = play(weeks(3, CALM), EVERY_DAY)
    assert "q01" in decide(life.state, life.last_day + timedelta(days=29)).questions_due


def test_two_weeks_of_less_than_half_follow_what_happened() -> None:
    little = CALM._replace(effort=0.4)
    life = play([*weeks(3), *[little] * 14], EVERY_DAY)
    plan = after(life)
    assert plan.dose.value < 10
    assert "ask.barrier" in {reason.rule for reason in plan.ask}


def test_illness_rests_and_comes_back_gently() -> None:
    life = play(weeks(2, CALM), EVERY_DAY)
    ill = absent(life.last_day + timedelta(days=1), until=life.last_day + timedelta(days=9))
    state = fold([*life.events, ill])
    assert "absence.rest" in rules(decide(state, life.last_day + timedelta(days=4)))
    back = decide(state, life.last_day + timedelta(days=10))
    session = back.today.session or (back.next_walk and back.next_walk.session)
    assert session
    assert session.minutes == int(16 * 0.8)


# The gate


def gate_plan(before: int, *more: AnyEvent, usual: int = 4) -> Plan:
    start = newcomer(MONDAY, weekdays=WEEKDAYS, usual_pain=usual)
    life = play([CALM._replace(morning=usual, before=usual, after=usual)] * 14, start)
    on = life.last_day + timedelta(days=1)
    _, *answer = walk(on, 16, before=before, at="10:00")
    return decide(fold([*life.events, *answer, *more]), on)


def test_more_pain_than_usual_offers_the_short_version() -> None:
    plan = gate_plan(6)
    assert plan.today.short is not None
    assert plan.today.session == plan.today.short
    assert 5 <= plan.today.short.minutes <= 10
    assert plan.today.short.minutes < plan.dose.value
    assert plan.today.reasons[1].inputs == (("before", 6), ("usual", 4))


@pytest.mark.parametrize(("later", "rule"), [(4, "gate.earlier"), (7, "gate.short")])
def test_the_strongest_answer_of_the_day_counts_and_the_words_are_true(
    later: int, rule: str
) -> None:
    first = gate_plan(7)
    _, *again = walk(first.on, 17, before=later, at="12:00")
    plan = gate_plan(7, *again)
    assert plan.today.short == first.today.short
    assert plan.today.minutes.reasons[0].rule == rule
    assert dict(plan.today.minutes.reasons[0].inputs)["before"] == 7


def test_a_weaker_answer_that_is_still_strong_is_the_one_named() -> None:
    on = gate_plan(7).on
    _, *again = walk(on, 17, before=6, at="12:00")
    plan = gate_plan(7, *again)
    assert plan.today.short is not None
    assert plan.today.minutes.reasons[0].inputs == (("before", 6), ("usual", 4))


@pytest.mark.parametrize(
    ("planned", "minutes"), [(4, 4), (5, 5), (8, 5), (10, 5), (11, 10), (30, 10)]
)
def test_the_short_version_is_shorter_than_the_plan_where_it_can_be(
    planned: int, minutes: int
) -> None:
    assert short_session(planned, default_protocol()).minutes == minutes


def test_pain_within_the_tolerance_changes_nothing() -> None:
    assert gate_plan(5).today.short is None


def test_strong_pain_above_usual_asks_the_safety_questions_first() -> None:
    assert gate_plan(8).today.action is Action.SCREEN


def test_someone_whose_usual_is_seven_walks_the_plan_at_seven() -> None:
    plan = gate_plan(7, usual=7)
    assert plan.today.action is Action.WALK
    assert plan.today.short is None


# Limits and safety


def test_a_clinicians_limit_holds_for_the_length_and_the_days() -> None:
    start = (*EVERY_DAY, limit(MONDAY, max_minutes=12, max_walks_per_week=3))
    life = play(weeks(10), start)
    assert max(lived.walked_min for lived in life.days) == 12
    assert max(lived.plan.week.walks.value for lived in life.days) == 3


def test_a_clinician_can_stop_every_rise() -> None:
    life = play(weeks(4), (*EVERY_DAY, limit(MONDAY, no_rises=True)))
    assert after(life).dose.value == 10


def test_a_weekly_limit_is_shared_out_among_the_walks() -> None:
    life = play(weeks(6), (*EVERY_DAY, limit(MONDAY, max_week_minutes=36)))
    assert max(lived.plan.week.planned_min.value for lived in life.days) <= 36


def test_a_tier_c_answer_stops_the_start_until_a_clinician_clears_it() -> None:
    start = (*newcomer(MONDAY), screened(MONDAY, {"q12": "yes"}, at="06:30"))
    assert with_diary(start).today.action is Action.SEE_CLINICIAN
    assert with_diary(start, cleared(MONDAY, "q12", at="07:00")).today.action is Action.WALK


def test_a_tier_c_answer_during_the_programme_keeps_walks_easy_and_holds_the_dose() -> None:
    life = play([*weeks(6)], EVERY_DAY)
    on = life.last_day + timedelta(days=1)
    dose = decide(life.state, on).dose.value
    held = [*life.events, screened(on, {"q12": "yes"}, at="06:00")]
    plan = decide(fold(held), on)
    assert plan.tier == "C"
    assert plan.today.action is Action.WALK
    assert all(day.session is None or day.session.kind is Kind.EASY for day in plan.week.days)
    lived = play([CALM] * 14, held)
    assert decide(lived.state, on + timedelta(days=13)).dose.value <= dose


def test_a_tier_c_answer_is_asked_about_every_fourteen_days() -> None:
    start = (*EVERY_DAY, screened(MONDAY, {"q12": "yes"}, at="06:30"))
    state = fold(start)
    asked = [
        "safety.clearance" in {reason.rule for reason in decide(state, on).ask}
        for on in (MONDAY + timedelta(days=13), MONDAY + timedelta(days=14))
    ]
    assert asked == [False, True]


def test_the_repeated_questions_are_due_after_a_month() -> None:
    life = play([CALM._replace(answers_questions=False)] * 31, EVERY_DAY)
    assert "q01" in life.days[30].plan.questions_due
    assert not life.days[29].plan.questions_due


def test_a_leg_symptom_turns_the_days_walk_into_a_spike() -> None:
    life = play(weeks(1, CALM), EVERY_DAY)
    plan = decide(fold([*life.events, symptom(life.last_day, "leg_pain")]), life.last_day)
    assert plan.walks[-1].response is Response.SPIKE
    assert plan.today.action is Action.SCREEN


# Corrections, days, zones


def test_a_correction_counts_as_if_it_had_been_written_so_at_first() -> None:
    life = play([*weeks(2), CALM._replace(rise=5, after=9)], EVERY_DAY)
    wrong = [event for event in life.events if isinstance(event, Pain) and event.nrs == 9]
    softened = [correction(event, nrs=4) for event in wrong]
    plan = decide(fold([*life.events, *softened]), life.last_day)
    assert plan.walks[-1].response is Response.SETTLED
    undone = [retraction(event, at="21:00") for event in softened]
    again = decide(fold([*life.events, *softened, *undone]), life.last_day)
    assert again.walks[-1].response is Response.SPIKE


def test_a_retracted_walk_does_not_count() -> None:
    life = play(weeks(1), EVERY_DAY)
    last = [event for event in life.events if event.type == "walk"][-1]
    state = fold([*life.events, retraction(last)])
    assert decide(state, life.last_day).week.done_walks == 2


def test_a_moved_walk_finds_a_free_day_and_never_makes_three_in_a_row() -> None:
    life = play(weeks(1, SHORE_LEAVE, SHORE_LEAVE, SHORE_LEAVE), EVERY_DAY)
    plan = after(life)
    held = [day.day.weekday() for day in plan.week.days if day.session or day.done_min]
    assert len(held) == 3
    assert all(third - first > 2 for first, third in zip(held, held[2:], strict=False))


def test_a_change_of_days_takes_hold_at_once() -> None:
    life = play(weeks(1, CALM), EVERY_DAY)
    on = life.last_day
    state = fold([*life.events, available(on, "tue", "thu", "sun", at="23:00")])
    plan = decide(state, on)
    assert plan.next_walk is not None
    assert plan.next_walk.day.weekday() in (3, 6)


def test_everyday_walking_is_counted_apart() -> None:
    life = play(weeks(1), EVERY_DAY)
    errand = walk(life.last_day, 40, programme=False, at="15:00")
    assert decide(fold([*life.events, *errand]), life.last_day).week.done_min == 30


@pytest.mark.parametrize("none_at_all", [{"max_minutes": 0}, {"max_week_minutes": 0}])
def test_a_clinicians_limit_of_no_minutes_is_rest_and_not_a_walk_of_no_length(
    none_at_all: dict[str, Any],
) -> None:
    plan = with_diary(newcomer(MONDAY), limit(MONDAY, **none_at_all))
    assert plan.today.action is Action.REST
    assert plan.today.reasons[0].rule == "dose.clinician"
    assert plan.next_walk is None


def test_a_walk_made_shorter_by_the_weeks_limit_names_the_clinician() -> None:
    plan = with_diary(newcomer(MONDAY), limit(MONDAY, max_week_minutes=18))
    assert plan.today.session is not None
    assert plan.today.session.minutes == 6
    assert plan.today.minutes.reasons[0].rule == "dose.clinician"


def test_a_week_that_holds_leaves_out_what_was_said_of_the_week_before_it() -> None:
    life = play([*weeks(2), *[SHORE_LEAVE] * 7], EVERY_DAY)
    plan = after(life)
    assert rules(plan) >= {"week.none", "dose.same"}
    assert not rules(plan) & {"week.good", "dose.step"}


def test_a_bad_sunday_is_named_and_not_the_questions_that_it_left_open() -> None:
    bad = SHORE_LEAVE._replace(flare=True)
    plan = after(play([*weeks(2), *[CALM] * 6, bad, CALM], EVERY_DAY), 0)
    assert "week.flare" in rules(plan)
    assert not rules(plan) & {"week.safety", "week.questions"}


def test_questions_left_open_over_the_weeks_end_hold_the_dose() -> None:
    bad = SHORE_LEAVE._replace(flare=True, answers_questions=False)
    later = CALM._replace(anyway=13, answers_questions=False)
    plan = after(play(weeks(1, bad, *[later] * 6), EVERY_DAY))
    assert plan.dose.value == 13
    assert "week.questions" in rules(plan)


@pytest.mark.parametrize(
    "what",
    [
        CALM._replace(rise=4),
        CALM._replace(rise=2, after=6),
        CALM._replace(symptom=True),
    ],
)
def test_nothing_is_promised_for_next_week_once_this_one_holds(what: Day) -> None:
    calm = after(play(weeks(2, CALM, CALM), EVERY_DAY), 0)
    held = after(play(weeks(2, what, CALM), EVERY_DAY), 0)
    assert calm.outlook is not None
    assert held.outlook is None


def test_nothing_is_promised_while_an_answer_holds_the_dose() -> None:
    life = play(weeks(2), EVERY_DAY)
    asked = fold([*life.events, screened(life.last_day, {"q12": "yes"}, at="22:00")])
    assert decide(asked, life.last_day + timedelta(days=1)).outlook is None


def test_a_bad_day_early_in_the_week_still_leaves_next_weeks_step_open() -> None:
    bad = SHORE_LEAVE._replace(flare=True)
    early = after(play(weeks(2, bad, CALM), EVERY_DAY), 0)
    late = after(play(weeks(2, CALM, CALM, CALM, CALM, bad, CALM), EVERY_DAY), 0)
    assert early.outlook is not None
    assert late.outlook is None


def test_a_walk_on_several_ways_back_names_one_share() -> None:
    amber = CALM._replace(rise=2, after=6)
    life = play([*weeks(3), amber, CALM, CALM._replace(rise=4), CALM, amber], EVERY_DAY)
    for days in range(1, 6):
        plan = after(life, days)
        shares = [
            dict(reason.inputs)["share"]
            for reason in plan.today.minutes.reasons
            if reason.rule.startswith("ease.")
        ]
        assert len(shares) == len(set(shares)) <= 1


def test_a_length_that_cannot_be_lowered_is_not_said_to_have_been() -> None:
    strong = CALM._replace(rise=4)
    plan = after(play([strong] * 21, newcomer(MONDAY, usual_pain=7, weekdays=WEEKDAYS)))
    assert plan.dose.value == 5
    assert "dose.cut_spike" not in rules(plan)


def test_an_eased_walk_at_the_shortest_length_says_why_it_is_not_shorter() -> None:
    life = play([CALM._replace(rise=4)], newcomer(MONDAY, usual_pain=7, weekdays=WEEKDAYS))
    plan = decide(fold([*life.events, screened(MONDAY, at="22:00")]), MONDAY + timedelta(days=2))
    assert plan.today.session is not None
    assert plan.today.session.minutes == 5
    assert "ease.floor" in rules(plan)


def test_the_new_walking_day_is_called_short_also_in_a_week_that_holds() -> None:
    short = CALM._replace(effort=0.6)
    life = play([*weeks(5), *[short] * 7, *[CALM] * 6], EVERY_DAY)
    held = [
        lived.plan
        for lived in life.days[-6:]
        if "dose.short_day" in rules(lived.plan) and "week.done" in rules(lived.plan)
    ]
    assert held
    assert all("dose.new_day_step" not in rules(plan) for plan in held)


# What the person may choose instead


def test_a_full_walk_may_become_five_minutes_longer_by_choice() -> None:
    plan = with_diary(newcomer(MONDAY))
    assert plan.today.most_min == 15


@pytest.mark.parametrize(
    ("limits", "most"),
    [
        ({"max_minutes": 12}, 12),
        ({"max_minutes": 10}, 10),
        ({"max_minutes": 60}, 15),
        ({"max_week_minutes": 30}, 10),
        ({"no_rises": True}, 10),
    ],
)
def test_no_choice_goes_beyond_a_clinicians_limit(limits: dict[str, Any], most: int) -> None:
    assert with_diary(newcomer(MONDAY), limit(MONDAY, **limits)).today.most_min == most


def test_while_an_answer_holds_the_dose_no_longer_walk_can_be_chosen() -> None:
    life = play(weeks(2), EVERY_DAY)
    held = fold([*life.events, screened(life.last_day, {"q12": "yes"}, at="22:00")])
    today = decide(held, life.last_day + timedelta(days=1)).today
    assert today.session is not None
    assert today.most_min == today.session.minutes


def test_an_eased_walk_cannot_be_chosen_longer() -> None:
    plan = after(play([*weeks(2), CALM._replace(rise=4), CALM], EVERY_DAY))
    assert plan.today.session is not None
    assert plan.today.most_min == plan.today.session.minutes == 11


# Days away


def test_no_walk_is_planned_on_days_on_which_walking_is_out_of_the_question() -> None:
    life = play(weeks(2), EVERY_DAY)
    away = absent(MONDAY + timedelta(days=14), until=MONDAY + timedelta(days=24))
    plan = decide(fold([*life.events, away]), MONDAY + timedelta(days=15))
    assert all(planned.session is None for planned in plan.week.days)
    assert plan.next_walk is not None
    assert plan.next_walk.day > MONDAY + timedelta(days=24)


def test_a_week_away_is_named_as_one_and_not_counted_out() -> None:
    away = absent(MONDAY + timedelta(days=14), until=MONDAY + timedelta(days=20))
    life = play([*weeks(2), *[SHORE_LEAVE] * 7], (*EVERY_DAY, away))
    plan = after(life)
    assert "week.away" in rules(plan)
    assert not rules(plan) & {"week.done", "week.none"}


def test_an_absence_without_an_end_in_sight_has_no_next_walk() -> None:
    life = play(weeks(1), EVERY_DAY)
    away = absent(MONDAY + timedelta(days=7), until=date(9999, 12, 31))
    plan = decide(fold([*life.events, away]), MONDAY + timedelta(days=8))
    assert plan.next_walk is None
