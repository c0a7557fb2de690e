"""Backstride's own dosing as a controller: the very functions the site calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.diary import AnyEvent
from backstride.prescription import Plan, Protocol, advance, decide, empty_state
from backstride.simulation.offer import Offer

_HELD = "week."
_EASING = ("ease.", "flare.", "gate.")


@dataclass(frozen=True, slots=True)
class Ours:
    """The gradual walking protocol, or another one.

    Parameters
    ----------
    protocol : Protocol or None
        None takes the default protocol.
    name : str
    """

    protocol: Protocol | None = None
    name: str = "ours"

    def begin(self) -> Prescribed:
        """Return the programme before the first event."""
        return Prescribed(self.protocol)


class Prescribed:
    """One walker's plan, kept up to date event by event."""

    __slots__ = ("_plan", "_state")

    def __init__(self, protocol: Protocol | None) -> None:
        self._state = empty_state(protocol)
        self._plan: Plan | None = None

    def tell(self, event: AnyEvent) -> None:
        """Take in one event."""
        self._state = advance(self._state, event)
        self._plan = None

    def offer(self, on: date) -> Offer:
        """Decide for a day."""
        return offered(self.plan(on))

    def plan(self, on: date) -> Plan:
        """Return the whole plan of a day."""
        if self._plan is None or self._plan.on != on:
            self._plan = decide(self._state, on)
        return self._plan


def offered(plan: Plan) -> Offer:
    """Return the part of a plan that a virtual walker reads."""
    today = plan.today
    decided = plan.dose.reasons[0].rule if plan.dose.reasons else ""
    return Offer(
        action=today.action,
        session=today.session,
        short=today.short,
        full_min=plan.dose.value,
        planned_min=plan.details.week_min,
        week_walks=plan.week_walks,
        questions_due=plan.questions_due,
        halted=plan.halted,
        protocol=plan.protocol,
        rule=decided,
        held=decided.startswith(_HELD),
        eased=today.session is not None and today.minutes.reasons[0].rule.startswith(_EASING),
    )
