"""The fold: events in, a state out; and back to the place where a late event belongs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from backstride.diary import AnyEvent, Correction, Original, Retraction, canonical_key, effective
from backstride.prescription.course import Course
from backstride.prescription.protocol import Protocol, default_protocol
from backstride.prescription.record import record

_Key = tuple[datetime, int, UUID]


CHECKPOINT_EVERY = 32
"""Events between two kept courses when many are folded at once: a late event is worked out
from the nearest one before it, so this bounds both its cost and the memory (judgement)."""


class _Cell(NamedTuple):
    """One event in canonical order, what stood before it, and the course after it if kept."""

    key: _Key
    event: Original
    course: Course | None
    before: _Cell | None


class State(NamedTuple):
    """Everything known after some events; a value, never changed in place.

    Parameters
    ----------
    protocol : Protocol
    course : Course
        What the rules need.
    cell : object
        The events folded so far, the latest first.
    amendments : tuple
        Corrections and retractions so far, in order of arrival.
    amended : tuple
        Events that an amendment concerns, as they were first written.
    """

    protocol: Protocol
    course: Course
    cell: _Cell | None = None
    amendments: tuple[Correction | Retraction, ...] = ()
    amended: tuple[Original, ...] = ()


def empty_state(protocol: Protocol | None = None) -> State:
    """The state before the first event."""
    return State(protocol or default_protocol(), Course())


def advance(state: State, event: AnyEvent) -> State:
    """Take in one event.

    Parameters
    ----------
    state : State
    event : AnyEvent
        Of any moment: an event that belongs before others is put in its place, and only
        what comes after it is worked out again. An event that is there already changes
        nothing.

    Returns
    -------
    State
        Equal to the state that all events together give, whatever the order in which they
        arrived.

    Notes
    -----
    An event that is the latest so far costs the same however long the diary is. An
    amendment, and an event that an amendment concerns, is worked out from the whole diary.
    """
    if isinstance(event, Correction | Retraction) or _is_amended(state, event.id):
        return _rebuild(state, event)
    return _insert(state, event)


def fold(events: Iterable[AnyEvent], protocol: Protocol | None = None) -> State:
    """Take in many events, in any order."""
    start = empty_state(protocol)
    given = list(events)
    if any(isinstance(event, Correction | Retraction) for event in given):
        return _from_all(start, given)
    return _extend(start, _in_order(given))  # type: ignore[arg-type]  # no amendment is left


def _in_order(events: Iterable[Original]) -> list[tuple[_Key, Original]]:
    return sorted(((canonical_key(event), event) for event in events), key=itemgetter(0))


def _extend(state: State, events: Iterable[tuple[_Key, Original]]) -> State:
    """Fold events, with their keys, that come in order after all that the state holds."""
    protocol, cell = state.protocol, state.cell
    course = state.course.fork()
    since = 0
    for key, event in events:
        if cell is not None and cell.key == key:
            continue
        record(course, event, protocol)
        since += 1
        kept = None
        if since == CHECKPOINT_EVERY:
            kept, since = course.fork(), 0
        cell = _Cell(key, event, kept, cell)
    if cell is not None and cell.course is None:
        cell = cell._replace(course=course)
    return State(protocol, course, cell, state.amendments, state.amended)


def course_on(state: State, day: int) -> Course:
    """The course after all events up to the end of an ordinal day; not to be changed."""
    cell = state.cell
    while cell is not None and cell.event.local.toordinal() > day:
        cell = cell.before
    return state.course if cell is state.cell else _course_at(cell, state.protocol)


def _course_at(cell: _Cell | None, protocol: Protocol) -> Course:
    """The course after a cell's event, worked out from the nearest one that was kept."""
    again: list[Original] = []
    while cell is not None and cell.course is None:
        again.append(cell.event)
        cell = cell.before
    known = Course() if cell is None or cell.course is None else cell.course
    if not again:
        return known
    course = known.fork()
    for event in reversed(again):
        record(course, event, protocol)
    return course


def _insert(state: State, event: Original) -> State:
    key = canonical_key(event)
    cell = state.cell
    if cell is None or cell.key < key:
        course = state.course.fork()
        record(course, event, state.protocol)
        cell = _Cell(key, event, course, cell)
        return State(state.protocol, course, cell, state.amendments, state.amended)
    later: list[tuple[_Key, Original]] = []
    while cell is not None and cell.key > key:
        later.append((cell.key, cell.event))
        cell = cell.before
    if cell is not None and cell.key == key:
        return state
    before = state._replace(course=_course_at(cell, state.protocol), cell=cell)
    return _extend(before, [(key, event), *reversed(later)])


def _is_amended(state: State, event_id: UUID) -> bool:
    return bool(state.amendments) and any(
        event_id in (_target(amendment), amendment.id) for amendment in state.amendments
    )


def _target(amendment: Correction | Retraction) -> UUID:
    return amendment.corrects if isinstance(amendment, Correction) else amendment.retracts


def _rebuild(state: State, event: AnyEvent) -> State:
    known = {amended.id: amended for amended in state.amended}
    originals: list[AnyEvent] = list(known.values())
    cell = state.cell
    while cell is not None:
        if cell.event.id not in known:
            originals.append(cell.event)
        cell = cell.before
    return _from_all(empty_state(state.protocol), [*originals, *state.amendments, event])


def _from_all(start: State, events: list[AnyEvent]) -> State:
    first: dict[UUID, AnyEvent] = {}
    for event in events:
        first.setdefault(event.id, event)
    amendments = tuple(
        event for event in first.values() if isinstance(event, Correction | Retraction)
    )
    concerned = {_target(amendment) for amendment in amendments}
    amended = tuple(
        event
        for event in first.values()
        if event.id in concerned and not isinstance(event, Correction | Retraction)
    )
    state = _extend(start, _in_order(effective(first.values())))
    return state._replace(amendments=amendments, amended=amended)
