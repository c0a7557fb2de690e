"""The clock, and when it may be set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from backstride.site import clock
from backstride.site.home import Home

REAL = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Let the clock run here: the real one shows REAL."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # always UTC here
            return REAL

    monkeypatch.setattr(clock, "datetime", Clock)
    return REAL


def test_it_shows_the_present_moment() -> None:
    assert clock.now() == REAL


def test_it_can_be_held_in_a_test() -> None:
    then = REAL - timedelta(days=3)
    with clock.standing_at(then):
        assert clock.now() == then
    assert clock.now() == REAL


def test_with_invented_entries_it_runs_on_from_the_moment_given(settings: Settings) -> None:
    settings.INVENTED, settings.NOW = True, "2026-05-14T09:00:00+02:00"
    start = datetime(2026, 5, 14, 7, 0, tzinfo=UTC)
    first = clock.now()
    assert start <= first <= clock.now()
    assert first - start < timedelta(days=1)


def test_with_invented_entries_a_file_holds_it(settings: Settings, home: Home) -> None:
    settings.INVENTED, settings.NOW = True, "2026-05-14T09:00:00+02:00"
    home.make()
    home.clock.write_text("2026-05-15T06:30:00+02:00\n")
    assert clock.now() == datetime(2026, 5, 15, 4, 30, tzinfo=UTC)
    home.clock.write_text("2026-05-16T06:30:00+02:00\n")
    assert clock.now() == datetime(2026, 5, 16, 4, 30, tzinfo=UTC)


def test_with_real_entries_nothing_sets_it(settings: Settings, home: Home) -> None:
    settings.INVENTED, settings.NOW = False, "2026-05-14T09:00:00+02:00"
    home.make()
    home.clock.write_text("2026-05-15T06:30:00+02:00\n")
    assert clock.now() == REAL


def test_a_moment_without_its_offset_is_refused(settings: Settings, home: Home) -> None:
    settings.INVENTED = True
    home.make()
    home.clock.write_text("2026-05-15T06:30:00\n")
    with pytest.raises(ValueError, match="lacks its offset"):
        clock.now()
