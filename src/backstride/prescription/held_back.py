"""Whether the walks of a day are held back, and why."""

from __future__ import annotations

from datetime import date

from backstride.prescription import safety
from backstride.prescription.decide import course_of
from backstride.prescription.ease import eased
from backstride.prescription.fold import State
from backstride.prescription.plan import Reason


def held_back(state: State, on: date) -> tuple[Reason, ...]:
    """Return what holds the walks of a day back; empty where nothing does.

    A bad day, a way back under way (after a bad day, a spike, more pain than usual or days
    without a walk), or an answered safety question. On a day of rest it tells the same, so
    that a walk taken after all is seen in the right light. Pain before a walk is no part of it.

    Parameters
    ----------
    state : State
        Everything known before the walk.
    on : date
        The walker's local day.
    """
    course, day = course_of(state, on.toordinal()), on.toordinal()
    reasons = eased(course, day, state.protocol).reasons
    if day in course.flares:
        reasons = (Reason("flare.day", (("minutes", state.protocol.flare.shortest_min),)), *reasons)
    if course.started is not None and safety.holding(course):
        reasons = (*reasons, Reason("safety.hold"))
    return reasons
