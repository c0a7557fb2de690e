"""What a safety question, its follow-up and their possible answers consist of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from backstride.screening.tier import Tier, most_urgent

UNSURE = "unsure"
"""Id of the option that every follow-up has: the person does not know."""


class Choice(StrEnum):
    """How many options of a follow-up can fit at once."""

    ONE = "one"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words about what to do, where they differ from those of the tier; else empty."""

    action: str = ""
    lead: str = ""
    when: str = ""
    until_then: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a follow-up.

    Parameters
    ----------
    id, label : str
        The id within the follow-up and the words to choose by.
    tier : Tier or None
        What it means after "yes"; None where it takes the worry away.
    told_us, say : str
        Replace those of the question; empty where they stay.
    adaptations : frozenset of str
        Ids of what changes in the walks.
    age_from_years, age_below_years : int or None
        Where given and the age is known, the age decides and not the person:
        ``age_from_years <= age < age_below_years``.
    relief : bool
        Choosing it may make the outcome less urgent.
    definite : bool
        It is the answer by itself: after "I am not sure" it means as much as after "yes".
    not_for_product : bool
        The programme is not made for this person.
    wording : Wording
        Words that replace those of the tier.
    """

    id: str
    label: str
    tier: Tier | None = None
    told_us: str = ""
    say: str = ""
    adaptations: frozenset[str] = frozenset()
    age_from_years: int | None = None
    age_below_years: int | None = None
    relief: bool = False
    definite: bool = False
    not_for_product: bool = False
    wording: Wording = Wording()

    @property
    def by_age(self) -> bool:
        """Whether a known age decides about this option."""
        return self.age_from_years is not None or self.age_below_years is not None

    def fits_age(self, age_years: int) -> bool:
        """Whether a person of that age belongs to this option."""
        low, high = self.age_from_years, self.age_below_years
        return (low is None or age_years >= low) and (high is None or age_years < high)


@dataclass(frozen=True, slots=True)
class Combination:
    """Options that together mean more than each of them alone."""

    tier: Tier
    all_of: frozenset[str]
    any_of: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def holds(self, chosen: Collection[str]) -> bool:
        """Whether these chosen option ids make the combination."""
        picked = frozenset(chosen)
        return (
            self.all_of <= picked
            and (not self.any_of or bool(self.any_of & picked))
            and not self.unless & picked
        )


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is asked after "yes" or "I am not sure", where the tier depends on it."""

    id: str
    text: str
    help: str
    choice: Choice
    options: tuple[Option, ...]
    combinations: tuple[Combination, ...] = ()

    def option(self, option_id: str) -> Option:
        """Return the option of that id.

        Raises
        ------
        ValueError
            If there is none; the message names those there are.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        known = ", ".join(option.id for option in self.options)
        raise ValueError(
            f"{option_id!r} is not an answer to {self.id} ({self.text}); choose from: {known}"
        )

    def tier_of(self, chosen: Collection[str]) -> Tier | None:
        """Return the most urgent tier that the chosen option ids mean after "yes"."""
        tiers = [option.tier for option in self.options if option.id in chosen and option.tier]
        tiers += [each.tier for each in self.combinations if each.holds(chosen)]
        return most_urgent(tiers)

    def definite_tier_of(self, chosen: Collection[str]) -> Tier | None:
        """Return what the chosen options mean that are an answer by themselves."""
        told = [o.id for o in self.options if o.id in chosen and (o.definite or o.relief)]
        return self.tier_of(told)

    @property
    def decided_by_age(self) -> bool:
        """Whether a known age alone answers it."""
        return all(option.by_age for option in self.options if option.id != UNSURE)

    def with_age(self, chosen: Collection[str], age_years: int | None) -> tuple[str, ...]:
        """Return the chosen option ids in order, corrected by the age where it is known.

        An age that is known is not asked: options by age are taken where it fits and
        dropped where it does not.
        """
        picked = set(chosen)
        if age_years is not None:
            for option in self.options:
                if option.by_age:
                    picked.discard(option.id)
                    if option.fits_age(age_years):
                        picked.add(option.id)
            if self.decided_by_age:
                picked.discard(UNSURE)
        return tuple(option.id for option in self.options if option.id in picked)


@dataclass(frozen=True, slots=True)
class Question:
    """One safety question.

    Parameters
    ----------
    id : str
        ``q01`` to ``q21``; the numbers are those of the evidence sheet, section 5.
    text, help, why : str
        The question, a line that makes it plain, and why we ask.
    told_us : str
        What a "yes" told us, as a sentence to the person.
    say : str
        What follows "I have back pain with" when calling for help; empty where no answer
        is urgent enough to call.
    tier : Tier
        What "yes" means where no follow-up decides.
    source : str
        Where content and tier come from.
    follow_up : FollowUp or None
    adaptations : frozenset of str
        What changes in the walks after "yes" or "unsure".
    walking_allowed : bool
        Easy walking stays open before a clinician has looked, although the tier is C.
    crisis : bool
        Somebody to talk to, now.
    wording : Wording
        Words that replace those of the tier.
    """

    id: str
    text: str
    help: str
    why: str
    told_us: str
    say: str
    tier: Tier
    source: str
    follow_up: FollowUp | None = None
    adaptations: frozenset[str] = frozenset()
    walking_allowed: bool = False
    crisis: bool = False
    wording: Wording = Wording()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the question file holds.

    ``tiers`` has the words of each tier, ``tiers_started`` those that differ once the
    programme is under way, ``tiers_unsure`` those that differ where "I am not sure" made an
    answer less urgent, ``adaptations`` the words of each adaptation id.
    """

    version: str
    questions: tuple[Question, ...]
    tiers: Mapping[Tier, Wording]
    tiers_started: Mapping[Tier, Wording]
    tiers_unsure: Mapping[Tier, Wording]
    adaptations: Mapping[str, str]
