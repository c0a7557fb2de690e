"""Warmth: asked of the person, never fetched, and what it changes about a walk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor

from backstride.prescription import Kind, Session

SHORTER_SHARE = 0.7
"""Share of the minutes that stays at a heat index of 32-39 C (evidence section 11)."""


class Heat(StrEnum):
    """How warm it feels outside, in classes of the heat index (evidence section 11)."""

    COOL = "cool"
    """Below 27 °C."""

    WARM = "warm"
    """27 to 32 °C."""

    HOT = "hot"
    """32 to 39 °C."""

    VERY_HOT = "very_hot"
    """39 °C and above."""

    @property
    def words(self) -> str:
        """The class as an answer to "How warm does it feel outside?"."""
        return _WORDS[self]

    @property
    def from_c(self) -> float | None:
        """Heat index from which the class holds, in °C; None for the coolest."""
        return _FROM_C[self]


_WORDS = {
    Heat.COOL: "Cool or mild",
    Heat.WARM: "Warm, it feels like 27 to 32 °C",
    Heat.HOT: "Hot, it feels like 32 to 39 °C",
    Heat.VERY_HOT: "Very hot, it feels like 39 °C or more",
}

_FROM_C: dict[Heat, float | None] = {
    Heat.COOL: None,
    Heat.WARM: 27.0,
    Heat.HOT: 32.0,
    Heat.VERY_HOT: 39.0,
}


@dataclass(frozen=True, slots=True)
class HeatAdvice:
    """What the warmth makes of today's walk.

    Parameters
    ----------
    heat : Heat
    session : Session or None
        The walk to take; None where there is none today.
    shorter_min : int
        Minutes taken off.
    words : str
        What to tell the person; empty where nothing changes.
    because : tuple of str
        Source ids.
    """

    heat: Heat
    session: Session | None
    shorter_min: int
    words: str
    because: tuple[str, ...] = ("heat",)


def heat_class(heat_index_c: float) -> Heat:
    """Return the class that a heat index in °C belongs to."""
    for heat in (Heat.VERY_HOT, Heat.HOT, Heat.WARM):
        lowest = _FROM_C[heat]
        if lowest is not None and heat_index_c >= lowest:
            return heat
    return Heat.COOL


def heat_advice(session: Session, heat: Heat) -> HeatAdvice:
    """Return the walk as the warmth allows it, and the words that go with it.

    In the hot class the walk is 30 % shorter and easy throughout (that it is easy is
    judgement); in the very hot class there is none.
    """
    match heat:
        case Heat.VERY_HOT:
            return HeatAdvice(
                heat,
                None,
                session.minutes,
                "It is too hot for a walk today. Early morning or late evening may be cooler, "
                "or walk indoors.",
            )
        case Heat.HOT:
            minutes = max(1, floor(session.minutes * SHORTER_SHARE))
            shorter = Session(minutes=minutes, kind=Kind.EASY, times=session.times)
            return HeatAdvice(
                heat,
                shorter,
                session.minutes - minutes,
                f"It is hot, so today's walk is {minutes} minutes, easy and in the shade. "
                "Early or late in the day is better.",
            )
        case Heat.WARM:
            return HeatAdvice(heat, session, 0, "It is warm. Look for shade, and take water.")
        case Heat.COOL:
            return HeatAdvice(heat, session, 0, "")
