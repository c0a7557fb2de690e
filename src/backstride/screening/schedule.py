"""When which safety questions are asked again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from backstride.screening.catalogue import QUESTIONS, question

ALL_IDS: tuple[str, ...] = tuple(each.id for each in QUESTIONS)

REPEAT_IDS: tuple[str, ...] = (*(f"q{number:02d}" for number in range(1, 11)), "q14")
"""Asked again at each flare, spike, longer break, and monthly (evidence section 5)."""

REPEAT_EVERY_DAYS = 30
"""Days between two rounds: "monthly" (evidence section 5), counted as 30 days."""

CLEARANCE_REASK_DAYS = 14
"""Days after which a tier C answer is asked about again (evidence section 3)."""

LAPSE_REPEAT_OVER_DAYS = 28
"""Days since the last walk above which the round is repeated (evidence section 5)."""

LAPSE_ALL_AGAIN_DAYS = 56
"""Days since the last walk above which everything is asked as at the start (section 3)."""


_LEG = ("q03", "q04", "q15")
_HEART = ("q05", "q16")

SYMPTOM_QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "leg_pain": _LEG,
        "leg_numbness": _LEG,
        "leg_weakness": _LEG,
        "saddle_numbness": ("q02",),
        "bladder_or_bowel": ("q01",),
        "calf_pain": ("q14",),
        "chest_pain": _HEART,
        "palpitations": _HEART,
        "breathlessness": _HEART,
        "dizziness": _HEART,
    }
)
"""The questions that fit something new best, by its name in the diary. They are asked along,
also those that no other round repeats: leg pain on walking (15), heart and lungs (16).
Judgement; evidence section 5 names both among what is asked and what ends a walk."""


class Trigger(StrEnum):
    """What makes safety questions due."""

    START = "start"
    FLARE = "flare"
    SPIKE = "spike"
    LAPSE = "lapse"
    MONTHLY = "monthly"
    NEW_SYMPTOM = "new_symptom"
    GATE = "gate"
    CLEARANCE = "clearance"


def due(
    trigger: Trigger, *, open_ids: Collection[str] = (), symptom: str | None = None
) -> tuple[str, ...]:
    """Return the ids of the questions to ask, in the order of asking.

    Parameters
    ----------
    trigger : Trigger
        ``START`` asks everything. ``CLEARANCE`` asks the open questions alone. All others
        ask ``REPEAT_IDS``.
    open_ids : collection of str
        Questions whose answers limit walking now; they are always asked along, as an
        answer of tier A or B ends only by being given again.
    symptom : str, optional
        What was newly noticed, by its name in the diary; its own questions are asked along.

    Raises
    ------
    ValueError
        If an open id is not a safety question.
    """
    for question_id in open_ids:
        question(question_id)
    match trigger:
        case Trigger.START:
            asked = frozenset(ALL_IDS)
        case Trigger.CLEARANCE:
            asked = frozenset(open_ids)
        case _:
            asked = frozenset(REPEAT_IDS) | frozenset(open_ids)
    asked |= frozenset(SYMPTOM_QUESTIONS.get(symptom or "", ()))
    return tuple(each for each in ALL_IDS if each in asked)


def lapse_trigger(days_since_walk: int) -> Trigger | None:
    """Return what a break of that many days makes due; None for a short one.

    Raises
    ------
    ValueError
        If the number of days is negative.
    """
    if days_since_walk < 0:
        raise ValueError(f"a break cannot last {days_since_walk} days; give 0 or more")
    if days_since_walk > LAPSE_ALL_AGAIN_DAYS:
        return Trigger.START
    return Trigger.LAPSE if days_since_walk > LAPSE_REPEAT_OVER_DAYS else None
