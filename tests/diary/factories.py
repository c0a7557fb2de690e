"""Short builders for diaries, shared by the tests of every room.

Everything happens in Europe/Berlin, at fixed clock times that can be changed with ``at``.
An event's id follows from what it is and when, never from its values: the same walk built
twice with another pain answer has the same ids, so two diaries can differ in one answer
alone. Builders return one event, or a tuple where one thing is written down as several
events; ``events`` and ``diary`` take both, nested as one likes.

    diary(
        newcomer("2026-05-11", usual_pain=4),
        week("2026-05-11", mon=10, wed=10, fri=10, pain=4),
        flare("2026-05-17"),
    )
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, TypeAlias
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from backstride.diary import (
    WEEKDAYS,
    Absence,
    AnyEvent,
    Availability,
    BaselineWalk,
    CheckIn,
    Clearance,
    ClinicianLimit,
    Correction,
    Diary,
    ExperimentStart,
    ExperimentStop,
    Flare,
    Goal,
    IfThenPlan,
    Moment,
    NewSymptom,
    Original,
    Pain,
    Profile,
    Questionnaire,
    Retraction,
    Screening,
    Shoes,
    Walk,
    Weekday,
)

ZONE = "Europe/Berlin"
QUESTIONS = tuple(f"q{number:02d}" for number in range(1, 22))
"""The ids of the 21 safety questions."""

Day: TypeAlias = date | str
Part: TypeAlias = "AnyEvent | Iterable[Part]"

_NAMESPACE = UUID("6f1d2c7e-3c0e-5b7e-9d0a-0b5f0c9a7d11")


def day(on: Day) -> date:
    """Return the date, given as one or as ``"2026-05-14"``."""
    return on if isinstance(on, date) else date.fromisoformat(on)


def days(first: Day, count: int) -> tuple[date, ...]:
    """Return so many days in a row."""
    return tuple(day(first) + timedelta(days=number) for number in range(count))


def local(on: Day, at: str) -> datetime:
    """Return the clock time on that day, without a zone."""
    return datetime.combine(day(on), time.fromisoformat(at))


def utc(on: Day, at: str) -> datetime:
    """Return the moment of that clock time in Berlin."""
    return local(on, at).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def event_id(*names: object) -> UUID:
    """Return the id that always goes with these names."""
    return uuid5(_NAMESPACE, "|".join(str(name) for name in names))


def _when(kind: str, on: Day, at: str, *names: object) -> dict[str, Any]:
    moment = utc(on, at)
    return {
        "id": event_id(kind, moment.isoformat(), *names),
        "at": moment,
        "local": local(on, at),
        "zone": ZONE,
    }


# The person


def profile(on: Day, *, at: str = "06:00", **facts: Any) -> Profile:
    """Return facts about the person; only what is given."""
    return Profile(**_when("profile", on, at), **facts)


def screened(
    on: Day,
    answers: Mapping[str, Literal["no", "yes", "unsure"]] | None = None,
    *,
    details: Mapping[str, tuple[str, ...]] | None = None,
    only: Iterable[str] = QUESTIONS,
    at: str = "06:10",
) -> Screening:
    """Return answers to the safety questions: "no" to all but those given."""
    return Screening(
        **_when("screening", on, at),
        answers={**dict.fromkeys(only, "no"), **(answers or {})},
        details=dict(details or {}),
    )


def cleared(
    on: Day, *questions: str, cleared: bool = True, at: str = "06:20", by: str | None = None
) -> Clearance:
    """Return a clinician's word about those safety questions."""
    return Clearance(**_when("clearance", on, at), questions=questions, cleared=cleared, by=by)


def goal(on: Day, *, at: str = "06:02", **wishes: Any) -> Goal:
    """Return what the person walks for."""
    return Goal(**_when("goal", on, at), **wishes)


def available(
    on: Day, *weekdays: Weekday, at: str = "06:04", time: str | None = None
) -> Availability:
    """Return the weekdays on which the person can walk."""
    return Availability(**_when("availability", on, at), days=weekdays or WEEKDAYS, time=time)


def if_then(
    on: Day,
    cue: str | None,
    then: str | None = None,
    *,
    barrier: str | None = None,
    at: str = "06:05",
) -> IfThenPlan:
    """Return what walking is tied to."""
    when = _when("if_then_plan", on, at, barrier)
    return IfThenPlan(**when, cue=cue, then=then, barrier=barrier)


def limit(on: Day, *, at: str = "06:30", **limits: Any) -> ClinicianLimit:
    """Return limits that a clinician sets."""
    return ClinicianLimit(**_when("clinician_limit", on, at), **limits)


def shoes(on: Day, name: str, *, at: str = "06:06", **facts: Any) -> Shoes:
    """Return a pair of shoes; the same name is the same pair."""
    return Shoes(
        **_when("shoes", on, at, name), shoes_id=event_id("pair", name), name=name, **facts
    )


def newcomer(
    on: Day,
    *,
    usual_pain: int = 4,
    track: Literal["current_pain", "prevention"] = "current_pain",
    baseline: Literal["measure", "skip"] = "skip",
    weekdays: tuple[Weekday, ...] = ("mon", "wed", "fri"),
    **facts: Any,
) -> tuple[AnyEvent, ...]:
    """Return a first day: profile, safety questions all "no", and walking days."""
    return (
        profile(on, usual_pain=usual_pain, track=track, baseline=baseline, **facts),
        available(on, *weekdays),
        screened(on),
    )


# Walks and how the back took them


def baseline(
    on: Day, minutes: float, *, comfortable: bool = True, at: str = "08:30"
) -> BaselineWalk:
    """Return one walk to find the start."""
    return BaselineWalk(**_when("baseline_walk", on, at), minutes=minutes, comfortable=comfortable)


def walk(
    on: Day,
    minutes: float = 20,
    *,
    before: int | None = None,
    worst: int | None = None,
    after: int | None = None,
    at: str = "08:30",
    **facts: Any,
) -> tuple[Walk, *tuple[Pain, ...]]:
    """Return a walk and the pain answers that are given with it; the walk comes first."""
    when = _when("walk", on, at)
    done = Walk(**when, minutes=minutes, ended_at=when["at"] + timedelta(minutes=minutes), **facts)
    answers = (
        (Moment.BEFORE, before, 0.0),
        (Moment.DURING, worst, minutes),
        (Moment.AFTER, after, minutes + 2),
    )
    return (
        done,
        *(pain_of(done, moment, nrs, later) for moment, nrs, later in answers if nrs is not None),
    )


def pain_of(done: Walk, moment: Moment, nrs: int, after_min: float = 0) -> Pain:
    """Return a pain answer that goes with a walk, so many minutes after its start."""
    return Pain(
        id=event_id("pain", done.id, moment.value),
        at=done.at + timedelta(minutes=after_min),
        zone=done.zone,
        moment=moment,
        nrs=nrs,
        walk_id=done.id,
    )


def morning(on: Day, nrs: int, *, at: str = "07:30") -> Pain:
    """Return a morning's pain answer."""
    return Pain(**_when("pain", on, at, "morning"), moment=Moment.MORNING, nrs=nrs)


def mornings(first: Day, *answers: int | None) -> tuple[Pain, ...]:
    """Return mornings in a row from the first day on; None is a morning without an answer."""
    return tuple(
        morning(on, nrs)
        for on, nrs in zip(days(first, len(answers)), answers, strict=True)
        if nrs is not None
    )


def week(
    monday: Day,
    *,
    pain: int | None = None,
    at: str = "08:30",
    mon: float = 0,
    tue: float = 0,
    wed: float = 0,
    thu: float = 0,
    fri: float = 0,
    sat: float = 0,
    sun: float = 0,
    **facts: Any,
) -> tuple[AnyEvent, ...]:
    """Return a week of walks, minutes by weekday.

    With ``pain`` every answer before, during and after each walk and on all seven mornings
    is that number: a back that takes its walks calmly.
    """
    start = day(monday)
    if start.weekday() != 0:
        raise ValueError(f"{start} is not a Monday")
    minutes = (mon, tue, wed, thu, fri, sat, sun)
    walks = (
        walk(on, length, before=pain, worst=pain, after=pain, at=at, **facts)
        for on, length in zip(days(start, 7), minutes, strict=True)
        if length
    )
    return (*mornings(start, *[pain] * 7), *events(*walks))


# What else happens


def flare(on: Day, *, at: str = "09:00") -> Flare:
    """Return a bad day."""
    return Flare(**_when("flare", on, at))


def flares(first: Day, count: int) -> tuple[Flare, ...]:
    """Return so many bad days in a row."""
    return tuple(flare(on) for on in days(first, count))


def absent(
    on: Day,
    reason: Literal["illness", "travel", "other"] = "illness",
    *,
    until: Day | None = None,
    at: str = "06:40",
) -> Absence:
    """Return days on which walking is out of the question."""
    return Absence(
        **_when("absence", on, at), reason=reason, until=None if until is None else day(until)
    )


def symptom(on: Day, symptom: Any, *, at: str = "12:00", **facts: Any) -> NewSymptom:
    """Return something new that was noticed."""
    return NewSymptom(**_when("new_symptom", on, at, symptom), symptom=symptom, **facts)


def check_in(on: Day, *, at: str = "19:00", **facts: Any) -> CheckIn:
    """Return how the week was."""
    return CheckIn(**_when("check_in", on, at), **facts)


def questionnaire(
    on: Day, instrument: str, total: float | None = None, *, at: str = "19:10", **facts: Any
) -> Questionnaire:
    """Return a questionnaire's result."""
    return Questionnaire(
        **_when("questionnaire", on, at, instrument),
        instrument=instrument,
        total=total,
        **facts,
    )


def experiment(
    on: Day,
    question: str = "ground",
    *,
    seed: int = 1,
    pairs: int = 20,
    at: str = "06:50",
    starts: Day | None = None,
    **facts: Any,
) -> ExperimentStart:
    """Return the start of an experiment."""
    return ExperimentStart(
        **_when("experiment_start", on, at, question),
        question=question,
        seed=seed,
        pairs=pairs,
        starts=None if starts is None else day(starts),
        **facts,
    )


def experiment_stop(of: ExperimentStart, on: Day, *, at: str = "21:00") -> ExperimentStop:
    """Return the end of that experiment before its time."""
    return ExperimentStop(**_when("experiment_stop", on, at, of.id), experiment_id=of.id)


def correction(
    of: Original,
    *,
    on: Day | None = None,
    at: str = "20:00",
    starts: str | None = None,
    **changes: Any,
) -> Correction:
    """Return a correction of that event, made in the evening of its day unless told.

    ``starts`` moves the corrected event to another clock time of its day.
    """
    # Built anew, not copied, so that a replacement obeys the rules of every event.
    fields = {**of.model_dump(), **changes}
    if starts is not None:
        moved = utc(of.day, starts)
        if fields.get("ended_at"):
            fields["ended_at"] += moved - of.at
        fields |= {"at": moved, "local": local(of.day, starts)}
    return Correction(
        **_when("correction", on or of.day, at, of.id),
        corrects=of.id,
        replacement=type(of).model_validate(fields),
    )


def retraction(of: AnyEvent, *, on: Day | None = None, at: str = "20:00") -> Retraction:
    """Return a retraction of that event, made in the evening of its day unless told."""
    return Retraction(**_when("retraction", on or of.day, at, of.id), retracts=of.id)


# Together


def events(*parts: Part) -> tuple[AnyEvent, ...]:
    """Return all events of these parts, in the order given."""
    return tuple(_flat(parts))


def diary(*parts: Part) -> Diary:
    """Return the diary of all events of these parts; a conflict of ids is an error here."""
    return Diary().extend(events(*parts))


def _flat(parts: Iterable[Part]) -> Iterator[AnyEvent]:
    for part in parts:
        if isinstance(part, AnyEvent):
            yield part
        else:
            yield from _flat(part)
