"""Exercises one after the other, behind a slow walk that fills the last minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from backstride.guidance.item import Fitted
from backstride.guidance.timeline import Part, PartKind, Texture

SHORTEST_WALK_S = 180
"""Shortest slow walk (evidence section 7: W1 and C1 take 3-5 min)."""

LONGEST_SIDE_S = 600
"""Longest warm-up and longest cool-down (ACSM/Garber 2011: 5-10 min)."""

SHORT_WALK_MIN = 20
"""Up to this length a walk gets the shortest warm-up and cool-down (judgement)."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as it is done on this walk: how, for how long, and why so."""

    fitted: Fitted
    duration_s: int
    instruction: str
    because: tuple[str, ...]


def by_turns(pool: Sequence[Fitted], day: date) -> list[Fitted]:
    """Return the whole pool, beginning one further each day."""
    offset = day.toordinal() % len(pool) if pool else 0
    return [*pool[offset:], *pool[:offset]]


def in_order(chosen: Sequence[Fitted]) -> list[Fitted]:
    """Return the exercises in the order of their numbers."""
    return sorted(chosen, key=lambda each: each.item.number)


def lay_out(
    slow: Fitted, exercises: Sequence[Exercise], texture: Texture, start_s: int
) -> tuple[Part, ...]:
    """Place the slow walk and the exercises behind each other.

    The slow walk lasts at least 3 minutes and as much longer (less than a minute) as makes
    the whole a number of whole minutes.
    """
    exercises_s = sum(each.duration_s for each in exercises)
    slow_s = SHORTEST_WALK_S + -(SHORTEST_WALK_S + exercises_s) % 60
    walk = Exercise(slow, slow_s, slow.instruction, ("sides.length", "sides.items"))
    row = [walk, *exercises]
    edges = accumulate((each.duration_s for each in row), initial=start_s)
    return tuple(
        Part(
            id=each.fitted.item.id,
            kind=PartKind(each.fitted.item.kind.value),
            start_s=start,
            end_s=end,
            label=each.fitted.item.name,
            instruction=each.instruction,
            easier=each.fitted.item.easier,
            skip=each.fitted.item.skip,
            texture=texture,
            because=each.because,
        )
        for each, (start, end) in zip(row, pairwise(edges), strict=True)
    )
