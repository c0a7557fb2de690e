"""From the bytes of one file to its recordings, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .archive import GZIP, gunzipped
from .assembly import Facts, assemble
from .database import SIGNATURE as DATABASE
from .detection import READERS, format_of, told_by_name
from .limits import MIB, Limits
from .notices import Notice, RecordingError, Refusal, RefusalCode, refused
from .points import Table
from .recording import Recording, Source


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


def read_single(data: bytes, name: str, limits: Limits) -> ReadResult:
    """Read one file that is no archive, packed with gzip or not; a refusal is a result too."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        if data.startswith(GZIP):
            data = gunzipped(data, limits)
            digest = hashlib.sha256(data).hexdigest()
        if len(data) > limits.max_bytes and not data.startswith(DATABASE):
            raise refused(RefusalCode.TOO_LARGE, limit=f"{limits.max_bytes // MIB} MB")
        kind = format_of(data, name)
        told = told_by_name(kind, name)
        recordings = assembled(READERS[kind](data, limits), Source(name, kind, digest), limits)
    except RecordingError as error:
        return nothing(name, error, digest)
    recordings = tuple(_with_notices(each, told) for each in recordings)
    return ReadResult(name, digest, recordings, all_notices(recordings))


def assembled(
    found: Iterator[tuple[Table, Facts]], source: Source, limits: Limits
) -> tuple[Recording, ...]:
    """Make recordings of what a reader gives, as many as are held at once."""
    recordings: list[Recording] = []
    points = 0
    for part, (table, facts) in enumerate(found):
        points += len(table)
        if points > limits.max_archive_points:
            raise refused(RefusalCode.TOO_MANY_POINTS)
        if part >= limits.max_members:
            raise refused(RefusalCode.TOO_MANY_MEMBERS, limit=limits.max_members)
        recordings.append(assemble(table, facts, replace(source, part=part)))
    return tuple(recordings)


def _with_notices(recording: Recording, told: tuple[Notice, ...]) -> Recording:
    return replace(recording, notices=told + recording.notices) if told else recording


def all_notices(recordings: tuple[Recording, ...]) -> tuple[Notice, ...]:
    """Return the notices of all recordings, each once."""
    return tuple(dict.fromkeys(told for one in recordings for told in one.notices))


def nothing(name: str, error: RecordingError, digest: str = "") -> ReadResult:
    """Return the result of a file that gave nothing."""
    return ReadResult(name, digest, refusals=(error.refusal,))
