"""What a phone measures on a walk arrives in chunks, and becomes one recording of that walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length

from backstride.diary import Walk
from backstride.recordings import ChunkKind, MotionChunk, motion_chunks
from backstride.site import importing, store
from backstride.site.models import SensedChunk, SensedWalk, Walker

REQUEST_BYTES = 1024 * 1024
"""Most bytes of one delivery (judgement): twenty minutes at 100 samples a second."""

WALK_BYTES = 24 * 1024 * 1024
"""Most bytes of one walk (judgement): eight hours at 100 samples a second."""

UNFINISHED = 20
"""Most walks that are on their way at once (judgement): weeks of a phone that was away."""


class State(StrEnum):
    """How far a recording has come."""

    NONE = "none"
    """Nothing of it is here."""

    PARTLY = "partly"
    """Some chunks are here, and are kept until the others come."""

    WAITING = "waiting"
    """All chunks are here; the walk itself is not in the diary yet."""

    KEPT = "kept"
    """It is put together, and belongs to the walk."""

    FORGOTTEN = "forgotten"
    """The person said to forget it."""


class NotTakenError(Exception):
    """A delivery was not taken; the message says why, and what to do."""


class TooMuchError(NotTakenError):
    """It would be more than is kept."""


class ForgottenError(NotTakenError):
    """The person said to forget it, so no more of it is taken."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What is here of a walk's recording.

    Parameters
    ----------
    state : State
    ranges : tuple of (int, int)
        Numbers of the chunks that are here, first and last of each run.
    """

    state: State
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A recording that is on its way.

    Parameters
    ----------
    walk_id : UUID
    begun : datetime
        When its first chunk arrived, UTC.
    state : State
        ``PARTLY`` or ``WAITING``.
    size : int
        Bytes that are here.
    """

    walk_id: UUID
    begun: datetime
    state: State
    size: int


def take(walker: Walker, walk_id: UUID, data: bytes, *, now: datetime) -> Arrived:
    """Take in chunks of one walk; a chunk that is here already changes nothing.

    When the call returns, the chunks are on the disk, and if they were the last ones of a walk
    that is in the diary, the recording belongs to it.

    Raises
    ------
    NotTakenError
        If a chunk is of another walk, or is not the same as the one that is here.
    backstride.recordings.RecordingError
        If the data are no chunks.
    """
    if len(data) > REQUEST_BYTES:
        raise TooMuchError(f"At most {REQUEST_BYTES // 1024} kB at once; send the rest afterwards.")
    chunks = motion_chunks(data)
    if any(chunk.walk_id != walk_id for chunk in chunks):
        raise NotTakenError("These chunks belong to another walk.")
    with transaction.atomic():
        sensed = _opened(walker, walk_id, now)
        if sensed.forgotten:
            raise ForgottenError("You said to forget what the phone measured on this walk.")
        if sensed.recording_id is None:
            _keep(sensed, chunks)
    return settle(walker, walk_id, now=now)


def settle(walker: Walker, walk_id: UUID, *, now: datetime) -> Arrived:
    """Return how far a recording has come; put it together if everything is there."""
    with transaction.atomic():  # the row and its chunks, of one moment
        sensed = walker.sensed_walks.filter(walk_id=walk_id).first()
        if sensed is None:
            return Arrived(State.NONE)
        if sensed.forgotten:
            return Arrived(State.FORGOTTEN)
        if sensed.recording_id is not None:
            return Arrived(State.KEPT)
        ranges = _ranges([*sensed.chunks.values_list("number", flat=True)])
        if not _is_complete(sensed, ranges):
            return Arrived(State.PARTLY, ranges)
    diary = store.diary(walker)
    if walk_id not in diary:
        return Arrived(State.WAITING, ranges)
    if not any(walk.id == walk_id for walk in diary.of(Walk)):  # it was taken back
        forget(walker, walk_id, now=now)
        return Arrived(State.FORGOTTEN)
    return _put_together(sensed, now)


def forget(walker: Walker, walk_id: UUID, *, now: datetime) -> None:
    """Delete what has arrived of a walk's recording, and take no more of it.

    A recording that was put together belongs to the walk, and stays.
    """
    with transaction.atomic():
        sensed = _opened(walker, walk_id, now)
        if sensed.recording_id is None:
            sensed.chunks.all().delete()
            sensed.forgotten = now
            sensed.save()


def unfinished(walker: Walker) -> tuple[Unfinished, ...]:
    """Return the recordings that are on their way, oldest first."""
    found = []
    for sensed in walker.sensed_walks.filter(recording=None, forgotten=None):
        size = _size(sensed)
        ranges = _ranges([*sensed.chunks.values_list("number", flat=True)])
        state = State.WAITING if _is_complete(sensed, ranges) else State.PARTLY
        found.append(Unfinished(sensed.walk_id, sensed.begun, state, size))
    return tuple(found)


def _opened(walker: Walker, walk_id: UUID, now: datetime) -> SensedWalk:
    sensed, made = SensedWalk.objects.get_or_create(
        walker=walker, walk_id=walk_id, defaults={"begun": now}
    )
    open_now = walker.sensed_walks.filter(recording=None, forgotten=None).count()
    if made and open_now > UNFINISHED:
        raise TooMuchError(
            f"{UNFINISHED} walks are on their way already. Send one of them to its end, or say "
            "to forget it, on the page “From a watch or phone”."
        )
    return sensed


def _keep(sensed: SensedWalk, chunks: Sequence[MotionChunk]) -> None:
    asked = [chunk.number for chunk in chunks]
    here = {row.number: bytes(row.data) for row in sensed.chunks.filter(number__in=asked)}
    for chunk in chunks:
        known = here.setdefault(chunk.number, chunk.data)
        if known != chunk.data:
            raise NotTakenError(
                f"Another chunk {chunk.number} of this walk is here already, perhaps from another "
                "phone. Nothing was changed."
            )
    there = set(sensed.chunks.filter(number__in=asked).values_list("number", flat=True))
    fresh = {number: data for number, data in here.items() if number not in there}
    if _size(sensed) + sum(map(len, fresh.values())) > WALK_BYTES:
        raise TooMuchError(f"This walk is larger than we keep ({WALK_BYTES // 1024**2} MB).")
    SensedChunk.objects.bulk_create(
        SensedChunk(sensed=sensed, number=number, data=data) for number, data in fresh.items()
    )


def _size(sensed: SensedWalk) -> int:
    return int(sensed.chunks.aggregate(total=Sum(Length("data")))["total"] or 0)


def _ranges(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the runs in ascending numbers."""
    if not numbers:
        return ()
    breaks = [(a, b) for a, b in pairwise(numbers) if b != a + 1]
    firsts = [numbers[0], *(b for _, b in breaks)]
    lasts = [*(a for a, _ in breaks), numbers[-1]]
    return tuple(zip(firsts, lasts, strict=True))


def _is_complete(sensed: SensedWalk, ranges: Sequence[tuple[int, int]]) -> bool:
    if len(ranges) != 1 or ranges[0][0] != 0:
        return False
    last = sensed.chunks.filter(number=ranges[0][1]).first()
    return last is not None and motion_chunks(bytes(last.data))[0].kind is ChunkKind.END


def _put_together(sensed: SensedWalk, now: datetime) -> Arrived:
    """Make one recording of the chunks; a process that is killed here does it again.

    A phone that got no answer sends its last chunk again. Whichever delivery is done first
    decides, and the other one finds what it decided.
    """
    parts = [bytes(part) for part in sensed.chunks.values_list("data", flat=True)]
    recording_id: int | None = None
    if parts:
        name = f"{sensed.walk_id}.bsmo"
        became = importing.take_sensed(
            sensed.walker, b"".join(parts), name=name, walk_id=sensed.walk_id, now=now
        )
        recording_id = became.recording_id
    with transaction.atomic():
        fresh = SensedWalk.objects.get(pk=sensed.pk)
        if fresh.recording_id is None and fresh.forgotten is None:
            fresh.recording_id = recording_id
            fresh.forgotten = now if recording_id is None else None  # nothing was measured
            fresh.save()
            fresh.chunks.all().delete()
    return Arrived(State.FORGOTTEN if fresh.forgotten else State.KEPT)
