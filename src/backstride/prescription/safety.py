"""The safety answers that stand, and the questions that are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from backstride.diary import Clearance, Screening
from backstride.prescription.closed import closed_kinds
from backstride.prescription.course import Course
from backstride.prescription.protocol import Protocol
from backstride.screening import (
    ADULT_FROM_YEARS,
    ALL_IDS,
    CLEARANCE_REASK_DAYS,
    LAPSE_ALL_AGAIN_DAYS,
    LAPSE_REPEAT_OVER_DAYS,
    REPEAT_EVERY_DAYS,
    REPEAT_IDS,
    SYMPTOM_QUESTIONS,
    Assessment,
    Tier,
    Trigger,
    Walking,
    assess,
    due,
    question,
)

OLDEST_YEARS = 120
"""An age above this is a typing slip (judgement)."""

_KNOWN = frozenset(ALL_IDS)
_RAISING = frozenset({"yes", "unsure"})
_NOTHING = assess({})


def standing(course: Course) -> Assessment:
    """What the answers given so far mean."""
    return _NOTHING if course.assessment is None else course.assessment


def holding(course: Course) -> bool:
    """Whether an answered safety question keeps the dose from growing."""
    assessment = standing(course)
    return assessment.tier in (Tier.A, Tier.B, Tier.C) or (
        assessment.complete and assessment.walking is not Walking.AS_PLANNED
    )


def halting(course: Course) -> bool:
    """Whether an answered safety question stops every walk."""
    assessment = standing(course)
    return (
        assessment.walking is Walking.NONE and (assessment.complete or bool(assessment.findings))
    ) or assessment.not_for_product is not None


def reassess(course: Course, day: int) -> None:
    """Work out anew what the answers mean (in place, on a fork)."""
    age = None
    if course.birth_year is not None:
        age = min(OLDEST_YEARS, max(0, date.fromordinal(day).year - course.birth_year))
        if age == ADULT_FROM_YEARS:
            # The year of birth does not tell whether the birthday has been; the question does.
            age = None
    course.assessment = assess(
        course.answers,
        course.details,
        age_years=age,
        started=course.started is not None,
        cleared=course.cleared,
    )
    course.closed = closed_kinds(course.assessment.adaptations, course.needs)


def take_screening(course: Course, event: Screening, day: int) -> None:
    """Take in answers; ids of another version of the questions are passed over.

    Clocks can be wrong, and an answer may wait on a phone. So an answer that was entered
    before something raised its question (a "yes", something new) answers it no more, however
    late its own moment is: it lifts no "yes" and makes no question less due.
    """
    answers, details = course.answers, course.details
    older = {each for each in event.answers if course.entered < _raised(course, each)}
    given = {
        each: answer
        for each, answer in event.answers.items()
        if each in _KNOWN and not (each in older and answers.get(each) in _RAISING)
    }
    chosen = {each: _known_options(each, event.details.get(each, ())) for each in given}
    news = {
        each
        for each, answer in given.items()
        if answers.get(each) != answer or details.get(each, ()) != chosen[each]
    }
    course.answered_on = {**course.answered_on, **dict.fromkeys(given, day)}
    course.repeats_since = min(course.answered_on.get(each, 0) for each in REPEAT_IDS)
    if course.due:
        course.due = {
            each: why for each, why in course.due.items() if each not in given or each in older
        }
    _raise(course, (each for each, answer in given.items() if answer in _RAISING))
    if not news:
        return
    course.answers = {**answers, **given}
    kept = {each: options for each, options in details.items() if each not in given}
    course.details = {**kept, **{each: options for each, options in chosen.items() if options}}
    course.cleared = course.cleared - news
    reassess(course, day)


def _known_options(question_id: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    if not chosen:
        return ()
    follow_up = question(question_id).follow_up
    if follow_up is None:
        return ()
    known = {option.id for option in follow_up.options}
    return tuple(option for option in chosen if option in known)


def take_clearance(course: Course, event: Clearance, day: int) -> None:
    """A clinician cleared an answer of tier C, or has not cleared it yet."""
    course.clearance_asked = day
    known = frozenset(event.questions) & _KNOWN
    if event.cleared:
        # Nobody clears an answer that was not there when they were asked.
        known = frozenset(each for each in known if _raised(course, each) <= course.entered)
    course.cleared = course.cleared | known if event.cleared else course.cleared - known
    reassess(course, day)


def new_symptom(course: Course, symptom: str, day: int) -> None:
    """Make the questions due that something new calls for (in place, on a fork).

    A clinician's word from before it does not cover it: those questions stand open again.
    """
    covered = course.cleared.intersection(SYMPTOM_QUESTIONS.get(symptom, ()))
    if covered:
        course.cleared -= covered
        reassess(course, day)
    trigger(course, Trigger.NEW_SYMPTOM, symptom)


def trigger(course: Course, cause: Trigger, symptom: str | None = None) -> None:
    """Make questions due (in place, on a fork)."""
    open_ids = [
        finding.question_id
        for finding in standing(course).findings
        if finding.walking is not Walking.AS_PLANNED
    ]
    waiting = dict(course.due)
    asked = due(cause, open_ids=open_ids, symptom=symptom)
    for question_id in asked:
        waiting.setdefault(question_id, cause.value)
    course.due = waiting
    _raise(course, asked)


def _raised(course: Course, question_id: str) -> datetime:
    return course.raised.get(question_id, course.entered)


def _raise(course: Course, questions: Iterable[str]) -> None:
    """Note that these questions are raised by the event that is taken in (on a fork)."""
    latest = {each: max(course.entered, _raised(course, each)) for each in questions}
    course.raised = {**course.raised, **latest}


def due_on(course: Course, day: int, last_active: int | None, protocol: Protocol) -> dict[str, str]:
    """Questions to ask before the next walk on a day, each with what makes it due."""
    waiting = dict(course.due)
    assessment = standing(course)
    if not assessment.complete:
        for missing in assessment.missing:
            waiting.setdefault(missing, Trigger.START.value)
        if len(course.answers) < len(ALL_IDS):
            return waiting
    since = course.restarted
    if since is not None:
        for question_id in ALL_IDS:
            if course.answered_on.get(question_id, 0) < since:
                waiting.setdefault(question_id, Trigger.START.value)
    oldest = course.repeats_since
    if oldest <= day - REPEAT_EVERY_DAYS:
        for question_id in due(Trigger.MONTHLY):
            waiting.setdefault(question_id, Trigger.MONTHLY.value)
    if course.started is None:
        # Answers given long before a first walk say little about it.
        for question_id in ALL_IDS:
            if course.answered_on.get(question_id, 0) < day - LAPSE_ALL_AGAIN_DAYS:
                waiting.setdefault(question_id, Trigger.START.value)
        return waiting
    if last_active is not None:
        from_day = last_active + max(protocol.lapse.questions_after_days, LAPSE_REPEAT_OVER_DAYS)
        if day > from_day and oldest <= from_day:
            for question_id in due(Trigger.LAPSE):
                waiting.setdefault(question_id, Trigger.LAPSE.value)
    return waiting


def clearance_due(course: Course, day: int) -> bool:
    """Whether it is time to ask if a clinician has looked at an answer."""
    clearable = standing(course).clearable
    if not clearable:
        return False
    asked = max(course.answered_on.get(each, 0) for each in clearable)
    if course.clearance_asked is not None:
        asked = max(asked, course.clearance_asked)
    return day - asked >= CLEARANCE_REASK_DAYS
