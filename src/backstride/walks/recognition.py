"""The parts of a recorded walk, by its step rate, its speed and its slope."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import numpy as np

from backstride.recordings import Floats, Recording, Sport

from .climb import grade_percent
from .intensity import FEET_MPS
from .motion import STEP_S, STEPPING_FROM_SPM, STOP_FROM_S, WINDOW_S, Bools, Motion, motion_of
from .paces import SHORTEST_S
from .structure import Part, PartKind, parts_of
from .train import TOGETHER_BY_SPEED_S, TOGETHER_S

HILLY_PERCENT = {True: 5.0, False: 8.0}
"""A slope from this grade on, with a barometer and where none is known.

5 % is where accessible ways end (ADA). Satellites give heights that wander by 5 to 10 m, which over
the 200 m that a grade is taken from makes up to 5 % of nothing. Judgement for the second."""

LEAST_HILL_S = 120.0
"""Shorter slopes are a bridge or a kerb ramp, and no hike. Judgement."""

KNOWN_SHARE = 0.5
"""The step rate must be known for this share of the moving time, else speed tells. Judgement."""

LEAST_PACE_S = 60
"""Speed from places wanders: a pace told by it must have been kept this long in all. Judgement."""

SPEED_PER_CADENCE = 0.0065 / 60.0
"""Speed in m/s is this times the square of the steps a minute, for want of a step counter.
Judgement."""


def parts_in(recording: Recording, motion: Motion | None = None) -> tuple[Part, ...]:
    """Tell the parts of a recorded walk.

    Parameters
    ----------
    recording : Recording
        On foot.
    motion : Motion, optional
        The same, second by second, where it is known already.

    Returns
    -------
    tuple of Part
        In order and without gaps, in seconds from the start; empty where nothing tells whether
        somebody moved.

    Notes
    -----
    1. The pace is the step rate; where that is known for less than half of the moving time, the
       step rate that belongs to the speed. The paces are told apart by `parts_of`.
    2. A stretch of two minutes or more on a slope is a hike: 5 % with a barometer. Without one it
       takes 8 %, and the part is marked as not sure.
    3. In a walk with such a stretch, speed tells one pace only, as it follows the slope.
    4. A file that names a hike is believed: what would be a steady part is one.
    """
    motion = motion or motion_of(recording)
    if not motion.is_known or motion.step_s > STEP_S:
        return ()
    cadence_spm, counted = _pace(motion)
    hilly = _hilly(recording, motion)
    named = recording.sport is Sport.HIKING
    found = []
    least_s = SHORTEST_S if counted else LEAST_PACE_S
    together_s = TOGETHER_S if counted else TOGETHER_BY_SPEED_S
    if not counted and hilly.any():
        # Up and down, speed follows the slope and tells no second pace.
        least_s = len(cadence_spm) + 1
    for part in parts_of(cadence_spm, hilly=hilly, least_pace_s=least_s, together_s=together_s):
        inside = slice(int(part.start_s), int(part.end_s))
        moving = motion.moving[inside]
        speed = motion.speed_mps[inside][moving]
        speed = speed[speed <= FEET_MPS]
        kind = PartKind.HIKE if named and part.kind is PartKind.STEADY else part.kind
        found.append(
            replace(
                part,
                kind=kind,
                cadence_spm=part.cadence_spm if counted or kind is PartKind.PAUSE else None,
                speed_mps=float(speed.mean()) if speed.size else None,
                is_sure=kind is not PartKind.HIKE or named or recording.has_barometer,
            )
        )
    return tuple(found)


def _pace(motion: Motion) -> tuple[Floats, bool]:
    """Return steps a minute for each second, 0 where nobody moves; and if they were counted."""
    known = np.isfinite(motion.cadence_spm) & (motion.cadence_spm >= STEPPING_FROM_SPM)
    counted = bool(
        np.count_nonzero(known & motion.moving) >= KNOWN_SHARE * np.count_nonzero(motion.moving)
    )
    if not counted:
        pace = np.sqrt(np.nan_to_num(motion.speed_mps) / SPEED_PER_CADENCE)
        # Beside a stop, the window of the speed holds some of the standing.
        around = np.convolve(~motion.moving, np.ones(2 * int(WINDOW_S) + 1))
        beside = around[int(WINDOW_S) :][: len(pace)] > 0
        known = np.isfinite(motion.speed_mps) & (pace >= STEPPING_FROM_SPM) & ~beside
    else:
        pace = motion.cadence_spm
    if not known.any():
        return np.zeros(len(motion.time_s)), counted
    at = np.arange(len(pace))
    filled: Floats = np.interp(at, at[known], pace[known])
    # Receivers take slow steps uphill for standing: only a stop that is listed is a pause.
    stood = motion.recorded & ~motion.moving
    moving = motion.moving if counted else motion.moving | (stood & ~_long(stood, STOP_FROM_S))
    return np.where(moving, filled, 0.0), counted


def _hilly(recording: Recording, motion: Motion) -> Bools:
    """Return which seconds lie on a slope that is long enough."""
    grade = grade_percent(recording, motion)
    if grade is None:
        return np.zeros(len(motion.time_s), dtype=np.bool_)
    steep = np.abs(grade) >= HILLY_PERCENT[recording.has_barometer]
    # A dip between two slopes belongs to them, and then a short slope is none.
    return _long(~_long(~steep, LEAST_HILL_S), LEAST_HILL_S)


def _long(values: Bools, least_s: float) -> Bools:
    """Return the values with only those runs of true left that last this long."""
    kept = []
    for each, run in groupby(values.tolist()):
        length = len(list(run))
        kept.append(np.full(length, each and length * STEP_S >= least_s))
    return np.concatenate(kept) if kept else values
