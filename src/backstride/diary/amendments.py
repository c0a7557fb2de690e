"""What corrections and retractions leave standing.

Every function here is pure and gives the same answer whatever the order of arrival.

The rule, in three sentences:

1. Among the amendments of one event, the one with the latest ``(at, id)`` decides: a
   correction puts its replacement there, a retraction takes the event out.
2. An amendment may itself be retracted, by a retraction that is later by ``(at, id)``; it
   then counts as never made, and the next latest decides.
3. An amendment of an event that is not there waits for it, and changes nothing until then.

A correction cannot correct an amendment: it would put an ordinary event in its place. Such a
correction has no effect; to change an amendment, retract it and make a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from backstride.diary.events import (
    AnyEvent,
    Correction,
    Original,
    Retraction,
    canonical_key,
)

Amendment = Correction | Retraction
"""An event about another event."""


def target(amendment: Amendment) -> UUID:
    """Return the id of the event that the amendment is about."""
    return amendment.corrects if isinstance(amendment, Correction) else amendment.retracts


def amendment_key(amendment: Amendment) -> tuple[datetime, UUID]:
    """Return the key by which the latest of several amendments is found."""
    return (amendment.at, amendment.id)


def wins(a: Amendment, b: Amendment) -> bool:
    """Return whether ``a`` decides over ``b``, both being about the same event."""
    return amendment_key(a) > amendment_key(b)


def newest(amendments: Iterable[Amendment]) -> Amendment | None:
    """Return the amendment that wins over all the others; None where there is none."""
    return max(amendments, key=amendment_key, default=None)


def standing(events: Iterable[AnyEvent]) -> dict[UUID, Amendment]:
    """Return for each amended event the amendment that decides about it.

    Parameters
    ----------
    events : iterable of event
        In any order; events that amend nothing are passed over.

    Returns
    -------
    dict
        From the id of an event (there or not) to its winning amendment. Amendments that were
        retracted themselves are left out.
    """
    amendments = sorted(
        (event for event in events if isinstance(event, Correction | Retraction)),
        key=amendment_key,
        reverse=True,
    )
    # Latest first: whoever could retract an amendment has been judged before it.
    deciding: dict[UUID, Amendment] = {}
    retracted: set[UUID] = set()
    for amendment in amendments:
        if amendment.id in retracted:
            continue
        deciding.setdefault(target(amendment), amendment)
        if isinstance(amendment, Retraction):
            retracted.add(amendment.retracts)
    return deciding


def effective(events: Iterable[AnyEvent]) -> tuple[Original, ...]:
    """Return the events that count: amendments applied, in canonical order.

    Parameters
    ----------
    events : iterable of event
        In any order of arrival. Of several events with one id the first stays.

    Returns
    -------
    tuple of event
        Sorted by ``canonical_key``; no correction and no retraction among them. A corrected
        event keeps its id and takes its place by the corrected moment.
    """
    first: dict[UUID, AnyEvent] = {}
    for event in events:
        first.setdefault(event.id, event)
    deciding = standing(first.values())
    kept: list[Original] = []
    for event in first.values():
        if isinstance(event, Correction | Retraction):
            continue
        amendment = deciding.get(event.id)
        if amendment is None:
            kept.append(event)
        elif isinstance(amendment, Correction):
            kept.append(_as_entered(amendment))
    return tuple(sorted(kept, key=canonical_key))


def _as_entered(correction: Correction) -> Original:
    """Return what a correction puts in place; it was entered when the correction was."""
    replacement = correction.replacement
    if replacement.recorded_at is not None or correction.recorded_at is None:
        return replacement
    return replacement.model_copy(update={"recorded_at": correction.recorded_at})
