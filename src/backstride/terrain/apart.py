"""Building a map in a process of its own, so that no extract can harm the one that asks."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import MapError
from .extract import Progress
from .folder import check_replaceable, put_in_place

LOG = logging.getLogger(__name__)

PROGRAM = "from backstride.terrain.build_process import run; run()"
MIB = 1024 * 1024
INHERITED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
"""What the process is told of the parent's environment: no secret, only where libraries are."""

SMALLER = "Choose an extract of a smaller area."


@dataclass(frozen=True, slots=True)
class BuildBounds:
    """What building one map may take of the machine (judgement).

    Attributes
    ----------
    seconds, seconds_per_mib : float
        Of computing, for any extract and for each MiB of it: about six times what a usual
        machine takes.
    busy : float
        How much longer it may take by the clock, as other programs run as well.
    memory_bytes, memory_per_byte : int
        By which the process may grow, for any extract and for each byte of it: about twice of
        what cities need.
    most_memory_bytes : int
        However large the extract is.
    file_bytes : int
        Of the map.
    """

    seconds: float = 60.0
    seconds_per_mib: float = 3.0
    busy: float = 3.0
    memory_bytes: int = 1024 * MIB
    memory_per_byte: int = 12
    most_memory_bytes: int = 4096 * MIB
    file_bytes: int = 4096 * MIB

    def seconds_for(self, size: int) -> float:
        """Return the seconds of computing that an extract of so many bytes may take."""
        return self.seconds + self.seconds_per_mib * size / MIB

    def memory_for(self, size: int) -> int:
        """Return by how many bytes the process may grow."""
        return min(self.memory_bytes + self.memory_per_byte * size, self.most_memory_bytes)


def build_map_apart(
    extract: Path,
    folder: Path,
    *,
    elevation: Path | None = None,
    progress: Progress | None = None,
    bounds: BuildBounds | None = None,
) -> dict[str, Any]:
    """Build the map of an area as `build_map` does, in a child with bounds on time and memory.

    Parameters
    ----------
    extract, folder, elevation, progress
        As for `build_map`.
    bounds : BuildBounds, optional

    Returns
    -------
    dict
        As from `build_map`.

    Raises
    ------
    MapError
        As from `build_map`, and if it takes too long, needs too much memory or brings the child
        down. Then nothing is left, and an older map is still there.

    Notes
    -----
    Linux keeps every bound; macOS those on time and on the size of the map.
    """
    check_replaceable(folder)
    if not extract.is_file():
        raise MapError(f"There is no file {extract}.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f".{folder.name}-", dir=folder.parent, ignore_cleanup_errors=True
        ) as held:
            draft = Path(held) / folder.name
            about = _built(extract, draft, elevation, progress, bounds or BuildBounds())
            put_in_place(draft, folder)
    except OSError as error:
        raise MapError(f"The map {folder} cannot be built: {error.strerror or error}.") from error
    return about


def _built(
    extract: Path,
    draft: Path,
    elevation: Path | None,
    progress: Progress | None,
    bounds: BuildBounds,
) -> dict[str, Any]:
    size = extract.stat().st_size
    seconds = bounds.seconds_for(size)
    asked = {
        "extract": str(extract),
        "folder": str(draft),
        "elevation": str(elevation) if elevation else "",
        "seconds": seconds,
        "memory_bytes": bounds.memory_for(size),
        "file_bytes": bounds.file_bytes,
    }
    with _child() as child, _clock(child, bounds.busy * seconds) as late:
        said = _last_word(child, asked, progress)
        status = child.wait()
    if "about" in said:
        about: dict[str, Any] = said["about"]
        return about
    if "refused" in said:
        raise MapError(said["refused"])
    if late.is_set() or -status == signal.SIGXCPU:
        raise MapError(f"Building the map of {extract.name} takes too long. {SMALLER}")
    # The system ends a process when it has no memory left, and so does a library of its own.
    if "memory" in said or -status in (signal.SIGKILL, signal.SIGABRT):
        raise MapError(f"Building the map of {extract.name} needs too much memory. {SMALLER}")
    LOG.error("building a map ended with status %s:\n%s", status, said.get("trace", ""))
    raise MapError(
        f"No map could be built from {extract.name}; why is in the log of this program. Download "
        "it again, or choose another one."
    )


def _last_word(
    child: subprocess.Popen[str], asked: dict[str, Any], progress: Progress | None
) -> dict[str, Any]:
    """Hand over what is asked, tell the progress, and return what was said at the end."""
    said: dict[str, Any] = {}
    if child.stdin is None or child.stdout is None:
        return said
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(json.dumps(asked) + "\n")
        child.stdin.close()
    for line in child.stdout:
        try:
            said = json.loads(line)
        except ValueError:  # a line that was cut off when the process ended
            break
        if progress is not None and "share" in said:
            progress(said["share"])
    return said


@contextmanager
def _child() -> Iterator[subprocess.Popen[str]]:
    """Start a process that builds; it does not outlive this block."""
    child = subprocess.Popen(  # noqa: S603  # our own program, nothing of the file
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env=_environment(),
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


@contextmanager
def _clock(child: subprocess.Popen[str], seconds: float) -> Iterator[threading.Event]:
    """End a process after some time; gives what tells whether that was so."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _environment() -> dict[str, str]:
    told = {name: os.environ[name] for name in INHERITED if name in os.environ}
    paths = os.pathsep.join(path for path in sys.path if path)
    # Each thread and its own store of memory count as memory that the map needs.
    few = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    few |= {"OSMIUM_POOL_THREADS": "2", "MALLOC_ARENA_MAX": "2"}
    return {**told, **few, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
