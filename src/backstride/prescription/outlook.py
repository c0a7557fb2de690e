"""What lies ahead when the weeks go well: next week's dose, and the stages of the path."""

from __future__ import annotations

from functools import lru_cache

from backstride.prescription import safety
from backstride.prescription.course import Course, Dose, Limits, WeekTally
from backstride.prescription.growth import grown_after
from backstride.prescription.plan import Figure, Opening, Outlook, Reason
from backstride.prescription.progression import grow
from backstride.prescription.protocol import Protocol
from backstride.prescription.schedule import DAYS
from backstride.prescription.session import Kind
from backstride.prescription.week import got_worse

STAGES = (
    "minutes_to_20",
    "fourth_day",
    "brisk",
    "intervals",
    "hills",
    "minutes_to_30",
    "fifth_day",
)
"""The stages in the order of the protocol (evidence section 3)."""

_KINDS = frozenset(kind.value for kind in Kind)

HORIZON_WEEKS = 60
"""How far ahead stages are looked for; beyond that a week number would mean little."""


def outlook(course: Course, limits: Limits, protocol: Protocol) -> Outlook | None:
    """Next week's full dose if the rest of this week goes as planned and settles.

    None while the dose may not grow: a clinician's wish, an answer that holds it, or
    something in this week that holds the next one already.
    """
    week = course.week
    if week is None or limits.no_rises or limits.walks < 1:
        return None
    if safety.holding(course) or _held(course, week, protocol):
        return None
    done = max(week.done_min, float(week.planned))
    grown = grown_after(
        course,
        week._replace(walks=week.walks_planned, done_min=done),
        course.dose,
        past_weeks=(*course.past_weeks, done),
        limits=limits,
        interval_ready=course.dose.weeks_at_first >= protocol.order.interval_weeks,
        protocol=protocol,
    )
    walks = min(grown.dose.days, limits.walks)
    return Outlook(
        Figure(grown.dose.minutes, "min", grown.reasons),
        Figure(walks, "walks", (Reason("week.plan", (("walks", walks),)),)),
    )


def _held(course: Course, week: WeekTally, protocol: Protocol) -> bool:
    """Whether the week can no longer be a good one, whatever the rest of it brings."""
    end = week.start + DAYS
    calm_from = end - protocol.good_week.calm_last_days
    return (
        week.amber
        or week.morning
        or week.symptom
        or any(flare >= calm_from for flare in course.flares)
        or got_worse(course, end, protocol) is not None
    )


def openings(
    course: Course, limits: Limits, week_number: int, protocol: Protocol
) -> tuple[Opening, ...]:
    """Where the person stands with each stage, and about when it comes."""
    return _openings(course.dose, limits, course.half_steps, week_number, protocol)


@lru_cache(maxsize=8192)
def _openings(
    dose: Dose, limits: Limits, half: bool, week_number: int, protocol: Protocol
) -> tuple[Opening, ...]:
    ahead = _weeks_ahead(dose, limits, half, protocol)
    found: list[Opening] = []
    now_taken = False
    for stage, weeks in zip(STAGES, ahead, strict=True):
        reasons = (Reason(f"order.{stage}"),)
        if weeks == 0:
            found.append(Opening(stage, "done", None, reasons))
            continue
        # A kind that is not allowed waits without standing in the way of what comes next.
        waits = limits.kinds is not None and stage in _KINDS and stage not in limits.kinds
        state = "ahead" if now_taken or waits else "now"
        now_taken = now_taken or not waits
        week = None if weeks is None else week_number + weeks
        found.append(Opening(stage, state, week, reasons))
    return tuple(found)


def _reached(dose: Dose, limits: Limits, protocol: Protocol) -> tuple[bool, ...]:
    order = protocol.order
    return (
        dose.minutes >= order.first_minutes,
        dose.days > order.fourth_day or (dose.days == order.fourth_day and dose.added is None),
        dose.brisk,
        dose.rung >= 0,
        dose.hills,
        dose.minutes >= order.last_minutes,
        dose.days >= order.fifth_day and dose.added is None,
    )


@lru_cache(maxsize=8192)
def _weeks_ahead(
    dose: Dose, limits: Limits, half: bool, protocol: Protocol
) -> tuple[int | None, ...]:
    """Good weeks from now until each stage is reached; 0 where it is, None where never."""
    order = protocol.order
    weeks: list[int | None] = [0 if done else None for done in _reached(dose, limits, protocol)]
    for ahead in range(1, HORIZON_WEEKS + 1):
        if None not in weeks:
            break
        past = (float(dose.total(limits.walks)),) * protocol.cap.weeks
        if dose.minutes >= order.first_minutes:
            dose = dose._replace(weeks_at_first=dose.weeks_at_first + 1)
        dose = grow(
            dose,
            past_weeks=past,
            limits=limits,
            half=half,
            interval_ready=dose.weeks_at_first >= order.interval_weeks,
            protocol=protocol,
        ).dose
        for place, done in enumerate(_reached(dose, limits, protocol)):
            if done and weeks[place] is None:
                weeks[place] = ahead
    return tuple(weeks)
