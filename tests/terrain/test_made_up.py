"""The made-up town that is shown where there is no extract."""

from __future__ import annotations

from pathlib import Path

import pytest

from backstride.terrain import Shape, build_map, load_map, made_up_town, names_of, plan_loops


@pytest.mark.parametrize("minutes", [14, 19, 30])
def test_three_loops_begin_at_its_door(tmp_path: Path, minutes: float) -> None:
    door = made_up_town(tmp_path / "town.osm.pbf")
    build_map(tmp_path / "town.osm.pbf", tmp_path / "map")
    network = load_map(tmp_path / "map")
    loops = plan_loops(network, *door, minutes).loops
    assert len(loops) == 3
    assert {loop.shape for loop in loops} <= {Shape.LOOP, Shape.STEM_AND_LOOP}
    assert all(loop.ground.climb_m for loop in loops)
    assert len(set(names_of(loops, network))) == 3


def test_it_is_always_the_same_town(tmp_path: Path) -> None:
    first, second = tmp_path / "first.osm.pbf", tmp_path / "second.osm.pbf"
    assert made_up_town(first) == made_up_town(second)
    for each in (first, second):
        build_map(each, each.with_suffix(".map"))
    numbers = [each.with_suffix(".map") / "arrays.bin" for each in (first, second)]
    assert numbers[0].read_bytes() == numbers[1].read_bytes()
