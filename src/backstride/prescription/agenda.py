"""The week and the next walk as the plan shows them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from backstride.prescription import safety
from backstride.prescription.course import Course, Dose, Limits, WeekTally
from backstride.prescription.ease import Eased, shortened
from backstride.prescription.growth import takes_pace
from backstride.prescription.limits import available_days, away_on, limits_on
from backstride.prescription.lookahead import Coming, Lookahead
from backstride.prescription.plan import Action, DayState, Figure, PlannedDay, Reason, Today, Week
from backstride.prescription.protocol import Protocol
from backstride.prescription.schedule import DAYS, remaining_days, walking_days
from backstride.prescription.session import Kind, Session
from backstride.prescription.variety import kind_of, only_easy, open_kinds, session_of
from backstride.prescription.week import length_of, monday

WEEKS_AHEAD = 8
"""How far ahead the next walk is looked for: a longer absence begins anew (judgement)."""


class Outline(NamedTuple):
    """What stays the same for every walk of one plan."""

    course: Course
    protocol: Protocol
    limits: Limits
    walks: int
    days: tuple[int, ...]
    plain: bool
    number: int


def outline_on(course: Course, day: int, protocol: Protocol) -> Outline:
    """Work out what stays the same for every walk planned on a day."""
    limits = limits_on(course, day)
    walks = min(course.dose.days, limits.walks)
    days: tuple[int, ...] = ()
    if walks > 0:
        days = walking_days(available_days(course, protocol, walks), walks)
        walks = len(days)
    assert course.started is not None
    number = (monday(day) - monday(course.started)) // DAYS + 1
    plain = safety.holding(course) or only_easy(course, protocol)
    return Outline(course, protocol, limits, walks, days, plain, number)


def full_session(
    outline: Outline, weekday: int, walk: int, coming: Coming, *, week_ahead: int = 0
) -> Session:
    """The session of a weekday, the week's ``walk``-th, before bad days and the gate."""
    protocol = outline.protocol
    dose, taken = coming
    full = length_of(dose, walk, max(1, outline.walks), outline.limits)
    minutes = shortened(full, taken, protocol.cap.floor_min)
    kind = kind_due(outline, weekday, taken, week_ahead=week_ahead)
    if kind is Kind.EASY or not takes_pace(outline.course, kind, minutes, protocol):
        return Session(minutes)
    return session_of(kind, minutes, dose, protocol)


def kind_due(outline: Outline, weekday: int, taken: Eased, *, week_ahead: int = 0) -> Kind:
    """The kind of walk whose turn it is on a weekday."""
    if outline.plain or taken.easy or weekday not in outline.days:
        return Kind.EASY
    kinds = open_kinds(outline.course.dose, outline.limits.kinds)
    place = outline.days.index(weekday)
    return kind_of(place, outline.walks, outline.number + week_ahead, kinds)


def weekdays_left(
    outline: Outline, weekday: int, week: WeekTally, was_started: bool
) -> tuple[int, ...]:
    """The weekdays from ``weekday`` on that still hold a walk this week."""
    if not was_started:
        # A first walk may be today, whatever the weekday; the others follow the schedule.
        later = [day for day in outline.days if day > weekday + 1]
        return _at_home(outline.course, week.start, (weekday, *later))[: outline.walks]
    available = available_days(outline.course, outline.protocol, outline.walks)
    return remaining_days(
        _at_home(outline.course, week.start, outline.days),
        _at_home(outline.course, week.start, available),
        tuple(sorted(week.walk_days)),
        outline.walks,
        weekday,
    )


def _at_home(course: Course, monday_day: int, weekdays: tuple[int, ...]) -> tuple[int, ...]:
    """Those weekdays of a week on which nothing keeps the person from walking."""
    if not course.absences:
        return weekdays
    return tuple(day for day in weekdays if not away_on(course, monday_day + day))


def dose_reasons(outline: Outline) -> tuple[Reason, ...]:
    """Why the usual length is what it is; what decided comes first."""
    course = outline.course
    verdict = course.verdict
    if verdict is None or verdict.good:
        return course.dose_reasons
    same = Reason("dose.same", (("minutes", course.dose.minutes),))
    return (verdict.reason, same, *course.dose_reasons)


def _lookahead(outline: Outline) -> Lookahead:
    week = outline.course.week
    assert week is not None
    return Lookahead(outline.course, outline.protocol, outline.limits, done_min=week.done_min)


def _planned_sessions(
    outline: Outline, day: int, today: Today, left: tuple[int, ...], week: WeekTally
) -> tuple[dict[int, Session], Dose]:
    """The session of each weekday that still holds a walk, and the dose after them."""
    if today.action in (Action.SEE_CLINICIAN, Action.NOT_FOR_YOU):
        return {}, outline.course.dose
    sessions: dict[int, Session] = {}
    weekday = day - week.start
    done, ahead = len(week.walk_days), _lookahead(outline)
    for planned in left:
        on = week.start + planned
        if planned == weekday and today.session is not None:
            session = today.session
        elif planned == weekday and today.action is not Action.SCREEN:
            continue
        else:
            session = full_session(outline, planned, done + ahead.ahead + 1, ahead.walk_on(on))
        sessions[planned] = session
        ahead.take(on, session.minutes)
    return sessions, ahead.dose


def week_view(
    outline: Outline, day: int, today: Today, left: tuple[int, ...], was_started: bool
) -> Week:
    """The calendar week: what was done, what is planned, and why."""
    course = outline.course
    week = course.week
    assert week is not None
    sessions, dose_then = _planned_sessions(outline, day, today, left, week)
    weekday = day - week.start
    minutes_on: dict[int, float] = {}
    for walk in course.walks:
        if walk.day >= week.start and not walk.apart:
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
    why = dose_reasons(outline)
    if dose_then.minutes < course.dose.minutes:
        why = tuple(each for each in why if each.rule != "dose.same")
        why = (*why, Reason("dose.way_back", (("minutes", dose_then.minutes),)))
    reasons = (
        Reason("start.week" if outline.number <= 1 else "week.plan", (("walks", outline.walks),)),
        *why,
    )
    return Week(
        number=outline.number if was_started else 0,
        start=date.fromordinal(week.start),
        days=tuple(days),
        walks=Figure(outline.walks, "walks", reasons),
        planned_min=Figure(_planned_min(week, sessions, was_started), "min", reasons),
        done_walks=week.walks,
        done_min=week.done_min if was_started else 0.0,
    )


def planned_min(
    outline: Outline, day: int, today: Today, left: tuple[int, ...], was_started: bool
) -> float:
    """Minutes planned in the calendar week: walked so far and still to come."""
    week = outline.course.week
    assert week is not None
    sessions, _ = _planned_sessions(outline, day, today, left, week)
    return _planned_min(week, sessions, was_started)


def _planned_min(week: WeekTally, sessions: dict[int, Session], was_started: bool) -> float:
    to_come = sum(
        session.minutes for weekday, session in sessions.items() if weekday not in week.walk_days
    )
    return (week.done_min if was_started else 0.0) + to_come


def next_walk(outline: Outline, day: int, today: Today, left: tuple[int, ...]) -> PlannedDay | None:
    """The next planned walk after today; None while there is none in sight."""
    if today.action in (Action.SEE_CLINICIAN, Action.NOT_FOR_YOU) or not outline.days:
        return None
    week = outline.course.week
    assert week is not None
    weekday = day - week.start
    coming = [planned for planned in left if planned > weekday]
    ahead = _lookahead(outline)
    if today.session is not None:
        ahead.take(day, today.session.minutes)
    weeks, walk = 0, len(week.walk_days) + ahead.ahead + 1
    while not coming:
        if weeks == WEEKS_AHEAD:
            return None
        weeks, walk = weeks + 1, 1
        coming = list(_at_home(outline.course, week.start + DAYS * weeks, outline.days))
    planned = coming[0]
    ordinal = week.start + DAYS * weeks + planned
    session = full_session(outline, planned, walk, ahead.walk_on(ordinal), week_ahead=weeks)
    return PlannedDay(date.fromordinal(ordinal), DayState.PLANNED, session, 0.0)
