"""The step after a good week: by the rules alone, or by what this person's back has shown."""

from __future__ import annotations

from backstride.prescription.course import Course, Dose, Limits, WeekTally
from backstride.prescription.personal import grow_to_tolerance
from backstride.prescription.progression import Grown, grow
from backstride.prescription.protocol import Personal, Protocol
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
        The latest walks, and the steps that the person chose: half ones, own ones.
    week : WeekTally
        The good week.
    dose : Dose
    past_weeks, limits, interval_ready, protocol
        As for :func:`~backstride.prescription.progression.grow`.
    """
    rules = own_steps(course, protocol)
    if rules is None:
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
        tolerance_of(course.walks, rules),
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
    rules = own_steps(course, protocol)
    if rules is None or kind is Kind.EASY:
        return True
    return tolerance_of(course.walks, rules).takes(minutes, kind)


def own_steps(course: Course, protocol: Protocol) -> Personal | None:
    """The rules for steps of the person's own, where the person or the protocol chose them."""
    rules = protocol.personal
    if rules is not None and (rules.by_default or course.personal_steps):
        return rules
    return None
