"""What a page knows about its walker: the diary, and the plan that follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from backstride.diary import AnyEvent, Diary, Original
from backstride.prescription import Plan, Protocol, State, advance, decide, default_protocol
from backstride.screening import Assessment
from backstride.site import store
from backstride.site.models import Walker
from backstride.site.presentation.questions import SafetyAnswers, answers_of, assessment_of
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import write


@dataclass(frozen=True, slots=True)
class Situation:
    """A walker's diary and plan at the moment of a request."""

    walker: Walker
    now: datetime
    today: date
    diary: Diary
    state: State
    plan: Plan
    protocol: Protocol

    @property
    def zone(self) -> str:
        """IANA name of the zone the walker is in."""
        return self.walker.zone

    @property
    def answers(self) -> SafetyAnswers:
        """The latest answers to the safety questions."""
        return answers_of(self.diary)

    @property
    def assessment(self) -> Assessment:
        """What those answers mean."""
        return assessment_of(self.diary, self.plan)

    def plan_with(self, *events: AnyEvent, on: date | None = None) -> Plan:
        """Return the plan as it would be with some more events; nothing is stored."""
        state = self.state
        for event in events:
            state = advance(state, event)
        return decide(state, on or self.today)

    def write(self, events: Iterable[Original]) -> Situation:
        """Store events and return the situation they lead to."""
        write(self.walker, events, now=self.now)
        return _situation(self.walker, self.now, self.today)


def situation(request: WalkerRequest) -> Situation:
    """Return the situation of the signed-in walker; never anybody else's."""
    return _situation(request.walker, request.now, request.today)


def _situation(walker: Walker, now: datetime, today: date) -> Situation:
    state = store.state(walker)
    return Situation(
        walker=walker,
        now=now,
        today=today,
        diary=store.diary(walker),
        state=state,
        plan=decide(state, today),
        protocol=default_protocol(),
    )
