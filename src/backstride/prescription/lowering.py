"""The usual length is lowered, or last week's step taken back."""

from __future__ import annotations

from backstride.prescription.course import Course
from backstride.prescription.plan import Reason
from backstride.prescription.progression import cut, lower_of
from backstride.prescription.protocol import Protocol


def cut_dose(course: Course, share: float, rule: str, protocol: Protocol) -> None:
    """Lower the usual length by a share; a step that may yet be taken back with it."""
    before = course.dose.minutes
    course.dose = cut(course.dose, share, protocol)
    course.undo = None if course.undo is None else cut(course.undo, share, protocol)
    if course.dose.minutes < before:
        course.dose_reasons = (
            Reason(rule, (("before", before), ("minutes", course.dose.minutes))),
        )


def undo_growth(course: Course) -> None:
    """Take back last week's step: its last walks were answered for only now."""
    if course.undo is None:
        return
    lowered = lower_of(course.dose, course.undo)
    if lowered != course.dose:
        course.dose_reasons = (Reason("dose.undone", (("minutes", lowered.minutes),)),)
    course.dose = lowered
    course.undo = None
