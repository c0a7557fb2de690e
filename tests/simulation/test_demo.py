"""The invented diary the product is shown with."""

from __future__ import annotations

from datetime import date, timedelta

from backstride.diary import EVENT, Flare, Walk
from backstride.prescription import Action, prescribe
from backstride.simulation import demo_diary

START = date(2026, 3, 4)


def test_it_is_valid_in_order_and_marked_as_invented() -> None:
    events = demo_diary(start=START)
    assert all(event.source == "demo" for event in events)
    assert [event.at for event in events] == sorted(event.at for event in events)
    for event in events:
        assert EVENT.validate_json(event.model_dump_json()) == event


def test_it_fills_its_weeks_and_stops_before_the_day_after() -> None:
    events = demo_diary(start=START, weeks=10)
    days = [event.day for event in events]
    assert min(days) == START
    assert START + timedelta(days=66) <= max(days) < START + timedelta(days=70)


def test_the_clock_may_change_in_between() -> None:
    walks = [event for event in demo_diary(start=START) if isinstance(event, Walk)]
    assert {event.at.hour - event.local.hour for event in walks} == {0, -1}
    assert {event.local.hour for event in walks} == {17}


def test_it_has_something_to_tell() -> None:
    events = demo_diary(start=START)
    assert sum(isinstance(event, Walk) for event in events) >= 20
    assert 1 <= sum(isinstance(event, Flare) for event in events) <= 5


def test_the_plan_goes_on_from_it() -> None:
    events = demo_diary(start=START, weeks=10)
    plan = prescribe(events, on=START + timedelta(days=70))
    assert plan.today.action in (Action.WALK, Action.REST, Action.SCREEN)
    assert plan.week.number >= 10


def test_the_same_seed_gives_the_same_diary_and_another_another() -> None:
    assert demo_diary(start=START) == demo_diary(start=START)
    assert demo_diary(2, start=START) != demo_diary(start=START)
