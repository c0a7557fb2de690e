"""What a person's own answers ask of the warm-up, the cool-down and the advice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Need(StrEnum):
    """Something the exercises and the advice must respect. Stored with the profile."""

    LEG_PAIN_BENDING = "leg_pain_bending"
    LEG_PAIN_STANDING = "leg_pain_standing"
    OSTEOPOROSIS = "osteoporosis"
    HIP_REPLACEMENT = "hip_replacement"
    KNEE_PAIN = "knee_pain"
    DIZZINESS = "dizziness"
    RECENT_SURGERY = "recent_surgery"
    BALANCE_SUPPORT = "balance_support"
    NO_FLOOR = "no_floor"
    NO_LYING = "no_lying"
    FLUID_LIMIT = "fluid_limit"
    EVEN_GROUND = "even_ground"
    NO_DOWNHILL = "no_downhill"

    @property
    def words(self) -> str:
        """The need as the person would say it, for a page of choices."""
        return _WORDS[self]


_WORDS = {
    Need.LEG_PAIN_BENDING: "I have leg pain that gets worse when I bend forward",
    Need.LEG_PAIN_STANDING: "I have leg pain that comes when I stand and eases when I sit",
    Need.OSTEOPOROSIS: "I have thin bones (osteoporosis)",
    Need.HIP_REPLACEMENT: "I have a new hip",
    Need.KNEE_PAIN: "A knee hurts 4 or more when I bend it",
    Need.DIZZINESS: "I get dizzy easily",
    Need.RECENT_SURGERY: "I had an operation or broke a bone in the last 12 weeks",
    Need.BALANCE_SUPPORT: "I feel safer with something to hold on to",
    Need.NO_FLOOR: "I do not get down on the floor",
    Need.NO_LYING: "I should not lie flat on my back",
    Need.FLUID_LIMIT: "I have heart or kidney trouble, take water tablets or have a drinking limit",
    Need.EVEN_GROUND: "I want even ground",
    Need.NO_DOWNHILL: "Walking downhill does not suit me",
}

_FROM_ADAPTATION = {
    "drop_c7": Need.LEG_PAIN_STANDING,
    "gentle_c3": Need.LEG_PAIN_STANDING,
    "no_trunk_turns": Need.RECENT_SURGERY,
    "no_lying": Need.NO_LYING,
    "rail_support": Need.BALANCE_SUPPORT,
    "even_ground": Need.EVEN_GROUND,
    "no_downhill": Need.NO_DOWNHILL,
    "own_drinking": Need.FLUID_LIMIT,
}
"""Adaptations of the safety questions that change exercises, ground or drinking.

Heart trouble is asked for together with lungs and circulation (question 16): whoever says
yes gets no amounts to drink, which is the more careful side (evidence section 11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkerNeeds:
    """What guidance has to know about a person.

    Parameters
    ----------
    age_years : int or None
        Unknown counts as 65 or over where that is the more careful side.
    weight_kg : float or None
    usual_cadence_spm : float or None
        Steps per minute (both feet) of the person's own usual walk.
    needs : frozenset of Need
    """

    age_years: int | None = None
    weight_kg: float | None = None
    usual_cadence_spm: float | None = None
    needs: frozenset[Need] = frozenset()

    @classmethod
    def of(
        cls,
        names: Collection[str] = (),
        *,
        adaptations: Collection[str] = (),
        age_years: int | None = None,
        weight_kg: float | None = None,
        usual_cadence_spm: float | None = None,
    ) -> Self:
        """Gather the needs from the profile and from the safety questions.

        Parameters
        ----------
        names : collection of str
            Needs as stored with the profile. A name that no exercise knows is passed
            over, so that a diary from another version can still be walked with.
        adaptations : collection of str
            Adaptation ids of the safety questions.
        age_years, weight_kg, usual_cadence_spm : optional
            As in the class.
        """
        known = frozenset(Need)
        stored = frozenset(Need(name) for name in names if name in known)
        told = frozenset(_FROM_ADAPTATION[each] for each in adaptations if each in _FROM_ADAPTATION)
        return cls(
            age_years=age_years,
            weight_kg=weight_kg,
            usual_cadence_spm=usual_cadence_spm,
            needs=stored | told,
        )

    def has(self, need: Need) -> bool:
        """Whether the person has that need."""
        return need in self.needs

    @property
    def older(self) -> bool:
        """65 or over, or of unknown age: holds last 30 s at least (evidence section 7)."""
        return self.age_years is None or self.age_years >= OLDER_FROM_YEARS


OLDER_FROM_YEARS = 65
"""From this age stretches are held for 30 s or longer (ACSM/Garber 2011; section 7)."""
