"""The warm-up: a slow walk and four to six movements, 5 to 10 minutes in all."""

from __future__ import annotations

from datetime import date

from backstride.guidance.exercises import (
    SHORT_WALK_MIN,
    Exercise,
    by_turns,
    in_order,
    lay_out,
)
from backstride.guidance.item import ITEMS, Place, fit
from backstride.guidance.needs import WalkerNeeds
from backstride.guidance.timeline import Phase, PhaseId, Texture
from backstride.prescription import Kind, Session

_FIRST, _LAST = "w2", "w10"
"""Marching brings the warmth, standing tall leads into the walk: both always (judgement)."""


def movements(session: Session) -> int:
    """Return how many movements the warm-up of that walk has: 4 to 6 (judgement)."""
    if session.kind is not Kind.EASY:
        return 6
    return 4 if session.minutes <= SHORT_WALK_MIN else 5


def warm_up(session: Session, person: WalkerNeeds, place: Place, day: date) -> Phase:
    """Lay out the warm-up, starting at second 0."""
    slow, *rest = (fit(each, person, place) for each in ITEMS if each.phase == "warm_up")
    allowed = {each.item.id: each for each in rest if not each.left_out}
    middle = [each for key, each in allowed.items() if key not in (_FIRST, _LAST)]
    chosen = [
        allowed[_FIRST],
        *in_order(by_turns(middle, day)[: movements(session) - 2]),
        allowed[_LAST],
    ]
    parts = lay_out(
        slow,
        [
            Exercise(each, each.duration_s(person, long=False), each.instruction, ("sides.items",))
            for each in chosen
        ],
        Texture.WARM_UP,
        start_s=0,
    )
    return Phase(
        id=PhaseId.WARM_UP,
        label="Warm-up",
        start_s=0,
        end_s=parts[-1].end_s,
        parts=parts,
        because=("sides.length", "sides.items"),
    )
