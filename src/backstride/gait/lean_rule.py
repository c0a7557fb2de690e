"""When to speak about lean: a patient rule, as data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .units import Floats


@dataclass(frozen=True, slots=True)
class LeanRule:
    """How lean is measured and when a cue is due: data, so that it can be changed.

    All values are judgement. Normal tilt differs from person to person, and nobody has
    shown that correcting posture changes low back pain, so the rule is patient and quiet.

    Attributes
    ----------
    calibration_s : float
        Length of the upright calibration at the start of each walk.
    mean_s : float
        Length of the windows over which the direction of gravity is averaged.
    cue_deg : float
        Change from upright above which a window counts.
    hold_s : float
        How long without a break it must be above before a cue is due.
    rest_s : float
        The shortest time between two cues.
    level_percent : float
        On ground steeper than this, up or down, leaning is right: nothing is said.
    """

    calibration_s: float = 20.0
    mean_s: float = 10.0
    cue_deg: float = 10.0
    hold_s: float = 30.0
    rest_s: float = 300.0
    level_percent: float = 3.0


def cues(window_t_s: Floats, change_deg: Floats, rule: LeanRule) -> Floats:
    """Return when cues are due.

    Parameters
    ----------
    window_t_s : array of shape (n,)
        Starts of the windows.
    change_deg : array of shape (n,)
        Change from upright in each; NaN where nothing is to be said.
    rule : LeanRule
        The rule.

    Returns
    -------
    array of shape (m,)
        Ends of the windows with which a cue became due.
    """
    due: list[float] = []
    since: float | None = None
    for start, change in zip(window_t_s.tolist(), change_deg.tolist(), strict=True):
        if not change > rule.cue_deg:
            since = None
            continue
        since = start if since is None else since
        end = start + rule.mean_s
        rested = not due or end - due[-1] >= rule.rest_s
        if end - since >= rule.hold_s and rested:
            due.append(end)
    return np.array(due, dtype=np.float64)
