"""Whether pain is on the rise: nothing more than the plan is offered then."""

from __future__ import annotations

from backstride.prescription.course import Course
from backstride.prescription.plan import Response
from backstride.prescription.protocol import Protocol
from backstride.prescription.schedule import DAYS
from backstride.prescription.week import got_worse, monday


def rising(course: Course, day: int, protocol: Protocol) -> bool:
    """Tell whether a day is no day for more walking than planned.

    Parameters
    ----------
    course : Course
    day : int
        Ordinal day.
    protocol : Protocol

    Returns
    -------
    bool
        Whether this or yesterday's morning was clearly worse than usual, the last walk that was
        answered for has not settled, or the usual pain has gone up for weeks. Judgement; it
        lowers no plan.
    """
    last_worse, _ = course.run
    if last_worse >= day - 1:
        return True
    answered = [walk.response for walk in course.walks if walk.response is not None]
    if answered and answered[-1] is not Response.SETTLED:
        return True
    return got_worse(course, monday(day) + DAYS, protocol) is not None
