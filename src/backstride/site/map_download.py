"""The map that an administrator named, fetched beside the pages once somebody said yes.

A file beside the maps says how far it is, so that it goes on after a restart.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from backstride.site import maps
from backstride.site.fetching import (
    FetchError,
    Remote,
    checksum_beside,
    digest_of,
    fetch,
    is_allowed,
)
from backstride.terrain import MapError

LOG = logging.getLogger(__name__)

NOTE, LOCK = ".download.json", ".download.lock"
LARGEST_BYTES = 512 * 1024 * 1024
"""What is fetched and built, at most: a large city with its surroundings (judgement)."""

TRIES = 6
MOST_BUILDS = 3
"""How often a build is begun, where this program ended in the middle of it: it may be the build
that ends it (judgement)."""

PAUSE_S = 2.0
"""After a broken connection, twice as long each time (judgement)."""


class Phase(StrEnum):
    """What is being done."""

    FETCHING = "fetching"
    CHECKING = "checking"
    BUILDING = "building"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Download:
    """How far the map has come.

    Attributes
    ----------
    address : str
    phase : Phase
    size : int
        Bytes of the whole; 0 while it is not known.
    mark : str
        Of the version that is fetched.
    words : str
        Why it stopped.
    builds : int
        How often its map was begun to be built.
    """

    address: str
    phase: Phase = Phase.FETCHING
    size: int = 0
    mark: str = ""
    words: str = ""
    builds: int = 0

    @property
    def name(self) -> str:
        """Return the name of the extract."""
        return name_of(self.address)

    @property
    def here(self) -> int:
        """Return how many bytes have come."""
        part = _part(self.address)
        return part.stat().st_size if part.exists() else self.size

    @property
    def share(self) -> float:
        """Return the part that is done of what is being done, 0 to 1."""
        if self.phase is Phase.BUILDING:
            return _worker.built
        return self.here / self.size if self.size else 0.0


class _Worker:
    """The thread of this process that fetches, if there is one."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.stop = threading.Event()
        self.thread: threading.Thread | None = None
        self.built = 0.0

    def start(self) -> None:
        with self.guard:
            if self.thread is None or not self.thread.is_alive():
                self.stop.clear()
                self.built = 0.0
                self.thread = threading.Thread(target=_work, name="map-download", daemon=True)
                self.thread.start()

    def end(self) -> None:
        self.stop.set()
        wait(2 * PAUSE_S)


_worker = _Worker()


def offered() -> str:
    """Return the address that the administrator set, where a map may be fetched from it."""
    address: str = settings.MAP_ADDRESS
    usable = is_allowed(address) and name_of(address).endswith(maps.ENDINGS)
    return address if usable else ""


def host_of(address: str) -> str:
    """Return the server that is asked."""
    return urlsplit(address).hostname or ""


def name_of(address: str) -> str:
    """Return the name under which the extract is kept."""
    return maps.plain_name(urlsplit(address).path)


def begin() -> None:
    """Fetch the map that is offered, and build it. Somebody has clearly said yes to this."""
    address = offered()
    if not address:
        raise MapError("No address for a map is set any more. Add a file instead.")
    maps.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    _note(Download(address))
    _worker.start()


def go_on() -> None:
    """Go on with what was begun and neither finished nor stopped, if there is anything."""
    there = progress()
    if there is not None and there.phase is not Phase.STOPPED:
        _worker.start()


def again() -> None:
    """Try once more where it stopped; what has come is kept."""
    there = progress()
    if there is not None and there.phase is Phase.STOPPED:
        _note(replace(there, phase=Phase.FETCHING, words="", builds=0))
        _worker.start()


def give_up() -> None:
    """Stop, and remove what has come."""
    _worker.end()
    there = progress()
    if there is not None:
        _part(there.address).unlink(missing_ok=True)
        (maps.folder() / NOTE).unlink(missing_ok=True)


def progress() -> Download | None:
    """Return how far it is; None where nothing is fetched."""
    try:
        noted = json.loads((maps.folder() / NOTE).read_text(encoding="utf-8"))
        return Download(**{**noted, "phase": Phase(noted["phase"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def wait(seconds: float) -> None:
    """Wait for the thread to come to an end."""
    if _worker.thread is not None:
        _worker.thread.join(seconds)


def _work() -> None:
    with _alone() as mine:
        there = progress()
        if not mine or there is None:
            return
        try:
            extract = maps.folder() / there.name
            if there.phase is not Phase.BUILDING or not extract.exists():
                _fetch(there)
                if _worker.stop.is_set():
                    return
                _check(there.address)
                _part(there.address).replace(extract)
            _build(there.name)
        except (FetchError, MapError, OSError) as error:
            _stopped(there.address, str(error))
        except Exception:  # else each look at the page would begin it anew
            LOG.exception("fetching a map stopped")
            _stopped(there.address, "It stopped, and why is in the log of this program. Try again.")


def _fetch(there: Download) -> None:
    def found(remote: Remote) -> None:
        _note(Download(there.address, size=remote.size, mark=remote.mark))

    for number in range(TRIES):
        noted = progress()
        if _worker.stop.is_set() or noted is None:
            return
        try:
            fetch(
                there.address,
                _part(there.address),
                known=Remote(noted.size, noted.mark) if noted.size else None,
                most_bytes=LARGEST_BYTES,
                found=found,
                stopped=_worker.stop.is_set,
            )
        except FetchError as error:
            if not error.again or number == TRIES - 1:
                raise
            _worker.stop.wait(PAUSE_S * 2**number)
        else:
            return


def _check(address: str) -> None:
    _at(Phase.CHECKING)
    part = _part(address)
    kind, digits = checksum_beside(address)
    if digest_of(part, kind) != digits:
        part.unlink()
        raise FetchError(
            "What came is not what the server says it should be, and was thrown away. Try again."
        )


def _build(name: str) -> None:
    _at(Phase.BUILDING)
    there = progress()
    if there is not None:
        if there.builds >= MOST_BUILDS:
            (maps.folder() / name).unlink(missing_ok=True)
            raise MapError(
                "Building this map ended in the middle several times. Fetch it again, or choose "
                "an extract of a smaller area."
            )
        _note(replace(there, builds=there.builds + 1))

    def built(share: float) -> None:
        _worker.built = share

    maps.build_or_remove(name, built)
    (maps.folder() / NOTE).unlink(missing_ok=True)


def _stopped(address: str, words: str) -> None:
    there = progress() or Download(address)
    _note(replace(there, phase=Phase.STOPPED, words=words))


def _at(phase: Phase) -> None:
    there = progress()
    if there is not None:
        _note(replace(there, phase=phase))


def _note(download: Download) -> None:
    draft = maps.folder() / f"{NOTE}.draft"
    draft.write_text(json.dumps(asdict(download)), encoding="utf-8")
    draft.replace(maps.folder() / NOTE)


def _part(address: str) -> Path:
    return maps.folder() / f"{name_of(address)}.coming"


@contextmanager
def _alone() -> Iterator[bool]:
    """Tell whether no other process of this installation fetches; it stays so meanwhile."""
    handle = os.open(maps.folder() / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)
