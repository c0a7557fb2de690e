"""Two ways to read the same signal: as a walk that was started, or as a whole day."""

from __future__ import annotations

from dataclasses import dataclass


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
    """

    name: str
    seed_strength: float
    extend_strength: float
    min_steps: int


WALK = Mode("walk", seed_strength=0.2, extend_strength=0.05, min_steps=4)
"""A recording that a person started as a walk: lenient."""

ALL_DAY = Mode("all_day", seed_strength=0.4, extend_strength=0.0, min_steps=8)
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
