"""A walk of a length that the person chooses for today."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.diary import Diary
from backstride.prescription import (
    Action,
    Kind,
    Plan,
    Protocol,
    Reason,
    Session,
    gate,
    yardstick,
)


@dataclass(frozen=True, slots=True)
class Lengths:
    """Between which lengths somebody may choose today, in minutes.

    Parameters
    ----------
    least, most : int
    planned : Session
        What the plan has: today's walk, or on a day of rest the next one.
    """

    least: int
    most: int
    planned: Session


def lengths_for(plan: Plan, protocol: Protocol) -> Lengths | None:
    """Return the lengths that are open today; None where no walk is.

    The plan says how much longer the walk may become. On a day of rest the next walk may be
    taken today, easy.
    """
    floor = protocol.cap.floor_min
    if plan.today.action is Action.WALK and plan.today.session is not None:
        planned = plan.today.short or plan.today.session
        return Lengths(min(floor, planned.minutes), plan.today.most_min, planned)
    coming = plan.next_walk
    resting = plan.today.action is Action.REST and plan.today.reasons[0].rule == "schedule.rest"
    if resting and plan.today.short is None and coming is not None and coming.session is not None:
        minutes = coming.session.minutes
        return Lengths(min(floor, minutes), minutes, Session(minutes))
    return None


def own_session(choice: Lengths, minutes: int) -> Session:
    """Return the walk of that length: of the planned kind where it fits, else easy."""
    planned = choice.planned
    if minutes >= planned.minutes and planned.kind is not Kind.EASY:
        return Session(minutes, planned.kind, planned.rung)
    return Session(minutes)


def held_back(before: int, plan: Plan, diary: Diary, protocol: Protocol) -> Reason | None:
    """Return why a walk on a day of rest had better be short; None where nothing speaks for it.

    The plan judges the pain before its own walks. A walk that the person takes on a day of
    rest is judged here by the same thresholds (evidence section 4, before-walk gate).
    """
    if plan.today.action is not Action.REST:
        return None
    mornings = tuple((pain.day.toordinal(), pain.nrs) for pain in diary.mornings(until=plan.on))
    measure = yardstick(mornings, plan.on.toordinal(), diary.profile.usual_pain, protocol.usual)
    if gate(before, measure, protocol).short:
        return Reason("gate.short", (("before", before), ("usual", measure.usual)))
    return None
