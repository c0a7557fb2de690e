"""How urgent an answer is, and what walking it leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Answer(StrEnum):
    """What a person can answer to a safety question."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


class Tier(StrEnum):
    """How soon an answer needs somebody to look at it.

    Content: red-flag framework (Finucane 2020, doi 10.2519/jospt.2020.9971; NICE NG59).
    The four tiers are judgement.
    """

    A = "A"
    """Emergency: now."""

    B = "B"
    """Contact on the same day; no walk until then."""

    C = "C"
    """A clinician before the start, or within days during the programme."""

    D = "D"
    """Walk, with changes."""

    @property
    def urgency(self) -> int:
        """4 for the most urgent tier (A) down to 1 for the least (D)."""
        return 4 - "ABCD".index(self.value)

    @property
    def if_unsure(self) -> Tier:
        """The tier of "I am not sure" where "yes" has this tier.

        One tier less urgent, but A stays A; D is the last tier and stays D.
        """
        if self is Tier.A:
            return Tier.A
        return {Tier.B: Tier.C, Tier.C: Tier.D}.get(self, Tier.D)


class Walking(StrEnum):
    """What walking is open while the answers stand."""

    NONE = "none"
    """No walk until a clinician has looked, or the question is answered again."""

    EASY_HOLD = "easy_hold"
    """Easy walks of the present length; nothing is added until a clinician clears it."""

    AS_PLANNED = "as_planned"

    @property
    def freedom(self) -> int:
        """0 for no walking, 1 for easy walks on hold, 2 for walking as planned."""
        return (Walking.NONE, Walking.EASY_HOLD, Walking.AS_PLANNED).index(self)


def most_urgent(tiers: Iterable[Tier]) -> Tier | None:
    """Return the most urgent of the tiers, or None where there is none."""
    return max(tiers, key=lambda tier: tier.urgency, default=None)


def strictest(walking: Iterable[Walking]) -> Walking:
    """Return the walking that leaves least open; as planned where nothing limits it."""
    return min(walking, key=lambda each: each.freedom, default=Walking.AS_PLANNED)
