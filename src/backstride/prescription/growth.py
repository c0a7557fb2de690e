"""The step after a good week: by the rules alone, or by what this person's back has shown."""

from __future__ import annotations

from backstride.prescription.course import Course, Dose, Limits, WeekTally
from backstride.prescription.personal import grow_to_tolerance
from backstride.prescription.progression import Grown, grow
from backstride.prescription.protocol import Protocol
from backstride.prescription.session import Kind
from backstride.prescription.tolerance import tolerance_of


def grown_after(
    course: Course,
    week: WeekTally,
    dose: Dose,
    *,
    past_weeks: tuple[float, ...],
    limits: Limits,
    interval_ready: bool,
    protocol: Protocol,
) -> Grown:
    """Take the step that a good week earns, in the way of the protocol.

    Parameters
    ----------
    course : Course
        The latest walks, and whether the person chose half steps.
    week : WeekTally
        The good week.
    dose : Dose
    past_weeks, limits, interval_ready, protocol
        As for :func:`~backstride.prescription.progression.grow`.
    """
    if protocol.personal is None:
        return grow(
            dose,
            past_weeks=past_weeks,
            limits=limits,
            half=course.half_steps,
            interval_ready=interval_ready,
            protocol=protocol,
        )
    return grow_to_tolerance(
        dose,
        tolerance_of(course.walks, protocol.personal),
        week,
        past_weeks=past_weeks,
        limits=limits,
        half=course.half_steps,
        interval_ready=interval_ready,
        protocol=protocol,
    )


def takes_pace(course: Course, kind: Kind, minutes: int, protocol: Protocol) -> bool:
    """Whether the person's back has shown that it takes a walk of that kind and length.

    By the rules alone it is enough that the kind is open.
    """
    if protocol.personal is None or kind is Kind.EASY:
        return True
    return tolerance_of(course.walks, protocol.personal).takes(minutes, kind)
