"""How a walk went over time, thinned so that it can be drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backstride.recordings import Floats, Recording

from .heart_zones import heart_rate_over
from .motion import STEPPING_FROM_SPM, Motion, motion_of

MOST_POINTS = 240
"""Points of a course: more than a line on a page can show apart."""

LEAST_BIN_S = 5.0
"""Points closer than this are the jitter of a step counter. Judgement."""


@dataclass(frozen=True, slots=True)
class Course:
    """Means over equal stretches of time; NaN where nothing is known.

    Attributes
    ----------
    time_s : ndarray
        Middle of each stretch, in seconds from the start.
    duration_s : float
        Length of the whole, pauses included.
    cadence_spm : ndarray
        Steps per minute while walking; NaN where nobody walks.
    heart_rate_bpm : ndarray
        Beats per minute.
    """

    time_s: Floats
    duration_s: float
    cadence_spm: Floats
    heart_rate_bpm: Floats

    @property
    def has_cadence(self) -> bool:
        """Whether a line of the step rate can be drawn."""
        return bool(np.count_nonzero(np.isfinite(self.cadence_spm)) > 1)

    @property
    def has_heart_rate(self) -> bool:
        """Whether a line of the heart rate can be drawn."""
        return bool(np.count_nonzero(np.isfinite(self.heart_rate_bpm)) > 1)


def course_of(recording: Recording, motion: Motion | None = None) -> Course:
    """Return how a walk went over time.

    Parameters
    ----------
    recording : Recording
        One whose points have times; without, the course is empty.
    motion : Motion, optional
        The same, second by second, where it is known already.
    """
    motion = motion or motion_of(recording)
    duration_s = len(motion.time_s) * motion.step_s
    bin_s = max(LEAST_BIN_S, duration_s / MOST_POINTS, motion.step_s)
    count = int(np.ceil(duration_s / bin_s))
    place = np.minimum((motion.time_s / bin_s).astype(np.int64), max(count - 1, 0))
    stepping = motion.moving & (motion.cadence_spm >= STEPPING_FROM_SPM)
    beats = heart_rate_over(recording, motion)
    return Course(
        time_s=(np.arange(count, dtype=np.float64) + 0.5) * bin_s,
        duration_s=duration_s,
        cadence_spm=_means(place, np.where(stepping, motion.cadence_spm, np.nan), count),
        heart_rate_bpm=_means(place, np.where(motion.recorded, beats, np.nan), count),
    )


def _means(place: np.ndarray[tuple[int], np.dtype[np.int64]], values: Floats, count: int) -> Floats:
    known = np.isfinite(values)
    number = np.bincount(place[known], minlength=count)
    total = np.bincount(place[known], weights=values[known], minlength=count)
    means = np.full(count, np.nan)
    means[number > 0] = total[number > 0] / number[number > 0]
    return means
