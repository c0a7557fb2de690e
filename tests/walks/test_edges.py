"""Where one edge is put, against where the pace was changed."""

from __future__ import annotations

import numpy as np
import pytest

from backstride.walks.edges import edge_between
from tests.walks.test_train import pace

ALL = np.ones(400, dtype=np.bool_)


def test_one_edge_is_put_to_where_the_pace_changed() -> None:
    walk = pace((200, 100.0), (200, 115.0))
    assert edge_between(walk, ALL, 0, 194, 400) == pytest.approx(200, abs=2)
    assert edge_between(walk[::-1], ALL, 0, 206, 400) == pytest.approx(200, abs=2)


def test_an_edge_beside_a_stretch_too_short_to_have_a_pace_stays() -> None:
    assert edge_between(pace((50, 100.0)), ALL[:50], 0, 3, 50) == 3
