"""What became of a recording that was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from backstride.walks import Open


class Outcome(StrEnum):
    """What became of a recording."""

    IMPORTED = "imported"
    """A walk was added to the diary."""

    JOINED = "joined"
    """It belongs to a walk entered by hand, which now has what was measured."""

    SAME = "same"
    """The walk is there already; nothing was added."""

    DAYS = "days"
    """Days of steps are kept, beside walks that the same file held or without any."""

    OPEN = "open"
    """It is kept, and waits for an answer."""

    NOT_A_WALK = "not_a_walk"
    """It is of something else; it is kept, and counts nowhere."""

    REFUSED = "refused"
    """It could not be read, and was not kept."""


ANSWERABLE = frozenset({Outcome.OPEN, Outcome.NOT_A_WALK})
"""What an answer can still change."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one recording, or of one file that could not be read.

    Parameters
    ----------
    name : str
        The file's name, for showing.
    outcome : Outcome
    words : str
        The outcome in words to the person.
    notices : tuple of str
        What else to know about how the file was read.
    open : tuple of Open
        What the person is asked, where the outcome is ``OPEN``.
    recording_id : int or None
        Row of the stored recording, to answer with; None where it was refused.
    walk_id : UUID or None
        The walk in the diary.
    minutes : float or None
        Its minutes.
    day : date or None
        Its local day.
    """

    name: str
    outcome: Outcome
    words: str
    notices: tuple[str, ...] = ()
    open: tuple[Open, ...] = ()
    recording_id: int | None = None
    walk_id: UUID | None = None
    minutes: float | None = None
    day: date | None = None
