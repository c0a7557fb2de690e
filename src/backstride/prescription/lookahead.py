"""The coming walks, one after the other: each as it will be once those before it are done."""

from __future__ import annotations

from typing import NamedTuple

from backstride.prescription.course import Course, Dose, Ease, Limits
from backstride.prescription.ease import (
    Eased,
    eased,
    ending,
    lapse_ease,
    shortened,
    with_ease,
    without_spent,
)
from backstride.prescription.progression import returned
from backstride.prescription.protocol import Protocol


class Coming(NamedTuple):
    """What applies to a coming walk: the usual length by then, and the ways back."""

    dose: Dose
    taken: Eased


class Lookahead:
    """Goes from one coming walk to the next, as if each were taken as planned.

    The second walk after a break is no longer the first one after it, and the walk after
    the last eased one returns to the old dose, or to the weekly cap if that is lower
    (evidence section 3). A plan that left this out would promise more than it later asks.

    Parameters
    ----------
    course : Course
    protocol : Protocol
    limits : Limits
    done_min : float
        Minutes walked so far in the week of the first coming walk.
    """

    def __init__(
        self, course: Course, protocol: Protocol, limits: Limits, *, done_min: float
    ) -> None:
        self.dose = course.dose
        self.ahead = 0
        self._course = course
        self._protocol = protocol
        self._limits = limits
        self._done_min = done_min
        self._first_day: int | None = None

    def walk_on(self, day: int) -> Coming:
        """What applies to the next coming walk, on that ordinal day."""
        if self._first_day is None:
            self._first_day = day
        return Coming(self.dose, self._eased(day))

    def take(self, day: int, minutes: float) -> None:
        """Go past the walk of that day, which has so many minutes."""
        taken = self.walk_on(day).taken
        self.ahead += 1
        self._done_min += minutes
        walks = min(self.dose.days, self._limits.walks)
        last = ending(self._eases(day), self._course.count + self.ahead)
        if taken.whole or walks < 1 or last is None:
            return
        self.dose = returned(
            self.dose,
            (*self._course.past_weeks, self._done_min),
            walks,
            shortened(self.dose.minutes, last, self._protocol.cap.floor_min),
            self._protocol,
        )

    def _eases(self, day: int) -> tuple[Ease, ...]:
        """The ways back that the walk just taken belonged to, with that of a break before it."""
        since = day if self._first_day is None else self._first_day
        fresh = lapse_ease(self._course, since, self._protocol)
        held = without_spent(self._course.eases, self._course.count + self.ahead - 1)
        if fresh is None or self._course.count + self.ahead - 1 - fresh.start >= len(fresh.shares):
            return held
        return with_ease(held, fresh)

    def _eased(self, day: int) -> Eased:
        return eased(self._course, day, self._protocol, ahead=self.ahead, first_day=self._first_day)
