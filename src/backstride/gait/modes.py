"""Two ways to read the same signal: as a walk that was started, or as a whole day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Company:
    """Weaker walking that counts because there is clear walking close by.

    People who walk about a room make short, unsteady stretches between steady ones; the
    same movement of a wrist far from any walking is something else.

    Attributes
    ----------
    seed_strength, extend_strength, min_steps, tail_s : float, float, int, int
        As in `Mode`.
    within_s : float
        How close the clear walking must be.
    """

    seed_strength: float
    extend_strength: float
    min_steps: int
    within_s: float
    tail_s: int = 0


@dataclass(frozen=True, slots=True)
class Ends:
    """How walking begins and ends, where somebody stands before and after it.

    A phone that is put away makes one jerk, and the narrowed signal rings on after it. The push
    into the first step makes a low crest before any foot has come down. So walking begins and
    ends with two crests in a row that have a foot behind them. One step more brings the feet
    together at the end, and makes hardly any crest.

    Attributes
    ----------
    share : float
        A crest has a foot behind it from this share of the median of its run on, near that end.
    """

    share: float


@dataclass(frozen=True, slots=True)
class Bridge:
    """A weak rhythm between two stretches of walking, as in a turn or where a wrist swings less.

    Somebody who is well on the way, and is so again seconds later, has hardly stopped between.

    Attributes
    ----------
    longest_s : int
        The most seconds that are read on over.
    beside_s : int
        How long the walking on either side must be: handling before a walk is shorter.
    """

    longest_s: int
    beside_s: int


@dataclass(frozen=True, slots=True)
class Mode:
    """How sure the method must be before it calls a movement walking.

    The numbers are judgement, chosen on one half of the recordings named in
    ``docs/developers/gait.md`` and reported on the other.

    Attributes
    ----------
    name : str
        The name a caller gives.
    seed_strength : float
        A stretch counts as walking only if its rhythm is this strong for three seconds.
    extend_strength : float
        From there it reaches as far as the rhythm stays above this.
    min_steps : int
        The fewest steps in a row that count.
    tail_s : int
        Seconds after the rhythm has gone in which a step still counts: the last ones, in
        which the feet come together, are weaker than the rest.
    company : Company or None
        What else counts near such a stretch. None: nothing.
    ends : Ends or None
        How walking begins and ends. None: with a crest for each step, as where most pauses
        are in walking itself.
    bridge : Bridge or None
        What is read on over in the middle of walking. None: nothing.
    """

    name: str
    seed_strength: float
    extend_strength: float
    min_steps: int
    tail_s: int = 0
    company: Company | None = None
    ends: Ends | None = None
    bridge: Bridge | None = None

    @property
    def weakest(self) -> float:
        """The weakest rhythm in which steps may be found."""
        if self.company is None:
            return self.extend_strength
        return min(self.extend_strength, self.company.extend_strength)


WALK = Mode(
    "walk",
    seed_strength=0.15,
    extend_strength=0.2,
    min_steps=4,
    tail_s=1,
    ends=Ends(share=0.2),
    bridge=Bridge(longest_s=5, beside_s=6),
)
"""A recording that a person started as a walk: read leniently, with no surer core asked for."""

ALL_DAY = Mode(
    "all_day",
    seed_strength=0.4,
    extend_strength=0.0,
    min_steps=8,
    company=Company(seed_strength=0.1, extend_strength=0.0, min_steps=4, within_s=20.0),
)
"""Everything a sensor saw: strict, because most of a day is not walking."""

MODES = {mode.name: mode for mode in (WALK, ALL_DAY)}


def mode_named(name: str | Mode) -> Mode:
    """Return the mode with a name.

    Raises
    ------
    ValueError
        If there is none.
    """
    if isinstance(name, Mode):
        return name
    try:
        return MODES[name]
    except KeyError:
        known = " or ".join(repr(known) for known in MODES)
        raise ValueError(f"There is no mode {name!r}: use {known}.") from None
