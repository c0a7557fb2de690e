"""A diary kept in a file of its own: events are added at the end, and nothing is changed.

The file is private to its owner, every addition is on the disk when the call returns, and
several programs may use it at the same time. A program that is killed while it writes leaves
half a line at the end. Reading passes over it and says so; the next addition moves it to a
file beside the diary, named ``<diary>.cut``, so that not a byte is lost.
"""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from backstride.diary.diary import Diary
from backstride.diary.events import AnyEvent
from backstride.diary.intake import Intake, take_in
from backstride.diary.lines import read_line, write_line
from backstride.diary.problems import LineProblem, Problem
from backstride.diary.splitting import CHUNK_BYTES, MAX_LINE_BYTES

LOCK_WAIT_S = 10.0
"""How long we wait for another program that writes (judgement: a write takes milliseconds)."""

PRIVATE = 0o600
"""Who may read and write a new diary: its owner."""

_RETRY_S = 0.02


@dataclass(frozen=True, slots=True)
class Stored:
    """What a diary's file holds.

    Parameters
    ----------
    diary : Diary
    problems : tuple of LineProblem
        Lines that hold no event; they stay where they are.
    more_problems : int
        Problems beyond those listed.
    """

    diary: Diary
    problems: tuple[LineProblem, ...]
    more_problems: int


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition to a diary's file did.

    Parameters
    ----------
    new : tuple of event
        The events that were written, in their order.
    repeated : int
        Events that were there already; they change nothing.
    rescued : Path or None
        Where half a line was put that an earlier, interrupted addition had left.
    """

    new: tuple[AnyEvent, ...]
    repeated: int
    rescued: Path | None


def read_file(path: str | PathLike[str]) -> Stored:
    """Return what a diary's file holds; a file that is not there holds nothing.

    Raises
    ------
    OSError
        If the file cannot be read, or another program keeps it locked.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return Stored(Diary(), (), 0)
    with _locked(fd, path, fcntl.LOCK_SH):
        whole, tail = _whole_lines(fd)
        intake = _read(fd, whole)
        found = read_line(tail, stored=True)
        number = _count_lines(fd, whole) + 1
    events, problems = intake.events, intake.problems
    if not isinstance(found, tuple):
        events = (*events, found)  # only the line end is lacking
    elif found:
        problems = (*problems, LineProblem.on(number, _half_line(_cut_path(path))))
    return Stored(Diary(events), problems, intake.more_problems)


def append_to_file(path: str | PathLike[str], events: Iterable[AnyEvent]) -> Added:
    """Add events to a diary's file, all of them or none, and wait until they are on the disk.

    The file is made where there is none. Events that it holds already are left out.

    Raises
    ------
    ConflictError
        If an event has the id of another one; nothing is written.
    ValueError
        If the file is something else than a diary; nothing is written.
    OSError
        If the file cannot be written; what was there is there still.
    """
    fd, made = _open_to_append(path)
    with _locked(fd, path, fcntl.LOCK_EX):
        whole, tail = _whole_lines(fd)
        intake = _read(fd, whole)
        if (intake.problems and not intake.events) or len(tail) > MAX_LINE_BYTES:
            raise ValueError(f"{os.fspath(path)} is no diary; check the path")
        found = read_line(tail, stored=True)
        half = isinstance(found, tuple) and bool(found)
        known = Diary(intake.events if isinstance(found, tuple) else (*intake.events, found))
        given = tuple(events)
        longer = known.extend(given)
        new = longer.raw[len(known) :]
        if not new:
            return Added((), len(given), None)
        rescued = _rescue(fd, path, whole, tail) if half else None
        start = "\n" if tail and not half else ""
        _write(fd, (start + "".join(map(write_line, new))).encode())
    if made:
        _sync_folder(Path(path).parent)
    return Added(new, len(given) - len(new), rescued)


class _UpTo:
    """The beginning of an open file, up to a position."""

    def __init__(self, fd: int, end: int) -> None:
        self._fd = fd
        self._at = 0
        self._end = end

    def read(self, size: int, /) -> bytes:
        chunk = os.pread(self._fd, min(size, self._end - self._at), self._at)
        self._at += len(chunk)
        return chunk


def _open_to_append(path: str | PathLike[str]) -> tuple[int, bool]:
    flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC
    try:
        return os.open(path, flags | os.O_CREAT | os.O_EXCL, PRIVATE), True
    except FileExistsError:
        return os.open(path, flags), False


@contextmanager
def _locked(fd: int, path: str | PathLike[str], kind: int) -> Iterator[None]:
    """Hold a lock on an open file, and close the file afterwards."""
    try:
        deadline_s = time.monotonic() + LOCK_WAIT_S
        while True:
            try:
                fcntl.flock(fd, kind | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline_s:
                    raise TimeoutError(
                        f"another program is using {os.fspath(path)}; try again when it is done"
                    ) from None
                time.sleep(_RETRY_S)
        yield
    finally:
        os.close(fd)


def _read(fd: int, end: int) -> Intake:
    return take_in(_UpTo(fd, end), take_good=True, max_events=sys.maxsize, stored=True)


def _whole_lines(fd: int) -> tuple[int, bytes]:
    """Return where the last whole line ends, and what comes after it."""
    end = os.fstat(fd).st_size
    while end:
        start = max(0, end - CHUNK_BYTES)
        cut = os.pread(fd, end - start, start).rfind(b"\n")
        if cut >= 0:
            end = start + cut + 1
            break
        end = start
    # One byte more than a line may have shows that it is none of ours.
    return end, os.pread(fd, MAX_LINE_BYTES + 1, end)


def _count_lines(fd: int, end: int) -> int:
    start = _UpTo(fd, end)
    return sum(chunk.count(b"\n") for chunk in iter(lambda: start.read(CHUNK_BYTES), b""))


def _cut_path(path: str | PathLike[str]) -> Path:
    return Path(path).with_name(Path(path).name + ".cut")


def _half_line(beside: Path) -> Problem:
    return Problem(
        code="cut_in_half",
        words="the last line breaks off: a program was stopped while it wrote",
        what_to_do=(
            f"Nothing before it is touched. The next entry moves it to {beside.name}; "
            "write down again what it was about."
        ),
    )


def _rescue(fd: int, path: str | PathLike[str], whole: int, tail: bytes) -> Path:
    """Move what follows the last whole line to a file beside the diary."""
    beside = _cut_path(path)
    other, made = _open_to_append(beside)
    try:
        _write(other, tail + b"\n")
    finally:
        os.close(other)
    if made:
        _sync_folder(beside.parent)
    # Only now that the copy is on the disk.
    os.ftruncate(fd, whole)
    return beside


def _write(fd: int, content: bytes) -> None:
    """Write at the end of the file, all or nothing, through to the disk."""
    before = os.fstat(fd).st_size
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(fd, rest) :]
        os.fsync(fd)
    except OSError:
        os.ftruncate(fd, before)
        raise


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
