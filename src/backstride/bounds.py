"""What a process may take from here on, so that no file can harm the one that asks for it.

The files of strangers are read, and maps are built, in processes of their own; both bound
themselves here before they look at a byte.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # a system without such bounds keeps the one on time
    resource = None  # type: ignore[assignment]  # looked at before each use

RESERVE_BYTES = 1 << 28
"""By how much the bound on the whole address space lies above that on what can be written to.

glibc keeps address space in reserve, 64 MiB at a time, and makes it writable when it runs short.
Linux refuses that beyond the bound on writable space only while the whole could still grow:
`mprotect_fixup` in its mm/mprotect.c. With both bounds at once, the reserve went uncounted."""


def bound(seconds: float, memory_bytes: int, file_bytes: int = 0) -> None:
    """Bound what this process may take from here on.

    Parameters
    ----------
    seconds : float
        Of computing.
    memory_bytes : int
        By which it may grow. It is bounded where the system tells the size it has
        (Linux); macOS takes such a bound and does not keep it.
    file_bytes : int
        Of each file that it writes; 0 for a process that writes none.
    """
    if resource is None:
        return
    most_s = math.ceil(seconds)
    _lower(resource.RLIMIT_CPU, most_s, most_s + 1)
    _lower(resource.RLIMIT_FSIZE, file_bytes, file_bytes)
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


def peak_bytes() -> int | None:
    """Return the most memory that this process has had; None where nobody tells."""
    if resource is None:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
