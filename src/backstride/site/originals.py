"""Recordings on the disk: the file as it came, and its columns, named by their content."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from uuid import UUID

from django.conf import settings

from backstride.recordings import Recording, RecordingError, read_parquet, write_parquet
from backstride.site.home import PRIVATE_FILE, PRIVATE_FOLDER
from backstride.site.models import HandedFile, Walker

log = logging.getLogger(__name__)

BLOCK_BYTES = 1024 * 1024

WAITING, DRAFT, GONE = ".waiting", ".draft", ".gone"
"""Endings of a file that waits to be read, of one that is being written, and of the folder of
somebody who deleted everything."""

ALONE_FOR = timedelta(days=1)
"""A file that belongs to nothing is left so long: another process may be about to enter it
(judgement)."""


class GoneError(Exception):
    """The person deleted everything, so nothing more is kept for them."""


def keep_original(walker: Walker, data: bytes) -> str:
    """Keep a file as it came; return its place below the folder of recordings.

    When the call returns, the bytes are on the disk. The same bytes are kept once.
    """
    return _keep(walker, sha256(data).hexdigest(), data)


def keep_file(walker: Walker, path: Path) -> str:
    """Keep a file that lies on the disk as it came, without loading it; return its place."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    place = f"{walker.id}/{digest.hexdigest()}"
    kept: Path = settings.HOME.recordings / place
    if not kept.exists() and not _named_as_well(walker, path, kept):
        with path.open("rb") as file:
            _write(walker, kept, iter(lambda: file.read(BLOCK_BYTES), b""))
    return place


def _named_as_well(walker: Walker, path: Path, kept: Path) -> bool:
    """Give a file that was laid aside its lasting name too: half the disk, and no second copy.

    A file from elsewhere is somebody's own, who may go on writing to it. It is copied.
    """
    if path.suffix != WAITING or path.parent != kept.parent:
        return False
    try:
        os.link(path, kept)
    except OSError:
        return False  # a disk that gives a file one name only
    _sync_names(kept.parent)
    _leave_nothing_of_the_gone(walker)
    return True


def lay_aside(walker: Walker, blocks: Iterable[bytes]) -> str:
    """Keep a file that is not read yet; return its place. Afterwards it is thrown away."""
    place = f"{walker.id}/{token_hex(16)}{WAITING}"
    _write(walker, settings.HOME.recordings / place, blocks)
    return place


def laid_aside(place: str) -> Path:
    """Return where a file that waits lies."""
    path: Path = settings.HOME.recordings / place
    return path


def throw_away(place: str) -> None:
    """Remove a file that waited."""
    laid_aside(place).unlink(missing_ok=True)


def keep_columns(walker: Walker, recording: Recording) -> str:
    """Keep the columns of a recording as Parquet; return their place likewise."""
    out = BytesIO()
    write_parquet(recording, out)
    source = recording.source
    return _keep(walker, f"{source.digest}-{source.part}.parquet", out.getvalue())


def keep_columns_anew(walker: Walker, recording: Recording) -> str:
    """Keep the columns of a recording whose times were told, beside those that were read."""
    out = BytesIO()
    write_parquet(recording, out)
    place = f"{walker.id}/{recording.source.digest}-{recording.source.part}-told.parquet"
    _write(walker, settings.HOME.recordings / place, (out.getvalue(),))
    return place


def keep_days(walker: Walker, digest: str, data: bytes) -> str:
    """Keep the days of a health export beside it, in place of earlier ones; return their place."""
    place = f"{walker.id}/{digest}-days.parquet"
    _write(walker, settings.HOME.recordings / place, (data,))
    return place


def columns_at(place: str) -> Recording:
    """Return the recording whose columns were kept at that place."""
    return read_parquet(settings.HOME.recordings / place)


def columns_if_readable(place: str) -> Recording | None:
    """Return the recording kept at that place; None where the disk does not give it any more."""
    try:
        return columns_at(place)
    except (RecordingError, OSError):
        log.warning("the columns at %s cannot be read", place)
        return None


def remove_all(walker_id: UUID) -> None:
    """Remove every file of a walker; there is no way back.

    Whoever is writing one of them at this moment finds the folder gone.
    """
    folder: Path = settings.HOME.recordings / str(walker_id)
    gone = folder.with_name(f"{walker_id}.{token_hex(4)}{GONE}")
    with suppress(FileNotFoundError):
        folder.replace(gone)
        shutil.rmtree(gone)


def sweep(now: datetime) -> tuple[Path, ...]:
    """Remove what a process left that was ended while it wrote or deleted; return what that was.

    These are the folders of people who deleted everything, and files that were never read or
    written to their end and that nothing in the database names.
    """
    swept: list[Path] = []
    folders = settings.HOME.recordings
    # First the folders: whoever has one by now was in the database before.
    found = [each for each in _inside(folders) if each.is_dir()]
    here = {str(each) for each in Walker.objects.values_list("id", flat=True)}
    for folder in found:
        if folder.name not in here:
            shutil.rmtree(folder, ignore_errors=True)
            swept.append(folder)
            continue
        for path in [each for each in _inside(folder) if each.suffix in (WAITING, DRAFT)]:
            place = path.relative_to(folders).as_posix()
            # One that was read but could not be gone on with waits as long as its row.
            waits = HandedFile.objects.filter(place=place).exists()
            if not waits and _is_old(path, now):
                path.unlink(missing_ok=True)
                swept.append(path)
    return tuple(swept)


def _inside(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _is_old(path: Path, now: datetime) -> bool:
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    return now - written > ALONE_FOR


def _keep(walker: Walker, name: str, data: bytes) -> str:
    place = f"{walker.id}/{name}"
    path: Path = settings.HOME.recordings / place
    if not path.exists():
        _write(walker, path, (data,))
    return place


def _write(walker: Walker, path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file of a walker, and leave nothing behind if they are deleted meanwhile.

    Whether they are there is asked afterwards: whoever deletes them later than that finds
    the file.

    Raises
    ------
    GoneError
        If they are.
    """
    try:
        _written(path, blocks)
    finally:
        _leave_nothing_of_the_gone(walker)


def _leave_nothing_of_the_gone(walker: Walker) -> None:
    if not Walker.objects.filter(pk=walker.pk).exists():
        remove_all(walker.pk)
        raise GoneError(f"walker {walker.pk} was deleted")


def _written(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file at one stroke: when the call returns, it is on the disk, whole."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{token_hex(4)}{DRAFT}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(handle, "wb") as out:
            for block in blocks:
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_names(path.parent)


def _sync_names(path: Path) -> None:
    """Bring the names in a folder to the disk; they are entries of the folder itself."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
