"""Whose files are read next: each walker's one after the other, several walkers' at once."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

LEAST, MOST = 2, 4
"""How many are read at once, whatever the machine (judgement): one long file holds up nobody
else, and each may take most of a gigabyte of memory."""


def at_once() -> int:
    """Return how many files this machine reads at once: as many as it has cores, within bounds."""
    return min(max(LEAST, os.cpu_count() or 1), MOST)


class Turns:
    """Lends turns in the order in which they were asked for.

    Of one walker one file is read at a time, so that two files of one walk see each other. A turn
    is for one file: whoever has a hundred of them lets others in between.

    Parameters
    ----------
    most : int
        How many have a turn at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._changed = threading.Condition()
        self._waiting: list[tuple[UUID, object]] = []
        self._reading: set[UUID] = set()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        with self._changed:
            return len(self._waiting)

    @contextmanager
    def of(self, walker_id: UUID) -> Iterator[None]:
        """Wait for a turn of that walker, and have it until the block ends."""
        ticket = (walker_id, object())
        with self._changed:
            self._waiting.append(ticket)
            self._changed.wait_for(lambda: self._next() is ticket)
            self._waiting.remove(ticket)
            self._reading.add(walker_id)
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._reading.remove(walker_id)
                self._changed.notify_all()

    def _next(self) -> tuple[UUID, object] | None:
        """Return who comes next; nobody where all turns are taken."""
        if len(self._reading) >= self._most:
            return None
        return next((each for each in self._waiting if each[0] not in self._reading), None)
