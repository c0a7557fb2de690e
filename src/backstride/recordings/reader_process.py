"""The process in which files are read: it waits for files and gives each a child of its own.

It is started once, with all that reading needs already loaded, so that a child takes milliseconds.
A child may grow and compute only so far, cannot write a file, and knows no secret of the parent:
whatever a file does to it, it takes nothing else along.
"""

from __future__ import annotations

import contextlib
import gc
import json
import math
import os
import signal
import socket
import struct
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from .carried import frames_of, packed
from .limits import Limits
from .notices import RefusalCode

try:
    import resource
except ImportError:  # a system without such bounds keeps the one on time
    resource = None  # type: ignore[assignment]  # looked at before each use

REQUEST = struct.Struct("<I")
STATUS = struct.Struct("<i")
"""How a child ended: its exit code, or the number of the signal with a minus."""

HANDLES = 2
"""Come with each request: the file, and where the answer goes."""

RESERVE_BYTES = 1 << 28
"""By how much the bound on the whole address space lies above that on what can be written to.

glibc keeps address space in reserve, 64 MiB at a time, and makes it writable when it runs short.
Linux refuses that beyond the bound on writable space only while the whole could still grow:
`mprotect_fixup` in its mm/mprotect.c. With both bounds at once, the reserve went uncounted."""


def serve(number: int) -> None:
    """Answer requests on the socket with that number until its other end is closed."""
    control = socket.socket(fileno=number)
    gc.freeze()  # children then share these pages as long as they live
    control.sendall(STATUS.pack(0))  # loaded, so that loading is no file's time
    while request := _request(control):
        about, file, answer = request
        child = os.fork()
        if child == 0:
            control.close()
            _read(about, file, answer)
        os.close(file)
        os.close(answer)
        _, status = os.waitpid(child, 0)
        control.sendall(STATUS.pack(os.waitstatus_to_exitcode(status)))


def _request(control: socket.socket) -> tuple[dict[str, Any], int, int] | None:
    try:
        data, handles, _, _ = socket.recv_fds(control, REQUEST.size, HANDLES)
        if len(data) < REQUEST.size or len(handles) != HANDLES:
            return None
        (size,) = REQUEST.unpack(data)
        text = b""
        while len(text) < size:
            more = control.recv(size - len(text))
            if not more:
                return None
            text += more
    except ConnectionError:
        return None
    about: dict[str, Any] = json.loads(text)
    return about, handles[0], handles[1]


def _read(about: dict[str, Any], file: int, answer: int) -> NoReturn:
    """Read one file and end, in the child."""
    code = 1
    try:
        with socket.socket(fileno=answer) as out, os.fdopen(file, "rb") as source:
            clock = Clock(about["clock_s"])
            bound(about["seconds"], about["memory_bytes"])
            try:
                for frame in frames_of(
                    about["task"], source, about["name"], Limits(**about["limits"])
                ):
                    clock.send(out, packed(frame))
                end = {"kind": "end", "peak_bytes": _peak_bytes(), "seconds": clock.spent_s}
            except MemoryError:
                end = {"kind": "stopped", "code": RefusalCode.TOO_MUCH_MEMORY}
            except Exception:  # whatever it is, the parent must hear of it
                trace = traceback.format_exc()[-4000:]
                end = {"kind": "stopped", "code": RefusalCode.STOPPED, "trace": trace}
            clock.send(out, packed((end, [])))
        code = 0
    finally:
        os._exit(code)


class Clock:
    """Ends the process once it has read for too long; waiting for the parent is not reading."""

    def __init__(self, seconds: float) -> None:
        self.spent_s = 0.0
        self._left_s = seconds
        self._begin()

    def send(self, out: socket.socket, pieces: Iterable[bytes | memoryview]) -> None:
        """Send pieces with the clock stopped."""
        self._left_s, _ = signal.setitimer(signal.ITIMER_REAL, 0)
        self.spent_s += time.perf_counter() - self._began
        for piece in pieces:
            out.sendall(piece)
        self._begin()

    def _begin(self) -> None:
        self._began = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, max(self._left_s, 0.001))


def bound(seconds: float, memory_bytes: int) -> None:
    """Bound what this process may take from here on.

    Parameters
    ----------
    seconds : float
        Of computing.
    memory_bytes : int
        By which it may grow. It is bounded where the system tells the size it has
        (Linux); macOS takes such a bound and does not keep it.
    """
    if resource is None:
        return
    most_s = math.ceil(seconds)
    _lower(resource.RLIMIT_CPU, most_s, most_s + 1)
    _lower(resource.RLIMIT_FSIZE, 0, 0)
    _lower(resource.RLIMIT_CORE, 0, 0)
    size = address_space_bytes()
    if size is not None:
        whole, data = (each + memory_bytes for each in size)
        _lower(resource.RLIMIT_DATA, data, data)
        _lower(resource.RLIMIT_AS, whole + RESERVE_BYTES, whole + RESERVE_BYTES)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Set a bound, unless a lower one is set already."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    with contextlib.suppress(ValueError, OSError):  # a system that knows no such bound
        resource.setrlimit(kind, (soft, hard))


def address_space_bytes() -> tuple[int, int] | None:
    """Return the size of this process's address space, and of the part it can write to.

    Both count, see `RESERVE_BYTES`. None where the system does not tell them.
    """
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
        whole, data = int(pages[0]), int(pages[5])
    except (OSError, ValueError, IndexError):
        return None
    page = os.sysconf("SC_PAGE_SIZE")
    return page * whole, page * data


def _peak_bytes() -> int | None:
    if resource is None:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
