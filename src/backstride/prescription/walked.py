"""A walk was done: what it changes."""

from __future__ import annotations

from backstride.diary import Walk
from backstride.prescription import safety
from backstride.prescription.answered import judge, take_everyday
from backstride.prescription.course import Course, WalkRecord, WeekTally, latest
from backstride.prescription.ease import (
    eased,
    ending,
    lapse_ease,
    shortened,
    with_ease,
    without_spent,
)
from backstride.prescription.gate import gate
from backstride.prescription.limits import limits_on
from backstride.prescription.passing import begin, measure_on, ready
from backstride.prescription.plan import Reason
from backstride.prescription.progression import returned
from backstride.prescription.protocol import Protocol
from backstride.prescription.response import Answers
from backstride.prescription.week import length_of


def take_walk(course: Course, walk: Walk, day: int, protocol: Protocol) -> None:
    """A walk of the programme; everyday walking is counted apart, only its pain is heard.

    Before the safety answers are there, or while they stop all walking, a walk is history:
    it starts nothing. Otherwise the first walk starts the programme.
    """
    if not walk.programme:
        take_everyday(course, walk, day, protocol)
        return
    if course.started is None:
        if not ready(course, day, protocol):
            known, minutes = course.history
            course.history = (day, walk.minutes + (minutes if known == day else 0.0))
            return
        begin(course, day, protocol)
        safety.reassess(course, day)
    week = course.week
    assert week is not None
    lapse = lapse_ease(course, day, protocol)
    if lapse is not None:
        course.eases = with_ease(course.eases, lapse)
    taken = eased(course, day, protocol, lapse=False)
    limits = limits_on(course, day)
    walks = max(1, min(course.dose.days, limits.walks))
    full_length = length_of(course.dose, _place_in_week(week, day), walks, limits)
    length = shortened(full_length, taken, protocol.cap.floor_min)
    answers = course.waiting.get(walk.id)
    before = None if answers is None else answers[1]
    measure = measure_on(course, day, protocol)
    whole = taken.whole
    held_back = day in course.flares or (
        before is not None and gate(before, measure, protocol).short
    )
    full = (
        whole and not held_back and walk.minutes >= protocol.good_week.full_dose_share * full_length
    )
    course.count += 1
    course.last_walk_day = day
    record = WalkRecord(
        walk.id,
        day,
        course.count,
        walk.minutes,
        full,
        taken.share,
        walk.kind,
        measure.usual,
        measure.tolerance,
        before,
    )
    course.walks = latest((*course.walks, record))
    weekday = day - week.start
    again = weekday in week.walk_days
    days = week.walk_days if again else (*week.walk_days, weekday)
    had = week.today_min if again else 0.0
    most = max(had, protocol.good_week.most_of_plan * length)
    today = min(had + walk.minutes, most)
    at_first = not again and round(walk.minutes) >= protocol.order.first_minutes
    course.week = week._replace(
        done_min=week.done_min + walk.minutes,
        counted_min=week.counted_min + today - had,
        today_min=today,
        days_at_first=week.days_at_first + at_first,
        walks=len(days),
        walk_days=days,
        last_full=full,
    )
    _count_for_bad_day(course, day)
    last = None if whole else ending(course.eases, course.count)
    course.eases = without_spent(course.eases, course.count)
    if last is not None:
        least = shortened(full_length, last, protocol.cap.floor_min)
        _end_of_way_back(course, day, least, protocol)
    _end_absence(course, day)
    if answers is not None:
        waiting = dict(course.waiting)
        del waiting[walk.id]
        course.waiting = waiting
        _, _, worst, after, symptom = answers
        if symptom or worst is not None or after is not None:
            place = len(course.walks) - 1
            judge(course, place, Answers(before, worst, after, symptom), protocol)


def _place_in_week(week: WeekTally, day: int) -> int:
    """Which walk of its week a walk of that day is, from 1; two on a day are one."""
    done = len(week.walk_days)
    return done if day - week.start in week.walk_days else done + 1


def _count_for_bad_day(course: Course, day: int) -> None:
    """A walk on a bad day counts as the first of the way back, however many there are."""
    if day not in course.flares:
        return
    course.eases = tuple(
        ease._replace(start=course.count - 1)
        if ease.rule == "ease.flare" and ease.day == day
        else ease
        for ease in course.eases
    )


def _end_of_way_back(course: Course, day: int, eased_min: int, protocol: Protocol) -> None:
    """Return to the old dose after the last walk of a way back, or to the cap if that is lower.

    Each way back has this end, also where another goes on: else a bad day that is told late
    would put off the lowering with which an earlier one ends, and make walks longer.
    """
    assert course.week is not None
    walks = min(course.dose.days, limits_on(course, day).walks)
    if walks < 1:
        return
    weeks = (*course.past_weeks, course.week.done_min)
    dose = returned(course.dose, weeks, walks, eased_min, protocol)
    if dose.minutes < course.dose.minutes:
        course.dose = dose
        course.undo = None
        course.dose_reasons = (Reason("dose.way_back", (("minutes", dose.minutes),)),)


def _end_absence(course: Course, day: int) -> None:
    if course.absences:
        course.absences = tuple(
            (begins, min(ends, day - 1), reason) if begins <= day else (begins, ends, reason)
            for begins, ends, reason in course.absences
        )
