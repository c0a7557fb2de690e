"""The archive in which an Apple Health export comes: its main file as a stream, routes by path."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from .apple import workouts
from .apple_scan import HEAD_BYTES, AppleScan, is_apple_export, scan_apple
from .archive import Archive, Entry, opened_archive, stream
from .assembly import Facts
from .limits import Limits
from .notices import RecordingError
from .points import Table


def export_in(archive: Archive) -> Entry | None:
    """Find the export by its content: its name and folder are in the phone's language."""
    for entry in archive.entries:
        if not entry.filename.lower().endswith(".xml"):
            continue
        try:
            head = next(stream(archive, entry, HEAD_BYTES), b"")
        except RecordingError:  # told when the member itself is read
            continue
        if is_apple_export(head):
            return entry
    return None


class AppleArchive:
    """An export in its archive.

    Attributes
    ----------
    digest : str
        SHA-256 of the export's main file, once it was read to its end.
    """

    def __init__(self, archive: Archive, entry: Entry, limits: Limits) -> None:
        self._archive = archive
        self._entry = entry
        self._limits = limits
        self._hash = hashlib.sha256()
        self._by_ending = {_ending(each.filename): each for each in archive.entries}

    @property
    def digest(self) -> str:
        """SHA-256 of what was read of the main file, in hex."""
        return self._hash.hexdigest()

    def blocks(self) -> Iterator[bytes]:
        """Unpack the main file block by block."""
        for block in stream(self._archive, self._entry, self._limits.max_health_bytes):
            self._hash.update(block)
            yield block

    def workouts(self, see: Callable[[AppleScan], object]) -> Iterator[tuple[Table, Facts]]:
        """Show what was kept of the export, and give its workouts; see `apple.workouts`."""
        scan = scan_apple(self.blocks(), self._limits)
        see(scan)
        yield from workouts(scan, self._route, self._limits)

    def _route(self, path: str) -> bytes | None:
        """Unpack the route that lies where the export says."""
        entry = self._by_ending.get(_ending(path))
        if entry is None:
            return None
        try:
            return b"".join(stream(self._archive, entry, self._limits.max_bytes))
        except RecordingError:  # the workout stands without its route
            return None


def _ending(path: str) -> str:
    """Return folder and name of a file, which are the same in the export and in its archive."""
    return "/".join(path.split("/")[-2:])


def blocks_of(file: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """Give an export block by block, from its archive or from the main file alone."""
    file.seek(0)
    if file.read(2) != b"PK":
        file.seek(0)
        yield from iter(lambda: file.read(HEAD_BYTES), b"")
        return
    with opened_archive(file, limits) as archive:
        entry = export_in(archive)
        if entry is not None:
            yield from AppleArchive(archive, entry, limits).blocks()
