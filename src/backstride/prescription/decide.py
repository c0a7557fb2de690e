"""The decision: a state and a day become a plan."""

from __future__ import annotations

from datetime import date

from backstride.prescription import safety
from backstride.prescription.agenda import (
    Outline,
    dose_reasons,
    next_walk,
    outline_on,
    planned_min,
    week_view,
)
from backstride.prescription.bad_day import bout_since
from backstride.prescription.course import Course
from backstride.prescription.ease import last_active
from backstride.prescription.fold import State, course_on
from backstride.prescription.gone_by import ASKED_FROM, days_gone_by
from backstride.prescription.judged import judged
from backstride.prescription.outlook import openings, outlook
from backstride.prescription.passing import begin, bring_to
from backstride.prescription.plan import (
    Action,
    Figure,
    Judged,
    Opening,
    Outlook,
    Plan,
    PlannedDay,
    Reason,
    Response,
    Today,
    Week,
)
from backstride.prescription.schedule import DAYS
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
    course = course_of(state, day)
    due = safety.due_on(course, day, last_active(course), protocol)
    was_started = course.started is not None
    if not was_started:
        begin(course, day, protocol)
    outline = outline_on(course, day, protocol)
    today, left = today_view(outline, day, due, was_started)
    assessment = safety.standing(course)
    return Plan(
        on=on,
        protocol=protocol.label,
        track=course.track,
        started=date.fromordinal(course.started) if was_started and course.started else None,
        today=today,
        dose=_dose(outline),
        questions_due=tuple(sorted(due)),
        findings=tuple(finding.question_id for finding in assessment.findings),
        tier=None if assessment.tier is None else assessment.tier.value,
        week_walks=outline.walks,
        details=_Details(outline, day, today, left, was_started),
    )


def course_of(state: State, day: int) -> Course:
    """The course on the morning of a day: the one known where nothing has passed since."""
    known = course_on(state, day)
    week, active = known.week, last_active(known)
    if (
        week is not None
        and active is not None
        and day < week.start + DAYS
        and day - active <= state.protocol.lapse.restart_after_days
    ):
        return known
    course = known.fork()
    bring_to(course, day, state.protocol)
    return course


class _Details:
    """The parts of one plan that are worked out when they are looked at."""

    __slots__ = ("_day", "_left", "_outline", "_today", "_was_started")

    def __init__(
        self,
        outline: Outline,
        day: int,
        today: Today,
        left: tuple[int, ...],
        was_started: bool,
    ) -> None:
        self._outline = outline
        self._day = day
        self._today = today
        self._left = left
        self._was_started = was_started

    def week(self) -> Week:
        return week_view(self._outline, self._day, self._today, self._left, self._was_started)

    def week_min(self) -> float:
        return planned_min(self._outline, self._day, self._today, self._left, self._was_started)

    def next_walk(self) -> PlannedDay | None:
        return next_walk(self._outline, self._day, self._today, self._left)

    def outlook(self) -> Outlook | None:
        if self._today.action not in (Action.WALK, Action.REST, Action.SCREEN):
            return None
        return outlook(self._outline.course, self._outline.limits, self._outline.protocol)

    def openings(self) -> tuple[Opening, ...]:
        outline = self._outline
        return openings(outline.course, outline.limits, outline.number, outline.protocol)

    def walks(self) -> tuple[Judged, ...]:
        return tuple(judged(walk) for walk in self._outline.course.walks if not walk.apart)

    def ask(self) -> tuple[Reason, ...]:
        return _asks(self._outline, self._day, self._was_started)


def _dose(outline: Outline) -> Figure:
    return Figure(outline.course.dose.minutes, "min", dose_reasons(outline))


def _worth_a_word(outline: Outline, day: int) -> list[Reason]:
    """What is worth talking to a doctor or a physiotherapist about; said while it is so."""
    course, flare, ease = outline.course, outline.protocol.flare, outline.protocol.ease
    since = bout_since(course.flares, flare.bout_gap_days) if day in course.flares else None
    if since is not None and day - since >= flare.long_days:
        return [Reason("ask.long_bout", (("days", day - since + 1),))]
    recent = [walk for walk in course.walks if walk.response is not None][-ease.often_walks :]
    spikes = sum(walk.response is Response.SPIKE for walk in recent)
    if spikes >= ease.often_spikes and recent[-1].response is Response.SPIKE:
        return [Reason("ask.spikes", (("count", spikes), ("walks", len(recent))))]
    return []


def _asks(outline: Outline, day: int, was_started: bool) -> tuple[Reason, ...]:
    course = outline.course
    asks: list[Reason] = []
    if safety.clearance_due(course, day):
        asks.append(Reason("safety.clearance", (("days", 14),)))
    asks.extend(_worth_a_word(outline, day))
    if course.ask_flare == day:
        asks.append(Reason("ask.flare", (("days", course.run[1]),)))
    if day < course.ask_barrier_until:
        asks.append(Reason("ask.barrier"))
    elif was_started and outline.walks > 0:
        gone = days_gone_by(course, outline.days, outline.walks, day)
        if gone >= ASKED_FROM:
            asks.append(Reason("ask.gone_by", (("days", gone),)))
    last = next((walk for walk in reversed(course.walks) if not walk.apart), None)
    if last is not None and last.response is None and day - last.day <= 1:
        asks.append(Reason("ask.pain", (("day", date.fromordinal(last.day)),)))
    return tuple(asks)
