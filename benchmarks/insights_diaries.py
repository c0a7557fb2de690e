"""Diaries whose truth is known, to ask what a method finds in them.

Each maker returns the walks of one person as arrays, the way ``backstride.insights`` reads
them. Two worlds, so that no method is fitted to one of them: in ``latent`` the pain of a day
is a hidden state that drifts back to the person's level, every answer reads it with noise and
is rounded, and bad days strike; in ``plain`` the next morning is a line through pain before
with errors that follow one another, exactly as the model assumes but for the rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rng = np.random.Generator


@dataclass(frozen=True)
class Walks:
    """One person's walks: day, answers, and whether each was of the kind in question."""

    days: Floats
    morning: Floats
    before: Floats
    same_morning: Floats
    exposed: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class World:
    """How a diary comes about."""

    weeks: int = 12
    per_week: float = 4.0
    rho: float = 0.4
    sd: float = 1.2
    missing: float = 0.2
    effect: float = 0.0
    assignment: str = "drawn"
    """drawn, blocks, low_pain, after_bad, late, weekend: what decides the kind of a walk."""
    trend: float = 0.0
    """Points over the whole diary."""
    missing_bad: bool = False
    weekend_pain: float = 0.0
    flares: float = 0.02
    """Chance of a bad day, per day."""
    noise: float = 0.6
    """Spread of an answer around what is felt, before it is rounded."""
    kind: str = "latent"


def diary(world: World, rng: Rng) -> Walks:
    """Make one diary."""
    return _plain(world, rng) if world.kind == "plain" else _latent(world, rng)


def _answer(value: Floats, rng: Rng, noise: float) -> Floats:
    return np.clip(np.round(value + rng.normal(0, noise, len(value))), 0, 10)


def _exposed(world: World, days: Floats, state: Floats, rng: Rng) -> npt.NDArray[np.bool_]:
    draw = rng.random(len(days))
    weekday = days % 7
    match world.assignment:
        case "drawn":
            return np.asarray(draw < 0.5)
        case "blocks":
            length = int(rng.integers(2, 15))
            coins = rng.random(int(days[-1]) // length + 2) < 0.5
            return np.asarray(coins[(days // length).astype(int)])
        case "low_pain":
            return draw < 1 / (1 + np.exp(1.2 * (state - np.median(state))))
        case "late":
            return np.asarray(draw < 0.1 + 0.8 * days / days[-1])
        case "weekend":
            return draw < np.where(weekday >= 5, 0.85, 0.15)
        case "after_bad":
            # A new habit is taken up on the days just after pain was at its worst.
            return draw < 1 / (1 + np.exp(-1.2 * (state - np.median(state))))
    raise ValueError(world.assignment)


def _latent(world: World, rng: Rng) -> Walks:
    count = world.weeks * 7
    level = rng.uniform(2.5, 6.0)
    pull = world.sd * np.sqrt(1 - world.rho**2)
    deviation = np.empty(count + 1)
    deviation[0] = rng.normal(0, world.sd)
    bad = np.zeros(count + 1)
    for day in range(1, count + 1):
        deviation[day] = world.rho * deviation[day - 1] + rng.normal(0, pull)
        struck = rng.random() < world.flares
        bad[day] = rng.uniform(2, 4) if struck else 0.78 * bad[day - 1]
    all_days = np.arange(count + 1)
    state = level + deviation + bad + world.trend * all_days / count
    state += world.weekend_pain * (all_days % 7 >= 5)
    walked = np.flatnonzero(rng.random(count) < world.per_week / 7).astype(float)
    index = walked.astype(int)
    exposed = _exposed(world, walked, state[index], rng)
    # The difference a walk makes to the next morning is gone by the one after.
    mornings = state.copy()
    mornings[index + 1] += world.effect * exposed
    told = _answer(mornings, rng, world.noise)
    before = _answer(state[index], rng, world.noise)
    odds = np.full(count + 1, world.missing / (1 - world.missing))
    if world.missing_bad:
        odds = odds * np.where(told >= np.median(told) + 2, 6.0, 1.0)
    gone = rng.random(count + 1) < odds / (1 + odds)
    same = np.where(gone[index], np.nan, told[index])
    kept = ~gone[index + 1]
    return Walks(walked[kept], told[index + 1][kept], before[kept], same[kept], exposed[kept])


def _plain(world: World, rng: Rng) -> Walks:
    count = world.weeks * 7
    error = np.empty(count + 1)
    error[0] = rng.normal(0, world.sd)
    pull = world.sd * np.sqrt(1 - world.rho**2)
    for day in range(1, count + 1):
        error[day] = world.rho * error[day - 1] + rng.normal(0, pull)
    walked = np.flatnonzero(rng.random(count) < world.per_week / 7).astype(float)
    index = walked.astype(int)
    before = np.clip(np.round(rng.normal(4.5, 1.2, len(index))), 0, 10)
    exposed = _exposed(world, walked, before, rng)
    slope = rng.uniform(0.1, 0.5)
    value = 4.5 + slope * (before - 4.5) + world.trend * walked / count + error[index + 1]
    value += world.weekend_pain * (walked % 7 >= 4) + world.effect * exposed
    told = np.clip(np.round(value), 0, 10)
    gone = rng.random(len(index)) < world.missing
    keep = ~gone
    nothing = np.full(int(keep.sum()), np.nan)
    return Walks(walked[keep], told[keep], before[keep], nothing, exposed[keep])


def varied(world: World, rng: Rng) -> World:
    """Return the world with length, pace, correlation and gaps drawn anew."""
    return replace(
        world,
        weeks=int(rng.choice([4, 8, 12, 16, 26, 52])),
        per_week=float(rng.uniform(2.5, 5.5)),
        rho=float(rng.uniform(0.0, 0.7)),
        missing=float(rng.uniform(0.1, 0.3)),
        sd=float(rng.uniform(0.8, 1.5)),
    )
