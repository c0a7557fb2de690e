"""What a plan shows of the coming walks is what is asked when their day comes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backstride.diary import WEEKDAYS
from backstride.prescription import decide
from tests.diary.factories import newcomer
from tests.prescription.walkers import CALM, FIRST_DAY, Day, Life, play

AWAY = CALM._replace(effort=0.0)
EVERY_DAY = newcomer(FIRST_DAY, weekdays=WEEKDAYS)

PASTS = {
    "a break of 9 days": [*[CALM] * 49, *[AWAY] * 9],
    "a break of 16 days": [*[CALM] * 49, *[AWAY] * 16],
    "a break of 26 days": [*[CALM] * 56, *[AWAY] * 26],
    "a break of 37 days": [*[CALM] * 56, *[AWAY] * 37],
    "a strong rise": [*[CALM] * 42, CALM._replace(rise=4)],
    "a strong rise and a break": [*[CALM] * 42, CALM._replace(rise=4), *[AWAY] * 20],
    "a bad day": [*[CALM] * 44, AWAY._replace(flare=True)],
    "a bad day and a break": [*[CALM] * 44, AWAY._replace(flare=True), *[AWAY] * 14],
}


def followed(past: list[Day]) -> Life:
    """The past, and then three calm weeks in which every walk is taken as planned."""
    return play([*past, *[CALM] * 21], EVERY_DAY)


@pytest.mark.parametrize("past", PASTS.values(), ids=PASTS)
def test_the_next_walk_is_as_long_as_it_will_be_asked(past: list[Day]) -> None:
    life = followed(past)
    asked = {lived.day: lived.plan.today.session for lived in life.days}
    compared = 0
    for lived in life.days[len(past) :]:
        coming = lived.plan.next_walk
        if coming is None or coming.session is None or coming.day not in asked:
            continue
        if coming.day - timedelta(days=coming.day.weekday()) == lived.plan.week.start:
            assert asked[coming.day] == coming.session
            compared += 1
    assert compared >= 6


@pytest.mark.parametrize("past", PASTS.values(), ids=PASTS)
def test_the_week_holds_the_minutes_that_will_be_asked(past: list[Day]) -> None:
    life = followed(past)
    for lived in life.days[len(past) :]:
        if lived.day.weekday() == 0 and lived.day <= life.last_day - timedelta(days=6):
            sunday = decide(life.state, lived.day + timedelta(days=6))
            assert lived.plan.week.planned_min.value == sunday.week.done_min


def test_the_second_walk_after_a_break_speaks_of_the_break() -> None:
    life = play([*[CALM] * 49, *[AWAY] * 12, CALM, CALM, CALM], EVERY_DAY)
    reasons = [
        dict(reason.inputs)["days"]
        for lived in life.days[-3:]
        for reason in lived.plan.today.reasons
        if reason.rule == "ease.lapse"
    ]
    assert len(set(reasons)) == 1
    assert len(reasons) >= 2


def test_a_way_back_that_meets_the_cap_says_so_before_it_gets_there() -> None:
    life = play([*[CALM] * 56, *[AWAY] * 26, *[CALM] * 7], EVERY_DAY)
    monday = life.days[77].plan
    promised = [
        dict(reason.inputs)["minutes"]
        for reason in monday.week.planned_min.reasons
        if reason.rule == "dose.way_back"
    ]
    assert promised == [decide(life.state, life.last_day).dose.value]
    assert monday.dose.value > decide(life.state, life.last_day).dose.value
