"""What was walked so far: weeks, walks, and how the back took them. Counted, not judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from backstride.diary import Diary, Flare
from backstride.prescription import Plan, Protocol
from backstride.reports import responses_of
from backstride.site.design import day_month
from backstride.site.presentation.response import shown_after
from backstride.site.presentation.sentences import RESPONSE_SLUGS, RESPONSE_WORDS

WEEKS = 8
"""Weeks in the table of minutes (design, section 11): the newest eight."""


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One calendar week: its Monday, minutes and number of walks."""

    start: date
    minutes: float
    walks: int
    running: bool

    @property
    def label(self) -> str:
        """Return "11 to 17 May", or over two months "27 April to 3 May"."""
        end = self.start + timedelta(days=6)
        if end.month == self.start.month:
            return f"{self.start.day} to {day_month(end)}"
        return f"{day_month(self.start)} to {day_month(end)}"

    @property
    def detail(self) -> str:
        """Return "3 walks", and whether the week is still running."""
        words = f"{self.walks} {'walk' if self.walks == 1 else 'walks'}"
        return f"{words} so far" if self.running else words


@dataclass(frozen=True, slots=True)
class WalkRow:
    """One walk with its answers; None where one was not given."""

    walk_id: UUID
    day: date
    minutes: float
    before: int | None
    after: int | None
    response: str | None

    @property
    def when(self) -> str:
        """Return "14 May"."""
        return day_month(self.day)

    @property
    def word(self) -> str:
        """Return "Settled", "Hold", "Ease off", or nothing."""
        return RESPONSE_WORDS[self.response] if self.response else ""


def weeks_of(diary: Diary, on: date) -> tuple[WeekRow, ...]:
    """Return the newest weeks from the first walk on, oldest first."""
    walks = [walk for walk in diary.walks() if walk.programme]
    if not walks:
        return ()
    this = on - timedelta(days=on.weekday())
    first = walks[0].day - timedelta(days=walks[0].day.weekday())
    start = max(first, this - timedelta(weeks=WEEKS - 1))
    rows = []
    while start <= this:
        held = [walk for walk in walks if start <= walk.day < start + timedelta(days=7)]
        rows.append(
            WeekRow(start, sum(walk.minutes for walk in held), len(held), running=start == this)
        )
        start += timedelta(days=7)
    return tuple(rows)


def walks_of(
    diary: Diary, plan: Plan, protocol: Protocol, *, programme: bool = True
) -> tuple[WalkRow, ...]:
    """Return the walks, newest first, each as the rules read it.

    Those of the programme, or the everyday ones that are counted apart.
    """
    walks = [walk for walk in diary.walks() if walk.programme is programme]
    judged = {walk.walk_id: walk for walk in plan.walks}
    responses = responses_of(diary, plan, protocol, walks)
    rows = []
    for walk in reversed(walks):
        pain = diary.pain_of(walk.id)
        known, response = judged.get(walk.id), responses.get(walk.id)
        after = pain.after if known is None else shown_after(known)
        rows.append(
            WalkRow(
                walk.id,
                walk.day,
                walk.minutes,
                pain.before,
                after,
                RESPONSE_SLUGS[response] if response else None,
            )
        )
    return tuple(rows)


def counts_of(rows: tuple[WalkRow, ...]) -> tuple[tuple[str, int], ...]:
    """Return how many walks settled, held and eased off."""
    return tuple((slug, sum(row.response == slug for row in rows)) for slug in RESPONSE_WORDS)


def bad_days_of(diary: Diary) -> int:
    """Return on how many days a bad day was reported."""
    return len({flare.day for flare in diary.of(Flare)})
