"""Events about how the person is, apart from a walk."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from backstride.diary.event import (
    NAME_PATTERN,
    DiaryEvent,
    Id,
    Name,
    Nrs,
    Number,
    Rating,
    Text,
    Whole,
    YesNo,
)
from backstride.diary.times import Day

MOST = 1_000_000
"""No item of a questionnaire has a number beyond this (judgement)."""


def _answer(value: Any) -> float | str:
    if isinstance(value, str):
        if 1 <= len(value) <= 200 and _NAME.fullmatch(value):
            return value
    elif type(value) in (int, float) and -MOST <= value <= MOST:
        return float(value)
    raise PydanticCustomError("not_an_answer", "not an answer")


_NAME = re.compile(NAME_PATTERN)

# One check for both forms: a choice between two types would report two errors for one answer.
Answer = Annotated[
    float | str,
    PlainValidator(_answer),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": -MOST, "maximum": MOST},
                {"type": "string", "minLength": 1, "maxLength": 200, "pattern": NAME_PATTERN},
            ]
        }
    ),
]
"""An answer to an item of a questionnaire: a number, or the words chosen."""


class CheckIn(DiaryEvent):
    """How the week was: sleep, confidence, limited days, what got in the way."""

    type: Literal["check_in"] = "check_in"
    average_pain: Nrs | None = None
    sleep: Rating | None = None
    confidence: Rating | None = None
    limited_days: Whole | None = Field(default=None, ge=0, le=7)
    work_days_lost: Whole | None = Field(default=None, ge=0, le=7)
    barriers: tuple[Name, ...] = Field(default=(), max_length=30)
    note: Text | None = None


class Flare(DiaryEvent):
    """A bad day, in the person's own judgement."""

    rank: ClassVar[int] = 8
    type: Literal["flare"] = "flare"
    note: Text | None = None


class Absence(DiaryEvent):
    """Days on which walking is out of the question: illness, travel or something else."""

    rank: ClassVar[int] = 7
    type: Literal["absence"] = "absence"
    reason: Literal["illness", "travel", "other"]
    until: Day | None = Field(default=None, description="Last day, if it is known")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until < self.day:
            raise PydanticCustomError(
                "end_before_start",
                "it ends ({end}) before it begins ({start})",
                {"field": "until", "end": str(self.until), "start": str(self.day)},
            )
        return self


class NewSymptom(DiaryEvent):
    """Something new that was noticed, on a walk or apart from one."""

    rank: ClassVar[int] = 30
    type: Literal["new_symptom"] = "new_symptom"
    symptom: Literal[
        "leg_pain",
        "leg_numbness",
        "leg_weakness",
        "saddle_numbness",
        "bladder_or_bowel",
        "calf_pain",
        "chest_pain",
        "palpitations",
        "breathlessness",
        "dizziness",
        "other",
    ]
    sure: YesNo = Field(default=True, description="False: the person is not sure")
    walk_id: Id | None = None
    note: Text | None = None


class Questionnaire(DiaryEvent):
    """A questionnaire's result: a total, or the answers of a known instrument."""

    type: Literal["questionnaire"] = "questionnaire"
    instrument: Name
    total: Number | None = Field(default=None, ge=-1000, le=1000)
    answers: dict[Name, Answer] = Field(default_factory=dict, max_length=200)

    @model_validator(mode="after")
    def _has_a_result(self) -> Self:
        if self.total is None and not self.answers:
            raise PydanticCustomError(
                "no_result", "neither the total nor the answers are given", {"field": "total"}
            )
        return self
