"""Milestones: the first time that something was done. Counted from the diary, never awarded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from backstride.diary import Diary, Walk
from backstride.prescription import ENOUGH_WALKS

LENGTHS_MIN = (10, 15, 20, 25, 30)
"""Minutes of a single walk that count as one (judgement). The plan ends at 30: longer walks are no
aim of it."""

WEEK_MINUTES = (60, 90, 130, 150)
"""Minutes of a week that count as one. 130 is what walkers in a trial reached (Pocovi 2024,
Lancet 404:134); the others are judgement."""

WALK_COUNTS = (10, 25, 50, 100, 200, 300, 500, 1000)
"""Walks in all that count as one (judgement)."""

WEEK_COUNTS = (1, 4, 8, 12, 26, 52, 104)
"""Weeks with three walks that count as one (judgement)."""


class MilestoneKind(StrEnum):
    """What was reached."""

    FIRST = "first"
    LENGTH = "length"
    WEEK_MINUTES = "week_minutes"
    WALKS = "walks"
    WEEKS = "weeks"
    BRISK = "brisk"
    INTERVALS = "intervals"
    HILLS = "hills"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One of them.

    Parameters
    ----------
    day : date
        On which it was reached.
    kind : MilestoneKind
    number : float
        Minutes, walks or weeks; 1 for a kind of walk.
    """

    day: date
    kind: MilestoneKind
    number: float


def milestones_of(diary: Diary, on: date) -> tuple[Milestone, ...]:
    """Return the milestones of the programme up to a day, newest first.

    What stands twice on one day is told once: the highest mark of each kind. A walk counts to the
    length that was asked for, where one was: nobody is praised for more than their plan.
    """
    walks = [walk for walk in diary.walks(until=on) if walk.programme]
    if not walks:
        return ()
    first = walks[0]
    found = {(first.day, MilestoneKind.FIRST): first.minutes}
    longest, kinds = _within_the_plan(first), {first.kind}
    week: list[Walk] = []
    minutes, full_weeks, best_week = 0.0, 0, 0.0
    for count, walk in enumerate(walks, 1):
        if not week or walk.day - timedelta(days=walk.day.weekday()) > week[0].day:
            week, minutes = [], 0.0
        week.append(walk)
        length = _within_the_plan(walk)
        minutes += length
        for mark in LENGTHS_MIN:
            if longest < mark <= length:
                found[walk.day, MilestoneKind.LENGTH] = mark
        for mark in WEEK_MINUTES:
            if best_week < mark <= minutes:
                found[walk.day, MilestoneKind.WEEK_MINUTES] = mark
        longest, best_week = max(longest, length), max(best_week, minutes)
        if count in WALK_COUNTS:
            found[walk.day, MilestoneKind.WALKS] = count
        if len(week) == ENOUGH_WALKS:
            full_weeks += 1
            if full_weeks in WEEK_COUNTS:
                found[walk.day, MilestoneKind.WEEKS] = full_weeks
        if walk.kind not in kinds:
            kinds.add(walk.kind)
            if walk.kind != "easy":
                found[walk.day, MilestoneKind(walk.kind)] = 1
    made = [Milestone(day, kind, number) for (day, kind), number in found.items()]
    return tuple(sorted(made, key=lambda each: each.day, reverse=True))


def _within_the_plan(walk: Walk) -> float:
    return walk.minutes if walk.prescribed is None else min(walk.minutes, walk.prescribed.minutes)
