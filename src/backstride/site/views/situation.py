"""What a page knows about its walker: the diary, and the plan that follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from backstride.diary import (
    MOST_AHEAD,
    AnyEvent,
    Clearance,
    Diary,
    NewSymptom,
    Original,
    Screening,
)
from backstride.insights import Drawn, drawn_on
from backstride.prescription import Plan, Protocol, State, advance, default_protocol
from backstride.screening import Assessment
from backstride.site import store
from backstride.site.models import Walker
from backstride.site.presentation.countries import ZONE_COUNTRIES
from backstride.site.presentation.questions import SafetyAnswers, answers_of, assessment_of
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import write
from backstride.site.walk_ground import with_ground

ABOUT_SAFETY = Screening | Clearance | NewSymptom


@dataclass(frozen=True, slots=True)
class Situation:
    """A walker's diary and plan at the moment of a request."""

    walker: Walker
    now: datetime
    today: date
    diary: Diary
    state: State
    drawn: Drawn
    """The plan, with what an experiment asks of its walks."""
    protocol: Protocol

    @property
    def plan(self) -> Plan:
        """The plan of today, its walks as an experiment asks for them."""
        return self.drawn.plan

    @property
    def zone(self) -> str:
        """IANA name of the zone the walker is in."""
        return self.walker.zone

    @property
    def country(self) -> str | None:
        """Country whose numbers are shown: as said, else as the clock suggests, else None.

        The first safety questions come before anybody was asked where they live, and an
        emergency number belongs on their result.
        """
        return self.diary.profile.region or ZONE_COUNTRIES.get(self.zone)

    @property
    def answers(self) -> SafetyAnswers:
        """The latest answers to the safety questions."""
        return answers_of(self.diary)

    @property
    def assessment(self) -> Assessment:
        """What those answers mean."""
        return assessment_of(self.diary, self.plan)

    @property
    def insight_diary(self) -> Diary:
        """The diary as patterns and experiments are read from it, on every page the same.

        Walks about whose ground nothing was said have what the maps know; the plan reads the
        other one.
        """
        return with_ground(self.diary, self.walker, self.now)

    def plan_with(self, *events: AnyEvent, on: date | None = None) -> Plan:
        """Return the plan as it would be with some more events; nothing is stored."""
        return self._drawn_with(events, on or self.today).plan

    def imagined(self, *events: AnyEvent, on: date | None = None) -> Situation:
        """Return the situation as it would be with some more events; nothing is stored."""
        return replace(
            self,
            diary=self.diary.extend(events),
            state=_advanced(self.state, events),
            drawn=self._drawn_with(events, on or self.today),
            today=on or self.today,
        )

    def _drawn_with(self, events: tuple[AnyEvent, ...], on: date) -> Drawn:
        diary = Diary((*self.diary.raw, *events))
        return drawn_on(diary, _advanced(self.state, events), on)

    def write(self, events: Iterable[Original]) -> Situation:
        """Store events and return the situation they lead to."""
        write(self.walker, events, now=self.now)
        return _situation(self.walker, self.now, self.today)


def _advanced(state: State, events: Iterable[AnyEvent]) -> State:
    for event in events:
        state = advance(state, event)
    return state


def situation(request: WalkerRequest) -> Situation:
    """Return the situation of the signed-in walker; never anybody else's."""
    return _situation(request.walker, request.now, request.today)


def _situation(walker: Walker, now: datetime, today: date) -> Situation:
    known = store.known(walker)
    return situation_of(walker, known.diary, known.state, now, today)


def situation_of(
    walker: Walker, diary: Diary, state: State, now: datetime, today: date
) -> Situation:
    """Return the situation that a diary and the state it leads to make."""
    return Situation(
        walker=walker,
        now=_after_all(diary, now),
        today=today,
        diary=diary,
        state=state,
        drawn=drawn_on(diary, state, today),
        protocol=default_protocol(),
    )


def _after_all(diary: Diary, now: datetime) -> datetime:
    """Return the moment for what is entered now: after everything of this very second.

    Entries of one moment are read in an order of their own, not in that of entering. And the
    clock of a phone may be ahead a little: what is answered here now comes after what it told.
    """
    second, ahead = now + timedelta(seconds=1), now + MOST_AHEAD
    latest = max(
        (
            event.at
            for event in diary.raw
            if now <= event.at < (ahead if isinstance(event, ABOUT_SAFETY) else second)
        ),
        default=None,
    )
    return now if latest is None else latest + timedelta(microseconds=1)
