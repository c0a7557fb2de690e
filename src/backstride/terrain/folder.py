"""A map as a folder: one file of numbers that is mapped into memory, one that describes it."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import MapError

FORMAT = "backstride-map"
VERSION = 2
"""Raised when the meaning of an array changes; older folders are then built again."""

DESCRIPTION = "map.json"
NUMBERS = "arrays.bin"
ALIGNMENT = 64


class NewFolder:
    """A map that is being written.

    Parameters
    ----------
    folder : Path
        An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index: dict[str, tuple[str, list[int], int]] = {}
        self.file = (folder / NUMBERS).open("wb")
        self.checksum = 0

    def add(self, name: str, values: NDArray[Any]) -> None:
        """Write an array."""
        self.add_parts(name, [values])

    def add_parts(self, name: str, parts: Iterable[NDArray[Any]]) -> None:
        """Write an array that comes in parts, one after the other; there is one at least."""
        self._write(b"\0" * (-self.file.tell() % ALIGNMENT))
        begin, count = self.file.tell(), 0
        for part in parts:
            kind = part.dtype.newbyteorder("<")
            stored = np.ascontiguousarray(part).astype(kind, copy=False)
            self._write(stored.reshape(-1).view(np.uint8).data)
            count += len(part)
            self.index[name] = (kind.str, [count, *part.shape[1:]], begin)

    def describe(self, about: Mapping[str, Any]) -> None:
        """Write what the map is made of, and where each array is; nothing follows."""
        # Memory cannot be mapped from a file without a byte.
        self._write(b"\0" * ALIGNMENT)
        size = self.file.tell()
        self.file.flush()
        os.fsync(self.file.fileno())
        described = {
            "format": FORMAT,
            "version": VERSION,
            "about": dict(about),
            "size": size,
            "checksum": self.checksum,
            "arrays": self.index,
        }
        with (self.folder / DESCRIPTION).open("w", encoding="utf-8") as text:
            json.dump(described, text, indent=1, ensure_ascii=False)
            text.flush()
            os.fsync(text.fileno())

    def _write(self, data: bytes | memoryview) -> None:
        self.file.write(data)
        self.checksum = zlib.crc32(data, self.checksum)


@contextmanager
def new_folder(folder: Path) -> Iterator[NewFolder]:
    """Give a map to write; afterwards the folder is there whole, or not at all.

    A map that is there already is replaced in the last moment. Anything else that is there
    is left alone.

    Raises
    ------
    MapError
        If the folder holds something other than a map, or cannot be written.
    """
    check_replaceable(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            new = NewFolder(place)
            with new.file:
                yield new
            place.chmod(0o755)
            put_in_place(place, folder)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    except OSError as error:
        raise MapError(f"{folder} cannot be written: {error.strerror}.") from error


def check_replaceable(folder: Path) -> None:
    """Refuse a folder that is there already and is no map of ours."""
    if folder.exists() and not is_replaceable(folder):
        raise MapError(
            f"{folder} is there already and is no map of ours. Choose another name, or empty it."
        )


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


def read_folder(
    folder: Path, *, checked: bool = False
) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Open a map; its numbers are read from the disk when they are looked at.

    Parameters
    ----------
    folder : Path
    checked : bool
        Whether all numbers are compared with their checksum at once, about a second for a
        gigabyte.

    Raises
    ------
    MapError
        If the folder holds no map, a map of another version, half a map, or, where that is
        looked at, not what was built.
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
        if checked and zlib.crc32(whole) != described["checksum"]:
            raise MapError(f"The map in {folder} is no longer what was built. {again}")
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


def put_in_place(new: Path, folder: Path) -> None:
    """Move a map to its place; an older one goes in the last moment."""
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
