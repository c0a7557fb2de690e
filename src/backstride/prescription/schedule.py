"""Which weekdays are walking days: the walker's own, with rest days between at first."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

DAYS = 7

RESTED_WALKS = 3
"""Up to so many walks a week are planned with rest days between (judgement)."""


def _gaps(days: tuple[int, ...]) -> tuple[int, ...]:
    """Days from each walking day to the next, around the week, the shortest first."""
    following = (*days[1:], days[0] + DAYS)
    return tuple(sorted(after - day for day, after in zip(days, following, strict=True)))


@lru_cache(maxsize=512)
def walking_days(available: tuple[int, ...], walks: int) -> tuple[int, ...]:
    """Choose walking days for a week.

    Parameters
    ----------
    available : tuple of int
        Weekdays on which the person can walk, 0 for Monday, in order.
    walks : int
        How many walks the week should hold; at least 1.

    Returns
    -------
    tuple of int
        The chosen weekdays in order: at most ``walks``, at most what is available.

    Notes
    -----
    The first three days (or fewer) are spread as evenly as the person's days allow; each
    further day is added to them where it lies furthest from the others, so that a week
    that grows keeps its days. Ties go to the earlier weekday. Judgement: rest days between
    walks at first.
    """
    if not available:
        return ()
    first = min(walks, RESTED_WALKS, len(available))
    chosen = max(
        combinations(available, first), key=lambda days: (_gaps(days), [-day for day in days])
    )
    while len(chosen) < min(walks, len(available)):
        rest = [day for day in available if day not in chosen]
        newest = max(rest, key=lambda day: (_gaps(tuple(sorted((*chosen, day)))), -day))
        chosen = tuple(sorted((*chosen, newest)))
    return chosen


@lru_cache(maxsize=4096)
def remaining_days(
    scheduled: tuple[int, ...],
    available: tuple[int, ...],
    walked: tuple[int, ...],
    walks: int,
    today: int,
) -> tuple[int, ...]:
    """Weekdays, from today on, that still hold a walk this week.

    Parameters
    ----------
    scheduled : tuple of int
        The week's walking days.
    available : tuple of int
        All days on which the person can walk.
    walked : tuple of int
        Days of this week that already have a walk (more than one walk a day counts each).
    walks : int
        Walks planned for the week.
    today : int

    Returns
    -------
    tuple of int
        The scheduled days that are left; one too many (after a walk on another day) is
        dropped where it lies closest to a day walked, and walks that are still open move to
        free available days.

    Notes
    -----
    A walk that was not taken is not lost: it moves to the next free day of the person's
    own that does not make three days in a row. What is put off to the week's end is seldom
    walked. Judgement.
    """
    done = set(walked)
    left = [day for day in scheduled if day >= today and day not in done]
    open_walks = walks - len(walked)
    if open_walks <= 0:
        return ()
    while len(left) > open_walks:
        left.remove(
            min(left, key=lambda day: (min((abs(day - w) for w in done), default=DAYS), day))
        )
    for day in available:
        if len(left) >= open_walks:
            break
        taken = {*done, *left}
        if day >= today and day not in taken and not _in_a_row(day, taken):
            left.append(day)
    return tuple(sorted(left))


def _in_a_row(day: int, taken: set[int]) -> bool:
    """Whether three days in a row would hold a walk."""
    return any(
        {day + first, day + first + 1, day + first + 2} - {day} <= taken for first in (-2, -1, 0)
    )
