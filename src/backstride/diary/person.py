"""Events about the person and the frame of their walking."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from backstride.diary.event import DiaryEvent, Id, Name, Nrs, Number, Rating, Text, Whole, YesNo
from backstride.diary.times import Day
from backstride.diary.walk import WalkKind

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Profile(DiaryEvent):
    """Facts about the person; only what is given changes, the rest stays."""

    rank: ClassVar[int] = 0
    type: Literal["profile"] = "profile"
    birth_year: Whole | None = Field(default=None, ge=1900, le=2099)
    height_cm: Number | None = Field(default=None, ge=100, le=230)
    weight_kg: Number | None = Field(default=None, ge=25, le=300)
    track: Literal["current_pain", "prevention"] | None = Field(
        default=None, description="Back pain now, or recovered and keeping it so"
    )
    usual_pain: Nrs | None = Field(default=None, description="Usual back pain at the start")
    baseline: Literal["measure", "skip"] | None = Field(
        default=None, description="Whether three comfortable walks set the start dose"
    )
    usual_cadence_spm: Number | None = Field(default=None, ge=40, le=180)
    needs: tuple[Name, ...] | None = Field(
        default=None,
        max_length=60,
        description="What the stretches and the water advice must respect",
    )
    region: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = Field(
        default=None, description="Country code; sets the emergency number"
    )


class Screening(DiaryEvent):
    """Answers to safety questions: each yes, no or unsure."""

    rank: ClassVar[int] = 5
    type: Literal["screening"] = "screening"
    answers: dict[Name, Literal["no", "yes", "unsure"]] = Field(min_length=1, max_length=60)
    details: dict[Name, Annotated[tuple[Name, ...], Field(max_length=10)]] = Field(
        default_factory=dict,
        max_length=60,
        description="Chosen options of a question's follow-up",
    )


class Clearance(DiaryEvent):
    """A clinician has looked at an answer and says that walking is fine."""

    rank: ClassVar[int] = 6
    type: Literal["clearance"] = "clearance"
    questions: tuple[Name, ...] = Field(
        min_length=1, max_length=60, description="The safety questions it covers"
    )
    cleared: YesNo = Field(default=True, description="False: asked, and not cleared yet")
    by: Name | None = None


class Goal(DiaryEvent):
    """What the person walks for, and how quickly they want to build up."""

    rank: ClassVar[int] = 2
    type: Literal["goal"] = "goal"
    words: Text | None = None
    half_steps: YesNo | None = Field(
        default=None, description="The person's own choice of smaller steps"
    )
    personal_steps: YesNo | None = Field(
        default=None, description="Whether steps are sized by what the person's back has shown"
    )
    max_walks_per_week: Whole | None = Field(default=None, ge=3, le=7)
    max_minutes: Whole | None = Field(default=None, ge=5, le=180)


class Availability(DiaryEvent):
    """The weekdays on which the person can walk, and when."""

    rank: ClassVar[int] = 3
    type: Literal["availability"] = "availability"
    days: tuple[Weekday, ...] = Field(
        min_length=1, max_length=7, json_schema_extra={"uniqueItems": True}
    )
    time: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None

    @field_validator("days")
    @classmethod
    def _each_once(cls, value: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if len(set(value)) != len(value):
            raise PydanticCustomError("named_twice", "each weekday may be named once")
        return tuple(sorted(value, key=WEEKDAYS.index))


class IfThenPlan(DiaryEvent):
    """What the person ties walking to, or does when something is in the way.

    The latest one for each obstacle holds.
    """

    rank: ClassVar[int] = 4
    type: Literal["if_then_plan"] = "if_then_plan"
    cue: Text | None = Field(
        default=None,
        description='What comes first, in the words after "when": "I have had breakfast". '
        "Left out: there is no such plan any more",
    )
    then: Text | None = Field(
        default=None, description='What follows, in the words after "I"; left out: "walk"'
    )
    barrier: Name | None = Field(
        default=None, description="The obstacle it answers; left out: it is for every walk"
    )


class Shoes(DiaryEvent):
    """A pair of shoes, or news of a pair that is known by its ``shoes_id``."""

    rank: ClassVar[int] = 4
    type: Literal["shoes"] = "shoes"
    shoes_id: Id
    name: Name
    comfort: Rating | None = None
    distance_at_start_km: Number = Field(default=0, ge=0, le=20000)
    retired: YesNo = False
    note: Text | None = None


class ClinicianLimit(DiaryEvent):
    """Limits that a clinician sets for this person; each new one replaces the last."""

    rank: ClassVar[int] = 1
    type: Literal["clinician_limit"] = "clinician_limit"
    max_minutes: Whole | None = Field(default=None, ge=0, le=180)
    max_walks_per_week: Whole | None = Field(default=None, ge=0, le=14)
    max_week_minutes: Whole | None = Field(default=None, ge=0, le=2000)
    kinds: tuple[WalkKind, ...] | None = Field(
        default=None, max_length=10, description="Kinds allowed"
    )
    no_rises: YesNo = False
    until: Day | None = Field(default=None, description="Last day on which it holds")
    by: Name | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until < self.day:
            raise PydanticCustomError(
                "end_before_start",
                "the limit ends ({end}) before it begins ({start})",
                {"field": "until", "end": str(self.until), "start": str(self.day)},
            )
        return self
