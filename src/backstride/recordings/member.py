"""One member of an archive: the one that a recording was read from."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from .archive import GZIP, gunzipped, opened_archive, shown, stream
from .archive import SIGNATURES as ZIP_SIGNATURES
from .limits import Limits
from .notices import RecordingError, RefusalCode, refused


def content_of(file: BinaryIO, name: str, digest: str, limits: Limits) -> BinaryIO | bytes:
    """Return the file itself, or of an archive the bytes of the member with that content.

    Parameters
    ----------
    file : binary file
        It can seek.
    name, digest : str
        Of the recording's source: members of other names are not unpacked.
    limits : Limits
        Bounds on the member.

    Raises
    ------
    RecordingError
        If there is no such member.
    """
    file.seek(0)
    is_archive = file.read(4).startswith(ZIP_SIGNATURES)
    file.seek(0)
    if not is_archive:
        return file
    with opened_archive(file, limits) as archive:
        for entry in archive.entries:
            if shown(entry.filename) != name:
                continue
            try:
                content = b"".join(stream(archive, entry, limits.max_bytes))
                if content.startswith(GZIP):
                    content = gunzipped(content, limits)
            except RecordingError:  # another one of this name can be read
                continue
            if hashlib.sha256(content).hexdigest() == digest:
                return content
    raise refused(RefusalCode.UNREADABLE, name)
