"""What is kept in memory of each walker, and that it never differs from the store."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from backstride.diary import AnyEvent
from backstride.prescription import prescribe
from backstride.site import store
from backstride.site.memory import Memory
from backstride.site.models import Walker
from tests.diary import factories as make

ON = date(2026, 5, 14)


@pytest.fixture
def two_weeks() -> tuple[AnyEvent, ...]:
    return make.events(
        make.newcomer("2026-05-01"),
        make.week("2026-05-04", mon=10, wed=10, fri=10, pain=4),
        make.week("2026-05-11", mon=13, wed=13, pain=4),
    )


def test_the_plan_is_that_of_the_whole_diary(
    walker: Walker, two_weeks: tuple[AnyEvent, ...]
) -> None:
    store.append(walker, two_weeks, source="test")
    assert store.plan(walker, ON) == prescribe(two_weeks, on=ON)


def test_one_event_more_gives_the_plan_of_the_whole_diary(
    walker: Walker, two_weeks: tuple[AnyEvent, ...]
) -> None:
    for event in (*two_weeks, make.flare("2026-05-14")):
        store.append(walker, [event], source="test")
        store.plan(walker, ON)
    assert store.plan(walker, ON) == prescribe((*two_weeks, make.flare("2026-05-14")), on=ON)
    assert len(store.diary(walker)) == len(two_weeks) + 1


def test_an_event_that_comes_late_changes_the_plan_as_if_it_had_been_there(
    walker: Walker, two_weeks: tuple[AnyEvent, ...]
) -> None:
    late = two_weeks[3]
    rest = [event for event in two_weeks if event is not late]
    store.append(walker, rest, source="test")
    store.plan(walker, ON)
    store.append(walker, [late], source="test")
    assert store.plan(walker, ON) == prescribe(two_weeks, on=ON)


def test_only_the_new_events_are_read(
    walker: Walker, two_weeks: tuple[AnyEvent, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(walker, two_weeks, source="test")
    memory = Memory()
    before = memory.of(walker)
    store.append(walker, [make.flare("2026-05-14")], source="test")
    monkeypatch.setattr("backstride.site.memory.fold", lambda events: pytest.fail("all again"))
    after = memory.of(walker)
    assert len(after.diary) == len(before.diary) + 1


def test_asking_again_takes_one_query(walker: Walker, two_weeks: tuple[AnyEvent, ...]) -> None:
    store.append(walker, two_weeks, source="test")
    first = store.plan(walker, ON)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert store.plan(walker, ON) == first
    assert len(queries) == 1


def test_events_that_were_taken_back_with_their_transaction_are_forgotten(
    walker: Walker, two_weeks: tuple[AnyEvent, ...]
) -> None:
    store.append(walker, two_weeks, source="test")
    with transaction.atomic():
        store.append(walker, [make.flare("2026-05-14")], source="test")
        assert len(store.diary(walker)) == len(two_weeks) + 1
        transaction.set_rollback(True)
    assert len(store.diary(walker)) == len(two_weeks)
    store.append(walker, [make.morning("2026-05-14", 4)], source="test")
    assert store.plan(walker, ON) == prescribe((*two_weeks, make.morning("2026-05-14", 4)), on=ON)


def test_it_never_mixes_two_walkers(
    walker: Walker, other_walker: Walker, two_weeks: tuple[AnyEvent, ...]
) -> None:
    store.append(walker, two_weeks, source="test")
    store.plan(walker, ON)
    assert store.plan(other_walker, ON) == prescribe((), on=ON)


def test_it_keeps_no_more_walkers_than_it_may(walker: Walker, other_walker: Walker) -> None:
    memory = Memory(most=1)
    kept = memory.of(walker)
    memory.of(other_walker)
    assert memory.of(walker) is not kept
    assert memory.of(walker).diary == kept.diary
