"""What a plan may never do, checked on every simulated day from the diary alone.

The checks know nothing of how a plan was made: they see the offers and the events, and
count again what the protocol promises (evidence sheet sections 3 to 5).
"""

from __future__ import annotations

from collections import deque
from datetime import date
from enum import StrEnum

from backstride.diary import (
    AnyEvent,
    Clearance,
    Flare,
    Moment,
    NewSymptom,
    Pain,
    Screening,
    Walk,
)
from backstride.prescription import Action, Answers, Kind, Protocol, Response, classify
from backstride.simulation.offer import Offer
from backstride.simulation.voice import RED_FLAGS

WALK_RISE_MIN = 5
"""Most minutes a walk's full length may rise in one step."""

WEEK_FACTOR, WEEK_PER_WALK_MIN, WEEKS = 1.2, 3, 4
"""Most a week may hold against the best of the last four: a factor, or minutes per walk."""

SETTLED_BEFORE_VARIETY = 2
"""Settled walks after a spike before anything but an easy walk."""

RECENT_WALKS = 3
"""A spike among so many last answered walks holds the dose."""

REPEAT_WALKS = 4
"""An amber within so many answered walks of an amber or a spike counts as a spike."""

CALM_DAYS = 3
"""A bad day among the last so many days of a week holds the dose."""

DONE_SHARE = 0.7
"""Less than this share of the week's plan walked holds the dose."""

_SLACK_MIN = 0.5
"""Whole minutes against fractions: half a minute is no breach."""

_RED_QUESTIONS = frozenset(RED_FLAGS.values())
_RED_SYMPTOMS = frozenset(RED_FLAGS)


class Breach(StrEnum):
    """A promise that was not kept. The values are columns of the result."""

    CAP_WALK = "cap_walk"
    CAP_WEEK = "cap_week"
    KIND_AFTER_SPIKE = "kind_after_spike"
    HALT_IGNORED = "halt_ignored"
    RISE_AGAINST_HOLD = "rise_against_hold"


class History:
    """What the diary has told so far, as far as the checks need it.

    ``note`` takes every event, ``close_day`` every offer that stood at the end of a day.
    The cost of both does not grow with the length of the diary.
    """

    __slots__ = (
        "_answers",
        "_has_walked",
        "_rules",
        "amber_in_week",
        "bad_days",
        "best_weeks",
        "flagged",
        "full_min",
        "held_by_answer",
        "recent",
        "settled_since_spike",
        "symptom_open",
        "week_plan_min",
        "week_walked_min",
        "week_walks",
    )

    def __init__(self, protocol: Protocol) -> None:
        self._rules = protocol.response
        self._answers: dict[Moment, int] = {}
        self.recent: deque[Response] = deque(maxlen=REPEAT_WALKS)
        self.settled_since_spike: int | None = None
        self.flagged: frozenset[str] = frozenset()
        self.symptom_open = False
        self.held_by_answer = False
        self._has_walked = False
        self.bad_days: deque[date] = deque(maxlen=CALM_DAYS + 1)
        self.amber_in_week = False
        self.best_weeks: deque[float] = deque(maxlen=WEEKS)
        self.week_walked_min = 0.0
        self.week_plan_min: float | None = None
        self.full_min: float | None = None
        self.week_walks = 0

    def note(self, event: AnyEvent) -> None:
        """Take in one event."""
        if isinstance(event, Pain):
            if event.moment is Moment.MORNING:
                return
            self._answers[event.moment] = event.nrs
            if event.moment is Moment.AFTER:
                self._answered()
        elif isinstance(event, Walk):
            self._has_walked = True
            self.week_walked_min += event.minutes
        elif isinstance(event, Flare):
            self.bad_days.append(event.day)
        elif isinstance(event, NewSymptom):
            self.symptom_open = event.symptom in _RED_SYMPTOMS
        elif isinstance(event, Screening):
            self.symptom_open = False
            answered = _RED_QUESTIONS & event.answers.keys()
            yes = {question for question in answered if event.answers[question] == "yes"}
            self.flagged = (self.flagged - answered) | yes
        elif isinstance(event, Clearance):
            self.flagged = self.flagged - set(event.questions)

    def _answered(self) -> None:
        given = self._answers
        found = classify(
            Answers(given.get(Moment.BEFORE), given.get(Moment.DURING), given[Moment.AFTER]),
            self._rules,
        )
        self._answers = {}
        if found is None:
            return
        response = found.response
        before = tuple(self.recent)[-(REPEAT_WALKS - 1) :]
        if response is Response.AMBER:
            self.amber_in_week = True
            if Response.AMBER in before or Response.SPIKE in before:
                response = Response.SPIKE
        self.recent.append(response)
        if response is Response.SPIKE:
            self.settled_since_spike = 0
        elif response is Response.SETTLED and self.settled_since_spike is not None:
            self.settled_since_spike += 1

    def close_day(self, on: date, offer: Offer) -> None:
        """Note the offer that stood at the end of the day; a Sunday closes its week."""
        self.held_by_answer = bool(self.flagged)
        if self._has_walked and offer.full_min > 0:
            self.full_min = offer.full_min
        if offer.week_walks > 0:
            self.week_walks = offer.week_walks
        if self.week_plan_min is None:
            week_min = offer.week_min
            self.week_plan_min = week_min if week_min > 0 else None
        if on.weekday() == 6:
            self.best_weeks.append(self.week_walked_min)

    def begin_week(self) -> None:
        """Forget the sums of the week before; due once a Monday's offer was checked."""
        self.week_walked_min = 0.0
        self.week_plan_min = None
        self.amber_in_week = False


def check_day(on: date, offer: Offer, history: History) -> tuple[Breach, ...]:
    """Return every promise that the offer of a day does not keep.

    Parameters
    ----------
    on : date
    offer : Offer
        As it stands once every question of the day has been answered.
    history : History
        Everything told before the day's walk; on a Monday still with last week's sums.
    """
    breaches: list[Breach] = []
    walking = offer.session is not None or offer.short is not None
    if (history.flagged and (walking or not offer.halted)) or (history.symptom_open and walking):
        breaches.append(Breach.HALT_IGNORED)
    if (
        history.settled_since_spike is not None
        and history.settled_since_spike < SETTLED_BEFORE_VARIETY
        and offer.session is not None
        and offer.session.kind is not Kind.EASY
    ):
        breaches.append(Breach.KIND_AFTER_SPIKE)
    if _too_long(offer, history):
        breaches.append(Breach.CAP_WALK)
    if offer.action is not Action.BASELINE and history.full_min is not None:
        if on.weekday() == 0 and _too_much(offer, history):
            breaches.append(Breach.CAP_WEEK)
        if _rises_against_hold(on, offer, history):
            breaches.append(Breach.RISE_AGAINST_HOLD)
    return tuple(breaches)


def _too_long(offer: Offer, history: History) -> bool:
    if offer.session is not None and offer.session.total_min > offer.full_min + _SLACK_MIN:
        return True
    return (
        history.full_min is not None
        and offer.full_min > history.full_min + WALK_RISE_MIN + _SLACK_MIN
    )


def _too_much(offer: Offer, history: History) -> bool:
    """Whether a week asks for longer or more walks than the last, and that beyond the cap.

    The cap alone never lowers a plan, so a week that asks for no more is not judged.
    """
    assert history.full_min is not None
    more = offer.full_min > history.full_min or offer.week_walks > history.week_walks
    if not more or not history.best_weeks:
        return False
    best = max(history.best_weeks)
    cap = max(WEEK_FACTOR * best, best + WEEK_PER_WALK_MIN * offer.week_walks)
    return offer.week_min > cap + _SLACK_MIN


def _rises_against_hold(on: date, offer: Offer, history: History) -> bool:
    assert history.full_min is not None
    if offer.full_min <= history.full_min + _SLACK_MIN:
        return False
    if on.weekday() != 0:
        return True
    calm = not any(0 < (on - bad).days <= CALM_DAYS for bad in history.bad_days)
    done = history.week_plan_min is None or (
        history.week_walked_min >= DONE_SHARE * history.week_plan_min - _SLACK_MIN
    )
    spiked = Response.SPIKE in tuple(history.recent)[-RECENT_WALKS:]
    return not calm or not done or spiked or history.amber_in_week or history.held_by_answer
