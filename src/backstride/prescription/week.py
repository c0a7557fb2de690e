"""The calendar week: planning it on its Monday, judging it on the next."""

from __future__ import annotations

from backstride.prescription import safety
from backstride.prescription.course import (
    KEEP_FLARES_DAYS,
    LEG,
    Course,
    Dose,
    Ease,
    Limits,
    Verdict,
    WeekTally,
)
from backstride.prescription.ease import shortened, with_ease
from backstride.prescription.growth import grown_after
from backstride.prescription.limits import available_days, limits_on
from backstride.prescription.lookahead import Lookahead
from backstride.prescription.plan import Reason, Response
from backstride.prescription.protocol import Protocol
from backstride.prescription.schedule import DAYS, walking_days
from backstride.prescription.session import Kind
from backstride.prescription.usual import worsened


def monday(day: int) -> int:
    """Ordinal of the Monday of a day's week (ordinal 1 was a Monday)."""
    return day - (day - 1) % DAYS


def length_of(dose: Dose, walk: int, walks: int, limits: Limits) -> int:
    """Full minutes of the ``walk``-th of ``walks`` in a week (from 1).

    While a new walking day grows, the week's last walk is the short one, whichever day is
    new: the week begins as usual, and a week without the new day never asks for a longer
    walk where one with it asks for the short one.
    """
    last_is_short = dose.added is not None and walks == dose.days and walk == walks
    minutes = dose.added if last_is_short and dose.added is not None else dose.minutes
    if limits.minutes is not None:
        minutes = min(minutes, limits.minutes)
    if limits.week_minutes is not None:
        minutes = min(minutes, limits.week_minutes // walks)
    return minutes


def open_week(course: Course, start: int, first_day: int, protocol: Protocol) -> WeekTally:
    """Plan the week that starts on Monday ``start``, from ``first_day`` on."""
    limits = limits_on(course, first_day)
    dose = course.dose
    walks = min(dose.days, limits.walks)
    planned = count = 0
    if walks > 0:
        days = walking_days(available_days(course, protocol, walks), walks)
        offset = first_day - start
        chosen = [day for day in days if day >= offset]
        if offset and course.started == first_day and offset not in chosen:
            chosen = [offset, *chosen][:walks]
        coming = Lookahead(course, protocol, limits, done_min=0.0)
        for count, day in enumerate(chosen, start=1):
            by_then, taken = coming.walk_on(start + day)
            full = length_of(by_then, count, walks, limits)
            minutes = shortened(full, taken, protocol.cap.floor_min)
            coming.take(start + day, minutes)
            planned += minutes
    return WeekTally(start, planned, count, dose)


def roll(course: Course, day: int, protocol: Protocol) -> None:
    """Close every week that ended before ``day`` and open the one it lies in.

    Changes ``course``, a fork of a programme that is under way, in place.
    """
    current = monday(day)
    while course.week is not None and course.week.start < current:
        _close_week(course, protocol)
        start = course.week.start + DAYS
        course.week = open_week(course, start, start, protocol)


def _close_week(course: Course, protocol: Protocol) -> None:
    week = course.week
    assert week is not None
    course.past_weeks = (*course.past_weeks, week.done_min)[-protocol.cap.weeks :]
    end = week.start + DAYS
    reason = hindrance(course, week, protocol)
    limits = limits_on(course, end)
    course.undo = None
    dose = course.dose
    first = protocol.order.first_minutes
    enough = min(protocol.order.interval_walks, max(1, week.walks_planned))
    if week.dose.minutes >= first and week.days_at_first >= enough:
        dose = dose._replace(weeks_at_first=dose.weeks_at_first + 1)
    elif week.dose.minutes < first:
        dose = dose._replace(weeks_at_first=0)
    if dose.rung >= 0 and reason is None and _intervals_settled(course, week):
        dose = dose._replace(rung=min(dose.rung + 1, len(protocol.variety.ladder) - 1))
    if reason is None:
        calm_since = end - protocol.order.interval_flare_free_days
        grown = grown_after(
            course,
            week,
            dose,
            past_weeks=course.past_weeks,
            limits=limits,
            interval_ready=dose.weeks_at_first >= protocol.order.interval_weeks
            and _calm_since(course, calm_since),
            protocol=protocol,
        )
        good = Reason("week.good", (("done", round(week.done_min)), ("planned", week.planned)))
        course.verdict = Verdict(True, good, grown.reasons)
        if grown.dose != dose:
            course.undo = dose
        course.dose_reasons = (*grown.reasons, good)
        course.dose = grown.dose
    else:
        course.dose_reasons = _still_true(course)
        course.verdict = Verdict(False, reason, ())
        course.dose = dose
    _follow_what_happened(course, week, protocol)
    keep = end - KEEP_FLARES_DAYS
    if course.flares and course.flares[0] < keep:
        course.flares = tuple(flare for flare in course.flares if flare >= keep)


def _calm_since(course: Course, day: int) -> bool:
    """Whether there has been neither a bad day nor a walk that raised pain clearly."""
    raised = (Response.SPIKE, Response.AMBER)
    return not any(flare >= day for flare in course.flares) and not any(
        walk.day >= day and walk.response in raised for walk in course.walks
    )


def got_worse(course: Course, end: int, protocol: Protocol) -> Reason | None:
    """Why the dose stays where the usual pain of the days before ``end`` has gone up."""
    found = worsened(course.mornings, end, course.usual_pain, protocol.usual)
    if found is None:
        return None
    return Reason("week.worse", (("now", found.now), ("before", float(found.before))))


def _still_true(course: Course) -> tuple[Reason, ...]:
    """The reasons behind the dose without those that speak of a week gone by."""
    last = course.verdict
    if last is None:
        return course.dose_reasons
    return tuple(
        reason
        for reason in course.dose_reasons
        if reason not in last.change and reason.rule not in ("week.good", "dose.undone")
    )


def hindrance(course: Course, week: WeekTally, protocol: Protocol) -> Reason | None:
    """The first reason why a week is not a good one; None where it is.

    Evidence section 3, "Good week"; tested in an order that names what matters most.
    """
    rules = protocol.good_week
    end = week.start + DAYS
    if safety.holding(course):
        return Reason("week.safety")
    limits = limits_on(course, end)
    if limits.no_rises:
        return Reason("week.clinician")
    if week.symptom:
        return Reason("week.symptom")
    worse = got_worse(course, end, protocol)
    if worse is not None:
        return worse
    answered = [walk for walk in course.walks if walk.response is not None]
    recent = answered[-rules.recent_walks :]
    spikes = [walk for walk in recent if walk.response is Response.SPIKE]
    if spikes:
        return Reason("week.leg" if spikes[-1].apart == LEG else "week.spike")
    if week.amber:
        return Reason("week.amber")
    if week.morning:
        return Reason("week.morning")
    if any(flare >= end - rules.calm_last_days for flare in course.flares):
        return Reason("week.flare")
    if sum(walk.response is Response.SORENESS for walk in recent) > rules.soreness_allowed:
        return Reason("week.soreness")
    if course.due or not safety.standing(course).complete:
        return Reason("week.questions")
    done = (("done", round(week.done_min)), ("planned", week.planned))
    if week.counted_min < rules.done_share * week.planned or week.walks == 0:
        if _absent(course, week):
            return Reason("week.away")
        if week.walks and week.done_min >= rules.done_share * week.planned:
            most = ("most", round(100 * rules.most_of_plan))
            counted = ("counted", round(week.counted_min))
            return Reason("week.long", (counted, ("planned", week.planned), most))
        return Reason("week.done", done) if week.walks else Reason("week.none")
    if week.walks_planned < min(rules.planned_walks, course.dose.days, limits.walks):
        return Reason("week.short")
    if week.answered < rules.answered_walks:
        return Reason("week.answers")
    if not week.last_full:
        return Reason("week.last_full")
    return None


def _intervals_settled(course: Course, week: WeekTally) -> bool:
    """Whether the week had a walk with intervals and each of them settled."""
    walks = [
        walk
        for walk in course.walks
        if walk.day >= week.start and walk.kind == Kind.INTERVALS.value
    ]
    return bool(walks) and all(walk.response is Response.SETTLED for walk in walks)


def _absent(course: Course, week: WeekTally) -> bool:
    """Whether illness or another absence touched the week."""
    return any(begin < week.start + DAYS and end >= week.start for begin, end, _ in course.absences)


def _follow_what_happened(course: Course, week: WeekTally, protocol: Protocol) -> None:
    """Lower a plan of which less than half was walked in two weeks running."""
    rules = protocol.adherence
    under = week.planned > 0 and week.done_min < rules.half_share * week.planned
    if week.walks == 0 or week.walks_planned == 0 or _absent(course, week):
        return
    since = week.start - DAYS
    lengths = [
        walk.minutes / walk.share for walk in course.walks if walk.day >= since and not walk.apart
    ]
    length = max(protocol.cap.floor_min, int(sum(lengths) / len(lengths))) if lengths else 0
    if week.bad_day:
        if under and course.under_half + 1 >= rules.weeks and length:
            # The week does not count against the plan, but a bad day never makes the next
            # walks longer than they would have been without it.
            course.eases = with_ease(
                course.eases,
                Ease(
                    "ease.skipped_week",
                    "skipped",
                    course.count,
                    (1.0,) * len(protocol.flare.way_back),
                    False,
                    week.start,
                    length,
                ),
            )
        return
    if not under:
        course.under_half = 0
        return
    course.under_half += 1
    if course.under_half < rules.weeks:
        return
    course.under_half = 0
    course.ask_barrier_until = week.start + 2 * DAYS
    dose = course.dose
    days = max(protocol.start.walks_per_week, min(dose.days, week.walks))
    minutes = min(dose.minutes, length) if length else dose.minutes
    added = dose.added if days == dose.days else None
    lowered = dose._replace(
        minutes=minutes, days=days, added=None if added is None else min(added, minutes)
    )
    if lowered != dose:
        course.dose = lowered
        course.undo = None
        course.dose_reasons = (Reason("dose.lower", (("minutes", minutes), ("walks", days))),)
