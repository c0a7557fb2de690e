"""From samples at any times to a common grid of 25 per second, in blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from .rhythm import GRID_HZ
from .units import STANDARD_GRAVITY_M_S2, Floats, Scale, magnitude

LONGEST_GAP_S = 3.0
"""A longer gap between two samples ends a stretch: what happened in it is not known."""

SLOWEST_HZ = 10.0
"""Under this many samples a second the crests of brisk steps are lost (judgement)."""

AVERAGE_FROM_HZ = 1.5 * GRID_HZ
"""Slower signals are interpolated on to the grid, faster ones averaged."""

_SUM_UP_PAIRS = 4096
"""From this many values on it is quicker to add pairs first."""


@dataclass(slots=True)
class Counts:
    """What was seen of the samples."""

    samples: int = 0
    not_finite: int = 0
    stamps: int = 0
    gaps: int = 0


@dataclass(slots=True)
class Gridder:
    """Turns blocks of samples into stretches of evenly spaced ones.

    Each grid sample is the mean over 40 ms, where between two samples the mean of both
    stands, or for slow sensors the value on the straight line between them, so uneven
    stamps need no other treatment. Stamps that repeat or run backwards are left out.

    Attributes
    ----------
    scale : Scale
        How to read the sensor.
    average : bool
        Whether to average over each 40 ms, or to interpolate.
    counts : Counts
        What was seen so far.
    """

    scale: Scale
    average: bool
    counts: Counts = field(default_factory=Counts)
    _t: Floats = field(default_factory=lambda: np.empty(0))
    _x: Floats = field(default_factory=lambda: np.empty(0))
    _next: int = 0
    _origin: float = 0.0

    def feed(self, t_s: Floats, acc: Floats) -> Iterator[tuple[float, int, Floats]]:
        """Yield (start of the stretch, index in it, evenly spaced samples) as they come."""
        held = len(self._t)
        t, x = np.concatenate([self._t, t_s]), np.concatenate([self._x, self._one_signal(acc)])
        step_s = t[1:] - t[:-1]
        if not _clean(t, x, step_s):
            t, x = self._onward(*self._finite(t, x))
            step_s = t[1:] - t[:-1]
        self.counts.samples += len(t) - held
        if len(t) == held:
            return
        breaks = np.empty(0, dtype=np.intp)
        if step_s.size and step_s.max() > LONGEST_GAP_S:
            breaks = np.flatnonzero(step_s > LONGEST_GAP_S) + 1
        for start, stop in zip(np.append(0, breaks), np.append(breaks, len(t)), strict=True):
            if start > 0 or not held:
                self.counts.gaps += int(start > 0)
                self._origin, self._next = float(t[start]), 0
            if stop - start >= 2:
                samples = self._sampled(t[start:stop], x[start:stop], step_s[start : stop - 1])
                if samples.size:
                    yield self._origin, self._next - len(samples), self._scaled(samples)
        # Two samples before the next grid cell are enough to go on from here.
        edge = self._origin + (self._next - 0.5) / GRID_HZ
        last = max(int(np.searchsorted(t, edge, side="right")) - 2, 0)
        last = max(last, int(breaks[-1]) if breaks.size else 0)
        last = min(last, len(t) - 1)
        self._t, self._x = t[last:], x[last:]

    def _finite(self, t: Floats, x: Floats) -> tuple[Floats, Floats]:
        finite = np.isfinite(x) & np.isfinite(t)
        self.counts.not_finite += int(np.count_nonzero(~finite))
        return t[finite], x[finite]

    def _onward(self, t: Floats, x: Floats) -> tuple[Floats, Floats]:
        onward = np.append(True, t[1:] > np.maximum.accumulate(t)[:-1])[: len(t)]
        self.counts.stamps += int(np.count_nonzero(~onward))
        return t[onward], x[onward]

    def _one_signal(self, acc: Floats) -> Floats:
        if self.scale.axis is not None:
            along: Floats = acc @ np.asarray(self.scale.axis)
            return along
        return magnitude(acc)

    def _scaled(self, samples: Floats) -> Floats:
        # Means keep a factor and a constant, and there are fewer of them than of samples.
        samples *= self.scale.m_s2_per_unit
        if self.scale.axis is None and self.scale.gravity:
            samples -= STANDARD_GRAVITY_M_S2
        return samples

    def _sampled(self, t: Floats, x: Floats, step_s: Floats) -> Floats:
        reached = int(np.floor((t[-1] - self._origin) * GRID_HZ - 0.5)) + 1
        if reached <= self._next:
            return np.empty(0)
        at = np.arange(self._next, reached) / GRID_HZ + self._origin
        if not self.average:
            samples = np.interp(at, t, x)
        else:
            area = np.empty(len(t))  # twice the area under the signal, up to each sample
            area[0] = 0.0
            between = x[1:] + x[:-1]
            between *= step_s
            _sum_up(between, area[1:])
            edges = np.append(at, at[-1] + 1.0 / GRID_HZ) - 0.5 / GRID_HZ
            below = np.interp(edges, t, area)
            samples = below[1:] - below[:-1]
            samples *= GRID_HZ / 2.0
            if self._next == 0:
                samples[0] = np.interp(at[0], t, x)
        self._next = reached
        return samples


def _clean(t: Floats, x: Floats, step_s: Floats) -> bool:
    """Say whether all is finite and each stamp later than the one before."""
    if step_s.size and not step_s.min() > 0:
        return False
    # A sum is finite only if each term is; ascending stamps are if both ends are.
    return bool(np.isfinite(t[0]) and np.isfinite(t[-1]) and np.isfinite(x.sum()))


def _sum_up(each: Floats, out: Floats) -> None:
    """Write the sum up to each value: `numpy.cumsum`, which waits for each addition, by pairs.

    The sums of pairs are summed up, and where a pair is complete that is the sum; in between,
    it is that of the pair before and one value more.
    """
    if len(each) < _SUM_UP_PAIRS:
        np.cumsum(each, out=out)
        return
    even = len(each) // 2 * 2
    _sum_up(each[0:even:2] + each[1:even:2], out[1:even:2])
    out[0] = each[0]
    np.add(out[1 : len(each) - 1 : 2], each[2::2], out=out[2::2])
