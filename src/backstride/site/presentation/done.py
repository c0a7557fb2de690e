"""A walk that was done, in rows and in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from backstride.diary import Diary, Walk
from backstride.site.design import minutes, number_word, weekday_day_month
from backstride.site.presentation import sentences
from backstride.site.presentation.over_time import told_min
from backstride.walks import WalkSummary

KM_PER_MILE = 1.609344
METRES_PER_KM = 1000

LISTED_FROM_S = 30.0
"""Shorter pauses are a light or a gate, and are not told; stops are told from there on as well
(judgement)."""


def distance_words(metres: float, units: str) -> str:
    """Return "1.6 km" or "1.0 mi"."""
    kilometres = metres / METRES_PER_KM
    if units == "mi":
        return f"{kilometres / KM_PER_MILE:.1f} mi"
    return f"{kilometres:.1f} km"


def started_words(walk: Walk) -> str:
    """Return "Thursday 14 May 2026, 09:30", by the clock where the walk was."""
    local = walk.at.astimezone(ZoneInfo(walk.zone))
    return f"{weekday_day_month(local.date())} {local.year}, {local:%H:%M}"


def definitions_of(
    walk: Walk, diary: Diary, units: str, recorded: WalkSummary | None = None
) -> list[dict[str, str]]:
    """Return what is known about a walk, each with its name.

    Parameters
    ----------
    walk : Walk
    diary : Diary
    units : str
        "km" or "mi".
    recorded : WalkSummary, optional
        What its recording says.
    """
    rows = [("When", started_words(walk)), ("Walked", told_min(walk.minutes))]
    if walk.prescribed is not None:
        kind = dict(sentences.KIND_CHOICES)[walk.prescribed.kind].lower()
        rows.append(("Asked for", f"{minutes(walk.prescribed.minutes)}, {kind}"))
    rows.append(("Kind", dict(sentences.KIND_CHOICES)[walk.kind]))
    if not walk.programme:
        rows.append(("Counted", "As everyday walking, apart from the plan"))
    if walk.distance_m is not None:
        rows.append(("Distance", distance_words(walk.distance_m, units)))
    if walk.cadence_spm is not None:
        rows.append(("Steps a minute", f"about {walk.cadence_spm:.0f}"))
    if walk.mean_heart_rate_bpm is not None:
        rows.append(("Heart rate", f"about {walk.mean_heart_rate_bpm:.0f} a minute"))
    climb = climb_words(walk, recorded)
    if climb:
        rows.append(("Climb", climb))
    if walk.met_minutes is not None:
        mets = None if recorded is None else recorded.met_minutes
        method = "" if mets is None else f", from the {mets.method}"
        rows.append(("Effort", f"about {walk.met_minutes:.0f} MET-minutes{method}"))
    if recorded is not None:
        rows.append(("Pauses", pause_words(recorded)))
    rows += _remembered(walk, diary)
    return [{"term": term, "value": value} for term, value in rows]


def climb_words(walk: Walk, recorded: WalkSummary | None) -> str:
    """Return the climb; never as a fact, unless a barometer measured it."""
    if recorded is not None and recorded.ascent is not None:
        return recorded.ascent.words
    if walk.ascent_m is None:
        return ""
    return f"perhaps {walk.ascent_m:.0f} m up, as far as we can tell"


def pause_words(recorded: WalkSummary) -> str:
    """Return how often the walk stood still, and for how long in all."""
    breaks = [
        each for each in (*recorded.pauses, *recorded.stops) if each.duration_s >= LISTED_FROM_S
    ]
    if not breaks:
        return "None of half a minute or more"
    total_min = sum(each.duration_s for each in breaks) / 60.0
    return f"{number_word(len(breaks))}, {told_min(total_min)} in all".capitalize()


def _remembered(walk: Walk, diary: Diary) -> list[tuple[str, str]]:
    rows = []
    worn = {pair.shoes_id: pair.name for pair in diary.shoes(retired=True)}
    if walk.shoes_id in worn:
        rows.append(("Shoes", worn[walk.shoes_id]))
    if walk.ground is not None:
        rows.append(("Ground", dict(sentences.GROUND_CHOICES)[walk.ground]))
    if walk.carrying is not None:
        rows.append(("Carrying", dict(sentences.CARRYING_CHOICES)[walk.carrying]))
    if walk.talk is not None:
        rows.append(("Talking", dict(sentences.TALK_CHOICES)[walk.talk]))
    if walk.went is not None:
        rows.append(("It went", dict(sentences.WENT_CHOICES)[walk.went]))
    if walk.recording_sha256 is not None:
        rows.append(("Source", "A recording, kept with this walk"))
    if walk.note is not None:
        rows.append(("Note", walk.note))
    return rows
