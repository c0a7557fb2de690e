"""Diaries that were read before, kept in memory so that one more event costs little."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from backstride.diary import EVENT, STORED, AnyEvent, Diary
from backstride.prescription import State, advance, fold
from backstride.site.models import StoredEvent, Walker

MOST_WALKERS = 32
"""Walkers kept by one process; the one not seen for longest goes (judgement)."""

Row = tuple[int, UUID, str]


def stored_event(line: str) -> AnyEvent:
    """Return the event on a stored line; it was checked before it was stored."""
    return EVENT.validate_json(line, context=STORED)


class Known(NamedTuple):
    """A walker's diary and what the rules made of it, up to one stored event."""

    sequence: int
    event_id: UUID | None
    diary: Diary
    state: State


class Memory:
    """What is known of each walker; bounded, and safe to share among threads.

    Everything in it can be worked out again. It is compared with the store at every use:
    later events are worked in, and where its last event is not in the store (any more),
    all is read anew.
    """

    def __init__(self, most: int = MOST_WALKERS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._known: OrderedDict[UUID, Known] = OrderedDict()

    def of(self, walker: Walker) -> Known:
        """Return what is known after all events that are stored now."""
        with self._lock:
            known = self._known.get(walker.id)
        rows = StoredEvent.objects.filter(walker=walker).order_by("sequence")
        wanted = rows.values_list("sequence", "event_id", "line")
        if known is not None:
            since = list(wanted.filter(sequence__gte=known.sequence))
            if since and since[0][:2] == (known.sequence, known.event_id):
                return self._keep(walker, _longer(known, since[1:]))
        return self._keep(walker, _from_all(list(wanted)))

    def _keep(self, walker: Walker, known: Known) -> Known:
        with self._lock:
            self._known[walker.id] = known
            self._known.move_to_end(walker.id)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return known


def _from_all(rows: Sequence[Row]) -> Known:
    events = _events(rows)
    sequence, event_id = rows[-1][:2] if rows else (0, None)
    return Known(sequence, event_id, Diary(events), fold(events))


def _longer(known: Known, rows: Sequence[Row]) -> Known:
    if not rows:
        return known
    events = _events(rows)
    state = known.state
    for event in events:
        state = advance(state, event)
    return Known(rows[-1][0], rows[-1][1], known.diary.extend(events), state)


def _events(rows: Sequence[Row]) -> list[AnyEvent]:
    return [stored_event(line) for _, _, line in rows]
