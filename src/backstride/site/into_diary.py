"""Where a kept recording belongs in the diary, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from django.db.models import QuerySet

from backstride.diary import Walk
from backstride.recordings import NoticeCode, Recording
from backstride.site import originals, store
from backstride.site.design import day_month, minutes
from backstride.site.imported import ANSWERABLE, Imported, Outcome
from backstride.site.models import StoredRecording, Walker
from backstride.site.noted import read_back, settle
from backstride.walks import (
    NEAR,
    NO_ANSWERS,
    SAME_WORDS,
    Answers,
    KnownRecording,
    NeedsAnswers,
    NotAWalk,
    Place,
    Relation,
    on_clock,
    place,
    relate,
)

SOURCE = "recording"
"""What stands on the events as their source."""

ONE_OUTING = "It is of the same outing as {}: one answer settles both."

OUTCOMES = {
    Place.NEW: Outcome.IMPORTED,
    Place.JOINED: Outcome.JOINED,
    Place.SAME: Outcome.SAME,
}


def is_answerable(row: StoredRecording) -> bool:
    """Whether an answer of the person can still change what became of a recording."""
    return row.outcome["outcome"] in ANSWERABLE


def known(row: StoredRecording) -> Imported:
    """Return what a recording that came before is now."""
    if is_answerable(row):
        return read_back(row)
    return settle(row, Outcome.SAME, SAME_WORDS[Relation.SAME_FILE], save=False)


def into_diary(
    row: StoredRecording, recording: Recording, now: datetime, answers: Answers = NO_ANSWERS
) -> Imported:
    """Find out what a recording is, write it into the diary and note what became of it."""
    # Where a clock told no zone, that is asked about; it need not be told as well.
    notices = tuple(
        notice.words
        for notice in recording.notices
        if notice.code is not NoticeCode.TIMES_WITHOUT_ZONE
    )
    walker = row.walker
    found = place(
        recording,
        store.diary(walker),
        namespace=walker.id,
        zone=walker.zone,
        now=now,
        answers=answers,
        known=_known_beside(row),
    )
    if isinstance(found, NeedsAnswers):
        twin = next(waiting_beside(row, recording), None)
        words = found.words if twin is None else f"{found.words} {ONE_OUTING.format(twin.name)}"
        return settle(row, Outcome.OPEN, words, notices, open_=found.open, said=answers)
    if isinstance(found, NotAWalk):
        return settle(row, Outcome.NOT_A_WALK, found.words, notices, said=answers)
    store.append(walker, found.events, source=SOURCE)
    row.walk_id = found.walk_id
    words = found.words
    for walk in found.events if found.place is Place.NEW else ():
        assert isinstance(walk, Walk)
        words = f"{minutes(round(walk.minutes))} on {_dated(walk.day)}."
    return settle(row, OUTCOMES[found.place], words, notices, copy=found.is_copy)


def _known_beside(row: StoredRecording) -> Iterator[KnownRecording]:
    """Yield what came before a recording, and whose walk may be its own."""
    for other in near(row, row.walker.recordings.filter(walk_id__isnull=False)):
        assert other.walk_id is not None
        yield KnownRecording(
            other.walk_id,
            other.name,
            other.starts,
            other.ends,
            partial(originals.columns_if_readable, other.columns),
            is_copy=bool(other.outcome.get("copy")),
        )


def near(row: StoredRecording, among: QuerySet[StoredRecording]) -> QuerySet[StoredRecording]:
    """Return the other recordings that can be of the same outing by their times, or have none."""
    others = among.exclude(pk=row.pk)
    if row.starts is None or row.ends is None:
        return others
    beside = others.filter(starts__lte=row.ends + NEAR, ends__gte=row.starts - NEAR)
    return beside | others.filter(starts__isnull=True)


def waiting_rows(walker: Walker) -> QuerySet[StoredRecording]:
    """Return the recordings that wait for an answer."""
    return walker.recordings.filter(outcome__outcome=Outcome.OPEN.value)


def waiting_beside(
    row: StoredRecording, recording: Recording, clock: str | None = None
) -> Iterator[StoredRecording]:
    """Yield the other recordings that wait and are of the same outing.

    Parameters
    ----------
    row, recording
        The one that they are beside.
    clock : str or None
        IANA zone of their clocks, where they tell none and the person said it. Without it two
        devices are compared only if both tell their zone or neither does.
    """
    others = waiting_rows(row.walker).exclude(pk=row.pk)
    if row.starts is not None and row.ends is not None:
        others = others.filter(starts__lte=row.ends + NEAR, ends__gte=row.starts - NEAR)
    else:
        others = others.filter(starts__isnull=True)
    for other in others:
        beside = originals.columns_if_readable(other.columns)
        if beside is None:
            continue
        told = on_clock(beside, clock)
        relation = relate(recording, told)
        one_clock = told.is_zoned == recording.is_zoned or relation is not Relation.SAME_OUTING
        if relation is not Relation.DIFFERENT and one_clock:
            yield other


def _dated(day: date) -> str:
    return f"{day_month(day)} {day.year}"


def on_its_clock(walker: Walker, recording: Recording, answers: Answers) -> tuple[Recording, str]:
    """Return a recording by the clock that was told for it, and where its columns are kept."""
    told = on_clock(recording, answers.clock)
    if told is recording:
        return recording, originals.keep_columns(walker, recording)
    return told, originals.keep_columns_anew(walker, told)


def times_of(recording: Recording) -> tuple[datetime | None, datetime | None]:
    """Return when a recording begins and ends, where it tells."""
    return (recording.start_utc, recording.end_utc) if recording.is_timed else (None, None)
