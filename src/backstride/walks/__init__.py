"""Recordings become walks: what was walked, whether on foot, and which recordings are one walk."""

from .asked import Answered, Closeness, answered, asked_for
from .cadence_bands import BandMinutes, cadence_threshold
from .channels import Channel, Combined, combined
from .climb import Ascent
from .course import Course, course_of
from .energy import (
    acsm_running_mets,
    acsm_walking_mets,
    cadence_mets,
    energy_kcal,
    lcda_mets,
    minetti_cost,
    pandolf_watts,
)
from .heart_zones import ZoneMinutes, highest_heart_rate, minutes_in_zones
from .intensity import MetMethod, MetMinutes
from .kind import OnFoot, Verdict, is_on_foot
from .recognition import parts_in
from .relation import Overlap, Relation, overlap, preferred, relate, same_recording
from .sensed import with_counted_steps, with_steps
from .structure import Part, PartKind, parts_of
from .summary import Body, WalkSummary, summarise

__all__ = [
    "Answered",
    "Ascent",
    "BandMinutes",
    "Body",
    "Channel",
    "Closeness",
    "Combined",
    "Course",
    "MetMethod",
    "MetMinutes",
    "OnFoot",
    "Overlap",
    "Part",
    "PartKind",
    "Relation",
    "Verdict",
    "WalkSummary",
    "ZoneMinutes",
    "acsm_running_mets",
    "acsm_walking_mets",
    "answered",
    "asked_for",
    "cadence_mets",
    "cadence_threshold",
    "combined",
    "course_of",
    "energy_kcal",
    "highest_heart_rate",
    "is_on_foot",
    "lcda_mets",
    "minetti_cost",
    "minutes_in_zones",
    "overlap",
    "pandolf_watts",
    "parts_in",
    "parts_of",
    "preferred",
    "relate",
    "same_recording",
    "summarise",
    "with_counted_steps",
    "with_steps",
]
