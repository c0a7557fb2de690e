"""The coming plan under an experiment: which arm each walk has, within the same dose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from backstride.diary import Diary
from backstride.insights.arms import KINDS, Wait, as_drawn, takes_place, waits_for
from backstride.insights.followed import Followed, running
from backstride.prescription import (
    Judged,
    Opening,
    Outlook,
    Plan,
    PlannedDay,
    Reason,
    Session,
    State,
    Week,
    decide,
    held_back,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an experiment makes of the plan of a day.

    Parameters
    ----------
    plan : Plan
        Its walks as the coin asks for them: the same minutes, of the planned kind or easy.
    followed : Followed or None
        The experiment that runs or is about to, or whose last morning is to come.
    arms : mapping of date to bool
        What is asked of the walk of a day, from that day on; empty while it waits.
    waits : Wait or None
        Why it waits.
    """

    plan: Plan
    followed: Followed | None = None
    arms: Mapping[date, bool] | None = None
    waits: Wait | None = None

    @property
    def today(self) -> str:
        """Return what the coin asks of today's walk; empty where nothing."""
        return self.on(self.plan.on)

    def on(self, day: date) -> str:
        """Return what the coin asks of the walk of a day; empty where nothing."""
        if self.followed is None or self.arms is None or day not in self.arms:
            return ""
        return self.followed.question.arm(self.arms[day])


def under_experiment(plan: Plan, state: State, followed: Followed | None) -> Drawn:
    """Return the plan with the arms of the experiment that runs.

    Parameters
    ----------
    plan : Plan
    state : State
        What the plan was made from.
    followed : Followed or None
        See ``running``.
    """
    if followed is None or not followed.under_way:
        return Drawn(plan, followed)
    waits = waits_for(plan, held_back(state, plan.on))
    if waits is not None:
        return Drawn(plan, followed, {}, waits)
    arms = _arms(plan, followed)
    return Drawn(_with_arms(plan, followed.question.key, arms), followed, arms)


def drawn_on(diary: Diary, state: State, on: date) -> Drawn:
    """Return the plan of a day under the experiment that runs then, if one does.

    Parameters
    ----------
    diary : Diary
    state : State
        All events of the same diary, folded.
    on : date
    """
    plan = decide(state, on)
    return under_experiment(plan, state, running(diary, on=on, protocol=state.protocol))


def _arms(plan: Plan, followed: Followed) -> dict[date, bool]:
    """Return the arms of the coming walks, in order."""
    coming = [day for day in plan.week.days if day.day >= plan.on and day.session is not None]
    after = plan.next_walk
    if after is not None and after.day > plan.week.days[-1].day:
        coming.append(after)
    days = [
        day.day
        for day in coming
        if day.day >= followed.first_day and takes_place(day.session, followed.question.key)
    ]
    return dict(zip(days, followed.drawn.walks[len(followed.walks) :], strict=False))


def _with_arms(plan: Plan, key: str, arms: Mapping[date, bool]) -> Plan:
    if key not in KINDS or all(arms.values()):
        return plan
    today = plan.today
    if today.session is not None:
        today = replace(today, session=_session(today.session, plan.on, key, arms))
    return replace(plan, today=today, details=_Details(plan, key, arms))


def _session(session: Session, day: date, key: str, arms: Mapping[date, bool]) -> Session:
    return as_drawn(session, key, arms[day]) if day in arms else session


class _Details:
    """The parts of a plan, its walks as the coin asks for them."""

    __slots__ = ("_arms", "_key", "_plan")

    def __init__(self, plan: Plan, key: str, arms: Mapping[date, bool]) -> None:
        self._plan = plan
        self._key = key
        self._arms = arms

    def week(self) -> Week:
        week = self._plan.week
        return replace(week, days=tuple(self._day(day) for day in week.days))

    def week_min(self) -> float:
        return self._plan.week_min

    def next_walk(self) -> PlannedDay | None:
        coming = self._plan.next_walk
        return None if coming is None else self._day(coming)

    def outlook(self) -> Outlook | None:
        return self._plan.outlook

    def openings(self) -> tuple[Opening, ...]:
        return self._plan.openings

    def walks(self) -> tuple[Judged, ...]:
        return self._plan.walks

    def ask(self) -> tuple[Reason, ...]:
        return self._plan.ask

    def _day(self, day: PlannedDay) -> PlannedDay:
        if day.session is None:
            return day
        return replace(day, session=_session(day.session, day.day, self._key, self._arms))
