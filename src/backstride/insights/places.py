"""Which walks take their places in an experiment, decided by what was known before each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from backstride.diary import Diary, Walk, canonical_key
from backstride.insights.arms import takes_place, waits_for
from backstride.prescription import Protocol, State, advance, decide, fold, held_back


def places(
    diary: Diary, walks: Sequence[Walk], key: str, protocol: Protocol | None
) -> tuple[Walk, ...]:
    """Return those of the walks that take a place, in the order of their places.

    The first walk of a day takes one, unless the experiment waited just before it. A walk
    that was written down only after a later one had its place takes none: places that were
    given stay.

    Parameters
    ----------
    diary : Diary
    walks : sequence of Walk
        Walks of the programme in the time of the experiment, in order.
    key : str
        The question.
    protocol : Protocol or None
    """
    fit = [
        walk
        for walk, state in _before_each(diary, walks, protocol)
        if _is_first(diary, walk) and _goes_on(state, walk.day, key)
    ]
    placed: list[Walk] = []
    for walk in sorted(fit, key=lambda each: (_known_on(diary, each), each.at, each.id)):
        if not placed or walk.day > placed[-1].day:
            placed.append(walk)
    return tuple(placed)


def _goes_on(state: State, day: date, key: str) -> bool:
    plan = decide(state, day)
    return waits_for(plan, held_back(state, day)) is None and takes_place(plan.today.session, key)


def _before_each(
    diary: Diary, walks: Sequence[Walk], protocol: Protocol | None
) -> Iterator[tuple[Walk, State]]:
    """Yield each walk with all that was known before it, in one go through the diary."""
    if not walks:
        return
    events = diary.events
    first = canonical_key(walks[0])
    before = [event for event in events if canonical_key(event) < first]
    state, wanted = fold(before, protocol), {walk.id for walk in walks}
    last = walks[-1].id
    for event in events[len(before) :]:
        if isinstance(event, Walk) and event.id in wanted:
            yield event, state
            if event.id == last:
                return
        state = advance(state, event)


def _is_first(diary: Diary, walk: Walk) -> bool:
    """Return whether no other walk of the programme came before it on its day."""
    return next(each.id for each in diary.walks(walk.day, walk.day) if each.programme) == walk.id


def _known_on(diary: Diary, walk: Walk) -> date:
    """Return the day on which a walk was first written down, as far as that is known."""
    first = diary.get(walk.id)
    known: datetime | None = None if first is None else first.recorded_at
    return walk.day if known is None else max(walk.day, _local(known, walk.zone))


def _local(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
