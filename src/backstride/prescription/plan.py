"""The plan: what is prescribed, and for every number the reasons behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol
from uuid import UUID

from backstride.prescription.session import Session

Input = str | int | float | bool | date | None
"""One value that a rule used."""


class Action(StrEnum):
    """What today asks for."""

    SCREEN = "screen"
    """Safety questions are open; they come before the next walk."""

    SEE_CLINICIAN = "see_clinician"
    """An answer asks for a doctor first: no walk until it is dealt with."""

    NOT_FOR_YOU = "not_for_you"
    """The programme is not made for this person (under 18)."""

    BASELINE = "baseline"
    """A comfortable walk, to find the start."""

    WALK = "walk"
    REST = "rest"


class Response(StrEnum):
    """How the back took a walk (evidence section 4, tested in this order)."""

    SPIKE = "spike"
    AMBER = "amber"
    SORENESS = "soreness"
    SETTLED = "settled"


class DayState(StrEnum):
    """What a day of the week strip shows."""

    DONE = "done"
    TODAY = "today"
    PLANNED = "planned"
    REST = "rest"
    PAST = "past"
    """A planned day that went by without a walk; shown like any other day."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule at work: its id in the protocol and the values it used.

    The words and the source belong to the protocol: ``protocol.say(reason)`` and
    ``protocol.rule(reason.rule).source``.
    """

    rule: str
    inputs: tuple[tuple[str, Input], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the plan states, its unit, and why it is what it is.

    ``reasons`` is never empty; the first is the one that decided.
    """

    value: float
    unit: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """What today asks for.

    Parameters
    ----------
    action : Action
        Walk, rest, baseline walk, safety questions or clinician first.
    session : Session or None
        The walk, where the action is ``WALK`` (for ``SCREEN`` the walk that waits behind
        the questions is not shown).
    short : Session or None
        The short easy walk that may be taken instead (a bad day, or more pain than usual
        before the walk). Where it is given, rest is as good a choice. On a rest day it is
        the most that is offered on a bad day.
    minutes : Figure
        Minutes of the session (0 where there is none).
    done_min : float
        Minutes already walked today.
    reasons : tuple of Reason
        Why this action; never empty.
    most_min : int
        The longest that the person may choose instead of the session, in minutes: a little
        more than a full walk, never more than the session where it was made shorter, where
        nothing may grow, or above a limit. 0 where there is no session.
    """

    action: Action
    session: Session | None
    short: Session | None
    minutes: Figure
    done_min: float
    reasons: tuple[Reason, ...]
    most_min: int = 0


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day of the week: what it holds, and what was done."""

    day: date
    state: DayState
    session: Session | None
    done_min: float


@dataclass(frozen=True, slots=True)
class Week:
    """The calendar week (Monday first) around the day of the plan.

    Parameters
    ----------
    number : int
        Week of the programme, from 1; 0 before it has started.
    start : date
        Its Monday.
    days : tuple of PlannedDay
        Seven days.
    walks : Figure
        Walks planned in the week.
    planned_min : Figure
        Minutes planned in the week: walked so far and still to come.
    done_walks : int
    done_min : float
    """

    number: int
    start: date
    days: tuple[PlannedDay, ...]
    walks: Figure
    planned_min: Figure
    done_walks: int
    done_min: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """Next week's full dose if the rest of this week goes as planned and settles."""

    minutes: Figure
    walks: Figure


@dataclass(frozen=True, slots=True)
class Opening:
    """One stage of the programme and where the person stands with it.

    Parameters
    ----------
    stage : str
        ``minutes_to_20``, ``fourth_day``, ``brisk``, ``intervals``, ``hills``,
        ``minutes_to_30`` or ``fifth_day``.
    state : str
        ``done``, ``now`` or ``ahead``.
    about_week : int or None
        The programme week it opened or is expected in when every week is good; at least.
    reasons : tuple of Reason
    """

    stage: str
    state: str
    about_week: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A walk that was done and how the back took it.

    ``rise`` is worst minus before, ``usual`` and ``tolerance`` the yardstick u and T that
    applied (evidence section 4). ``response`` is None while answers are lacking.
    """

    walk_id: UUID
    day: date
    minutes: float
    full_dose: bool
    before: int | None
    worst: int | None
    after: int | None
    rise: int | None
    usual: float | None
    tolerance: int
    response: Response | None
    mornings_counted: int
    reasons: tuple[Reason, ...]


class Details(Protocol):
    """What works out the parts of a plan that are not always looked at."""

    def week(self) -> Week:
        """The calendar week around the day."""
        ...

    def week_min(self) -> float:
        """Minutes planned in the week, as in the week itself."""
        ...

    def next_walk(self) -> PlannedDay | None:
        """The next planned walk after the day."""
        ...

    def outlook(self) -> Outlook | None:
        """Next week's dose if all goes well."""
        ...

    def openings(self) -> tuple[Opening, ...]:
        """The stages in order."""
        ...

    def walks(self) -> tuple[Judged, ...]:
        """The latest walks, oldest first."""
        ...

    def ask(self) -> tuple[Reason, ...]:
        """Things worth asking the person."""
        ...


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything prescribed on one day. Derived, never stored as truth.

    Parameters
    ----------
    on : date
        The local day it is for.
    protocol : str
        Name and version of the protocol that decided.
    track : str
        ``current_pain`` or ``prevention``.
    started : date or None
        First day of the programme.
    today : Today
    week : Week
    next_walk : PlannedDay or None
        The next planned walk after today (perhaps in a following week); None while
        walking is halted, and while no day for one is in sight.
    dose : Figure
        The full length of one walk (today's may be shorter on the way back).
    outlook : Outlook or None
        None while nothing can grow next week.
    openings : tuple of Opening
        The stages in order.
    walks : tuple of Judged
        The latest walks, oldest first (at most twelve).
    questions_due : tuple of str
        Ids of the safety questions to ask before the next walk.
    findings : tuple of str
        Ids of the answered safety questions that limit walking now.
    tier : str or None
        The most urgent tier among the answers that stand.
    week_walks : int
        Walks planned in the week: the same figure as there.
    ask : tuple of Reason
        Things worth asking the person (is this a flare, what got in the way, a missing
        pain answer), as rules with words.

    Notes
    -----
    The week, the next walk, the outlook, the stages, the walks and the questions are worked
    out when they are first looked at: whoever follows many walkers over many days reads
    little more than today. Two plans are equal where all of it is.
    """

    on: date
    protocol: str
    track: str
    started: date | None
    today: Today
    dose: Figure
    questions_due: tuple[str, ...]
    findings: tuple[str, ...]
    tier: str | None
    week_walks: int
    details: Details = field(repr=False)

    @cached_property
    def week(self) -> Week:
        """The calendar week around the day."""
        return self.details.week()

    @property
    def week_min(self) -> float:
        """Minutes planned in the week, without the week's days: the same figure as there."""
        return self.details.week_min()

    @cached_property
    def next_walk(self) -> PlannedDay | None:
        """The next planned walk after the day; None while walking is halted."""
        return self.details.next_walk()

    @cached_property
    def outlook(self) -> Outlook | None:
        """Next week's dose if all goes well; None while it may not grow."""
        return self.details.outlook()

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """The stages in order."""
        return self.details.openings()

    @cached_property
    def walks(self) -> tuple[Judged, ...]:
        """The latest walks, oldest first (at most twelve)."""
        return self.details.walks()

    @cached_property
    def ask(self) -> tuple[Reason, ...]:
        """Things worth asking the person."""
        return self.details.ask()

    @property
    def halted(self) -> bool:
        """Whether no walk may be offered."""
        return self.today.action in (Action.SEE_CLINICIAN, Action.NOT_FOR_YOU)

    def __eq__(self, other: object) -> bool:
        """Whether two plans say the same."""
        return isinstance(other, Plan) and self._values() == other._values()

    def __hash__(self) -> int:
        """Plans are told apart by their day and what it asks for."""
        return hash((self.on, self.protocol, self.today))

    def _values(self) -> tuple[object, ...]:
        return (
            self.on,
            self.protocol,
            self.track,
            self.started,
            self.today,
            self.week,
            self.next_walk,
            self.dose,
            self.outlook,
            self.openings,
            self.walks,
            self.questions_due,
            self.findings,
            self.tier,
            self.ask,
        )
