"""Facts about the person, their wishes and their clinician's limits."""

from __future__ import annotations

from backstride.diary import (
    WEEKDAYS,
    Absence,
    Availability,
    BaselineWalk,
    ClinicianLimit,
    Goal,
    Profile,
    Questionnaire,
)
from backstride.prescription import safety
from backstride.prescription.course import KEEP_MORNINGS_DAYS, Course
from backstride.prescription.protocol import Protocol

RMDQ = frozenset({"rmdq", "rmdq_24", "rmdq24"})
"""Names under which the Roland-Morris total is known, hyphens written as underscores."""

OPEN_ENDED_DAYS = 7
"""How long an absence without an end is taken to last, unless a walk ends it (judgement)."""


def take_profile(course: Course, event: Profile, day: int, _protocol: Protocol) -> None:
    """What is given changes, the rest stays."""
    if event.track is not None:
        course.track = event.track
    if event.usual_pain is not None:
        course.usual_pain = event.usual_pain
        course.measured = None
    if event.baseline is not None:
        course.baseline_choice = event.baseline
    if event.needs is not None:
        course.needs = frozenset(event.needs)
        safety.reassess(course, day)
    if event.birth_year is not None:
        course.birth_year = event.birth_year
        safety.reassess(course, day)


def take_goal(course: Course, event: Goal, _day: int, _protocol: Protocol) -> None:
    """The latest goal counts as a whole."""
    course.half_steps = bool(event.half_steps)
    course.personal_steps = bool(event.personal_steps)
    course.goal_walks = event.max_walks_per_week
    course.goal_minutes = event.max_minutes


def take_availability(course: Course, event: Availability, _day: int, _protocol: Protocol) -> None:
    """The days on which the person can walk, from now on."""
    course.week_days = tuple(WEEKDAYS.index(name) for name in event.days)


def take_limit(course: Course, event: ClinicianLimit, _day: int, _protocol: Protocol) -> None:
    """The clinician's latest limits count as a whole."""
    course.limit = event


def take_questionnaire(
    course: Course, event: Questionnaire, _day: int, _protocol: Protocol
) -> None:
    """Only the Roland-Morris total changes the plan: it decides about the start."""
    if event.instrument.lower().replace("-", "_") in RMDQ and event.total is not None:
        course.rmdq = event.total


def take_baseline(course: Course, event: BaselineWalk, day: int, _protocol: Protocol) -> None:
    """A trial walk before the start; only a comfortable one tells where to begin."""
    if course.started is not None:
        return
    if event.comfortable:
        course.baseline = (*course.baseline, (day, event.minutes))
    else:
        course.uncomfortable = (*course.uncomfortable, day)


def take_absence(course: Course, event: Absence, day: int, _protocol: Protocol) -> None:
    """Days without walking; without an end they last a week, or until the next walk."""
    end = day + OPEN_ENDED_DAYS - 1 if event.until is None else event.until.toordinal()
    recent = tuple(each for each in course.absences if each[1] >= day - KEEP_MORNINGS_DAYS)
    course.absences = (*recent, (day, end, event.reason))
