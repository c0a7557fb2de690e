"""Screening: answers to safety questions become an action, never a diagnosis."""

from backstride.screening.assessment import (
    ADULT_FROM_YEARS,
    NOT_FOR_PRODUCT,
    Assessment,
    Finding,
    assess,
)
from backstride.screening.catalogue import (
    ADAPTATIONS,
    QUESTIONS,
    QUESTIONS_VERSION,
    question,
)
from backstride.screening.question import (
    UNSURE,
    Choice,
    Combination,
    FollowUp,
    Option,
    Question,
    Wording,
)
from backstride.screening.region import REGIONS, Line, Region, region
from backstride.screening.schedule import (
    ALL_IDS,
    CLEARANCE_REASK_DAYS,
    LAPSE_ALL_AGAIN_DAYS,
    LAPSE_REPEAT_OVER_DAYS,
    REPEAT_EVERY_DAYS,
    REPEAT_IDS,
    SYMPTOM_QUESTIONS,
    Trigger,
    due,
    lapse_trigger,
)
from backstride.screening.stop_signs import STOP_SIGNS, StopSign
from backstride.screening.tier import Answer, Tier, Walking, most_urgent, strictest

__all__ = [
    "ADAPTATIONS",
    "ADULT_FROM_YEARS",
    "ALL_IDS",
    "CLEARANCE_REASK_DAYS",
    "LAPSE_ALL_AGAIN_DAYS",
    "LAPSE_REPEAT_OVER_DAYS",
    "NOT_FOR_PRODUCT",
    "QUESTIONS",
    "QUESTIONS_VERSION",
    "REGIONS",
    "REPEAT_EVERY_DAYS",
    "REPEAT_IDS",
    "STOP_SIGNS",
    "SYMPTOM_QUESTIONS",
    "UNSURE",
    "Answer",
    "Assessment",
    "Choice",
    "Combination",
    "Finding",
    "FollowUp",
    "Line",
    "Option",
    "Question",
    "Region",
    "StopSign",
    "Tier",
    "Trigger",
    "Walking",
    "Wording",
    "assess",
    "due",
    "lapse_trigger",
    "most_urgent",
    "question",
    "region",
    "strictest",
]
