"""Recordings become walks: what was walked, whether on foot, and which recordings are one walk."""

from .cadence_bands import BandMinutes, cadence_threshold
from .climb import Ascent
from .energy import (
    acsm_running_mets,
    acsm_walking_mets,
    cadence_mets,
    energy_kcal,
    lcda_mets,
    minetti_cost,
    pandolf_watts,
)
from .intensity import MetMethod, MetMinutes
from .kind import OnFoot, Verdict, is_on_foot
from .relation import Overlap, Relation, overlap, preferred, relate, same_recording
from .structure import Part, PartKind, parts_of
from .summary import Body, WalkSummary, summarise

__all__ = [
    "Ascent",
    "BandMinutes",
    "Body",
    "MetMethod",
    "MetMinutes",
    "OnFoot",
    "Overlap",
    "Part",
    "PartKind",
    "Relation",
    "Verdict",
    "WalkSummary",
    "acsm_running_mets",
    "acsm_walking_mets",
    "cadence_mets",
    "cadence_threshold",
    "energy_kcal",
    "is_on_foot",
    "lcda_mets",
    "minetti_cost",
    "overlap",
    "pandolf_watts",
    "parts_of",
    "preferred",
    "relate",
    "same_recording",
    "summarise",
]
