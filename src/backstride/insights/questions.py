"""The questions a diary is asked, written down before anyone looks at the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from backstride.insights.entries import Entry

MOST = 6
"""Questions shown at once: with more, one of them looks like something by chance (judgement)."""

Sorter = Callable[[Entry], bool | None]


@dataclass(frozen=True, slots=True)
class Question:
    """Which of two kinds of walk goes with better mornings.

    Parameters
    ----------
    key : str
    title : str
        Heading.
    with_it, without : str
        Both kinds, in the plural: "walks on even, paved ground", "walks on other ground".
    randomisable : bool
        Whether an experiment can draw it, within the dose.
    """

    key: str
    title: str
    with_it: str
    without: str
    randomisable: bool = False


QUESTIONS = (
    Question(
        "ground", "Even, paved ground", "walks on even, paved ground", "walks on other ground", True
    ),
    Question("pace", "Brisk or easy", "brisk walks", "easy walks"),
    Question("length", "Longer than usual", "walks longer than your usual", "shorter walks"),
    Question("time_of_day", "Morning or later", "walks before noon", "later walks", True),
    Question("load", "Carrying something", "walks with something to carry", "walks without", True),
    Question("shoes", "Your most used shoes", "walks in them", "walks in other shoes", True),
    Question("intervals", "Intervals or even pace", "walks with intervals", "walks at one pace"),
    Question("hills", "Hills", "walks with hills", "walks without hills"),
    Question("warm_up", "Warm-up before", "walks with a warm-up", "walks without one", True),
)
"""All of them, in the order in which they are asked."""


def question(key: str) -> Question:
    """Return the question with that key.

    Raises
    ------
    KeyError
        If there is none; the message lists the keys.
    """
    for each in QUESTIONS:
        if each.key == key:
            return each
    raise KeyError(f"{key} is no question; there are {', '.join(q.key for q in QUESTIONS)}")


def sort_entries(entries: tuple[Entry, ...], key: str) -> tuple[tuple[Entry, bool], ...]:
    """Return the walks that say something about a question, each with its side."""
    sorter = _sorter(entries, key)
    sides = ((entry, sorter(entry)) for entry in entries)
    return tuple((entry, side) for entry, side in sides if side is not None)


def asked(entries: tuple[Entry, ...]) -> tuple[Question, ...]:
    """Return the questions for a diary, at most six.

    Those come first whose both sides the person has walked at least once; which walks were
    done decides, never how the back took them.
    """
    both = {q.key for q in QUESTIONS if len({side for _, side in sort_entries(entries, q.key)}) > 1}
    chosen = [q for q in QUESTIONS if q.key in both][:MOST]
    chosen += [q for q in QUESTIONS if q.key not in both][: MOST - len(chosen)]
    return tuple(q for q in QUESTIONS if q in chosen)


def _sorter(entries: tuple[Entry, ...], key: str) -> Sorter:
    if key == "shoes":
        used = _most_used(entries)
        return lambda entry: None if entry.walk.shoes_id is None else entry.walk.shoes_id == used
    if key not in _SORTERS:
        question(key)
    return _SORTERS[key]


def _most_used(entries: tuple[Entry, ...]) -> UUID | None:
    counted = Counter(
        entry.walk.shoes_id for entry in entries if entry.walk.shoes_id is not None
    ).most_common(1)
    return counted[0][0] if counted else None


def _ground(entry: Entry) -> bool | None:
    ground = entry.walk.ground
    return None if ground in (None, "mixed") else ground == "paved_even"


def _pace(entry: Entry) -> bool | None:
    return entry.walk.kind == "brisk" if entry.walk.kind in ("brisk", "easy") else None


def _load(entry: Entry) -> bool | None:
    return None if entry.walk.carrying is None else entry.walk.carrying != "nothing"


def _warm_up(entry: Entry) -> bool | None:
    return None if entry.walk.warm_up_min is None else entry.walk.warm_up_min > 0


_SORTERS: dict[str, Sorter] = {
    "ground": _ground,
    "pace": _pace,
    "length": lambda entry: entry.longer,
    "time_of_day": lambda entry: entry.walk.local.hour < 12,
    "load": _load,
    "intervals": lambda entry: entry.walk.kind == "intervals",
    "hills": lambda entry: entry.walk.kind == "hills",
    "warm_up": _warm_up,
}
