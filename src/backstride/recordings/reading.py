"""From the bytes of a file to its recordings, by what is in it and never by its name."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from .acceleration_rows import is_acceleration
from .apple import apple_days, days_in, no_route, workouts
from .apple_archive import AppleArchive, blocks_of, export_in
from .apple_scan import HEAD_BYTES, AppleScan, is_apple_export, scan_apple
from .archive import SIGNATURES as ZIP_SIGNATURES
from .archive import opened_archive, read_members, shown
from .assembly import Facts, assemble
from .database import SIGNATURE as DATABASE
from .exports import ServiceArchive, read_service, service_of
from .health import HealthDays
from .health_connect import health_connect_days, is_health_connect
from .limits import MIB, Limits
from .notices import Notice, NoticeCode, RecordingError, Refusal, RefusalCode, notice, refused
from .points import Table
from .recording import Format, Recording, Source
from .samsung_days import samsung_days
from .single import ReadResult, all_notices, nothing, read_single

Given = bytes | os.PathLike[str] | BinaryIO
"""The content of a file, where it lies, or the open file."""

Said = TypeVar("Said", Notice, Refusal)

See = Callable[[AppleScan], object]
"""Is shown what was kept of a health export, before its workouts are made of it."""


def read(data: Given, *, name: str = "", limits: Limits | None = None) -> ReadResult:
    """Read a FIT, TCX, GPX or KML file, an archive of them, or what a health store exports.

    Whatever the file holds, this returns: a file that cannot be read is a refusal in the result, so
    that one of them never stops a batch.

    Parameters
    ----------
    data : bytes, path or open binary file
        The file's content, where it lies, or the file, which can seek.
    name : str
        The file's name, to tell about; a path's own if empty. It decides nothing.
    limits : Limits, optional
        Bounds on size, points and unpacking.

    Returns
    -------
    ReadResult
        The recordings, what to know about them, and what was refused and why.

    Notes
    -----
    The same bytes always give the same result: no clock, no network, no file but the one given.
    """
    limits = limits or Limits()
    name = name or _name(data)
    digest = ""
    recordings: list[Recording] = []
    notices: list[Notice] = []
    refusals: list[Refusal] = []
    try:
        with _opened(data) as file:
            if not _has_parts(file, limits):
                return read_single(_whole(file, limits), name, limits)
            points = 0
            for result in _parts(file, name, limits, _let_go):
                points += sum(map(len, result.recordings))
                if points > limits.max_archive_points:
                    raise refused(RefusalCode.TOO_MANY_POINTS, result.name)
                recordings += result.recordings
                notices += [_at(told, result.name) for told in result.notices]
                refusals += [_at(refusal, result.name) for refusal in result.refusals]
            digest = _digest(file)
    except RecordingError as error:
        refusals.append(error.refusal)
    told_once = tuple(dict.fromkeys(notices))
    return ReadResult(name, digest, tuple(recordings), told_once, tuple(refusals))


def read_each(data: Given, *, name: str = "", limits: Limits | None = None) -> Iterator[ReadResult]:
    """Read a file, or the members of an archive one by one, for archives of any size.

    Parameters
    ----------
    data, name, limits
        As for `read`.

    Yields
    ------
    ReadResult
        One for a single file; for an archive one for each member, under the member's name and with
        the digest of its bytes, unpacked when it is asked for. An Apple Health export gives one for
        each workout.
    """
    yield from _each(data, name, limits or Limits(), _let_go)


def read_each_and_days(
    data: Given, *, name: str = "", limits: Limits | None = None
) -> Iterator[ReadResult | HealthDays]:
    """Read a file as `read_each` does, and of a health export the days as well.

    Parameters
    ----------
    data, name, limits
        As for `read`.

    Yields
    ------
    ReadResult or HealthDays
        What `read_each` gives; then, once and only where there are any, the days of the export. The
        archive of Apple Health is gone through once for both.
    """
    limits = limits or Limits()
    scans: list[AppleScan] = []
    formats: set[Format] = set()
    for result in _each(data, name, limits, scans.append):
        formats |= {recording.source.format for recording in result.recordings}
        yield result
    if scans:
        days = days_in(scans[0])
    elif not formats or formats & _STORES:  # where nothing was read, days may be all there is
        days = read_health_days(data, limits=limits)
    else:
        return
    if days.days:
        yield days


_STORES = {Format.APPLE_HEALTH, Format.HEALTH_CONNECT, Format.SAMSUNG_HEALTH}


def _let_go(scan: AppleScan) -> None:
    """Keep nothing of an export but its workouts."""


def _each(data: Given, name: str, limits: Limits, see: See) -> Iterator[ReadResult]:
    name = name or _name(data)
    try:
        with _opened(data) as file:
            if _has_parts(file, limits):
                yield from _parts(file, name, limits, see)
            else:
                yield read_single(_whole(file, limits), name, limits)
    except RecordingError as error:
        yield nothing(name, error)


def _name(data: Given) -> str:
    return Path(data).name if isinstance(data, os.PathLike) else ""


@contextmanager
def _opened(data: Given) -> Iterator[BinaryIO]:
    if isinstance(data, bytes):
        yield io.BytesIO(data)
        return
    if not isinstance(data, os.PathLike):
        yield data
        return
    try:
        with Path(data).open("rb") as file:
            yield file
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refused(RefusalCode.UNREACHABLE, reason=reason) from error


def _is_archive(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(4).startswith(ZIP_SIGNATURES)


def _has_parts(file: BinaryIO, limits: Limits) -> bool:
    """Whether a file is read in parts: an archive, or an export that is too large to be held."""
    return _is_archive(file) or _is_large_export(file, limits)


def _is_large_export(file: BinaryIO, limits: Limits) -> bool:
    if file.seek(0, os.SEEK_END) <= limits.max_bytes:
        return False
    file.seek(0)
    return is_apple_export(file.read(HEAD_BYTES))


def _parts(file: BinaryIO, name: str, limits: Limits, see: See) -> Iterator[ReadResult]:
    if _is_archive(file):
        yield from _members(file, limits, see)
        return
    _size_within(file, limits.max_archive_bytes)
    digest = hashlib.sha256()

    def blocks() -> Iterator[bytes]:
        for block in blocks_of(file, limits):
            digest.update(block)
            yield block

    def found() -> Iterator[tuple[Table, Facts]]:
        scan = scan_apple(blocks(), limits)
        see(scan)
        yield from workouts(scan, no_route, limits)

    yield from _read_export(found(), name, digest.hexdigest)


def _size_within(file: BinaryIO, most: int) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > most:
        raise refused(RefusalCode.TOO_LARGE, limit=f"{most // MIB} MB")
    return size


def _whole(file: BinaryIO, limits: Limits) -> bytes:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if file.seek(0, os.SEEK_END) > limits.max_bytes and is_acceleration(head):
        raise refused(RefusalCode.ALL_DAY)
    is_database = head.startswith(DATABASE)
    most = limits.max_database_bytes if is_database else limits.max_bytes
    return file.read(_size_within(file, most))


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(MIB):
        digest.update(block)
    return digest.hexdigest()


def _members(file: BinaryIO, limits: Limits, see: See) -> Iterator[ReadResult]:
    """Read the members of an archive; the same bytes only once."""
    _size_within(file, limits.max_archive_bytes)
    with opened_archive(file, limits) as archive:
        entry = export_in(archive)
        if entry is not None:
            export = AppleArchive(archive, entry, limits)
            found = export.workouts(see)
            yield from _read_export(found, shown(entry.filename), lambda: export.digest)
            return
        service = service_of(archive)
        if service is not None:
            yield from read_service(ServiceArchive(archive, service, limits), limits)
            return
    seen: set[str] = set()
    for member, content in read_members(file, limits):
        if isinstance(content, RecordingError):
            yield nothing(member, content)
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            yield ReadResult(member, digest, notices=(notice(NoticeCode.SAME_MEMBER),))
            continue
        seen.add(digest)
        yield read_single(content, member, limits)


def _read_export(
    found: Iterator[tuple[Table, Facts]], name: str, digest: Callable[[], str]
) -> Iterator[ReadResult]:
    """Give the workouts of an Apple Health export, each a recording and a result of its own.

    Its digest is known once the first workout is, for the export has then been read.
    """
    try:
        for part, (table, facts) in enumerate(found):
            source = Source(name, Format.APPLE_HEALTH, digest(), part)
            one = (assemble(table, facts, source),)
            yield ReadResult(name, source.digest, one, all_notices(one))
    except RecordingError as error:
        yield nothing(name, error, digest())


def read_health_days(data: Given, *, limits: Limits | None = None) -> HealthDays:
    """Read steps and gait of each day from an export of Apple Health or another health store.

    Health Connect and Samsung Health tell steps alone.

    Parameters
    ----------
    data : bytes or path
        The archive that the phone exports, or the main file in it.
    limits : Limits, optional
        Bounds on size and on what is kept.

    Returns
    -------
    HealthDays
        The days; none, and why, where it cannot be read.
    """
    limits = limits or Limits()
    try:
        with _opened(data) as file:
            database = _database_in(file, limits)
            if database is not None:
                return health_connect_days(database, limits)
            return _samsung_days_in(file, limits) or apple_days(blocks_of(file, limits), limits)
    except RecordingError as error:
        return HealthDays(refusals=(error.refusal,))


def _database_in(file: BinaryIO, limits: Limits) -> bytes | None:
    """Return the database of a Health Connect export, from its archive or alone; None if none."""
    if not _is_archive(file):
        file.seek(0)
        is_one = file.read(len(DATABASE)) == DATABASE
        return _whole(file, limits) if is_one else None
    for name, content in read_members(file, limits) if _has_database(file, limits) else ():
        if name.endswith(".db") and isinstance(content, bytes) and is_health_connect(content):
            return content
    return None


def _has_database(file: BinaryIO, limits: Limits) -> bool:
    with opened_archive(file, limits) as archive:
        return any(entry.filename.endswith(".db") for entry in archive.entries)


def _samsung_days_in(file: BinaryIO, limits: Limits) -> HealthDays | None:
    if not _is_archive(file):
        return None
    with opened_archive(file, limits) as archive:
        return samsung_days(archive, limits)


def _at(said: Said, member: str) -> Said:
    return replace(said, where=f"{member}, {said.where}" if said.where else member)
