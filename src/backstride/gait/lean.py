"""How far the trunk leans, as change from the wearer's own upright posture. Experimental.

A sensor at the waist or on the back shows how the pelvis or the lower trunk is turned
against gravity; it does not see the upper back, and a trouser pocket shows the thigh. The
angle of the sensor itself says nothing, because it sits on every body in its own way: only
its change since the wearer stood or walked upright does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .lean_rule import LeanRule, cues
from .position import Position
from .units import Floats

LEAN_POSITIONS = frozenset({Position.BACK, Position.WAIST})
"""Where a sensor moves with the trunk and can be read for lean."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Change of the trunk's direction from upright, window by window.

    Attributes
    ----------
    t_s : array of shape (n,)
        Start of each window.
    change_deg : array of shape (n,)
        Angle between the mean direction of gravity in the window and in the calibration, in
        any direction, at least 0. NaN where less than half of the window was recorded.
    forward_deg : array of shape (n,) or None
        The part of it in the direction given as forward, positive when leaning forward.
    level : array of bool of shape (n,)
        False where the ground was steeper than the rule allows, or its grade unknown.
    cue_t_s : array of shape (m,)
        When a cue would have been due, at the end of a window.
    """

    t_s: Floats
    change_deg: Floats
    forward_deg: Floats | None
    level: np.ndarray[tuple[int], np.dtype[np.bool_]]
    cue_t_s: Floats


def lean(
    t_s: ArrayLike,
    acc_m_s2: ArrayLike,
    *,
    position: str | Position,
    upright_from_s: float | None = None,
    grade_t_s: ArrayLike | None = None,
    grade_percent: ArrayLike | None = None,
    forward: Sequence[float] | None = None,
    rule: LeanRule | None = None,
) -> Lean | None:
    """Measure the trunk's lean against the wearer's own upright posture.

    Parameters
    ----------
    t_s : array_like of shape (n,)
        Times in seconds, ascending.
    acc_m_s2 : array_like of shape (n, 3)
        Acceleration with gravity, in any unit.
    position : str or Position
        Where the sensor is worn.
    upright_from_s : float, optional
        When the wearer stood or walked upright for the calibration; the start of the
        recording where it is not given.
    grade_t_s, grade_percent : array_like, optional
        Grade of the ground at some times, in percent, ascending times. Where none is given
        the ground is taken to be level.
    forward : sequence of 3 floats, optional
        The wearer's forward direction in the axes of the sensor.
    rule : LeanRule, optional
        Window lengths and cue rule.

    Returns
    -------
    Lean or None
        None where lean cannot be told: worn elsewhere than at the waist or on the back, or
        less than half of the calibration was recorded.

    Raises
    ------
    ValueError
        If the shapes do not go together, or ``forward`` has no length.

    Notes
    -----
    1. Average the three axes over the calibration: the direction of gravity when upright.
    2. Average them over each window of 10 s. Over many steps the walker's own acceleration
       cancels out and gravity is left.
    3. The angle between both is the change. Turning about the vertical does not change it.
    4. A cue is due when all windows of 30 s were above 10 degrees on level ground, and none
       was due in the five minutes before.

    Sources: a phone's tilt is exact to 0.3 degrees when held still; the rule is judgement.
    """
    rule = rule or LeanRule()
    times = np.asarray(t_s, dtype=np.float64)
    values = np.asarray(acc_m_s2, dtype=np.float64)
    if times.ndim != 1 or values.shape != (len(times), 3):
        raise ValueError(
            f"Lean needs one time and three axes per sample, not {times.shape}, {values.shape}."
        )
    if Position(position) not in LEAN_POSITIONS:
        return None
    good = np.isfinite(times) & np.isfinite(values).all(axis=1)
    times, values = times[good], values[good]
    if not times.size:
        return None
    start = float(times[0]) if upright_from_s is None else upright_from_s
    upright = _direction(times, values, start, rule.calibration_s)
    if upright is None:
        return None
    first = start + rule.calibration_s
    windows = int(max(0.0, (times[-1] - first) / rule.mean_s + 1e-9))
    starts: Floats = first + rule.mean_s * np.arange(windows, dtype=np.float64)
    found = [_direction(times, values, at, rule.mean_s) for at in starts.tolist()]
    change = np.array([_angle_deg(upright, now) for now in found])
    level = _level(starts + rule.mean_s / 2, grade_t_s, grade_percent, rule.level_percent)
    return Lean(
        t_s=starts,
        change_deg=change,
        forward_deg=None if forward is None else _forward_deg(upright, found, forward),
        level=level,
        cue_t_s=cues(starts, np.where(level, change, np.nan), rule),
    )


def _direction(times: Floats, values: Floats, start: float, length_s: float) -> Floats | None:
    first, stop = np.searchsorted(times, [start, start + length_s])
    if stop - first < 2:
        return None
    # Half of the window must have been recorded, or its mean is that of a few steps.
    gaps = np.diff(times[first:stop])
    if np.minimum(gaps, 1.0).sum() < length_s / 2:
        return None
    mean = values[first:stop].mean(axis=0)
    size = float(np.linalg.norm(mean))
    if size == 0.0:
        return None
    direction: Floats = mean / size
    return direction


def _angle_deg(upright: Floats, now: Floats | None) -> float:
    if now is None:
        return float("nan")
    across = float(np.linalg.norm(np.cross(upright, now)))
    return float(np.degrees(np.arctan2(across, float(upright @ now))))


def _forward_deg(upright: Floats, found: list[Floats | None], forward: Sequence[float]) -> Floats:
    direction = np.asarray(forward, dtype=np.float64)
    level = direction - (direction @ upright) * upright
    size = float(np.linalg.norm(level))
    if direction.shape != (3,) or size < 1e-6:
        raise ValueError("Forward must be a direction of three numbers, not along gravity.")
    level /= size
    # The sensor reads gravity as an acceleration upwards: leaning forward, up moves back.
    return np.array(
        [
            np.nan if now is None else -np.degrees(np.arctan2(now @ level, now @ upright))
            for now in found
        ]
    )


def _level(
    at: Floats, grade_t_s: ArrayLike | None, grade_percent: ArrayLike | None, limit: float
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if grade_t_s is None or grade_percent is None:
        return np.ones(len(at), dtype=bool)
    times = np.asarray(grade_t_s, dtype=np.float64)
    grades = np.asarray(grade_percent, dtype=np.float64)
    if times.shape != grades.shape or times.ndim != 1:
        raise ValueError(f"There are {times.shape} times for {grades.shape} grades.")
    if not times.size:
        return np.zeros(len(at), dtype=bool)
    level: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        np.abs(np.interp(at, times, grades)) <= limit
    )
    return level
