"""Whether it was on foot."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import Sport
from backstride.walks import Verdict, is_on_foot

from .made import by_speeds, made


@pytest.mark.parametrize(
    ("sport", "speed_mps", "cadence_spm", "verdict", "guess"),
    [
        (Sport.WALKING, 1.25, np.nan, Verdict.YES, Sport.WALKING),
        (Sport.HIKING, 0.8, np.nan, Verdict.YES, Sport.HIKING),
        (Sport.RUNNING, 3.0, 170, Verdict.YES, Sport.RUNNING),
        (Sport.RUNNING, 1.2, 110, Verdict.YES, Sport.RUNNING),
        (Sport.WALKING, 5.0, np.nan, Verdict.ASK, Sport.UNKNOWN),
        (Sport.RUNNING, 9.0, np.nan, Verdict.ASK, Sport.UNKNOWN),
        (Sport.CYCLING, 5.0, np.nan, Verdict.NO, Sport.CYCLING),
        (Sport.ELSE, 1.0, np.nan, Verdict.NO, Sport.ELSE),
        (Sport.UNKNOWN, 1.25, np.nan, Verdict.YES, Sport.WALKING),
        (Sport.UNKNOWN, 0.6, np.nan, Verdict.YES, Sport.WALKING),
        (Sport.UNKNOWN, 3.0, 170, Verdict.YES, Sport.RUNNING),
        (Sport.UNKNOWN, 3.0, np.nan, Verdict.ASK, Sport.UNKNOWN),
        (Sport.UNKNOWN, 6.0, 60, Verdict.ASK, Sport.UNKNOWN),
    ],
)
def test_it_tells_or_asks(
    sport: Sport, speed_mps: float, cadence_spm: float, verdict: Verdict, guess: Sport
) -> None:
    found = is_on_foot(by_speeds([(900, speed_mps)], sport=sport, cadence_spm=cadence_spm))
    assert (found.verdict, found.sport) == (verdict, guess)
    assert found.reasons
    assert all(reason.endswith(".") for reason in found.reasons)


def test_a_run_for_the_bus_leaves_it_a_walk() -> None:
    recording = by_speeds([(600, 1.2), (25, 3.5), (600, 1.2)], sport=Sport.UNKNOWN)
    assert is_on_foot(recording).verdict is Verdict.YES


def test_a_ride_home_at_the_end_is_asked_about() -> None:
    recording = by_speeds([(900, 1.2), (600, 9.0)], sport=Sport.WALKING)
    assert is_on_foot(recording).verdict is Verdict.ASK


def test_without_sport_and_speed_it_asks() -> None:
    recording = made(np.arange(600), sport=Sport.UNKNOWN, cadence_spm=110.0)
    assert is_on_foot(recording).verdict is Verdict.ASK


def test_totals_of_a_named_walk_are_a_walk() -> None:
    assert is_on_foot(made([])).verdict is Verdict.YES
