"""How far a call that takes many files has come, and what became of them in the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

import click

from backstride.cli import paper

SAID = {
    "imported": ("imported", "imported"),
    "joined": ("joined with a walk of yours", "joined with walks of yours"),
    "same": ("there before", "there before"),
    "days": ("file with days of steps", "files with days of steps"),
    "open": ("needs an answer", "need an answer"),
    "not_a_walk": ("not a walk", "not walks"),
    "refused": ("refused", "refused"),
}
"""The outcomes in words, of one and of several."""


def is_terminal() -> bool:
    """Say whether somebody sees what stands on the standard error for a moment."""
    return sys.stderr.isatty()


class Tally:
    """Counts results, and shows on a terminal how many files are done.

    Parameters
    ----------
    total : int
        Files of the call.
    is_shown : bool
        Whether somebody reads the sum at the end; a program reads the results alone.
    said : mapping
        The outcomes in words, of one and of several.
    """

    def __init__(
        self, total: int, *, is_shown: bool, said: Mapping[str, tuple[str, str]] = SAID
    ) -> None:
        self._total = total
        self._done = 0
        self._outcomes: Counter[str] = Counter()
        self._is_live = is_terminal()
        self._is_shown = is_shown
        self._said = said

    def begin(self, name: str) -> None:
        """Show which file is being read."""
        if self._is_live:
            line = f"{self._done + 1} of {self._total}: {name}"[: paper.width() - 1]
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    def take(self, became: dict[str, Any]) -> None:
        """Count a result; what is printed of it goes where the progress stood."""
        self._outcomes[became["outcome"]] += 1
        self._clear()

    def end(self) -> None:
        """Count a file as done."""
        self._done += 1
        self._clear()

    def close(self) -> None:
        """Say what became of all of them, if they were several."""
        count = sum(self._outcomes.values())
        if self._is_shown and count > 1:
            told = (
                f"{count_of} {self._said[outcome][count_of > 1]}"
                for outcome in self._said
                if (count_of := self._outcomes[outcome])
            )
            paper.say(f"{count} results: {', '.join(told)}.")

    def _clear(self) -> None:
        if self._is_live:
            click.echo("\r\x1b[K", nl=False, err=True)
