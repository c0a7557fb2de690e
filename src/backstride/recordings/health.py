"""What a phone's health store holds beside single walks: steps and gait of each day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from .notices import Notice, Refusal
from .recording import Floats


@dataclass(frozen=True, slots=True)
class HealthDay:
    """One calendar day, in the zone that each record names.

    Attributes
    ----------
    day : date
        The day on which the records begin.
    steps : float
        Steps of all devices, each moment counted once.
    walking_speed_mps, step_length_m : float or None
        Means of the day's values.
    asymmetry_percent, double_support_percent, steadiness_percent : float or None
        Means of the day's values, as the phone estimates them.
    steps_by_source : tuple of (str, float)
        The steps that were counted of each device or app, in the order in which they are believed;
        together they are `steps`.
    measured_by : tuple of (str, str)
        For each measure that is there, its name above and the device or app whose values it is of.
    """

    day: date
    steps: float
    walking_speed_mps: float | None = None
    step_length_m: float | None = None
    asymmetry_percent: float | None = None
    double_support_percent: float | None = None
    steadiness_percent: float | None = None
    steps_by_source: tuple[tuple[str, float], ...] = ()
    measured_by: tuple[tuple[str, str], ...] = ()


MEASURES = (
    "walking_speed_mps",
    "step_length_m",
    "asymmetry_percent",
    "double_support_percent",
    "steadiness_percent",
)
"""Names of what a health store tells of a day beside the steps."""


@dataclass(frozen=True, slots=True)
class HealthDays:
    """The days of a health export.

    Attributes
    ----------
    days : tuple of HealthDay
        In order; days without any record are not in it.
    steps_by_source : mapping of str to int
        What each device or app wrote, in the order in which they are believed. Their sum is more
        than was walked where two were carried at once.
    notices : tuple of Notice
        How the export was read.
    refusals : tuple of Refusal
        Why there is nothing.
    """

    days: tuple[HealthDay, ...] = ()
    steps_by_source: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Intervals of one source and the steps in each.

    Attributes
    ----------
    start_s, end_s : array of shape (n,)
        Seconds since 1970, ordered by start.
    steps : array of shape (n,)
        Steps in each.
    """

    start_s: Floats
    end_s: Floats
    steps: Floats

    def within(self, start_s: Floats, end_s: Floats) -> Floats:
        """Return the steps in each window of time, as if even inside each interval."""
        reach_s = np.maximum.accumulate(self.end_s)
        first = np.searchsorted(reach_s, start_s)
        last = np.searchsorted(self.start_s, end_s)
        windows = zip(start_s, end_s, first, last, strict=True)
        return np.array([self._part(*window) for window in windows])

    def _part(self, start_s: float, end_s: float, first: int, last: int) -> float:
        begin, end = self.start_s[first:last], self.end_s[first:last]
        length = end - begin
        common = np.minimum(end, end_s) - np.maximum(begin, start_s)
        share = np.where(
            length > 0, np.clip(common, 0, None) / np.maximum(length, 1e-9), begin >= start_s
        )
        return float(self.steps[first:last] @ share)


def counted_once(sources: Sequence[Counted]) -> list[Counted]:
    """Leave in each source only the time that no source before it covers.

    Parameters
    ----------
    sources : sequence of Counted
        The most believed first.

    Returns
    -------
    list of Counted
        The same intervals, with the share of the steps that falls into time not yet covered.

    Notes
    -----
    1. What the sources before cover is one set of intervals.
    2. In a source of its own, an interval begins at the earliest where those before it ended, so a
       record that was written twice counts once.
    3. Steps are taken as even inside an interval; the uncovered share of its time is the share of
       its steps. An interval without length counts if its moment is not covered.

    Two devices on one body are never added up.
    """
    kept: list[Counted] = []
    covered = (np.empty(0), np.empty(0))
    for source in sources:
        before = np.concatenate(([-np.inf], np.maximum.accumulate(source.end_s)[:-1]))
        begin = np.clip(source.start_s, before[: len(source.start_s)], source.end_s)
        length = source.end_s - source.start_s
        free = (source.end_s - begin) - (_time(covered, source.end_s) - _time(covered, begin))
        moment = (before[: len(length)] <= source.start_s) & ~_inside(covered, source.start_s)
        share = np.where(length > 0, free / np.maximum(length, 1e-9), moment)
        kept.append(Counted(source.start_s, source.end_s, source.steps * np.clip(share, 0, 1)))
        covered = _joined(
            np.concatenate((covered[0], source.start_s)), np.concatenate((covered[1], source.end_s))
        )
    return kept


def steps_of_days(
    sources: Iterable[tuple[str, npt.NDArray[Any], Floats]],
) -> dict[int, list[tuple[str, float]]]:
    """Return the steps of each source on each day, as ordinals; the most believed come first.

    Parameters
    ----------
    sources : iterable of (str, array, array)
        The name of each, the day of each of its intervals, and the steps that were counted in it.
    """
    found: dict[int, list[tuple[str, float]]] = {}
    for name, days, steps in sources:
        each, where = np.unique(days, return_inverse=True)
        for day, total in zip(each, np.bincount(where, steps), strict=True):
            found.setdefault(int(day), []).append((name, float(total)))
    return found


def _joined(start_s: Floats, end_s: Floats) -> tuple[Floats, Floats]:
    """Join intervals that touch."""
    order = np.argsort(start_s, kind="stable")
    start_s, end_s = start_s[order], np.maximum.accumulate(end_s[order])
    first = np.concatenate(([True], start_s[1:] > end_s[:-1]))[: len(start_s)]
    last = np.concatenate((first[1:], [True]))[: len(start_s)]
    return start_s[first], end_s[last]


def _time(covered: tuple[Floats, Floats], at_s: Floats) -> Floats:
    """Return how much time is covered before each moment."""
    start_s, end_s = covered
    if not len(start_s):
        return np.zeros(len(at_s))
    length = end_s - start_s
    before = np.concatenate(([0.0], np.cumsum(length)))
    k = np.searchsorted(start_s, at_s, side="right") - 1
    inner = np.minimum(at_s - start_s[k], length[k])
    return np.where(k >= 0, before[np.maximum(k, 0)] + inner, 0.0)


def _inside(
    covered: tuple[Floats, Floats], at_s: Floats
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    start_s, end_s = covered
    if not len(start_s):
        return np.zeros(len(at_s), dtype=bool)
    k = np.searchsorted(start_s, at_s, side="right") - 1
    return (k >= 0) & (at_s <= end_s[k])
