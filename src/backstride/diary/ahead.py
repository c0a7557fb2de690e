"""Events that are stamped ahead of now: the clock of whatever wrote them is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

from backstride.diary.events import AnyEvent, Correction
from backstride.diary.problems import Problem

MOST_AHEAD = timedelta(minutes=10)
"""How far ahead of now an event may be stamped (judgement): clocks differ by minutes; a clock
that is hours off would put an answer in front of those that are given later."""


def ahead_of(event: AnyEvent, now: datetime) -> Problem | None:
    """Return what is wrong with an event that is stamped ahead of now; None where it is not.

    The moment it is about counts, the moment at which it was entered, and those of what a
    correction puts in place.

    Parameters
    ----------
    event : event
    now : datetime
        The present moment, with its offset.
    """
    latest = now + MOST_AHEAD
    for each in (event, event.replacement) if isinstance(event, Correction) else (event,):
        for field in ("at", "recorded_at"):
            moment: datetime | None = getattr(each, field)
            if moment is not None and moment > latest:
                return Problem(
                    code="ahead_of_now",
                    words=f"{moment:%Y-%m-%d %H:%M} UTC has not come yet (now: {now:%d %b %H:%M})",
                    what_to_do="Set the clock of the device that wrote it, and enter it again.",
                    field=field if each is event else f"replacement.{field}",
                )
    return None
