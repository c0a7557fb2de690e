"""What a recording is to a diary: a new walk, more about one that was told, or one that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from backstride.diary import AnyEvent, Correction, Diary, Walk, standing
from backstride.recordings import Recording

from .channels import combined
from .recorded_walk import (
    NO_ANSWERS,
    OF_A_PART,
    Answers,
    NeedsAnswers,
    NotAWalk,
    at_the_same_time,
    by_hand,
    covers,
    lasts_as_long,
    measured,
    same_walk,
    walk_from,
    walk_id,
)
from .relation import Relation, relate
from .summary import Body, summarise

NEAR = timedelta(hours=15)
"""How far apart two files of one walk can say they are: a time read in a wrong zone is up
to 14 hours off."""

MOVED = timedelta(minutes=30)
"""A walk that is this far from its recording was put at another time by its walker (judgement);
what is at the recording's own time says nothing about it."""

SAME_WORDS: Mapping[Relation, str] = {
    Relation.SAME_FILE: "This file was imported before. It counts once.",
    Relation.SAME_RECORDING: "This is the same recording as {name}. It counts once.",
    Relation.SAME_OUTING: "This is the same outing as {name}, from another device. It counts once.",
}
THERE_WORDS = "This walk is in your diary. It counts once."
JOINED_WORDS = "It belongs to the walk you told us about, which now has what was measured."


class Place(StrEnum):
    """Where a recording belongs."""

    NEW = "new"
    """It is a walk that the diary does not have."""

    JOINED = "joined"
    """It measured a walk that was told by hand."""

    SAME = "same"
    """Its walk is there, and counts once."""


@dataclass(frozen=True, slots=True)
class KnownRecording:
    """A recording that came before, and belongs to a walk.

    Attributes
    ----------
    walk_id : UUID
    name : str
        Its file, to tell about.
    starts, ends : datetime or None
        When it was, where it says so.
    load : callable
        Gives the recording itself, or None where it cannot be read any more; called only where
        the times are near.
    is_copy : bool
        Whether it is another one in another format, which tells nothing more of the walk.
    """

    walk_id: UUID
    name: str
    starts: datetime | None
    ends: datetime | None
    load: Callable[[], Recording | None]
    is_copy: bool = False

    def is_near(self, recording: Recording) -> bool:
        """Whether both can be of one outing, by their times; True where one has none."""
        start, end = recording.start_utc, recording.end_utc
        if not recording.is_timed or start is None or end is None:
            return True
        if self.starts is None or self.ends is None:
            return True
        return self.starts <= end + NEAR and self.ends >= start - NEAR


@dataclass(frozen=True, slots=True)
class Placed:
    """What a recording is to a diary.

    Attributes
    ----------
    place : Place
    walk_id : UUID
        The walk it belongs to.
    events : tuple of event
        What is to be written down: the walk, or what was measured on it; may be empty.
    relation : Relation or None
        How it belongs together with another recording, where that tells.
    name : str
        The other recording.
    """

    place: Place
    walk_id: UUID
    events: tuple[AnyEvent, ...] = ()
    relation: Relation | None = None
    name: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether it tells nothing that another recording did not tell."""
        return self.relation in (Relation.SAME_FILE, Relation.SAME_RECORDING)

    @property
    def words(self) -> str:
        """What became of it, in words to the person; empty for a new walk."""
        if self.relation is not None:
            return SAME_WORDS[self.relation].format(name=self.name)
        return {Place.NEW: "", Place.JOINED: JOINED_WORDS, Place.SAME: THERE_WORDS}[self.place]


def place(
    recording: Recording,
    diary: Diary,
    *,
    namespace: UUID,
    zone: str,
    now: datetime,
    answers: Answers = NO_ANSWERS,
    known: Iterable[KnownRecording] = (),
) -> Placed | NeedsAnswers | NotAWalk:
    """Find out what a recording is to a diary; nothing is written.

    Parameters
    ----------
    recording : Recording
        With its steps, if it holds acceleration.
    diary : Diary
    namespace : UUID
        Of one walker or one diary; see `walk_from`.
    zone : str
        IANA zone of the walker.
    now : datetime
        The present moment.
    answers : Answers
        What the person said about it.
    known : iterable of KnownRecording
        What came before and belongs to walks of this diary.

    Notes
    -----
    1. A recording that belongs together with a known one has its walk; another device adds what
       the walk lacks.
    2. The very same recording, or the same bytes at the same time, is the walk that is there.
    3. At the time of a walk that was told by hand it adds what was measured; minutes and answers
       stay the person's.
    4. At the time of a walk whose own recording is not at hand, or has no times to compare, it is
       taken for another device on it: nobody walks twice at once.
    """
    body = body_of(diary)
    near = [each for each in known if each.is_near(recording)]
    compared: set[UUID] = set()
    for other in near:
        before = other.load()
        relation = Relation.DIFFERENT if before is None else relate(recording, before)
        walk = next((each for each in diary.walks() if each.id == other.walk_id), None)
        moved = before is not None and _is_moved(walk, before)
        if relation is Relation.SAME_OUTING and (moved or not recording.is_zoned):
            continue  # the times of both say nothing about it, or not yet
        if relation is Relation.DIFFERENT:
            if before is not None and not moved and _has_times(before) and _has_times(recording):
                compared.add(other.walk_id)
            continue
        events: list[AnyEvent] = []
        if relation is Relation.SAME_OUTING and walk is not None:
            loaded = (each.load() for each in near if each.walk_id == walk.id and not each.is_copy)
            beside = [each for each in loaded if each is not None]
            at = _after_what_stands(diary, walk, now)
            added = enriched(walk, [*beside, recording], namespace, zone=zone, now=at, body=body)
            events += [] if added is None else [added]
        return Placed(Place.SAME, other.walk_id, tuple(events), relation, other.name)
    made = walk_from(recording, namespace=namespace, zone=zone, now=now, answers=answers, body=body)
    if not isinstance(made, Walk):
        return made
    if made.id in diary:
        return Placed(Place.SAME, made.id)
    there = same_walk(diary, made)
    if there is not None:
        return Placed(Place.SAME, there.id)
    return _at_its_time(recording, made, diary, compared, namespace, zone=zone, now=now, body=body)


def _at_its_time(
    recording: Recording,
    made: Walk,
    diary: Diary,
    compared: Set[UUID],
    namespace: UUID,
    *,
    zone: str,
    now: datetime,
    body: Body,
) -> Placed:
    """Place a walk by what else the diary has of that time."""
    beside = at_the_same_time(diary, made)
    told = next((walk for walk in beside if by_hand(walk)), None)
    if told is not None:
        at = _after_what_stands(diary, told, now)
        event = joined(told, recording, namespace, zone=zone, now=at, body=body)
        return Placed(Place.JOINED, told.id, (event,))
    unseen = next((walk for walk in beside if walk.id not in compared), None)
    if unseen is not None and not lasts_as_long(recording, unseen):
        return Placed(Place.SAME, unseen.id)
    if unseen is not None:
        at = _after_what_stands(diary, unseen, now)
        added = enriched(unseen, [recording], namespace, zone=zone, now=at, body=body)
        return Placed(Place.SAME, unseen.id, () if added is None else (added,))
    return Placed(Place.NEW, made.id, (made,))


def _has_times(recording: Recording) -> bool:
    return recording.is_timed and recording.start_utc is not None


def _is_moved(walk: Walk | None, recording: Recording) -> bool:
    """Whether a walk was put at another time than its recording has."""
    start = recording.start_utc
    return walk is not None and start is not None and abs(walk.at - start) >= MOVED


def _after_what_stands(diary: Diary, walk: Walk, now: datetime) -> datetime:
    """Return the moment of a correction: files that come together all come now, one by one."""
    last = standing(diary.raw).get(walk.id)
    return now if last is None or last.at < now else last.at + timedelta(microseconds=1)


def joined(
    told: Walk, recording: Recording, namespace: UUID, *, zone: str, now: datetime, body: Body
) -> Correction:
    """Return the correction that adds what was measured; minutes and answers stay the person's."""
    found = measured(recording, summarise(recording, body=body))
    if not covers(recording, told):
        found = {name: found[name] for name in OF_A_PART}
    added = {name: value for name, value in found.items() if value is not None}
    return Correction(
        id=uuid5(walk_id(recording, namespace), "joined"),
        at=now,
        zone=zone,
        corrects=told.id,
        replacement=Walk.model_validate({**told.model_dump(), **added}),
    )


def enriched(
    walk: Walk,
    recordings: Sequence[Recording],
    namespace: UUID,
    *,
    zone: str,
    now: datetime,
    body: Body,
) -> Correction | None:
    """Return the correction that adds what another device, the last one, knows of a walk.

    Minutes, answers and whatever was measured before stay. None where it adds nothing.
    """
    whole = combined(recordings).recording
    found = measured(whole, summarise(whole, body=body))
    lacking = {
        name: value
        for name, value in found.items()
        if value is not None and getattr(walk, name) is None
    }
    if not lacking:
        return None
    return Correction(
        id=uuid5(walk_id(recordings[-1], namespace), "grouped"),
        at=now,
        zone=zone,
        corrects=walk.id,
        replacement=Walk.model_validate({**walk.model_dump(), **lacking}),
    )


def added_ids(recording: Recording, namespace: UUID) -> set[UUID]:
    """Return the ids of the corrections by which a recording may have added to a walk."""
    own = walk_id(recording, namespace)
    return {uuid5(own, "joined"), uuid5(own, "grouped")}


def body_of(diary: Diary) -> Body:
    """Return what a diary knows of the walker's body."""
    return Body(height_cm=diary.profile.height_cm, mass_kg=diary.profile.weight_kg)
