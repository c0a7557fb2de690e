"""What the rules would do if the days ahead went calmly: worked out by the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from backstride.diary import AnyEvent, Moment, Pain, Screening, Walk
from backstride.prescription import DayState, Plan, Session, State, advance, decide
from backstride.screening import ALL_IDS

_IMAGINED = UUID("3d5b0c0e-6a58-5a53-9f0e-0c5d4f5d3b11")
"""Ids of imagined events follow from it; they are never stored."""

SETS_OUT = time(12)
WAKES = time(8)
ANSWERS = time(23)
"""Clock times of imagined events (judgement); any would do."""

CALM_NRS = 3
"""Pain of an imagined calm day where the usual is not known; only that it stays level counts."""


def next_monday(on: date) -> date:
    """Return the first day of the week after that day's."""
    return on + timedelta(days=7 - on.weekday())


def after_calm_days(state: State, plan: Plan, zone: str) -> Plan:
    """Return the plan of next Monday if the rest of this week goes as planned and settles.

    Parameters
    ----------
    state : State
        Everything known on the day of the plan.
    plan : Plan
    zone : str
        IANA name of the zone the walker is in.
    """
    level = _level(plan)
    if plan.questions_due:
        state = advance(state, _all_no(plan, zone))
        plan = decide(state, plan.on)
    monday = next_monday(plan.on)
    day = plan.on
    while day < monday:
        if day > plan.on:
            state = advance(state, _morning(day, level, zone))
            plan = decide(state, day)
        session = plan.today.session
        if session is not None and not _walked(plan):
            for event in _calm_walk(day, session, level, zone):
                state = advance(state, event)
        day += timedelta(days=1)
    return decide(state, monday)


def after_questions(state: State, plan: Plan, zone: str) -> Plan:
    """Return the plan of the day if every question that is due is answered with "no"."""
    if not plan.questions_due:
        return plan
    return decide(advance(state, _all_no(plan, zone)), plan.on)


def first_session(plan: Plan) -> Session | None:
    """Return the first walk that a week still holds."""
    for planned in plan.week.days:
        if planned.session is not None and planned.state in (DayState.TODAY, DayState.PLANNED):
            return planned.session
    return None


def _all_no(plan: Plan, zone: str) -> Screening:
    """Answers "no" to every question that is due; a due follow-up goes with its question."""
    asked = {each for due in plan.questions_due for each in ALL_IDS if due.startswith(each)}
    return Screening(
        id=_id("screening", plan.on),
        at=_moment(plan.on, ANSWERS, zone),
        zone=zone,
        answers={each: "no" for each in ALL_IDS if each in asked},
    )


def _walked(plan: Plan) -> bool:
    return plan.today.done_min > 0


def _level(plan: Plan) -> int:
    usual = next((walk.usual for walk in reversed(plan.walks) if walk.usual is not None), None)
    return CALM_NRS if usual is None else int(usual)


def _calm_walk(day: date, session: Session, level: int, zone: str) -> Iterator[AnyEvent]:
    start = _moment(day, SETS_OUT, zone)
    walk_id = _id("walk", day)
    end = start + timedelta(minutes=session.minutes)
    yield Pain(
        id=_id("before", day), at=start, zone=zone, moment=Moment.BEFORE, nrs=level, walk_id=walk_id
    )
    yield Walk(id=walk_id, at=start, zone=zone, minutes=session.minutes, kind=session.kind.value)
    yield Pain(
        id=_id("after", day), at=end, zone=zone, moment=Moment.AFTER, nrs=level, walk_id=walk_id
    )


def _morning(day: date, level: int, zone: str) -> Pain:
    return Pain(
        id=_id("morning", day),
        at=_moment(day, WAKES, zone),
        zone=zone,
        moment=Moment.MORNING,
        nrs=level,
    )


def _moment(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone))


def _id(name: str, day: date) -> UUID:
    return uuid5(_IMAGINED, f"{name} {day.isoformat()}")
