"""Kinds of walk that a person's own answers keep closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from backstride.prescription.session import Kind

VARIED = frozenset({Kind.BRISK.value, Kind.INTERVALS.value, Kind.HILLS.value})
"""Every kind but the easy one."""

_HILLS = frozenset({Kind.HILLS.value})

CLOSED_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # Pain that sitting or bending forward eases often dislikes downhill (evidence section 10).
        "no_downhill": _HILLS,
        # Falls, little feeling in the feet, pregnancy: hills are seldom even. Judgement.
        "even_ground": _HILLS,
        # Heart, lungs or circulation (question 16): effort is for a clinician to open. Judgement.
        "no_brisk": VARIED,
    }
)
"""What an adaptation of the safety questions, or a need of the profile, keeps closed."""


def closed_kinds(*told: Collection[str]) -> frozenset[str]:
    """Return the kinds of walk that these adaptations and needs keep closed."""
    closed: frozenset[str] = frozenset()
    for names in told:
        for name in names:
            closed |= CLOSED_BY.get(name, frozenset())
    return closed
