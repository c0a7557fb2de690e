"""A map as a folder: one file of numbers that is mapped into memory, one that describes it."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import MapError

FORMAT = "backstride-map"
VERSION = 1
"""Raised when the meaning of an array changes; older folders are then built again."""

DESCRIPTION = "map.json"
NUMBERS = "arrays.bin"
ALIGNMENT = 64

Arrays = Mapping[str, NDArray[Any]]


def write_folder(folder: Path, arrays: Arrays, about: Mapping[str, Any]) -> None:
    """Write a map; the folder is there whole or not at all.

    A map that is there already is replaced in the last moment. Anything else that is there
    is left alone.

    Raises
    ------
    MapError
        If the folder holds something other than a map, or cannot be written.
    """
    if folder.exists() and not is_replaceable(folder):
        raise MapError(
            f"{folder} is there already and is no map of ours. Choose another name, or empty it."
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _write(new, arrays, about)
            new.chmod(0o755)
            _put_in_place(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise MapError(f"{folder} cannot be written: {error.strerror}.") from error


def is_replaceable(folder: Path) -> bool:
    """Return whether a folder is empty, or holds a map of ours of any version."""
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    try:
        described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(described, dict) and described.get("format") == FORMAT


def read_folder(folder: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Open a map; its numbers are read from the disk when they are looked at.

    Raises
    ------
    MapError
        If the folder holds no map, a map of another version, or half a map.
    """
    again = "Build it again with: backstride map build AREA.osm.pbf"
    try:
        described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MapError(f"{folder} holds no map. {again}") from error
    if not isinstance(described, dict) or described.get("format") != FORMAT:
        raise MapError(f"{folder} holds something else than a map. {again}")
    if described.get("version") != VERSION:
        raise MapError(
            f"The map in {folder} is of version {described.get('version')}; this program reads "
            f"version {VERSION}. {again}"
        )
    try:
        with (folder / NUMBERS).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size != described["size"]:
                raise MapError(f"The map in {folder} is not complete. {again}")
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        arrays = {
            name: np.frombuffer(
                whole, dtype=np.dtype(kind), count=int(np.prod(shape)), offset=offset
            ).reshape(shape)
            for name, (kind, shape, offset) in described["arrays"].items()
        }
        about = dict(described["about"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise MapError(f"The map in {folder} cannot be read: {error}. {again}") from error
    return arrays, about


def _write(folder: Path, arrays: Arrays, about: Mapping[str, Any]) -> None:
    index: dict[str, tuple[str, list[int], int]] = {}
    with (folder / NUMBERS).open("wb") as file:
        for name, values in arrays.items():
            file.write(b"\0" * (-file.tell() % ALIGNMENT))
            stored = np.ascontiguousarray(values)
            stored = stored.astype(stored.dtype.newbyteorder("<"), copy=False)
            index[name] = (stored.dtype.str, list(stored.shape), file.tell())
            file.write(stored.tobytes())
        # Memory cannot be mapped from a file without a byte.
        file.write(b"\0" * ALIGNMENT)
        size = file.tell()
        file.flush()
        os.fsync(file.fileno())
    described = {
        "format": FORMAT,
        "version": VERSION,
        "about": dict(about),
        "size": size,
        "arrays": index,
    }
    with (folder / DESCRIPTION).open("w", encoding="utf-8") as text:
        json.dump(described, text, indent=1, ensure_ascii=False)
        text.flush()
        os.fsync(text.fileno())


def _put_in_place(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    try:
        folder.rename(old / "map")
        try:
            new.rename(folder)
        except OSError:
            (old / "map").rename(folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
