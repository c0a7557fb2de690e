"""The ground under a recorded walk, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Coordinates, Flags
from .errors import TrackError
from .evenness import UNEVEN_BELOW
from .ground import KNOWN_FROM, UNKNOWN_SPREAD, Ground, ground_of, quantile
from .matching import match_points, to_coordinates
from .network import TerrainMap
from .plausible import plausible_trails
from .trail import Trail, degrees
from .wishes import Wishes, evenness_on

LOWEST, HIGHEST = 0.05, 0.95
"""A range holds the truth in nine of ten walks."""

GROUND_METHOD = 2
"""Raised whenever the ground of the same walk on the same map comes out otherwise; what was kept
with a smaller number is worked out again. 2: ranges from whole ways drawn, not from all ways near
each point."""

ENDS_M = 10.0
"""Error within which nine in ten ends of an uneven stretch are told, independent at each end: that
of a good satellite fix (judgement). Where errors make a track longer than its ways it is as
much larger."""

SHORTEST_M = 20.0
"""A track has to be longer than the error of its ends (judgement)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A figure and the range in which it lies, as far as the map can tell.

    Attributes
    ----------
    low, best, high : float
    """

    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class TrackGround:
    """What a recorded walk went over.

    Attributes
    ----------
    trail : Trail
        The ways it most likely took.
    line : Coordinates
        Their points, shape (n, 2), in coordinates.
    track_m : float
        Length of the track.
    on_map_share : float
        Share of the track that lies on ways of the map. The rest is unknown.
    away_m : float
        Median distance of the fixes from the ways they are on.
    ground : Ground
        Of `trail`.
    evenness, uneven_share, steps : Span
        Ranges of 90 % over the whole ways that may have been walked (`plausible_trails`). What is
        not tagged or not on the map counts as bad in the one end and as good in the other.
    uneven_by_ways : Span
        As `uneven_share`, but what is not tagged counts by its kind of way: what the positions
        alone leave open.
    slope95 : Span or None
        None where no slope is known.
    credit : str
        To be shown with it.
    """

    trail: Trail
    line: Coordinates
    track_m: float
    on_map_share: float
    away_m: float
    ground: Ground
    evenness: Span
    uneven_share: Span
    uneven_by_ways: Span
    steps: Span
    slope95: Span | None
    credit: str

    def points(self) -> list[tuple[float, float]]:
        """Return latitude and longitude of the ways in walking order."""
        return degrees(self.line)


def track_ground(
    network: TerrainMap,
    latitude_deg: ArrayLike,
    longitude_deg: ArrayLike,
    *,
    wishes: Wishes | None = None,
) -> TrackGround:
    """Return the ground of a recorded walk.

    Parameters
    ----------
    network : TerrainMap
    latitude_deg, longitude_deg : array_like
        Fixes in the order of time, shape (n,); NaN where there was none.
    wishes : Wishes, optional
        Whether it was dark or wet.

    Raises
    ------
    TrackError
        If the track is too short, or lies off the map.
    """
    latitude = np.asarray(latitude_deg, dtype=np.float64)
    longitude = np.asarray(longitude_deg, dtype=np.float64)
    if latitude.shape != longitude.shape or latitude.ndim != 1:
        raise ValueError("latitude and longitude must have the same shape (n,)")
    fixes = to_coordinates(latitude, longitude)
    if len(fixes) < 2:
        raise TrackError("This track has no two places. A recording with positions is needed.")
    match = match_points(network, fixes)
    track_m = float(match.step_m.sum())
    if track_m < SHORTEST_M:
        raise TrackError(f"This track is {track_m:.0f} m long, too short to tell its ways.")
    on = match.chosen >= 0
    if not on.any() or not len(match.trail.edge):
        west, south, east, north = network.about.bbox
        raise TrackError(
            f"This track is not on the map of {network.about.source}. The map goes from "
            f"{south:.3f}, {west:.3f} to {north:.3f}, {east:.3f}. Build a map of the place of the "
            "walk."
        )
    wishes = wishes or Wishes()
    ground = ground_of(network, match.trail, wishes)
    off = 1.0 - float(match.step_m[on].sum()) / track_m
    away = [
        float(near.away_m[which])
        for near, which in zip(match.candidates, match.chosen, strict=True)
        if which >= 0
    ]
    ends_m = ENDS_M * max(1.0, track_m * (1.0 - off) / ground.length_m)
    ranges = _ranges(
        network, [match.trail, *plausible_trails(match)], ground, _Doubt(off, ends_m), wishes
    )
    return TrackGround(
        trail=match.trail,
        line=match.trail.line(network),
        track_m=track_m,
        on_map_share=1.0 - off,
        away_m=float(np.median(away)),
        ground=ground,
        evenness=ranges.evenness,
        uneven_share=ranges.uneven_share,
        uneven_by_ways=ranges.uneven_by_ways,
        steps=ranges.steps,
        slope95=ranges.slope95,
        credit=network.about.credit,
    )


@dataclass(frozen=True, slots=True)
class _Doubt:
    """The share of a track that is off the map, and the error of where its ground changes."""

    off: float
    ends_m: float


@dataclass(frozen=True, slots=True)
class _Ranges:
    evenness: Span
    uneven_share: Span
    uneven_by_ways: Span
    steps: Span
    slope95: Span | None


def _ranges(
    network: TerrainMap, trails: Sequence[Trail], ground: Ground, doubt: _Doubt, wishes: Wishes
) -> _Ranges:
    """Return the ranges over the ways that may have been walked."""
    uneven = ground.uneven_m / ground.length_m
    slope = ground.slope95
    told = np.array(
        [_figures(network, trail, doubt, wishes) for trail in trails if trail.length_m > 0]
    )
    # A way of which no slope is known says nothing about the slope.
    told[:, -1] = np.where(np.isnan(told[:, -1]), slope or 0.0, told[:, -1])
    least, most = np.quantile(told, [LOWEST, HIGHEST], axis=0)
    return _Ranges(
        evenness=_span(least[0], ground.evenness, most[1]),
        uneven_share=_span(least[2], uneven, most[3]),
        uneven_by_ways=_span(least[4], uneven, most[5]),
        steps=_span(np.round(least[6]), float(ground.steps), np.round(most[6])),
        slope95=None if slope is None else _span(least[7], slope, most[7]),
    )


def _figures(network: TerrainMap, trail: Trail, doubt: _Doubt, wishes: Wishes) -> tuple[float, ...]:
    """Return the ends of evenness, uneven share and the same by ways, steps and slope."""
    arrays = network.arrays
    edge, metres = trail.edge, trail.piece_m
    weight = metres / metres.sum() * (1 - doubt.off)
    even = evenness_on(network, edge, wishes)
    known = arrays.edge_confidence[edge] >= KNOWN_FROM
    down, up = UNKNOWN_SPREAD
    low = np.where(known, even, np.maximum(even - down, 0.0))
    high = np.where(known, even, np.minimum(even + up, 1.0))
    bar = UNEVEN_BELOW - 1e-6
    ends = doubt.ends_m * np.sqrt(2 * max(1, _stretches(even < bar))) / metres.sum()
    least, by_ways, most = (float(weight[each < bar].sum()) for each in (high, even, low))
    slope = np.abs(arrays.edge_slope[edge].astype(np.float64))
    sloped = ~np.isnan(slope)
    return (
        float((low * weight).sum()),
        float((high * weight).sum()) + doubt.off,
        max(least - ends, 0.0),
        min(most + doubt.off + ends, 1.0),
        max(by_ways - ends, 0.0),
        min(by_ways + doubt.off + ends, 1.0),
        float(
            (arrays.edge_steps[edge] * metres / np.maximum(arrays.edge_length[edge], 0.01)).sum()
        ),
        quantile(slope[sloped], metres[sloped], 0.95) if sloped.any() else np.nan,
    )


def _stretches(uneven: Flags) -> int:
    """Return how many stretches of uneven ground there are."""
    return int(np.count_nonzero(uneven[1:] & ~uneven[:-1])) + int(uneven[0])


def _span(low: float, best: float, high: float) -> Span:
    return Span(min(float(low), best), best, max(float(high), best))
