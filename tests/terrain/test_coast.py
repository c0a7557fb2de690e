"""The sea beside a coastline: land on its left, water on its right."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from backstride.terrain.coast import sea_in

SIZE = (100.0, 60.0)
Line = list[tuple[float, float]]


def lines(*each: Line) -> list[NDArray[np.float64]]:
    return [np.array(line, dtype=np.float64) for line in each]


def is_sea(rings: list[NDArray[np.float64]], east: float, south: float) -> bool:
    """Return whether a point lies in an odd number of rings."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if (y1 > south) != (y2 > south):
                inside ^= east < x1 + (south - y1) / (y2 - y1) * (x2 - x1)
    return bool(inside)


@pytest.mark.parametrize(
    ("coasts", "wet", "dry"),
    [
        ([[(-10, 30), (50, 25), (110, 30)]], (50, 40), (50, 10)),
        ([[(110, 30), (50, 25), (-10, 30)]], (50, 10), (50, 40)),
        ([[(50, 25), (110, 30)], [(-10, 30), (50, 25)]], (50, 40), (50, 10)),
        ([[(50, 70), (50, -10)]], (80, 30), (20, 30)),
        ([[(80, -10), (70, 20), (110, 30)]], (40, 50), (90, 10)),
        ([[(-10, 30), (80, 30)]], (50, 55), (30, 10)),
        ([[(40, 20), (40, 40), (60, 40), (60, 20), (40, 20)]], (10, 10), (50, 30)),
        (
            [[(90, 20), (40, 20), (40, 40), (120, 40), (120, 20), (90, 20)][::-1]],
            (60, 30),
            (20, 30),
        ),
        ([[(-10, 20), (110, 20)], [(110, 40), (-10, 40)]], (50, 30), (50, 50)),
        ([[(110, 20), (-10, 20)], [(-10, 40), (110, 40)]], (50, 50), (50, 30)),
    ],
    ids=[
        *("west to east", "east to west", "two pieces", "south to north", "a corner"),
        *("an end inside", "an island", "a ring from outside", "a strait", "a spit"),
    ],
)
def test_the_sea_is_on_the_right(
    coasts: list[Line], wet: tuple[float, float], dry: tuple[float, float]
) -> None:
    sea = sea_in(lines(*coasts), SIZE)
    assert is_sea(sea, *wet)
    assert not is_sea(sea, *dry)


def test_an_island_in_the_bay_is_land() -> None:
    coast: Line = [(-10, 10), (110, 10)]
    island: Line = [(40, 25), (40, 45), (60, 45), (60, 25), (40, 25)]
    sea = sea_in(lines(coast, island), SIZE)
    assert is_sea(sea, 20, 35)
    assert not is_sea(sea, 50, 35)


def test_without_a_coast_in_sight_nothing_is_sea() -> None:
    assert sea_in([], SIZE) == []
    assert sea_in(lines([(-30, 10), (-20, 50)]), SIZE) == []
