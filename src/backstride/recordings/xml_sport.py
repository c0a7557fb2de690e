"""The sport as XML formats spell it, in free words."""

from __future__ import annotations

import re

from .recording import Sport

_WORDS = (
    (Sport.HIKING, re.compile(r"hik|trek|mountaineering")),
    (Sport.WALKING, re.compile(r"walk|stroll")),
    (Sport.RUNNING, re.compile(r"\brun|running|jog")),
    (Sport.CYCLING, re.compile(r"cycl|bik(e|ing)|\bride\b|\bspinning\b")),
)

_SAYS_NOTHING = frozenset(
    {"", "other", "unknown", "generic", "uncategorized", "default", "workout"}
)


def sport_in_words(text: str) -> Sport:
    """Return the sport a free text names.

    Unknown where it names none that we know: apps write their own words and languages here, so a
    strange word is no evidence against a walk.
    """
    plain = re.sub(r"[_\W]+", " ", text.lower()).strip()
    if plain in _SAYS_NOTHING:
        return Sport.UNKNOWN
    return next((sport for sport, words in _WORDS if words.search(plain)), Sport.UNKNOWN)
