"""Recordings that are handed in: kept, read, and counted once."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from backstride.recordings import (
    Format,
    HealthDays,
    ReadResult,
    Recording,
    read_apart,
    read_each_and_days_apart,
)
from backstride.site import health_days, originals, store
from backstride.site.answered import answer, answer_clocks, answer_outing, waiting
from backstride.site.counted_steps import stepped
from backstride.site.imported import ANSWERABLE, Imported, Outcome
from backstride.site.into_diary import (
    SOURCE,
    into_diary,
    is_answerable,
    known,
    on_its_clock,
    times_of,
)
from backstride.site.models import StoredRecording, Walker
from backstride.site.noted import settle
from backstride.walks import NO_ANSWERS, Answers, body_of, by_hand, joined

__all__ = [
    "ANSWERABLE",
    "Imported",
    "Outcome",
    "answer",
    "answer_clocks",
    "answer_outing",
    "take",
    "take_archive",
    "take_path",
    "take_sensed",
    "waiting",
]

NO_DAYS = HealthDays()

ZIP = b"PK"
"""How archives begin."""


def take(
    walker: Walker, data: bytes, *, name: str, now: datetime, answers: Answers = NO_ANSWERS
) -> tuple[Imported, ...]:
    """Take in the bytes of a file: keep it, read it, and add its walks to the diary.

    The same file again, another format of the same recording, and another device on the
    same outing add nothing. A file that cannot be read changes nothing and is not kept.

    Parameters
    ----------
    walker : Walker
    data : bytes
        Any file that `backstride.recordings` reads, or a zip archive of them.
    name : str
        The file's name, to tell about; it decides nothing.
    now : datetime
        The present moment.
    answers : Answers
        What the person said about it beforehand.

    Returns
    -------
    tuple of Imported
        One for each recording in the file, and one for each part that was refused.
    """
    result = read_apart(data, name=name)
    became = []
    if result.recordings:
        original = originals.keep_original(walker, data)
        kept = (original, len(data))
        for recording in result.recordings:
            became.append(_take_one(walker, stepped(recording, data), kept, now, answers))
    formats = {recording.source.format for recording in result.recordings}
    return (*became, *_refused_or_days(walker, data, formats, result, name=name, now=now))


def take_path(
    walker: Walker, path: Path, *, name: str, now: datetime, answers: Answers = NO_ANSWERS
) -> Iterator[Imported]:
    """Take in a file that lies on the disk; of an archive one member after the other.

    See `take` and `take_archive`.
    """
    with path.open("rb") as file:
        packed = file.read(len(ZIP)) == ZIP
    if packed:
        yield from take_archive(walker, path, name=name, now=now, answers=answers)
    else:
        yield from take(walker, path.read_bytes(), name=name, now=now, answers=answers)


def take_archive(
    walker: Walker, path: Path, *, name: str, now: datetime, answers: Answers = NO_ANSWERS
) -> Iterator[Imported]:
    """Take in the members of an archive one by one, for archives of any size.

    Parameters
    ----------
    walker, name, now, answers
        As for `take`.
    path : Path
        Where the archive lies. It is kept whole, if anything in it can be read.

    Yields
    ------
    Imported
        One for each recording and for each part that was refused, as soon as it is read.
    """
    kept: tuple[str, int] | None = None
    formats: set[Format] = set()
    walkless: ReadResult | None = None
    days = NO_DAYS
    for result in read_each_and_days_apart(path, name=name):
        if isinstance(result, HealthDays):
            days = result
            continue
        if result.recordings and kept is None:
            kept = (originals.keep_file(walker, path), path.stat().st_size)
        for recording in result.recordings:
            assert kept is not None
            formats.add(recording.source.format)
            yield _take_one(walker, stepped(recording, path), kept, now, answers)
        if health_days.is_walkless(result):
            walkless = result
            continue
        yield from _refused(name, result)
        if not result.recordings and not result.refusals:
            words = " ".join(notice.words for notice in result.notices)
            yield Imported(result.name, Outcome.SAME, words)
    yield from _refused_or_days(walker, path, formats, walkless, name=name, now=now, found=days)


def _refused_or_days(
    walker: Walker,
    given: bytes | Path,
    formats: Set[Format],
    last: ReadResult | None,
    *,
    name: str,
    now: datetime,
    found: HealthDays | None = None,
) -> Iterator[Imported]:
    """Yield the days of a file whose walks are taken, after what was refused of it.

    An export that holds no walks but days is not refused: it gave what it has. Days that were
    not `found` with the walks are looked for.
    """
    days = None
    if health_days.may_hold_days(formats):
        days = health_days.take_days(
            walker, given, name=name, now=now, beside_walks=bool(formats), found=found
        )
    if last is not None and not (days and health_days.is_walkless(last)):
        yield from _refused(name, last)
    if days is not None:
        yield days


def _take_one(
    walker: Walker, recording: Recording, kept: tuple[str, int], now: datetime, answers: Answers
) -> Imported:
    """Take in one recording of a file that is kept at a place and so large."""
    there = _stored(walker, recording)
    if there is not None:
        originals.keep_columns(walker, recording)  # where they were lost
        told = answers != NO_ANSWERS and is_answerable(there)
        return answer(there, answers, now=now) if told else known(there)
    recording, columns = on_its_clock(walker, recording, answers)
    with transaction.atomic():
        row = _row(walker, recording, kept[0], columns, kept[1], now)
        return known(row) if row.pk else into_diary(row, recording, now, answers)


def _refused(name: str, result: ReadResult) -> Iterator[Imported]:
    """Yield what gave nothing; a member of an archive stands behind the archive's name."""
    for refusal in result.refusals:
        inside = refusal.where or (result.name if result.name != name else "")
        where = f"{name}: {inside}" if inside else name
        yield Imported(where, Outcome.REFUSED, refusal.words)


def take_sensed(
    walker: Walker, data: bytes, *, name: str, walk_id: UUID, now: datetime
) -> Imported:
    """Take in what the phone measured on a walk of the diary: it belongs to that walk.

    The walk keeps its minutes and its answers, and gets what was measured. The same recording
    again adds nothing.
    """
    result = read_apart(data, name=name)
    if not result.recordings:
        words = " ".join(refusal.words for refusal in result.refusals)
        return Imported(name, Outcome.REFUSED, words)
    (recording,) = (stepped(each, data) for each in result.recordings)
    original = originals.keep_original(walker, data)
    columns = originals.keep_columns(walker, recording)
    notices = tuple(notice.words for notice in recording.notices)
    with transaction.atomic():
        row = _row(walker, recording, original, columns, len(data), now)
        if row.pk and not is_answerable(row):
            return known(row)
        diary = store.diary(walker)
        walk = next(walk for walk in diary.walks() if walk.id == walk_id)
        row.walk_id = walk.id
        if not by_hand(walk):
            return settle(row, Outcome.SAME, "This walk was measured before.", notices)
        added = joined(walk, recording, walker.id, zone=walker.zone, now=now, body=body_of(diary))
        store.append(walker, [added], source=SOURCE)
        words = "Measured by your phone, on the walk you told us about."
        return settle(row, Outcome.JOINED, words, notices)


def _row(
    walker: Walker, recording: Recording, original: str, columns: str, size: int, now: datetime
) -> StoredRecording:
    """Return the row of that recording: the one that is stored, or a new one not yet saved."""
    source = recording.source
    starts, ends = times_of(recording)
    return _stored(walker, recording) or StoredRecording(
        walker=walker,
        digest=source.digest,
        part=source.part,
        name=(source.name or "a file")[:200],
        size=size,
        original=original,
        columns=columns,
        imported_at=now,
        starts=starts,
        ends=ends,
    )


def _stored(walker: Walker, recording: Recording) -> StoredRecording | None:
    source = recording.source
    return walker.recordings.filter(digest=source.digest, part=source.part).first()
