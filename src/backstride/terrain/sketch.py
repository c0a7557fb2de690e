"""A walk before all of it is told: where it goes, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .trail import Trail


class Shape(StrEnum):
    """How a walk runs."""

    LOOP = "loop"
    STEM_AND_LOOP = "stem and loop"
    ROUNDS = "rounds"
    THERE_AND_BACK = "there and back"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A walk of some shape.

    Attributes
    ----------
    shape : Shape
    trail : Trail
    cost : float
        Per metre, with what is walked again.
    stem_m : float
        Way to the circle, walked forth and back.
    rounds : int
        How often the circle is walked, or how often there and back.
    repeated_m, corridor_m : float
        Metres walked again, and with another part of the walk close by, without the stem.
    """

    shape: Shape
    trail: Trail
    cost: float
    stem_m: float
    rounds: int
    repeated_m: float
    corridor_m: float


class Idea(NamedTuple):
    """A walk before it is drawn: its cost, and what draws it."""

    cost: float
    draw: Callable[[], Sketch]
