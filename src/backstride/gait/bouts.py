"""Steps gathered into bouts, and the cadence of each second."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rhythm import Rhythm
from .units import Floats

LONGEST_PAUSE_S = 3.0
"""A pause that ends a bout (Kluge and others 2021, doi 10.1371/journal.pone.0256541)."""


@dataclass(frozen=True, slots=True)
class Bout:
    """Walking without a pause of more than 3 s.

    Attributes
    ----------
    start_s, end_s : float
        First and last step.
    n_steps : int
        Steps in it.
    cadence_spm : float
        Steps a minute between the first and the last.
    step_regularity, stride_regularity : float
        Mean autocorrelation at one and at two steps: 1 where each step is like the last.
        At the wrist they read the arm rather than the trunk.
    """

    start_s: float
    end_s: float
    n_steps: int
    cadence_spm: float
    step_regularity: float
    stride_regularity: float

    @property
    def duration_s(self) -> float:
        """From the first step to the last."""
        return self.end_s - self.start_s


def bouts(step_t_s: Floats, second_t_s: Floats, around: Rhythm) -> tuple[Bout, ...]:
    """Gather steps into bouts.

    Parameters
    ----------
    step_t_s : array of shape (n,)
        Times of the steps, ascending.
    second_t_s : array of shape (m,)
        Times of the seconds of the rhythm.
    around : Rhythm
        The rhythm around each of these seconds.

    Returns
    -------
    tuple of Bout
        In time order; a bout has two steps or more.
    """
    if len(step_t_s) < 2:
        return ()
    breaks = np.flatnonzero(np.diff(step_t_s) > LONGEST_PAUSE_S) + 1
    first, stop = np.append(0, breaks), np.append(breaks, len(step_t_s))
    found = []
    for a, b in zip(first.tolist(), stop.tolist(), strict=True):
        if b - a < 2:
            continue
        start, end = float(step_t_s[a]), float(step_t_s[b - 1])
        low, high = np.searchsorted(second_t_s, [start, end])
        seconds = slice(int(low), max(int(high), int(low) + 1))
        found.append(
            Bout(
                start_s=start,
                end_s=end,
                n_steps=b - a,
                cadence_spm=60.0 * (b - a - 1) / (end - start),
                step_regularity=_mean(around.step_regularity[seconds]),
                stride_regularity=_mean(around.stride_regularity[seconds]),
            )
        )
    return tuple(found)


def _mean(values: Floats) -> float:
    return min(max(float(values.mean()), -1.0), 1.0) if values.size else 0.0


def cadence_each_second(step_t_s: Floats, second_t_s: Floats) -> Floats:
    """Return the cadence in each second.

    Parameters
    ----------
    step_t_s : array of shape (n,)
        Times of the steps, ascending.
    second_t_s : array of shape (m,)
        Starts of the seconds.

    Returns
    -------
    array of shape (m,)
        Steps a minute, both feet, at the middle of each second; 0 where nobody walks.

    Notes
    -----
    The cadence between two steps is that of the median of the four strides around: the two that
    hold the interval between them, the one before and the one behind. A stride is two steps, so a
    limp does not make it jump from step to step, and the median lets one step that came early or
    late pass.
    """
    cadence = np.zeros(len(second_t_s))
    if len(step_t_s) < 2:
        return cadence
    gap = np.diff(step_t_s)
    walking = gap <= LONGEST_PAUSE_S
    step_s = np.where(walking, gap, np.nan)
    unknown = [np.nan, np.nan]
    stride_s = np.concatenate([unknown, step_s[1:] + step_s[:-1], unknown])
    four = np.stack([stride_s[k : k + len(gap)] for k in range(4)])
    both_s = np.where(np.isfinite(four).any(axis=0), _middle(four), 2.0 * step_s)
    middle = second_t_s + 0.5
    between = np.searchsorted(step_t_s, middle) - 1
    inside = (between >= 0) & (between < len(gap))
    k = between[inside]
    cadence[inside] = np.where(walking[k], 120.0 / np.maximum(both_s[k], 1e-9), 0.0)
    return cadence


def _middle(four: Floats) -> Floats:
    """Return the median of what is known of four values, without the sort that NumPy's takes."""
    known = np.isfinite(four).sum(axis=0)
    total = np.where(np.isfinite(four), four, 0.0).sum(axis=0)
    ends = np.fmin.reduce(four) + np.fmax.reduce(four)
    middle: Floats = np.where(known > 2, (total - ends) / np.maximum(known - 2, 1), ends / 2.0)
    return middle
