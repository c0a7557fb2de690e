"""Streets that were looked for, in rows and words."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.site.presentation.done import distance_words
from backstride.terrain import Street, StreetsFound

HERE_M = 100.0
"""Nearer than this to the middle of the map a distance says nothing (judgement)."""

BY_HAND = "Choose your street, then put the cross on your door by hand."
NO_NUMBER = "The map does not know this number. "
HOUSE = "Choose your house, then see whether the cross is on your door."


@dataclass(frozen=True, slots=True)
class StreetRow:
    """A street in the list of those found."""

    name: str
    detail: str
    url: str


def heading_of(found: StreetsFound) -> str:
    """Return the heading of the list."""
    count = len(found.streets)
    if not count:
        return "No street found"
    if found.only_alike:
        return "No street is written so. Did you mean:" if count > 1 else "Did you mean:"
    return "One street" if count == 1 else f"{count} streets"


def note_of(found: StreetsFound) -> str:
    """Return what to do with the list."""
    if not found.streets:
        return (
            "This map has no street of that name where people walk. Try the beginning of the name, "
            "or find your door on the map."
        )
    if any(street.house for street in found.streets):
        parts = [HOUSE]
    else:
        parts = [NO_NUMBER + BY_HAND if found.number else BY_HAND]
    if found.more:
        others = "One other fits" if found.more == 1 else f"{found.more} others fit"
        parts.append(
            f"{others} too: type more of the name, or first move the map to where you live."
        )
    return " ".join(parts)


def name_of(street: Street) -> str:
    """Return the name of a street, with the number of the house where that was found."""
    return f"{street.name} {street.house}".strip()


def detail_of(street: Street, units: str, other_map: str = "") -> str:
    """Return where a street is: near what, what it meets, and how far from a middle."""
    parts = [f"near {street.quarter}"] if street.quarter else []
    if street.meets:
        parts.append(f"meets {' and '.join(street.meets)}")
    middle = f"the middle of the map {other_map}" if other_map else "the cross"
    if street.away_m >= HERE_M:
        parts.append(f"{distance_words(street.away_m, units)} {street.side} of {middle}")
    elif other_map:
        parts.append(f"at {middle}")
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]
