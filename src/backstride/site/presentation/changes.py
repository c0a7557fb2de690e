"""What a person's own answers change about the walks, said where it is needed."""

from __future__ import annotations

from collections.abc import Collection

from backstride.guidance import WalkerNeeds
from backstride.screening import ADAPTATIONS, Assessment
from backstride.site.presentation.today import Line

BEFORE_A_WALK = {
    "carry_sugar": "carrying",
    "check_feet": "shoes",
    "company": "routes",
    "seat_stops": "bench",
    "even_ground": "ground",
    "no_downhill": "hills",
    "talk_test": "voice",
    "no_brisk": "cool-down",
}
"""What has to be thought of before going out, in that order, each with its icon. The rest is
about exercises, which have changed by themselves, or about drinking, which has its own line."""


def before_a_walk(assessment: Assessment, needs: Collection[str]) -> list[Line]:
    """Return a line for each thing to take along or to choose; often none.

    Parameters
    ----------
    assessment : Assessment
        What the safety answers mean; what a doctor has cleared keeps its changes.
    needs : collection of str
        What the person ticked about their body; some of it is the same.
    """
    told = assessment.adaptations | set(needs)
    return [
        Line(icon, ADAPTATIONS[each], "") for each, icon in BEFORE_A_WALK.items() if each in told
    ]


def told_needs(assessment: Assessment) -> frozenset[str]:
    """Return the needs that the safety answers told already."""
    needs = WalkerNeeds.of(adaptations=assessment.adaptations).needs
    return frozenset(need.value for need in needs)
