"""Diaries of people who have come some way; where nothing else is said, by 12 May 2026."""

from __future__ import annotations

from datetime import date, timedelta

from backstride.diary import AnyEvent
from backstride.prescription import Action, Kind, advance, decide, fold
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


def in_intervals(rounds: int = 8) -> tuple[tuple[AnyEvent, ...], date]:
    """Return the diary of somebody whom each walk leaves calm, and the day it asks for intervals.

    They walk what is asked until a walk of that many rounds is. Their usual steps are known.
    """
    day = date(2025, 12, 1)
    told = [
        *factories.newcomer(
            day,
            usual_pain=3,
            weekdays=("tue", "thu", "sat", "sun"),
            needs=(),
            birth_year=1965,
            region="DE",
            usual_cadence_spm=103,
        )
    ]
    state = fold(told)
    for _ in range(365):
        plan = decide(state, day)
        asked = plan.today.session
        more: list[AnyEvent] = [factories.morning(day, 3)]
        if plan.today.action is Action.SCREEN:
            more.append(factories.screened(day))
        elif plan.today.action is Action.WALK and asked is not None:
            rung = asked.rung
            if asked.kind is Kind.INTERVALS and rung is not None and rung.repeats == rounds:
                return tuple(told), day
            kind = asked.kind.value
            more += factories.walk(day, asked.minutes, before=3, worst=3, after=3, kind=kind)
        for event in more:
            state = advance(state, event)
        told += more
        day += timedelta(days=1)
    raise AssertionError(f"no walk of {rounds} rounds within a year")
