"""Kinds of walk that the person's own answers keep closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from backstride.diary import WEEKDAYS, AnyEvent
from backstride.prescription import Kind, State, advance, decide
from tests.diary.factories import Part, cleared, events, limit, newcomer, profile, screened
from tests.prescription.walkers import CALM, FIRST_DAY, Life, play

MONDAY = FIRST_DAY
LEGS = screened(MONDAY, {"q15": "yes"}, details={"q15": ("sitting_or_bending",)}, at="06:30")
FALLS = screened(MONDAY, {"q19": "yes"}, details={"q19": ("falls",)}, at="06:30")
NEEDS = profile(MONDAY, at="06:31", needs=("no_downhill",))
HEART = events(screened(MONDAY, {"q16": "yes"}, at="06:30"), cleared(MONDAY, "q16", at="06:40"))
UNSURE_HEART = screened(MONDAY, {"q16": "unsure"}, at="06:30")


def half_a_year(*more: Part) -> Life:
    return play([CALM] * 180, events(newcomer(MONDAY, weekdays=WEEKDAYS), *more))


def walked(life: Life) -> set[Kind]:
    return {
        day.session.kind
        for lived in life.days
        for day in lived.plan.week.days
        if day.session is not None
    }


def states(life: Life) -> dict[str, str]:
    return {each.stage: each.state for each in decide(life.state, life.last_day).openings}


def test_without_such_answers_every_kind_opens() -> None:
    assert walked(half_a_year()) == set(Kind)


@pytest.mark.parametrize("told", [LEGS, FALLS, NEEDS], ids=["q15", "q19", "profile"])
def test_who_needs_even_ground_or_no_downhill_gets_no_hills(told: AnyEvent) -> None:
    life = half_a_year(told)
    assert walked(life) == {Kind.EASY, Kind.BRISK, Kind.INTERVALS}
    found = states(life)
    assert found["hills"] == "ahead"
    # What is closed does not stand in the way of what comes after it.
    assert found["minutes_to_30"] == found["fifth_day"] == "done"


@pytest.mark.parametrize("told", [HEART, (UNSURE_HEART,)], ids=["cleared", "unsure"])
def test_with_an_answer_about_the_heart_walks_stay_easy(told: Iterable[AnyEvent]) -> None:
    life = half_a_year(told)
    assert walked(life) == {Kind.EASY}
    assert life.days[-1].plan.dose.value == 30


def test_the_kinds_a_clinician_names_decide() -> None:
    life = half_a_year(HEART, limit(MONDAY, kinds=("easy", "brisk")))
    assert walked(life) == {Kind.EASY, Kind.BRISK}


def test_a_kind_that_was_open_is_an_easy_walk_once_an_answer_closes_it() -> None:
    life = half_a_year()
    told = screened(life.last_day, {"q16": "unsure"}, only=("q16",), at="23:00")
    week = [life.last_day + timedelta(days=ahead) for ahead in range(1, 8)]

    def kinds(state: State) -> set[Kind]:
        days = [day for on in week for day in decide(state, on).week.days]
        return {day.session.kind for day in days if day.session is not None}

    assert len(kinds(life.state)) > 1
    assert kinds(advance(life.state, told)) == {Kind.EASY}
