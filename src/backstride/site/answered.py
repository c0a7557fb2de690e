"""Recordings that wait for an answer, and what the person said about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from backstride.recordings import Recording
from backstride.site import originals
from backstride.site.imported import Imported, Outcome
from backstride.site.into_diary import (
    into_diary,
    is_answerable,
    known,
    near,
    on_its_clock,
    times_of,
)
from backstride.site.models import StoredRecording, Walker
from backstride.site.noted import read_back
from backstride.walks import Answers, Open, Relation, on_clock, relate


def answer(row: StoredRecording, answers: Answers, *, now: datetime) -> Imported:
    """Go on with a recording that waited, or that was not taken as a walk, by what they say.

    A recording whose walk is in the diary is left as it is. Others that wait and are of the same
    outing, as its other format or another device on it, get the same answer: nobody is asked
    twice about one outing.
    """
    with transaction.atomic():
        fresh = StoredRecording.objects.select_related("walker").get(pk=row.pk)
        if not is_answerable(fresh):
            return known(fresh)
        recording = originals.columns_at(fresh.columns)
        if answers.clock is not None and not recording.is_zoned:
            recording, fresh.columns = on_its_clock(fresh.walker, recording, answers)
            fresh.starts, fresh.ends = times_of(recording)
        became = into_diary(fresh, recording, now, answers)
        if became.outcome is not Outcome.OPEN:
            _answer_those_beside(fresh, recording, answers, now)
        return became


def _answer_those_beside(
    row: StoredRecording, recording: Recording, answers: Answers, now: datetime
) -> None:
    """Give what waits and is of the same outing the answers that its own times allow."""
    same = replace(answers, start=None, minutes=None)
    for other in list(near(row, _waiting(row.walker))):
        beside = originals.columns_if_readable(other.columns)
        if beside is None:
            continue
        told = on_clock(beside, answers.clock)
        if told.is_zoned and relate(recording, told) is not Relation.DIFFERENT:
            if told is not beside:
                other.columns = originals.keep_columns_anew(row.walker, told)
                other.starts, other.ends = times_of(told)
            into_diary(other, told, now, same)


def answer_clocks(walker: Walker, clock: str, *, now: datetime) -> tuple[Imported, ...]:
    """Say of all recordings that wait for it in which zone their clocks ran.

    Parameters
    ----------
    walker : Walker
    clock : str
        IANA zone.
    now : datetime
        The present moment.

    Returns
    -------
    tuple of Imported
        What became of each.
    """
    return tuple(
        answer(row, Answers(clock=clock), now=now)
        for row in list(_waiting(walker))
        if Open.CLOCK in read_back(row).open
    )


def waiting(walker: Walker) -> tuple[Imported, ...]:
    """Return the recordings that wait for an answer, newest first."""
    return tuple(read_back(row) for row in _waiting(walker))


def _waiting(walker: Walker) -> QuerySet[StoredRecording]:
    return walker.recordings.filter(outcome__outcome=Outcome.OPEN.value)
