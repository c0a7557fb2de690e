"""The course of one walker: everything the rules need to know, up to one moment.

Days are kept as proleptic ordinals (``date.toordinal``): rules count days, and plain
integers make a year of walking cheap to fold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias
from uuid import UUID

from backstride.diary import ClinicianLimit
from backstride.prescription.plan import Reason, Response
from backstride.prescription.usual import Yardstick
from backstride.screening import Assessment

KEEP_WALKS = 12
"""How many walks back the rules and the pages look; the widest rule needs six."""

EVERYDAY, LEG = "everyday", "leg"
"""What lies apart from the walks of the programme and is judged all the same."""

KEEP_MORNINGS_DAYS = 45
"""How long mornings are kept: the widest yardstick looks back 28 days before a walk."""

KEEP_FLARES_DAYS = 60
"""How long bad days are kept: the widest rule looks back 28 days."""


class Dose(NamedTuple):
    """The usual length and number of walks, and the kinds that are open.

    Parameters
    ----------
    minutes : int
        Full length of a walk.
    days : int
        Walks a week.
    added : int or None
        Length of the newest walking day while it still grows; None once it is full.
    brisk, hills : bool
        Whether brisk parts and gentle hills are open.
    rung : int
        Step of the interval ladder, from 0; -1 while intervals are closed.
    weeks_at_first : int
        Weeks with walks that reached the first aim of minutes (20).
    """

    minutes: int
    days: int
    added: int | None = None
    brisk: bool = False
    rung: int = -1
    hills: bool = False
    weeks_at_first: int = 0

    def total(self, days: int) -> int:
        """Minutes of a week in which ``days`` walks can be held."""
        walks = min(self.days, days)
        if self.added is None or walks < self.days:
            return self.minutes * walks
        return self.minutes * (walks - 1) + self.added


_UNSET = Dose(0, 0)
"""The dose before the programme has started."""


class Ease(NamedTuple):
    """A way back: shares of the usual length for the walks after ``start``.

    Parameters
    ----------
    rule : str
        Id of the rule behind it.
    key : object
        What caused it (a walk's id, a day); the same cause has one way back.
    start : int
        Number of walks done when it began; the next walk takes the first share.
    shares : tuple of float
    easy : bool
        Whether only easy kinds are walked meanwhile.
    day : int
        Ordinal day of the cause.
    ceiling : int or None
        A length in minutes that its walks do not exceed.
    break_days : int
        Days without a walk behind it; 0 where it was no break.
    """

    rule: str
    key: object
    start: int
    shares: tuple[float, ...]
    easy: bool
    day: int
    ceiling: int | None = None
    break_days: int = 0


class WalkRecord(NamedTuple):
    """One walk of the programme as the rules see it."""

    walk_id: UUID
    day: int
    number: int
    minutes: float
    full: bool
    share: float
    kind: str
    usual: float | None
    tolerance: int
    before: int | None = None
    worst: int | None = None
    after: int | None = None
    symptom: bool = False
    response: Response | None = None
    rise: int | None = None
    promoted: bool = False
    mornings_counted: int = 0
    apart: str = ""
    """``everyday`` for a walk outside the programme that raised pain, ``leg`` for something new
    in a leg between walks; empty for a walk of the programme. What is apart is judged like
    any walk, and takes no step of a way back and no minutes of the week."""


def latest(walks: tuple[WalkRecord, ...]) -> tuple[WalkRecord, ...]:
    """The records to keep: the latest twelve walks of the programme, and what lies between."""
    surplus = len(walks) - KEEP_WALKS
    if surplus > 0:
        surplus -= sum(bool(walk.apart) for walk in walks)
    return walks[surplus:] if surplus > 0 else walks


Waiting: TypeAlias = tuple[int, int | None, int | None, int | None, bool]
"""Day and answers (before, worst, after, leg symptom) that wait for their walk."""


class Verdict(NamedTuple):
    """How the last closed week was judged, and what changed because of it."""

    good: bool
    reason: Reason
    change: tuple[Reason, ...]


class WeekTally(NamedTuple):
    """What the running week was planned to hold, and what has happened in it."""

    start: int
    planned: int
    walks_planned: int
    dose: Dose
    done_min: float = 0.0
    counted_min: float = 0.0
    """Minutes walked, each day's up to 1.2 times its plan."""
    today_min: float = 0.0
    """The part of it that the latest walking day has."""
    walks: int = 0
    walk_days: tuple[int, ...] = ()
    days_at_first: int = 0
    """Walking days whose walk reached the first aim of minutes (20)."""
    answered: int = 0
    last_full: bool = False
    amber: bool = False
    morning: bool = False
    symptom: bool = False
    bad_day: bool = False


LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""Before any event."""


class Limits(NamedTuple):
    """What the person and the clinician allow, resolved for one day."""

    minutes: int | None
    walks: int
    week_minutes: int | None
    kinds: frozenset[str] | None
    no_rises: bool
    minutes_by_clinician: bool


@dataclass
class Course:
    """Everything the rules need, after some sequence of events.

    Treated as immutable once it has been returned: a change starts from :meth:`fork`.
    Without slots, because a dictionary is copied several times faster than forty of them.
    """

    # who
    track: str = "current_pain"
    usual_pain: int | None = None
    birth_year: int | None = None
    rmdq: float | None = None
    baseline_choice: str | None = None
    half_steps: bool = False
    personal_steps: bool = False
    goal_walks: int | None = None
    goal_minutes: int | None = None
    week_days: tuple[int, ...] = ()
    limit: ClinicianLimit | None = None
    needs: frozenset[str] = frozenset()
    """What the person's profile says that exercises and ground must respect."""

    # safety
    answers: dict[str, str] = field(default_factory=dict)
    details: dict[str, tuple[str, ...]] = field(default_factory=dict)
    answered_on: dict[str, int] = field(default_factory=dict)
    repeats_since: int = 0
    """Day of the oldest answer among the questions that are asked every month."""
    cleared: frozenset[str] = frozenset()
    clearance_asked: int | None = None
    due: dict[str, str] = field(default_factory=dict)
    """Question id to the trigger that asked for it; replaced, never changed in place."""
    entered: datetime = LONG_AGO
    """When the event that is taken in was entered; its own moment where nobody knows."""
    raised: dict[str, datetime] = field(default_factory=dict)
    """When what last raised a question was entered: a "yes", or what made it due."""
    assessment: Assessment | None = None
    """What the answers mean; kept because it changes far less often than a plan is made."""
    closed: frozenset[str] = frozenset()
    """Kinds of walk that the answers and the needs keep closed; kept for the same reason."""

    # programme
    baseline: tuple[tuple[int, float], ...] = ()
    uncomfortable: tuple[int, ...] = ()
    """Days of trial walks that were not comfortable."""
    started: int | None = None
    restarted: int | None = None
    dose: Dose = _UNSET
    start_reason: Reason | None = None
    week: WeekTally | None = None
    past_weeks: tuple[float, ...] = ()
    verdict: Verdict | None = None
    undo: Dose | None = None
    dose_reasons: tuple[Reason, ...] = ()
    under_half: int = 0
    ask_barrier_until: int = 0

    # what happened
    count: int = 0
    last_walk_day: int | None = None
    history: tuple[int, float] = (0, 0.0)
    """The latest day with walks before the programme, and their minutes."""
    walks: tuple[WalkRecord, ...] = ()
    everyday: tuple[WalkRecord, ...] = ()
    """Walks outside the programme of the last days that have not raised pain so far."""
    waiting: dict[UUID, Waiting] = field(default_factory=dict)
    """Pain answers whose walk is not there yet: day, before, worst, after, symptom."""

    mornings: tuple[tuple[int, int], ...] = ()
    measured: tuple[int, Yardstick] | None = None
    """The yardstick of the latest day it was asked for, kept while it holds."""
    run: tuple[int, int] = (0, 0)
    ask_flare: int = 0
    flares: tuple[int, ...] = ()
    last_cut: int | None = None
    absences: tuple[tuple[int, int, str], ...] = ()
    eases: tuple[Ease, ...] = ()

    def fork(self) -> Course:
        """Return a copy that may be changed without touching this one."""
        copy = Course.__new__(Course)
        copy.__dict__.update(self.__dict__)
        return copy
