"""What the ground of a way is like, and how much of that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .arrays import Floats, Ints
from .evenness import STEPS, UNEVEN_BELOW
from .network import TerrainMap
from .trail import Trail
from .ways import SURFACES
from .wishes import STEPS_CODE, Gate, Wishes, evenness_on

WORST = 0.10
KNOWN_FROM = 0.5
"""Confidence from which evenness counts as known: more than the kind of way is tagged."""

BUSY_FROM = 0.45
"""Traffic from which a way counts as beside traffic (judgement: an unclassified road)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a way with the same ground.

    Attributes
    ----------
    begin_m, end_m : float
        Distance from the start of the way.
    surface : str
        In the words of OpenStreetMap, "steps" for stairs, empty where unknown.
    evenness : float
        Mean, 0 to 1.
    name : str
        Of the street, empty where it has none.
    """

    begin_m: float
    end_m: float
    surface: str
    evenness: float
    name: str

    @property
    def length_m(self) -> float:
        """Return the length."""
        return self.end_m - self.begin_m


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a way. What is not tagged is unknown, never "good".

    Attributes
    ----------
    length_m : float
    evenness, worst_tenth : float
        Mean evenness of all metres, and of the least even tenth of them, 0 to 1. Metres of
        unknown ground count by the kind of way.
    worst_tenth_known : float
        The same, with metres of unknown ground taken as perfect: what is known alone.
    uneven_m : float
        Metres with an evenness below `UNEVEN_BELOW`, unknown ones by the kind of way.
    known_share : float
        Share of the metres whose ground is tagged.
    evenness_low, evenness_high : float
        Where the mean lies if unknown metres are as bad, or as good, as such ways get.
    slope95 : float or None
        Slope that 95 % of the metres with a known slope stay below.
    slope95_known : float
        The same of all metres, with those of an unknown slope taken as level.
    slope_known_share : float
    climb_m, descent_m : float or None
        None where less than half of the slopes is known.
    steps : int
        Number of steps, about.
    steps_m : float
    traffic : float
        Mean, 0 none to 1 a main road.
    beside_traffic_m : float
    crossings, kerbs : float
        Roads that are crossed, and raised kerbs, about.
    lit_share, light_known_share : float
    surface_m : mapping of str to float
        Metres of each surface; "steps" for stairs, empty for unknown.
    stretches : tuple of Stretch
        In walking order.
    """

    length_m: float
    evenness: float
    worst_tenth: float
    worst_tenth_known: float
    uneven_m: float
    known_share: float
    evenness_low: float
    evenness_high: float
    slope95: float | None
    slope95_known: float
    slope_known_share: float
    climb_m: float | None
    descent_m: float | None
    steps: int
    steps_m: float
    traffic: float
    beside_traffic_m: float
    crossings: float
    kerbs: float
    lit_share: float
    light_known_share: float
    surface_m: Mapping[str, float]
    stretches: tuple[Stretch, ...]

    def passes(self, gate: Gate) -> bool | None:
        """Return whether the ground is as a stage asks; None where too little is known.

        Notes
        -----
        What is known to be too uneven or too steep decides, never a guess by the kind of way;
        to pass, half of the metres must be known (judgement).
        """
        if self.worst_tenth_known < gate.e10_min or self.slope95_known > gate.slope95_max:
            return False
        if self.known_share < KNOWN_FROM or self.slope_known_share < KNOWN_FROM:
            return None
        # What is unknown and would be too uneven, as such ways go, leaves it open.
        return True if self.worst_tenth >= gate.e10_min else None


UNKNOWN_SPREAD = (0.35, 0.08)
"""How much worse and better than its kind untagged ground turns out to be (judgement)."""


def ground_of(network: TerrainMap, trail: Trail, wishes: Wishes | None = None) -> Ground:
    """Return what the ground of a way is like, by day and in dry weather unless told."""
    wishes = wishes or Wishes()
    arrays = network.arrays
    edge, metres = trail.edge, trail.piece_m
    total = max(float(metres.sum()), 1e-9)
    share = metres / np.maximum(arrays.edge_length[edge], 0.01)
    even = evenness_on(network, edge, wishes)
    confidence = arrays.edge_confidence[edge]
    known = confidence >= KNOWN_FROM
    slope = arrays.edge_slope[edge].astype(np.float64)
    sloped = ~np.isnan(slope)
    rise = arrays.edge_rise[edge] * np.where(trail.end_m >= trail.begin_m, share, -share)
    risen = ~np.isnan(rise)
    lit = arrays.edge_lit[edge]
    traffic = arrays.edge_traffic[edge].astype(np.float64)
    down, up = UNKNOWN_SPREAD
    slope_known = float(metres[sloped].sum()) / total
    rise_known = float(metres[risen].sum()) / total >= KNOWN_FROM
    stretches = _stretches(network, trail, even)
    by_surface: dict[str, float] = {}
    for each in stretches:
        by_surface[each.surface] = by_surface.get(each.surface, 0.0) + each.length_m
    return Ground(
        length_m=total,
        evenness=float((even * metres).sum()) / total,
        worst_tenth=worst_share(even, metres, WORST),
        worst_tenth_known=worst_share(np.where(known, even, 1.0), metres, WORST),
        uneven_m=float(metres[even < UNEVEN_BELOW - 1e-6].sum()),
        known_share=float(metres[known].sum()) / total,
        evenness_low=float((np.where(known, even, np.maximum(even - down, 0)) * metres).sum())
        / total,
        evenness_high=float((np.where(known, even, np.minimum(even + up, 1)) * metres).sum())
        / total,
        slope95=quantile(slope[sloped], metres[sloped], 0.95) if slope_known > 0 else None,
        slope95_known=quantile(np.nan_to_num(slope), metres, 0.95),
        slope_known_share=slope_known,
        climb_m=float(np.maximum(rise[risen], 0).sum()) if rise_known else None,
        descent_m=float(np.maximum(-rise[risen], 0).sum()) if rise_known else None,
        steps=round(float((arrays.edge_steps[edge] * share).sum())),
        steps_m=float(metres[arrays.edge_kind[edge] == STEPS_CODE].sum()),
        traffic=float((traffic * metres).sum()) / total,
        beside_traffic_m=float(metres[traffic >= BUSY_FROM].sum()),
        crossings=float((arrays.edge_crossings[edge] * share).sum()),
        kerbs=float((arrays.edge_kerbs[edge] * share).sum()),
        lit_share=float(metres[lit == 1].sum()) / total,
        light_known_share=float(metres[lit >= 0].sum()) / total,
        surface_m=by_surface,
        stretches=stretches,
    )


def worst_share(even: Floats, metres: Floats, share: float) -> float:
    """Return the mean evenness of the least even share of the metres."""
    order = np.argsort(even)
    wanted = share * metres.sum()
    if wanted <= 0:
        return float(even.min()) if len(even) else 1.0
    upto = np.cumsum(metres[order])
    part = np.clip(wanted - (upto - metres[order]), 0.0, metres[order])
    return float((even[order] * part).sum() / wanted)


def quantile(values: Floats, metres: Floats, share: float) -> float:
    """Return the value below which a share of the metres lies."""
    order = np.argsort(values)
    upto = np.cumsum(metres[order])
    at = int(np.searchsorted(upto, share * upto[-1]))
    return float(values[order][min(at, len(values) - 1)])


def _stretches(network: TerrainMap, trail: Trail, even: Floats) -> tuple[Stretch, ...]:
    arrays = network.arrays
    code: Ints = arrays.edge_surface[trail.edge].astype(np.int64)
    code[arrays.edge_kind[trail.edge] == STEPS_CODE] = len(SURFACES)
    # Surface, street and whether it is uneven: one stretch as long as none of them changes.
    label = (code * 2 + (even < UNEVEN_BELOW)) << 32 | arrays.edge_name[trail.edge]
    if not len(label):
        return ()
    metres = trail.piece_m
    ends = np.cumsum(metres)
    cuts = np.flatnonzero(np.diff(label)) + 1
    found = []
    for first, last in zip([0, *cuts.tolist()], [*cuts.tolist(), len(label)], strict=True):
        part = metres[first:last]
        surface = int(code[first])
        found.append(
            Stretch(
                begin_m=float(ends[first - 1]) if first else 0.0,
                end_m=float(ends[last - 1]),
                surface=STEPS if surface == len(SURFACES) else SURFACES[surface],
                evenness=float((even[first:last] * part).sum() / max(part.sum(), 1e-9)),
                name=network.name(int(arrays.edge_name[trail.edge[first]])),
            )
        )
    return tuple(found)
