"""Whole ways that a track may have taken, each as often as it is likely.

The likeliest way of a hidden Markov model is one of many. Here whole ways are drawn from all
of them: forward filtering, backward sampling (Fruehwirth-Schnatter 1994, J Time Ser Anal 15,
183-202). So a way that is nearly as near all along is drawn often, one that is only near at a
crossing seldom, and what is wrong at one end of a walk is not wrong at the other.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .arrays import Floats, Ints, metres_between
from .matching import Match
from .short_ways import Piece
from .trail import Trail, empty, joined

SPREAD_M = 10.0
DETOUR_M = 5.0
"""As in matching, but wider: errors ten metres apart are alike, and a point may not count as
news in full (chosen with benchmarks/terrain_tracks.py, so that nine in ten ranges hold)."""

STRICT = (0.2, 1.0, 2.0, 4.0)
"""How strictly somebody keeps to the pavement is not known, and it is the same all along a walk:
a quarter of the draws is done with each, as `PAVEMENT` in matching (judgement)."""

DRAWS = 25 * len(STRICT)
"""Ways that are drawn: the fifth lowest and fifth highest figure of a hundred bound 90 %."""

SEED = 20
"""The same track is told the same range each time."""


def plausible_trails(match: Match) -> list[Trail]:
    """Return `DRAWS` ways that may have been walked, as `Match.trail` is."""
    random = np.random.default_rng(SEED)
    parts: list[list[Trail]] = [[] for _ in range(DRAWS)]
    for first, last in match.stretches:
        drawn = np.concatenate(
            [_drawn(match, first, last, strict, random) for strict in STRICT], axis=1
        )
        for own, trail in zip(parts, _trails(match, first, drawn), strict=True):
            own.append(trail)
    return [joined(own) if own else empty() for own in parts]


def _drawn(match: Match, first: int, last: int, strict: float, random: np.random.Generator) -> Ints:
    """Return candidates of each point of a stretch, shape (points, draws)."""
    step = metres_between(match.points[:-1], match.points[1:])
    moves = [
        -np.abs(match.between_m[at] - step[at - 1]) / DETOUR_M for at in range(first + 1, last)
    ]
    near = [
        -0.5 * (each.away_m / SPREAD_M) ** 2 - strict * each.odd
        for each in match.candidates[first:last]
    ]
    upto = [near[0]]
    for move, here in zip(moves, near[1:], strict=True):
        upto.append(np.logaddexp.reduce(upto[-1][:, None] + move, axis=0) + here)
    drawn = np.zeros((last - first, DRAWS // len(STRICT)), dtype=np.int64)
    drawn[-1] = _pick(np.repeat(upto[-1][:, None], drawn.shape[1], axis=1), random)
    for at in range(last - first - 2, -1, -1):
        drawn[at] = _pick(upto[at][:, None] + moves[at][:, drawn[at + 1]], random)
    return drawn


def _pick(chance: Floats, random: np.random.Generator) -> Ints:
    """Return a row for each column, by the logarithm of its chance."""
    return np.asarray(np.argmax(chance + random.gumbel(size=chance.shape), axis=0))


def _trails(match: Match, first: int, drawn: Ints) -> list[Trail]:
    known: dict[tuple[int, int, int], list[Piece]] = {}
    trails = []
    for column in drawn.T.tolist():
        pieces: list[Piece] = []
        for at, (one, other) in enumerate(pairwise(column), first):
            key = (at, one, other)
            found = known.get(key)
            if found is None:
                here, there = match.candidates[at], match.candidates[at + 1]
                found = match.ways.pieces(here.place(one), there.place(other))
                known[key] = found
            pieces += found
        trails.append(match.ways.trail(pieces))
    return trails
