"""An invented diary to show the product with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from uuid import UUID

from backstride.diary import AnyEvent, Flare, Goal, Shoes
from backstride.simulation.ours import Ours
from backstride.simulation.parameters import default_population
from backstride.simulation.run import live_walker
from backstride.simulation.traits import CASES
from backstride.simulation.voice import Pen

SOURCE = "demo"
"""Stands on every event, so that nobody takes the diary for a person's."""

ZONE = "Europe/London"

_BAD_DAYS = range(1, 6)
"""Reported bad days of a telling diary: some, but not the whole of it."""

_BEFORE_ANY = 1 << 40
"""First id of the demo's own events; the walkers' ids lie far above."""


def demo_diary(
    seed: int = 1, weeks: int = 10, *, start: date, zone: str = ZONE
) -> tuple[AnyEvent, ...]:
    """Write the diary of a virtual walker under the default protocol.

    Parameters
    ----------
    seed : int
        Another seed gives another walker.
    weeks : int
    start : date
        First local day.
    zone : str
        IANA zone.

    Returns
    -------
    tuple of AnyEvent
        In the order of their moments, each with ``source`` ``demo``. The walker is the
        first of the seed who keeps at it to the end and reports one to five bad days; where
        the weeks are too few for a bad day, the first who keeps at it.
    """
    for index in count():
        events = _write(seed, index, weeks, start, zone)
        if events is None:
            continue
        bad_days = sum(isinstance(event, Flare) for event in events)
        if bad_days in _BAD_DAYS or (bad_days == 0 and weeks < 4):
            break
    assert events is not None
    marked: Mapping[str, str] = {"source": SOURCE}
    return tuple(event.model_copy(update=marked) for event in (*_words(start, zone), *events))


def _write(seed: int, index: int, weeks: int, start: date, zone: str) -> list[AnyEvent] | None:
    events: list[AnyEvent] = []
    rows = live_walker(
        index,
        weeks=weeks,
        controller=Ours(),
        case=CASES["mix"],
        seed=seed,
        population=default_population(),
        start=start,
        zone=zone,
        listen=events.append,
    )
    return events if rows[-1].present else None


def _words(start: date, zone: str) -> tuple[AnyEvent, ...]:
    """What a person says at the start and a virtual walker does not think of."""
    pen = Pen(zone, _BEFORE_ANY)
    pen.turn_to(start)
    early = 6 * 60
    return (
        Goal.model_validate(
            {**pen.stamp(early), "zone": zone, "words": "Walk to the park and back with ease"}
        ),
        Shoes.model_validate(
            {
                **pen.stamp(early + 1),
                "zone": zone,
                "shoes_id": UUID(int=_BEFORE_ANY),
                "name": "Blue walking shoes",
                "comfort": 8,
                "distance_at_start_km": 120,
            }
        ),
    )
