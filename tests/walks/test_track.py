"""The way along the places."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.recordings import Pause, Span
from backstride.walks.track import geo_distance_m, haversine_m

from .made import METRES_PER_DEGREE, made


def test_a_degree_of_latitude() -> None:
    (metres,) = haversine_m(np.array([0.0]), np.array([0.0]), np.array([1.0]), np.array([0.0]))
    assert metres == pytest.approx(METRES_PER_DEGREE, abs=0.1)


def test_the_other_side_of_the_earth_and_the_date_line() -> None:
    far, near = haversine_m(
        np.array([0.0, 0.0]),
        np.array([0.0, 179.9]),
        np.array([0.0, 0.0]),
        np.array([180.0, -179.9]),
    )
    assert far == pytest.approx(np.pi * 6_371_008.8)
    assert near == pytest.approx(0.2 * METRES_PER_DEGREE, abs=1)


def test_gaps_between_segments_and_ways_in_pauses_do_not_count() -> None:
    lat = 50 + np.array([0, 10, 20, 500, 510, 520]) / METRES_PER_DEGREE
    whole = made(np.arange(6), lat_deg=lat, lon_deg=8.0)
    split = made(np.arange(6), lat_deg=lat, lon_deg=8.0, segments=(Span(0, 3), Span(3, 6)))
    paused = made(np.arange(6), lat_deg=lat, lon_deg=8.0, pauses=(Pause(2.0, 3.0),))
    assert geo_distance_m(whole) == pytest.approx(520, abs=0.01)
    assert geo_distance_m(split) == pytest.approx(40, abs=0.01)
    assert geo_distance_m(paused) == pytest.approx(40, abs=0.01)


def test_rows_without_a_place_are_passed_over() -> None:
    lat = 50 + np.array([0, np.nan, 20]) / METRES_PER_DEGREE
    assert geo_distance_m(made(np.arange(3), lat_deg=lat, lon_deg=8.0)) == pytest.approx(
        20, abs=0.01
    )


def test_no_places_no_way() -> None:
    assert geo_distance_m(made(np.arange(3))) is None
