"""Which walks are offered together: the best, and others that are good and apart."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from backstride.terrain import Shape, Trail, Wishes, load_map, place_at
from backstride.terrain.choice import LEEWAY, MUCH_WORSE, best_group
from backstride.terrain.offered import are_apart, offered_together
from backstride.terrain.reach import reach_from
from backstride.terrain.sketch import Idea, Sketch
from backstride.terrain.spare import spare_walks
from tests.terrain.conftest import extract, folder
from tests.terrain.town import CORNER

__all__ = ["extract", "folder"]


def apart(count: int, *pairs: tuple[int, int]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    found = np.zeros((count, count), dtype=bool)
    for one, other in pairs:
        found[one, other] = found[other, one] = True
    return found


def idea(cost: float, *edges: int) -> Idea:
    edge = np.array(edges, dtype=np.int64)
    trail = Trail(edge, np.zeros(len(edge)), np.full(len(edge), 100.0))
    return Idea(cost, lambda: Sketch(Shape.LOOP, trail, cost, 0.0, 1, 0.0, 0.0))


def test_the_best_goes_first_where_it_leaves_enough_others() -> None:
    cost = np.array([1.0, 1.01, 1.05, 1.1])
    every = apart(4, (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))
    assert best_group(cost, every, 3, LEEWAY) == [0, 2, 3]


def test_one_that_is_hardly_worse_goes_first_where_only_it_leaves_others() -> None:
    only = apart(4, (1, 2), (1, 3), (2, 3), (0, 2))
    cost = np.array([1.0, LEEWAY - 0.01, 1.08, 1.1])
    assert best_group(cost, only, 3, LEEWAY) == [1, 2, 3]
    cost[1] = LEEWAY + 0.01
    assert best_group(cost, only, 3, LEEWAY) == [0, 2]


def test_nobody_is_offered_what_is_much_worse_as_good() -> None:
    cost = np.array([1.0, 1.1, MUCH_WORSE + 0.01])
    every = apart(3, (0, 1), (0, 2), (1, 2))
    assert best_group(cost, every, 3, LEEWAY) == [0, 1]


def test_the_second_is_one_that_leaves_a_third() -> None:
    cost = np.array([1.0, 1.02, 1.04, 1.06])
    some = apart(4, (0, 1), (0, 2), (0, 3), (2, 3))
    assert best_group(cost, some, 3) == [0, 2, 3]


def test_walks_of_all_shapes_that_share_half_are_not_offered_together() -> None:
    ideas = [
        *(idea(1.0, 1, 2, 3, 4), idea(1.02, 1, 2, 3, 9), idea(1.1, 1, 6, 7, 8)),
        *(idea(1.3, 10, 11, 12, 3), idea(1.4, 20, 21)),
    ]
    chosen = offered_together(ideas, 3)
    assert [each.cost for each in chosen] == [1.0, 1.1, 1.3]
    assert offered_together([], 3) == []


def test_metres_walked_twice_count_twice() -> None:
    assert not are_apart(idea(1.0, 1, 1, 2).draw().trail, idea(1.0, 1, 5, 6).draw().trail)
    assert are_apart(idea(1.0, 1, 2, 3).draw().trail, idea(1.0, 1, 5, 6).draw().trail)


@pytest.mark.parametrize("length_m", [800.0, 1800.0])
def test_ways_there_and_back_part_before_their_half(folder: Path, length_m: float) -> None:
    network = load_map(folder)
    place = place_at(network, *CORNER)
    reach = reach_from(network, place, length_m / 2, Wishes())
    walks = [each.draw() for each in spare_walks(reach, length_m)]
    there = [each.trail for each in walks if each.shape is Shape.THERE_AND_BACK]
    assert len(there) > 3
    assert all(are_apart(one, other) for one, other in combinations(there, 2))
