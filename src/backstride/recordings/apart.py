"""Reading in a process of its own, so that no file can harm the one that asks."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from .acceleration import Acceleration
from .carried import acceleration_of, days_of, found_of, results_of
from .health import HealthDays
from .limits import Limits
from .notices import RecordingError, Refusal, RefusalCode, refused
from .reader import READERS, Bounds, Effort
from .recording import Floats, Source
from .single import ReadResult

Given = bytes | os.PathLike[str]
Frames = Iterator[tuple[dict[str, Any], Floats]]


def read_apart(
    data: Given,
    *,
    name: str = "",
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    effort: Effort | None = None,
) -> ReadResult:
    """Read a file as `read` does, in a child process with bounds on time and memory.

    Parameters
    ----------
    data : bytes or path
        The file's content, or where it lies.
    name : str
        The file's name, to tell about; a path's own if empty.
    limits : Limits, optional
        Bounds on size, points and unpacking.
    bounds : Bounds, optional
        What reading may take of the machine.
    effort : Effort, optional
        Is filled with what it took.

    Returns
    -------
    ReadResult
        As from `read`. A file that takes too long, needs too much memory or brings the child down
        is a refusal like any other.

    Notes
    -----
    The child is forked from a process that has loaded all it needs, which is started with the first
    file. It computes and grows within the bounds, writes no file, and hands back text and numbers
    and nothing that could run. `BACKSTRIDE_...` and all other variables of the environment stay
    here. Linux keeps every bound; macOS keeps the one on time and that on computing.
    """
    name = name or _name(data)
    try:
        with _frames("whole", data, name, limits, bounds, effort) as frames:
            (result,) = results_of(frames)
            return result
    except RecordingError as error:
        return ReadResult(name, "", refusals=(error.refusal,))


def read_each_apart(
    data: Given,
    *,
    name: str = "",
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    effort: Effort | None = None,
) -> Generator[ReadResult, None, None]:
    """Read a file, or the members of an archive one by one, as `read_each` does, in a child.

    Parameters
    ----------
    data, name, limits, bounds, effort
        As for `read_apart`.

    Yields
    ------
    ReadResult
        As from `read_each`. If the child is stopped, the results before that stand, and a last one
        says why there are no more.
    """
    name = name or _name(data)
    try:
        with _frames("each", data, name, limits, bounds, effort) as frames:
            yield from results_of(frames)
    except RecordingError as error:
        yield ReadResult(name, "", refusals=(error.refusal,))


def read_each_and_days_apart(
    data: Given,
    *,
    name: str = "",
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    effort: Effort | None = None,
) -> Generator[ReadResult | HealthDays, None, None]:
    """Read a file, and the days of a health export, as `read_each_and_days` does, in a child.

    Parameters
    ----------
    data, name, limits, bounds, effort
        As for `read_apart`.

    Yields
    ------
    ReadResult or HealthDays
        As from `read_each_and_days`. If the child is stopped, what came before stands, and a last
        result says why there is no more.
    """
    name = name or _name(data)
    try:
        with _frames("all", data, name, limits, bounds, effort) as frames:
            yield from found_of(frames)
    except RecordingError as error:
        yield ReadResult(name, "", refusals=(error.refusal,))


def read_acceleration_apart(
    data: Given,
    *,
    source: Source | None = None,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    effort: Effort | None = None,
) -> Acceleration | Refusal:
    """Read a table of acceleration as `read_acceleration` does, in a child.

    Parameters
    ----------
    data, limits, bounds, effort
        As for `read_apart`.
    source : Source, optional
        Of a recording that was read from `data`: of an archive, its very member is read.
    """
    task, name = "acceleration", _name(data)
    if source is not None:
        task, name = f"acceleration {source.digest}", source.name
    try:
        with _frames(task, data, name, limits, bounds, effort) as frames:
            (found,) = (acceleration_of(*frame) for frame in frames)
            return found
    except RecordingError as error:
        return error.refusal


def read_acceleration_pieces_apart(
    data: Given,
    *,
    source: Source | None = None,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    effort: Effort | None = None,
) -> Generator[Acceleration | Refusal, None, None]:
    """Read acceleration piece by piece as `read_acceleration_pieces` does, in a child.

    Parameters
    ----------
    data, source, limits, bounds, effort
        As for `read_acceleration_apart`.

    Yields
    ------
    Acceleration or Refusal
        The pieces in their order. A refusal is the last, and tells why there are no more.
    """
    task, name = "pieces", _name(data)
    if source is not None:
        task, name = f"pieces {source.digest}", source.name
    try:
        with _frames(task, data, name, limits, bounds, effort) as frames:
            yield from (acceleration_of(*frame) for frame in frames)
    except RecordingError as error:
        yield error.refusal


def read_health_days_apart(
    data: Given,
    *,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
    effort: Effort | None = None,
) -> HealthDays:
    """Read the days of a health export as `read_health_days` does, in a child.

    Parameters
    ----------
    data, limits, bounds, effort
        As for `read_apart`.
    """
    try:
        with _frames("days", data, _name(data), limits, bounds, effort) as frames:
            (days,) = (days_of(about) for about, _ in frames)
            return days
    except RecordingError as error:
        return HealthDays(refusals=(error.refusal,))


def warm_reader() -> None:
    """Start the process that reads ahead of the first file, without waiting for it."""
    READERS.warm()


def _name(data: Given) -> str:
    return "" if isinstance(data, bytes) else Path(data).name


@contextmanager
def _frames(
    task: str,
    data: Given,
    name: str,
    limits: Limits | None,
    bounds: Bounds | None,
    effort: Effort | None,
) -> Iterator[Frames]:
    """Give what a child finds in a file, frame by frame; a frame that lies is a refusal."""
    asked = (name, limits or Limits(), bounds or Bounds(), effort or Effort())
    with (
        _handle(data) as file,
        READERS.lent() as reader,
        closing(reader.ask(task, file, *asked)) as frames,
    ):
        try:
            yield frames
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise refused(RefusalCode.STOPPED) from error


@contextmanager
def _handle(data: Given) -> Iterator[int]:
    """Open a file, or bytes as one that has no name."""
    if isinstance(data, bytes):
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            yield file.fileno()
        return
    try:
        # A pipe without a writer would wait for ever.
        number = os.open(data, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refused(RefusalCode.UNREACHABLE, reason=reason) from error
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise refused(RefusalCode.UNREACHABLE, reason="it is not a file")
        yield number
    finally:
        os.close(number)
