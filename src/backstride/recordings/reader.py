"""The parent's end of the process in which files are read, and the few of them that are kept."""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from .carried import next_frame
from .limits import MIB, Limits
from .notices import RefusalCode, refused
from .reader_process import REQUEST, STATUS
from .recording import Floats

LOG = logging.getLogger(__name__)

PROGRAM = (
    "import sys; from backstride.recordings.reader_process import serve; serve(int(sys.argv[1]))"
)
KEPT = 2
"""Processes that wait for the next file. Judgement: two people rarely send files at once."""

BUSY = 3.0
"""How much longer reading may take by the clock than it computes: other programs run as well, and
a child that sleeps must end too. Judgement.
"""

GRACE_S = 5.0
"""Beyond the child's own clock, before its process is ended from outside. Judgement."""

START_S = 60.0
"""For a process to load what reading needs; a third of a second on an idle machine. Judgement."""

INHERITED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
"""What the process is told of the parent's environment: no secret, only where libraries are."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take of the machine.

    Attributes
    ----------
    seconds : float
        Of computing, for a file of any size.
    seconds_per_mib : float
        And beside it for each MiB of the file. Archives can hold 25 times their size, which takes
        half a second on a usual machine, and some six times as long on a small one.
    memory_bytes : int
        By which the process may grow. Judgement: four times what the largest file needs.
    """

    seconds: float = 40.0
    seconds_per_mib: float = 3.0
    memory_bytes: int = 768 * MIB

    def seconds_for(self, size: int) -> float:
        """Return the seconds of computing that a file of so many bytes may take."""
        return self.seconds + self.seconds_per_mib * size / MIB

    def clock_for(self, size: int) -> float:
        """Return the seconds that it may take by the clock."""
        return BUSY * self.seconds_for(size)


@dataclass(slots=True)
class Effort:
    """What reading a file took, as the process tells.

    Attributes
    ----------
    seconds : float
        Of reading.
    peak_bytes : int or None
        Most memory, the interpreter and libraries included.
    """

    seconds: float = 0.0
    peak_bytes: int | None = None


class Reader:
    """A process that reads one file at a time, each in a child of its own."""

    def __init__(self) -> None:
        self._ready = False
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own program, nothing of the file
                [sys.executable, "-c", PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # so that it can be ended with its children
                env=_environment(),
            )

    def ask(
        self, task: str, file: int, name: str, limits: Limits, bounds: Bounds, effort: Effort
    ) -> Generator[tuple[dict[str, Any], Floats], None, None]:
        """Have a file read and give the frames that come back.

        Raises
        ------
        RecordingError
            If reading went out of its bounds, or ended without an answer.
        """
        size = os.fstat(file).st_size
        clock_s = bounds.clock_for(size)
        about = {
            "task": task,
            "name": name,
            "limits": asdict(limits),
            "seconds": bounds.seconds_for(size),
            "clock_s": clock_s,
            "memory_bytes": bounds.memory_bytes,
        }
        text = json.dumps(about).encode()
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                socket.send_fds(self._control, [REQUEST.pack(len(text))], [file, theirs.fileno()])
                self._control.sendall(text)
            if not self._ready:
                self._ready = self._status(START_S) == 0
            answer = _Answer(ours, clock_s + GRACE_S)
            try:
                while frame := next_frame(answer.take, limits):
                    if frame[0]["kind"] == "stopped":
                        _log(frame[0])
                        raise refused(RefusalCode(frame[0]["code"]))
                    if frame[0]["kind"] == "end":
                        effort.seconds = float(frame[0]["seconds"])
                        effort.peak_bytes = frame[0]["peak_bytes"]
                        self._status(answer.left_s)
                        return
                    yield frame
            except TimeoutError as error:
                raise refused(RefusalCode.TOO_SLOW) from error
            except EOFError as error:
                raise refused(self._reason(answer)) from error
            except (ConnectionError, KeyError, TypeError, ValueError, RecursionError) as error:
                LOG.warning("the answer of a reading process made no sense: %r", error)
                raise refused(RefusalCode.STOPPED) from error
            raise refused(self._reason(answer))

    @property
    def lives(self) -> bool:
        """Whether the process still waits for files."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process and whatever it is doing."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _status(self, seconds: float) -> int:
        """Wait until a child has ended, and return how; 1 where the process itself is gone."""
        try:
            self._control.settimeout(max(seconds, 0.001))
            (status,) = STATUS.unpack(self._control.recv(STATUS.size))
            self._control.settimeout(None)
        except (OSError, struct.error):
            return 1
        return int(status)

    def _reason(self, answer: _Answer) -> RefusalCode:
        """Say why an answer ended in the middle, by how the child ended."""
        status = self._status(answer.left_s)
        if -status in (signal.SIGALRM, signal.SIGXCPU):
            return RefusalCode.TOO_SLOW
        if -status == signal.SIGKILL:  # by the system, which had no memory left
            return RefusalCode.TOO_MUCH_MEMORY
        LOG.warning("a reading process ended with status %s", status)
        return RefusalCode.STOPPED


class _Answer:
    """Bytes as they come, within a time of waiting."""

    def __init__(self, source: socket.socket, seconds: float) -> None:
        self._source = source
        self.left_s = seconds

    def take(self, size: int) -> bytes | bytearray:
        """Take that many bytes, or none at the end.

        Raises
        ------
        TimeoutError
            If they do not come in time.
        EOFError
            If the end comes in the middle.
        """
        data = bytearray(size)
        view, got = memoryview(data), 0
        while got < size:
            began = time.monotonic()
            self._source.settimeout(max(self.left_s, 0.001))
            count = self._source.recv_into(view[got:])
            self.left_s -= time.monotonic() - began
            if count == 0:
                break
            got += count
        if 0 < got < size:
            raise EOFError
        return data if got else b""


class Readers:
    """The reading processes of this process: taken for one file, and kept for the next."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Reader] = []
        self._owner = 0

    @contextmanager
    def lent(self) -> Iterator[Reader]:
        """Lend a reading process; it is kept only if it came to an end in order."""
        reader = self._next()
        done = False
        try:
            yield reader
            done = True
        finally:
            with self._lock:
                kept = done and len(self._idle) < KEPT
                if kept:
                    self._idle.append(reader)
            if not kept:
                reader.close()

    def warm(self) -> None:
        """Start a process ahead of the first file, without waiting for it."""
        with self._lock:
            self._own()
            if not self._idle:
                self._idle.append(Reader())

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        if self._owner == os.getpid():
            for reader in idle:
                reader.close()

    def _next(self) -> Reader:
        with self._lock:
            self._own()
            while self._idle:
                reader = self._idle.pop()
                if reader.lives:
                    return reader
                reader.close()
        try:
            return Reader()
        except OSError as error:
            LOG.warning("no process for reading could be started: %s", error)
            raise refused(RefusalCode.STOPPED) from error

    def _own(self) -> None:
        """Leave the processes to the parent that started them, after a fork."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._idle = []


READERS = Readers()
atexit.register(READERS.close)


def _environment() -> dict[str, str]:
    told = {name: os.environ[name] for name in INHERITED if name in os.environ}
    paths = os.pathsep.join(path for path in sys.path if path)
    one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    return {**told, **one_thread, "PYTHONPATH": paths, "PYTHONUTF8": "1"}


def _log(stopped: dict[str, Any]) -> None:
    if trace := stopped.get("trace"):
        LOG.error("reading a file stopped:\n%s", trace)
