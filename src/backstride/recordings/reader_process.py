"""The process in which files are read: it waits for files and gives each a child of its own.

It is started once, with all that reading needs already loaded, so that a child takes milliseconds.
A child may grow and compute only so far, cannot write a file, and knows no secret of the parent:
whatever a file does to it, it takes nothing else along.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import time
import traceback
from collections.abc import Iterable
from typing import Any, NoReturn

from backstride.bounds import bound, peak_bytes

from .carried import frames_of, packed
from .limits import Limits
from .notices import RefusalCode

REQUEST = struct.Struct("<I")
STATUS = struct.Struct("<i")
"""How a child ended: its exit code, or the number of the signal with a minus."""

HANDLES = 2
"""Come with each request: the file, and where the answer goes."""


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
                end = {"kind": "end", "peak_bytes": peak_bytes(), "seconds": clock.spent_s}
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
