"""What there is to say about the quality of a recording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoteCode(StrEnum):
    """The kinds of notes."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    SLOW_SAMPLING = "slow_sampling"
    UNIT = "unit"
    UNIT_UNKNOWN = "unit_unknown"
    GRAVITY_ABSENT = "gravity_absent"
    NOT_FINITE = "not_finite"
    STAMPS = "stamps"
    SORTED = "sorted"
    GAPS = "gaps"


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on a recording.

    Attributes
    ----------
    code : NoteCode
        What it is about, for programs.
    text : str
        The same in everyday words.
    count : int
        How often it was seen; 1 where counting makes no sense.
    """

    code: NoteCode
    text: str
    count: int = 1
