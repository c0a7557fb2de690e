"""Days of a phone's health store: each once, whatever exports tell of it, and what is usual."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.insights import (
    FEWEST_DAYS,
    USUAL_DAYS,
    DailyWalking,
    HealthFile,
    all_periods,
    daily_walking,
    newest_days,
    usual_measure,
    usual_steps_a_day,
)
from backstride.recordings import HealthDay, HealthDays, Notice, NoticeCode

FIRST = date(2026, 1, 5)  # a Monday
UNTIL = date(2026, 12, 31)
CAME = datetime(2026, 12, 31, tzinfo=UTC)
SPEED = "walking_speed_mps"


def day(number: int, steps: float, speed: float | None = None, by: str = "iPhone") -> HealthDay:
    """Return the day so many days after the first one."""
    return HealthDay(
        FIRST + timedelta(days=number),
        steps,
        walking_speed_mps=speed,
        steps_by_source=((by, steps),) if steps else (),
        measured_by=() if speed is None else ((SPEED, by),),
    )


def file(days: Iterable[HealthDay], came_h: int = 0, *, broken: bool = False) -> HealthFile:
    notices = (Notice(NoticeCode.TRUNCATED, "It breaks off."),) if broken else ()
    found = HealthDays(tuple(days), notices=notices)
    return HealthFile(found, CAME + timedelta(hours=came_h))


def steps(days: Iterable[DailyWalking]) -> list[float]:
    return [each.steps for each in days]


def test_the_export_that_reaches_further_counts_for_each_of_its_days() -> None:
    late = file([day(0, 100), day(1, 200), day(2, 30)])
    early = file([day(0, 100), day(1, 20)], came_h=5)  # handed in afterwards
    for files in ((late, early), (early, late)):
        days = daily_walking(files, UNTIL)
        assert steps(days) == [100, 200, 30]
        assert [each.whole for each in days] == [True, True, False]


def test_what_a_later_export_lacks_comes_from_the_earlier_one() -> None:
    old = file([day(0, 100, 1.1, "iPhone"), day(1, 200, 1.2, "iPhone"), day(2, 300)])
    new = file([day(1, 0, 1.4, "Pixel"), day(2, 0), day(3, 50)])
    days = daily_walking((old, new), UNTIL)
    assert steps(days) == [100, 200, 300, 50]
    assert [each.told.walking_speed_mps for each in days] == [1.1, 1.4, None, None]
    assert days[1].told.measured_by == ((SPEED, "Pixel"),)
    assert days[1].told.steps_by_source == (("iPhone", 200),)
    assert [each.whole for each in days] == [True, True, False, False]


def test_an_export_that_breaks_off_comes_last() -> None:
    cut = file([day(0, 10), day(1, 10), day(5, 10)], came_h=1, broken=True)
    days = daily_walking((cut, file([day(0, 100), day(1, 100)])), UNTIL)
    assert steps(days) == [100, 100, 10]


def test_days_to_come_are_left_out() -> None:
    assert steps(daily_walking([file([day(0, 1), day(400, 2)])], UNTIL)) == [1]
    assert daily_walking([file([day(400, 2)]), file([])], UNTIL) == ()


@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=9), max_size=4))
def test_no_day_is_ever_added_up(told: list[list[tuple[int, int]]]) -> None:
    files = [
        file([day(number, count) for number, count in sorted(dict(each).items())], came_h=place)
        for place, each in enumerate(told)
    ]
    said: dict[date, set[float]] = {}
    for each in files:
        for one in each.found.days:
            said.setdefault(one.day, set()).add(one.steps)
    days = daily_walking(files, UNTIL)
    assert [each.day for each in days] == sorted(said)
    assert all(each.steps in said[each.day] for each in days)


def test_usual_is_the_middle_of_the_newest_days_that_were_over() -> None:
    told = [
        day(number, 1000 + number, by="Watch" if number % 2 else "iPhone") for number in range(40)
    ]
    days = daily_walking([file([*told, day(41, 3)])], UNTIL)
    usual = usual_steps_a_day(days)
    assert usual is not None
    assert usual.days == USUAL_DAYS
    assert usual.value == 1025.5
    assert usual.low == pytest.approx(1012 + 2.7)
    assert usual.high == pytest.approx(1039 - 2.7)
    assert (usual.first, usual.last) == (told[12].day, told[39].day)
    assert usual.sources == (("Watch", 14), ("iPhone", 14))


def test_a_few_days_are_not_called_usual() -> None:
    told = [day(number, 1000 * (number + 1), 1.0 + number / 10) for number in range(FEWEST_DAYS)]
    for count in range(1, FEWEST_DAYS):
        usual = usual_measure(daily_walking([file(told[:count])], UNTIL), SPEED)
        assert usual is not None
        assert not usual.known
    usual = usual_measure(daily_walking([file(told)], UNTIL), SPEED)
    assert usual is not None
    assert usual.known
    assert (usual.low, usual.value, usual.high) == pytest.approx((1.0, 1.3, 1.6))
    assert usual_measure(daily_walking([file(told)], UNTIL), "step_length_m") is None
    assert usual_steps_a_day(daily_walking([file([day(0, 5)])], UNTIL)) is None  # not over
    assert usual_steps_a_day(()) is None


def test_days_without_steps_are_gaps_and_no_zeros() -> None:
    days = daily_walking([file([day(0, 100), day(2, 0, 1.2), day(3, 300), day(4, 20)])], UNTIL)
    shown = newest_days(days)
    assert [each.steps for each in shown] == [100, None, None, 300, 20]
    assert [each.open for each in shown] == [False] * 4 + [True]
    assert newest_days(daily_walking([file([day(0, 0, 1.0)])], UNTIL)) == ()
    assert len(newest_days(daily_walking([file([day(0, 1), day(99, 1)])], UNTIL))) == USUAL_DAYS


@pytest.mark.parametrize(
    ("length", "bars", "bounds"),
    [
        (1, 1, ("2026-01-05", "2026-01-11")),
        (26 * 7, 26, ("2026-01-05", "2026-01-11")),
        (26 * 7 + 1, 7, ("2026-01-01", "2026-01-31")),
        (1461, 49 // 3 + 1, ("2026-01-01", "2026-03-31")),
        (1000, 33, ("2026-01-01", "2026-01-31")),
    ],
)
def test_the_whole_time_is_shown_in_as_many_bars_as_can_be_seen(
    length: int, bars: int, bounds: tuple[str, str]
) -> None:
    days = daily_walking([file(day(number, 10) for number in range(length))], date(2036, 1, 1))
    periods = all_periods(days)
    assert len(periods) == bars
    assert (periods[0].first, periods[0].last) == tuple(map(date.fromisoformat, bounds))
    assert sum(each.days for each in periods) == length
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(periods))
    assert all_periods(()) == ()


def test_a_day_that_was_not_over_does_not_pull_its_week_down() -> None:
    days = daily_walking([file([day(0, 900), day(1, 1100), day(2, 10)])], UNTIL)
    (week,) = all_periods(days)
    assert (week.steps, week.days, week.open) == (1000, 3, True)
