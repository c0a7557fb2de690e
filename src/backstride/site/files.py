"""The files of the site, and the version that follows from their contents."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

STATIC = Path(__file__).resolve().parent / "static"
SHELL = "backstride"
"""Folder below the static files that a page without a connection needs."""

UNUSED = {".txt", ".md", ".gz", ".br"}
"""Endings of files that no page asks for by this name."""

VERSIONED = (".js", ".css")
"""Endings of files that fit the pages of their own version only."""


class VersionedFiles(StaticFilesStorage):
    """Puts the version into the address of each script and style sheet.

    A phone keeps a page with the files of its own version, and the next version beside them:
    a walk that is under way while the site is updated goes on with what it began with.
    """

    def url(self, name: str | None) -> str:
        """Return the address of a file."""
        address = str(super().url(name))
        own = name is not None and name.startswith(f"{SHELL}/") and name.endswith(VERSIONED)
        return f"{address}?v={shell()[0]}" if own else address


def shell() -> tuple[str, tuple[str, ...]]:
    """Return a version and the names of the files, relative to the static ones."""
    if settings.DEBUG:
        _shell.cache_clear()
    return _shell()


@lru_cache(maxsize=1)
def _shell() -> tuple[str, tuple[str, ...]]:
    paths = sorted(
        path
        for path in (STATIC / SHELL).rglob("*")
        if path.is_file() and path.suffix not in UNUSED and not path.name.startswith(".")
    )
    contents = hashlib.sha256()
    names = []
    for path in paths:
        name = path.relative_to(STATIC).as_posix()
        contents.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        if path.name != "sw.js":
            names.append(name)
    return contents.hexdigest()[:16], tuple(names)
