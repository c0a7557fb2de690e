"""Recordings that wait for an answer, and what the person said about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from backstride.recordings import Recording
from backstride.site import originals
from backstride.site.imported import Imported, Outcome
from backstride.site.into_diary import (
    into_diary,
    is_answerable,
    known,
    on_its_clock,
    times_of,
    waiting_beside,
    waiting_rows,
)
from backstride.site.models import StoredRecording, Walker
from backstride.site.noted import read_back, said_before
from backstride.walks import Answers, Open, on_clock


def answer(row: StoredRecording, answers: Answers, *, now: datetime) -> Imported:
    """Go on with a recording that waited, or that was not taken as a walk, by what they say.

    A recording whose walk is in the diary is left as it is. See `answer_outing` for the others
    that the answer settles.
    """
    return answer_outing(row, answers, now=now)[0]


def answer_outing(row: StoredRecording, answers: Answers, *, now: datetime) -> tuple[Imported, ...]:
    """Go on with a recording, and with what waits and is of the same outing.

    Its other format, or another device on it, gets the same answer: nobody is asked twice about
    one outing. What was said before about the recording stays said, unless it is said anew.

    Returns
    -------
    tuple of Imported
        What became of the recording, then of the others.
    """
    with transaction.atomic():
        fresh = StoredRecording.objects.select_related("walker").get(pk=row.pk)
        if not is_answerable(fresh):
            return (known(fresh),)
        answers = _with_what_was_said(answers, said_before(fresh))
        recording = originals.columns_at(fresh.columns)
        if answers.clock is not None and not recording.is_zoned:
            recording, fresh.columns = on_its_clock(fresh.walker, recording, answers)
            fresh.starts, fresh.ends = times_of(recording)
        became = into_diary(fresh, recording, now, answers)
        if became.outcome is Outcome.OPEN:
            return (became,)
        return (became, *_answer_those_beside(fresh, recording, answers, now))


def _with_what_was_said(answers: Answers, before: Answers) -> Answers:
    return Answers(
        on_foot=before.on_foot if answers.on_foot is None else answers.on_foot,
        start=answers.start or before.start,
        minutes=answers.minutes or before.minutes,
        zone=answers.zone or before.zone,
        clock=answers.clock,
    )


def _answer_those_beside(
    row: StoredRecording, recording: Recording, answers: Answers, now: datetime
) -> Iterator[Imported]:
    """Give what waits and is of the same outing the answers that its own times allow."""
    same = replace(answers, start=None, minutes=None)
    for other in list(waiting_beside(row, recording, answers.clock)):
        beside = originals.columns_at(other.columns)
        told = on_clock(beside, answers.clock)
        if told is not beside:
            other.columns = originals.keep_columns_anew(row.walker, told)
            other.starts, other.ends = times_of(told)
        yield into_diary(other, told, now, same)


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
    became: dict[int | None, Imported] = {}
    for row in list(waiting_rows(walker)):
        if Open.CLOCK in read_back(row).open and row.pk not in became:
            told = answer_outing(row, Answers(clock=clock), now=now)
            became |= {each.recording_id: each for each in told}
    return tuple(became.values())


def waiting(walker: Walker) -> tuple[Imported, ...]:
    """Return the recordings that wait for an answer, newest first."""
    return tuple(read_back(row) for row in waiting_rows(walker))
