"""What a controller asks of a walker on one day, and the shape every controller has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from backstride.diary import AnyEvent
from backstride.prescription import Action, Session


def _no_week() -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Offer:
    """The part of a plan that a virtual walker reads, and what the safety checks need.

    Parameters
    ----------
    action : Action
        What today asks for.
    session, short : Session or None
        Today's walk; the short easy walk that may be taken instead.
    full_min : float
        Full length of one walk, whatever today's is.
    planned_min : callable
        Returns ``week_min``; it is asked on few days, and costs something to work out.
    week_walks : int
        Walks planned for the calendar week.
    questions_due : tuple of str
        Safety questions to be answered before the next walk.
    halted : bool
        Whether no walk may be offered.
    protocol : str
        What decided.
    rule : str
        Id of the rule that decided the full length; empty where there is none.
    held : bool
        Whether that rule says that the last week was no reason to ask for more.
    eased : bool
        Whether today's walk is shorter than usual because of a way back or a bad day.
    to_tolerance : bool
        For a baseline walk: walk on until the pain begins to rise.
    """

    action: Action
    session: Session | None = None
    short: Session | None = None
    full_min: float = 0.0
    planned_min: Callable[[], float] = _no_week
    week_walks: int = 0
    questions_due: tuple[str, ...] = ()
    halted: bool = False
    protocol: str = ""
    rule: str = ""
    held: bool = False
    eased: bool = False
    to_tolerance: bool = False

    @property
    def week_min(self) -> float:
        """Minutes planned for the calendar week: walked so far and still to come."""
        return self.planned_min()


class Programme(Protocol):
    """A controller at work for one walker."""

    def tell(self, event: AnyEvent) -> None:
        """Take in one diary event; they come in the order of their moments."""

    def offer(self, on: date) -> Offer:
        """Say what that day asks for, from everything told so far."""


class Controller(Protocol):
    """A way to dose walking."""

    @property
    def name(self) -> str:
        """Return the short name by which it is chosen and listed."""

    def begin(self) -> Programme:
        """Return a programme for a new walker."""
