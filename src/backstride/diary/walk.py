"""Events about a walk and the pain that went with it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from backstride.diary.event import DiaryEvent, Id, Minutes, Name, Nrs, Number, Text, Whole, YesNo
from backstride.diary.times import Instant

WalkKind = Literal["easy", "brisk", "intervals", "hills"]
RecordedKind = Literal["one_pace", "brisk", "intervals", "hills"]
Ground = Literal["paved_even", "paved_uneven", "gravel", "grass_or_path", "indoors", "mixed"]
Carrying = Literal["nothing", "both_shoulders", "one_side"]

ROUNDING_MIN = 1
"""Minutes may exceed the time between start and end by this much: people round (judgement)."""


class Moment(StrEnum):
    """When, seen from a walk, a pain answer was given."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    MORNING = "morning"


class Prescribed(BaseModel):
    """What was asked for when a walk began, kept with the walk."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    minutes: Whole = Field(ge=1, le=180)
    kind: WalkKind = "easy"
    protocol: Name = Field(description="Name and version of the protocol")
    rules: tuple[Name, ...] = Field(
        default=(), max_length=100, description="Ids of the rules behind it"
    )


class BaselineWalk(DiaryEvent):
    """One comfortable walk before the programme, to find the start dose."""

    rank: ClassVar[int] = 20
    type: Literal["baseline_walk"] = "baseline_walk"
    minutes: Minutes
    comfortable: YesNo = True


class Walk(DiaryEvent):
    """A walk that was done. ``at`` is its start, ``minutes`` what counts against the plan."""

    rank: ClassVar[int] = 20
    type: Literal["walk"] = "walk"
    minutes: Minutes = Field(description="Minutes of walking, without warm-up and cool-down")
    ended_at: Instant | None = Field(default=None, description="End, UTC")
    kind: WalkKind = "easy"
    programme: YesNo = Field(
        default=True, description="False for everyday walking that is counted apart"
    )
    prescribed: Prescribed | None = None
    warm_up_min: Number | None = Field(default=None, ge=0, le=120)
    cool_down_min: Number | None = Field(default=None, ge=0, le=120)
    moving_min: Number | None = Field(default=None, ge=0, le=1440)
    elapsed_min: Number | None = Field(default=None, ge=0, le=2880)
    distance_m: Number | None = Field(default=None, ge=0, le=200_000)
    cadence_spm: Number | None = Field(default=None, ge=0, le=250)
    mean_heart_rate_bpm: Number | None = Field(default=None, ge=20, le=250)
    ascent_m: Number | None = Field(default=None, ge=0, le=9000)
    recorded_kind: RecordedKind | None = Field(
        default=None,
        description="What the recording shows beside what was asked or told, where it does",
    )
    met_minutes: Number | None = Field(default=None, ge=0, le=50_000)
    shoes_id: Id | None = None
    ground: Ground | None = None
    carrying: Carrying | None = None
    load_kg: Number | None = Field(default=None, ge=0, le=60)
    talk: Literal["sing", "sentences", "few_words", "hardly"] | None = None
    went: Literal["better", "as_expected", "harder"] | None = None
    recording_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _end_follows_start(self) -> Self:
        if self.ended_at is None:
            return self
        if self.ended_at < self.at:
            raise PydanticCustomError(
                "end_before_start",
                "the walk ends ({end}) before it starts ({start})",
                {
                    "field": "ended_at",
                    "end": self.ended_at.isoformat(),
                    "start": self.at.isoformat(),
                },
            )
        span_min = (self.ended_at - self.at).total_seconds() / 60
        if self.minutes > span_min + ROUNDING_MIN:
            raise PydanticCustomError(
                "does_not_fit",
                "{minutes} minutes of walking do not fit between start and end ({span} minutes)",
                {"field": "minutes", "minutes": f"{self.minutes:g}", "span": f"{span_min:.1f}"},
            )
        return self


class Pain(DiaryEvent):
    """A pain answer: before, during (the worst on the way), after, or next morning."""

    rank: ClassVar[int] = 10
    type: Literal["pain"] = "pain"
    moment: Moment
    nrs: Nrs
    walk_id: Id | None = Field(
        default=None, description="The walk it belongs to; needed but for a morning"
    )

    @model_validator(mode="after")
    def _names_its_walk(self) -> Self:
        if self.moment is not Moment.MORNING and self.walk_id is None:
            raise PydanticCustomError(
                "walk_missing",
                "a pain answer {moment} a walk needs its walk_id",
                {"field": "walk_id", "moment": self.moment.value},
            )
        return self
