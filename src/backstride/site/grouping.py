"""Recordings of one walk, or of two: said by the person, written as events, taken back as well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from backstride.diary import AnyEvent, Diary, Pain, Retraction, Walk, standing
from backstride.recordings import Recording
from backstride.site import originals, store
from backstride.site.imported import Outcome
from backstride.site.models import StoredRecording
from backstride.site.walk_recordings import own_walk_id, rows_of
from backstride.walks import Answers, added_ids, body_of, enriched, walk_from

SOURCE = "recording"

TWO_WALKS = "You said that these are two walks."
ONE_WALK = "You said that this is one walk, recorded by two devices. It counts once."


def split(row: StoredRecording, *, now: datetime) -> Walk | None:
    """Make a walk of its own of a recording that was taken for the same walk as another.

    Returns
    -------
    Walk or None
        The walk; None where it cannot be one without more answers, and nothing was changed.
    """
    walker = row.walker
    recording = originals.columns_at(row.columns)
    with transaction.atomic():
        diary = store.diary(walker)
        mine = own_walk_id(row)
        if row.walk_id is None or row.walk_id == mine:
            return None
        kept = diary.get(mine)
        events: list[AnyEvent] = []
        if isinstance(kept, Walk):
            events += brought_back(diary, kept, now, walker.zone)
            walk = kept
        else:
            made = walk_from(
                recording,
                namespace=walker.id,
                zone=walker.zone,
                now=now,
                answers=Answers(on_foot=True),
                body=body_of(diary),
            )
            if not isinstance(made, Walk):
                return None
            walk = made
            events.append(walk)
        events += _undone(diary, _added_by(row, recording), now, walker.zone)
        store.append(walker, events, source=SOURCE)
        row.outcome = {
            **_told(Outcome.IMPORTED, TWO_WALKS),
            "own_walk": str(walk.id),
            "split_from": str(row.walk_id),
        }
        row.walk_id = walk.id
        row.save()
    return walk


def join(row: StoredRecording, into: Walk, *, now: datetime) -> None:
    """Count a recording with another walk.

    Its own walk is taken back, and whatever else recorded that walk goes along. Where it only
    added to a walk that others recorded, that walk stays, without what it added.
    """
    walker = row.walker
    with transaction.atomic():
        diary = store.diary(walker)
        before = row.walk_id
        if before is None or before == into.id:
            return
        beside = [each for each in rows_of(walker, before) if each.pk != row.pk]
        alone = bool(beside) and own_walk_id(row) != before
        recording = originals.columns_at(row.columns)
        known = [*rows_of(walker, into.id), *(() if alone else beside)]
        events: list[AnyEvent] = []
        if alone:
            events += _undone(diary, _added_by(row, recording), now, walker.zone)
        else:
            events += taken_back(diary, before, now, walker.zone)
        loaded = (originals.columns_if_readable(each.columns) for each in known)
        addition = enriched(
            into,
            [*(each for each in loaded if each is not None), recording],
            walker.id,
            zone=walker.zone,
            now=now,
            body=body_of(diary),
        )
        if addition is not None and addition.id in diary:
            addition = addition.model_copy(update={"id": uuid4()})
        events += [] if addition is None else [addition]
        store.append(walker, events, source=SOURCE)
        own = own_walk_id(row) if alone else before
        added = None if addition is None else str(addition.id)
        row.outcome = {**_told(Outcome.SAME, ONE_WALK), "own_walk": str(own), "added": added}
        row.walk_id = into.id
        row.save()
        if not alone:
            walker.recordings.filter(walk_id=before).update(walk_id=into.id)


def taken_back(diary: Diary, walk_id: UUID, now: datetime, zone: str) -> Iterator[Retraction]:
    """Yield what takes a walk and its pain answers out of the account."""
    answers = (answer.id for answer in diary.of(Pain) if answer.walk_id == walk_id)
    for each in (walk_id, *answers):
        yield Retraction(at=now, zone=zone, retracts=each)


def brought_back(diary: Diary, walk: Walk, now: datetime, zone: str) -> Iterator[Retraction]:
    """Yield what puts a walk that was taken back into the account again, its answers too."""
    deciding = standing(diary.raw)
    out = deciding.get(walk.id)
    if not isinstance(out, Retraction):
        return
    yield Retraction(at=now, zone=zone, retracts=out.id)
    for event in diary.raw:
        amendment = deciding.get(event.id)
        if not isinstance(event, Pain) or event.walk_id != walk.id:
            continue
        if isinstance(amendment, Retraction) and amendment.at == out.at:
            yield Retraction(at=now, zone=zone, retracts=amendment.id)


def _added_by(row: StoredRecording, recording: Recording) -> set[UUID]:
    """Return the ids of what a recording may have added to a walk of another."""
    noted = row.outcome.get("added")
    return added_ids(recording, row.walker_id) | ({UUID(noted)} if noted else set())


def _undone(diary: Diary, ids: set[UUID], now: datetime, zone: str) -> Iterator[Retraction]:
    for amendment in standing(diary.raw).values():
        if amendment.id in ids:
            yield Retraction(at=now, zone=zone, retracts=amendment.id)


def _told(outcome: Outcome, words: str) -> dict[str, object]:
    return {"outcome": outcome.value, "words": words, "notices": [], "open": []}
