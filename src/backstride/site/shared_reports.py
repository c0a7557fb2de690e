"""Links to a report: for a few days, for whoever has them, ended at any time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from backstride.site.models import SharedReport, Walker

LASTS = timedelta(days=7)
"""From picture 10: a link for seven days."""

TOKEN_BYTES = 32
MOST_LINKS = 10
"""Links of one walker that are open at a time (judgement)."""


class TooManyLinksError(ValueError):
    """There are as many links as there may be."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a report covers and lets be seen; `weeks` is None for all of them."""

    weeks: int | None
    notes: bool
    patterns: bool
    questionnaires: bool


def share(
    walker: Walker, parts: Parts, *, events: int, now: datetime, today: date
) -> tuple[SharedReport, str]:
    """Open a report to whoever has its link; return it with the link's token, kept nowhere.

    Parameters
    ----------
    walker : Walker
    parts : Parts
    events : int
        Entries that the diary holds now; later ones are not shown.
    now : datetime
    today : date

    Raises
    ------
    TooManyLinksError
        If the walker has `MOST_LINKS` open.
    """
    open_links(walker, now=now)
    if walker.shared_reports.count() >= MOST_LINKS:
        raise TooManyLinksError(f"There are {MOST_LINKS} links. Stop one first.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = SharedReport.objects.create(
        walker=walker,
        token_sha256=_hash(token),
        made=now,
        day=today,
        events=events,
        expires=now + LASTS,
        weeks=parts.weeks,
        notes=parts.notes,
        patterns=parts.patterns,
        questionnaires=parts.questionnaires,
    )
    return made, token


def open_links(walker: Walker, *, now: datetime) -> list[SharedReport]:
    """Return the links that are open; those whose time is over are removed."""
    walker.shared_reports.filter(expires__lte=now).delete()
    return list(walker.shared_reports.all())


def opened(token: str, *, now: datetime) -> SharedReport | None:
    """Return the report of a link, and note that it was opened; None where it has ended."""
    found = (
        SharedReport.objects.select_related("walker__preferences", "walker__owner")
        .filter(token_sha256=_hash(token), expires__gt=now, walker__owner__is_active=True)
        .first()
    )
    if found is not None:
        found.last_opened = now
        found.save(update_fields=["last_opened"])
    return found


def _hash(token: str) -> str:
    # The token is drawn at random and long: there is nothing a slow hash would protect.
    return sha256(token.encode()).hexdigest()
