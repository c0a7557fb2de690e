"""A recording keeps its own promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backstride.recordings import Span, read

from .xml_writer import walk_gpx


def test_columns_of_unequal_length_are_refused() -> None:
    (recording,) = read(walk_gpx(20)).recordings
    with pytest.raises(ValueError, match="lat_deg has shape"):
        replace(recording, lat_deg=np.zeros(19))


def test_a_segment_outside_the_points_is_refused() -> None:
    (recording,) = read(walk_gpx(20)).recordings
    with pytest.raises(ValueError, match="segment lies outside"):
        replace(recording, segments=(Span(0, 21),))


def test_a_column_that_others_still_hold_is_copied() -> None:
    (recording,) = read(walk_gpx(20)).recordings
    mine = np.zeros(20)
    changed = replace(recording, altitude_m=mine)
    mine[0] = 7
    assert changed.altitude_m[0] == 0
