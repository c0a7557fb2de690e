"""What became of a recording, noted in its row and told from there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backstride.site import store
from backstride.site.imported import Imported, Outcome
from backstride.site.models import StoredRecording
from backstride.walks import NO_ANSWERS, Answers, Open

TAKEN_BACK = "You took that walk back; its page can bring it back."


def settle(
    row: StoredRecording,
    outcome: Outcome,
    words: str,
    notices: tuple[str, ...] = (),
    *,
    open_: tuple[Open, ...] = (),
    save: bool = True,
    copy: bool = False,
    said: Answers = NO_ANSWERS,
) -> Imported:
    """Return what became of a recording, and note it in its row unless told not to.

    A `copy` is another format of a recording that is there; it tells nothing more of the walk.
    What the person `said` stays with a recording that waits on, so that it is not asked again.
    """
    if save:
        row.outcome = {
            "outcome": outcome.value,
            "words": words,
            "notices": list(notices),
            "open": [each.value for each in open_],
            "copy": copy,
            "said": {
                "on_foot": said.on_foot,
                "start": None if said.start is None else said.start.isoformat(),
                "minutes": said.minutes,
                "zone": said.zone,
            },
        }
        row.save()
    return _told(row, outcome, words, notices, open_)


def said_before(row: StoredRecording) -> Answers:
    """Return what the person said about a recording so far."""
    said: dict[str, Any] = row.outcome.get("said", {})
    start = said.get("start")
    return Answers(
        on_foot=said.get("on_foot"),
        start=None if start is None else datetime.fromisoformat(start),
        minutes=said.get("minutes"),
        zone=said.get("zone"),
    )


def read_back(row: StoredRecording) -> Imported:
    """Return what was noted about a recording."""
    noted: dict[str, Any] = row.outcome
    return _told(
        row,
        Outcome(noted["outcome"]),
        noted["words"],
        tuple(noted["notices"]),
        tuple(Open(each) for each in noted["open"]),
    )


def _told(
    row: StoredRecording,
    outcome: Outcome,
    words: str,
    notices: tuple[str, ...],
    open_: tuple[Open, ...],
) -> Imported:
    walk = None
    if row.walk_id is not None:
        found = (each for each in store.diary(row.walker).walks() if each.id == row.walk_id)
        walk = next(found, None)
        words = f"{words} {TAKEN_BACK}" if walk is None else words
    return Imported(
        name=row.name,
        outcome=outcome,
        words=words,
        notices=notices,
        open=open_,
        recording_id=row.pk,
        walk_id=row.walk_id,
        minutes=None if walk is None else walk.minutes,
        day=None if walk is None else walk.day,
    )
