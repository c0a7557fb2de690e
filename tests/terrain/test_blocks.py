"""A map is built block by block, so that a city needs little memory; blocks leave no trace."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from backstride.terrain import TerrainMap, arrays, build_map, edges, lines, load_map
from backstride.terrain.arrays import blocks_of, starts_of
from backstride.terrain.lines import LineStore
from backstride.terrain.network import Arrays
from backstride.terrain.sampling import Lines, ManyLines

ONE_CM = 1
"""Coordinates are rounded to about a centimetre."""


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "BLOCK", 7)
    monkeypatch.setattr(edges, "BLOCK", 7)
    monkeypatch.setattr(lines, "TOGETHER", 3)


@pytest.mark.usefixtures("small_blocks")
def test_a_map_is_the_same_however_small_the_blocks(
    network: TerrainMap, extract: Path, tmp_path: Path
) -> None:
    build_map(extract, tmp_path / "map")
    small = load_map(tmp_path / "map")
    for field in fields(Arrays):
        whole, pieces = (getattr(each.arrays, field.name) for each in (network, small))
        assert whole.shape == pieces.shape, field.name
        if field.name == "ticks":
            np.testing.assert_allclose(pieces, whole, atol=ONE_CM)
        elif whole.dtype == np.float32:
            np.testing.assert_allclose(pieces, whole, rtol=1e-6)
        else:
            np.testing.assert_array_equal(pieces, whole, err_msg=field.name)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("counts", [[], [3], [40], [3, 3, 3], [1, 40, 1, 1], [0, 7, 0, 7, 0]])
def test_blocks_hold_every_piece_once_and_no_more_than_they_may(counts: list[int]) -> None:
    found = list(blocks_of(starts_of(np.array(counts, dtype=np.int64))))
    assert [each for first, last in found for each in range(first, last)] == list(
        range(len(counts))
    )
    for first, last in found:
        assert last - first == 1 or sum(counts[first:last]) <= 7


@pytest.mark.usefixtures("small_blocks")
def test_lines_of_a_city_are_as_long_as_lines_by_themselves() -> None:
    random = np.random.default_rng(3)
    starts = starts_of(random.integers(2, 9, 12))
    shape = random.integers(0, 100_000, (int(starts[-1]), 2)).astype(np.int32)
    many = ManyLines(starts, shape)
    np.testing.assert_allclose(many.length_m, Lines(starts, shape).length_m)
    given = [(first, last, len(part.length_m)) for first, last, part in many.parts()]
    assert sum(count for *_, count in given) == 12
    assert all(last - first == count for first, last, count in given)


@pytest.mark.usefixtures("small_blocks")
def test_lines_come_out_of_the_store_in_the_order_they_went_in() -> None:
    store = LineStore()
    expected = []
    for number in range(10):
        line = [(number * 10, -5), (number * 10 + 1, 6), (2, 3)][: 2 + number % 2]
        store.add(line)
        expected.append(line)
    starts, points = store.packed()
    found = [points[begin:end].tolist() for begin, end in pairwise(starts)]
    assert found == [[list(point) for point in line] for line in expected]
