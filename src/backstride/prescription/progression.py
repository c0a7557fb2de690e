"""How the usual length grows after a good week, and how it is lowered."""

from __future__ import annotations

from typing import NamedTuple

from backstride.prescription.course import Dose, Limits
from backstride.prescription.plan import Reason
from backstride.prescription.protocol import Protocol
from backstride.prescription.session import Kind


class Grown(NamedTuple):
    """A dose after a good week, and the rules that led to it."""

    dose: Dose
    reasons: tuple[Reason, ...]


def week_cap(past_weeks: tuple[float, ...], walks: int, protocol: Protocol) -> float:
    """Most minutes a week may be planned to hold, from what was really walked.

    Parameters
    ----------
    past_weeks : tuple of float
        Minutes walked in the closed weeks, oldest first; the last four count.
    walks : int
        Walks planned in the week.

    Returns
    -------
    float
        The larger of 1.2 times the best week and that week plus 3 minutes per walk.
    """
    cap = protocol.cap
    best = max(past_weeks[-cap.weeks :], default=0.0)
    return max(cap.week_factor * best, best + cap.week_per_walk_min * walks)


def step_min(minutes: int, protocol: Protocol, *, half: bool) -> int:
    """What a good week adds to a walk of so many minutes, in whole minutes."""
    step = max(protocol.step.least_min, int(protocol.step.share * minutes + 1e-9))
    step = min(step, protocol.cap.walk_rise_min)
    return max(1, step // 2) if half else step


def grow(
    dose: Dose,
    *,
    past_weeks: tuple[float, ...],
    limits: Limits,
    half: bool,
    interval_ready: bool,
    protocol: Protocol,
) -> Grown:
    """Take the step that a good week earns.

    Parameters
    ----------
    dose : Dose
        The dose of the good week.
    past_weeks : tuple of float
        Minutes walked in the closed weeks, the good one last.
    limits : Limits
        What the person and the clinician allow.
    half : bool
        Whether the person chose half steps.
    interval_ready : bool
        Whether intervals may open (two weeks at 20 minutes, 14 days without a bad day).
    protocol : Protocol

    Returns
    -------
    Grown
        One change of amount (minutes to 20, fourth day, minutes to 30, fifth day), and the
        next kind of walk where its turn has come; opening a kind takes no week of its own.

    Notes
    -----
    Evidence section 3. The new total stays at or below the weekly cap; where the cap bites
    the step shrinks, and where nothing is left of it the dose stays. The cap never lowers
    a dose.
    """
    order = protocol.order
    can_hold = limits.walks
    walks = min(dose.days, can_hold)
    aim_last = order.last_minutes
    if limits.minutes is not None:
        aim_last = min(aim_last, limits.minutes)
    aim_first = min(order.first_minutes, aim_last)
    growing = dose.added is not None and walks == dose.days
    if dose.minutes < aim_first:
        grown = _more_minutes(dose, aim_first, past_weeks, limits, half, protocol)
    elif dose.days < order.fourth_day <= can_hold:
        grown = _new_day(dose, past_weeks, limits, protocol)
    elif growing:
        grown = _longer_new_day(dose, past_weeks, limits, half, protocol)
    elif dose.minutes < aim_last:
        grown = _more_minutes(dose, aim_last, past_weeks, limits, half, protocol)
    elif dose.days < order.fifth_day <= can_hold:
        grown = _new_day(dose, past_weeks, limits, protocol)
    elif dose.minutes >= order.last_minutes and dose.days >= order.fifth_day:
        grown = Grown(
            dose, (Reason("dose.complete", (("minutes", dose.minutes), ("walks", walks))),)
        )
    else:
        grown = Grown(dose, (what_limits(limits),))
    return opened(grown, dose, limits, interval_ready, protocol)


def what_limits(limits: Limits) -> Reason:
    """Who or what keeps a dose that could still grow where it is."""
    if limits.minutes_by_clinician:
        return Reason("dose.clinician")
    if limits.minutes is not None:
        return Reason("dose.goal")
    return Reason("dose.days", (("walks", limits.walks),))


def room(
    candidate: Dose, past_weeks: tuple[float, ...], limits: Limits, protocol: Protocol
) -> float:
    """Minutes by which a candidate's week lies below (+) or above (-) what is allowed."""
    walks = min(candidate.days, limits.walks)
    most = week_cap(past_weeks, walks, protocol)
    if limits.week_minutes is not None:
        most = min(most, limits.week_minutes)
    return most - candidate.total(limits.walks)


def capped(past_weeks: tuple[float, ...], walks: int, protocol: Protocol) -> Reason:
    """Why the weekly cap leaves no more room."""
    best = max(past_weeks[-protocol.cap.weeks :], default=0.0)
    cap = int(week_cap(past_weeks, walks, protocol))
    return Reason("dose.cap_week", (("cap", cap), ("best", round(best))))


def _more_minutes(
    dose: Dose,
    aim: int,
    past_weeks: tuple[float, ...],
    limits: Limits,
    half: bool,
    protocol: Protocol,
) -> Grown:
    wanted = min(aim, dose.minutes + step_min(dose.minutes, protocol, half=half))
    minutes = wanted
    while minutes > dose.minutes:
        if room(dose._replace(minutes=minutes), past_weeks, limits, protocol) >= 0:
            break
        minutes -= 1
    walks = min(dose.days, limits.walks)
    if minutes == dose.minutes:
        return Grown(dose, (capped(past_weeks, walks, protocol),))
    rule = "dose.half_step" if half else "dose.step"
    reasons = [Reason(rule, (("before", dose.minutes), ("minutes", minutes)))]
    if minutes < wanted:
        reasons.append(capped(past_weeks, walks, protocol))
    return Grown(dose._replace(minutes=minutes), tuple(reasons))


def _new_day(
    dose: Dose, past_weeks: tuple[float, ...], limits: Limits, protocol: Protocol
) -> Grown:
    floor_min = protocol.cap.floor_min
    added = max(floor_min, int(dose.minutes * protocol.order.new_day_share + 1e-9))
    candidate = dose._replace(days=dose.days + 1, added=added)
    while room(candidate, past_weeks, limits, protocol) < 0 and added > floor_min:
        added -= 1
        candidate = candidate._replace(added=added)
    if room(candidate, past_weeks, limits, protocol) < 0:
        return Grown(dose, (capped(past_weeks, dose.days + 1, protocol),))
    return Grown(
        candidate, (Reason("dose.new_day", (("minutes", dose.minutes), ("added", added))),)
    )


def _longer_new_day(
    dose: Dose,
    past_weeks: tuple[float, ...],
    limits: Limits,
    half: bool,
    protocol: Protocol,
) -> Grown:
    assert dose.added is not None
    step = protocol.order.new_day_step_min
    wanted = min(dose.minutes, dose.added + (max(1, step // 2) if half else step))
    added = wanted
    while added > dose.added:
        if room(dose._replace(added=added), past_weeks, limits, protocol) >= 0:
            break
        added -= 1
    if added == dose.added:
        return Grown(dose, (capped(past_weeks, min(dose.days, limits.walks), protocol),))
    grown = dose._replace(added=None if added >= dose.minutes else added)
    reasons = [Reason("dose.new_day_step", (("added", added),))]
    if added < wanted:
        reasons.append(capped(past_weeks, min(dose.days, limits.walks), protocol))
    return Grown(grown, tuple(reasons))


def opened(
    grown: Grown, old: Dose, limits: Limits, interval_ready: bool, protocol: Protocol
) -> Grown:
    """Open the next kind of walk, at most one a week, where its turn has come.

    A kind that is not allowed is passed over, and opens in its turn once it is.
    """
    order, can_hold, kinds = protocol.order, limits.walks, limits.kinds
    new = grown.dose
    days_settled = (old.days >= order.fourth_day or can_hold < order.fourth_day) and (
        new.added is None or new.days > order.fourth_day or old.brisk
    )
    if old.minutes < order.first_minutes or not days_settled:
        return grown
    if not old.brisk and (kinds is None or Kind.BRISK in kinds):
        return Grown(new._replace(brisk=True), (*grown.reasons, Reason("order.brisk")))
    if old.rung < 0 and (kinds is None or Kind.INTERVALS in kinds):
        if not interval_ready:
            return grown
        return Grown(new._replace(rung=0), (*grown.reasons, Reason("order.intervals")))
    if not old.hills and (kinds is None or Kind.HILLS in kinds):
        return Grown(new._replace(hills=True), (*grown.reasons, Reason("order.hills")))
    return grown


def cut(dose: Dose, share: float, protocol: Protocol) -> Dose:
    """Lower a dose by a share, the newest day with it; never below the shortest walk."""
    floor_min = protocol.cap.floor_min
    minutes = min(dose.minutes, max(floor_min, int(dose.minutes * (1 - share) + 1e-9)))
    added = dose.added
    if added is not None:
        added = min(added, max(floor_min, int(added * (1 - share) + 1e-9)))
    return dose._replace(minutes=minutes, added=added)


def returned(
    dose: Dose, weeks: tuple[float, ...], walks: int, eased_min: int, protocol: Protocol
) -> Dose:
    """The dose after the last eased walk: the old one, or the weekly cap if that is lower.

    Parameters
    ----------
    dose : Dose
        The dose before the way back.
    weeks : tuple of float
        Minutes walked in the closed weeks and in the running one, oldest first.
    walks : int
        Walks planned in the week; at least 1.
    eased_min : int
        Minutes of the last eased walk, below which the dose does not go.
    protocol : Protocol
    """
    most = week_cap(weeks, walks, protocol)
    minutes = dose.minutes
    while minutes > eased_min and dose._replace(minutes=minutes).total(walks) > most:
        minutes -= 1
    if minutes == dose.minutes:
        return dose
    added = None if dose.added is None else min(dose.added, minutes)
    return dose._replace(minutes=minutes, added=added)


def lower_of(left: Dose, right: Dose) -> Dose:
    """The smaller of two doses in every respect; the newest day is the shorter one."""
    days = min(left.days, right.days)
    minutes = min(left.minutes, right.minutes)
    added: int | None = None
    growing = [d.added for d in (left, right) if d.added is not None and d.days == days]
    if growing:
        added = min(*growing, minutes) if len(growing) > 1 else min(growing[0], minutes)
    return Dose(
        minutes=minutes,
        days=days,
        added=added,
        brisk=left.brisk and right.brisk,
        rung=min(left.rung, right.rung),
        hills=left.hills and right.hills,
        weeks_at_first=min(left.weeks_at_first, right.weeks_at_first),
    )
