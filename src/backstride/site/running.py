"""The one process that serves an installation, and where it can be reached."""

from __future__ import annotations

import errno
import fcntl
import os
import shlex
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

LOOPBACK = "127.0.0.1"
PROGRAM = "backstride"


@contextmanager
def alone() -> Iterator[bool]:
    """Hold the installation, so that no other process serves it; False where another does.

    The lock is the process's own: it goes with it, however it ends, and children do not have it.
    """
    with (settings.HOME.folder / "serving").open("a") as held:
        try:
            fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # A folder on a disk that knows no locks is served all the same.
            yield error.errno not in (errno.EACCES, errno.EAGAIN)
            return
        yield True


@contextmanager
def reachable_at(base: str, shown: str, phones: str) -> Iterator[None]:
    """Write down how the site is reached until the block ends; only whoever is `alone` may.

    Parameters
    ----------
    base : str
        Its address on this machine.
    shown : str
        The address that links use.
    phones : str
        The address for phones; empty without one.
    """
    settings.HOME.address.write_text("\n".join([base, shown, phones, ""]))
    try:
        yield
    finally:
        settings.HOME.address.unlink(missing_ok=True)


def running_at() -> str | None:
    """Return the address of the running site of this installation; None if none runs."""
    told = _written_down()
    return told[1] if len(told) > 1 else told[0] if told else None


def running_for_phones() -> str | None:
    """Return the encrypted address of the running site; None without one."""
    told = _written_down()
    return (told[2] or None) if len(told) > 2 else None


def _written_down() -> list[str]:
    """Return the addresses that the running site wrote down; none where it does not answer."""
    try:
        told = [line.strip() for line in settings.HOME.address.read_text().splitlines()]
        port = int(told[0].rpartition(":")[2])
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return told
    except (OSError, ValueError, IndexError):
        return []


def typed(*words: str) -> str | None:
    """Return how a command of this installation is typed in a terminal of this machine.

    Whoever started the site with ``make serve`` has no ``backstride`` that a terminal would
    find. The program that runs has its place; None where it has none, or where its data are
    made up and go when it stops.
    """
    own = Path(sys.prefix) / "bin" / PROGRAM
    if settings.INVENTED or not os.access(own, os.X_OK):
        return None
    found = shutil.which(PROGRAM)
    at_hand = found is not None and Path(found).samefile(own)
    folder = os.environ.get("BACKSTRIDE_HOME")
    where = [f"BACKSTRIDE_HOME={shlex.quote(folder)}"] if folder else []
    return " ".join([*where, PROGRAM if at_hand else shlex.quote(str(own)), *words])
