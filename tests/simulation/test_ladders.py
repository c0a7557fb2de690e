"""The plain schedules that ours is compared with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backstride.prescription import Action
from backstride.simulation import FIRST_DAY, LADDERS
from backstride.simulation.offer import Programme
from backstride.simulation.voice import Pen


def begun(name: str) -> Programme:
    programme = LADDERS[name].begin()
    pen = Pen("UTC", 0)
    pen.turn_to(FIRST_DAY)
    programme.tell(pen.morning(450, 3))
    return programme


def week_of(programme: Programme, week: int) -> list[int]:
    start = FIRST_DAY + timedelta(days=7 * (week - 1))
    offers = [programme.offer(start + timedelta(days=day)) for day in range(7)]
    return [offer.session.minutes for offer in offers if offer.session is not None]


def test_the_ladder_adds_ten_percent_a_week_on_four_days() -> None:
    programme = begun("ladder10")
    assert week_of(programme, 1) == [10] * 4
    assert week_of(programme, 2) == [11] * 4
    assert week_of(programme, 12) == [29] * 4


def test_thirty_minutes_five_times_holds_from_the_first_week() -> None:
    programme = begun("thirty_five")
    assert week_of(programme, 1) == week_of(programme, 26) == [30] * 5


def test_the_plain_advice_adds_two_minutes_a_week() -> None:
    programme = begun("plain_advice")
    assert week_of(programme, 1) == [12] * 3
    assert week_of(programme, 12) == [34] * 3


def test_the_tolerance_schedule_starts_at_80_percent_of_the_first_walk() -> None:
    programme = begun("tolerance80")
    first = programme.offer(FIRST_DAY)
    assert first.action is Action.BASELINE
    assert first.to_tolerance
    pen = Pen("UTC", 100)
    pen.turn_to(FIRST_DAY)
    programme.tell(pen.baseline(1020, 25))
    assert week_of(programme, 1) == [20] * 3
    assert week_of(programme, 3) == [24] * 3


@pytest.mark.parametrize("name", list(LADDERS))
def test_no_schedule_asks_for_more_than_150_minutes_a_week(name: str) -> None:
    programme = begun(name)
    if name == "tolerance80":
        pen = Pen("UTC", 100)
        pen.turn_to(FIRST_DAY)
        programme.tell(pen.baseline(1020, 60))
    assert all(sum(week_of(programme, week)) <= 150 for week in range(1, 53))


def test_before_the_first_event_nothing_is_asked() -> None:
    assert LADDERS["ladder10"].begin().offer(date(2024, 1, 1)).action is Action.REST
