"""Runs of one level, none of them short."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backstride.walks import parts_in
from backstride.walks.short_runs import without_short
from tests.walks.made import made

LEVELS = st.lists(st.integers(0, 3), min_size=1, max_size=80)


def runs_of(levels: list[int]) -> list[tuple[int, int]]:
    return [(value, len(list(run))) for value, run in groupby(levels)]


def one_by_one(runs: list[tuple[int, int]], shortest: int) -> list[tuple[int, int]]:
    """Do the same in the plain way: look at all of them for each."""
    while len(runs) > 1:
        k = min(range(len(runs)), key=lambda k: runs[k][1])
        if runs[k][1] >= shortest:
            break
        around = [j for j in (k - 1, k + 1) if 0 <= j < len(runs)]
        runs[k] = (runs[max(around, key=lambda j: runs[j][1])][0], runs[k][1])
        runs = [
            (value, sum(length for _, length in same))
            for value, same in groupby(runs, key=lambda run: run[0])
        ]
    return runs


@given(LEVELS, st.integers(1, 12))
def test_the_shortest_goes_to_its_longer_neighbour_first(levels: list[int], shortest: int) -> None:
    found = without_short(runs_of(levels), shortest)
    assert found == one_by_one(runs_of(levels), shortest)
    assert sum(length for _, length in found) == len(levels)
    assert len(found) == 1 or min(length for _, length in found) >= shortest
    assert all(a != b for (a, _), (b, _) in pairwise(found))


def test_a_step_rate_that_flickers_all_day_has_its_parts() -> None:
    """In the plain way this takes hours."""
    time_s = np.arange(24 * 3600)
    flickering = np.where(time_s % 2, 100.0, 0.0)
    parts = parts_in(made(time_s, distance_m=1.2 * time_s, cadence_spm=flickering))
    assert all(a.end_s == b.start_s for a, b in pairwise(parts))
