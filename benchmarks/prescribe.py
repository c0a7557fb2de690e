"""How long the plan of a two-year diary takes: the full fold, and one more event.

Run with ``python -m benchmarks.prescribe`` from the root of the repository. The diary is
made on the spot: two years, 300 walks and 1,500 events of a person who follows the plan on
three days a week, with a bad day now and then. As a baseline in the same run, the same
diary is parsed with ``json.loads`` from its JSON Lines; times are given in milliseconds and
as a ratio to that.
"""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from tests.diary.factories import events, flare, morning, newcomer, screened, walk

from backstride.diary import EVENT, AnyEvent
from backstride.prescription import Action, advance, decide, empty_state, fold, prescribe

FIRST = date(2024, 1, 1)
DAYS = 730


def two_years() -> list[AnyEvent]:
    """Two years of a person on the plan."""
    state = empty_state()
    diary: list[AnyEvent] = []

    def add(*more: AnyEvent) -> None:
        nonlocal state
        for event in more:
            diary.append(event)
            state = advance(state, event)

    add(*newcomer(FIRST, usual_pain=4))
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        plan = decide(state, day)
        if plan.questions_due:
            add(screened(day, at="06:30"))
            plan = decide(state, day)
        if number % 3 == 0:
            add(morning(day, 4 + (number % 11 == 0)))
        if number % 61 == 60:
            add(flare(day, at="08:00"))
        session = plan.today.session
        if plan.today.action is Action.WALK and session is not None:
            worst = 4 + 2 * (number % 37 == 0)
            add(
                *events(
                    walk(
                        day,
                        session.minutes,
                        before=4,
                        worst=worst,
                        after=4,
                        kind=session.kind.value,
                    )
                )
            )
    return diary


def median_ms(what: Callable[[], object], times: int) -> float:
    """Median of so many timings, in milliseconds, with the garbage collected before each."""
    taken = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        what()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def main() -> None:
    """Measure and print."""
    diary = two_years()
    walks = sum(event.type == "walk" for event in diary)
    last = FIRST + timedelta(days=DAYS - 1)
    lines = [EVENT.dump_json(event, exclude_none=True) for event in diary]
    base = median_ms(lambda: [json.loads(line) for line in lines], 21)
    full = median_ms(lambda: prescribe(diary, on=last), 21)
    *earlier, one = diary
    state = fold(earlier)
    more = median_ms(lambda: decide(advance(state, one), last), 201)
    late = diary[-60]
    without = fold([event for event in diary if event is not late])
    belated = median_ms(lambda: decide(advance(without, late), last), 51)
    print(f"{len(diary)} events, {walks} walks, {DAYS} days")
    print(f"{'':34}{'median ms':>10}{'ratio to json.loads':>22}")
    for name, value in (
        ("json.loads of the same lines", base),
        ("full fold and plan", full),
        ("one more event and plan", more),
        ("one event 60 events late and plan", belated),
    ):
        print(f"{name:34}{value:10.3f}{value / base:22.2f}")


if __name__ == "__main__":
    main()
