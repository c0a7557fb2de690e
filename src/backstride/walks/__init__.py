"""Recordings become walks: what was walked, whether on foot, and which recordings are one walk."""

from .asked import Answered, Closeness, answered, asked_for
from .cadence_bands import BandMinutes, cadence_threshold
from .channels import Channel, Combined, combined
from .climb import Ascent
from .course import Course, course_of
from .device_clock import on_clock, shown_in
from .done_kind import kind_of, recorded_kind
from .energy import (
    acsm_running_mets,
    cadence_mets,
    energy_kcal,
    lcda_mets,
)
from .heart_zones import ZoneMinutes, highest_heart_rate, minutes_in_zones
from .intensity import MetMethod, MetMinutes
from .kind import OnFoot, Verdict, is_on_foot
from .placing import (
    NEAR,
    SAME_WORDS,
    KnownRecording,
    Place,
    Placed,
    added_ids,
    body_of,
    enriched,
    joined,
    place,
)
from .recognition import parts_in
from .recorded_walk import (
    NO_ANSWERS,
    Answers,
    NeedsAnswers,
    NotAWalk,
    Open,
    at_the_same_time,
    by_hand,
    measured,
    walk_from,
    walk_id,
)
from .relation import Overlap, Relation, overlap, relate, same_recording
from .sensed import with_counted_steps, with_steps
from .structure import Part, PartKind, parts_of
from .summary import Body, WalkSummary, summarise

__all__ = [
    "NEAR",
    "NO_ANSWERS",
    "SAME_WORDS",
    "Answered",
    "Answers",
    "Ascent",
    "BandMinutes",
    "Body",
    "Channel",
    "Closeness",
    "Combined",
    "Course",
    "KnownRecording",
    "MetMethod",
    "MetMinutes",
    "NeedsAnswers",
    "NotAWalk",
    "OnFoot",
    "Open",
    "Overlap",
    "Part",
    "PartKind",
    "Place",
    "Placed",
    "Relation",
    "Verdict",
    "WalkSummary",
    "ZoneMinutes",
    "acsm_running_mets",
    "added_ids",
    "answered",
    "asked_for",
    "at_the_same_time",
    "body_of",
    "by_hand",
    "cadence_mets",
    "cadence_threshold",
    "combined",
    "course_of",
    "energy_kcal",
    "enriched",
    "highest_heart_rate",
    "is_on_foot",
    "joined",
    "kind_of",
    "lcda_mets",
    "measured",
    "minutes_in_zones",
    "on_clock",
    "overlap",
    "parts_in",
    "parts_of",
    "place",
    "recorded_kind",
    "relate",
    "same_recording",
    "shown_in",
    "summarise",
    "walk_from",
    "walk_id",
    "with_counted_steps",
    "with_steps",
]
