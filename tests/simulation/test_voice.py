"""Answers, gaps and events."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backstride.diary import EVENT, Moment
from backstride.prescription import Kind, Session
from backstride.simulation.voice import Pen, gap, heard


@pytest.mark.parametrize(
    ("pain", "noise", "understates", "said"),
    [
        (4.0, 0.0, 0.0, 4),
        (4.4, 0.0, 0.0, 4),
        (4.5, 0.0, 0.0, 5),
        (4.0, -0.6, 0.0, 3),
        (4.0, 0.0, 2.0, 2),
        (-1.0, 0.0, 0.0, 0),
        (1.0, 0.0, 2.0, 0),
        (9.7, 0.0, 0.0, 10),
        (13.0, 0.0, 0.0, 10),
    ],
)
def test_an_answer_is_rounded_and_clipped(
    pain: float, noise: float, understates: float, said: int
) -> None:
    assert heard(pain, noise, understates) == said


def test_doubled_odds_of_a_gap_are_not_a_doubled_chance() -> None:
    assert gap(0.2, 2.0) == pytest.approx(0.4 / 1.2)
    assert gap(0.2, 1.0) == pytest.approx(0.2)


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "America/New_York"])
def test_local_time_and_utc_agree_in_every_zone_and_season(zone: str) -> None:
    pen = Pen(zone, 0)
    for day in (date(2024, 1, 15), date(2024, 7, 15)):
        pen.turn_to(day)
        events = (
            pen.morning(450, 3),
            pen.walk(1020, pen.next_id(), 12.5, Session(12, Kind.HILLS), "test"),
        )
        for event in events:
            assert EVENT.validate_json(event.model_dump_json()) == event
            assert event.day == day
            assert event.zone == zone


def test_the_same_pen_writes_the_same_ids_and_never_one_twice() -> None:
    first, second = Pen("UTC", 7 << 64), Pen("UTC", 7 << 64)
    for pen in (first, second):
        pen.turn_to(date(2024, 1, 1))
    written = [(first.morning(450, 3), second.morning(450, 3)) for _ in range(5)]
    assert all(left == right for left, right in written)
    assert len({left.id for left, _ in written}) == 5


def test_a_walk_ends_after_its_minutes() -> None:
    pen = Pen("Europe/London", 0)
    pen.turn_to(date(2024, 7, 1))
    walk = pen.walk(1020, pen.next_id(), 20, Session(20), "test")
    assert walk.ended_at == walk.at + timedelta(minutes=20)
    assert walk.local.hour == 17
    assert pen.asked(1019, Moment.BEFORE, 2, walk.id).walk_id == walk.id
