"""Steps of a recording that holds acceleration, counted from the samples of that very recording."""

from __future__ import annotations

from pathlib import Path

from backstride.recordings import Acceleration, Format, Recording, read_acceleration_apart
from backstride.walks import with_counted_steps

WITH_SAMPLES = frozenset({Format.ACCELERATION, Format.MOTION})


def stepped(recording: Recording, data: bytes | Path) -> Recording:
    """Return the recording with its steps, where a phone or a logger measured how it moved.

    Parameters
    ----------
    recording : Recording
    data : bytes or Path
        What it was read from; of an archive its own member is read once more.
    """
    if recording.source.format not in WITH_SAMPLES:
        return recording
    table = read_acceleration_apart(data, source=recording.source)
    return with_counted_steps(recording, table) if isinstance(table, Acceleration) else recording
