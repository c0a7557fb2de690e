"""From the bytes of a file to its recordings, by what is in it and never by its name."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from .apple import apple_days, read_apple
from .apple_archive import AppleArchive, blocks_of, export_in
from .apple_scan import is_apple_export
from .archive import SIGNATURES as ZIP_SIGNATURES
from .archive import opened_archive, read_members, shown
from .assembly import Facts, assemble
from .fit import SIGNATURE, SIGNATURE_AT, read_fit
from .gpx import read_gpx
from .health import HealthDays
from .kml import read_kml
from .limits import MIB, Limits
from .motion import is_motion
from .motion_rows import read_motion_rows
from .notices import Notice, NoticeCode, RecordingError, Refusal, RefusalCode, notice, refused
from .points import Table
from .recording import Format, Recording, Source
from .tcx import read_tcx
from .xml_text import HEAD_BYTES, xml_head

Given = bytes | os.PathLike[str] | BinaryIO
"""The content of a file, where it lies, or the open file."""

Reader = Callable[[bytes, Limits], Iterator[tuple[Table, Facts]]]

READERS: Mapping[Format, Reader] = {
    Format.FIT: read_fit,
    Format.TCX: read_tcx,
    Format.GPX: read_gpx,
    Format.KML: read_kml,
    Format.APPLE_HEALTH: read_apple,
    Format.MOTION: read_motion_rows,
}
"""The reader of each format. A reader raises `RecordingError` and nothing else."""

_ROOTS = {"gpx": Format.GPX, "TrainingCenterDatabase": Format.TCX, "kml": Format.KML}
_ARTICLES = {kind: f"a {kind.value} file" for kind in READERS}


Said = TypeVar("Said", Notice, Refusal)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one file.

    Attributes
    ----------
    name : str
        The name it was given with.
    digest : str
        SHA-256 of the file in hex; empty where it could not be read to its end.
    recordings : tuple of Recording
        What was read; none if the file was refused.
    notices : tuple of Notice
        Everything a person should know about them, those of each recording included.
    refusals : tuple of Refusal
        Why the file gave nothing. For an archive: one for each member that gave nothing, beside
        the recordings of the others.
    """

    name: str
    digest: str
    recordings: tuple[Recording, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the file gave nothing, and that for a reason a person must hear."""
        return bool(self.refusals) and not self.recordings


def read(data: Given, *, name: str = "", limits: Limits | None = None) -> ReadResult:
    """Read a FIT, TCX, GPX or KML file, a zip of them, or an Apple Health export.

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
            if not _is_archive(file):
                return _read_single(_whole(file, limits), name, limits)
            points = 0
            for result in _members(file, limits):
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
    limits = limits or Limits()
    name = name or _name(data)
    try:
        with _opened(data) as file:
            if _is_archive(file):
                yield from _members(file, limits)
            else:
                yield _read_single(_whole(file, limits), name, limits)
    except RecordingError as error:
        yield _nothing(name, error)


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


def _size_within(file: BinaryIO, most: int) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > most:
        raise refused(RefusalCode.TOO_LARGE, limit=f"{most // MIB} MB")
    return size


def _whole(file: BinaryIO, limits: Limits) -> bytes:
    return file.read(_size_within(file, limits.max_bytes))


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(MIB):
        digest.update(block)
    return digest.hexdigest()


def _members(file: BinaryIO, limits: Limits) -> Iterator[ReadResult]:
    """Read the members of an archive; the same bytes only once."""
    _size_within(file, limits.max_archive_bytes)
    with opened_archive(file, limits) as archive:
        entry = export_in(archive)
        if entry is not None:
            export = AppleArchive(archive, entry, limits)
            yield from _read_export(export, shown(entry.filename))
            return
    seen: set[str] = set()
    for member, content in read_members(file, limits):
        if isinstance(content, RecordingError):
            yield _nothing(member, content)
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            yield ReadResult(member, digest, notices=(notice(NoticeCode.SAME_MEMBER),))
            continue
        seen.add(digest)
        yield _read_single(content, member, limits)


def _read_export(export: AppleArchive, name: str) -> Iterator[ReadResult]:
    """Read the workouts of an Apple Health export, each a recording and a result of its own."""
    try:
        for part, (table, facts) in enumerate(export.workouts()):
            source = Source(name, Format.APPLE_HEALTH, export.digest, part)
            one = (assemble(table, facts, source),)
            yield ReadResult(name, export.digest, one, _all_notices(one))
    except RecordingError as error:
        yield _nothing(name, error, export.digest)


def read_health_days(data: Given, *, limits: Limits | None = None) -> HealthDays:
    """Read steps and gait of each day from an Apple Health export.

    Parameters
    ----------
    data : bytes or path
        The `export.zip` of the phone, or the main file in it.
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
            return apple_days(blocks_of(file, limits), limits)
    except RecordingError as error:
        return HealthDays(refusals=(error.refusal,))


def _read_single(data: bytes, name: str, limits: Limits) -> ReadResult:
    digest = hashlib.sha256(data).hexdigest()
    try:
        kind = _detect(data, name)
        told = _mismatch(kind, name)
        recordings = tuple(
            _with_notices(assemble(table, facts, Source(name, kind, digest, part)), told)
            for part, (table, facts) in enumerate(READERS[kind](data, limits))
        )
    except RecordingError as error:
        return _nothing(name, error, digest)
    return ReadResult(name, digest, recordings, _all_notices(recordings))


def _detect(data: bytes, name: str) -> Format:
    """Find the format by the content; the name only serves the words of a refusal."""
    if not data:
        raise refused(RefusalCode.EMPTY)
    if data[SIGNATURE_AT : SIGNATURE_AT + len(SIGNATURE)] == SIGNATURE:
        return Format.FIT
    if is_motion(data):
        return Format.MOTION
    if data.startswith(ZIP_SIGNATURES):
        raise refused(RefusalCode.ARCHIVE_IN_ARCHIVE)
    if is_apple_export(data[:HEAD_BYTES]):
        return Format.APPLE_HEALTH
    head = xml_head(data[:HEAD_BYTES])
    if head is not None and head.root in _ROOTS:
        return _ROOTS[head.root]
    named = _named(name)
    raise refused(
        RefusalCode.NOT_A_RECORDING, expected=_ARTICLES[named] if named else "a recording we know"
    )


def _named(name: str) -> Format | None:
    ending = Path(name).suffix.lower().removeprefix(".").upper()
    return Format(ending) if ending in set(Format) else None


def _mismatch(kind: Format, name: str) -> tuple[Notice, ...]:
    named = _named(name)
    if named is None or named is kind:
        return ()
    return (notice(NoticeCode.NAME_MISMATCH, named=named.value, found=kind.value),)


def _with_notices(recording: Recording, told: tuple[Notice, ...]) -> Recording:
    return replace(recording, notices=told + recording.notices) if told else recording


def _all_notices(recordings: tuple[Recording, ...]) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys(told for one in recordings for told in one.notices))


def _at(said: Said, member: str) -> Said:
    return replace(said, where=f"{member}, {said.where}" if said.where else member)


def _nothing(name: str, error: RecordingError, digest: str = "") -> ReadResult:
    return ReadResult(name, digest, refusals=(error.refusal,))
