"""Walking days that went by without a walk since the last one."""

from __future__ import annotations

from backstride.prescription.course import Course
from backstride.prescription.ease import last_active
from backstride.prescription.schedule import DAYS
from backstride.prescription.week import monday

ASKED_FROM = 2
"""Walking days gone by from which we ask what got in the way (judgement, evidence section 12:
one gap is harmless, after two the plan is made anew)."""


def days_gone_by(course: Course, scheduled: tuple[int, ...], walks: int, day: int) -> int:
    """Count the walking days between the last walk and a day.

    Parameters
    ----------
    course : Course
    scheduled : tuple of int
        The weekdays on which walks are planned, 0 for Monday.
    walks : int
        Walks planned in a week.
    day : int
        Ordinal day; it is not counted itself.

    Returns
    -------
    int
        Days with a bad back, an illness or another absence are left out, and so are days
        before a safety answer was last dealt with; a week that has all its walks has no
        more days to go by.
    """
    since = last_active(course)
    if since is None:
        return 0
    answered = max(course.answered_on.values(), default=0)
    since = max(since, answered, course.clearance_asked or 0)
    walked = {walk.day for walk in course.walks if not walk.apart}
    open_walks: dict[int, int] = {}
    count = 0
    for each in range(since + 1, day):
        start = monday(each)
        if start not in open_walks:
            done = sum(start <= one < start + DAYS for one in walked)
            open_walks[start] = max(0, walks - done)
        if each - start not in scheduled or not open_walks[start] or _kept_free(course, each):
            continue
        open_walks[start] -= 1
        count += 1
    return count


def _kept_free(course: Course, day: int) -> bool:
    return day in course.flares or any(begin <= day <= end for begin, end, _ in course.absences)
