"""Whether two recordings are of the same walk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from backstride.recordings import Recording

from .track import haversine_m, places_over_time

SAME_SHARE = 0.9
"""Share of the shorter recording's points that must be found in the other. Judgement."""

SAME_DEG = 2e-6
"""Two formats of one recording round its places to within this (0.2 m); two devices on one wrist
differ by metres. Judgement."""

ENOUGH_POINTS = 20
"""With fewer points in common, equal values may be chance. Judgement."""

ZONE_STEP_S, ZONE_MOST_S = 900, 14 * 3600
"""Zones differ by quarters of an hour, up to 14 hours: how far a time read in the wrong one is
off."""

OUTING_SHARE = 0.7
"""Share of the shorter recording's time inside the other. Judgement."""

OUTING_APART_M = 200.0
"""Farther apart than this at the same moment, they are not of one walker. Judgement."""


class Relation(StrEnum):
    """How two recordings belong together."""

    SAME_FILE = "the same file"
    SAME_RECORDING = "the same recording in another file or format"
    SAME_OUTING = "the same outing from two devices"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far two recordings cover the same time.

    Attributes
    ----------
    seconds : float
        Time in both; 0 if a start is not known.
    share : float
        The same as share of the shorter one, 0 to 1.
    """

    seconds: float
    share: float


def relate(a: Recording, b: Recording) -> Relation:
    """Say whether two recordings are of the same walk.

    1. The same bytes and the same part of them: the same file.
    2. The same points at the same times, also where one was cut short, lost its times, or was read
       in a wrong time zone: the same recording.
    3. Most of the shorter one's time lies inside the other, and the places, if both have some, are
       near each other: one outing with two devices.
    4. Otherwise: different.

    Parameters
    ----------
    a, b : Recording
        Their order does not matter.
    """
    if a.source.digest == b.source.digest and a.source.part == b.source.part:
        return Relation.SAME_FILE
    if same_recording(a, b):
        return Relation.SAME_RECORDING
    if overlap(a, b).share >= OUTING_SHARE and not _far_apart(a, b):
        return Relation.SAME_OUTING
    return Relation.DIFFERENT


def same_recording(a: Recording, b: Recording) -> bool:
    """Return whether two recordings hold the same points, by file or by content.

    Parameters
    ----------
    a, b : Recording
        Their order does not matter.
    """
    if a.source.digest == b.source.digest and a.source.part == b.source.part:
        return True
    if not (len(a) and len(b)):
        return False
    if not (a.is_timed and b.is_timed):
        return len(a) == len(b) >= ENOUGH_POINTS and _share_equal(a, b, *_all_rows(a)) >= SAME_SHARE
    for shift_s in _shifts(a, b):
        rows = _common(a, b, shift_s)
        if len(rows[0]) < SAME_SHARE * min(_timed(a), _timed(b)):
            continue
        share = _share_equal(a, b, *rows)
        exact = a.start_utc == b.start_utc
        if share >= SAME_SHARE and (exact or len(rows[0]) >= ENOUGH_POINTS):
            return True
    return False


def overlap(a: Recording, b: Recording) -> Overlap:
    """Return how far two recordings cover the same time.

    Parameters
    ----------
    a, b : Recording
        Their order does not matter.
    """
    if a.start_utc is None or b.start_utc is None or a.end_utc is None or b.end_utc is None:
        return Overlap(0.0, 0.0)
    both = (min(a.end_utc, b.end_utc) - max(a.start_utc, b.start_utc)).total_seconds()
    shorter = min(
        (a.end_utc - a.start_utc).total_seconds(), (b.end_utc - b.start_utc).total_seconds()
    )
    if both <= 0 or shorter <= 0:
        return Overlap(0.0, 0.0)
    return Overlap(both, both / shorter)


Rows = npt.NDArray[np.intp]


def _timed(recording: Recording) -> int:
    return len(np.unique(np.rint(recording.time_s[np.isfinite(recording.time_s)])))


def _shifts(a: Recording, b: Recording) -> list[float]:
    """Return by how much b's seconds must be moved to be a's: the clocks, or a wrong zone."""
    if a.start_utc is None or b.start_utc is None:
        return [0.0]
    apart_s = (b.start_utc - a.start_utc).total_seconds()
    off_s = apart_s - ZONE_STEP_S * round(apart_s / ZONE_STEP_S)
    if apart_s != off_s and abs(apart_s) <= ZONE_MOST_S:
        return [apart_s, off_s]
    return [apart_s]


def _common(a: Recording, b: Recording, shift_s: float) -> tuple[Rows, Rows]:
    """Return the rows of both that lie at the same second."""
    rows_a, rows_b = (np.flatnonzero(np.isfinite(one.time_s)) for one in (a, b))
    _, at_a, at_b = np.intersect1d(
        np.rint(a.time_s[rows_a]), np.rint(b.time_s[rows_b] + shift_s), return_indices=True
    )
    return rows_a[at_a], rows_b[at_b]


def _all_rows(a: Recording) -> tuple[Rows, Rows]:
    rows = np.arange(len(a))
    return rows, rows


def _share_equal(a: Recording, b: Recording, rows_a: Rows, rows_b: Rows) -> float:
    """Return the share of rows with equal places; without places, with equal other values.

    Two recordings that have no kind of value in common are not the same.
    """
    for names, most in (
        (("lat_deg", "lon_deg"), SAME_DEG),
        (("heart_rate_bpm",), 0.5),
        (("distance_m",), 0.5),
    ):
        apart = [np.abs(getattr(a, n)[rows_a] - getattr(b, n)[rows_b]) for n in names]
        known = np.all([np.isfinite(d) for d in apart], axis=0)
        if np.count_nonzero(known) >= min(ENOUGH_POINTS, 0.5 * len(rows_a)) and known.any():
            equal = np.all([d[known] <= most for d in apart], axis=0)
            return float(np.mean(equal))
    return 0.0


def _far_apart(a: Recording, b: Recording) -> bool:
    """Return whether the places of both, at the moments they share, are typically far apart."""
    places_a, places_b = places_over_time(a), places_over_time(b)
    if places_a is None or places_b is None or a.start_utc is None or b.start_utc is None:
        return False
    shift_s = (b.start_utc - a.start_utc).total_seconds()
    time_b = places_b[0] + shift_s
    first, last = max(places_a[0][0], time_b[0]), min(places_a[0][-1], time_b[-1])
    if first >= last:
        return False
    moments = np.linspace(first, last, 100)
    metres = haversine_m(
        np.interp(moments, places_a[0], places_a[1]),
        np.interp(moments, places_a[0], places_a[2]),
        np.interp(moments, time_b, places_b[1]),
        np.interp(moments, time_b, places_b[2]),
    )
    return float(np.median(metres)) > OUTING_APART_M
