"""A walker's diary in the database: add to it, read it, and derive the plan from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from backstride.diary import AnyEvent, Diary, same_content, write_line
from backstride.insights import Drawn, drawn_on
from backstride.prescription import Plan, State
from backstride.site import clock, originals
from backstride.site.kept import note_kept
from backstride.site.memory import Known, Memory, stored_event
from backstride.site.models import Farewell, Preferences, StoredEvent, User, Walker
from backstride.site.zones import system_zone

_memory = Memory()

LOOK_UP = 500
"""Identities asked for in one query; SQLite takes at most 999 values in older builds."""


Outcome = Literal["stored", "already", "conflict"]


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of the events that were handed in.

    Parameters
    ----------
    ids : tuple of UUID
        The events in the order given.
    outcomes : tuple of str
        For each of them ``stored`` (now), ``already`` (it was there with the same content;
        nothing changed) or ``conflict`` (another event with its id is stored and stays; the
        newcomer was not taken).
    """

    ids: tuple[UUID, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def new(self) -> tuple[UUID, ...]:
        """Those stored now."""
        return self._with("stored")

    @property
    def already(self) -> tuple[UUID, ...]:
        """Those that were there with the same content."""
        return self._with("already")

    @property
    def conflicts(self) -> tuple[UUID, ...]:
        """Those whose id belongs to another event."""
        return self._with("conflict")

    def _with(self, outcome: Outcome) -> tuple[UUID, ...]:
        pairs = zip(self.ids, self.outcomes, strict=True)
        return tuple(each for each, became in pairs if became == outcome)


def walker_of(user: User) -> Walker:
    """Return the walker an account owns; the first call makes it.

    Its zone starts as the machine's, until the person chooses.
    """
    try:
        return Walker.objects.select_related("preferences").get(owner=user)
    except Walker.DoesNotExist:
        pass
    with transaction.atomic():
        person, _ = Walker.objects.get_or_create(owner=user, defaults={"created": clock.now()})
        Preferences.objects.get_or_create(walker=person, defaults={"zone": system_zone()})
    return Walker.objects.select_related("preferences").get(owner=user)


def today_of(walker: Walker, now: datetime) -> date:
    """Return the date where the walker is at that moment."""
    return now.astimezone(ZoneInfo(walker.zone)).date()


def append(walker: Walker, events: Iterable[AnyEvent], *, source: str) -> Appended:
    """Add events to a walker's diary, all of them or none.

    Appending an event again changes nothing. An event without ``recorded_at`` or
    ``source`` gets the present moment and `source`; both are left out when two events
    with one identity are compared.

    When the call returns, the events are on the disk.
    """
    given = tuple(events)
    fresh: dict[UUID, StoredEvent] = {}
    outcomes: list[Outcome] = []
    now = clock.now()
    with transaction.atomic():
        stored = _lines(walker, [event.id for event in given])
        for event in given:
            known = fresh[event.id].line if event.id in fresh else stored.get(event.id)
            if known is None:
                fresh[event.id] = _row(walker, event, now=now, source=source)
                outcomes.append("stored")
            elif same_content(stored_event(known), event):
                outcomes.append("already")
            else:
                outcomes.append("conflict")
        StoredEvent.objects.bulk_create(fresh.values())
    if any(each != "conflict" for each in outcomes):
        note_kept()
    return Appended(tuple(event.id for event in given), tuple(outcomes))


def lines(walker: Walker) -> Iterator[str]:
    """Yield every event of the walker's diary as its line, in the order of arrival."""
    rows = StoredEvent.objects.filter(walker=walker).order_by("sequence")
    for line in rows.values_list("line", flat=True).iterator():
        yield line + "\n"


def diary(walker: Walker) -> Diary:
    """Return the walker's diary, with all events that are stored now."""
    return _memory.of(walker).diary


def known(walker: Walker) -> Known:
    """Return the diary and what the rules made of it, both of one look at the store.

    Two looks may see different events where another device writes in between.
    """
    return _memory.of(walker)


def events(walker: Walker) -> tuple[AnyEvent, ...]:
    """Return every event as it was appended, in the order of arrival."""
    return diary(walker).raw


def state(walker: Walker) -> State:
    """Return what the rules know about the walker after all events that are stored now."""
    return _memory.of(walker).state


def mark(walker: Walker) -> str:
    """Return what tells this diary from the same one with other events in it."""
    known = _memory.of(walker)
    return f"{known.sequence}-{known.event_id}"


def plan(walker: Walker, on: date) -> Plan:
    """Return the walker's plan for a date, from the diary as it stands."""
    return drawn(walker, on).plan


def drawn(walker: Walker, on: date) -> Drawn:
    """Return the plan with what the experiment that runs asks of its walks."""
    known = _memory.of(walker)
    return drawn_on(known.diary, known.state, on)


def forget(walker: Walker) -> None:
    """Delete a walker: diary, recordings, preferences. There is no way back.

    The account stays and may start anew.
    """
    walker_id = walker.id
    with transaction.atomic():
        Farewell.objects.create(walker_id=walker_id)
        with connection.cursor() as cursor:
            # Past the model, which refuses; the guard in the database lets this walker's go.
            cursor.execute(
                "DELETE FROM backstride_storedevent WHERE walker_id = %s", [walker_id.hex]
            )
        walker.recordings.all().delete()
        walker.health_exports.all().delete()
        walker.delete()
        Farewell.objects.filter(walker_id=walker_id).delete()
        transaction.on_commit(lambda: originals.remove_all(walker_id))


def _lines(walker: Walker, ids: Sequence[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for start in range(0, len(ids), LOOK_UP):
        rows = StoredEvent.objects.filter(walker=walker, event_id__in=ids[start : start + LOOK_UP])
        found.update(rows.values_list("event_id", "line"))
    return found


def _row(walker: Walker, event: AnyEvent, *, now: datetime, source: str) -> StoredEvent:
    recorded_at = event.recorded_at or now
    complete = event.model_copy(
        update={"recorded_at": recorded_at, "source": event.source or source}
    )
    return StoredEvent(
        walker=walker,
        event_id=complete.id,
        type=complete.type,
        at=complete.at,
        day=complete.day,
        zone=complete.zone,
        recorded_at=recorded_at,
        line=write_line(complete).removesuffix("\n"),
    )
