"""From candidates to steps: which seconds are walking, and which crests are one step each."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .modes import Bridge, Company, Ends, Mode
from .peaks import Peaks
from .units import Floats

Flags: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.intp]

# Left and right steps differ, in a limp by a third: two crests closer than half a step are
# one step, two within 1.6 follow each other (judgement).
_SAME_STEP, _NEXT_STEP = 0.5, 1.6
_SEED_S = 3
_CLOSING_AFTER = 0.85  # of a step: the foot comes beside the other, not in front of it (judgement)
_STANDING_S = 1.0  # recorded after the last crest: else the recording ended in walking
_NEAR_CRESTS = 60  # half a minute: longer than any start, shorter than a warm-up (judgement)
_GROUP_S = 2.0  # a pause that parts two groups of steps: four times a usual step


def walking_seconds(second_t_s: Floats, strength: Floats, mode: Mode | Company) -> Flags:
    """Say which seconds are walking by the strength of their rhythm.

    Parameters
    ----------
    second_t_s : array of shape (n,)
        Times, one second apart but for gaps in the recording.
    strength : array of shape (n,)
        Strength of the rhythm around each.
    mode : Mode or Company
        How sure to be.

    Returns
    -------
    array of bool of shape (n,)
        True in stretches above the mode's lower strength whose mean over some three
        seconds reaches the upper one, in their tails, and in the bridges between them.
    """
    if not strength.size:
        return np.zeros(0, dtype=bool)
    above = strength > mode.extend_strength
    apart = np.diff(second_t_s) > 1.5
    starts = np.concatenate([[True], (above[1:] != above[:-1]) | apart])
    seed = np.convolve(np.pad(strength, _SEED_S // 2, mode="edge"), np.ones(_SEED_S), "valid")
    first = np.flatnonzero(starts)
    best = np.maximum.reduceat(seed / _SEED_S, first)
    sure = np.repeat(best >= mode.seed_strength, np.diff(np.append(first, len(strength))))
    walking = _with_tail(above & sure, mode.tail_s)
    bridge = mode.bridge if isinstance(mode, Mode) else None
    return walking if bridge is None else _bridged(walking, second_t_s, bridge)


def candidate_seconds(strength: Floats, mode: Mode) -> Flags:
    """Return a superset of the seconds that `walking_seconds` can find."""
    tail = mode.tail_s if mode.company is None else max(mode.tail_s, mode.company.tail_s)
    walking = _with_tail(strength > mode.weakest, tail)
    if mode.bridge is None:
        return walking
    return _bridged(walking, np.arange(float(len(walking))), replace(mode.bridge, beside_s=1))


def _bridged(walking: Flags, second_t_s: Floats, bridge: Bridge) -> Flags:
    edges = np.flatnonzero(np.diff(walking, prepend=False, append=False))
    first, stop = edges[::2], edges[1::2]
    if len(first) < 2:
        return walking
    long = stop - first >= bridge.beside_s
    weak_s = second_t_s[first[1:]] - second_t_s[stop[:-1] - 1] - 1.0
    over = long[:-1] & long[1:] & (weak_s <= bridge.longest_s)
    longer = walking.copy()
    for start, end in zip(stop[:-1][over].tolist(), first[1:][over].tolist(), strict=True):
        longer[start:end] = True
    return longer


def _with_tail(walking: Flags, seconds: int) -> Flags:
    longer = walking.copy()
    for shift in range(1, seconds + 1):
        longer[shift:] |= walking[:-shift]
    return longer


def steps(candidates: Peaks, second_t_s: Floats, strength: Floats, mode: Mode) -> Floats:
    """Choose the steps among candidates.

    Parameters
    ----------
    candidates : Peaks
        Crests in time order.
    second_t_s, strength : arrays of shape (n,)
        The rhythm, see `walking_seconds`.
    mode : Mode
        How sure to be.

    Returns
    -------
    array of shape (m,)
        Times of the steps in ascending order, on the clock of the candidates.

    Notes
    -----
    1. Keep the crests in seconds that are walking.
    2. Of two crests closer than half of the local step, drop the lower one.
    3. Crests up to 1.6 steps apart follow each other. Where just one is missing between two
       (1.6 to 2.5 steps), put a step midway: one foot's crest is often hidden at a wrist or
       in a pocket.
    4. Where the mode says how walking begins and ends, let each run begin and end with two
       crests in a row that are high enough for a foot (`Ends`): a jerk of handling stands
       alone. A crest after them is the closing step; where there is none, put it, if at
       least a second more was recorded. Keep runs of at least the mode's fewest steps.
    5. Where the mode accepts company: read once more with its weaker bounds, and keep of
       that the groups of steps that lie close to those of the first reading.
    """
    if not second_t_s.size or not candidates.t_s.size:
        return np.empty(0)
    clear = _read(candidates, second_t_s, strength, mode)
    if mode.company is None or not clear.size:
        return clear
    weak = _read(candidates, second_t_s, strength, mode.company)
    return _near(weak, clear, mode.company.within_s)


def _read(candidates: Peaks, second_t_s: Floats, strength: Floats, mode: Mode | Company) -> Floats:
    walking = walking_seconds(second_t_s, strength, mode)
    nearest = np.clip(np.searchsorted(second_t_s, candidates.t_s - 0.5), 0, len(walking) - 1)
    crests = _one_each(candidates.where(walking[nearest]))
    ends = mode.ends if isinstance(mode, Mode) else None
    return _runs(crests, mode.min_steps, ends, second_t_s)


def _near(weak: Floats, clear: Floats, within_s: float) -> Floats:
    if not weak.size:
        return clear
    breaks = np.flatnonzero(np.diff(weak) > _GROUP_S) + 1
    first, last = np.append(0, breaks), np.append(breaks, len(weak)) - 1
    start, end = weak[first] - within_s, weak[last] + within_s
    company = np.searchsorted(clear, end, side="right") > np.searchsorted(clear, start)
    kept: Floats = weak[np.repeat(company, last - first + 1)]
    return kept


def _one_each(crests: Peaks) -> Peaks:
    while len(crests.t_s) > 1:
        gap = np.diff(crests.t_s)
        close = gap < _SAME_STEP * _period(crests)
        if not close.any():
            break
        tight = np.concatenate([[np.inf], np.where(close, gap, np.inf), [np.inf]])
        close &= (gap <= tight[:-2]) & (gap < tight[2:])
        left_lower = crests.height_m_s2[:-1] < crests.height_m_s2[1:]
        keep = np.ones(len(crests.t_s), dtype=bool)
        keep[:-1] &= ~(close & left_lower)
        keep[1:] &= ~(close & ~left_lower)
        crests = crests.where(keep)
    return crests


def _runs(crests: Peaks, min_steps: int, ends: Ends | None, second_t_s: Floats) -> Floats:
    if len(crests.t_s) < 2:
        return np.empty(0)
    gap = np.diff(crests.t_s)
    ratio = gap / _period(crests)
    follows = ratio <= _NEXT_STEP
    one_missing = ~follows & (np.round(ratio) == 2)
    run = np.concatenate([[0], np.cumsum(~(follows | one_missing))])
    kept = np.ones(len(run), dtype=bool)
    ended = np.zeros(len(run), dtype=bool)
    if ends is not None:
        edges = np.flatnonzero(np.diff(run, prepend=-1, append=run[-1] + 1)).tolist()
        for start, stop in pairwise(edges):
            first, behind = _walked(crests.height_m_s2[start:stop], ends)
            kept[start : start + first] = False
            # Where a weaker crest follows, the feet come together with it.
            kept[start + behind + 1 : stop] = False
            ended[stop - 1] = start + behind == stop
    hidden = one_missing & kept[1:] & kept[:-1]
    counts = np.bincount(run, kept) + np.bincount(run[1:], hidden, minlength=run[-1] + 1)
    kept &= counts[run] >= min_steps
    hidden &= kept[1:]
    midway = crests.t_s[:-1] + gap / 2.0
    closing = _closing(crests, np.flatnonzero(ended & kept), second_t_s)
    return np.sort(np.concatenate([crests.t_s[kept], midway[hidden], closing]))


def _walked(height_m_s2: Floats, ends: Ends) -> tuple[int, int]:
    """Return the first crest of a run with a foot behind it, and one past the last."""
    size = len(height_m_s2)
    usual = _median(height_m_s2[:_NEAR_CRESTS]), _median(height_m_s2[-_NEAR_CRESTS:])
    begun, going = (_pairs(height_m_s2 >= ends.share * each) for each in usual)
    if not begun.size or not going.size:
        return 0, size
    return int(begun[0]), int(going[-1]) + 2


def _median(few: Floats) -> float:
    """Return what `numpy.median` does, which takes much longer to begin."""
    ascending = np.sort(few)
    return float(ascending[(len(few) - 1) // 2] + ascending[len(few) // 2]) / 2.0


def _pairs(flags: Flags) -> Indices:
    return np.flatnonzero(flags[1:] & flags[:-1])


def _closing(crests: Peaks, last: Indices, second_t_s: Floats) -> Floats:
    """Return when the steps after the last crests of runs came, where somebody could stand."""
    period = 1.0 / crests.step_rate_hz[last]
    closing = crests.t_s[last] + _CLOSING_AFTER * period
    free = np.append(crests.t_s, np.inf)[last + 1] - closing > _SAME_STEP * period
    later = crests.t_s[last] + _STANDING_S
    second = second_t_s[np.searchsorted(second_t_s, later, side="right") - 1]
    recorded = later - second < 1.0
    kept: Floats = closing[free & recorded]
    return kept


def _period(crests: Peaks) -> Floats:
    return 2.0 / (crests.step_rate_hz[1:] + crests.step_rate_hz[:-1])
