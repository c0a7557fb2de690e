"""The ground under a recorded walk, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Coordinates, Floats, Ints
from .errors import TrackError
from .evenness import UNEVEN_BELOW
from .ground import KNOWN_FROM, UNKNOWN_SPREAD, Ground, ground_of, quantile
from .matching import Candidates, Match, match_points, to_coordinates
from .network import TerrainMap
from .trail import Trail, degrees
from .wishes import Wishes, evenness_on

AS_NEAR_M = 8.0
"""A way that is farther from a fix than the chosen one by no more may be the true one: the
error of a good satellite fix in a street (judgement)."""

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
        Ranges: what is not tagged or not on the map counts as bad in the one end and as good in
        the other, and where several ways are as near, each of them may be the true one.
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
    evenness, uneven_share, steps, slope95 = _ranges(network, match, ground, off, wishes)
    return TrackGround(
        trail=match.trail,
        line=match.trail.line(network),
        track_m=track_m,
        on_map_share=1.0 - off,
        away_m=float(np.median(away)),
        ground=ground,
        evenness=evenness,
        uneven_share=uneven_share,
        steps=steps,
        slope95=slope95,
        credit=network.about.credit,
    )


def _ranges(
    network: TerrainMap, match: Match, ground: Ground, off: float, wishes: Wishes
) -> tuple[Span, Span, Span, Span | None]:
    """Return the ranges of evenness, uneven share, steps and slope."""
    arrays = network.arrays
    metres, options = _options(match)
    flat: Ints = np.concatenate(options)
    starts = np.concatenate([[0], np.cumsum([len(each) for each in options])[:-1]])
    even = evenness_on(network, flat, wishes)
    known = arrays.edge_confidence[flat] >= KNOWN_FROM
    down, up = UNKNOWN_SPREAD
    low = np.minimum.reduceat(np.where(known, even, np.maximum(even - down, 0.0)), starts)
    high = np.maximum.reduceat(np.where(known, even, np.minimum(even + up, 1.0)), starts)
    weight = metres / metres.sum() * (1 - off)
    bar = UNEVEN_BELOW - 1e-6
    density = arrays.edge_steps[flat] / np.maximum(arrays.edge_length[flat], 0.01)
    fewest = float((np.minimum.reduceat(density, starts) * metres).sum())
    most = float((np.maximum.reduceat(density, starts) * metres).sum())
    return (
        _span(_sum(low, weight), ground.evenness, _sum(high, weight) + off),
        _span(
            float(weight[high < bar].sum()),
            ground.uneven_m / ground.length_m,
            float(weight[low < bar].sum()) + off,
        ),
        _span(float(round(fewest)), float(ground.steps), float(round(most))),
        _slopes(np.abs(arrays.edge_slope[flat].astype(float)), starts, metres, ground),
    )


def _options(match: Match) -> tuple[Floats, Sequence[Ints]]:
    """Return, for each matched point, its metres and the ways that may be the true one."""
    metres: list[float] = []
    options: list[Ints] = []
    for near, which, step in zip(match.candidates, match.chosen, match.step_m, strict=True):
        if which >= 0:
            metres.append(float(step))
            options.append(_as_near(near, int(which)))
    return np.array(metres), options


def _as_near(near: Candidates, which: int) -> Ints:
    close = near.away_m <= near.away_m[which] + AS_NEAR_M
    return np.asarray(near.edge[close])


def _slopes(slope: Floats, starts: Ints, metres: Floats, ground: Ground) -> Span | None:
    if ground.slope95 is None:
        return None
    low = np.fmin.reduceat(slope, starts)
    high = np.fmax.reduceat(slope, starts)
    known = np.isfinite(low)
    if not known.any():
        return None
    return _span(
        quantile(low[known], metres[known], 0.95),
        ground.slope95,
        quantile(high[known], metres[known], 0.95),
    )


def _sum(values: Floats, weight: Floats) -> float:
    return float((values * weight).sum())


def _span(low: float, best: float, high: float) -> Span:
    return Span(min(low, best), best, max(high, best))
