"""Calendar weeks: minutes walked, what was planned for them, and whether three walks were done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from backstride.diary import Diary, Flare, Screening
from backstride.prescription import (
    ENOUGH_WALKS,
    Protocol,
    advance,
    decide,
    default_protocol,
    fold,
)

PLANNED_SHARE = 0.7
"""Lower edge of the corridor: a week is good from 70 % of its minutes (as in the programme)."""

MOST_PLANNED_WEEKS = 8
"""Weeks back for which the plan is worked out again: the newest eight (design, section 11)."""


@dataclass(frozen=True, slots=True)
class WalkedWeek:
    """One calendar week of the programme.

    Parameters
    ----------
    number : int
        1 is the week of the first walk.
    start : date
        Its Monday.
    minutes : float
    walks : int
    planned_low_min, planned_high_min : float or None
        The planned corridor; None where no plan stood at the start of the week.
    bad_days : int
        Days reported as bad.
    running : bool
        Whether the week still goes on.
    """

    number: int
    start: date
    minutes: float
    walks: int
    planned_low_min: float | None
    planned_high_min: float | None
    bad_days: int
    running: bool
    planned_days: tuple[date, ...] = ()
    """Days with a planned walk; none as for the corridor."""

    @property
    def enough(self) -> bool:
        """Return whether three walks or more were done."""
        return self.walks >= ENOUGH_WALKS


def weeks_walked(
    diary: Diary,
    on: date,
    protocol: Protocol | None = None,
    *,
    most_planned: int = MOST_PLANNED_WEEKS,
) -> tuple[WalkedWeek, ...]:
    """Return the weeks from the first programme walk to the day `on`, oldest first.

    What was planned is worked out for the newest `most_planned` of them.

    Walks before the first safety answers are history, as for the plan: a recording of years ago
    that was brought in begins no programme.
    """
    answered = diary.of(Screening, until=on)
    begins = min((each.day for each in answered), default=date.min)
    walks = [walk for walk in diary.walks(until=on) if walk.programme and walk.day >= begins]
    if not walks:
        return ()
    first, this = _monday(min(walk.day for walk in walks)), _monday(on)
    mondays = [first + timedelta(weeks=n) for n in range((this - first).days // 7 + 1)]
    planned = _planned(diary, mondays[-most_planned:], protocol or default_protocol())
    bad = {flare.day for flare in diary.of(Flare, until=on)}
    minutes = dict.fromkeys(mondays, 0.0)
    counts = dict.fromkeys(mondays, 0)
    for walk in walks:
        minutes[_monday(walk.day)] += walk.minutes
        counts[_monday(walk.day)] += 1
    return tuple(
        WalkedWeek(
            number,
            monday,
            minutes[monday],
            counts[monday],
            None if monday not in planned else PLANNED_SHARE * planned[monday][0],
            None if monday not in planned else planned[monday][0],
            sum(_monday(day) == monday for day in bad),
            monday == this,
            () if monday not in planned else planned[monday][1],
        )
        for number, monday in enumerate(mondays, 1)
    )


def _planned(
    diary: Diary, mondays: list[date], protocol: Protocol
) -> dict[date, tuple[float, tuple[date, ...]]]:
    """Return the minutes and days for which each Monday's plan, before its first walk, asked."""
    waiting = list(diary.events)
    place = next((n for n, event in enumerate(waiting) if event.day >= mondays[0]), len(waiting))
    state = fold(waiting[:place], protocol)
    planned: dict[date, tuple[float, tuple[date, ...]]] = {}
    for monday in mondays:
        while place < len(waiting) and waiting[place].day < monday:
            state = advance(state, waiting[place])
            place += 1
        if place == 0:
            continue
        week = decide(state, monday).week
        if week.number and week.planned_min.value > 0:
            days = tuple(each.day for each in week.days if each.session is not None)
            planned[monday] = week.planned_min.value, days
    return planned


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
