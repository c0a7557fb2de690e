"""The typed, dated events that make up a diary."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from backstride.diary.event import DiaryEvent, Id, Text
from backstride.diary.experiment import ExperimentStart, ExperimentStop
from backstride.diary.person import (
    Availability,
    Clearance,
    ClinicianLimit,
    Goal,
    IfThenPlan,
    Profile,
    Screening,
    Shoes,
)
from backstride.diary.walk import BaselineWalk, Pain, Walk
from backstride.diary.wellbeing import Absence, CheckIn, Flare, NewSymptom, Questionnaire

Original = (
    Profile
    | Screening
    | Clearance
    | BaselineWalk
    | Goal
    | Availability
    | IfThenPlan
    | Shoes
    | Walk
    | Pain
    | CheckIn
    | Flare
    | Absence
    | NewSymptom
    | Questionnaire
    | ClinicianLimit
    | ExperimentStart
    | ExperimentStop
)
"""An event that says something by itself."""


class Correction(DiaryEvent):
    """Replaces an earlier event by a better version of it; both are kept."""

    rank: ClassVar[int] = 90
    type: Literal["correction"] = "correction"
    corrects: Id
    replacement: Annotated[Original, Field(discriminator="type")]

    @model_validator(mode="after")
    def _keeps_the_identity(self) -> Self:
        if self.replacement.id != self.corrects:
            raise PydanticCustomError(
                "other_identity",
                "the replacement has the id {given}, and it corrects {corrects}",
                {
                    "field": "replacement.id",
                    "given": str(self.replacement.id),
                    "corrects": str(self.corrects),
                },
            )
        return self


class Retraction(DiaryEvent):
    """Takes an earlier event out of the account; it is kept and can be seen."""

    rank: ClassVar[int] = 91
    type: Literal["retraction"] = "retraction"
    retracts: Id
    reason: Text | None = None


Event = Annotated[Original | Correction | Retraction, Field(discriminator="type")]
AnyEvent = Original | Correction | Retraction

EVENT: TypeAdapter[AnyEvent] = TypeAdapter(Event)
"""Reads any event from what JSON gives, or from JSON itself."""

KINDS: dict[str, type[DiaryEvent]] = {
    kind.model_fields["type"].default: kind for kind in (*Original.__args__, Correction, Retraction)
}
"""The class of every type of event, by the word that names it in a file."""


def canonical_key(event: AnyEvent) -> tuple[datetime, int, UUID]:
    """Return the key of the canonical order: moment, then rank of the type, then id.

    Ordering by it makes everything that is derived from a diary independent of the order
    in which its events arrived.
    """
    return (event.at, event.rank, event.id)


def same_content(a: AnyEvent, b: AnyEvent) -> bool:
    """Return whether two events say the same.

    When and by what an event was entered (``recorded_at``, ``source``) does not count: a
    phone that sends an event a second time says nothing new.
    """
    if a is b:
        return True
    entered = {"recorded_at": None, "source": None}
    return a.model_copy(update=entered) == b.model_copy(update=entered)
