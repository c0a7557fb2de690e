"""What is wrong with a line or an event, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that keeps an event from being taken.

    Parameters
    ----------
    code : str
        A short name for programs, such as ``unknown_type``; it does not change.
    words : str
        What is wrong, in everyday words, without a full stop.
    what_to_do : str
        What the reader can do about it, as whole sentences.
    field : str or None
        The field it is about, with dots for a field inside another; None where the whole
        event is meant.
    """

    code: str
    words: str
    what_to_do: str
    field: str | None = None

    @property
    def where(self) -> str:
        """The place, in words; empty where the whole event is meant."""
        return self.field or ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.words}. {self.what_to_do}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineProblem(Problem):
    """A problem with one line of a file.

    Parameters
    ----------
    line_number : int
        Counted from 1, blank lines included, as an editor counts.
    """

    line_number: int

    @property
    def where(self) -> str:
        """The line and the field."""
        line = f"line {self.line_number}"
        return f"{line}, {self.field}" if self.field else line

    @classmethod
    def on(cls, line_number: int, problem: Problem) -> LineProblem:
        """Return that problem, placed on that line."""
        return cls(
            line_number=line_number,
            code=problem.code,
            words=problem.words,
            what_to_do=problem.what_to_do,
            field=problem.field,
        )
