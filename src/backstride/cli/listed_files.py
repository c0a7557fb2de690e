"""The files that somebody named, and all those below a folder, in an order that stays the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DEEPEST = 50
"""Folders inside each other that are gone into. Judgement: nobody sorts recordings so deep."""

TOO_DEEP = (
    "This lies more than {} folders deep, and we did not look into it. Please name it itself."
)
SHUT = "We could not open this folder: {}. Please check that you may read it."


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file to look at, or a folder that could not be looked into.

    Attributes
    ----------
    path : Path
        Where it lies.
    shown : str
        Its name as it can be printed: below the folder that was named, or the file's own.
    is_named : bool
        Whether the file itself was named, and not a folder above it.
    trouble : str
        Why nothing below it was looked at; empty for a file.
    """

    path: Path
    shown: str
    is_named: bool
    trouble: str = ""


def listed_files(paths: Iterable[Path]) -> Iterator[ListedFile]:
    """Give each file that was named, and each below the folders that were.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders.

    Yields
    ------
    ListedFile
        In the order given; inside a folder by name. What is hidden, what is no file, and links to
        folders are passed over, so that no chain of links leads round in a circle.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield ListedFile(path, printable(path.name), is_named=True)


def printable(name: str) -> str:
    """Return a name without what a terminal would take for an order."""
    return "".join(c if c.isprintable() else "?" for c in name)


def _below(folder: Path) -> Iterator[ListedFile]:
    """Go through a folder without calling itself: its depth is somebody else's choice."""
    open_folders = [_opened(folder)]
    while open_folders:
        entry = next(open_folders[-1], None)
        if entry is None:
            open_folders.pop()
            continue
        path = Path(entry)
        shown = printable(str(path.relative_to(folder)))
        if isinstance(entry, _Shut):
            yield ListedFile(path, shown, is_named=path == folder, trouble=SHUT.format(entry.why))
        elif _is(entry.is_dir, follow_symlinks=False):
            if len(open_folders) >= DEEPEST:
                yield ListedFile(path, shown, is_named=False, trouble=TOO_DEEP.format(DEEPEST))
            else:
                open_folders.append(_opened(path))
        elif _is(entry.is_file):
            yield ListedFile(path, shown, is_named=False)


@dataclass(frozen=True, slots=True)
class _Shut(os.PathLike[str]):
    """A folder that could not be opened."""

    path: Path
    why: str

    def __fspath__(self) -> str:
        return str(self.path)


def _opened(folder: Path) -> Iterator[os.DirEntry[str] | _Shut]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        yield _Shut(folder, error.strerror or type(error).__name__)
        return
    yield from sorted(found, key=lambda entry: entry.name)


def _is(kind: Callable[..., bool], **how: bool) -> bool:
    try:
        return kind(**how)
    except OSError:  # a link that leads to itself
        return False
