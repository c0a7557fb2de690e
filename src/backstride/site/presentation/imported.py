"""What became of recordings, in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from backstride.recordings import Format
from backstride.site.design import day_month, number_word
from backstride.site.handed_in import Progress
from backstride.site.importing import Outcome
from backstride.walks import shown_in

HEADINGS = {
    Outcome.IMPORTED: "Added to your walks",
    Outcome.JOINED: "Joined with a walk you told us about",
    Outcome.SAME: "Already there",
    Outcome.DAYS: "Days of steps",
    Outcome.OPEN: "One question is open",
    Outcome.NOT_A_WALK: "Not taken as a walk",
    Outcome.REFUSED: "Could not be read",
}

FORMATS = tuple(kind.value for kind in Format if kind is not Format.MOTION)
"""Names of all formats that can be handed in; a phone's own measurements come by themselves."""


def formats_words() -> str:
    """Return "FIT, TCX, GPX or KML", with every format there is."""
    return f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"


def progress_words(progress: Progress) -> str:
    """Return how far a hand-in is read."""
    of = f"File {progress.files_read + 1} of {progress.files}" if progress.files > 1 else ""
    found = ""
    if progress.results:
        results = "result" if progress.results == 1 else "results"
        found = f"{progress.results} {results} so far"
    return ", ".join(part for part in (of, progress.name, found) if part) + "."


def clock_words(read_utc: datetime, clock: str, zone: str, name: str) -> str:
    """Return "World time (UTC): it began at 11:15 on 9 May 2026", as the walker's own clock tells.

    Parameters
    ----------
    read_utc : datetime
        When it began, read as if its clock ran in UTC.
    clock, zone : str
        IANA zones: in which the device's clock may have run, and of the walker.
    name : str
        What that clock is called.
    """
    began = shown_in(read_utc, clock).astimezone(ZoneInfo(zone))
    place = clock.rpartition("/")[2].replace("_", " ")
    at = f"{began:%H:%M} on {day_month(began.date())} {began.year}"
    return f"{name} ({place}): it began at {at}"


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
    if Outcome.OPEN in outcomes:
        return "We need an answer from you"
    return "No new walk in these files"
