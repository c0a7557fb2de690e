"""The one place of the site that reads the clock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.conf import settings

_held: ContextVar[datetime | None] = ContextVar("held", default=None)
_started = time.monotonic()


def now() -> datetime:
    """Return the present moment, in UTC.

    In an installation with invented entries (demonstration, browser tests) the clock can
    be set: ``BACKSTRIDE_NOW`` is the moment at which the process started, and a file
    ``clock`` in the data folder, looked at each time, holds a moment that stands still.
    Elsewhere both are ignored.

    Raises
    ------
    ValueError
        If a moment to take as now is not an ISO 8601 time with its offset.
    """
    held = _held.get()
    if held is not None:
        return held
    if settings.INVENTED:
        try:
            return _moment(settings.HOME.clock.read_text().strip())
        except FileNotFoundError:
            pass
        if settings.NOW:
            return _moment(settings.NOW) + timedelta(seconds=time.monotonic() - _started)
    return datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment, for tests."""
    token = _held.set(_moment(moment.isoformat()))
    try:
        yield
    finally:
        _held.reset(token)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} lacks its offset from UTC; write 2026-05-14T08:00:00+02:00")
    return moment.astimezone(UTC)
