"""MET-minutes of a walk, by the best evidence its recording holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from backstride.recordings import Recording

from .climb import grade_percent
from .energy import cadence_mets, on_foot_mets
from .motion import Motion

DEFAULT_METS = 3.0
"""Walking at 2.5 mph, for a walk of which only the minutes are known. Source: 2024 Compendium,
doi 10.1016/j.jshs.2023.10.010; the choice of this speed, for people who walk with pain, is
judgement."""

FEET_MPS = 7.0
"""Faster than this is a slip of the receiver, or no feet. Judgement."""

KNOWN_SHARE = 0.5
"""Speed or step rate must be known for this share of the moving time to be used. Judgement."""


class MetMethod(StrEnum):
    """What MET-minutes were reckoned from, the best first."""

    SPEED_AND_SLOPE = "speed and slope"
    SPEED = "speed"
    CADENCE = "step rate"
    DURATION = "minutes alone"


@dataclass(frozen=True, slots=True)
class MetMinutes:
    """Volume of a walk: METs times minutes, the time at rest left out.

    Attributes
    ----------
    value : float
        MET-minutes. Always an estimate.
    mean_mets : float
        Mean METs while moving.
    method : MetMethod
        What it was reckoned from.
    """

    value: float
    mean_mets: float
    method: MetMethod

    @property
    def words(self) -> str:
        """The volume as a person may be told it."""
        return f"about {round(self.value)} MET-minutes, from the {self.method}"


def met_minutes(recording: Recording, motion: Motion, moving_min: float) -> MetMinutes:
    """Reckon the MET-minutes of a recording made on foot.

    1. With a way: METs of each moving second by the Load Carriage Decision Aid from its speed, and
       from the grade where heights are known; running speeds by the ACSM equation.
    2. Else with a step rate: by the rule of thumb of CADENCE-Adults.
    3. Else a fixed value.
    The mean over the seconds known is taken for all of `moving_min`.

    Parameters
    ----------
    recording : Recording
        On foot.
    motion : Motion
        The same, second by second.
    moving_min : float
        Minutes of moving to reckon with.
    """
    fast = motion.moving & (motion.speed_mps <= FEET_MPS)
    stepping = motion.moving & (motion.cadence_spm > 0)
    enough = KNOWN_SHARE * np.count_nonzero(motion.moving)
    if np.any(fast) and np.count_nonzero(fast) >= enough and np.any(motion.speed_mps[fast] > 0):
        grade = grade_percent(recording, motion)
        slope = 0.0 if grade is None else grade[fast]
        mean = float(np.mean(on_foot_mets(motion.speed_mps[fast], slope)))
        method = MetMethod.SPEED if grade is None else MetMethod.SPEED_AND_SLOPE
    elif np.any(stepping) and np.count_nonzero(stepping) >= enough:
        mean, method = float(np.mean(cadence_mets(motion.cadence_spm[stepping]))), MetMethod.CADENCE
    else:
        mean, method = DEFAULT_METS, MetMethod.DURATION
    return MetMinutes(mean * moving_min, mean, method)
