"""Time passes: weeks are closed, a long break begins anew, the programme starts."""

from __future__ import annotations

from dataclasses import replace

from backstride.prescription import safety
from backstride.prescription.course import Course
from backstride.prescription.ease import last_active
from backstride.prescription.protocol import Protocol
from backstride.prescription.schedule import DAYS
from backstride.prescription.start import start_dose
from backstride.prescription.usual import Yardstick, yardstick
from backstride.prescription.week import monday, open_week, roll
from backstride.screening import Trigger


def usual_on(course: Course, day: int, protocol: Protocol) -> Yardstick:
    """The yardstick that applies on a day."""
    known = course.measured
    if known is not None and known[0] == day:
        return known[1]
    return yardstick(course.mornings, day, course.usual_pain, protocol.usual)


def measure_on(course: Course, day: int, protocol: Protocol) -> Yardstick:
    """The same, kept with the course (a fork) for the other answers of the day."""
    measure = usual_on(course, day, protocol)
    course.measured = (day, measure)
    return measure


def before_on(course: Course, day: int) -> int | None:
    """The strongest pain told before a walk of that day that is still to come."""
    told = [nrs for when, nrs, *_ in course.waiting.values() if when == day and nrs is not None]
    return max(told, default=None)


def latest_before_on(course: Course, day: int) -> int | None:
    """The pain told last before a walk of that day that is still to come."""
    told = [nrs for when, nrs, *_ in course.waiting.values() if when == day and nrs is not None]
    return told[-1] if told else None


def begin(course: Course, day: int, protocol: Protocol) -> None:
    """Start the programme on a day."""
    started = start_dose(course, usual_on(course, day, protocol).usual, protocol)
    course.started = day
    course.dose = started.dose
    course.start_reason = started.reason
    course.dose_reasons = (started.reason,)
    course.verdict = None
    course.undo = None
    course.past_weeks = ()
    course.under_half = 0
    # Something new in a leg before the first walk eases that one too.
    course.eases = tuple(ease for ease in course.eases if ease.rule == "ease.leg")
    course.week = open_week(course, monday(day), day, protocol)


def bring_to(course: Course, day: int, protocol: Protocol) -> None:
    """Let time pass up to the morning of a day: close weeks, or begin anew after too long."""
    week = course.week
    since = last_active(course)
    if week is None or since is None:
        return
    if day - since > protocol.lapse.restart_after_days:
        _begin_anew(course, since + protocol.lapse.restart_after_days + 1)
    elif day >= week.start + DAYS:
        roll(course, day, protocol)


def _begin_anew(course: Course, day: int) -> None:
    """A break was too long for a way back: all questions and a fresh start."""
    course.restarted = day
    course.started = None
    course.last_walk_day = None
    course.baseline = ()
    course.uncomfortable = ()
    course.week = None
    course.verdict = None
    course.undo = None
    course.eases = ()
    course.past_weeks = ()
    course.under_half = 0
    course.ask_barrier_until = 0
    safety.reassess(course, day)


def ready(course: Course, day: int, protocol: Protocol) -> bool:
    """Whether the safety answers are there and allow a walk.

    Questions that pain before this very walk has raised are asked, and the walk counts: as later
    in the programme, what it did to the back is heard.
    """
    if safety.halting(course):
        return False
    others = {key: cause for key, cause in course.due.items() if cause != Trigger.GATE}
    return not safety.due_on(replace(course, due=others), day, None, protocol)
