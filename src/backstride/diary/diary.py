"""The record of one walker: everything written down, and what of it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar
from uuid import UUID

from backstride.diary.amendments import effective
from backstride.diary.event import DiaryEvent
from backstride.diary.events import AnyEvent, Original, same_content
from backstride.diary.person import Profile, Shoes
from backstride.diary.shoes import Pair, pairs_of
from backstride.diary.walk import Moment, Pain, Walk

E = TypeVar("E", bound=DiaryEvent)


class ConflictError(ValueError):
    """An event has the id of another one that says something else.

    Parameters
    ----------
    kept : event
        The event that was there first, and stays.
    refused : event
        The event that was not taken.
    """

    def __init__(self, kept: AnyEvent, refused: AnyEvent) -> None:
        super().__init__(
            f"the id {refused.id} belongs to another event ({kept.type} of {kept.day}). "
            "Give the new event an id of its own, or write a correction."
        )
        self.kept = kept
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Person:
    """What the profile says by now; see ``Profile`` for meanings and units.

    A field is None as long as nothing was said about it.
    """

    birth_year: int | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    track: Literal["current_pain", "prevention"] | None = None
    usual_pain: int | None = None
    baseline: Literal["measure", "skip"] | None = None
    usual_cadence_spm: float | None = None
    needs: tuple[str, ...] | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class WalkPain:
    """The pain answers that go with one walk; None where one was not given.

    Parameters
    ----------
    before, after : int or None
        The latest answer of its kind, 0 to 10.
    worst : int or None
        The highest of the answers during the walk.
    """

    before: int | None = None
    worst: int | None = None
    after: int | None = None


class Diary:
    """An immutable record of one walker.

    Parameters
    ----------
    events : iterable of event
        In order of arrival. An event that comes twice counts once; of several events with
        one id the first stays, and the others are in ``conflicts``.

    Notes
    -----
    Two diaries are equal when they hold the same events, in whatever order they arrived.
    """

    def __init__(self, events: Iterable[AnyEvent] = ()) -> None:
        self._by_id: dict[UUID, AnyEvent] = {}
        conflicts: list[AnyEvent] = []
        for event in events:
            kept = self._by_id.setdefault(event.id, event)
            if not same_content(kept, event):
                conflicts.append(event)
        self.conflicts = tuple(conflicts)
        """Events that were not taken because their id belonged to another."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Diary) and self._by_id == other._by_id

    __hash__ = None  # type: ignore[assignment]  # equal by content, which no hash follows

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[AnyEvent]:
        return iter(self._by_id.values())

    def __contains__(self, event_id: object) -> bool:
        return event_id in self._by_id

    def __repr__(self) -> str:
        return f"<Diary of {len(self)} events>"

    def append(self, event: AnyEvent) -> Diary:
        """Return the diary with one event more; the same one where it was known.

        Raises
        ------
        ConflictError
            If another event has the same id. The diary stays as it is.
        """
        return self.extend((event,))

    def extend(self, events: Iterable[AnyEvent]) -> Diary:
        """Return the diary with these events, or raise and take none of them.

        Raises
        ------
        ConflictError
            If one of them has the id of another event.
        """
        added: dict[UUID, AnyEvent] = {}
        for event in events:
            kept = self._by_id.get(event.id) or added.setdefault(event.id, event)
            if not same_content(kept, event):
                raise ConflictError(kept, event)
        if not added:
            return self
        longer = Diary()
        longer._by_id = {**self._by_id, **added}
        longer.conflicts = self.conflicts
        return longer

    @property
    def raw(self) -> tuple[AnyEvent, ...]:
        """Every event as it was appended, each once, in order of arrival."""
        return tuple(self._by_id.values())

    @cached_property
    def events(self) -> tuple[Original, ...]:
        """What counts: corrections and retractions applied, in canonical order."""
        return effective(self._by_id.values())

    def get(self, event_id: UUID) -> AnyEvent | None:
        """Return the event as it was appended under that id; None where there is none."""
        return self._by_id.get(event_id)

    def of(
        self, kind: type[E], since: date | None = None, until: date | None = None
    ) -> tuple[E, ...]:
        """Return the events of one type that count, in canonical order.

        Parameters
        ----------
        kind : type
            An event's class, such as ``Flare``.
        since, until : date or None
            First and last local day, both included.
        """
        found: tuple[E, ...] = self._by_kind.get(kind, ())  # type: ignore[assignment]  # filed under its own class
        if since is None and until is None:
            return found
        first, last = since or date.min, until or date.max
        return tuple(event for event in found if first <= event.day <= last)

    def latest(self, kind: type[E]) -> E | None:
        """Return the last event of that type; None where there is none."""
        found = self.of(kind)
        return found[-1] if found else None

    def on(self, day: date) -> tuple[Original, ...]:
        """Return the events of a local day."""
        return self._by_day.get(day, ())

    def walks(self, since: date | None = None, until: date | None = None) -> tuple[Walk, ...]:
        """Return the walks that were done, everyday ones included."""
        return self.of(Walk, since, until)

    def pain_of(self, walk_id: UUID) -> WalkPain:
        """Return how the back took a walk."""
        return self._pain_by_walk.get(walk_id, WalkPain())

    def mornings(self, since: date | None = None, until: date | None = None) -> tuple[Pain, ...]:
        """Return the morning answers, one for each day: the latest of that day."""
        by_day = {
            pain.day: pain for pain in self.of(Pain, since, until) if pain.moment is Moment.MORNING
        }
        return tuple(by_day.values())

    @cached_property
    def profile(self) -> Person:
        """The person, every fact as it was last given."""
        facts = {
            field.name: value
            for event in self.of(Profile)
            for field in fields(Person)
            if (value := getattr(event, field.name)) is not None
        }
        return Person(**facts)

    def shoes(self, *, retired: bool = False) -> tuple[Pair, ...]:
        """Return the pairs in use with what they have walked; with `retired`, all pairs."""
        pairs = pairs_of(self.of(Shoes), self.walks())
        return tuple(pair for pair in pairs if retired or not pair.retired)

    @property
    def first_day(self) -> date | None:
        """Local day of the first event that counts."""
        return min(self._by_day, default=None)

    @property
    def last_day(self) -> date | None:
        """Local day of the last event that counts."""
        return max(self._by_day, default=None)

    @cached_property
    def _by_kind(self) -> dict[type[DiaryEvent], tuple[Original, ...]]:
        filed: dict[type[DiaryEvent], list[Original]] = {}
        for event in self.events:
            filed.setdefault(type(event), []).append(event)
        return {kind: tuple(events) for kind, events in filed.items()}

    @cached_property
    def _by_day(self) -> dict[date, tuple[Original, ...]]:
        filed: dict[date, list[Original]] = {}
        for event in self.events:
            filed.setdefault(event.day, []).append(event)
        return {day: tuple(events) for day, events in filed.items()}

    @cached_property
    def _pain_by_walk(self) -> dict[UUID, WalkPain]:
        answers: dict[UUID, dict[Moment, int]] = {}
        for pain in self.of(Pain):
            if pain.walk_id is None or pain.moment is Moment.MORNING:
                continue
            given = answers.setdefault(pain.walk_id, {})
            if pain.moment is Moment.DURING:
                given[pain.moment] = max(pain.nrs, given.get(pain.moment, 0))
            else:
                given[pain.moment] = pain.nrs
        return {
            walk_id: WalkPain(
                before=given.get(Moment.BEFORE),
                worst=given.get(Moment.DURING),
                after=given.get(Moment.AFTER),
            )
            for walk_id, given in answers.items()
        }
