"""The maps of this installation: which there are, and how one comes in."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from backstride.terrain import (
    MapError,
    TerrainMap,
    build_map,
    build_map_apart,
    load_map,
    made_up_town,
)

ENDINGS = (".osm.pbf", ".osm", ".osm.bz2", ".osm.gz")
HEIGHTS = "heights"
"""Folder of elevation tiles beside the extracts."""

MADE_UP = "made-up-town.osm.pbf"

LARGEST_BYTES = 64 * 1024 * 1024
"""What is built while a page waits, at most: about half a minute (judgement)."""

_opened: dict[Path, tuple[int, TerrainMap]] = {}


def folder() -> Path:
    """Return the folder of the maps."""
    place: Path = settings.HOME.maps
    return place


def known() -> list[TerrainMap]:
    """Return every map that can be opened, in the order of their names."""
    found = []
    for described in sorted(folder().glob("*/map.json")):
        try:
            found.append(_opened_map(described))
        except (MapError, FileNotFoundError):
            continue
    return found


def broken() -> list[str]:
    """Return what is wrong with each map that cannot be opened."""
    told = []
    for described in sorted(folder().glob("*/map.json")):
        try:
            _opened_map(described)
        except MapError as error:
            told.append(str(error))
        except FileNotFoundError:
            continue
    return told


def fingerprint() -> str:
    """Return what tells these maps from others; empty without any.

    While a map is put in the place of an older one, neither is there for a moment.
    """
    told = []
    for each in sorted(folder().glob("*/map.json")):
        with suppress(FileNotFoundError):
            told.append(f"{each.parent.name}:{each.stat().st_mtime_ns}")
    return " ".join(told)


def map_of(point: tuple[float, float] | None, maps: list[TerrainMap]) -> TerrainMap | None:
    """Return the smallest map that a point lies on; without a point the first."""
    if point is None:
        return maps[0] if maps else None
    latitude, longitude = point
    around = []
    for each in maps:
        west, south, east, north = each.about.bbox
        if south <= latitude <= north and west <= longitude <= east:
            around.append(((north - south) * (east - west), each))
    return min(around, key=lambda pair: pair[0])[1] if around else None


def waiting() -> list[str]:
    """Return the names of extracts in the folder that no map was built from yet."""
    if not folder().is_dir():
        return []
    names = sorted(each.name for each in folder().iterdir() if each.name.endswith(ENDINGS))
    return [name for name in names if not (_place_of(name) / "map.json").exists()]


def build(name: str) -> None:
    """Build the map of an extract that lies in the folder.

    Raises
    ------
    MapError
        If there is no such extract, or no map can be built from it.
    """
    if name not in waiting():
        raise MapError(f"There is no extract named {name} in {folder()}.")
    extract = folder() / name
    if extract.stat().st_size > LARGEST_BYTES:
        raise MapError(
            f"{name} is large. Build its map in a terminal: backstride map build {extract} "
            f"--out {_place_of(name)}"
        )
    _build(extract, name)


def make_up() -> tuple[float, float]:
    """Build the map of a made-up town; return latitude and longitude of a door in it."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    extract = folder() / MADE_UP
    door = made_up_town(extract)
    build_map(extract, _place_of(MADE_UP))
    return door


def take(upload: UploadedFile[bytes]) -> None:
    """Keep an extract that was handed in, and build its map. A refused one is not kept.

    Raises
    ------
    MapError
        If it is too large, or no map can be built from it.
    """
    name = plain_name(upload.name or "")
    if not name.endswith(ENDINGS):
        raise MapError("A map is built from a file that ends in .osm.pbf. Choose such a file.")
    if (upload.size or 0) > LARGEST_BYTES:
        raise MapError(
            "This file is too large to build while you wait. Put it into "
            f"{folder()} and build it in a terminal with: backstride map build"
        )
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        # Beside the extracts that are there: a refused one leaves them, and their maps, alone.
        with tempfile.TemporaryDirectory(prefix=".coming-", dir=folder()) as held:
            draft = Path(held) / name
            with draft.open("wb") as out:
                for chunk in upload.chunks():
                    out.write(chunk)
            _build(draft, name)
            draft.replace(folder() / name)
    except OSError as error:
        raise MapError(f"This file could not be kept: {error.strerror or error}.") from error


def build_or_remove(name: str, progress: Callable[[float], None] | None = None) -> None:
    """Build the map of an extract that has come into the folder; remove it if there is none.

    An older map of the same name is there until the new one is.

    Raises
    ------
    MapError
        If no map can be built from it.
    """
    extract = folder() / name
    try:
        _build(extract, name, progress)
    except MapError:
        extract.unlink(missing_ok=True)
        raise


def _build(extract: Path, name: str, progress: Callable[[float], None] | None = None) -> None:
    """Build a map in a process of its own, with the heights that lie beside the extracts."""
    heights = folder() / HEIGHTS
    build_map_apart(
        extract,
        _place_of(name),
        elevation=heights if heights.is_dir() else None,
        progress=progress,
    )


def plain_name(path: str) -> str:
    """Return the last part of a path, without what has a meaning to a shell or a folder."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", Path(path).name).lstrip(".-")


def _place_of(name: str) -> Path:
    stem = next(name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending))
    return folder() / f"{stem}-map"


def _opened_map(described: Path) -> TerrainMap:
    stamp = described.stat().st_mtime_ns
    there = _opened.get(described)
    if there is None or there[0] != stamp:
        there = (stamp, load_map(described.parent, checked=True))
        _opened[described] = there
    return there[1]
