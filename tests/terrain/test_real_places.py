"""Real extracts, where they lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from backstride.recordings import read
from backstride.terrain import (
    Shape,
    TerrainMap,
    Wishes,
    build_map,
    load_map,
    place_of_node,
    plan_loops_at,
    track_ground,
)
from backstride.terrain.wishes import are_steps

STARTS = 15


@pytest.fixture(scope="module")
def osm(data_dir: Path) -> Path:
    folder = data_dir / "osm"
    if not any(folder.glob("*.osm.pbf")):
        pytest.skip(f"no extract in {folder}")
    return folder


@pytest.fixture(scope="module")
def smallest(osm: Path, tmp_path_factory: pytest.TempPathFactory) -> TerrainMap:
    extract = min(osm.glob("*.osm.pbf"), key=lambda path: path.stat().st_size)
    folder = tmp_path_factory.mktemp("place") / "map"
    build_map(extract, folder)
    return load_map(folder)


def test_every_start_gets_a_walk_of_its_length(smallest: TerrainMap) -> None:
    nodes = np.linspace(0, len(smallest.arrays.nodes) - 1, STARTS).astype(int)
    for node in nodes:
        offer = plan_loops_at(smallest, place_of_node(smallest, int(node)), 30)
        assert 0.88 <= offer.loops[0].length_m / offer.asked_m <= 1.051, node


def test_circles_hardly_walk_anything_twice(smallest: TerrainMap) -> None:
    nodes = np.linspace(0, len(smallest.arrays.nodes) - 1, STARTS).astype(int)
    circles = [
        loop
        for node in nodes
        for loop in plan_loops_at(smallest, place_of_node(smallest, int(node)), 30).loops
        if loop.shape in (Shape.LOOP, Shape.STEM_AND_LOOP)
    ]
    few = [loop for loop in circles if loop.repeated_m < 0.1 * (loop.length_m - 2 * loop.stem_m)]
    assert len(few) >= 0.9 * len(circles) > 0


def test_recorded_tracks_lie_on_their_ways(osm: Path, tmp_path: Path) -> None:
    tracks = sorted((osm / "gpx").glob("*_s4_*.gpx"))
    if not tracks:
        pytest.skip(f"no track in {osm / 'gpx'}")
    place = tracks[0].name.split("_s4_")[0]
    build_map(osm / f"{place}.osm.pbf", tmp_path / "map")
    network = load_map(tmp_path / "map")
    shares = []
    for track in [each for each in tracks if each.name.startswith(place)][:3]:
        truth = json.loads(track.with_suffix(".truth.json").read_text(encoding="utf-8"))
        (recording,) = read(track).recordings
        found = track_ground(network, recording.lat_deg, recording.lon_deg)
        assert found.ground.length_m == pytest.approx(truth["length_m"], rel=0.06)
        true = np.isin(network.arrays.edge_way[found.trail.edge], truth["way_ids_in_order"])
        shares.append(float(found.trail.piece_m[true].sum()) / found.ground.length_m)
    assert np.mean(shares) > 0.85


def test_where_no_steps_are_wished_for_none_are_walked_or_it_is_said(
    osm: Path, tmp_path: Path
) -> None:
    extract = osm / "porto-alegre-2020.osm.pbf"
    if not extract.exists():
        pytest.skip(f"no extract of a town with many steps in {osm}")
    build_map(extract, tmp_path / "map")
    network = load_map(tmp_path / "map")
    on_steps = np.flatnonzero(are_steps(network, np.arange(len(network.arrays.edge_u))))
    beside = np.concatenate([network.arrays.edge_u[on_steps], network.arrays.edge_v[on_steps]])
    for node in [*np.unique(beside)[::20].tolist(), 15201]:
        place = place_of_node(network, node)
        for loop in plan_loops_at(network, place, 30, wishes=Wishes(no_steps=True)).loops:
            assert (loop.ground.steps_m > 0) == loop.steps_unavoidable, node
