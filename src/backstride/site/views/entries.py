"""Writing down what a form said: once, however often it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, QueryDict

from backstride.diary import Correction, Original, effective
from backstride.site import store
from backstride.site.kept import note_kept, note_left
from backstride.site.models import Walker

SOURCE = "site"
ENTERED = {"recorded_at", "source"}
STAMPED = ENTERED | {"at", "local", "zone"}


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, even if it sent nothing; None where it is only shown."""
    return request.POST if request.method == "POST" else None


def write(walker: Walker, events: Iterable[Original], *, now: datetime) -> None:
    """Append the events that a form produced.

    Sending the form again changes nothing. Going back, changing an answer and sending the
    form once more corrects the entry: the event keeps its identity and, where it only bears
    the present moment, the moment at which it was first sent.
    """
    given = tuple(events)
    fresh = set(store.append(walker, given, source=SOURCE).new)
    again = [event for event in given if event.id not in fresh]
    if not again:
        return
    known = {event.id: event for event in effective(store.events(walker))}
    # What was taken back stays taken back, whatever arrives late under its identity.
    if any(event.id not in known for event in again):
        note_left()
    else:
        note_kept()
    corrections = (correction(known[event.id], event, now) for event in again if event.id in known)
    store.append(walker, [each for each in corrections if each is not None], source=SOURCE)


def correction(known: Original, event: Original, now: datetime) -> Correction | None:
    """Return what turns a known event into another version of it; None where they agree."""
    stamped = event.at == now
    left_out = STAMPED if stamped else ENTERED
    if known.model_dump(exclude=left_out) == event.model_dump(exclude=left_out):
        return None
    if stamped:
        moment = {"at": known.at, "local": known.local, "zone": known.zone}
        event = event.model_copy(update=moment)
    return Correction(at=now, zone=event.zone, corrects=known.id, replacement=event)
