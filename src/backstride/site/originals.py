"""Recordings on the disk: the file as it came, and its columns, named by their content."""

from __future__ import annotations

import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from uuid import UUID

from django.conf import settings

from backstride.recordings import Recording, read_parquet, write_parquet
from backstride.site.home import PRIVATE_FILE, PRIVATE_FOLDER
from backstride.site.models import Walker


def keep_original(walker: Walker, data: bytes) -> str:
    """Keep a file as it came; return its place below the folder of recordings.

    When the call returns, the bytes are on the disk. The same bytes are kept once.
    """
    return _keep(f"{walker.id}/{sha256(data).hexdigest()}", data)


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
    if path.exists():
        return place
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{token_hex(4)}.draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    # The name is an entry of the folder, which has to reach the disk as well.
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return place
