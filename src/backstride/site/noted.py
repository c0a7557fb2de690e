"""What became of a recording, noted in its row and told from there."""

from __future__ import annotations

from typing import Any

from backstride.site import store
from backstride.site.imported import Imported, Outcome
from backstride.site.models import StoredRecording
from backstride.walks import Open

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
) -> Imported:
    """Return what became of a recording, and note it in its row unless told not to.

    A `copy` is another format of a recording that is there; it tells nothing more of the walk.
    """
    if save:
        row.outcome = {
            "outcome": outcome.value,
            "words": words,
            "notices": list(notices),
            "open": [each.value for each in open_],
            "copy": copy,
        }
        row.save()
    return _told(row, outcome, words, notices, open_)


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
