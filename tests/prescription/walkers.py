"""Walkers for the laws: people who follow the plan in their own way, day by day.

A script says what a person does on each day; the plan says what is asked of them. Playing
a script gives the diary that a real person would leave behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from backstride.diary import WEEKDAYS, AnyEvent
from backstride.prescription import Action, Plan, Protocol, State, advance, decide, empty_state
from tests.diary.factories import (
    QUESTIONS,
    events,
    flare,
    morning,
    newcomer,
    screened,
    symptom,
    walk,
)

FIRST_DAY = date(2026, 3, 2)


class Day(NamedTuple):
    """What a person does on one day.

    ``effort`` is the share of the asked minutes that is walked (0: no walk), ``anyway`` a
    walk of that many minutes on a day without one, ``before``, ``rise`` and ``after`` the
    pain answers (None: not answered), ``symptom`` a new one in a leg.
    """

    effort: float = 1.0
    anyway: int = 0
    morning: int | None = 4
    before: int | None = 4
    rise: int | None = 0
    after: int | None = 4
    flare: bool = False
    symptom: bool = False
    answers_questions: bool = True


CALM = Day()

_nrs = st.integers(0, 10)
_mild = st.sampled_from([3, 4, 4, 4, 5, 5, 6])


def _maybe(strategy: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    return st.one_of(strategy, strategy, strategy, strategy, st.none())


walking_days = st.builds(
    Day,
    effort=st.sampled_from([1.0, 1.0, 1.0, 1.0, 0.8, 0.5, 1.5, 0.0, 0.0]),
    anyway=st.sampled_from([0, 0, 0, 0, 0, 0, 7, 25]),
    morning=_maybe(st.one_of(_mild, _mild, _nrs)),
    before=_maybe(st.one_of(_mild, _mild, _nrs)),
    rise=_maybe(st.sampled_from([0, 0, 0, 0, 1, 1, 2, 2, 3, 5])),
    after=_maybe(st.one_of(_mild, _nrs)),
    flare=st.sampled_from([False] * 14 + [True]),
    symptom=st.sampled_from([False] * 40 + [True]),
    answers_questions=st.sampled_from([True] * 9 + [False]),
)
calm_days = st.just(CALM)


@st.composite
def scripts(draw: st.DrawFn, most_days: int = 80) -> list[Day]:
    """Stretches of calm days and of days on which anything may happen."""
    script: list[Day] = []
    for _ in range(draw(st.integers(1, 4))):
        script.extend([CALM] * draw(st.sampled_from([0, 3, 7, 14, 21, 28])))
        script.extend(draw(st.lists(walking_days, min_size=1, max_size=10)))
        if draw(st.sampled_from([False] * 7 + [True])):
            gap = draw(st.sampled_from([9, 16, 30, 58]))
            script.extend([Day(effort=0, morning=None)] * gap)
    return script[:most_days]


@dataclass(frozen=True)
class Lived:
    """One day that was played: the plan in the morning, and the state in the evening."""

    day: date
    plan: Plan
    state: State
    walked_min: float


@dataclass(frozen=True)
class Life:
    """A whole script, played."""

    events: tuple[AnyEvent, ...]
    days: tuple[Lived, ...]

    @property
    def state(self) -> State:
        return self.days[-1].state

    @property
    def last_day(self) -> date:
        return self.days[-1].day


def play(
    script: Iterable[Day],
    start: Iterable[AnyEvent] | None = None,
    protocol: Protocol | None = None,
) -> Life:
    """Play a script from the first day on."""
    state = empty_state(protocol)
    diary: list[AnyEvent] = []
    days: list[Lived] = []
    for event in newcomer(FIRST_DAY, weekdays=WEEKDAYS) if start is None else start:
        diary.append(event)
        state = advance(state, event)
    for number, what in enumerate(script):
        day = FIRST_DAY + timedelta(days=number)
        plan = decide(state, day)
        if plan.questions_due and what.answers_questions:
            state, plan = _answered(state, diary, day, plan)
        lived, minutes = list(_one_day(day, what, plan)), 0.0
        for event in lived:
            diary.append(event)
            state = advance(state, event)
            minutes += getattr(event, "minutes", 0.0)
        days.append(Lived(day, plan, state, minutes))
    return Life(tuple(diary), tuple(days))


def _answered(state: State, diary: list[AnyEvent], day: date, plan: Plan) -> tuple[State, Plan]:
    """Answer what is asked with "no"; what is not asked keeps its answer."""
    asked = [each for each in plan.questions_due if each in QUESTIONS]
    answers = screened(day, only=asked or QUESTIONS, at="07:00")
    diary.append(answers)
    state = advance(state, answers)
    return state, decide(state, day)


def _one_day(day: date, what: Day, plan: Plan) -> Iterator[AnyEvent]:
    if what.morning is not None:
        yield morning(day, what.morning, at="07:30")
    if what.flare:
        yield flare(day, at="07:45")
    minutes = float(what.anyway)
    kind = "easy"
    if plan.today.action is Action.WALK and plan.today.session is not None and what.effort:
        minutes = max(1.0, plan.today.session.minutes * what.effort)
        kind = plan.today.session.kind.value
    if minutes and not plan.halted:
        base = 4 if what.before is None else what.before
        worst = None if what.rise is None else min(10, base + what.rise)
        yield from events(
            walk(day, minutes, before=what.before, worst=worst, after=what.after, kind=kind)
        )
    if what.symptom:
        yield symptom(day, "leg_numbness", at="21:00")
