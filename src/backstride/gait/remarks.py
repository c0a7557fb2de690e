"""The notes that go with a result, from what was seen of the samples."""

from __future__ import annotations

from .grid import SLOWEST_HZ, Counts
from .notes import Note, NoteCode
from .units import Scale, Unit

_SHORTEST_S = 2.0  # below this no rhythm can be told


def remarks(scale: Scale, rate_hz: float | None, counts: Counts, seconds: int) -> tuple[Note, ...]:
    """Say what there is to say about the samples, how they were read, and their time."""
    if counts.samples + counts.not_finite == 0:
        return (Note(NoteCode.EMPTY, "There is no sample in the recording."),)
    notes: list[Note] = []
    if scale.unit is Unit.UNKNOWN:
        notes.append(Note(NoteCode.UNIT_UNKNOWN, "The acceleration is zero or not a number."))
    elif rate_hz is not None and rate_hz < SLOWEST_HZ:
        text = f"{rate_hz:.2g} samples a second: at least {SLOWEST_HZ:.0f} are needed for steps."
        notes.append(Note(NoteCode.SLOW_SAMPLING, text))
    elif seconds < _SHORTEST_S:
        notes.append(Note(NoteCode.TOO_SHORT, "The recording is too short to find steps in."))
    if scale.unit in (Unit.G, Unit.MILLI_G):
        notes.append(Note(NoteCode.UNIT, f"The values are in {scale.unit}."))
    elif scale.unit is Unit.COUNTS:
        text = "The unit is not known: the median was taken as one gravity."
        notes.append(Note(NoteCode.UNIT, text))
    if not scale.gravity:
        text = "Gravity is not in the signal: steps may be less exact."
        notes.append(Note(NoteCode.GRAVITY_ABSENT, text))
    notes += _counted(
        NoteCode.NOT_FINITE,
        counts.not_finite,
        "sample without a number was left out.",
        "samples without a number were left out.",
    )
    notes += _counted(
        NoteCode.STAMPS,
        counts.stamps,
        "sample with a repeated or backward time was left out.",
        "samples with a repeated or backward time were left out.",
    )
    notes += _counted(NoteCode.GAPS, counts.gaps, "gap in the recording.", "gaps in the recording.")
    return tuple(notes)


def _counted(code: NoteCode, count: int, one: str, many: str) -> list[Note]:
    """Return a note that begins with its count, or none for a count of zero."""
    if count == 0:
        return []
    text = f"1 {one}" if count == 1 else f"{count} {many}"
    return [Note(code, text, count)]
