"""What today asks for, and why."""

from __future__ import annotations

from backstride.prescription import safety
from backstride.prescription.agenda import (
    Outline,
    dose_reasons,
    full_session,
    kind_due,
    weekdays_left,
)
from backstride.prescription.course import Course
from backstride.prescription.ease import PLAIN, Eased, eased
from backstride.prescription.gate import Gated, gate, short_session
from backstride.prescription.growth import own_steps, takes_pace
from backstride.prescription.limits import away_on
from backstride.prescription.lookahead import Coming
from backstride.prescription.passing import before_on, latest_before_on, usual_on
from backstride.prescription.plan import Action, Figure, Reason, Today
from backstride.prescription.protocol import Protocol
from backstride.prescription.rising import rising
from backstride.prescription.session import Session
from backstride.prescription.start import measured, measuring, trial_days
from backstride.prescription.variety import only_easy
from backstride.prescription.week import length_of

_NO_MINUTES = "min"

_SPOKEN_CAUSE = {
    "start": "a fresh start",
    "flare": "there was a bad day",
    "spike": "pain rose with a walk",
    "lapse": "there was a longer break",
    "monthly": "a month has gone by",
    "new_symptom": "you noticed something new",
    "gate": "the pain is stronger than usual",
    "clearance": "an answer is still open",
}


def today_view(
    outline: Outline, day: int, due: dict[str, str], was_started: bool
) -> tuple[Today, tuple[int, ...]]:
    """What today asks for, and the weekdays from today on that still hold a walk."""
    course, protocol = outline.course, outline.protocol
    week = course.week
    assert week is not None
    weekday = day - week.start
    done = _done_on(course, day)
    if safety.standing(course).not_for_product is not None:
        return _no_walk(Action.NOT_FOR_YOU, Reason("safety.age"), done), ()
    if safety.halting(course):
        found = safety.standing(course).findings
        reason = Reason(
            "safety.halt", (("questions", ", ".join(each.question_id for each in found)),)
        )
        return _no_walk(Action.SEE_CLINICIAN, reason, done), ()
    if outline.walks == 0:
        return _no_walk(Action.REST, Reason("dose.clinician"), done), ()
    left = weekdays_left(outline, weekday, week, was_started)
    if due:
        return _no_walk(Action.SCREEN, _why_asked(due, was_started), done), left
    if away_on(course, day):
        return _no_walk(Action.REST, Reason("absence.rest"), done), left
    if not was_started and course.history[0] == day:
        return _no_walk(Action.REST, Reason("schedule.done"), done), left
    if not was_started and measuring(course, day, protocol):
        if day in trial_days(course):
            return _no_walk(Action.REST, Reason("schedule.done"), done), left
        if day in course.flares:
            return _no_walk(Action.REST, Reason("start.wait"), done), left
        number = len(measured(course, protocol)) + 1
        return _no_walk(Action.BASELINE, Reason("start.measure", (("number", number),)), done), left
    gated, before = _gate_today(course, day, protocol)
    bad_day = day in course.flares
    if weekday not in left:
        return _rest_day(outline, day, done, bad_day, left), left
    taken = eased(course, day, protocol)
    walk = len(week.walk_days) + 1
    session = full_session(outline, weekday, walk, Coming(course.dose, taken))
    reasons = _length_reasons(outline, taken, walk)
    short = None
    if bad_day or gated.short:
        short = _short(session.minutes, protocol, several=bad_day)
        if not was_started and not bad_day and (before or 0) >= protocol.start.painful_from_nrs:
            # A first walk on a day of strong pain is the shortest there is; the start stays.
            short = Session(min(short.minutes, protocol.flare.shortest_min))
        session = short
        if bad_day:
            why = Reason("flare.day", (("minutes", short.minutes),))
        else:
            measure, latest = usual_on(course, day, protocol), latest_before_on(course, day)
            # The strongest answer of the day decides; who now says less is told so.
            calmer = latest is not None and not gate(latest, measure, protocol).short
            rule, said = ("gate.earlier", before) if calmer else ("gate.short", latest)
            why = Reason(rule, (("before", said), ("usual", measure.usual)))
        reasons = (why, *reasons)
    if own_steps(course, protocol) is not None:
        due_kind = kind_due(outline, weekday, taken)
        if not takes_pace(course, due_kind, session.minutes, protocol):
            inputs = (("kind", due_kind.value), ("minutes", session.minutes))
            reasons = (*reasons, Reason("personal.pace", inputs))
    if safety.holding(course):
        reasons = (*reasons, Reason("safety.hold"))
    asked = Reason("schedule.day" if weekday in outline.days else "schedule.moved")
    if not was_started:
        asked = Reason("schedule.first" if course.restarted is None else "lapse.restart")
    figure = Figure(session.minutes, "min", reasons)
    keeps = short is not None or bool(taken.reasons) or rising(course, day, protocol)
    most = session.minutes if keeps else _most_min(outline, session.minutes)
    return Today(Action.WALK, session, short, figure, done, (asked, *reasons), most), left


def _most_min(outline: Outline, minutes: int) -> int:
    """How long a walk of so many minutes may become by the person's own choice.

    What no walk exceeds in one go (evidence section 3, caps) is open to a full walk only,
    and only while the dose may grow; the limits of the person and the clinician stay.
    """
    course, limits = outline.course, outline.limits
    kept = minutes < course.dose.minutes or safety.holding(course) or limits.no_rises
    kept = kept or only_easy(course, outline.protocol)
    if kept or limits.week_minutes is not None:
        return minutes
    most = minutes + outline.protocol.cap.walk_rise_min
    return most if limits.minutes is None else max(minutes, min(most, limits.minutes))


def _no_walk(action: Action, reason: Reason, done: float) -> Today:
    figure = Figure(0, _NO_MINUTES, (reason,))
    return Today(action, None, None, figure, done, (reason,))


def _rest_day(
    outline: Outline, day: int, done: float, bad_day: bool, left: tuple[int, ...]
) -> Today:
    course, protocol = outline.course, outline.protocol
    if course.last_walk_day == day:
        rule = "schedule.done"
    elif not left and course.week is not None and course.week.walks >= outline.walks:
        rule = "schedule.week_done"
    else:
        rule = "schedule.rest"
    reason = Reason(rule)
    if not bad_day or course.last_walk_day == day:
        return _no_walk(Action.REST, reason, done)
    short = Session(min(protocol.flare.shortest_min, _shortest_allowed(outline)))
    flare = Reason("flare.day", (("minutes", short.minutes),))
    return Today(Action.REST, None, short, Figure(0, _NO_MINUTES, (reason,)), done, (flare, reason))


def _shortest_allowed(outline: Outline) -> int:
    limit = outline.limits.minutes
    return outline.course.dose.minutes if limit is None else max(1, limit)


def _short(planned: int, protocol: Protocol, *, several: bool) -> Session:
    """The short easy version of a walk; several where they fit into the day's plan."""
    if not several:
        return short_session(planned, protocol)
    rules = protocol.flare
    minutes = min(planned, max(rules.shortest_min, min(rules.longest_min, planned // 2)))
    times = max(1, min(rules.most_times, planned // minutes))
    return Session(minutes, times=times)


def _gate_today(course: Course, day: int, protocol: Protocol) -> tuple[Gated, int | None]:
    before = before_on(course, day)
    if before is None:
        return Gated(False, False), None
    return gate(before, usual_on(course, day, protocol), protocol), before


def _why_asked(due: dict[str, str], was_started: bool) -> Reason:
    causes = sorted(set(due.values()))
    if not was_started and causes == ["start"]:
        return Reason("safety.first")
    return Reason("safety.again", (("why", _SPOKEN_CAUSE[causes[0]]),))


def _length_reasons(outline: Outline, taken: Eased, walk: int) -> tuple[Reason, ...]:
    """Why a walk has its minutes; what decided comes first."""
    course = outline.course
    reasons: list[Reason] = list(taken.reasons)
    limits = outline.limits
    if taken.reasons:
        full = length_of(course.dose, walk, max(1, outline.walks), limits)
        floor_min = outline.protocol.cap.floor_min
        if full * taken.share < floor_min <= full:
            reasons.append(Reason("ease.floor", (("minutes", floor_min),)))
    if limits.minutes is not None and limits.minutes < course.dose.minutes:
        reasons.append(Reason("dose.clinician" if limits.minutes_by_clinician else "dose.goal"))
    elif limits.week_minutes is not None and limits.week_minutes < course.dose.total(limits.walks):
        reasons.append(Reason("dose.clinician"))
    reasons.extend(dose_reasons(outline))
    added = course.dose.added
    if added is not None and walk == outline.walks == course.dose.days and taken is PLAIN:
        reasons.insert(0, Reason("dose.short_day", (("added", added),)))
    return tuple(reasons)


def _done_on(course: Course, day: int) -> float:
    earlier = course.history[1] if course.history[0] == day else 0.0
    if course.last_walk_day is None or course.last_walk_day < day:
        return earlier
    return earlier + sum(
        walk.minutes for walk in course.walks if walk.day == day and not walk.apart
    )
