"""Step rate and heart rate over the time of a walk: a finding, its drawing, its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backstride.recordings import Floats, Pause
from backstride.site.design import Band, minutes, plain_number, time_chart
from backstride.walks import Course, WalkSummary, ZoneMinutes, highest_heart_rate

SHOWN_PAUSE_S = 10.0
"""Shorter pauses are not drawn."""

LONG_MIN = 10.0
"""From here on, minutes are told without their tenths."""


@dataclass(frozen=True, slots=True)
class Row:
    """One band: its name, its bounds, the minutes in it."""

    name: str
    bounds: str
    minutes: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """A chart with everything that is said beside it.

    Attributes
    ----------
    heading, finding : str
        What it is about, and what it shows.
    drawing : str
        SVG.
    how : str
        How to read it.
    unit : str
        Of the bounds, for the head of the table.
    rows : tuple of Row
        The same as a table; empty where there are no bands.
    """

    heading: str
    finding: str
    drawing: str
    how: str
    unit: str
    rows: tuple[Row, ...]


def cadence_over_time(
    course: Course, summary: WalkSummary, height_cm: float | None
) -> OverTime | None:
    """Return the step rate over time with the bands of adults; None where it is not known."""
    if not course.has_cadence or not summary.cadence_bands:
        return None
    bands = summary.cadence_bands
    walked = sum(band.minutes for band in bands)
    from_here = sum(band.minutes for band in bands[1:])
    rate = f"{summary.threshold_spm:.0f} steps a minute or more"
    finding = f"{told_min(from_here)} of {told_min(walked)} at {rate}"
    mean = summary.mean_cadence_spm
    average = "" if mean is None else f" On average about {mean:.0f}."
    whose = "those of adults of your height" if height_cm is not None else "those of all adults"
    return OverTime(
        heading="Steps a minute",
        finding=finding,
        drawing=time_chart(
            _points(course.time_s, course.cadence_spm),
            course.duration_s / 60.0,
            [Band(band.name, band.from_spm) for band in bands[1:]],
            _pauses(summary.pauses),
            key="cadence",
            title=f"Steps a minute over time: {finding}",
            description=_described(course.cadence_spm, "steps a minute"),
        ),
        how=f"The bands between the lines are {whose}.{average} Shaded: paused.",
        unit="Steps a minute",
        rows=tuple(
            Row(
                band.name.capitalize(),
                _bounds(band.from_spm, band.below_spm),
                told_min(band.minutes),
            )
            for band in bands
        ),
    )


def heart_rate_over_time(
    course: Course, summary: WalkSummary, zones: Sequence[ZoneMinutes], age: int | None
) -> OverTime | None:
    """Return the heart rate over time, with zones where an age is known."""
    if not course.has_heart_rate:
        return None
    mean, most = summary.mean_heart_rate_bpm, summary.max_heart_rate_bpm
    finding = (
        "" if mean is None or most is None else f"About {mean:.0f} a minute, {most:.0f} at most"
    )
    how = "Zones need your year of birth; you can add it under Settings, About me."
    if age is not None:
        how = (
            f"The zones are shares of {highest_heart_rate(age):.0f}, the highest heart rate that "
            "is usual at your age. People differ by 10 or more from it. With medicines that slow "
            "the heart they do not hold: go by how well you can talk."
        )
    return OverTime(
        heading="Heart rate",
        finding=finding,
        drawing=time_chart(
            _points(course.time_s, course.heart_rate_bpm),
            course.duration_s / 60.0,
            [Band(zone.name, zone.from_bpm) for zone in zones[1:]],
            _pauses(summary.pauses),
            key="heart",
            title=f"Heart rate over time: {finding}",
            description=_described(course.heart_rate_bpm, "a minute"),
        ),
        how=how,
        unit="Beats a minute",
        rows=tuple(
            Row(
                zone.name.capitalize(),
                _bounds(zone.from_bpm, zone.below_bpm),
                told_min(zone.minutes),
            )
            for zone in zones
        ),
    )


def told_min(value: float) -> str:
    """Return "4.5 minutes", "12 minutes" or "under a minute"."""
    if value >= LONG_MIN:
        return minutes(round(value))
    if 0 < value < 0.95:
        return "under a minute"
    return minutes(float(plain_number(value)))


def _points(time_s: Floats, values: Floats) -> list[tuple[float, float | None]]:
    return [
        (float(second) / 60.0, float(value) if np.isfinite(value) else None)
        for second, value in zip(time_s, values, strict=True)
    ]


def _pauses(pauses: Sequence[Pause]) -> list[tuple[float, float]]:
    return [
        (pause.start_s / 60.0, pause.end_s / 60.0)
        for pause in pauses
        if pause.duration_s >= SHOWN_PAUSE_S
    ]


def _described(values: Floats, unit: str) -> str:
    known = values[np.isfinite(values)]
    low, high = np.percentile(known, [5, 95])
    return f"Mostly between {low:.0f} and {high:.0f} {unit}. The table below has the minutes."


def _bounds(low: float, high: float) -> str:
    if low <= 0:
        return f"below {high:.0f}"
    if not np.isfinite(high):
        return f"{low:.0f} and more"
    return f"{low:.0f} to {high - 1:.0f}"
