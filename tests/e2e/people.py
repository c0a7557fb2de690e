"""Diaries of people who have come some way, seen from Tuesday, 12 May 2026."""

from __future__ import annotations

from backstride.diary import AnyEvent
from tests.diary import factories


def settled_in() -> tuple[AnyEvent, ...]:
    """Return three calm weeks of somebody who walks Tuesday, Thursday and Saturday."""
    return factories.events(
        factories.newcomer(
            "2026-04-20",
            usual_pain=4,
            weekdays=("tue", "thu", "sat"),
            needs=(),
            birth_year=1965,
            region="DE",
        ),
        factories.shoes("2026-04-20", "Grey trainers"),
        factories.week("2026-04-20", tue=10, thu=10, sat=10, pain=4),
        factories.week("2026-04-27", tue=11, thu=11, sat=11, pain=4),
        factories.week("2026-05-04", tue=13, thu=13, sat=13, pain=4),
        factories.mornings("2026-05-11", 4),
    )
