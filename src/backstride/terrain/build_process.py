"""The process in which a map is built: it may compute and grow only so far, and tells in lines.

Whatever an extract does to it, it takes nothing else along.
"""

from __future__ import annotations

import json
import sys
import traceback
from pathlib import Path
from typing import Any

from backstride.bounds import bound

from .build import build_map
from .errors import MapError

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


def _tell(**said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
