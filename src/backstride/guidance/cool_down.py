"""The cool-down: a slow walk, then lower back, back of the thighs and front of the hips."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from backstride.guidance.exercises import (
    LONGEST_SIDE_S,
    SHORT_WALK_MIN,
    SHORTEST_WALK_S,
    Exercise,
    by_turns,
    in_order,
    lay_out,
)
from backstride.guidance.item import ITEMS, SETTLE_S, Fitted, ItemKind, Place, fit, item
from backstride.guidance.needs import WalkerNeeds
from backstride.guidance.timeline import Cue, CueKind, PartKind, Phase, PhaseId, Texture
from backstride.prescription import Session

_ALWAYS = ("c2", "c3")
_LOWER_BACK = ("c6", "c8", "c9")
"""One of these, by turns."""

MOST_MORE = 2
"""Exercises more after a longer walk (judgement)."""

_MORE = ("c4", "c5", "c7", "c10", "c11", "c12")


def cool_down(
    session: Session, person: WalkerNeeds, place: Place, day: date, *, start_s: int
) -> Phase:
    """Lay out the cool-down from ``start_s`` on.

    After a short walk it holds the three groups only, after a longer one up to two
    exercises more and longer holds, as far as they fit into 10 minutes (judgement).
    """
    fitted = {each.id: fit(each, person, place) for each in ITEMS if each.phase == "cool_down"}
    long = session.minutes > SHORT_WALK_MIN
    chosen = [fitted[each] for each in _ALWAYS]
    chosen += by_turns(_allowed(_LOWER_BACK, fitted, place), day)[:1]
    room_s = LONGEST_SIDE_S - SHORTEST_WALK_S
    room_s -= sum(each.duration_s(person, long=long) for each in chosen)
    left = MOST_MORE if long else 0
    for each in by_turns(_allowed(_MORE, fitted, place), day):
        length_s = each.duration_s(person, long=long)
        if left and length_s <= room_s:
            chosen.append(each)
            room_s -= length_s
            left -= 1
    parts = lay_out(
        fitted["c1"],
        [_exercise(each, person, long=long) for each in in_order(chosen)],
        Texture.COOL_DOWN,
        start_s,
    )
    return Phase(
        id=PhaseId.COOL_DOWN,
        label="Cool-down",
        start_s=start_s,
        end_s=parts[-1].end_s,
        parts=parts,
        because=("sides.length", "stretch.items"),
    )


def stretch_cues(phase: Phase) -> list[Cue]:
    """Return what is said when one hold ends and the next begins."""
    cues: list[Cue] = []
    for part in phase.parts:
        if part.kind is not PartKind.HOLD:
            continue
        held = item(part.id)
        holds = held.sides * held.rounds
        each_s = part.duration_s // holds
        for nth in range(1, holds):
            text = f"{_which(nth, held.sides)}, {each_s - SETTLE_S} seconds."
            at_s = part.start_s + nth * each_s
            cues.append(Cue.of(CueKind.STRETCH, at_s, text, ("stretch.hold",)))
    return cues


def _which(nth: int, sides: int) -> str:
    if sides == 1:
        return "Once more"
    return "Now the other side" if nth % 2 else "First side again"


def _allowed(ids: tuple[str, ...], fitted: Mapping[str, Fitted], place: Place) -> list[Fitted]:
    """Those that suit the person; outside, those done on the feet wherever there are any."""
    allowed = [fitted[each] for each in ids if not fitted[each].left_out]
    if place is Place.OUTSIDE:
        return [each for each in allowed if each.item.place == "standing"] or allowed
    return allowed


def _exercise(fitted: Fitted, person: WalkerNeeds, *, long: bool) -> Exercise:
    duration_s = fitted.duration_s(person, long=long)
    if fitted.item.kind is not ItemKind.HOLD:
        return Exercise(fitted, duration_s, fitted.instruction, ("stretch.items",))
    each_side = " on each side" if fitted.item.sides == 2 else ""
    times = {2: "twice"}.get(fitted.item.rounds, f"{fitted.item.rounds} times")
    hold_s = fitted.hold_s(person, long=long)
    return Exercise(
        fitted,
        duration_s,
        f"{fitted.instruction} Hold for {hold_s} seconds, {times}{each_side}. No bouncing.",
        ("stretch.items", "stretch.hold"),
    )
