"""The decision: a state and a day become a plan."""

from __future__ import annotations

from datetime import date

from backstride.prescription import safety
from backstride.prescription.agenda import Outline, dose_reasons, next_walk, outline_on, week_view
from backstride.prescription.course import Course
from backstride.prescription.ease import last_active
from backstride.prescription.fold import State, course_on
from backstride.prescription.judged import judged
from backstride.prescription.outlook import openings, outlook
from backstride.prescription.passing import begin, bring_to
from backstride.prescription.plan import Action, Figure, Plan, Reason, Today
from backstride.prescription.today import today_view


def decide(state: State, on: date) -> Plan:
    """Make the plan of one day.

    Parameters
    ----------
    state : State
        Everything known; usually up to the moment of asking.
    on : date
        The walker's local day.

    Returns
    -------
    Plan
        The same for the same events and day, however the state was reached.

    Notes
    -----
    Events of later days are left aside, so that the plan of an earlier day can be seen as
    it would be made with what is known of that day now.
    """
    protocol, day = state.protocol, on.toordinal()
    known = course_on(state, day)
    course = known.fork()
    bring_to(course, day, protocol)
    active = last_active(course)
    due = safety.due_on(course, day, active, protocol)
    was_started = course.started is not None
    if not was_started:
        begin(course, day, protocol)
    outline = outline_on(course, day, protocol)
    today, left = today_view(outline, day, due, was_started)
    week = week_view(outline, day, today, left, was_started)
    assessment = safety.standing(course)
    return Plan(
        on=on,
        protocol=protocol.label,
        track=course.track,
        started=date.fromordinal(course.started) if was_started and course.started else None,
        today=today,
        week=week,
        next_walk=next_walk(outline, day, today, left),
        dose=_dose(outline),
        outlook=outlook(course, outline.limits, protocol) if _climbing(today) else None,
        openings=openings(course, outline.limits, outline.number, protocol),
        walks=tuple(judged(walk) for walk in course.walks),
        questions_due=tuple(sorted(due)),
        findings=tuple(finding.question_id for finding in assessment.findings),
        tier=None if assessment.tier is None else assessment.tier.value,
        ask=_asks(course, day),
    )


def _climbing(today: Today) -> bool:
    return today.action in (Action.WALK, Action.REST, Action.SCREEN)


def _dose(outline: Outline) -> Figure:
    return Figure(outline.course.dose.minutes, "min", dose_reasons(outline))


def _asks(course: Course, day: int) -> tuple[Reason, ...]:
    asks: list[Reason] = []
    if safety.clearance_due(course, day):
        asks.append(Reason("safety.clearance", (("days", 14),)))
    if course.ask_flare == day:
        asks.append(Reason("ask.flare", (("days", course.run[1]),)))
    if day < course.ask_barrier_until:
        asks.append(Reason("ask.barrier"))
    if course.walks and course.walks[-1].response is None and day - course.walks[-1].day <= 1:
        asks.append(Reason("ask.pain", (("day", date.fromordinal(course.walks[-1].day)),)))
    return tuple(asks)
