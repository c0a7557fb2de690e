"""Steps, cadence, bouts, regularity, intensity and trunk lean from acceleration."""

from .bouts import LONGEST_PAUSE_S, Bout
from .intensity import EPOCH_S
from .lean import LEAN_POSITIONS, Lean, lean
from .lean_rule import LeanRule, cues
from .meter import Meter, measure, measure_blocks
from .modes import ALL_DAY, MODES, WALK, Bridge, Company, Ends, Mode
from .notes import Note, NoteCode
from .position import Position
from .result import GaitResult
from .rhythm import Rhythm
from .units import Scale, Unit, recognise

__all__ = [
    "ALL_DAY",
    "EPOCH_S",
    "LEAN_POSITIONS",
    "LONGEST_PAUSE_S",
    "MODES",
    "WALK",
    "Bout",
    "Bridge",
    "Company",
    "Ends",
    "GaitResult",
    "Lean",
    "LeanRule",
    "Meter",
    "Mode",
    "Note",
    "NoteCode",
    "Position",
    "Rhythm",
    "Scale",
    "Unit",
    "cues",
    "lean",
    "measure",
    "measure_blocks",
    "recognise",
]
