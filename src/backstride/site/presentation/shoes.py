"""Pairs of shoes in words: how far they went, and when to have a look at them."""

from __future__ import annotations

from backstride.diary import Pair
from backstride.site.presentation.done import METRES_PER_KM, distance_words

CHECK_KM = 500
CONSIDER_KM = 800
"""500 "check", 800 "consider" (running custom; no walking data: evidence section 9)."""

SURE = (
    "500 to 800 km is custom among runners. For walking and for backs nobody has measured it, "
    "so comfort comes first: a low heel, room for the toes, laced snugly."
)
NEW_PAIR = "With a new pair keep the same walk for two walks, and look out for blisters."


def distance_of(pair: Pair, units: str) -> str:
    """Return how far a pair went, as far as we know."""
    words = distance_words(pair.distance_km * METRES_PER_KM, units)
    if pair.walks_without_distance:
        count = pair.walks_without_distance
        return f"At least {words}; {count} {'walk' if count == 1 else 'walks'} without a distance"
    return words


def advice_of(pair: Pair) -> str:
    """Return what to do with a pair after that distance; nothing for a young one."""
    if pair.distance_km >= CONSIDER_KM:
        return "Consider a new pair."
    if pair.distance_km >= CHECK_KM:
        return "Check the soles and the heels."
    return ""
