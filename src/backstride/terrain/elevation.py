"""Heights of the ground: SRTM ``.hgt`` tiles and GeoTIFF files in a folder."""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .arrays import METRES_PER_DEGREE, SCALE, Coordinates, Flags, Floats
from .errors import MapError
from .geotiff import read_geotiff
from .window import Box, within

TILES = (".hgt", ".hgt.zip", ".tif", ".tiff")
HGT_NAME = re.compile(r"^([NS])(\d{2})([EW])(\d{3})\.hgt$", re.IGNORECASE)
HGT_VOID = -32768
CREDIT_FILE = "CREDIT.txt"
"""Beside the heights: who is to be named for files that do not say so themselves."""

SRTM_CREDIT = "Heights: Shuttle Radar Topography Mission, NASA and USGS"

SMOOTHED_M = 60.0
"""Heights are averaged over about this distance. Radar heights are a few metres off from one
cell to the next, which would make hills of flat streets (judgement)."""

EDGE = 1e-6
"""In cells."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Heights on a grid of longitude and latitude.

    Attributes
    ----------
    west, north : float
        Centre of the first value, degrees.
    step_x, step_y : float
        Degrees to the next column and, southwards, to the next row.
    height_m : Floats
        Shape (rows, columns), smoothed over about `SMOOTHED_M` metres, NaN where unknown.
    name : str
        File that it came from.
    credit : str
        Whose heights they are.
    """

    west: float
    north: float
    step_x: float
    step_y: float
    height_m: Floats
    name: str
    credit: str


def tile_files(folder: Path) -> list[Path]:
    """Return the files of heights in a folder: ``.hgt``, ``.hgt.zip``, ``.tif`` and ``.tiff``.

    Raises
    ------
    MapError
        If there is none.
    """
    if not folder.is_dir():
        raise MapError(f"There is no folder {folder}. --elevation names a folder of tiles.")
    found = [path for path in sorted(folder.iterdir()) if path.name.lower().endswith(TILES)]
    if not found:
        raise MapError(f"{folder} holds no elevation: neither .hgt, .hgt.zip nor .tif.")
    return found


def read_tiles(files: Sequence[Path], box: Box) -> list[Tile]:
    """Read what lies in a box from files of heights; a file without any of it gives no tile.

    Raises
    ------
    MapError
        If a file cannot be read.
    """
    tiles = []
    for path in files:
        if path.name.lower().endswith((".hgt", ".hgt.zip")):
            (west, north, step_x, step_y, heights), credit = _read_hgt(path, box), SRTM_CREDIT
        else:
            west, north, step_x, step_y, heights, owner = read_geotiff(path, box)
            credit = f"Heights: {owner or _credit_beside(path) or path.name}"
        if min(heights.shape) > 1:
            smooth = _smoothed(heights, abs(step_y) * METRES_PER_DEGREE)
            tiles.append(Tile(west, north, step_x, step_y, smooth, path.name, credit))
    return tiles


def _credit_beside(path: Path) -> str:
    try:
        return " ".join((path.parent / CREDIT_FILE).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise MapError(f"{path.parent / CREDIT_FILE} cannot be read: {error}.") from error


def heights_at(tiles: list[Tile], points: Coordinates) -> Floats:
    """Return the height of each point in metres; NaN where no tile says.

    Parameters
    ----------
    tiles : list of Tile
    points : Coordinates
        Shape (n, 2).

    Notes
    -----
    Bilinear between the values around it.
    """
    longitude, latitude = points[:, 0] / SCALE, points[:, 1] / SCALE
    found = np.full(len(points), np.nan)
    for tile in tiles:
        column = (longitude - tile.west) / tile.step_x
        row = (tile.north - latitude) / tile.step_y
        rows, columns = tile.height_m.shape
        # On the edge of a tile rounding may put a point just outside.
        inside = (column > -EDGE) & (row > -EDGE) & np.isnan(found)
        inside &= (column < columns - 1 + EDGE) & (row < rows - 1 + EDGE)
        if inside.any():
            row, column = row[inside].clip(0, rows - 1), column[inside].clip(0, columns - 1)
            found[inside] = _bilinear(tile.height_m, row, column)
    return found


def _bilinear(smooth: Floats, row: Floats, column: Floats) -> Floats:
    r = np.minimum(row.astype(np.int64), smooth.shape[0] - 2)
    c = np.minimum(column.astype(np.int64), smooth.shape[1] - 2)
    y, x = row - r, column - c
    return np.asarray(
        smooth[r, c] * (1 - y) * (1 - x)
        + smooth[r, c + 1] * (1 - y) * x
        + smooth[r + 1, c] * y * (1 - x)
        + smooth[r + 1, c + 1] * y * x
    )


def _smoothed(heights: Floats, cell_m: float) -> Floats:
    size = 2 * round(SMOOTHED_M / cell_m / 2) + 1
    if size < 2 or min(heights.shape) < size:
        return heights
    known: Flags = ~np.isnan(heights)
    filled = np.where(known, heights, 0.0)
    total, weight = filled, known.astype(np.float64)
    for axis in (0, 1):
        total, weight = _box(total, size, axis), _box(weight, size, axis)
    return np.where(weight > 0, total / np.maximum(weight, 1e-9), np.nan)


def _box(values: Floats, size: int, axis: int) -> Floats:
    half = size // 2
    padded = np.concatenate(
        [
            np.repeat(values.take([0], axis), half, axis),
            values,
            np.repeat(values.take([-1], axis), half, axis),
        ],
        axis,
    )
    running = np.cumsum(padded, axis)
    running = np.concatenate([np.zeros_like(running.take([0], axis)), running], axis)
    count = values.shape[axis]
    upper = running.take(np.arange(size, size + count), axis)
    return np.asarray((upper - running.take(np.arange(count), axis)) / size)


def _read_hgt(path: Path, box: Box) -> tuple[float, float, float, float, Floats]:
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                inside = [each for each in archive.infolist() if each.filename.endswith(".hgt")]
                if len(inside) != 1 or inside[0].file_size > 30_000_000:
                    raise MapError(f"{path} does not hold one .hgt file.")
                name, data = Path(inside[0].filename).name, archive.read(inside[0])
        else:
            name, data = path.name, path.read_bytes()
    except (OSError, zipfile.BadZipFile) as error:
        raise MapError(f"{path} cannot be read: {error}.") from error
    match = HGT_NAME.match(name)
    side = math.isqrt(len(data) // 2)
    if match is None or side < 2 or side * side * 2 != len(data):
        raise MapError(
            f"{path} is no elevation tile: an .hgt file is named like N43E007.hgt and is square. "
            "Download it again, or take it out of the folder."
        )
    south = int(match[2]) * (1 if match[1].upper() == "N" else -1)
    west = int(match[4]) * (1 if match[3].upper() == "E" else -1)
    step = 1 / (side - 1)
    rows, columns = within(box, west, south + 1, step, step, (side, side))
    values = np.frombuffer(data, dtype=">i2").reshape(side, side)[rows, columns]
    heights = values.astype(np.float64)
    heights[heights == HGT_VOID] = np.nan
    return west + columns.start * step, south + 1 - rows.start * step, step, step, heights
