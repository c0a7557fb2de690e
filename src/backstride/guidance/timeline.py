"""The timeline: what happens when on a walk, to the second.

The same values are the JSON that the page and the walk player read; its shape is
``Timeline.model_json_schema()``. All times are whole seconds from the first step of the
warm-up; a span holds ``start_s <= t < end_s``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from backstride.guidance.source import Source
from backstride.prescription import Kind

TIMELINE_VERSION: Final = 1
"""Version of the JSON shape; a breaking change raises it."""


class PhaseId(StrEnum):
    """The three phases of every walk."""

    WARM_UP = "warm_up"
    WALK = "walk"
    COOL_DOWN = "cool_down"


class PartKind(StrEnum):
    """What a part is. Before and after the walk these are the kinds of the items."""

    SLOW_WALK = "slow_walk"
    DYNAMIC = "dynamic"
    EASY = "easy"
    BRISK = "brisk"
    HILLS = "hills"
    HOLD = "hold"
    MOVE = "move"
    BREATH = "breath"


class Texture(StrEnum):
    """How the path draws a part; the names are those of the design tokens."""

    WARM_UP = "warmup"
    MAIN = "main"
    BRISK = "brisk"
    EASY_BETWEEN = "easyBetween"
    COOL_DOWN = "cooldown"


class CueKind(StrEnum):
    """What a cue is about."""

    PART_START = "part_start"
    POSTURE = "posture"
    WATER = "water"
    HALFWAY = "halfway"
    LAST_MINUTE = "last_minute"
    INTERVAL_BRISK = "interval_brisk"
    INTERVAL_EASY = "interval_easy"
    STRETCH = "stretch"
    LOAD = "load"
    SURFACE = "surface"
    END = "end"


PRIORITY: Mapping[CueKind, Literal[1, 2, 3]] = {
    CueKind.PART_START: 1,
    CueKind.INTERVAL_BRISK: 1,
    CueKind.INTERVAL_EASY: 1,
    CueKind.END: 1,
    CueKind.STRETCH: 2,
    CueKind.HALFWAY: 2,
    CueKind.LAST_MINUTE: 2,
    CueKind.WATER: 2,
    CueKind.SURFACE: 3,
    CueKind.LOAD: 3,
    CueKind.POSTURE: 3,
}
"""1 what the walk cannot do without, 2 what helps, 3 what may be left unsaid (judgement)."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cadence(_Frozen):
    """A range of steps per minute (both feet)."""

    low_spm: int = Field(gt=0)
    high_spm: int = Field(gt=0)


class Part(_Frozen):
    """One stretch of time with one thing to do.

    Parameters
    ----------
    id : str
        Unique in the timeline: an item id (``w2``), or ``walk``, ``lead_in``,
        ``brisk-1``, ``easy-1``, ``lead_out``.
    kind : PartKind
    start_s, end_s : int
    label, instruction : str
        A heading, and how to do it.
    easier, skip : str
        The easier form, and when to leave it out; empty where there is nothing to say.
    texture : Texture
    round, rounds : int or None
        Which repeat of how many, for brisk and easy in turn.
    cadence : Cadence or None
        Steps to aim for, where the person's own usual cadence is known.
    because : tuple of str
        Source ids of its numbers.
    """

    id: str
    kind: PartKind
    start_s: int = Field(ge=0)
    end_s: int = Field(gt=0)
    label: str
    instruction: str
    easier: str = ""
    skip: str = ""
    texture: Texture
    round: int | None = None
    rounds: int | None = None
    cadence: Cadence | None = None
    because: tuple[str, ...] = Field(min_length=1)

    @property
    def duration_s(self) -> int:
        """Seconds the part takes."""
        return self.end_s - self.start_s


class Phase(_Frozen):
    """Warm-up, walk or cool-down, with its parts in order and without gaps."""

    id: PhaseId
    label: str
    start_s: int = Field(ge=0)
    end_s: int = Field(gt=0)
    parts: tuple[Part, ...] = Field(min_length=1)
    because: tuple[str, ...] = Field(min_length=1)

    @property
    def duration_s(self) -> int:
        """Seconds the phase takes."""
        return self.end_s - self.start_s


class Cue(_Frozen):
    """Something to say at one moment, short enough to be spoken.

    ``priority`` is 1 to 3, 1 first: what gives way when two would be said at once.
    """

    at_s: int = Field(ge=0)
    kind: CueKind
    text: str = Field(min_length=1, max_length=90)
    priority: Literal[1, 2, 3]
    because: tuple[str, ...] = ()

    @classmethod
    def of(cls, kind: CueKind, at_s: int, text: str, because: tuple[str, ...] = ()) -> Self:
        """Make a cue of a kind, with the priority of that kind."""
        return cls(at_s=at_s, kind=kind, text=text, priority=PRIORITY[kind], because=because)


class Timeline(_Frozen):
    """A whole walk, from the first step of the warm-up to the end of the cool-down.

    Parameters
    ----------
    version : int
        Of the JSON shape.
    day : date
        The local day it was made for; the choice of items follows from it.
    kind : Kind
    minutes : int
        Minutes of the walk itself.
    total_s : int
        Seconds of all three phases.
    phases : tuple of Phase
        Warm-up, walk, cool-down.
    cues : tuple of Cue
        By time, never two at once.
    sources : mapping of str to Source
        Every source id that occurs in ``because``.
    """

    version: Literal[1] = TIMELINE_VERSION
    day: date
    kind: Kind
    minutes: int = Field(ge=1)
    total_s: int = Field(gt=0)
    phases: tuple[Phase, Phase, Phase]
    cues: tuple[Cue, ...]
    sources: dict[str, Source]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts in order."""
        return tuple(part for phase in self.phases for part in phase.parts)

    def phase(self, phase_id: PhaseId) -> Phase:
        """Return one of the three phases."""
        return next(each for each in self.phases if each.id is phase_id)

    def to_json(self) -> dict[str, Any]:
        """Return the timeline as JSON values."""
        return self.model_dump(mode="json")
