"""What each event of the diary changes in the course of a walker.

Every function takes a course that may be changed (a fork) and brings it up to date in
place. Events come in canonical order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from backstride.diary import (
    WEEKDAYS,
    Absence,
    Availability,
    BaselineWalk,
    Clearance,
    ClinicianLimit,
    Flare,
    Goal,
    Moment,
    NewSymptom,
    Original,
    Pain,
    Profile,
    Questionnaire,
    Screening,
    Walk,
)
from backstride.prescription import safety
from backstride.prescription.course import (
    KEEP_MORNINGS_DAYS,
    KEEP_WALKS,
    Course,
    Ease,
    WalkRecord,
)
from backstride.prescription.ease import (
    eased,
    lapse_ease,
    last_active,
    shortened,
    with_ease,
    without_spent,
)
from backstride.prescription.gate import gate
from backstride.prescription.limits import available_days, limits_on
from backstride.prescription.plan import Reason, Response
from backstride.prescription.progression import cut, lower_of, week_cap
from backstride.prescription.protocol import Protocol
from backstride.prescription.response import Answers, classify
from backstride.prescription.schedule import DAYS, walking_days
from backstride.prescription.start import start_dose
from backstride.prescription.usual import Yardstick, yardstick
from backstride.prescription.week import length_of, monday, open_week, roll
from backstride.screening import Trigger

LEG_SYMPTOMS = frozenset({"leg_pain", "leg_numbness", "leg_weakness", "saddle_numbness"})
"""New symptoms that make a walk a spike (evidence section 4, test 1)."""

RMDQ = frozenset({"rmdq", "rmdq-24", "rmdq24"})
"""Names under which the Roland-Morris total is known."""

WAITING_DAYS = 3
"""How long a pain answer waits for its walk (judgement): a phone may be offline a while."""

OPEN_ENDED_DAYS = 7
"""How long an absence without an end is taken to last, unless a walk ends it (judgement)."""

_SEVERITY = {
    Response.SETTLED: 0,
    Response.SORENESS: 1,
    Response.AMBER: 2,
    Response.SPIKE: 3,
}


def usual_on(course: Course, day: int, protocol: Protocol) -> Yardstick:
    """The yardstick that applies on a day."""
    known = course.measured
    if known is not None and known[0] == day:
        return known[1]
    return yardstick(course.mornings, day, course.usual_pain, protocol.usual)


def _measure(course: Course, day: int, protocol: Protocol) -> Yardstick:
    """The same, kept with the course (a fork) for the other answers of the day."""
    measure = usual_on(course, day, protocol)
    course.measured = (day, measure)
    return measure


def begin(course: Course, day: int, protocol: Protocol) -> None:
    """Start the programme on a day."""
    started = start_dose(course, usual_on(course, day, protocol).usual, protocol)
    course.started = day
    course.dose = started.dose
    course.start_reason = started.reason
    course.dose_reasons = (started.reason,)
    course.verdict = None
    course.undo = None
    course.past_weeks = ()
    course.under_half = 0
    course.eases = ()
    course.week = open_week(course, monday(day), day, protocol)
    safety.reassess(course, day)


def restart_if_due(course: Course, day: int, protocol: Protocol) -> None:
    """Begin anew after a break that is too long for a way back."""
    since = last_active(course)
    longest = protocol.lapse.restart_after_days
    if course.started is None or since is None or day - since <= longest:
        return
    course.restarted = since + longest + 1
    course.started = None
    course.last_walk_day = None
    course.baseline = ()
    course.baseline_choice = None
    course.week = None
    course.verdict = None
    course.undo = None
    course.eases = ()
    course.past_weeks = ()
    course.under_half = 0
    course.ask_barrier_until = 0
    safety.reassess(course, day)


def bring_to(course: Course, day: int, protocol: Protocol) -> None:
    """Let time pass up to the morning of a day."""
    restart_if_due(course, day, protocol)
    roll(course, day, protocol)


def ready(course: Course, day: int, protocol: Protocol) -> bool:
    """Whether the safety answers are there and allow a walk."""
    if safety.halting(course):
        return False
    return not safety.due_on(course, day, None, protocol)


def _walk(course: Course, walk: Walk, day: int, protocol: Protocol) -> None:
    if not walk.programme:
        return
    if course.started is None:
        if not ready(course, day, protocol):
            return
        begin(course, day, protocol)
    week = course.week
    assert week is not None
    lapse = lapse_ease(course, day, protocol)
    if lapse is not None:
        course.eases = with_ease(course.eases, lapse)
    taken = eased(course, day, protocol, lapse=False)
    limits = limits_on(course, day)
    walks = max(1, min(course.dose.days, limits.walks))
    _, newest = walking_days(available_days(course, protocol, walks), walks)
    full_length = length_of(course.dose, day - week.start, newest, walks, limits)
    length = shortened(full_length, taken, protocol.cap.floor_min)
    answers = course.waiting.get(walk.id)
    before = None if answers is None else answers[1]
    measure = _measure(course, day, protocol)
    whole = taken.share >= 1 and taken.ceiling is None
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
    )
    course.walks = (*course.walks, record)[-KEEP_WALKS:]
    weekday = day - week.start
    days = week.walk_days if weekday in week.walk_days else (*week.walk_days, weekday)
    course.week = week._replace(
        done_min=week.done_min + walk.minutes,
        walks=len(days),
        walk_days=days,
        last_full=full,
    )
    _count_for_bad_day(course, day)
    course.eases = without_spent(course.eases, course.count)
    if not whole:
        _end_of_way_back(course, day, length, protocol)
    _end_absence(course, day)
    if answers is not None:
        waiting = dict(course.waiting)
        del waiting[walk.id]
        course.waiting = waiting
        _, before, worst, after, symptom = answers
        _judge(
            course,
            len(course.walks) - 1,
            Answers(before, worst, after, symptom),
            protocol,
        )


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
    """Return to the old dose after the last eased walk, or to the cap if that is lower."""
    if eased(course, day, protocol, lapse=False).reasons:
        return
    assert course.week is not None
    walks = min(course.dose.days, limits_on(course, day).walks)
    if walks < 1:
        return
    weeks = (*course.past_weeks, course.week.done_min)
    most = week_cap(weeks, walks, protocol)
    dose = course.dose
    if dose.total(walks) <= most:
        return
    minutes = dose.minutes
    while minutes > eased_min and dose._replace(minutes=minutes).total(walks) > most:
        minutes -= 1
    if minutes < dose.minutes:
        added = None if dose.added is None else min(dose.added, minutes)
        course.dose = dose._replace(minutes=minutes, added=added)
        course.undo = None
        course.dose_reasons = (Reason("dose.way_back", (("minutes", minutes),)),)


def _end_absence(course: Course, day: int) -> None:
    if course.absences:
        course.absences = tuple(
            (begins, min(ends, day - 1), reason) if begins <= day else (begins, ends, reason)
            for begins, ends, reason in course.absences
        )


def _pain(course: Course, pain: Pain, day: int, protocol: Protocol) -> None:
    if pain.moment is Moment.MORNING:
        _morning(course, day, pain.nrs, protocol)
        return
    walk_id = pain.walk_id
    assert walk_id is not None
    place = _place(course, walk_id)
    if place is None:
        _wait(course, walk_id, day, pain.moment, pain.nrs)
        if pain.moment is Moment.BEFORE and course.started is not None:
            measure = _measure(course, day, protocol)
            if gate(pain.nrs, measure, protocol).questions:
                safety.trigger(course, Trigger.GATE)
        return
    walk = course.walks[place]
    answers = {
        Moment.BEFORE: walk.before,
        Moment.DURING: walk.worst,
        Moment.AFTER: walk.after,
    }
    answers[pain.moment] = pain.nrs
    _judge(
        course,
        place,
        Answers(
            answers[Moment.BEFORE], answers[Moment.DURING], answers[Moment.AFTER], walk.symptom
        ),
        protocol,
    )


def _place(course: Course, walk_id: UUID) -> int | None:
    for place in range(len(course.walks) - 1, -1, -1):
        if course.walks[place].walk_id == walk_id:
            return place
    return None


def _wait(course: Course, walk_id: UUID, day: int, moment: Moment | None, nrs: int | None) -> None:
    """Keep an answer until its walk is there; ``moment`` None stands for a leg symptom."""
    oldest = day - WAITING_DAYS
    waiting = {key: kept for key, kept in course.waiting.items() if kept[0] >= oldest}
    _, before, worst, after, symptom = waiting.get(walk_id, (day, None, None, None, False))
    if moment is Moment.BEFORE:
        before = nrs
    elif moment is Moment.DURING:
        worst = nrs
    elif moment is Moment.AFTER:
        after = nrs
    else:
        symptom = True
    waiting[walk_id] = (day, before, worst, after, symptom)
    course.waiting = waiting


def _judge(course: Course, place: int, answers: Answers, protocol: Protocol) -> None:
    """Classify a walk anew and let what follows from it happen, once."""
    old = course.walks[place]
    found = classify(answers, protocol.response, usual=old.usual)
    response, promoted = (None, False) if found is None else (found.response, False)
    if response is Response.AMBER and _near(
        course, place, protocol.ease.repeat_amber_walks, (Response.AMBER, Response.SPIKE)
    ):
        response, promoted = Response.SPIKE, True
    if old.response is not None and (
        response is None or _SEVERITY[response] < _SEVERITY[old.response]
    ):
        # Once a walk has been answered for, a further answer never makes light of it.
        response, promoted = old.response, old.promoted
    walk = old._replace(
        before=answers.before,
        worst=answers.worst,
        after=answers.after,
        symptom=answers.symptom,
        response=response,
        promoted=promoted,
        rise=old.rise if found is None else found.rise,
    )
    course.walks = (*course.walks[:place], walk, *course.walks[place + 1 :])
    week = course.week
    if response is None or week is None:
        return
    this_week = walk.day >= week.start
    if old.response is None and this_week:
        course.week = week = week._replace(answered=week.answered + 1)
    if response is old.response:
        return
    if response in (Response.SPIKE, Response.AMBER):
        if this_week:
            course.week = week._replace(amber=True)
        elif walk.day >= week.start - DAYS:
            _undo_growth(course)
        _ease_after(course, walk, response, protocol)
    if response is Response.SPIKE:
        safety.trigger(course, Trigger.SPIKE)
        if _near(course, place, protocol.ease.second_spike_walks, (Response.SPIKE,)):
            _cut(course, protocol.ease.second_spike_cut, "dose.cut_spike", protocol)


def _near(course: Course, place: int, within: int, responses: tuple[Response, ...]) -> bool:
    """Whether one of the answered walks just before is of those responses.

    "Within N walks" means among any N consecutive answered walks, this one included.
    """
    left = within - 1
    for earlier in range(place - 1, -1, -1):
        response = course.walks[earlier].response
        if response is None:
            continue
        if response in responses:
            return True
        left -= 1
        if left == 0:
            return False
    return False


def _ease_after(course: Course, walk: WalkRecord, response: Response, protocol: Protocol) -> None:
    spike = response is Response.SPIKE
    rule = "ease.spike" if spike else "ease.amber"
    shares = protocol.ease.spike if spike else protocol.ease.amber
    ease = Ease(rule, walk.walk_id, walk.number, shares, spike, walk.day)
    course.eases = without_spent(with_ease(course.eases, ease), course.count)


def _cut(course: Course, share: float, rule: str, protocol: Protocol) -> None:
    before = course.dose.minutes
    course.dose = cut(course.dose, share, protocol)
    course.undo = None if course.undo is None else cut(course.undo, share, protocol)
    course.dose_reasons = (Reason(rule, (("before", before), ("minutes", course.dose.minutes))),)


def _undo_growth(course: Course) -> None:
    """Take back last week's step: its last walks were answered for only now."""
    if course.undo is None:
        return
    lowered = lower_of(course.dose, course.undo)
    if lowered != course.dose:
        course.dose_reasons = (Reason("dose.undone", (("minutes", lowered.minutes),)),)
    course.dose = lowered
    course.undo = None


def _morning(course: Course, day: int, nrs: int, protocol: Protocol) -> None:
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
        if course.walks[place].day < day:
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
        _undo_growth(course)
    if rose and again:
        course.eases = with_ease(
            course.eases,
            Ease("ease.morning", day, course.count, protocol.ease.morning, False, day),
        )


def _flare(course: Course, _event: Flare, day: int, protocol: Protocol) -> None:
    if day in course.flares:
        return
    earlier = course.flares
    course.flares = (*earlier, day)
    if course.started is None:
        return
    safety.trigger(course, Trigger.FLARE)
    assert course.week is not None
    course.week = course.week._replace(bad_day=True)
    rules = protocol.flare
    today = sum(walk.day == day for walk in course.walks)
    start = course.count - min(1, today)
    ease = Ease("ease.flare", "flare", start, rules.way_back, True, day)
    course.eases = without_spent(with_ease(course.eases, ease), course.count)
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
        _cut(course, rules.cut, "dose.cut_flare", protocol)


def _symptom(course: Course, event: NewSymptom, day: int, protocol: Protocol) -> None:
    if course.started is not None and course.week is not None:
        course.week = course.week._replace(symptom=True)
    safety.trigger(course, Trigger.NEW_SYMPTOM)
    if event.symptom not in LEG_SYMPTOMS:
        return
    place = None
    if event.walk_id is not None:
        place = _place(course, event.walk_id)
        if place is None:
            _wait(course, event.walk_id, day, None, None)
            return
    elif course.walks and course.walks[-1].day == day:
        place = len(course.walks) - 1
    if place is None:
        return
    walk = course.walks[place]
    _judge(course, place, Answers(walk.before, walk.worst, walk.after, True), protocol)


def _profile(course: Course, event: Profile, day: int, _protocol: Protocol) -> None:
    if event.track is not None:
        course.track = event.track
    if event.usual_pain is not None:
        course.usual_pain = event.usual_pain
        course.measured = None
    if event.baseline is not None:
        course.baseline_choice = event.baseline
    if event.birth_year is not None:
        course.birth_year = event.birth_year
        safety.reassess(course, day)


def _goal(course: Course, event: Goal, _day: int, _protocol: Protocol) -> None:
    course.half_steps = bool(event.half_steps)
    course.goal_walks = event.max_walks_per_week
    course.goal_minutes = event.max_minutes


def _availability(course: Course, event: Availability, _day: int, _protocol: Protocol) -> None:
    course.week_days = tuple(WEEKDAYS.index(name) for name in event.days)


def _limit(course: Course, event: ClinicianLimit, _day: int, _protocol: Protocol) -> None:
    course.limit = event


def _questionnaire(course: Course, event: Questionnaire, _day: int, _protocol: Protocol) -> None:
    if event.instrument.lower() in RMDQ and event.total is not None:
        course.rmdq = event.total


def _baseline(course: Course, event: BaselineWalk, day: int, _protocol: Protocol) -> None:
    if course.started is None and event.comfortable:
        course.baseline = (*course.baseline, (day, event.minutes))


def _absence(course: Course, event: Absence, day: int, _protocol: Protocol) -> None:
    end = day + OPEN_ENDED_DAYS - 1 if event.until is None else event.until.toordinal()
    recent = tuple(each for each in course.absences if each[1] >= day - KEEP_MORNINGS_DAYS)
    course.absences = (*recent, (day, end, event.reason))


def _screening(course: Course, event: Screening, day: int, _protocol: Protocol) -> None:
    safety.take_screening(course, event, day)


def _clearance(course: Course, event: Clearance, day: int, _protocol: Protocol) -> None:
    safety.take_clearance(course, event, day)


_HANDLERS: dict[type[Original], Callable[[Course, Any, int, Protocol], None]] = {
    Profile: _profile,
    Screening: _screening,
    Clearance: _clearance,
    BaselineWalk: _baseline,
    Goal: _goal,
    Availability: _availability,
    Walk: _walk,
    Pain: _pain,
    Flare: _flare,
    Absence: _absence,
    NewSymptom: _symptom,
    Questionnaire: _questionnaire,
    ClinicianLimit: _limit,
}


def record(course: Course, event: Original, protocol: Protocol) -> None:
    """Bring a course (a fork that nobody else holds) up to date with one more event."""
    handler = _HANDLERS.get(type(event))
    if handler is None:
        return
    day = event.local.toordinal()
    bring_to(course, day, protocol)
    handler(course, event, day, protocol)
