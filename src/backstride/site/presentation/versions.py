"""The versions of a walk: as it was first written down, and each change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from backstride.diary import Correction, Diary, Walk, amendment_key
from backstride.site.design import day_month
from backstride.site.presentation import sentences
from backstride.site.presentation.done import started_words
from backstride.site.presentation.over_time import told_min

BY_RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a walk.

    Attributes
    ----------
    when : str
        Who wrote it down, and when.
    what : str
        Minutes, kind and start.
    """

    when: str
    what: str


def versions_of(diary: Diary, walk_id: UUID) -> tuple[Version, ...]:
    """Return the versions of a walk, the first one first; one alone where nothing was changed."""
    first = diary.get(walk_id)
    if not isinstance(first, Walk):
        return ()
    return tuple(_versions(diary, first))


def _versions(diary: Diary, first: Walk) -> Iterator[Version]:
    by = "From the recording" if first.source == BY_RECORDING else "First written down"
    yield Version(_dated(by, first.recorded_at, first.zone), _what(first))
    changes = [
        event
        for event in diary.raw
        if isinstance(event, Correction)
        and event.corrects == first.id
        and isinstance(event.replacement, Walk)
    ]
    last = first
    for change in sorted(changes, key=amendment_key):
        walk = change.replacement
        assert isinstance(walk, Walk)
        same = _what(walk) == _what(last)
        by = "Measured by a device" if change.source == BY_RECORDING else "Changed by you"
        what = "Only what was measured was added" if same else _what(walk)
        if same and change.source != BY_RECORDING:
            what = "Another detail was changed"
        yield Version(_dated(by, change.at, change.zone), what)
        last = walk


def _what(walk: Walk) -> str:
    kind = dict(sentences.KIND_CHOICES)[walk.kind].lower()
    counted = "" if walk.programme else ", everyday walking"
    return f"{told_min(walk.minutes)}, {kind}{counted}, {started_words(walk)}"


def _dated(by: str, at: datetime | None, zone: str) -> str:
    if at is None:
        return by
    local = at.astimezone(ZoneInfo(zone))
    return f"{by} on {day_month(local.date())} {local.year}"
