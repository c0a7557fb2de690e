"""Plain controllers to compare with: written schedules that do not ask the back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from backstride.diary import AnyEvent, BaselineWalk
from backstride.prescription import Action, Session
from backstride.simulation.offer import Controller, Offer

WEEK_CEILING_MIN = 150
"""No schedule asks for more in a week: 30 minutes on five days, the usual public goal."""

_DAYS: Mapping[int, frozenset[int]] = MappingProxyType(
    {3: frozenset({0, 2, 4}), 4: frozenset({0, 2, 4, 5}), 5: frozenset({0, 1, 2, 4, 5})}
)
"""Walking days (days of the programme week) by walks per week, spread with rest between."""

_REST = Offer(action=Action.REST)
_TOLERANCE_TEST = Offer(action=Action.BASELINE, to_tolerance=True, protocol="tolerance80")


@dataclass(frozen=True, slots=True)
class Ladder:
    """A schedule: so many walks a week, each of a length that depends on the week alone.

    Parameters
    ----------
    name : str
    walks : int
        Walks per week: 3, 4 or 5.
    minutes : callable
        (week from 0, tolerance in minutes or None) to minutes per walk.
    tests_tolerance : bool
        Whether the first day is a walk to tolerance.
    ceiling_min : float
        Most minutes a week; the schedule stops rising there.
    """

    name: str
    walks: int
    minutes: Callable[[int, float | None], float]
    tests_tolerance: bool = False
    ceiling_min: float = WEEK_CEILING_MIN

    def begin(self) -> Climb:
        """Return the schedule at its first day."""
        return Climb(self)


class Climb:
    """One walker on a ladder. The first event's day is the first day of week 1."""

    __slots__ = ("_ladder", "_offers", "_start", "_tolerance", "_week")

    def __init__(self, ladder: Ladder) -> None:
        self._ladder = ladder
        self._start: date | None = None
        self._tolerance: float | None = None
        self._week = -1
        self._offers: tuple[Offer, Offer] = (_REST, _REST)

    def tell(self, event: AnyEvent) -> None:
        """Note the start and the tolerance walk; nothing else changes a ladder."""
        if self._start is None:
            self._start = event.day
        if isinstance(event, BaselineWalk):
            self._tolerance = event.minutes
            self._week = -1

    def offer(self, on: date) -> Offer:
        """Say what the schedule holds on that day."""
        if self._start is None:
            return _REST
        ladder = self._ladder
        if ladder.tests_tolerance and self._tolerance is None:
            return _TOLERANCE_TEST
        week, weekday = divmod((on - self._start).days, 7)
        if week != self._week:
            self._week = week
            self._offers = self._of_week(week)
        return self._offers[weekday in _DAYS[ladder.walks]]

    def _of_week(self, week: int) -> tuple[Offer, Offer]:
        ladder = self._ladder
        most = int(ladder.ceiling_min // ladder.walks)
        minutes = min(most, max(1, round(ladder.minutes(week, self._tolerance))))

        def planned_min() -> float:
            return float(minutes * ladder.walks)

        rest = Offer(
            action=Action.REST,
            full_min=minutes,
            planned_min=planned_min,
            week_walks=ladder.walks,
            protocol=ladder.name,
        )
        walk = Offer(
            action=Action.WALK,
            session=Session(minutes=minutes),
            full_min=minutes,
            planned_min=planned_min,
            week_walks=ladder.walks,
            protocol=ladder.name,
        )
        return rest, walk


def _ten_percent(week: int, tolerance: float | None) -> float:
    return 10 * 1.1**week


def _thirty(week: int, tolerance: float | None) -> float:
    return 30


def _plain_advice(week: int, tolerance: float | None) -> float:
    return 12 + 2 * week


def _of_tolerance(week: int, tolerance: float | None) -> float:
    return 0.8 * (tolerance or 10) * 1.1**week


LADDERS: Mapping[str, Controller] = MappingProxyType(
    {
        ladder.name: ladder
        for ladder in (
            # 10 minutes on four days, 10 % longer every week.
            Ladder("ladder10", 4, _ten_percent),
            # The public goal from day one.
            Ladder("thirty_five", 5, _thirty),
            # 10 to 15 minutes three times a week, two minutes more every week.
            Ladder("plain_advice", 3, _plain_advice),
            # Walk to tolerance, start at 80 % of it, 10 % longer every week: the shape
            # published for knee osteoarthritis.
            Ladder("tolerance80", 3, _of_tolerance, tests_tolerance=True),
        )
    }
)
"""The schedules by name."""
