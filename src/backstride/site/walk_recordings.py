"""The recordings of one walk, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

import numpy as np

from backstride.recordings import Recording
from backstride.site import originals
from backstride.site.models import StoredRecording, Walker
from backstride.walks import (
    Body,
    Channel,
    Combined,
    Course,
    Part,
    WalkSummary,
    combined,
    course_of,
    parts_in,
    summarise,
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the devices say about one walk.

    Attributes
    ----------
    rows : tuple of StoredRecording
        Its recordings, the first that came first.
    devices : tuple of str
        What each says it was made with; may be empty.
    whole : Combined
        Put together from all of them; `whole.picked` counts in `rows`.
    summary : WalkSummary
    parts : tuple of Part
    course : Course
    """

    rows: tuple[StoredRecording, ...]
    devices: tuple[str, ...]
    whole: Combined
    summary: WalkSummary
    parts: tuple[Part, ...]
    course: Course

    def channels_of(self, row: StoredRecording) -> tuple[Channel, ...]:
        """Return what was taken from one of the recordings."""
        return tuple(
            channel for channel, place in self.whole.picked.items() if self.rows[place].pk == row.pk
        )


def rows_of(walker: Walker, walk_id: UUID) -> tuple[StoredRecording, ...]:
    """Return the recordings of a walk, the first that came first.

    The same recording in another format tells nothing more, and is left out.
    """
    rows = walker.recordings.filter(walk_id=walk_id).order_by("imported_at", "pk")
    return tuple(row for row in rows if not row.outcome.get("copy"))


def recording_with_a_way(walker: Walker, walk_id: UUID) -> Recording | None:
    """Return the recording of a walk that knows most places; None where none knows any."""
    best: tuple[int, Recording] | None = None
    for row in walker.recordings.filter(walk_id=walk_id):
        recording = originals.columns_if_readable(row.columns)
        if recording is None:
            continue
        places = int(np.count_nonzero(np.isfinite(recording.lat_deg)))
        if places and (best is None or places > best[0]):
            best = (places, recording)
    return None if best is None else best[1]


def own_walk_id(row: StoredRecording) -> UUID:
    """Return the id of the walk that this recording alone is; see `backstride.walks.walk_id`."""
    said = row.outcome.get("own_walk")
    return UUID(said) if said else uuid5(row.walker_id, f"{row.digest}:{row.part}")


def recorded(rows: Sequence[StoredRecording], body: Body) -> Recorded | None:
    """Return what the devices say about a walk; None where nothing was recorded, or can be read.

    Parameters
    ----------
    rows : sequence of StoredRecording
        Of one walk; see `rows_of`.
    body : Body
        Of the walker, for the bands and the energy.
    """
    found = [(row, originals.columns_if_readable(row.columns)) for row in rows]
    readable = [(row, recording) for row, recording in found if recording is not None]
    if not readable:
        return None
    recordings = [recording for _, recording in readable]
    whole = combined(recordings)
    return Recorded(
        tuple(row for row, _ in readable),
        tuple(recording.device for recording in recordings),
        whole,
        summarise(whole.recording, body=body),
        parts_in(whole.recording),
        course_of(whole.recording),
    )
