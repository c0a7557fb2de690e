"""How a walk went over time, thinned."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.walks import course_of
from backstride.walks.course import MOST_POINTS
from tests.walks.made import made


def test_means_keep_the_level_and_leave_standing_out() -> None:
    time_s = np.arange(7201)
    cadence = np.where(time_s < 3600, 100.0, 120.0)
    cadence[1000:1300] = 0.0
    course = course_of(made(time_s, cadence_spm=cadence, heart_rate_bpm=95.0))
    assert len(course.time_s) == MOST_POINTS
    assert course.duration_s == 7200
    assert np.nanmin(course.cadence_spm) == pytest.approx(100)
    assert np.nanmax(course.cadence_spm) == pytest.approx(120)
    assert np.isnan(course.cadence_spm[(course.time_s > 1050) & (course.time_s < 1270)]).all()
    assert course.heart_rate_bpm == pytest.approx(np.full(MOST_POINTS, 95.0))


def test_a_short_walk_has_a_point_every_five_seconds() -> None:
    course = course_of(made(np.arange(61), cadence_spm=110.0))
    assert course.time_s == pytest.approx(np.arange(12) * 5 + 2.5)
    assert course.has_cadence
    assert not course.has_heart_rate


def test_a_route_without_times_has_no_course() -> None:
    course = course_of(made(np.full(10, np.nan), is_timed=False, lat_deg=50.0, lon_deg=8.0))
    assert len(course.time_s) == 0
    assert not course.has_cadence
