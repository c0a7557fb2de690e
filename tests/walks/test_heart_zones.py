"""Zones of the heart rate by age."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import Pause
from backstride.walks import highest_heart_rate, minutes_in_zones
from tests.walks.made import made


@pytest.mark.parametrize(("age", "highest"), [(20, 194), (40, 180), (60, 166)])
def test_the_highest_rate_follows_the_published_line(age: float, highest: float) -> None:
    assert highest_heart_rate(age) == pytest.approx(highest)


def test_minutes_are_shared_out_by_the_persons_own_bounds() -> None:
    beats = np.repeat([90.0, 100.0, 110.0, 140.0], 120)
    zones = minutes_in_zones(made(np.arange(481), heart_rate_bpm=np.append(beats, 140.0)), 60)
    assert [(zone.name, round(zone.from_bpm)) for zone in zones] == [
        ("very light", 0),
        ("light", 95),
        ("moderate", 106),
        ("vigorous", 128),
    ]
    assert [zone.minutes for zone in zones] == pytest.approx([2, 2, 2, 2])


def test_a_pause_and_a_lost_strap_count_nowhere() -> None:
    beats = np.where(np.arange(601) < 300, 120.0, np.nan)
    pauses = (Pause(0.0, 60.0),)
    zones = minutes_in_zones(made(np.arange(601), heart_rate_bpm=beats, pauses=pauses), 60)
    # A value holds for one minute after the strap was lost.
    assert sum(zone.minutes for zone in zones) == pytest.approx(5, abs=0.05)


def test_no_heart_rate_has_no_zones() -> None:
    assert minutes_in_zones(made(np.arange(100), cadence_spm=100.0), 60) == ()
