"""The walk that was done, from its recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from backstride.recordings import Pause, Recording, Sport

from .cadence_bands import BandMinutes, cadence_threshold, minutes_in_bands
from .climb import Ascent, ascent_of
from .energy import energy_kcal
from .intensity import MetMinutes, met_minutes
from .motion import STEPPING_FROM_SPM, motion_of
from .track import geo_distance_m

LONG_STOP_S = 300.0
"""A stop of five minutes or more ends a stretch of walking: on a bench, in a shop, or a watch that
nobody stopped. Shorter ones, at a light or a view, belong to the walk. Judgement."""

LONGEST_MIN = 24 * 60.0
"""A device's timer above one day is a slip of the device. Judgement."""

COVERED_SHARE = 0.8
"""With points for less of the time than this, what only points can tell is not known. Judgement."""


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of the walker's body; nothing of it is needed.

    Attributes
    ----------
    height_cm : float or None
        For the personal bands of step rate.
    mass_kg : float or None
        For energy.
    """

    height_cm: float | None = None
    mass_kg: float | None = None


@dataclass(frozen=True, slots=True)
class WalkSummary:
    """What was walked. A value that the recording cannot tell is None.

    Attributes
    ----------
    start_utc : datetime or None
        Start; None where the device's clock was not set or the points have no times.
    end_utc : datetime or None
        End, pauses included; never before the minutes that count could have been walked.
    minutes : float or None
        What counts against the plan: time on the device's timer (else the time outside its
        pauses), less the stops of five minutes or more. Short stops count as walking.
    moving_min : float or None
        Time really moving, by the way and the steps.
    elapsed_min : float or None
        From start to end, pauses included.
    timer_min : float or None
        By the device's timer.
    pauses : tuple of Pause
        Where the device's timer stood or its track has a gap.
    stops : tuple of Pause
        Where the person stood for half a minute or more while the device recorded.
    coverage : float
        Share of the time on the timer for which there are points, 0 to 1.
    distance_m : float or None
        The device's total, else the way along the places.
    device_distance_m, geo_distance_m : float or None
        Both, apart.
    mean_cadence_spm : float or None
        Steps per minute while walking; the device's mean if it has no points for it.
    threshold_spm : float
        Step rate from which walking is moderate for this person.
    cadence_bands : tuple of BandMinutes
        Minutes in the person's own bands; empty without a step rate.
    mean_heart_rate_bpm, max_heart_rate_bpm : float or None
        Over the points; the device's if there are none.
    ascent : Ascent or None
        A range.
    met_minutes : MetMinutes or None
        With what it was reckoned from; None for what was not on foot.
    energy_kcal : float or None
        About; only with a mass.
    """

    start_utc: datetime | None
    end_utc: datetime | None
    minutes: float | None
    moving_min: float | None
    elapsed_min: float | None
    timer_min: float | None
    pauses: tuple[Pause, ...]
    stops: tuple[Pause, ...]
    coverage: float
    distance_m: float | None
    device_distance_m: float | None
    geo_distance_m: float | None
    mean_cadence_spm: float | None
    threshold_spm: float
    cadence_bands: tuple[BandMinutes, ...]
    mean_heart_rate_bpm: float | None
    max_heart_rate_bpm: float | None
    ascent: Ascent | None
    met_minutes: MetMinutes | None
    energy_kcal: float | None


def summarise(recording: Recording, *, body: Body | None = None) -> WalkSummary:
    """Say what was walked.

    Parameters
    ----------
    recording : Recording
        Any; whether it was on foot is for `is_on_foot` to say.
    body : Body, optional
        Height for the bands, mass for the energy.

    Returns
    -------
    WalkSummary
        See there for what each value means.

    Notes
    -----
    Which minutes count. A plan asks for minutes of walking. The device's timer is the person's own
    statement of when the walk began, paused and ended, so it is the base; it includes the seconds
    at a kerb, which a plan's minutes include as well. Moving time does not serve: receivers take
    slow walking uphill for standing. But a watch left running on a café table must not fill the
    week, so stops of five minutes or more come off.
    """
    body = body or Body()
    motion = motion_of(recording)
    on_clock_s = float(np.count_nonzero(motion.recorded)) * motion.step_s
    timer_min = _plausible_min(recording.totals.timer_s)
    elapsed_min = _elapsed_min(recording)
    base_min = timer_min if timer_min is not None else on_clock_s / 60.0 or None
    coverage = min(1.0, on_clock_s / 60.0 / base_min) if base_min else 0.0
    stops = motion.stops() if motion.is_known else ()
    minutes = None if base_min is None else _without_long_stops(base_min, on_clock_s, stops)
    moving_min = None
    if motion.is_known and coverage >= COVERED_SHARE:
        moving_min = float(np.count_nonzero(motion.moving)) * motion.step_s / 60.0
    mets = None
    if minutes is not None and recording.sport not in (Sport.CYCLING, Sport.ELSE):
        mets = met_minutes(recording, motion, minutes if moving_min is None else moving_min)
    start_utc = recording.start_utc if recording.is_timed else None
    way_m, device_m = geo_distance_m(recording), _device_distance(recording)
    cadence_spm = np.where(motion.moving, motion.cadence_spm, np.nan)
    walking_spm = cadence_spm[cadence_spm >= STEPPING_FROM_SPM]
    threshold = cadence_threshold(body.height_cm)
    hr = recording.heart_rate_bpm[np.isfinite(recording.heart_rate_bpm)]
    return WalkSummary(
        start_utc=start_utc,
        end_utc=_end(start_utc, elapsed_min, minutes),
        minutes=minutes,
        moving_min=moving_min,
        elapsed_min=elapsed_min,
        timer_min=timer_min,
        pauses=recording.pauses,
        stops=stops,
        coverage=coverage,
        distance_m=way_m if device_m is None else device_m,
        device_distance_m=device_m,
        geo_distance_m=way_m,
        mean_cadence_spm=(
            float(walking_spm.mean()) if walking_spm.size else recording.totals.mean_cadence_spm
        ),
        threshold_spm=threshold,
        cadence_bands=(
            minutes_in_bands(walking_spm, motion.step_s, threshold) if walking_spm.size else ()
        ),
        mean_heart_rate_bpm=(float(hr.mean()) if hr.size else recording.totals.mean_heart_rate_bpm),
        max_heart_rate_bpm=float(hr.max()) if hr.size else recording.totals.max_heart_rate_bpm,
        ascent=ascent_of(recording),
        met_minutes=mets,
        energy_kcal=energy_kcal(mets.value, body.mass_kg) if mets and body.mass_kg else None,
    )


def _without_long_stops(base_min: float, on_clock_s: float, stops: tuple[Pause, ...]) -> float:
    """Take the long stops off, unless the device's timer has left them out already."""
    long_s = sum(stop.duration_s for stop in stops if stop.duration_s >= LONG_STOP_S)
    left_out_s = max(0.0, on_clock_s - base_min * 60.0)
    return max(0.0, base_min - max(0.0, long_s - left_out_s) / 60.0)


def _plausible_min(seconds: float | None) -> float | None:
    if seconds is None or not 0 < seconds / 60.0 <= LONGEST_MIN:
        return None
    return seconds / 60.0


def _elapsed_min(recording: Recording) -> float | None:
    """Return the time by the points, or the device's if the points broke off before its end."""
    by_points = recording.elapsed_s
    by_device = _plausible_min(recording.totals.elapsed_s)
    if by_points is None or not len(recording):
        return by_device
    if by_device is not None and by_device * 60.0 * COVERED_SHARE > by_points:
        return by_device
    return by_points / 60.0


def _end(
    start_utc: datetime | None, elapsed_min: float | None, minutes: float | None
) -> datetime | None:
    """Return the end; a timer may outlast the last point by a second or two."""
    if start_utc is None or elapsed_min is None:
        return None
    return start_utc + timedelta(minutes=max(elapsed_min, minutes or 0.0))


def _device_distance(recording: Recording) -> float | None:
    """Return the device's total, or its last cumulative value where it wrote no total."""
    if recording.totals.distance_m:
        return recording.totals.distance_m
    known = recording.distance_m[np.isfinite(recording.distance_m)]
    return float(known.max()) if known.size and known.max() > 0 else None
