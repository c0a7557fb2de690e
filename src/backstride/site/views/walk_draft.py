"""Answers laid out beforehand, so that a phone can complete them without a connection."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid5

from backstride.diary import Flare, Moment, NewSymptom, Original, Pain, Walk
from backstride.guidance import Timeline
from backstride.site.forms.before import SYMPTOM_CHOICES
from backstride.site.forms.easing import STOP_CHOICES
from backstride.site.views.begun import Begun
from backstride.site.views.situation import Situation
from backstride.site.views.walk_before import pain_id

COMPLETED = {"local", "recorded_at", "source"}
"""What follows from the rest, or is the server's to say."""


def after_draft(here: Situation, begun: Begun, plan: Timeline, before: int | None) -> str:
    """Return the walk, its two pain answers and what can be new in a leg as JSON.

    The phone puts in what was answered.

    The ids are those that the form itself would write under, so whatever arrives twice is
    one walk.
    """
    walk = Walk(
        id=begun.walk_id,
        at=begun.at,
        zone=here.zone,
        minutes=plan.minutes,
        kind=begun.session.kind.value,
        prescribed=begun.prescribed,
        shoes_id=begun.shoes_id,
        ground=begun.ground,
        carrying=begun.carrying,
    )
    return json.dumps(
        {
            "before": before,
            "walk": opened(walk),
            "during": opened(_pain(here, begun.walk_id, Moment.DURING)),
            "after": opened(_pain(here, begun.walk_id, Moment.AFTER)),
            "signs": {
                name: opened(symptom_of(here, begun.walk_id, name)) for name, _ in SYMPTOM_CHOICES
            },
        }
    )


def morning_draft(here: Situation, answer: Pain, numbers: dict[str, int]) -> str:
    """Return this morning's answer as JSON, with the number that each answer stands for."""
    return json.dumps(
        {"day": here.today.isoformat(), "numbers": numbers, "morning": opened(answer)}
    )


def said_on_the_way(here: Situation, walk_id: UUID, event_id: UUID, nrs: int) -> Pain:
    """Return what was said on the way. Each time is an answer of its own: the highest counts."""
    return Pain(
        id=event_id,
        at=here.now,
        zone=here.zone,
        moment=Moment.DURING,
        nrs=nrs,
        walk_id=walk_id,
    )


def said_draft(here: Situation, walk_id: UUID) -> str:
    """Return what is said on the way as JSON; the phone puts in the number, moment and id."""
    return json.dumps(opened(said_on_the_way(here, walk_id, walk_id, 0)))


def symptom_of(here: Situation, walk_id: UUID, symptom: str, *, sure: bool = True) -> NewSymptom:
    """Return what is new with a walk; one of a kind on one walk, however often it is told."""
    return NewSymptom.model_validate(
        {
            "id": uuid5(walk_id, f"stop {symptom}"),
            "at": here.now,
            "zone": here.zone,
            "symptom": symptom,
            "sure": sure,
            "walk_id": walk_id,
        }
    )


def legs_told(here: Situation, walk_id: UUID, told: dict[str, Any]) -> list[NewSymptom]:
    """Return what a form with `LegFields` told about a walk that is over.

    Its moment is that of telling: what was answered before it has not answered it.
    """
    sure = told.get("leg") != "unsure"
    return [symptom_of(here, walk_id, each, sure=sure) for each in told["symptoms"]]


def symptom_drafts(here: Situation, walk_id: UUID) -> str:
    """Return each sign that can end a walk as JSON, by its name in the form."""
    return json.dumps({name: opened(symptom_of(here, walk_id, name)) for name, _ in STOP_CHOICES})


def worse_draft(here: Situation, flare: Flare) -> str:
    """Return a bad day as JSON; the phone puts in the moment, and the note if there is one."""
    return json.dumps({"day": here.today.isoformat(), "worse": opened(flare)})


def _pain(here: Situation, walk_id: UUID, moment: Moment) -> Pain:
    return Pain(
        id=pain_id(walk_id, moment),
        at=here.now,
        zone=here.zone,
        moment=moment,
        nrs=0,
        walk_id=walk_id,
    )


def opened(event: Original) -> dict[str, Any]:
    """Return an event as JSON without what only the phone or the server can say."""
    return event.model_dump(mode="json", exclude=COMPLETED, exclude_none=True)
