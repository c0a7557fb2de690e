"""Guidance: a prescribed walk becomes a timeline of phases and cues, with water and stretches."""

from backstride.guidance.composition import timeline
from backstride.guidance.ground import STAGES, GroundStage, ground_stage
from backstride.guidance.heat import Heat, HeatAdvice, heat_advice, heat_class
from backstride.guidance.item import (
    EXERCISE_RULES,
    ITEMS,
    Fitted,
    Item,
    ItemKind,
    Place,
    fit,
    item,
    stretches,
)
from backstride.guidance.load import LoadAdvice, load_advice
from backstride.guidance.needs import Need, WalkerNeeds
from backstride.guidance.source import SOURCES, Source
from backstride.guidance.timeline import (
    TIMELINE_VERSION,
    Cadence,
    Cue,
    CueKind,
    Part,
    PartKind,
    Phase,
    PhaseId,
    Texture,
    Timeline,
)
from backstride.guidance.walk_phase import brisk_cadence
from backstride.guidance.water import WaterAdvice, water_advice

__all__ = [
    "EXERCISE_RULES",
    "ITEMS",
    "SOURCES",
    "STAGES",
    "TIMELINE_VERSION",
    "Cadence",
    "Cue",
    "CueKind",
    "Fitted",
    "GroundStage",
    "Heat",
    "HeatAdvice",
    "Item",
    "ItemKind",
    "LoadAdvice",
    "Need",
    "Part",
    "PartKind",
    "Phase",
    "PhaseId",
    "Place",
    "Source",
    "Texture",
    "Timeline",
    "WalkerNeeds",
    "WaterAdvice",
    "brisk_cadence",
    "fit",
    "ground_stage",
    "heat_advice",
    "heat_class",
    "item",
    "load_advice",
    "stretches",
    "timeline",
    "water_advice",
]
