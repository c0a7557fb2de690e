"""Water: how much to carry and to drink on a walk (evidence section 11)."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from backstride.guidance.heat import Heat
from backstride.guidance.needs import Need, WalkerNeeds

THIRST_ONLY_MIN = 20
CARRY_MIN = 45
LONG_MIN = 90
"""The rows of the table: up to 20, 45 and 90 minutes, and beyond (judgement)."""

CARRY_ML = 250
CAP_ML_PER_H = 800

WARM_SIPS_ML = (100, 150)
WARM_EVERY_MIN = (15, 20)
HOURLY_ML = (250, 500)
HOURLY_WARM_ML = (400, 600)
HOURLY_LONG_ML = (400, 600)
HOURLY_LONG_WARM_ML = (500, 800)

BEFORE_ML_PER_KG = (5, 7)
"""About 4 h before a long effort (Sawka 2007)."""

SIP_EVERY_S = 1200
WARM_SIP_EVERY_S = 1020
"""Cues every 20 min, in warmth every 17: within the 15-20 min of the table (judgement)."""

SIGNS = (
    "If you get a headache, feel sick, bloated or confused after drinking a lot, stop "
    "drinking and get help at once."
)
FOLLOW_CLINICIAN = "Drink as your doctor or nurse has told you. We give you no amounts."


@dataclass(frozen=True, slots=True)
class WaterAdvice:
    """What to drink. All amounts are None where the person's clinician decides.

    Parameters
    ----------
    words : str
        The advice as a sentence or two.
    thirst_only : bool
        Nothing but thirst decides.
    carry_ml : int or None
        How much to take along, in mL.
    sips_ml : pair of int or None
        How much at a time, in mL.
    every_min : pair of int or None
        How often, in minutes.
    hourly_ml : pair of int or None
        How much in an hour, in mL; never above 800.
    before_ml : pair of int or None
        About 4 hours before a walk of more than 90 minutes, in mL.
    signs : str
        When to stop drinking; empty where no amounts are given.
    because : tuple of str
        Source ids.
    """

    words: str
    thirst_only: bool = False
    carry_ml: int | None = None
    sips_ml: tuple[int, int] | None = None
    every_min: tuple[int, int] | None = None
    hourly_ml: tuple[int, int] | None = None
    before_ml: tuple[int, int] | None = None
    signs: str = ""
    because: tuple[str, ...] = ("water.table",)


def water_advice(minutes: int, person: WalkerNeeds, heat: Heat | None = None) -> WaterAdvice:
    """Return what to drink on a walk of that many minutes.

    Parameters
    ----------
    minutes : int
        Minutes of the walk itself, as the plan counts them.
    person : WalkerNeeds
    heat : Heat, optional
        How warm it feels; unknown counts as cool.
    """
    if person.has(Need.FLUID_LIMIT):
        return WaterAdvice(FOLLOW_CLINICIAN, because=("water.limit",))
    warm = heat in (Heat.WARM, Heat.HOT, Heat.VERY_HOT)
    if minutes <= THIRST_ONLY_MIN:
        return WaterAdvice("Drink when you are thirsty. You need not carry any.", thirst_only=True)
    if minutes <= CARRY_MIN:
        return _short(minutes, warm=warm)
    return _long(minutes, person, warm=warm)


def _short(minutes: int, *, warm: bool) -> WaterAdvice:
    if not warm:
        return WaterAdvice(
            f"Take {CARRY_ML} mL of water with you. Drink when you are thirsty.",
            carry_ml=CARRY_ML,
            signs=SIGNS,
        )
    low, high = WARM_SIPS_ML
    often, seldom = WARM_EVERY_MIN
    carry_ml = max(CARRY_ML, minutes // often * high)
    return WaterAdvice(
        f"Take {carry_ml} mL of water with you. Drink {low} to {high} mL every {often} to "
        f"{seldom} minutes.",
        carry_ml=carry_ml,
        sips_ml=WARM_SIPS_ML,
        every_min=WARM_EVERY_MIN,
        signs=SIGNS,
    )


def _long(minutes: int, person: WalkerNeeds, *, warm: bool) -> WaterAdvice:
    very_long = minutes > LONG_MIN
    if very_long:
        low, high = HOURLY_LONG_WARM_ML if warm else HOURLY_LONG_ML
    else:
        low, high = HOURLY_WARM_ML if warm else HOURLY_ML
    high = min(high, CAP_ML_PER_H)
    carry_ml = max(CARRY_ML, floor(high * minutes / 60 / 50) * 50)
    before_ml = None
    words = f"Take about {carry_ml} mL of water with you. Drink {low} to {high} mL an hour."
    if very_long and person.weight_kg is not None:
        least, most = (round(person.weight_kg * each, -1) for each in BEFORE_ML_PER_KG)
        before_ml = (int(least), int(most))
        words += f" About 4 hours before, drink {before_ml[0]} to {before_ml[1]} mL."
    return WaterAdvice(
        words,
        carry_ml=carry_ml,
        hourly_ml=(low, high),
        before_ml=before_ml,
        signs=SIGNS,
        because=("water.table", "water.before") if before_ml else ("water.table",),
    )


def sip_every_s(advice: WaterAdvice, heat: Heat | None) -> int | None:
    """Return the seconds between two reminders to drink; None where there are none."""
    if advice.carry_ml is None:
        return None
    return SIP_EVERY_S if heat in (None, Heat.COOL) else WARM_SIP_EVERY_S


def sip_words(advice: WaterAdvice) -> str:
    """Return what a reminder says."""
    if advice.sips_ml is not None:
        low, high = advice.sips_ml
        return f"Time to drink: {low} to {high} mL."
    return "A few sips now." if advice.hourly_ml else "A sip of water, if you are thirsty."
