"""The decision: a state and a day become a plan."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from backstride.prescription import safety
from backstride.prescription.course import Course, Limits, WalkRecord, WeekTally
from backstride.prescription.ease import PLAIN, Eased, eased, last_active, shortened
from backstride.prescription.fold import State, course_on
from backstride.prescription.gate import Gated, gate
from backstride.prescription.limits import available_days, limits_on
from backstride.prescription.outlook import openings, outlook
from backstride.prescription.plan import (
    Action,
    DayState,
    Figure,
    Judged,
    Plan,
    PlannedDay,
    Reason,
    Response,
    Today,
    Week,
)
from backstride.prescription.protocol import Protocol
from backstride.prescription.record import begin, bring_to, usual_on
from backstride.prescription.schedule import DAYS, remaining_days, walking_days
from backstride.prescription.session import Kind, Session
from backstride.prescription.start import measured, measuring
from backstride.prescription.variety import kind_of, only_easy, open_kinds, session_of
from backstride.prescription.week import length_of, monday

_DAY_STATES_LEFT = (DayState.TODAY, DayState.PLANNED)
_NO_MINUTES = "min"


class _Outline(NamedTuple):
    """What stays the same for every walk of one plan."""

    course: Course
    protocol: Protocol
    limits: Limits
    walks: int
    days: tuple[int, ...]
    newest: int
    plain: bool
    number: int


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
    outline = _outline(course, day, protocol)
    today, left = _today(outline, day, due, was_started)
    week = _week(outline, day, today, left, was_started)
    assessment = safety.standing(known if not was_started else course)
    return Plan(
        on=on,
        protocol=protocol.label,
        track=course.track,
        started=date.fromordinal(course.started) if was_started and course.started else None,
        today=today,
        week=week,
        next_walk=_next_walk(outline, day, today, left),
        dose=_dose(outline),
        outlook=outlook(course, outline.limits, protocol) if _climbing(today) else None,
        openings=openings(course, outline.limits, outline.number, protocol),
        walks=tuple(_judged(walk) for walk in course.walks),
        questions_due=tuple(sorted(due)),
        findings=tuple(finding.question_id for finding in assessment.findings),
        tier=None if assessment.tier is None else assessment.tier.value,
        ask=_asks(course, day),
    )


def _climbing(today: Today) -> bool:
    return today.action in (Action.WALK, Action.REST, Action.SCREEN)


def _outline(course: Course, day: int, protocol: Protocol) -> _Outline:
    limits = limits_on(course, day)
    walks = min(course.dose.days, limits.walks)
    days: tuple[int, ...] = ()
    newest = -1
    if walks > 0:
        days, newest = walking_days(available_days(course, protocol, walks), walks)
        walks = len(days)
    assert course.started is not None
    number = (monday(day) - monday(course.started)) // DAYS + 1
    plain = safety.holding(course) or only_easy(course, protocol)
    return _Outline(course, protocol, limits, walks, days, newest, plain, number)


def _full_session(outline: _Outline, weekday: int, taken: Eased, *, week_ahead: int = 0) -> Session:
    """The session of a weekday after the ways back, before bad days and the gate."""
    dose, protocol = outline.course.dose, outline.protocol
    full = length_of(dose, weekday, outline.newest, max(1, outline.walks), outline.limits)
    minutes = shortened(full, taken, protocol.cap.floor_min)
    if outline.plain or taken.easy or weekday not in outline.days:
        return Session(minutes)
    kinds = open_kinds(dose, outline.limits.kinds)
    place = outline.days.index(weekday)
    kind = kind_of(place, outline.walks, outline.number + week_ahead, kinds)
    if kind is Kind.EASY:
        return Session(minutes)
    return session_of(kind, minutes, dose, protocol)


def _today(
    outline: _Outline, day: int, due: dict[str, str], was_started: bool
) -> tuple[Today, tuple[int, ...]]:
    """What today asks for, and the weekdays from today on that still hold a walk."""
    course, protocol = outline.course, outline.protocol
    week = course.week
    assert week is not None
    weekday = day - week.start
    done = _done_on(course, day)
    if safety.standing(course).not_for_product is not None:
        return _no_walk(Action.NOT_FOR_YOU, Reason("safety.age"), done), ()
    if safety.halting(course):
        found = safety.standing(course).findings
        reason = Reason(
            "safety.halt", (("questions", ", ".join(each.question_id for each in found)),)
        )
        return _no_walk(Action.SEE_CLINICIAN, reason, done), ()
    if outline.walks == 0:
        return _no_walk(Action.REST, Reason("dose.clinician"), done), ()
    left = _left(outline, weekday, week, was_started)
    if due:
        return _no_walk(Action.SCREEN, _why_asked(due, was_started), done), left
    if not was_started and measuring(course, day, protocol):
        if any(when == day for when, _ in course.baseline):
            return _no_walk(Action.REST, Reason("schedule.done"), done), left
        number = len(measured(course, protocol)) + 1
        return _no_walk(Action.BASELINE, Reason("start.measure", (("number", number),)), done), left
    if any(begins <= day <= ends for begins, ends, _ in course.absences):
        return _no_walk(Action.REST, Reason("absence.rest"), done), left
    gated, before = _gate_today(course, day, protocol)
    bad_day = day in course.flares
    if weekday not in left:
        return _rest_day(outline, day, done, bad_day, left), left
    taken = eased(course, day, protocol)
    session = _full_session(outline, weekday, taken)
    reasons = _length_reasons(outline, session, taken, weekday)
    short = None
    if bad_day or gated.short:
        short = _short(session.minutes, protocol, several=bad_day)
        session = short
        if bad_day:
            why = Reason("flare.day", (("minutes", short.minutes),))
        else:
            usual = usual_on(course, day, protocol).usual
            why = Reason("gate.short", (("before", before), ("usual", usual)))
        reasons = (why, *reasons)
    if safety.holding(course):
        reasons = (*reasons, Reason("safety.hold"))
    day_rule = "schedule.day" if weekday in outline.days else "schedule.moved"
    if not was_started:
        day_rule = "schedule.first"
    figure = Figure(session.minutes, "min", reasons)
    return Today(Action.WALK, session, short, figure, done, (Reason(day_rule), *reasons)), left


def _no_walk(action: Action, reason: Reason, done: float) -> Today:
    figure = Figure(0, _NO_MINUTES, (reason,))
    return Today(action, None, None, figure, done, (reason,))


def _left(outline: _Outline, weekday: int, week: WeekTally, was_started: bool) -> tuple[int, ...]:
    if not was_started:
        # A first walk may be today, whatever the weekday; the others follow the schedule.
        later = [day for day in outline.days if day > weekday + 1]
        return (weekday, *later)[: outline.walks]
    available = available_days(outline.course, outline.protocol, outline.walks)
    return remaining_days(
        outline.days, available, tuple(sorted(week.walk_days)), outline.walks, weekday
    )


def _rest_day(
    outline: _Outline, day: int, done: float, bad_day: bool, left: tuple[int, ...]
) -> Today:
    course, protocol = outline.course, outline.protocol
    if course.last_walk_day == day:
        rule = "schedule.done"
    elif not left and course.week is not None and course.week.walks >= outline.walks:
        rule = "schedule.week_done"
    else:
        rule = "schedule.rest"
    reason = Reason(rule)
    if not bad_day or course.last_walk_day == day:
        return _no_walk(Action.REST, reason, done)
    short = Session(min(protocol.flare.shortest_min, _shortest_allowed(outline)))
    flare = Reason("flare.day", (("minutes", short.minutes),))
    return Today(Action.REST, None, short, Figure(0, _NO_MINUTES, (reason,)), done, (flare, reason))


def _shortest_allowed(outline: _Outline) -> int:
    limit = outline.limits.minutes
    return outline.course.dose.minutes if limit is None else max(1, limit)


def _short(planned: int, protocol: Protocol, *, several: bool) -> Session:
    """The short easy version of a walk: 5 to 10 minutes, never above the day's plan."""
    rules = protocol.flare
    if not several:
        return Session(min(planned, rules.longest_min))
    minutes = min(planned, max(rules.shortest_min, min(rules.longest_min, planned // 2)))
    times = max(1, min(rules.most_times, planned // minutes))
    return Session(minutes, times=times)


def _gate_today(course: Course, day: int, protocol: Protocol) -> tuple[Gated, int | None]:
    before: int | None = None
    for when, nrs, _, _, _ in course.waiting.values():
        if when == day and nrs is not None:
            before = nrs if before is None else max(before, nrs)
    if before is None:
        return Gated(False, False), None
    return gate(before, usual_on(course, day, protocol), protocol), before


def _why_asked(due: dict[str, str], was_started: bool) -> Reason:
    causes = sorted(set(due.values()))
    if not was_started and causes == ["start"]:
        return Reason("safety.first")
    return Reason("safety.again", (("why", _SPOKEN_CAUSE[causes[0]]),))


_SPOKEN_CAUSE = {
    "start": "a fresh start",
    "flare": "there was a bad day",
    "spike": "pain rose with a walk",
    "lapse": "there was a longer break",
    "monthly": "a month has gone by",
    "new_symptom": "you noticed something new",
    "gate": "the pain is stronger than usual",
    "clearance": "an answer is still open",
}


def _length_reasons(
    outline: _Outline, session: Session, taken: Eased, weekday: int
) -> tuple[Reason, ...]:
    """Why a walk has its minutes; what decided comes first."""
    course = outline.course
    reasons: list[Reason] = list(taken.reasons)
    limits = outline.limits
    if limits.minutes is not None and limits.minutes < course.dose.minutes:
        reasons.append(Reason("dose.clinician" if limits.minutes_by_clinician else "dose.goal"))
    reasons.extend(_dose_reasons(outline))
    added = course.dose.added
    if added is not None and weekday == outline.newest and taken is PLAIN:
        reasons.insert(0, Reason("dose.new_day_step", (("added", added),)))
    return tuple(reasons)


def _dose_reasons(outline: _Outline) -> tuple[Reason, ...]:
    course = outline.course
    verdict = course.verdict
    if verdict is None or verdict.good:
        return course.dose_reasons
    same = Reason("dose.same", (("minutes", course.dose.minutes),))
    return (verdict.reason, same, *course.dose_reasons)


def _dose(outline: _Outline) -> Figure:
    return Figure(outline.course.dose.minutes, "min", _dose_reasons(outline))


def _done_on(course: Course, day: int) -> float:
    return sum(walk.minutes for walk in course.walks if walk.day == day)


def _planned_sessions(
    outline: _Outline, day: int, today: Today, left: tuple[int, ...], week: WeekTally
) -> dict[int, Session]:
    """The session of each weekday that still holds a walk."""
    if today.action in (Action.SEE_CLINICIAN, Action.NOT_FOR_YOU):
        return {}
    sessions: dict[int, Session] = {}
    weekday = day - week.start
    ahead = 0
    for planned in left:
        if planned == weekday:
            if today.session is not None:
                sessions[planned] = today.session
                ahead += 1
                continue
            if today.action is not Action.SCREEN:
                continue
        lapse = ahead == 0
        taken = eased(
            outline.course, week.start + planned, outline.protocol, ahead=ahead, lapse=lapse
        )
        sessions[planned] = _full_session(outline, planned, taken)
        ahead += 1
    return sessions


def _week(
    outline: _Outline, day: int, today: Today, left: tuple[int, ...], was_started: bool
) -> Week:
    course = outline.course
    week = course.week
    assert week is not None
    sessions = _planned_sessions(outline, day, today, left, week)
    weekday = day - week.start
    minutes_on: dict[int, float] = {}
    for walk in course.walks:
        if walk.day >= week.start:
            minutes_on[walk.day] = minutes_on.get(walk.day, 0.0) + walk.minutes
    days = []
    for index in range(DAYS):
        ordinal = week.start + index
        done = minutes_on.get(ordinal, 0.0)
        session = sessions.get(index)
        if done > 0:
            state, session = DayState.DONE, None
        elif index == weekday:
            state = DayState.TODAY
        elif session is not None:
            state = DayState.PLANNED
        elif index < weekday and was_started and index in outline.days:
            state = DayState.PAST
        else:
            state = DayState.REST
        days.append(PlannedDay(date.fromordinal(ordinal), state, session, done))
    reasons = (
        Reason("start.week" if outline.number <= 1 else "week.plan", (("walks", outline.walks),)),
        *_dose_reasons(outline),
    )
    to_come = sum(
        planned.session.minutes
        for planned in days
        if planned.session is not None and planned.state in _DAY_STATES_LEFT
    )
    done_min = week.done_min if was_started else 0.0
    return Week(
        number=outline.number if was_started else 0,
        start=date.fromordinal(week.start),
        days=tuple(days),
        walks=Figure(outline.walks, "walks", reasons),
        planned_min=Figure(done_min + to_come, "min", reasons),
        done_walks=week.walks,
        done_min=done_min,
    )


def _next_walk(
    outline: _Outline, day: int, today: Today, left: tuple[int, ...]
) -> PlannedDay | None:
    """The next planned walk after today, in this week or the following one."""
    if today.action in (Action.SEE_CLINICIAN, Action.NOT_FOR_YOU) or not outline.days:
        return None
    week = outline.course.week
    assert week is not None
    weekday = day - week.start
    coming = [planned for planned in left if planned > weekday]
    ahead = 1 if today.session is not None else 0
    ordinal = week.start + (coming[0] if coming else DAYS + outline.days[0])
    planned = coming[0] if coming else outline.days[0]
    taken = eased(outline.course, ordinal, outline.protocol, ahead=ahead, lapse=ahead == 0)
    session = _full_session(outline, planned, taken, week_ahead=0 if coming else 1)
    return PlannedDay(date.fromordinal(ordinal), DayState.PLANNED, session, 0.0)


@lru_cache(maxsize=4096)
def _judged(walk: WalkRecord) -> Judged:
    return Judged(
        walk_id=walk.walk_id,
        day=date.fromordinal(walk.day),
        minutes=walk.minutes,
        full_dose=walk.full,
        before=walk.before,
        worst=walk.worst,
        after=walk.after,
        rise=walk.rise,
        usual=walk.usual,
        tolerance=walk.tolerance,
        response=walk.response,
        mornings_counted=walk.mornings_counted,
        reasons=_response_reasons(walk),
    )


def _response_reasons(walk: WalkRecord) -> tuple[Reason, ...]:
    if walk.response is None:
        return (Reason("response.unknown"),)
    given = [nrs for nrs in (walk.before, walk.worst, walk.after) if nrs is not None]
    inputs = (("rise", walk.rise), ("worst", max(given, default=None)))
    if walk.response is Response.SPIKE and walk.symptom:
        return (Reason("response.symptom"), Reason("response.spike", inputs))
    if walk.promoted:
        return (Reason("response.repeat", inputs),)
    return (Reason(f"response.{walk.response.value}", inputs),)


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
