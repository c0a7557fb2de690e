"""What each event of the diary changes in the course of a walker.

Events come in canonical order; a course is brought up to date in place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backstride.diary import (
    Absence,
    Availability,
    BaselineWalk,
    Clearance,
    ClinicianLimit,
    Flare,
    Goal,
    NewSymptom,
    Original,
    Pain,
    Profile,
    Questionnaire,
    Screening,
    Walk,
)
from backstride.prescription import safety
from backstride.prescription.answered import take_pain, take_symptom
from backstride.prescription.bad_day import take_flare
from backstride.prescription.course import Course
from backstride.prescription.facts import (
    take_absence,
    take_availability,
    take_baseline,
    take_goal,
    take_limit,
    take_profile,
    take_questionnaire,
)
from backstride.prescription.passing import bring_to
from backstride.prescription.protocol import Protocol
from backstride.prescription.walked import take_walk


def _screening(course: Course, event: Screening, day: int, _protocol: Protocol) -> None:
    safety.take_screening(course, event, day)


def _clearance(course: Course, event: Clearance, day: int, _protocol: Protocol) -> None:
    safety.take_clearance(course, event, day)


_HANDLERS: dict[type[Original], Callable[[Course, Any, int, Protocol], None]] = {
    Profile: take_profile,
    Screening: _screening,
    Clearance: _clearance,
    BaselineWalk: take_baseline,
    Goal: take_goal,
    Availability: take_availability,
    Walk: take_walk,
    Pain: take_pain,
    Flare: take_flare,
    Absence: take_absence,
    NewSymptom: take_symptom,
    Questionnaire: take_questionnaire,
    ClinicianLimit: take_limit,
}


def record(course: Course, event: Original, protocol: Protocol) -> None:
    """Bring a course (a fork that nobody else holds) up to date with one more event."""
    handler = _HANDLERS.get(type(event))
    if handler is None:
        return
    day = event.local.toordinal()
    course.entered = event.recorded_at or event.at
    bring_to(course, day, protocol)
    handler(course, event, day, protocol)
