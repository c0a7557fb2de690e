"""Heights of the ground, and slopes from them."""

from __future__ import annotations

import math
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from backstride.terrain import (
    Loop,
    MapError,
    TerrainMap,
    Wishes,
    build_map,
    ground_of,
    load_map,
    plan_loops,
)
from tests.terrain.test_ground import ASPHALT, trail
from tests.terrain.town import CORNER, METRES_PER_DEGREE, Town, block

SLOPE = 0.06
"""Of the made-up hillside, up to the east."""

SIDE = 1201


def hillside(slope: float = SLOPE) -> bytes:
    """Return a tile of heights that rise to the east."""
    metre = METRES_PER_DEGREE * math.cos(math.radians(50.0)) / (SIDE - 1)
    row = np.rint(np.arange(SIDE) * metre * slope).astype(">i2")
    return np.tile(row, (SIDE, 1)).tobytes()


@pytest.fixture(scope="module")
def hilly(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> TerrainMap:
    folder = tmp_path_factory.mktemp("heights")
    (folder / "N50E008.hgt").write_bytes(hillside())
    build_map(extract, folder / "map", elevation=folder)
    return load_map(folder / "map")


def test_a_street_up_the_hill_has_its_slope(hilly: TerrainMap) -> None:
    ground = ground_of(hilly, trail(hilly, *[(block(n + 0.5), ASPHALT[1]) for n in range(8)]))
    assert ground.slope95 == pytest.approx(SLOPE, abs=0.01)
    rise = (ground.climb_m or 0.0) + (ground.descent_m or 0.0)
    assert rise == pytest.approx(SLOPE * block(8), rel=0.1)
    assert ground.slope_known_share == 1.0


def test_a_street_along_the_hill_is_level(hilly: TerrainMap) -> None:
    ground = ground_of(hilly, trail(hilly, *[(0.0, block(n + 0.5)) for n in range(6, 11)]))
    assert ground.slope95 == pytest.approx(0.0, abs=0.01)


def test_what_goes_up_comes_down_on_a_loop(hilly: TerrainMap) -> None:
    ground = plan_loops(hilly, *CORNER, 24, wishes=Wishes(stage=2)).loops[0].ground
    assert ground.climb_m == pytest.approx(ground.descent_m, abs=1.0)


def test_the_source_of_the_heights_is_credited(hilly: TerrainMap) -> None:
    assert hilly.about.elevation == ("N50E008.hgt",)
    assert "NASA" in hilly.about.credit


def test_a_zipped_tile_is_read_too(extract: Path, tmp_path: Path) -> None:
    heights = tmp_path / "heights"
    heights.mkdir()
    with zipfile.ZipFile(heights / "N50E008.hgt.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("N50E008.hgt", hillside())
    about = build_map(extract, tmp_path / "map", elevation=heights)
    assert about["heights_known"] > 0.95


def test_a_tile_of_elsewhere_leaves_slopes_unknown(extract: Path, tmp_path: Path) -> None:
    heights = tmp_path / "heights"
    heights.mkdir()
    (heights / "N10E010.hgt").write_bytes(hillside())
    assert build_map(extract, tmp_path / "map", elevation=heights)["heights_known"] == 0.0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("N50E008.hgt", b"too short"),
        ("N50E008.hgt.zip", b"no archive"),
        ("heights.tif", b"no picture"),
    ],
)
def test_a_broken_tile_is_named(extract: Path, tmp_path: Path, name: str, content: bytes) -> None:
    heights = tmp_path / "heights"
    heights.mkdir()
    (heights / name).write_bytes(content)
    with pytest.raises(MapError, match=name):
        build_map(extract, tmp_path / "map", elevation=heights)


def test_a_folder_without_tiles_is_refused(extract: Path, tmp_path: Path) -> None:
    empty = tmp_path / "heights"
    empty.mkdir()
    with pytest.raises(MapError, match="heights"):
        build_map(extract, tmp_path / "map", elevation=empty)


def test_a_tagged_incline_needs_no_heights(tmp_path: Path) -> None:
    made = Town()
    foot, top = made.node(0, 0), made.node(200, 0)
    made.way([foot, top], highway="footway", incline="8%")
    build_map(made.write(tmp_path / "ramp.osm.pbf"), tmp_path / "map")
    network = load_map(tmp_path / "map")
    ground = ground_of(network, trail(network, (100.0, 0.0)))
    assert ground.slope95 == pytest.approx(0.08, abs=1e-3)


def test_hills_are_looked_for_where_they_are_asked_for(hilly: TerrainMap) -> None:
    flat = plan_loops(hilly, *CORNER, 24, wishes=Wishes(stage=2)).loops[0]
    hills = plan_loops(hilly, *CORNER, 24, wishes=Wishes(stage=2, hills=True)).loops[0]
    assert climb(hills) > climb(flat) + 5


def test_before_they_are_opened_hills_are_not_looked_for(hilly: TerrainMap) -> None:
    plain = plan_loops(hilly, *CORNER, 24).loops
    asked = plan_loops(hilly, *CORNER, 24, wishes=Wishes(hills=True)).loops
    assert [loop.points() for loop in asked] == [loop.points() for loop in plain]


def climb(loop: Loop) -> float:
    assert loop.ground.climb_m is not None
    return loop.ground.climb_m


def tiff(
    value: int = 100, *, bits: int = 16, rows: int = 20, text: str = "", west: float = 8.0
) -> bytes:
    """Return a GeoTIFF of 20 x 20 equal heights over the town, plain, in one strip."""
    data = np.full((20, 20), value, dtype="<i2").tobytes()
    copyright = text.encode() + b"\0" * (5 - min(4, len(text)))
    later = [
        (33432, 2, copyright),
        (33550, 12, struct.pack("<3d", 0.01, 0.01, 0.0)),
        (33922, 12, struct.pack("<6d", 0, 0, 0, west - 0.05, 50.1, 0)),
    ]
    shorts = [(256, 20), (257, 20), (258, bits), (259, 1), (277, 1), (278, rows), (339, 2)]
    count = len(shorts) + 2 + len(later)
    at = 8 + 2 + 12 * count + 4
    entries = [(tag, 3, 1, struct.pack("<HH", number, 0)) for tag, number in shorts]
    tail = b""
    for tag, kind, content in later:
        number = len(content) // (8 if kind == 12 else 1)
        entries.append((tag, kind, number, struct.pack("<I", at + len(tail))))
        tail += content
    entries.append((273, 4, 1, struct.pack("<I", at + len(tail))))
    entries.append((279, 4, 1, struct.pack("<I", len(data))))
    packed = b"".join(struct.pack("<HHI", *entry[:3]) + entry[3] for entry in sorted(entries))
    return b"II*\0" + struct.pack("<IH", 8, count) + packed + bytes(4) + tail + data


def credits_with(extract: Path, folder: Path, **files: bytes) -> tuple[list[str], float]:
    (folder / "heights").mkdir()
    for name, content in files.items():
        (folder / "heights" / name.replace("_", ".")).write_bytes(content)
    about = build_map(extract, folder / "map", elevation=folder / "heights")
    return about["credits"][1:], about["heights_known"]


@pytest.mark.parametrize("content", [tiff(bits=1), tiff(rows=0)], ids=["mask", "no rows"])
def test_a_picture_without_heights_is_refused_by_name(
    extract: Path, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(MapError, match=r"dem\.tif"):
        credits_with(extract, tmp_path, dem_tif=content)


@pytest.mark.parametrize(
    ("text", "beside", "says"),
    [
        ("A survey\n of somewhere", b"Nobody", "Heights: A survey of somewhere"),
        ("", b"Another\nsurvey\n", "Heights: Another survey"),
        ("", None, "Heights: dem.tif"),
    ],
)
def test_whoever_made_the_heights_is_credited(
    extract: Path, tmp_path: Path, text: str, beside: bytes | None, says: str
) -> None:
    files = {"dem_tif": tiff(text=text)} | ({"CREDIT_txt": beside} if beside else {})
    assert credits_with(extract, tmp_path, **files) == ([says], 1.0)


@pytest.mark.parametrize("content", [tiff(west=30.0), tiff(-600)], ids=["elsewhere", "unknown"])
def test_who_gave_no_height_is_not_credited(extract: Path, tmp_path: Path, content: bytes) -> None:
    assert credits_with(extract, tmp_path, dem_tif=content) == ([], 0.0)


def test_a_tagged_number_knows_which_way_is_up(tmp_path: Path) -> None:
    made = Town()
    made.way([made.node(0, 0), made.node(400, 0)], highway="footway", incline="-8%")
    (tmp_path / "N50E008.hgt").write_bytes(hillside())
    extract = made.write(tmp_path / "ramp.osm.pbf")
    build_map(extract, tmp_path / "map", elevation=tmp_path)
    network = load_map(tmp_path / "map")
    eastwards = network.arrays.nodes[network.arrays.edge_u[0]][0] < 8.002 * 1e7
    assert (network.arrays.edge_rise[0] < 0) == eastwards
