"""Whether the answers of bad days are missing more often than others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import comb

from backstride.diary import Diary, Flare, Moment, Pain

WORSE_BY = 2
"""Points above the person's median from which a day counts as a bad one (judgement)."""

FEWEST_BAD = 5
"""Bad days below which nothing is said (judgement)."""

CHANCE = 0.10
"""Largest one-sided chance of so many gaps, if bad days were like others (judgement)."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Days with and without a next morning, after bad days and after others."""

    bad_days: int
    bad_without: int
    other_days: int
    other_without: int

    @property
    def risk(self) -> bool:
        """Return whether bad days lack their next morning more often, beyond chance.

        Fisher's exact test, one-sided.
        """
        if self.bad_days < FEWEST_BAD or not self.other_days or not self.bad_without:
            return False
        if self.bad_without * self.other_days <= self.other_without * self.bad_days:
            return False
        total, gone = self.bad_days + self.other_days, self.bad_without + self.other_without
        ways = sum(
            comb(self.bad_days, k) * comb(self.other_days, gone - k)
            for k in range(self.bad_without, min(gone, self.bad_days) + 1)
            if gone - k <= self.other_days
        )
        return ways / comb(total, gone) <= CHANCE


def gaps_of(diary: Diary, on: date) -> Gaps:
    """Count, over the days that have an answer at all, which lack a next morning."""
    highest: dict[date, int] = {}
    mornings: set[date] = set()
    for pain in diary.of(Pain, until=on):
        highest[pain.day] = max(pain.nrs, highest.get(pain.day, 0))
        if pain.moment is Moment.MORNING:
            mornings.add(pain.day)
    ordered = sorted(highest.values())
    usual = ordered[len(ordered) // 2] if ordered else 0
    bad = {day for day, nrs in highest.items() if nrs >= usual + WORSE_BY}
    bad |= {flare.day for flare in diary.of(Flare, until=on)}
    counts = [0, 0, 0, 0]
    for day in sorted(set(highest) | bad):
        if day >= on:
            continue
        place = 0 if day in bad else 2
        counts[place] += 1
        counts[place + 1] += day + timedelta(days=1) not in mornings
    return Gaps(*counts)
