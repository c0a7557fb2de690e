"""The plan as a document for programs: the API and ``--json`` give the same one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backstride.prescription import Plan, Protocol, Reason

if TYPE_CHECKING:
    from backstride.insights import Drawn

FORMAT = 1
"""Version of the document; a breaking change raises it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReasonDocument(_Part):
    """A rule at work: in words, with the values it used and where it comes from."""

    rule: str
    words: str
    grade: str = Field(description="E established, R reported, J our judgement")
    source: str
    inputs: dict[str, str | int | float | bool | None]


class FigureDocument(_Part):
    """A number, its unit and its reasons; the first decided."""

    value: float
    unit: str
    reasons: list[ReasonDocument]


class RungDocument(_Part):
    """Brisk and easy parts that alternate."""

    repeats: int
    brisk_s: int
    easy_s: int


class SessionDocument(_Part):
    """One prescribed walk."""

    minutes: int
    kind: str
    rung: RungDocument | None
    times: int


class TodayDocument(_Part):
    """What today asks for."""

    action: str
    session: SessionDocument | None
    short: SessionDocument | None
    minutes: FigureDocument
    done_min: float
    reasons: list[ReasonDocument]
    most_min: int


class DayDocument(_Part):
    """One day of the week."""

    day: date
    state: str
    session: SessionDocument | None
    done_min: float


class WeekDocument(_Part):
    """The week around the day of the plan, Monday first."""

    number: int
    start: date
    days: list[DayDocument]
    walks: FigureDocument
    planned_min: FigureDocument
    done_walks: int
    done_min: float


class OutlookDocument(_Part):
    """Next week, if the rest of this one goes as planned."""

    minutes: FigureDocument
    walks: FigureDocument


class OpeningDocument(_Part):
    """One stage of the programme."""

    stage: str
    state: str
    about_week: int | None
    reasons: list[ReasonDocument]


class JudgedDocument(_Part):
    """A walk that was done and how the back took it."""

    walk_id: UUID
    day: date
    minutes: float
    full_dose: bool
    before: int | None
    worst: int | None
    after: int | None
    rise: int | None
    usual: float | None
    tolerance: int
    response: str | None
    mornings_counted: int
    reasons: list[ReasonDocument]


class ExperimentDocument(_Part):
    """What an experiment asks of the coming walks."""

    id: UUID
    question: str
    stage: str
    waits: str | None = Field(description="Why nothing is asked for now")
    today: str | None = Field(description="What the coin asks of today's walk")
    walks: dict[str, str] = Field(description="The same for each coming walk, by its date")


class PlanDocument(_Part):
    """Everything prescribed for one day, with words and sources for every number."""

    format: int = FORMAT
    on: date
    protocol: str
    track: str
    started: date | None
    halted: bool
    today: TodayDocument
    week: WeekDocument
    next_walk: DayDocument | None
    dose: FigureDocument
    outlook: OutlookDocument | None
    openings: list[OpeningDocument]
    walks: list[JudgedDocument]
    questions_due: list[str]
    findings: list[str]
    tier: str | None
    ask: list[ReasonDocument]
    experiment: ExperimentDocument | None = None


def plan_document(plan: Plan, protocol: Protocol, drawn: Drawn | None = None) -> PlanDocument:
    """Return the plan as a document, its reasons in the words of the protocol.

    Parameters
    ----------
    plan : Plan
    protocol : Protocol
    drawn : Drawn, optional
        What an experiment asks of the walks of this plan.
    """
    names = (name for name in PlanDocument.model_fields if name not in ("format", "experiment"))
    found = {name: _plain(getattr(plan, name), protocol) for name in names}
    return PlanDocument.model_validate({**found, "experiment": experiment_document(drawn)})


def experiment_document(drawn: Drawn | None) -> ExperimentDocument | None:
    """Return what an experiment asks for; None where none runs."""
    if drawn is None or drawn.followed is None:
        return None
    followed = drawn.followed
    return ExperimentDocument(
        id=followed.start.id,
        question=followed.question.key,
        stage=followed.stage.value,
        waits=None if drawn.waits is None else drawn.waits.value,
        today=drawn.today or None,
        walks={day.isoformat(): drawn.on(day) for day in drawn.arms or {}},
    )


def _plain(value: Any, protocol: Protocol) -> Any:
    """Turn what a plan consists of into what JSON consists of."""
    match value:
        case Reason():
            rule = protocol.rule(value.rule)
            return {
                "rule": value.rule,
                "words": protocol.say(value),
                "grade": rule.grade,
                "source": rule.source,
                "inputs": {name: _plain(used, protocol) for name, used in value.inputs},
            }
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each, protocol) for each in value]
        case _ if is_dataclass(value):
            return {
                each.name: _plain(getattr(value, each.name), protocol) for each in fields(value)
            }
        case _:
            return value
