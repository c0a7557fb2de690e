"""Recordings that go into a diary file; what of them counts is decided as on the site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from backstride.cli.source import FileSource
from backstride.diary import Walk
from backstride.recordings import (
    NoticeCode,
    Recording,
    read_each_apart,
    read_parquet,
    write_parquet,
)
from backstride.site.counted_steps import stepped
from backstride.site.design import day_month, minutes
from backstride.walks import (
    Answers,
    KnownRecording,
    NeedsAnswers,
    NotAWalk,
    Place,
    Placed,
    on_clock,
    place,
)

NAMESPACE = UUID("0d3c3f0e-6d5e-5b7c-9a53-6f4f0a2f8f11")
"""Of walks in diary files: the same recording is the same walk in every file."""

OUTCOMES = {Place.NEW: "imported", Place.JOINED: "joined", Place.SAME: "same"}


class FileImport:
    """Takes recordings into a diary file, and remembers them while it does.

    A diary file keeps no recordings. Those of one import are laid into a folder meanwhile, so
    that several devices on one walk are seen, and counted once.

    Parameters
    ----------
    source : FileSource
    folder : Path
        Where there is room for them; whoever made it removes it.
    """

    def __init__(self, source: FileSource, folder: Path) -> None:
        self._source = source
        self._folder = folder
        self._known: list[KnownRecording] = []

    def take(self, path: Path, answers: Answers) -> Iterator[dict[str, Any]]:
        """Take in a file or the members of an archive, and yield what became of each."""
        for result in read_each_apart(path):
            inside = "" if result.name == path.name else f"{result.name}: "
            for refusal in result.refusals:
                yield refused(path, f"{inside}{refusal.words}")
            for recording in result.recordings:
                yield {**_read(path, recording), **self._place(stepped(recording, path), answers)}

    def _place(self, recording: Recording, answers: Answers) -> dict[str, Any]:
        recording = on_clock(recording, answers.clock)
        diary = self._source.diary()
        found = place(
            recording,
            diary,
            namespace=NAMESPACE,
            zone=self._source.zone(),
            now=self._source.now(),
            answers=answers,
            known=self._known,
        )
        if isinstance(found, NeedsAnswers):
            questions = [question.value for question in found.open]
            return {"outcome": "open", "words": found.words, "questions": questions}
        if isinstance(found, NotAWalk):
            return {"outcome": "not_a_walk", "words": found.words}
        if found.events:
            self._source.append(found.events)
        self._remember(recording, found)
        walks = diary.extend(found.events).walks()
        walk = next((each for each in walks if each.id == found.walk_id), None)
        return {
            "outcome": OUTCOMES[found.place],
            "words": _words(found, walk),
            "walk_id": str(found.walk_id),
            "minutes": None if walk is None else walk.minutes,
        }

    def _remember(self, recording: Recording, found: Placed) -> None:
        kept = self._folder / f"{len(self._known)}.parquet"
        write_parquet(recording, kept)
        is_timed = recording.is_timed
        self._known.append(
            KnownRecording(
                found.walk_id,
                recording.source.name,
                recording.start_utc if is_timed else None,
                recording.end_utc if is_timed else None,
                partial(read_parquet, kept),
                is_copy=found.is_copy,
            )
        )


def refused(path: Path, words: str) -> dict[str, Any]:
    """Return what is told of a file that gave nothing."""
    return {**_about(path, path.name), "outcome": "refused", "words": words}


def _read(path: Path, recording: Recording) -> dict[str, Any]:
    # Where a clock told no zone, that is asked about; it need not be told as well.
    notices = [
        notice.words
        for notice in recording.notices
        if notice.code is not NoticeCode.TIMES_WITHOUT_ZONE
    ]
    return {**_about(path, recording.source.name), "notices": notices}


def _about(path: Path, name: str) -> dict[str, Any]:
    return {
        "file": str(path),
        "name": name,
        "notices": [],
        "questions": [],
        "walk_id": None,
        "minutes": None,
    }


def _words(found: Placed, walk: Walk | None) -> str:
    if found.place is not Place.NEW or walk is None:
        return found.words
    return f"{minutes(round(walk.minutes))} on {day_month(walk.day)} {walk.day.year}."
