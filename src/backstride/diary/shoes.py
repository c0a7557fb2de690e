"""Pairs of shoes and how far they have walked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from backstride.diary.person import Shoes
from backstride.diary.walk import Walk


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of shoes as the diary knows it.

    Parameters
    ----------
    shoes_id : UUID
    name : str
    comfort : int or None
        Latest answer, 0 to 10.
    retired : bool
    since : date
        Day on which it entered the diary.
    distance_km : float
        With what it had walked before it entered the diary.
    walks : int
        Walks that name this pair.
    walks_without_distance : int
        Those among them that add nothing to the distance because theirs is not known.
    note : str or None
        Latest note.
    """

    shoes_id: UUID
    name: str
    comfort: int | None
    retired: bool
    since: date
    distance_km: float
    walks: int
    walks_without_distance: int
    note: str | None


def pairs_of(shoes: Iterable[Shoes], walks: Iterable[Walk]) -> tuple[Pair, ...]:
    """Return every pair, in the order in which they entered the diary.

    Parameters
    ----------
    shoes, walks : iterable of event
        In canonical order. Of several events about one pair the first gives the distance at
        the start; name and retirement follow the latest, comfort and note the latest given.
    """
    news: dict[UUID, list[Shoes]] = {}
    for event in shoes:
        news.setdefault(event.shoes_id, []).append(event)
    worn: dict[UUID, list[Walk]] = {}
    for walk in walks:
        if walk.shoes_id is not None:
            worn.setdefault(walk.shoes_id, []).append(walk)
    return tuple(_pair(told, worn.get(shoes_id, [])) for shoes_id, told in news.items())


def _pair(told: list[Shoes], worn: list[Walk]) -> Pair:
    first, last = told[0], told[-1]
    known_m = [walk.distance_m for walk in worn if walk.distance_m is not None]
    return Pair(
        shoes_id=first.shoes_id,
        name=last.name,
        comfort=next((s.comfort for s in reversed(told) if s.comfort is not None), None),
        retired=last.retired,
        since=first.day,
        distance_km=first.distance_at_start_km + sum(known_m) / 1000,
        walks=len(worn),
        walks_without_distance=len(worn) - len(known_m),
        note=next((s.note for s in reversed(told) if s.note is not None), None),
    )
