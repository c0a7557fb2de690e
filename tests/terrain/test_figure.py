"""How the line of a circle looks."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from backstride.terrain import Wishes, load_map, place_at
from backstride.terrain.choice import Circuit
from backstride.terrain.circuits import circuits
from backstride.terrain.corridor import ticks_of
from backstride.terrain.figure import roundness, turns
from backstride.terrain.local import core_around
from tests.terrain.conftest import extract, folder
from tests.terrain.town import CORNER

__all__ = ["extract", "folder"]

Points = list[tuple[float, float]]


def line(*corners: tuple[float, float]) -> NDArray[np.float64]:
    """Return a closed line with a point every ten metres."""
    points: Points = []
    for begin, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        count = round(math.dist(begin, end) / 10)
        points += [
            (
                begin[0] + (end[0] - begin[0]) * at / count,
                begin[1] + (end[1] - begin[1]) * at / count,
            )
            for at in range(count)
        ]
    return np.array(points)


SQUARE = line((0, 0), (300, 0), (300, 300), (0, 300))
STRIP = line((0, 0), (560, 0), (560, 40), (0, 40))
STAIRS = line(
    (0, 0), (600, 0), (600, 100), (400, 100), (400, 200), (200, 200), (200, 300), (0, 300)
)


def test_a_square_is_rounder_than_both_sides_of_a_street() -> None:
    assert roundness(SQUARE) == pytest.approx(math.pi / 4)
    assert roundness(STRIP) == pytest.approx(4 * math.pi * 560 * 40 / 1200**2)
    assert roundness(SQUARE[::-1]) == pytest.approx(roundness(SQUARE))


def test_there_and_back_encloses_nothing() -> None:
    assert roundness(line((0, 0), (500, 0))) == pytest.approx(0.0)


def test_every_corner_is_a_turn_and_a_bend_is_none() -> None:
    assert turns(SQUARE) == 4
    assert turns(STAIRS) == 8
    around = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    assert turns(np.column_stack([np.cos(around), np.sin(around)]) * 300) == 0


def test_ground_is_no_less_even_for_the_look_of_a_line() -> None:
    circuit = Circuit([1], [True], 1000.0, 1.2, 0.0, 0.0, ugliness=0.1)
    assert circuit.cost == 1.2
    assert circuit.rank == pytest.approx(1.3)


def test_what_a_circle_encloses_is_a_sum_over_its_chains(folder: Path) -> None:
    network = load_map(folder)
    core = core_around(network, place_at(network, *CORNER), 900.0, Wishes())
    circles = circuits(core, 1800.0, count=3).all
    assert len(circles) > 3
    for each in circles:
        chain, forward = np.array(each.chains), np.array(each.forward)
        twice = float(np.where(forward, core.swept[chain], -core.swept[chain]).sum())
        points = ticks_of(core, chain, forward)
        seen = 2 * np.pi * abs(twice) / each.length_m**2
        assert seen == pytest.approx(roundness(points), abs=0.02)
