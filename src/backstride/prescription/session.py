"""What one prescribed walk consists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of a walk, from the plainest to the most varied.

    The order is the order in which the protocol opens them.
    """

    EASY = "easy"
    BRISK = "brisk"
    INTERVALS = "intervals"
    HILLS = "hills"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the interval ladder.

    Parameters
    ----------
    repeats : int
        How many times brisk and easy alternate.
    brisk_s, easy_s : int
        Length of one brisk and one easy part, in seconds.
    """

    repeats: int
    brisk_s: int
    easy_s: int

    @property
    def total_s(self) -> int:
        """Seconds that all repeats take together."""
        return self.repeats * (self.brisk_s + self.easy_s)


@dataclass(frozen=True, slots=True)
class Session:
    """One prescribed walk: how long, and of which kind.

    Parameters
    ----------
    minutes : int
        Minutes of walking. Warm-up and cool-down come on top and do not count.
    kind : Kind
        Easy throughout, with brisk parts, with intervals, or on gentle hills.
    rung : Rung or None
        The alternation of brisk and easy parts; given for ``BRISK`` and ``INTERVALS``
        and ``None`` otherwise. The rest of the minutes is easy walking.
    times : int
        How many such walks the day may hold (only a bad day offers more than one).
    """

    minutes: int
    kind: Kind = Kind.EASY
    rung: Rung | None = None
    times: int = 1

    @property
    def total_min(self) -> int:
        """Minutes of the day when every offered walk is taken."""
        return self.minutes * self.times
