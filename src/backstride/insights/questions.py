"""The questions a diary is asked, written down before anyone looks at the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from backstride.diary import Walk
from backstride.insights.entries import Entry

MOST = 6
"""Questions shown at once: with more, one of them looks like something by chance (judgement)."""

NOON = 12
"""Hour of the clock from which a walk is a later one."""

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
    arm_with, arm_without : str
        What a coin asks of one walk: "on even, paved ground". Empty where an experiment cannot
        draw it within the dose: walks are never drawn longer or with a load, and a guided walk
        always has its warm-up.
    hint : str
        What else is said about the second kind before a walk.
    """

    key: str
    title: str
    with_it: str
    without: str
    arm_with: str = ""
    arm_without: str = ""
    hint: str = ""

    @property
    def randomisable(self) -> bool:
        """Return whether an experiment can draw it, within the dose."""
        return bool(self.arm_with)

    def arm(self, with_it: bool) -> str:
        """Return what the coin asks of one walk."""
        return self.arm_with if with_it else f"{self.arm_without}{self.hint}"

    def arm_name(self, with_it: bool) -> str:
        """Return the kind of one walk that is done, in short."""
        return self.arm_with if with_it else self.arm_without


QUESTIONS = (
    Question(
        "ground",
        "Even, paved ground",
        "walks on even, paved ground",
        "walks on other ground",
        "on even, paved ground",
        "on other ground",
        " that you know, such as a park path",
    ),
    Question(
        "pace", "Brisk or easy", "brisk walks", "easy walks", "with brisk parts", "all of it easy"
    ),
    Question("length", "Longer than usual", "walks longer than your usual", "shorter walks"),
    Question(
        "time_of_day",
        "Morning or later",
        "walks before noon",
        "later walks",
        "before noon",
        "after noon",
    ),
    Question("load", "Carrying something", "walks with something to carry", "walks without"),
    Question(
        "shoes",
        "Your most used shoes",
        "walks in them",
        "walks in other shoes",
        "in your most used shoes",
        "in another pair",
    ),
    Question(
        "intervals",
        "Intervals or even pace",
        "walks with intervals",
        "walks at one pace",
        "with intervals",
        "at one easy pace",
    ),
    Question(
        "hills",
        "Hills",
        "walks with hills",
        "walks without hills",
        "with gentle hills",
        "on flat ground",
    ),
    Question("warm_up", "Warm-up before", "walks with a warm-up", "walks without one"),
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
        used = most_used(entry.walk for entry in entries)
        return lambda entry: side_of(entry.walk, key, shoes_id=used)
    if key == "length":
        return lambda entry: entry.longer
    return lambda entry: side_of(entry.walk, key)


def side_of(walk: Walk, key: str, *, shoes_id: UUID | None = None) -> bool | None:
    """Return whether a walk was of the kind in question; None where it does not say.

    Parameters
    ----------
    walk : Walk
    key : str
        Of a question that one walk answers by itself: all but ``length``.
    shoes_id : UUID, optional
        The pair in question.

    Raises
    ------
    KeyError
        If there is no such question.
    """
    if key == "shoes":
        return None if walk.shoes_id is None else walk.shoes_id == shoes_id
    if key not in _SORTERS:
        raise KeyError(f"{key} is no question about one walk")
    return _SORTERS[key](walk)


def most_used(walks: Iterable[Walk]) -> UUID | None:
    """Return the pair that was worn on most walks; None where none says."""
    worn = (walk.shoes_id for walk in walks if walk.shoes_id is not None)
    counted = Counter(worn).most_common(1)
    return counted[0][0] if counted else None


def _ground(walk: Walk) -> bool | None:
    ground = walk.ground
    return None if ground in (None, "mixed") else ground == "paved_even"


def _pace(walk: Walk) -> bool | None:
    shown = walk.recorded_kind
    if shown in ("intervals", "hills"):
        return None
    if shown == "brisk" or walk.kind == "brisk":
        return True
    # One pace in a recording: nothing says how it is to its walker.
    return False if walk.kind == "easy" and not _only_recorded(walk) else None


def _intervals(walk: Walk) -> bool | None:
    if walk.recorded_kind is not None:
        return walk.recorded_kind == "intervals"
    if walk.kind == "intervals":
        return True
    return None if _only_recorded(walk) and walk.cadence_spm is None else False


def _hills(walk: Walk) -> bool | None:
    if walk.recorded_kind == "hills":
        return True
    # Without a barometer nobody sees a hill, so nobody says that there was none.
    if walk.kind == "hills":
        return walk.ascent_m is None or walk.recorded_kind is None
    return None if _only_recorded(walk) and walk.ascent_m is None else False


def _only_recorded(walk: Walk) -> bool:
    """Whether nobody asked for a kind or told one: the recording alone speaks."""
    return walk.recording_sha256 is not None and walk.prescribed is None


def _load(walk: Walk) -> bool | None:
    return None if walk.carrying is None else walk.carrying != "nothing"


def _warm_up(walk: Walk) -> bool | None:
    return None if walk.warm_up_min is None else walk.warm_up_min > 0


_SORTERS: dict[str, Callable[[Walk], bool | None]] = {
    "ground": _ground,
    "pace": _pace,
    "time_of_day": lambda walk: walk.local.hour < NOON,
    "load": _load,
    "intervals": _intervals,
    "hills": _hills,
    "warm_up": _warm_up,
}
