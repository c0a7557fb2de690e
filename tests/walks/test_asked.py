"""Which prescription a walk answers, and how closely."""

from __future__ import annotations

from typing import Any

import pytest

from backstride.diary import AnyEvent, Diary, Prescribed, Walk
from backstride.prescription import Kind, Session, prescribe
from backstride.walks import Closeness, Part, PartKind, answered, asked_for
from tests.diary import factories


def walk(day: str, minutes: float, **facts: Any) -> Walk:
    found, *_ = factories.walk(day, minutes, **facts)
    assert isinstance(found, Walk)
    return found


def newcomer() -> tuple[AnyEvent, ...]:
    return factories.newcomer("2026-05-11", weekdays=("tue", "thu", "sat"), needs=(), region="DE")


def test_it_is_the_plan_of_the_walks_own_day() -> None:
    done = walk("2026-05-12", 30)
    later = walk("2026-05-14", 10)
    diary = Diary(factories.events(newcomer(), done, later))
    planned = prescribe(factories.events(newcomer()), on=done.day).today.session
    assert planned is not None
    assert asked_for(diary, done) == planned


def test_what_stands_with_the_walk_comes_first() -> None:
    noted = Prescribed(minutes=22, kind="brisk", protocol="gradual/1")
    diary = Diary(factories.events(newcomer()))
    asked = asked_for(diary, walk("2026-05-12", 20, prescribed=noted))
    assert asked is not None
    assert (asked.minutes, asked.kind, asked.rung) == (22, Kind.BRISK, None)


def test_everyday_walking_and_a_free_day_answer_nothing() -> None:
    diary = Diary(factories.events(newcomer()))
    assert asked_for(diary, walk("2026-05-12", 20, programme=False)) is None
    assert asked_for(Diary(), walk("2026-05-12", 20)) is None


@pytest.mark.parametrize(
    ("minutes", "closeness"),
    [
        (14, Closeness.AS_ASKED),
        (15.4, Closeness.AS_ASKED),
        (12.6, Closeness.AS_ASKED),
        (16, Closeness.LONGER),
        (12, Closeness.SHORTER),
    ],
)
def test_a_tenth_more_or_less_is_as_asked(minutes: float, closeness: Closeness) -> None:
    found = answered(Session(14), walk("2026-05-12", minutes))
    assert found.closeness is closeness
    assert found.difference_min == pytest.approx(minutes - 14)


def test_repeats_are_counted_only_where_they_were_asked_for() -> None:
    parts = [
        Part(kind, 60.0 * k + start, 60.0 * k + start + 30, spm)
        for k in range(4)
        for kind, start, spm in ((PartKind.REPEAT, 0, 120.0), (PartKind.EASY, 30, 100.0))
    ]
    done = walk("2026-05-12", 14)
    assert answered(Session(14, Kind.INTERVALS), done, parts).repeats == 4
    assert answered(Session(14, Kind.INTERVALS), done).repeats is None
    assert answered(Session(14), done, parts).repeats is None


def test_a_repeat_with_a_light_on_the_way_is_one() -> None:
    kinds = (PartKind.REPEAT, PartKind.PAUSE, PartKind.REPEAT, PartKind.EASY, PartKind.REPEAT)
    parts = [Part(kind, 30.0 * k, 30.0 * k + 30, 100.0) for k, kind in enumerate(kinds)]
    done = walk("2026-05-12", 14)
    assert answered(Session(14, Kind.INTERVALS), done, parts).repeats == 2
