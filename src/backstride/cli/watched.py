"""A folder that is looked into again and again, for recordings that arrive there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MOST_FILES = 10_000
"""Files that are looked at (judgement): twenty years of daily walks are 7,300."""

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart", ".syncthing")
"""Endings that programs give to files which are still being written."""

Seen = tuple[int, int]
"""Size in bytes, and when it was written last in nanoseconds."""

Sleep = Callable[[float], None]


@dataclass
class Watched:
    """Folders, and what was found in them before.

    A file is complete once two looks, one after the other, find it with the same size and time
    of writing. A file that is written anew is taken anew.

    Parameters
    ----------
    folders : sequence of Path
        Looked at with all that lies below them.
    """

    folders: Sequence[Path]
    _before: dict[Path, Seen] = field(default_factory=dict)
    _taken: dict[Path, Seen] = field(default_factory=dict)

    def look(self) -> list[Path]:
        """Return the files that are complete and were not returned before, oldest first."""
        now = dict(self._listed())
        complete = [
            path
            for path, seen in now.items()
            if self._before.get(path) == seen and self._taken.get(path) != seen
        ]
        self._before = now
        self._taken = {path: seen for path, seen in self._taken.items() if path in now}
        self._taken |= {path: now[path] for path in complete}
        return sorted(complete, key=lambda path: (now[path][1], path))

    def _listed(self) -> Iterator[tuple[Path, Seen]]:
        left = MOST_FILES
        for folder in self.folders:
            for place, inner, names in os.walk(folder):
                inner[:] = sorted(name for name in inner if not name.startswith("."))
                for name in sorted(names):
                    seen = _seen(Path(place, name))
                    if seen is None:
                        continue
                    yield seen
                    left -= 1
                    if not left:
                        return


def _seen(path: Path) -> tuple[Path, Seen] | None:
    """Return size and time of a file; None for what is hidden, unfinished, empty or no file."""
    if path.name.startswith((".", "~")) or path.name.lower().endswith(UNFINISHED):
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    if not path.is_file() or not status.st_size:
        return None
    return path, (status.st_size, status.st_mtime_ns)


def watch(
    folders: Sequence[Path],
    take: Callable[[Path], None],
    *,
    every_s: float,
    looks: int | None = None,
    sleep: Sleep | None = None,
) -> None:
    """Take every file that arrives, until it is stopped.

    Parameters
    ----------
    folders : sequence of Path
    take : callable
        Is given each file that is complete.
    every_s : float
        Seconds from one look to the next.
    looks : int, optional
        Stop after so many looks.
    sleep : callable
        Waits so many seconds.
    """
    watched = Watched(folders)
    done = 0
    while True:
        for path in watched.look():
            take(path)
        done += 1
        if looks is not None and done >= looks:
            return
        (sleep or time.sleep)(every_s)
