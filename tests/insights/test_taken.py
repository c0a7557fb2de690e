"""How walks were taken, and what was reached: read from the diary as it was written."""

from __future__ import annotations

from datetime import date, timedelta

from backstride.diary import Prescribed
from backstride.insights import MilestoneKind, milestones_of, taken_by_week, taken_of
from tests.diary.factories import day, diary, morning, walk

MONDAY = date(2026, 5, 4)


def test_a_walk_stands_with_its_answers_and_the_next_morning() -> None:
    told = diary(
        walk("2026-05-05", 12, before=4, worst=6, after=5),
        morning("2026-05-06", 3),
        walk("2026-05-07", 14, before=2),
    )
    first, second = taken_of(told, date(2026, 5, 8))
    assert (first.before, first.worst, first.after, first.morning) == (4, 6, 5, 3)
    assert (second.before, second.worst, second.after, second.morning) == (2, None, None, None)


def test_everyday_walks_stand_apart() -> None:
    told = diary(
        walk("2026-05-05", 12, before=4), walk("2026-05-05", 6, programme=False, at="17:00")
    )
    on = date(2026, 5, 8)
    assert [each.minutes for each in taken_of(told, on)] == [12]
    assert [each.minutes for each in taken_of(told, on, programme=False)] == [6]


def test_what_comes_later_does_not_count() -> None:
    told = diary(walk("2026-05-05", 12, before=4), morning("2026-05-06", 3), walk("2026-05-07", 9))
    (only,) = taken_of(told, date(2026, 5, 5))
    assert only.morning is None


def test_weeks_hold_the_middle_and_the_ends_of_their_answers() -> None:
    told = diary(
        walk("2026-05-05", before=4, after=5),
        walk("2026-05-07", before=2, after=3),
        walk("2026-05-09", before=3, worst=7, after=3),
        morning("2026-05-10", 1),
        walk("2026-05-12"),
    )
    (week,) = taken_by_week(taken_of(told, date(2026, 5, 20)))
    assert (week.start, week.walks) == (MONDAY, 3)
    assert (week.before, week.after, week.morning) == (3, 3, 1)
    assert (week.low, week.high) == (1, 7)


def test_four_weeks_can_be_taken_together() -> None:
    told = diary([walk(day(MONDAY) + timedelta(weeks=n), before=n) for n in range(6)])
    taken = taken_of(told, date(2026, 8, 1))
    assert [(each.start, each.walks, each.before) for each in taken_by_week(taken, weeks=4)] == [
        (MONDAY, 4, 1.5),
        (MONDAY + timedelta(weeks=4), 2, 4.5),
    ]
    assert len(taken_by_week(taken)) == 6
    assert taken_by_week(()) == ()


def test_milestones_are_the_first_time_that_something_was_done() -> None:
    told = diary(
        walk("2026-05-04", 8),
        walk("2026-05-06", 11),
        walk("2026-05-08", 12, kind="brisk"),
        walk("2026-05-11", 12),
        walk("2026-05-12", 31),
        walk("2026-05-13", 31, kind="brisk"),
    )
    reached = {(each.day.day, each.kind): each.number for each in milestones_of(told, MONDAY)}
    assert reached == {(4, MilestoneKind.FIRST): 8}
    found = milestones_of(told, date(2026, 5, 20))
    assert [each.day for each in found] == sorted((each.day for each in found), reverse=True)
    assert {(each.day.day, each.kind): each.number for each in found} == {
        (4, MilestoneKind.FIRST): 8,
        (6, MilestoneKind.LENGTH): 10,
        (8, MilestoneKind.BRISK): 1,
        (8, MilestoneKind.WEEKS): 1,
        (12, MilestoneKind.LENGTH): 30,
        (13, MilestoneKind.WEEK_MINUTES): 60,
    }


def test_a_diary_without_walks_has_no_milestone() -> None:
    assert milestones_of(diary(morning("2026-05-06", 3)), date(2026, 5, 8)) == ()


def test_nobody_is_praised_for_more_than_their_plan() -> None:
    asked = Prescribed(minutes=12, protocol="made 1")
    told = diary(
        walk("2026-05-04", 31, prescribed=asked),
        walk("2026-05-06", 45, prescribed=asked),
        walk("2026-05-08", 90),
    )
    reached = {(each.kind, each.number) for each in milestones_of(told, date(2026, 5, 8))}
    assert reached == {
        (MilestoneKind.FIRST, 31),
        (MilestoneKind.LENGTH, 30),  # of the walk for which nothing was asked
        (MilestoneKind.WEEK_MINUTES, 90),
        (MilestoneKind.WEEKS, 1),
    }
