"""When questions are due: on their own schedule, and never before the walks have begun."""

from __future__ import annotations

from datetime import date, timedelta

from backstride.outcomes import answered_on, due, due_instruments, shipped_instruments
from tests.diary.factories import diary, questionnaire

EVERY = shipped_instruments()
BY_ID = {each.id: each for each in EVERY}
STARTED = date(2026, 5, 4)


def asked(*told: object, on: date, started: date | None = STARTED) -> list[str]:
    return [each.id for each in due_instruments(diary(*told), EVERY, on, started=started)]  # type: ignore[arg-type]  # events


def test_it_is_due_at_first_and_then_on_its_schedule() -> None:
    weekly = BY_ID["sleep"]
    assert due(weekly, None, STARTED)
    assert not due(weekly, STARTED, STARTED + timedelta(days=6))
    assert due(weekly, STARTED, STARTED + timedelta(days=7))


def test_nothing_is_asked_before_the_programme_begins() -> None:
    assert asked(on=STARTED, started=None) == []
    assert asked(on=STARTED - timedelta(days=1)) == []


def test_at_first_all_but_what_needs_a_past_are_due() -> None:
    first = asked(on=STARTED)
    assert "activities" in first
    assert "sleep" in first
    assert "global_change" not in first
    assert "global_change" in asked(on=STARTED + timedelta(days=28))


def test_a_total_is_asked_for_again_only_once_one_was_entered() -> None:
    later = STARTED + timedelta(days=60)
    assert not {"rmdq_24", "odi"} & set(asked(on=later))
    told = questionnaire("2026-05-05", "rmdq_24", 9)
    assert "rmdq_24" in asked(told, on=later)
    assert "rmdq_24" not in asked(told, on=STARTED + timedelta(days=20))


def test_the_longest_waiting_comes_first() -> None:
    told = questionnaire("2026-05-05", "sleep", answers={"sleep": 5})
    order = asked(told, on=date(2026, 5, 20))
    assert order[-1] == "sleep"
    assert "sleep" not in asked(told, on=date(2026, 5, 11))


def test_one_answer_a_day_is_enough() -> None:
    told = diary(questionnaire("2026-05-05", "sleep", answers={"sleep": 5}))
    assert answered_on(told, EVERY, date(2026, 5, 5))
    assert not answered_on(told, EVERY, date(2026, 5, 6))


def test_the_schedule_is_that_of_the_evidence() -> None:
    days = {each.id: each.every_days for each in EVERY}
    assert days == {
        "activities": 14,
        "average_pain": 7,
        "confidence": 7,
        "global_change": 28,
        "limited_days": 7,
        "odi": 28,
        "rmdq_24": 28,
        "sleep": 7,
        "work_days_lost": 7,
    }
