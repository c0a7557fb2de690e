"""A morning answer: part of the yardstick, and the late answer to a walk."""

from __future__ import annotations

from backstride.prescription.course import KEEP_MORNINGS_DAYS, Course, Ease
from backstride.prescription.ease import with_ease
from backstride.prescription.lowering import undo_growth
from backstride.prescription.passing import usual_on
from backstride.prescription.protocol import Protocol


def take_morning(course: Course, day: int, nrs: int, protocol: Protocol) -> None:
    """Keep a morning answer, and judge it against the yardstick of the walk before it.

    Of several answers on one day the highest counts. Evidence section 4: a morning counts
    on the first and second day after a walk, and only if the walk raised pain or it is the
    second such morning running.
    """
    kept = course.mornings
    if kept and kept[-1][0] == day:
        if nrs <= kept[-1][1]:
            return
        kept = kept[:-1]
    if kept and kept[0][0] < day - KEEP_MORNINGS_DAYS:
        kept = tuple(each for each in kept if each[0] >= day - KEEP_MORNINGS_DAYS)
    course.mornings = (*kept, (day, nrs))
    if course.measured is not None and course.measured[0] != day:
        course.measured = None
    if course.started is None:
        return
    rules = protocol.usual
    walk_place = None
    for place in range(len(course.walks) - 1, -1, -1):
        if course.walks[place].day < day and course.walks[place].minutes:
            if course.walks[place].day >= day - rules.mornings_after:
                walk_place = place
            break
    if walk_place is None:
        usual, tolerance = usual_on(course, day, protocol)
    else:
        usual = course.walks[walk_place].usual
        tolerance = course.walks[walk_place].tolerance
    last_day, length = course.run
    if usual is None or nrs - usual < tolerance:
        return
    run = 1
    if last_day in (day - 1, day):
        run = length + (last_day != day)
    course.run = (day, run)
    if run >= rules.flare_question_run:
        course.ask_flare = day
    if walk_place is None:
        return
    walk = course.walks[walk_place]
    rose = walk.rise is not None and walk.rise >= rules.morning_rise
    again = run >= 2
    if not (rose or again):
        return
    course.walks = (
        *course.walks[:walk_place],
        walk._replace(mornings_counted=walk.mornings_counted + 1),
        *course.walks[walk_place + 1 :],
    )
    assert course.week is not None
    if walk.day >= course.week.start:
        course.week = course.week._replace(morning=True)
    else:
        undo_growth(course)
    if rose and again:
        course.eases = with_ease(
            course.eases,
            Ease("ease.morning", day, course.count, protocol.ease.morning, True, day),
        )
