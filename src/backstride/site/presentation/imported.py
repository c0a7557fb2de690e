"""What became of recordings, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from backstride.site.design import number_word
from backstride.site.importing import Outcome

HEADINGS = {
    Outcome.IMPORTED: "Added to your walks",
    Outcome.JOINED: "Joined with a walk you told us about",
    Outcome.SAME: "Already there",
    Outcome.OPEN: "One question is open",
    Outcome.NOT_A_WALK: "Not taken as a walk",
    Outcome.REFUSED: "Could not be read",
}


def heading_of(outcome: Outcome) -> str:
    """Return the heading of one outcome."""
    return HEADINGS[outcome]


def summed_up(outcomes: Sequence[Outcome]) -> str:
    """Return the heading of the page: how many walks were added."""
    added = sum(each is Outcome.IMPORTED for each in outcomes)
    if added:
        walks = "walk is" if added == 1 else "walks are"
        return f"{number_word(added)} {walks} in your diary".capitalize()
    if len(outcomes) == 1:
        return HEADINGS[outcomes[0]]
    return "No new walk in these files"
