"""Zip archives, read member by member in memory; a member's name is only ever shown."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from .limits import MIB, Limits
from .notices import RecordingError, RefusalCode, refused

BLOCK = 64 * 1024
SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
GZIP = b"\x1f\x8b"

RATIO_FROM = MIB
"""Bytes a member may give before its ratio is looked at. Judgement."""

_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Other methods may ask for memory by a number in the file."""

_SAYS_UTF_8 = 0x800

_ENTRY_SIZE = 46 + 200
"""Directory bytes of a member: fixed part, and a long name with its extras. Judgement."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error)

_NOT_FILES = ("__MACOSX/", ".DS_Store", "Thumbs.db")

_SPREADSHEET = {"xl/workbook.xml", "xl/workbook.bin"}
"""A member of every spreadsheet, which is an archive of its parts."""

_DATABASES = (".db", ".sqlite", ".sqlite3", "Gadgetbridge")

Entry = zipfile.ZipInfo
Member = tuple[str, bytes | RecordingError]


def read_members(file: BinaryIO, limits: Limits) -> Iterator[Member]:
    """Unpack the members of an archive one after the other.

    Parameters
    ----------
    file : binary file
        The archive; it can seek.
    limits : Limits
        Bounds on members, on inflated bytes as they come, and on their ratio to the packed ones.

    Yields
    ------
    name, content
        A name fit for showing, and the member's bytes or why it was not unpacked.

    Raises
    ------
    RecordingError
        If the archive as a whole cannot be read or is above the limits.
    """
    with opened_archive(file, limits) as archive:
        if len(archive.entries) > limits.max_members:
            raise refused(RefusalCode.TOO_MANY_MEMBERS, limit=limits.max_members)
        left = limits.max_inflated_bytes
        for entry in archive.entries:
            name = shown(entry.filename)
            most = min(left, most_of(name, limits))
            try:
                content = b"".join(stream(archive, entry, most))
            except RecordingError as error:
                yield name, error
                if error.refusal.code is RefusalCode.INFLATES_TOO_MUCH:
                    left -= most
            else:
                left -= len(content)
                yield name, content


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive.

    Attributes
    ----------
    file : ZipFile
        The archive.
    entries : list of Entry
        Its files, without folders and without what systems leave behind.
    max_ratio : float
        See `Limits`.
    """

    file: zipfile.ZipFile
    entries: list[Entry]
    max_ratio: float


@contextmanager
def opened_archive(file: BinaryIO, limits: Limits) -> Iterator[Archive]:
    """Open an archive, if its directory is within the limits.

    Raises
    ------
    RecordingError
        If it cannot be read, holds nothing or too much.
    """
    try:
        if _directory_size(file) > limits.max_entries * _ENTRY_SIZE:
            raise refused(RefusalCode.TOO_MANY_MEMBERS, limit=limits.max_entries)
        archive = zipfile.ZipFile(file)
    except (*_BROKEN, NotImplementedError) as error:
        raise refused(RefusalCode.NO_MEMBERS) from error
    with archive:
        for each in archive.infolist():
            each.filename = _named(each)
        entries = [e for e in archive.infolist() if not e.is_dir() and not _is_clutter(e.filename)]
        if len(entries) > limits.max_entries:
            raise refused(RefusalCode.TOO_MANY_MEMBERS, limit=limits.max_entries)
        if not entries:
            raise refused(RefusalCode.NO_MEMBERS)
        if _SPREADSHEET & {entry.filename for entry in entries}:
            raise refused(RefusalCode.SPREADSHEET)
        yield Archive(archive, entries, limits.max_ratio)


def stream(archive: Archive, entry: Entry, most: int) -> Iterator[bytes]:
    """Unpack a member block by block; stop as soon as there are too many bytes.

    Raises
    ------
    RecordingError
        If it cannot be unpacked, or gives more than `most` bytes or than the ratio allows.
    """
    if entry.flag_bits & 0x1 or entry.compress_type not in _PLAIN:
        raise refused(RefusalCode.LOCKED_MEMBER)
    size = 0
    try:
        with archive.file.open(entry) as unpacked:
            while piece := unpacked.read(BLOCK):
                size += len(piece)
                if size > most or (
                    size > RATIO_FROM and size > archive.max_ratio * entry.compress_size
                ):
                    raise refused(RefusalCode.INFLATES_TOO_MUCH)
                yield piece
    except (*_BROKEN, NotImplementedError, RuntimeError) as error:
        raise refused(RefusalCode.UNREADABLE) from error


def gunzipped(data: bytes, limits: Limits) -> bytes:
    """Unpack a file that was packed with gzip, within the limits of an archive's member.

    Raises
    ------
    RecordingError
        If it cannot be unpacked, or gives too many bytes for what it is.
    """
    pieces, size = [], 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            while piece := file.read(BLOCK):
                size += len(piece)
                if size > limits.max_bytes or (
                    size > RATIO_FROM and size > limits.max_ratio * len(data)
                ):
                    raise refused(RefusalCode.INFLATES_TOO_MUCH)
                pieces.append(piece)
    except _BROKEN as error:
        raise refused(RefusalCode.UNREADABLE) from error
    return b"".join(pieces)


def most_of(name: str, limits: Limits) -> int:
    """Return how large a member may be; whether it is a database is looked at when it is read."""
    return limits.max_database_bytes if name.endswith(_DATABASES) else limits.max_bytes


def shown(name: str) -> str:
    """Return a name that is safe to print: one line, and not long."""
    plain = "".join(c if c.isprintable() else "?" for c in name)
    return plain if len(plain) <= 120 else "…" + plain[-119:]


def _named(entry: Entry) -> str:
    """Return a member's name, which some packers write in UTF-8 and do not say so."""
    if entry.flag_bits & _SAYS_UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _directory_size(file: BinaryIO) -> int:
    """Return the size of the directory that the archive's end names, before anyone loads it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_535 - 22))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(tail):
        raise zipfile.BadZipFile("no end of archive")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if at >= 76 and tail[at - 20 : at - 16] == b"PK\x06\x07":  # the larger form lies before it
        (directory,) = struct.unpack_from("<Q", tail, at - 76 + 40)
    file.seek(0)
    return int(directory)


def _is_clutter(name: str) -> bool:
    return name.startswith(_NOT_FILES) or name.endswith(_NOT_FILES)
