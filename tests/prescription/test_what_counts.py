"""What counts as a week's walking, and what opens the varied walks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backstride.diary import WEEKDAYS
from backstride.prescription import Kind, Plan, decide, fold, prescribe
from tests.diary.factories import events, newcomer, questionnaire, walk
from tests.prescription.walkers import CALM, FIRST_DAY, Day, Life, play

MONDAY = FIRST_DAY
EVERY_DAY = newcomer(MONDAY, weekdays=WEEKDAYS)
REST = CALM._replace(effort=0.0)


def rules(plan: Plan) -> set[str]:
    return {reason.rule for reason in (*plan.today.reasons, *plan.dose.reasons)}


def week_of_walks(*lengths: tuple[int, float]) -> Plan:
    """Three good weeks (19 minutes), then a week of walks on those weekdays, and its Monday."""
    life = play([CALM] * 21, EVERY_DAY)
    start = life.last_day + timedelta(days=1)
    done = [
        walk(start + timedelta(days=day), minutes, before=4, worst=4, after=4, at=f"{8 + n:02d}:00")
        for n, (day, minutes) in enumerate(lengths)
    ]
    return decide(fold([*life.events, *events(*done)]), start + timedelta(days=7))


@pytest.mark.parametrize(
    ("lengths", "good"),
    [
        (((0, 19), (2, 19), (4, 19)), True),
        (((0, 23), (3, 23)), True),  # two walks of 1.2 times the plan are 80 % of three
        (((0, 75),), False),
        (((0, 60),), False),
        (((0, 19), (0, 19), (0, 19)), False),
        (((0, 10), (0, 9), (2, 19), (4, 19)), True),
    ],
)
def test_a_day_counts_up_to_a_little_more_than_its_plan(
    lengths: tuple[tuple[int, float], ...], good: bool
) -> None:
    plan = week_of_walks(*lengths)
    assert ("week.good" in rules(plan)) is good
    assert good or plan.dose.value == 19


def test_a_week_of_one_long_walk_says_what_of_it_counts() -> None:
    plan = week_of_walks((0, 75))
    told = next(reason for reason in plan.dose.reasons if reason.rule == "week.long")
    assert dict(told.inputs) == {"counted": 23, "planned": 57, "most": 120}


def test_a_week_of_little_walking_is_still_called_that() -> None:
    assert "week.done" in rules(week_of_walks((0, 19)))


@pytest.mark.parametrize("name", ["rmdq_24", "RMDQ-24", "rmdq", "Rmdq24"])
def test_a_high_roland_morris_total_counts_under_every_name_it_goes_by(name: str) -> None:
    plan = prescribe([*newcomer(MONDAY), questionnaire(MONDAY, name, 18)], on=MONDAY)
    assert plan.dose.value == 5


# Intervals


def week_of_kind(life: Life, kind: Kind) -> int | None:
    """The week of the programme in which that kind opened."""
    stage = {Kind.BRISK: "brisk", Kind.INTERVALS: "intervals"}[kind]
    for lived in life.days:
        if any(each.stage == stage and each.state == "done" for each in lived.plan.openings):
            return lived.plan.week.number
    return None


def test_weeks_with_one_walk_of_twenty_minutes_do_not_lead_to_intervals() -> None:
    # Two of the walks of a week stay just below 20 minutes, which is enough to go on.
    whole = play([CALM] * 7 * 12, EVERY_DAY)
    assert week_of_kind(whole, Kind.INTERVALS) is not None
    short = CALM._replace(effort=0.9)
    script = [CALM if number % 7 == 0 else short for number in range(7 * 12)]
    life = play(script, EVERY_DAY)
    assert life.days[-1].plan.dose.value >= 20
    assert life.days[-1].state.course.dose.weeks_at_first == 0


@pytest.mark.parametrize("what", [CALM._replace(rise=4), CALM._replace(rise=2, after=6)])
def test_a_walk_that_raised_pain_clearly_keeps_intervals_closed_for_two_weeks(
    what: Day,
) -> None:
    calm = play([CALM] * 7 * 14, EVERY_DAY)
    opened = week_of_kind(calm, Kind.INTERVALS)
    assert opened is not None
    # The second walk of the week that would open them; that week and the next do not.
    week = 7 * (opened - 2)
    walks = [n for n in range(week, week + 7) if calm.days[n].plan.today.session is not None]
    script = [CALM] * 7 * 14
    script[walks[1]] = what
    later = week_of_kind(play(script, EVERY_DAY), Kind.INTERVALS)
    assert later is None or later >= opened + 2


# The walk after one that raised pain


@pytest.mark.parametrize(
    "script",
    [
        [CALM._replace(rise=2, after=6)],
        [
            CALM._replace(before=3, rise=2, after=3),
            REST._replace(morning=8),
            REST._replace(morning=8),
        ],
    ],
)
def test_the_walk_after_an_amber_one_or_two_worse_mornings_is_easy(
    script: list[Day],
) -> None:
    weeks = play([CALM] * 7 * 9, EVERY_DAY)
    assert any(
        day.session is not None and day.session.kind is not Kind.EASY
        for day in weeks.days[-7].plan.week.days
    )
    life = play([*[CALM] * 7 * 9, *script], EVERY_DAY)
    seen = 0
    for ahead in range(1, 7):
        plan = decide(life.state, life.last_day + timedelta(days=ahead))
        eased = [reason.rule for reason in plan.today.minutes.reasons]
        if plan.today.session is not None and {"ease.amber", "ease.morning"} & set(eased):
            assert plan.today.session.kind is Kind.EASY
            seen += 1
    assert seen
