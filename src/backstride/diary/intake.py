"""Taking a file into a diary: what is new, what is known, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from backstride.diary.ahead import ahead_of
from backstride.diary.diary import Diary
from backstride.diary.events import AnyEvent, same_content
from backstride.diary.lines import Source, numbered_lines
from backstride.diary.problems import LineProblem, Problem

MAX_PROBLEMS = 20
"""Problems that are listed; the others are counted (judgement: a page of them)."""

MAX_EVENTS = 50_000
"""More events than a person writes in a lifetime of walking; keeps memory bounded."""

LAST_WORDS = ("not_a_diary", "too_many")
"""Problems after which reading stops; listed always, for they say more than the others."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file brings to a diary.

    Parameters
    ----------
    events : tuple of event
        What to append, in the order of the file. Empty if the file was refused.
    repeated : int
        Events that were known already, or stood in the file twice; they change nothing.
    problems : tuple of LineProblem
        The first problems.
    more_problems : int
        Problems beyond those.
    refused : bool
        Whether nothing is taken because something is wrong.
    """

    events: tuple[AnyEvent, ...]
    repeated: int
    problems: tuple[LineProblem, ...]
    more_problems: int
    refused: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What a file holds.

    Parameters
    ----------
    counts : mapping of str to int
        Events by type, most frequent first.
    repeated : int
        Lines that say the same as an earlier one.
    problems : tuple of LineProblem
        The first problems.
    more_problems : int
        Problems beyond those.
    first_day, last_day : date or None
        Local days of the first and the last event that counts.
    """

    counts: Mapping[str, int]
    repeated: int
    problems: tuple[LineProblem, ...]
    more_problems: int
    first_day: date | None
    last_day: date | None

    @property
    def events(self) -> int:
        """Number of events."""
        return sum(self.counts.values())

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def take_in(
    source: Source,
    known: Diary | None = None,
    *,
    take_good: bool = False,
    max_problems: int = MAX_PROBLEMS,
    max_events: int = MAX_EVENTS,
    stored: bool = False,
    now: datetime | None = None,
) -> Intake:
    """Read a file that is to be added to a diary.

    Nothing is stored here: the caller appends ``events``.

    Parameters
    ----------
    source : path or open file
    known : Diary, optional
        The diary it is to be added to.
    take_good : bool
        Whether good lines are taken although others are bad. By default one bad line is
        enough to take nothing, so that a file is either in the diary or not.
    max_problems : int
        Problems that are listed; the others are counted.
    max_events : int
        Reading stops with a problem when a file brings more.
    stored : bool
        Whether it is our own file, checked when it was written; see ``read_event``.
    now : datetime, optional
        The present moment. With it, events that are stamped ahead of it are not taken.

    Raises
    ------
    OSError
        If the file cannot be opened or read.
    """
    there = known if known is not None else Diary()
    new: dict[UUID, AnyEvent] = {}
    lines: dict[UUID, int] = {}
    problems: list[LineProblem] = []
    found_problems = repeated = 0

    def complain(problem: LineProblem) -> None:
        nonlocal found_problems
        found_problems += 1
        if len(problems) < max_problems or problem.code in LAST_WORDS:
            problems.append(problem)

    for number, found in numbered_lines(source, stored=stored):
        if isinstance(found, LineProblem):
            complain(found)
            continue
        kept = there.get(found.id) or new.get(found.id)
        ahead = ahead_of(found, now) if kept is None and now is not None else None
        if ahead is not None:
            complain(LineProblem.on(number, ahead))
        elif kept is None:
            if len(new) == max_events:
                complain(LineProblem.on(number, _too_many(max_events)))
                break
            new[found.id] = found
            lines[found.id] = number
        elif same_content(kept, found):
            repeated += 1
        else:
            complain(LineProblem.on(number, _conflict(kept, lines.get(found.id))))
    refused = found_problems > 0 and not take_good
    return Intake(
        events=() if refused else tuple(new.values()),
        repeated=repeated,
        problems=tuple(problems),
        more_problems=found_problems - len(problems),
        refused=refused,
    )


def validate(source: Source, *, max_problems: int = MAX_PROBLEMS) -> Report:
    """Return what a file holds and what is wrong with it.

    Raises
    ------
    OSError
        If the file cannot be opened or read.
    """
    intake = take_in(source, take_good=True, max_problems=max_problems)
    diary = Diary(intake.events)
    return Report(
        counts=dict(Counter(event.type for event in intake.events).most_common()),
        repeated=intake.repeated,
        problems=intake.problems,
        more_problems=intake.more_problems,
        first_day=diary.first_day,
        last_day=diary.last_day,
    )


def _too_many(max_events: int) -> Problem:
    return Problem(
        code="too_many",
        words=f"the file has more than {max_events} events, so we stopped here",
        what_to_do="Split it into several files.",
    )


def _conflict(kept: AnyEvent, line_number: int | None) -> Problem:
    where = "in the diary" if line_number is None else f"on line {line_number}"
    return Problem(
        code="other_content",
        field="id",
        words=f"the id belongs to another event, the {kept.type} of {kept.day} {where}",
        what_to_do="Give the event an id of its own, or write a correction.",
    )
