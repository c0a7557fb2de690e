"""The questionnaires of this installation: those that are shipped, and the administrator's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from backstride.outcomes import Instrument, with_added

LARGEST_BYTES = 200_000
"""Largest file that is read: no questionnaire is longer (judgement)."""

Stamp = tuple[str, int, int]


def instruments() -> tuple[Instrument, ...]:
    """Return every instrument that can be asked; a new file counts at once."""
    return _read(_stamps(_folder()))[0]


def instrument_problems() -> tuple[str, ...]:
    """Return what is wrong with files that cannot be used, each with what to do."""
    return _read(_stamps(_folder()))[1]


def _folder() -> Path:
    folder: Path = settings.HOME.instruments
    return folder


def _stamps(folder: Path) -> tuple[Stamp, ...]:
    """Return name, time and size of the files: as long as they stay, nothing is read again."""
    if not folder.is_dir():
        return ()
    found = []
    for path in sorted(folder.glob("*.toml")):
        try:
            known = path.stat()
        except FileNotFoundError:  # taken away just now
            continue
        found.append((str(path), known.st_mtime_ns, known.st_size))
    return tuple(found)


@lru_cache(maxsize=4)
def _read(stamps: tuple[Stamp, ...]) -> tuple[tuple[Instrument, ...], tuple[str, ...]]:
    texts, problems = {}, []
    for name, _, size in stamps:
        path = Path(name)
        if size > LARGEST_BYTES:
            problems.append(f"{path.name}: {size} bytes are too many for an instrument")
            continue
        try:
            texts[path.name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path.name}: it cannot be read ({error}); it must be UTF-8 text")
    made, wrong = with_added(texts)
    return made, (*problems, *wrong)
