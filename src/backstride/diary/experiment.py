"""Events about an experiment: walks of two kinds, in an order that a coin decides."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from backstride.diary.event import DiaryEvent, Id, Name, Text, Whole
from backstride.diary.times import Day

LARGEST_SEED = 2**53 - 1
"""Every program that reads JSON keeps whole numbers exactly up to here."""


class ExperimentStart(DiaryEvent):
    """The person starts an experiment; one that was running ends with it.

    The order of the walks is not written down: it follows from the seed, for everybody alike.
    """

    rank: ClassVar[int] = 4
    type: Literal["experiment_start"] = "experiment_start"
    question: Name = Field(description="Which two kinds of walk are compared, such as ground")
    seed: Whole = Field(
        ge=0, le=LARGEST_SEED, description="The order of the walks is drawn from it"
    )
    pairs: Whole = Field(ge=1, le=100, description="Pairs of walks, one of each kind")
    starts: Day | None = Field(
        default=None, description="First day whose walks belong to it; left out: the day itself"
    )
    shoes_id: Id | None = Field(
        default=None, description="The pair in question, where shoes are compared"
    )

    @model_validator(mode="after")
    def _starts_from_now_on(self) -> Self:
        if self.starts is not None and self.starts < self.day:
            raise PydanticCustomError(
                "starts_before",
                "the experiment starts ({starts}) before it is drawn ({drawn})",
                {"field": "starts", "starts": str(self.starts), "drawn": str(self.day)},
            )
        return self


class ExperimentStop(DiaryEvent):
    """The person ends an experiment before all its walks are done."""

    rank: ClassVar[int] = 5
    type: Literal["experiment_stop"] = "experiment_stop"
    experiment_id: Id = Field(description="The id of the event that started it")
    note: Text | None = None
