"""What a walker asks of a route, and what each edge costs by it.

Costs are in metres: an edge of 100 m that costs 150 is as good as 150 m of perfect ground.
All weights are judgement, and none is a filter unless the walker asks for one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .amenities import bench_share
from .arrays import Flags, Floats, Ints
from .evenness import DARK_FACTOR, WET_FACTOR, WET_SLIPPERY, WET_SLIPPERY_FACTOR
from .incline import slope_factor
from .network import TerrainMap
from .ways import KIND_CODE, SURFACES


@dataclass(frozen=True, slots=True)
class Gate:
    """What the ground of a stage should be like (judgement).

    Attributes
    ----------
    e10_min : float
        Evenness that the worst tenth of the metres reaches on average.
    slope95_max : float
        Slope that 95 % of the metres stay below.
    daylight : bool
        Only by day.
    """

    e10_min: float
    slope95_max: float
    daylight: bool = False


GATES = {1: Gate(0.75, 0.05), 2: Gate(0.60, 0.08), 3: Gate(0.45, 0.12, daylight=True)}
"""Stage 1 even ground, 2 gentle hills, 3 hikes."""

ROUGH = 1.2
"""Extra per metre for each whole point of evenness lost (judgement)."""

BELOW_GATE = 4.5
BELOW_GATE_SLOPE = 6.0
"""Extra per metre of ground below the gate, and for each point it is below (judgement)."""

UNKNOWN = 0.12
"""Extra per metre where nothing is tagged (judgement): unknown is never as good as known and
good."""

STEEP = 1.0
ABOVE_GATE = 1.5
"""Extra per metre of slopes, by their factor, and of those above the gate (judgement)."""

FLAT = 0.3
LEVEL_BELOW = 0.02
"""Where hills are asked for: extra per metre of ground that is flatter than this (judgement). What
climbs gently costs nothing then, up to the gate."""

TRAFFIC = 0.8
"""Extra per metre beside a main road, less beside others (judgement)."""

STEP_M = 1.5
CROSSING_M = 15.0
KERB_M = 5.0
"""Extra metres for each step, road to cross and raised kerb (judgement)."""

UNLIT = 0.6
UNKNOWN_LIGHT = 0.2
"""Extra per metre after dark (judgement)."""

NO_BENCH = 0.25
"""Extra per metre without a bench beside it, where benches are wished for (judgement): a quarter
more of perfect ground for a place to sit, less than what uneven ground costs."""
FORBIDDEN_M = 1e6
"""Cost of an edge that the walker does not want at all."""

STEPS_CODE = KIND_CODE["steps"]
_SLIPPERY = np.array([surface in WET_SLIPPERY for surface in SURFACES])


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a walker asks of a route.

    Attributes
    ----------
    stage : int
        1 even ground, 2 gentle hills opened, 3 hikes opened.
    no_steps : bool
        No steps at all, not only few.
    dark, wet : bool
        After dark; on wet ground.
    hills : bool
        Gentle hills are what the walk is for; on the first stage there are none.
    benches : bool
        Ways with benches first, for whoever has to sit down on the way.
    """

    stage: int = 1
    no_steps: bool = False
    dark: bool = False
    wet: bool = False
    hills: bool = False
    benches: bool = False

    def __post_init__(self) -> None:
        """Refuse a stage that does not exist."""
        if self.stage not in GATES:
            raise ValueError(f"there is no stage {self.stage}: 1, 2 or 3")

    @property
    def gate(self) -> Gate:
        """Return what the ground should be like; after dark not a hike's."""
        gate = GATES[self.stage]
        return GATES[2] if gate.daylight and self.dark else gate


def evenness_on(network: TerrainMap, edges: Ints, wishes: Wishes) -> Floats:
    """Return how even edges are at the hour and in the weather of the walk, 0 to 1."""
    arrays = network.arrays
    even = arrays.edge_even[edges].astype(np.float64)
    if wishes.dark:
        even = np.where(arrays.edge_lit[edges] == 0, even * DARK_FACTOR, even)
    if wishes.wet:
        slippery = _SLIPPERY[arrays.edge_surface[edges]]
        even = even * np.where(slippery, WET_SLIPPERY_FACTOR, WET_FACTOR)
    return even


def are_steps(network: TerrainMap, edges: Ints) -> Flags:
    """Return which edges are steps."""
    return np.asarray(network.arrays.edge_kind[edges] == STEPS_CODE)


def costs_on(network: TerrainMap, edges: Ints, wishes: Wishes) -> Floats:
    """Return the cost of whole edges, in metres of perfect ground."""
    arrays = network.arrays
    even = evenness_on(network, edges, wishes)
    gate = wishes.gate
    extra = ROUGH * (1.0 - even)
    below = gate.e10_min - even
    extra += np.where(below > 1e-9, BELOW_GATE + BELOW_GATE_SLOPE * below, 0.0)
    extra += np.where(arrays.edge_confidence[edges] < 0.5, UNKNOWN, 0.0)
    slope = np.nan_to_num(arrays.edge_slope[edges].astype(np.float64))
    steep = STEEP * (1.0 / slope_factor(slope) - 1.0)
    if wishes.hills and wishes.stage > 1:
        steep = np.where(slope <= gate.slope95_max, FLAT * (slope < LEVEL_BELOW), steep)
    extra += steep
    extra += np.where(slope > gate.slope95_max, ABOVE_GATE, 0.0)
    extra += TRAFFIC * arrays.edge_traffic[edges]
    if wishes.benches:
        extra += NO_BENCH * (1.0 - bench_share(network, edges))
    if wishes.dark:
        lit = arrays.edge_lit[edges]
        extra += np.where(lit == 0, UNLIT, np.where(lit < 0, UNKNOWN_LIGHT, 0.0))
    cost = arrays.edge_length[edges] * (1.0 + extra)
    steps = arrays.edge_steps[edges]
    cost += STEP_M * steps + CROSSING_M * arrays.edge_crossings[edges]
    cost += KERB_M * arrays.edge_kerbs[edges]
    if wishes.no_steps:
        cost = np.where(steps > 0, FORBIDDEN_M, cost)
    return np.asarray(cost, dtype=np.float64)
