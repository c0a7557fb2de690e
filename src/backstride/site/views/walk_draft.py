"""Answers laid out beforehand, so that a phone can complete them without a connection."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from backstride.diary import Moment, Original, Pain, Walk
from backstride.guidance import Timeline
from backstride.site.views.begun import Begun
from backstride.site.views.situation import Situation
from backstride.site.views.walk_before import pain_id

COMPLETED = {"local", "recorded_at", "source"}
"""What follows from the rest, or is the server's to say."""


def after_draft(here: Situation, begun: Begun, plan: Timeline, before: int | None) -> str:
    """Return the walk and its two pain answers as JSON; the phone puts in what was answered.

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
            "walk": _open(walk),
            "during": _open(_pain(here, begun.walk_id, Moment.DURING)),
            "after": _open(_pain(here, begun.walk_id, Moment.AFTER)),
        }
    )


def morning_draft(here: Situation, answer: Pain, numbers: dict[str, int]) -> str:
    """Return this morning's answer as JSON, with the number that each answer stands for."""
    return json.dumps({"day": here.today.isoformat(), "numbers": numbers, "morning": _open(answer)})


def _pain(here: Situation, walk_id: UUID, moment: Moment) -> Pain:
    return Pain(
        id=pain_id(walk_id, moment),
        at=here.now,
        zone=here.zone,
        moment=moment,
        nrs=0,
        walk_id=walk_id,
    )


def _open(event: Original) -> dict[str, Any]:
    return event.model_dump(mode="json", exclude=COMPLETED, exclude_none=True)
