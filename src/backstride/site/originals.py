"""Recordings on the disk: the file as it came, and its columns, named by their content."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from uuid import UUID

from django.conf import settings

from backstride.recordings import Recording, read_parquet, write_parquet
from backstride.site.home import PRIVATE_FILE, PRIVATE_FOLDER
from backstride.site.models import Walker

BLOCK_BYTES = 1024 * 1024


def keep_original(walker: Walker, data: bytes) -> str:
    """Keep a file as it came; return its place below the folder of recordings.

    When the call returns, the bytes are on the disk. The same bytes are kept once.
    """
    return _keep(f"{walker.id}/{sha256(data).hexdigest()}", data)


def keep_file(walker: Walker, path: Path) -> str:
    """Keep a file that lies on the disk as it came, without loading it; return its place."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
    place = f"{walker.id}/{digest.hexdigest()}"
    kept: Path = settings.HOME.recordings / place
    if not kept.exists():
        with path.open("rb") as file:
            _written(kept, iter(lambda: file.read(BLOCK_BYTES), b""))
    return place


def lay_aside(walker: Walker, blocks: Iterable[bytes]) -> str:
    """Keep a file that is not read yet; return its place. Afterwards it is thrown away."""
    place = f"{walker.id}/{token_hex(16)}.waiting"
    _written(settings.HOME.recordings / place, blocks)
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
    return _keep(f"{walker.id}/{source.digest}-{source.part}.parquet", out.getvalue())


def columns_at(place: str) -> Recording:
    """Return the recording whose columns were kept at that place."""
    return read_parquet(settings.HOME.recordings / place)


def remove_all(walker_id: UUID) -> None:
    """Remove every file of a walker; there is no way back."""
    folder = settings.HOME.recordings / str(walker_id)
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _keep(place: str, data: bytes) -> str:
    path: Path = settings.HOME.recordings / place
    if not path.exists():
        _written(path, (data,))
    return place


def _written(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file at one stroke: when the call returns, it is on the disk, whole."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{token_hex(4)}.draft")
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
    # The name is an entry of the folder, which has to reach the disk as well.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
