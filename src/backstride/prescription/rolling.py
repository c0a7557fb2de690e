"""The last four weeks, as they roll along: how often somebody walked, without any streak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from backstride.diary import Diary

WEEKS = 4
"""Weeks that are looked at together (judgement, evidence section 12)."""

ENOUGH_WALKS = 3
"""Walks that make a full week (judgement, evidence section 12; recommendation 6)."""

SHORTEST_MIN = 5
"""From how many minutes on a walk counts here (judgement, evidence section 12)."""


@dataclass(frozen=True, slots=True)
class FourWeeks:
    """How often somebody walked in the weeks up to a day.

    Parameters
    ----------
    first, last : date
        The days it covers, both included.
    walks : int
        Walks of the programme, of five minutes or more; a second walk on a day is counted.
    week_days : tuple of int
        Days with such a walk in each stretch of seven days, the oldest first; as many as
        have begun since the programme did, four at most.
    everyday_walks : int
        Walks outside the programme, counted apart.
    """

    first: date
    last: date
    walks: int
    week_days: tuple[int, ...]
    everyday_walks: int

    @property
    def whole(self) -> bool:
        """Whether there are four weeks to look back on."""
        return len(self.week_days) == WEEKS

    @property
    def full_weeks(self) -> int:
        """Stretches of seven days with three walking days or more."""
        return sum(days >= ENOUGH_WALKS for days in self.week_days)


def four_weeks(diary: Diary, on: date, started: date | None) -> FourWeeks | None:
    """Count the walks of the last four weeks.

    Parameters
    ----------
    diary : Diary
    on : date
        The last day that counts.
    started : date or None
        The first day of the programme.

    Returns
    -------
    FourWeeks or None
        None before the programme has begun.

    Notes
    -----
    Weeks roll with the day and do not begin on a Monday, and nothing is reset: a week with
    little walking moves out of sight again after four (one gap does no harm: Lally 2010,
    doi 10.1002/ejsp.674).
    """
    if started is None or started > on:
        return None
    count = min(WEEKS, (on - started).days // 7 + 1)
    first = max(started, on - timedelta(days=7 * count - 1))
    days: list[set[date]] = [set() for _ in range(count)]
    walks = everyday = 0
    for walk in diary.walks(first, on):
        if not walk.programme:
            everyday += 1
        elif walk.minutes >= SHORTEST_MIN:
            walks += 1
            days[count - 1 - (on - walk.day).days // 7].add(walk.day)
    return FourWeeks(first, on, walks, tuple(len(each) for each in days), everyday)
