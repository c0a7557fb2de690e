"""The ground a walk asks for (evidence section 10), and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.diary import Ground
from backstride.guidance.needs import Need, WalkerNeeds
from backstride.prescription import Kind, Session

HIKE_FROM_MIN = 30
"""A walk on hills of this length is a hike (judgement)."""


@dataclass(frozen=True, slots=True)
class GroundStage:
    """One of the three stages of ground.

    Parameters
    ----------
    stage : int
        1 to 3.
    least_evenness : float
        Evenness (0-1) that nine tenths of the way must reach.
    most_slope_percent : float
        Slope that 95 % of the way must stay below.
    daylight : bool
        Whether it is for daylight only.
    words : str
    """

    stage: int
    least_evenness: float
    most_slope_percent: float
    daylight: bool
    words: str
    because: tuple[str, ...] = ("ground.stage",)


STAGES: tuple[GroundStage, GroundStage, GroundStage] = (
    GroundStage(1, 0.75, 5.0, False, "Even and flat: pavement, park paths, a track."),
    GroundStage(2, 0.60, 8.0, False, "Firm ground with gentle slopes."),
    GroundStage(3, 0.45, 12.0, True, "Paths and hills, in daylight, with shoes that hold."),
)

_UNEVEN = "Uneven ground: lift your feet, look a few steps ahead."
_KERBS = "Kerbs and crossings: look a few steps ahead."
_HILLS = "Shorter steps uphill. Slow and soft knees downhill."
_WORDS: dict[Ground, str] = {
    "paved_uneven": _UNEVEN,
    "gravel": _UNEVEN,
    "grass_or_path": _UNEVEN,
    "mixed": _UNEVEN,
}


def ground_stage(session: Session, person: WalkerNeeds) -> GroundStage:
    """Return the ground to choose for a walk.

    Flat and even for every kind but hills; gentle slopes for hills, and paths for a hike
    of half an hour. Whoever needs even ground or no downhill stays at the first stage.
    """
    if person.has(Need.EVEN_GROUND) or person.has(Need.NO_DOWNHILL):
        return STAGES[0]
    if session.kind is not Kind.HILLS:
        return STAGES[0]
    return STAGES[2] if session.minutes >= HIKE_FROM_MIN else STAGES[1]


def ground_words(session: Session, person: WalkerNeeds, ground: Ground | None) -> str | None:
    """Return what to say about the ground at the start of a walk; None for nothing."""
    if session.kind is Kind.HILLS and ground_stage(session, person).stage > 1:
        return _HILLS
    if ground is None or ground == "indoors":
        return None
    if ground in _WORDS:
        return _WORDS[ground]
    careful = person.older or person.has(Need.BALANCE_SUPPORT) or person.has(Need.EVEN_GROUND)
    return _KERBS if careful else None
