"""The next step as large as one person's back is likely to take, within the same caps."""

from __future__ import annotations

from backstride.prescription.course import Dose, Limits, WeekTally
from backstride.prescription.plan import Reason
from backstride.prescription.progression import Grown, capped, opened, room, what_limits
from backstride.prescription.protocol import Protocol
from backstride.prescription.tolerance import Tolerance


def grow_to_tolerance(
    dose: Dose,
    tolerance: Tolerance,
    week: WeekTally,
    *,
    past_weeks: tuple[float, ...],
    limits: Limits,
    half: bool,
    interval_ready: bool,
    protocol: Protocol,
) -> Grown:
    """Take as much of the step that a good week earns as the back is likely to take.

    Parameters
    ----------
    dose : Dose
    tolerance : Tolerance
        What is known of the person's onset.
    week : WeekTally
        The good week.
    past_weeks, limits, half, interval_ready, protocol
        As for :func:`~backstride.prescription.progression.grow`.

    Returns
    -------
    Grown
        Minutes are added one by one in the protocol's order (all walks to 20, the fourth
        day, all walks to 30, the fifth day) until the weekly cap, the cap per walk, or the
        chance of a strong rise is reached. Where a longer walk would pass that chance and
        the whole week was walked, a little more is spread over one more and shorter walks.

    Notes
    -----
    Nothing here is reached in a week that holds, eases or halts: those come first. With
    ever worse answers the walks of the result are never longer and the week never holds
    more. "Half steps" halve the cap per walk.
    """
    climb = _Climb(dose, tolerance, past_weeks, limits, half, protocol)
    climb.to_the_top()
    rules = tolerance.rules
    if climb.dose == dose and climb.held_by_back and _whole(week, rules.whole_week_share):
        climb.spread()
    return opened(climb.grown(), dose, limits, interval_ready, protocol)


def _whole(week: WeekTally, share: float) -> bool:
    return week.walks >= week.walks_planned and week.done_min >= share * week.planned


class _Climb:
    """A dose that grows minute by minute until nothing more is allowed."""

    def __init__(
        self,
        dose: Dose,
        tolerance: Tolerance,
        past_weeks: tuple[float, ...],
        limits: Limits,
        half: bool,
        protocol: Protocol,
    ) -> None:
        order = protocol.order
        self.dose = self._old = dose
        self.held_by_back = False
        self._tolerance = tolerance
        self._past_weeks = past_weeks
        self._limits = limits
        self._protocol = protocol
        self._rise = protocol.cap.walk_rise_min // (2 if half else 1)
        self._last = min(order.last_minutes, limits.minutes or order.last_minutes)
        self._first = min(order.first_minutes, self._last)
        self._newest_from = dose.added or 0
        self._lengthens = self._longer_new_day = self._may_open = True

    def to_the_top(self) -> None:
        """Add minute after minute in the protocol's order."""
        order, can_hold = self._protocol.order, self._limits.walks
        while True:
            dose = self.dose
            growing = dose.added is not None and min(dose.days, can_hold) == dose.days
            if dose.minutes < self._first:
                if not self._lengthened():
                    return
            elif self._may_open and dose.days < order.fourth_day <= can_hold:
                self._open_day()
            elif growing and self._longer_new_day:
                self._lengthen_new_day()
            elif dose.minutes < self._last and self._lengthens:
                self._lengthens = self._lengthened()
            elif self._may_open and not growing and dose.days < order.fifth_day <= can_hold:
                self._open_day()
            else:
                return

    def _fits(self, dose: Dose) -> bool:
        return room(dose, self._past_weeks, self._limits, self._protocol) >= 0

    def _lengthened(self) -> bool:
        """Make every walk a minute longer, if that is allowed."""
        longer = self.dose._replace(minutes=self.dose.minutes + 1)
        if longer.minutes - self._old.minutes > self._rise or not self._fits(longer):
            return False
        if not self._tolerance.takes(longer.minutes):
            self.held_by_back = True
            return False
        self.dose = longer
        return True

    def _open_day(self) -> None:
        """Open one more walking day, short at first."""
        self._may_open = False
        order, floor_min = self._protocol.order, self._protocol.cap.floor_min
        added = max(floor_min, int(self.dose.minutes * order.new_day_share + 1e-9))
        opened = self.dose._replace(days=self.dose.days + 1, added=added)
        while added > floor_min and not self._fits(opened):
            added -= 1
            opened = opened._replace(added=added)
        if self._fits(opened):
            self.dose = opened
            self._newest_from = added

    def _lengthen_new_day(self) -> None:
        """Make the newest day's walk a minute longer, up to the others."""
        dose = self.dose
        assert dose.added is not None
        added = dose.added + 1
        step = self._protocol.order.new_day_step_min
        if added - self._newest_from > min(step, self._rise):
            self._longer_new_day = False
            return
        longer = dose._replace(added=None if added >= dose.minutes else added)
        if self._fits(longer):
            self.dose = longer
        else:
            self._longer_new_day = False

    def spread(self) -> None:
        """Spread what one minute more per walk would make over one more, shorter walk."""
        dose, order = self.dose, self._protocol.order
        walks = dose.days + 1
        if dose.added is not None or not dose.days < order.fourth_day <= self._limits.walks:
            return
        minutes = dose.days * (dose.minutes + 1) // walks
        spread = dose._replace(days=walks, minutes=minutes)
        if minutes >= self._protocol.cap.floor_min and self._fits(spread):
            self.dose = spread

    def grown(self) -> Grown:
        """Return what has grown, and why."""
        old, new, tolerance = self._old, self.dose, self._tolerance
        known = (("walks", tolerance.walks), ("onset", round(tolerance.onset_min)))
        if new.minutes < old.minutes:
            spread = (("minutes", new.minutes), ("days", new.days))
            return Grown(new, (Reason("personal.spread", (*known, *spread)),))
        reasons: list[Reason] = []
        if new.minutes > old.minutes:
            steps = (("before", old.minutes), ("minutes", new.minutes))
            reasons.append(Reason("personal.step", (*known, *steps)))
        if new.days > old.days:
            inputs = (("minutes", new.minutes), ("added", new.added))
            reasons.append(Reason("dose.new_day", inputs))
        elif new.added != old.added:
            added = new.minutes if new.added is None else new.added
            reasons.append(Reason("dose.new_day_step", (("added", added),)))
        return Grown(new, tuple(reasons)) if reasons else Grown(new, (self._why_not(known),))

    def _why_not(self, known: tuple[tuple[str, int], ...]) -> Reason:
        dose, order = self.dose, self._protocol.order
        if self.held_by_back:
            return Reason("personal.stay", (*known, ("minutes", dose.minutes)))
        walks = min(dose.days, self._limits.walks)
        if dose.minutes >= order.last_minutes and dose.days >= order.fifth_day:
            return Reason("dose.complete", (("minutes", dose.minutes), ("walks", walks)))
        if dose.minutes < self._last:
            return capped(self._past_weeks, walks, self._protocol)
        return what_limits(self._limits)
