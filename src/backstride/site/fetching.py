"""A file from an address on the web: it goes on where it broke off, and is checked."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

CHUNK_BYTES = 64 * 1024
TIMEOUT_S = 30.0
"""Longer silence of a server ends a try (judgement)."""

ROOM = 3
"""Free disk a file needs, in times of its size: itself, and what is built from it (judgement)."""

DIGESTS = {"sha256": 64, "md5": 32}
"""Kinds of checksum files that servers of extracts keep beside them, with their hex digits."""

LONGEST_CHECKSUM_FILE = 4096
RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


class FetchError(Exception):
    """A file did not come; the message says what to do.

    Attributes
    ----------
    again : bool
        Whether trying again by itself may help.
    """

    def __init__(self, words: str, *, again: bool = False) -> None:
        super().__init__(words)
        self.again = again


@dataclass(frozen=True, slots=True)
class Remote:
    """What a server said about a file: its size, and the mark of this version of it."""

    size: int
    mark: str


def is_allowed(address: str) -> bool:
    """Return whether a file may be fetched from an address: encrypted, or on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.username or parts.password or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def fetch(
    address: str,
    part: Path,
    *,
    known: Remote | None,
    most_bytes: int,
    found: Callable[[Remote], None],
    stopped: Callable[[], bool],
) -> None:
    """Fetch a file, or the rest of it, into `part`.

    Parameters
    ----------
    address : str
    part : Path
        Where it goes. What lies there of the same version is kept.
    known : Remote, optional
        What the server said when `part` was begun.
    most_bytes : int
        A larger file is refused.
    found : callable
        Told what the server says now, before anything is written.
    stopped : callable
        Asked between chunks; what has come by then is left.

    Raises
    ------
    FetchError
        If it does not come whole. What came is kept where going on may help.
    """
    have = part.stat().st_size if part.exists() else 0
    if known is None or not known.mark or have > known.size:
        have = 0
    elif have == known.size:
        return
    headers = {"Range": f"bytes={have}-", "If-Range": known.mark} if known and have else {}
    with _opened(address, headers) as response:
        begin, size = _extent(response, have)
        remote = Remote(size, _mark(response.headers))
        _refuse(remote, part, most_bytes)
        found(remote)
        with part.open("r+b" if begin else "wb") as out:
            out.seek(begin)
            out.truncate()
            _copy(response, out, stopped)
            out.flush()
            os.fsync(out.fileno())
    if not stopped() and part.stat().st_size != size:
        raise FetchError("The connection ended before all of it was here.", again=True)


def checksum_beside(address: str) -> tuple[str, str]:
    """Return kind and digits of the checksum that lies beside a file on its server.

    Raises
    ------
    FetchError
        If there is none.
    """
    for kind, digits in DIGESTS.items():
        try:
            with _opened(f"{address}.{kind}", {}) as response:
                told = response.read(LONGEST_CHECKSUM_FILE).decode("ascii", "replace")
        except FetchError as error:
            if error.again:
                raise
            continue
        first = (told.split() or [""])[0].lower()
        if re.fullmatch(rf"[0-9a-f]{{{digits}}}", first):
            return kind, first
    raise FetchError(
        "The server keeps no checksum beside this file, so we cannot tell whether it is whole. "
        "Ask whoever set this address for one with a .sha256 or .md5 file."
    )


def digest_of(path: Path, kind: str) -> str:
    """Return the digits of a file: of `sha256` or `md5`."""
    with path.open("rb") as file:
        # MD5 tells a broken file from a whole one; who sends it is told by the encryption.
        return hashlib.file_digest(
            file, lambda: hashlib.new(kind, usedforsecurity=False)
        ).hexdigest()


class _Redirects(HTTPRedirectHandler):
    """Follows a server to another address only where that one is allowed too."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        """Return the request to follow with."""
        if not is_allowed(newurl):
            raise FetchError("The server leads on to an address without encryption.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed names the class of the headers, which this is


@contextmanager
def _opened(address: str, headers: dict[str, str]) -> Iterator[HTTPResponse]:
    if not is_allowed(address):
        raise FetchError("This address is not encrypted (https), so we do not ask it.")
    asked = Request(  # noqa: S310 - the scheme was looked at
        address, headers={"User-Agent": "Backstride", "Accept-Encoding": "identity", **headers}
    )
    host = urlsplit(address).hostname
    try:
        with build_opener(_Redirects).open(asked, timeout=TIMEOUT_S) as response:
            yield response
    except HTTPError as error:
        busy = error.code >= HTTPStatus.INTERNAL_SERVER_ERROR
        busy |= error.code in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT)
        raise FetchError(f"{host} answered {error.code} {error.reason}.", again=busy) from error
    except URLError as error:
        raise FetchError(f"{host} could not be reached ({error.reason}).", again=True) from error
    except (TimeoutError, ConnectionError, HTTPException) as error:
        raise FetchError(f"The connection to {host} broke off.", again=True) from error


def _extent(response: HTTPResponse, have: int) -> tuple[int, int]:
    """Return where an answer begins, and the size of the whole."""
    if response.status == HTTPStatus.PARTIAL_CONTENT:
        told = RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if told is None or int(told[1]) != have:
            raise FetchError("The server sent another part than we asked for.", again=True)
        return have, int(told[2])
    length = response.headers.get("Content-Length", "")
    if not length.isdecimal():
        raise FetchError("The server does not say how large the file is.")
    return 0, int(length)


def _mark(headers: Message) -> str:
    """Return what tells one version of a file from another; empty without it."""
    tag = headers.get("ETag", "")
    return tag if tag.startswith('"') else headers.get("Last-Modified", "")


def _refuse(remote: Remote, part: Path, most_bytes: int) -> None:
    if remote.size > most_bytes:
        raise FetchError(
            f"The file has {remote.size / 1e6:.0f} MB; up to {most_bytes / 1e6:.0f} MB are taken."
        )
    free = shutil.disk_usage(part.parent).free
    if free < ROOM * remote.size:
        raise FetchError(
            f"The disk has {free / 1e6:.0f} MB left; this map needs "
            f"{ROOM * remote.size / 1e6:.0f} MB. Make room and try again."
        )


def _copy(response: HTTPResponse, out: IO[bytes], stopped: Callable[[], bool]) -> None:
    while not stopped():
        chunk = response.read(CHUNK_BYTES)
        if not chunk:
            break
        out.write(chunk)
        out.flush()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
