"""A bad day was reported: the way back begins, and the length may be lowered."""

from __future__ import annotations

from backstride.diary import Flare
from backstride.prescription import safety
from backstride.prescription.course import Course, Ease
from backstride.prescription.ease import without_spent
from backstride.prescription.lowering import cut_dose
from backstride.prescription.protocol import Protocol
from backstride.screening import Trigger


def bout_since(flares: tuple[int, ...], gap_days: int) -> int | None:
    """Ordinal of the first of the bad days that belong together, up to the latest one."""
    if not flares:
        return None
    first = flares[-1]
    for day in reversed(flares[:-1]):
        if first - day > gap_days:
            break
        first = day
    return first


def _asked_lately(course: Course, day: int, protocol: Protocol) -> bool:
    """Whether the safety questions were answered in this bout, less than a week ago.

    They are asked at each flare (evidence section 5), which is hours to weeks long: asked
    anew on each of its days, they would no longer be read. Something new asks them at once.
    """
    rules = protocol.flare
    since = bout_since(course.flares, rules.bout_gap_days)
    assert since is not None
    answered = course.repeats_since
    return since < day and answered >= since and day - answered < rules.questions_every_days


def take_flare(course: Course, _event: Flare, day: int, protocol: Protocol) -> None:
    """A bad day in the person's own judgement; a second report of the day changes nothing.

    Evidence section 3, "Flare mode": 70 %, 85 %, then the old dose; 15 % less only where a
    walk of the two days before raised pain or another bad day lies 8 to 28 days back.
    """
    if day in course.flares:
        return
    earlier = course.flares
    course.flares = (*earlier, day)
    if course.started is None:
        if course.repeats_since < day:
            # Who has answered today, before the first walk, has just told us all of it.
            safety.trigger(course, Trigger.FLARE)
        return
    if not _asked_lately(course, day, protocol):
        safety.trigger(course, Trigger.FLARE)
    assert course.week is not None
    course.week = course.week._replace(bad_day=True)
    rules = protocol.flare
    today = sum(walk.day == day and not walk.apart for walk in course.walks)
    start = course.count - min(1, today)
    ease = Ease("ease.flare", "flare", start, rules.way_back, True, day)
    # A bad day's way back does not take the place of an earlier one, which keeps its own end.
    course.eases = without_spent((*course.eases, ease), course.count)
    if course.last_cut is not None and day - course.last_cut < rules.cut_once_in_days:
        return
    after_walk = any(
        day - rules.cut_walk_days <= walk.day <= day
        and walk.rise is not None
        and walk.rise >= rules.cut_rise
        for walk in course.walks
    )
    again = any(
        rules.cut_other_from_days <= day - other <= rules.cut_other_to_days for other in earlier
    )
    if after_walk or again:
        course.last_cut = day
        cut_dose(course, rules.cut, "dose.cut_flare", protocol)
