"""Personal bands of step rate."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.walks import cadence_threshold
from backstride.walks.cadence_bands import minutes_in_bands


@pytest.mark.parametrize(
    ("height_cm", "expected"),
    [(None, 100), (170, 102), (152, 106.5), (198, 95), (220, 92), (120, 112), (189, 97.25)],
)
def test_the_threshold_follows_height_within_bounds(
    height_cm: float | None, expected: float
) -> None:
    assert cadence_threshold(height_cm) == expected


def test_each_second_falls_into_one_band() -> None:
    cadence = np.array([60, 99.9, 100, 109.9, 110, 119, 120, 129, 130, 180, np.nan])
    bands = minutes_in_bands(cadence, 1.0, 100.0)
    assert [band.name for band in bands] == ["easy", "steady", "brisk", "fast", "very fast"]
    assert [round(60 * band.minutes) for band in bands] == [2, 2, 2, 2, 2]
    assert [band.from_spm for band in bands] == [0, 100, 110, 120, 130]
    assert bands[-1].below_spm == np.inf
