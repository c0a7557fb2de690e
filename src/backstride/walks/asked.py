"""What was asked for when a walk began, and how closely the walk answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from backstride.diary import Diary, Walk
from backstride.prescription import Kind, Session, prescribe

from .structure import Part, PartKind

CLOSE_SHARE, CLOSE_MIN = 0.1, 1.0
"""Within a tenth or one minute of what was asked is as asked: nobody stops on the second.
Judgement."""


class Closeness(StrEnum):
    """How the minutes compare with what was asked."""

    AS_ASKED = "as asked"
    SHORTER = "shorter"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Answered:
    """A walk beside the prescription that it answers.

    Attributes
    ----------
    asked : Session
        What was asked.
    difference_min : float
        Minutes walked less minutes asked.
    closeness : Closeness
    repeats : int or None
        Fast stretches found in the recording, where a walk with intervals or brisk parts was asked
        and a recording tells; else None.
    """

    asked: Session
    difference_min: float
    closeness: Closeness
    repeats: int | None = None


def asked_for(diary: Diary, walk: Walk) -> Session | None:
    """Return the walk that was asked for when this one began.

    Parameters
    ----------
    diary : Diary
        Of the walker; the walk is in it or not.
    walk : Walk
        Any.

    Returns
    -------
    Session or None
        What stands with the walk, else what the plan of its day asked for after all that happened
        before it. None for everyday walking, and where that day asked for no walk.

    Notes
    -----
    A recording that comes a week late is compared with the plan of its own day, not of the day on
    which it was handed in.
    """
    if not walk.programme:
        return None
    before = [event for event in diary.events if event.at < walk.at and event.id != walk.id]
    planned = prescribe(before, on=walk.day).today.session
    noted = walk.prescribed
    if noted is None:
        return planned
    kind = Kind(noted.kind)
    rung = planned.rung if planned is not None and planned.kind is kind else None
    return Session(noted.minutes, kind, rung)


def answered(asked: Session, walk: Walk, parts: Sequence[Part] = ()) -> Answered:
    """Say how closely a walk answers what was asked.

    Parameters
    ----------
    asked : Session
        See `asked_for`.
    walk : Walk
        Its minutes count, as the person put them right.
    parts : sequence of Part
        Of its recording, where there is one.
    """
    difference = walk.minutes - asked.minutes
    if round(abs(difference), 6) <= max(CLOSE_MIN, CLOSE_SHARE * asked.minutes):
        closeness = Closeness.AS_ASKED
    else:
        closeness = Closeness.LONGER if difference > 0 else Closeness.SHORTER
    repeats = None
    if parts and asked.kind in (Kind.INTERVALS, Kind.BRISK):
        repeats = _fast_stretches(parts)
    return Answered(asked, difference, closeness, repeats)


def _fast_stretches(parts: Sequence[Part]) -> int:
    """Count the fast stretches; one with a light on the way is one."""
    fast = [
        part.kind in (PartKind.REPEAT, PartKind.BRISK)
        for part in parts
        if part.kind is not PartKind.PAUSE
    ]
    return sum(now and not before for before, now in pairwise([False, *fast]))
