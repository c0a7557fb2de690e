"""How each walk was taken: pain before it, at worst, after it, and next morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from backstride.diary import Diary, Moment, Pain


@dataclass(frozen=True, slots=True)
class Taken:
    """One walk with its answers; None where one was not given.

    Parameters
    ----------
    walk_id : UUID
    day : date
    minutes : float
    kind : str
    before, worst, after, morning : int or None
        Pain, points; `morning` is that of the day after.
    """

    walk_id: UUID
    day: date
    minutes: float
    kind: str
    before: int | None
    worst: int | None
    after: int | None
    morning: int | None

    @property
    def answers(self) -> tuple[int, ...]:
        """Return the answers that were given."""
        given = (self.before, self.worst, self.after, self.morning)
        return tuple(nrs for nrs in given if nrs is not None)


@dataclass(frozen=True, slots=True)
class TakenWeek:
    """The walks of one calendar week together, or of several.

    Parameters
    ----------
    start : date
        The Monday on which it begins.
    walks : int
        Walks with an answer.
    before, after, morning : float or None
        Medians, points.
    low, high : int
        Lowest and highest answer of the week.
    """

    start: date
    walks: int
    before: float | None
    after: float | None
    morning: float | None
    low: int
    high: int


def taken_of(diary: Diary, on: date, *, programme: bool = True) -> tuple[Taken, ...]:
    """Return the walks up to a day, oldest first.

    Parameters
    ----------
    diary : Diary
    on : date
        Nothing later is looked at.
    programme : bool
        The walks of the programme, or the everyday ones that are counted apart.
    """
    mornings = {
        pain.day: pain.nrs for pain in diary.of(Pain, until=on) if pain.moment is Moment.MORNING
    }
    found = []
    for walk in diary.walks(until=on):
        if walk.programme is not programme:
            continue
        pain = diary.pain_of(walk.id)
        found.append(
            Taken(
                walk.id,
                walk.day,
                walk.minutes,
                walk.kind,
                pain.before,
                pain.worst,
                pain.after,
                mornings.get(walk.day + timedelta(days=1)),
            )
        )
    return tuple(found)


def taken_by_week(taken: tuple[Taken, ...], *, weeks: int = 1) -> tuple[TakenWeek, ...]:
    """Return the weeks that have an answer, oldest first.

    Parameters
    ----------
    taken : tuple of Taken
        Oldest first.
    weeks : int
        Weeks that are taken together, counted from that of the first walk.
    """
    if not taken:
        return ()
    first = taken[0].day - timedelta(days=taken[0].day.weekday())
    found: dict[date, list[Taken]] = {}
    for walk in taken:
        if walk.answers:
            place = (walk.day - first).days // (7 * weeks)
            found.setdefault(first + timedelta(weeks=weeks * place), []).append(walk)
    return tuple(
        TakenWeek(
            monday,
            len(walks),
            _median([walk.before for walk in walks]),
            _median([walk.after for walk in walks]),
            _median([walk.morning for walk in walks]),
            min(min(walk.answers) for walk in walks),
            max(max(walk.answers) for walk in walks),
        )
        for monday, walks in sorted(found.items())
    )


def _median(answers: list[int | None]) -> float | None:
    given = [nrs for nrs in answers if nrs is not None]
    return float(median(given)) if given else None
