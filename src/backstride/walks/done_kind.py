"""Which kind of walk the parts of a recorded walk make it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from backstride.diary import RecordedKind
from backstride.recordings import Recording, Sport

from .recognition import parts_in
from .structure import Part, PartKind

FEWEST_REPEATS = 3
"""Fast parts in a train that make it intervals (judgement): two may be two road crossings."""

LEAST_BRISK_S = 300.0
BRISK_SHARE = 0.25
"""Brisk minutes, or their share of the moving time, that make a brisk walk (judgement): less is
a hurry over a crossing."""

HILL_SHARE = 0.2
"""Share of the moving time on slopes that makes a walk on hills (judgement)."""


def recorded_kind(recording: Recording, *, counted: bool) -> RecordedKind | None:
    """Return what a recording shows of the kind of its walk; None where it shows nothing.

    A run that counts as a walk is a brisk one. A walk at one pace is not called easy: nothing in
    it says how that pace is to its walker.

    Parameters
    ----------
    recording : Recording
    counted : bool
        Whether its steps were counted: by places alone, too many repeats go unseen to say that
        there were none (`benchmarks/walk_structure.py`).
    """
    if recording.sport is Sport.RUNNING:
        return "brisk"
    shown = kind_of(parts_in(recording))
    if shown is None:
        return "one_pace" if counted else None
    return shown


def kind_of(parts: Sequence[Part]) -> Literal["brisk", "intervals", "hills"] | None:
    """Return the kind that parts make.

    Parameters
    ----------
    parts : sequence of Part

    Notes
    -----
    Trains of repeats come before hills, and these before brisk parts. Slopes that are told by
    heights of satellites alone do not count.
    """
    moving_s = sum(part.duration_s for part in parts if part.kind is not PartKind.PAUSE)
    repeats = [part for part in parts if part.kind is PartKind.REPEAT]
    if len(repeats) >= FEWEST_REPEATS:
        return "intervals"
    hills_s = sum(part.duration_s for part in parts if part.kind is PartKind.HIKE and part.is_sure)
    if moving_s and hills_s >= HILL_SHARE * moving_s:
        return "hills"
    fast = (PartKind.BRISK, PartKind.REPEAT)
    brisk_s = sum(part.duration_s for part in parts if part.kind in fast)
    if brisk_s and (brisk_s >= LEAST_BRISK_S or brisk_s >= BRISK_SHARE * moving_s):
        return "brisk"
    return None
