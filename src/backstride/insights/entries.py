"""The walks of a diary that have a next morning, one for each day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np

from backstride.diary import Diary, Pain, Walk
from backstride.insights.regression import Vector

MONDAY = date(2001, 1, 1).toordinal()
"""A Monday; days are counted from it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One day with a walk, pain before it and pain next morning.

    Parameters
    ----------
    walk : Walk
        The longest programme walk of the day.
    before : int
        Before that walk; where it was not given, the morning of the day.
    same_morning : int or None
        In the morning of the day, if that was asked before the walk.
    morning : int
        Next morning.
    longer : bool or None
        Longer than the median of up to ten walks before it; None for the first three.
    """

    walk: Walk
    before: int
    same_morning: int | None
    morning: int
    longer: bool | None


def entries_of(diary: Diary, on: date) -> tuple[Entry, ...]:
    """Return the walks up to the morning of the day `on` that have both answers.

    A second walk of a day shares the first one's next morning, so only the longest counts.
    """
    mornings = mornings_of(diary, on)
    by_day: dict[date, Walk] = {}
    for walk in diary.walks(until=on):
        held = by_day.get(walk.day)
        if walk.programme and (held is None or walk.minutes > held.minutes):
            by_day[walk.day] = walk
    found: list[Entry] = []
    lengths: list[float] = []
    for day, walk in sorted(by_day.items()):
        earlier, lengths = lengths[-10:], [*lengths, walk.minutes]
        next_morning = mornings.get(day + timedelta(days=1))
        before = before_of(diary, walk, mornings)
        if next_morning is None or before is None:
            continue
        longer = walk.minutes > median(earlier) if len(earlier) >= 3 else None
        same = same_morning_of(walk, mornings)
        found.append(Entry(walk, before, same, next_morning.nrs, longer))
    return tuple(found)


def mornings_of(diary: Diary, on: date) -> dict[date, Pain]:
    """Return the morning answers up to a day, by their day: the latest of each."""
    return {pain.day: pain for pain in diary.mornings(until=on)}


def same_morning_of(walk: Walk, mornings: Mapping[date, Pain]) -> int | None:
    """Return pain in the morning of a walk's own day, if that was asked before the walk."""
    same = mornings.get(walk.day)
    return same.nrs if same is not None and same.at <= walk.at else None


def before_of(diary: Diary, walk: Walk, mornings: Mapping[date, Pain]) -> int | None:
    """Return pain before a walk; where it was not given, the morning of the day."""
    before = diary.pain_of(walk.id).before
    return same_morning_of(walk, mornings) if before is None else before


def day_number(day: date) -> float:
    """Return the day counted from a Monday."""
    return float(day.toordinal() - MONDAY)


def columns(entries: tuple[Entry, ...]) -> tuple[Vector, Vector, Vector, Vector]:
    """Return days, next mornings, pain before, and pain in the same morning (NaN: not given)."""
    return (
        np.array([day_number(entry.walk.day) for entry in entries]),
        np.array([float(entry.morning) for entry in entries]),
        np.array([float(entry.before) for entry in entries]),
        np.array(
            [np.nan if entry.same_morning is None else entry.same_morning for entry in entries]
        ),
    )
