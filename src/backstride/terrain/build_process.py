"""The process in which a map is built: it may compute and grow only so far, and tells in lines.

Whatever an extract does to it, it takes nothing else along.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from .build import build_map
from .errors import MapError

try:
    import resource
except ImportError:  # a system without such bounds keeps the one on time
    resource = None  # type: ignore[assignment]  # looked at before each use

STEP = 0.005
"""Of the whole: progress is told no finer."""

NO_ROOM = ("bad_alloc", "allocate memory", "temporarily unavailable")
"""What the reader of extracts says when memory runs out, the last where a thread gets none."""


def run() -> None:
    """Build the map that the first line of the input asks for."""
    asked = json.loads(sys.stdin.readline())
    bound(asked["seconds"], asked["memory_bytes"], asked["file_bytes"])
    told = -1.0

    def progress(share: float) -> None:
        nonlocal told
        if share >= told + STEP or share >= 1:
            told = share
            _tell(share=share)

    elevation = Path(asked["elevation"]) if asked["elevation"] else None
    try:
        about = build_map(
            Path(asked["extract"]), Path(asked["folder"]), elevation=elevation, progress=progress
        )
        _tell(about=about)
    except MemoryError:
        _tell(memory=True)
    except MapError as error:
        if any(words in str(error) for words in NO_ROOM):
            _tell(memory=True)
        else:
            _tell(refused=str(error))
    except Exception:  # whatever it is, the parent must hear of it
        _tell(trace=traceback.format_exc()[-4000:])


def bound(seconds: float, memory_bytes: int, file_bytes: int) -> None:
    """Bound what this process may take from here on.

    Parameters
    ----------
    seconds : float
        Of computing.
    memory_bytes : int
        By which it may grow, where the system tells the size it has (Linux).
    file_bytes : int
        Of each file that it writes.
    """
    if resource is None:
        return
    most_s = math.ceil(seconds)
    _lower(resource.RLIMIT_CPU, most_s, most_s + 1)
    _lower(resource.RLIMIT_FSIZE, file_bytes, file_bytes)
    _lower(resource.RLIMIT_CORE, 0, 0)
    size = _address_space_bytes()
    if size is not None:
        _lower(resource.RLIMIT_AS, size + memory_bytes, size + memory_bytes)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Set a bound, unless a lower one is set already."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    with contextlib.suppress(ValueError, OSError):  # a system that knows no such bound
        resource.setrlimit(kind, (soft, hard))


def _address_space_bytes() -> int | None:
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
        return int(pages[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def _tell(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
