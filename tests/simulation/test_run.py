"""Runs: reproducible, the same people everywhere, and events like everybody's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backstride.diary import EVENT, AnyEvent, Moment, Pain, Walk
from backstride.prescription import prescribe
from backstride.simulation import (
    CASES,
    CONTROLLERS,
    FIRST_DAY,
    LADDERS,
    Ours,
    Population,
    default_population,
    run,
)
from backstride.simulation.draws import draw_days, streams
from backstride.simulation.run import live_walker

LADDER = LADDERS["ladder10"]


def events_of(
    walker: int, case: str = "mix", weeks: int = 6, population: Population | None = None
) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    live_walker(
        walker,
        weeks=weeks,
        controller=Ours(),
        case=CASES[case],
        seed=1,
        population=population or default_population(),
        listen=events.append,
    )
    return events


def test_the_number_of_workers_changes_nothing() -> None:
    alone = run(120, 3, LADDER, seed=5, workers=1)
    shared = run(120, 3, LADDER, seed=5, workers=2)
    assert alone.weeks_table.equals(shared.weeks_table)


def test_more_walkers_begin_with_the_same_ones() -> None:
    few, many = run(10, 4, LADDER, seed=5), run(60, 4, LADDER, seed=5)
    assert many.weeks_table.slice(0, few.weeks_table.num_rows).equals(few.weeks_table)


def test_another_seed_gives_other_walkers() -> None:
    assert not run(10, 4, LADDER, seed=5).weeks_table.equals(run(10, 4, LADDER, seed=6).weeks_table)


def test_a_longer_run_begins_like_a_shorter_one() -> None:
    assert draw_days(streams(1, 0), 200)[:50] == draw_days(streams(1, 0), 50)
    short, long = run(20, 4, Ours(), seed=5), run(20, 8, Ours(), seed=5)
    first_weeks = [row for row in long.weeks_table.to_pylist() if row["week"] <= 4]
    assert first_weeks == short.weeks_table.to_pylist()


@pytest.mark.parametrize("name", [name for name in CONTROLLERS if name != "ladder10"])
def test_every_controller_meets_the_same_people(name: str) -> None:
    shared = ["walker", "week", "group", "days", "present", "flares_never"]
    left, right = run(20, 6, LADDER, seed=5), run(20, 6, name, seed=5)
    assert left.weeks_table.select(shared).equals(right.weeks_table.select(shared))


@pytest.mark.parametrize("case", ["mix", "red_flag", "pusher", "prevention", "lapse"])
def test_every_event_a_walker_writes_is_a_valid_one(case: str) -> None:
    events = [event for walker in range(4) for event in events_of(walker, case, 11)]
    assert len(events) > 200
    for event in events:
        assert EVENT.validate_json(event.model_dump_json()) == event
    assert len({event.id for event in events}) == len(events)


def test_a_walker_writes_in_the_order_of_time() -> None:
    for walker in range(5):
        moments = [event.at for event in events_of(walker)]
        assert moments == sorted(moments)


def test_the_plan_followed_is_the_plan_of_the_whole_diary() -> None:
    events = events_of(3)
    days = {event.day for event in events if isinstance(event, Walk)}
    assert len(days) > 5
    for event in events:
        if isinstance(event, Walk):
            before = [other for other in events if other.at < event.at]
            today = prescribe(before, on=event.day).today
            assert event.prescribed is not None
            assert today.session is not None
            assert event.prescribed.minutes == today.session.minutes
            assert event.minutes == today.session.minutes


def test_a_walker_away_writes_nothing_and_comes_back() -> None:
    events = next(
        written
        for written in (events_of(walker, "lapse", 13) for walker in range(20))
        if (written[-1].day - FIRST_DAY).days > 85
    )
    written_on = {(event.day - FIRST_DAY).days for event in events}
    assert not written_on & set(range(42, 63))
    assert max(written_on) > 70


def test_the_stoic_says_less_and_feels_the_same() -> None:
    def mornings(case: str) -> dict[object, int]:
        return {
            event.day: event.nrs
            for walker in range(10)
            for event in events_of(walker, case, 1)
            if isinstance(event, Pain) and event.moment is Moment.MORNING
        }

    mix, stoic = mornings("mix"), mornings("stoic")
    assert mix.keys() == stoic.keys()
    assert all(stoic[day] == max(0, mix[day] - 2) for day in mix)


def test_the_pusher_walks_half_as_long_again() -> None:
    walks = [event for event in events_of(0, "pusher") if isinstance(event, Walk)]
    assert len(walks) > 3
    assert all(
        walk.prescribed is not None and walk.minutes == 1.5 * walk.prescribed.minutes
        for walk in walks
    )


def test_those_who_measure_their_start_write_baseline_walks() -> None:
    people = default_population()
    measured = events_of(0, population=_measuring(people))
    kinds = [type(event).__name__ for event in measured]
    assert kinds.count("BaselineWalk") == 3
    assert kinds.index("BaselineWalk") < kinds.index("Walk")
    assert "BaselineWalk" not in [type(event).__name__ for event in events_of(0)]


def _measuring(people: Population) -> Population:
    from dataclasses import replace

    return replace(people, constants=replace(people.constants, baseline_share=1.0))


def test_progress_tells_of_every_walker() -> None:
    told: list[int] = []
    run(120, 1, LADDER, seed=5, progress=told.append)
    assert sum(told) == 120


def test_unknown_names_and_odd_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="ladder11"):
        run(1, 1, "ladder11")
    with pytest.raises(ValueError, match="sprinter"):
        run(1, 1, LADDER, "sprinter")
    with pytest.raises(ValueError, match="at least 1"):
        run(0, 1, LADDER)


def test_the_first_day_is_a_monday() -> None:
    assert FIRST_DAY.weekday() == 0
    assert (FIRST_DAY + timedelta(days=7)).weekday() == 0
