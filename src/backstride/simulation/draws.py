"""Everything random about a walker, drawn beforehand and apart for each walker."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Draws(NamedTuple):
    """Everything random about one day; the same whatever a controller asks for.

    The first four are standard normal, the others uniform on 0-1.
    """

    latent: float
    say_morning: float
    say_before: float
    say_after: float
    flare: float
    flare_size: float
    sleep: float
    stress: float
    weather: float
    prompt: float
    takes: float
    skips_morning: float
    skips_walk: float
    skips_bad_day: float
    stops: float


_NORMALS = 4


class Streams(NamedTuple):
    """The random streams of one walker: one for who it is, two for the days."""

    person: np.random.Generator
    normal: np.random.Generator
    uniform: np.random.Generator


def streams(seed: int, walker: int) -> Streams:
    """Return the streams of a walker, from the run's seed and the walker's index alone.

    They are the children of one seed sequence, so neither the number of walkers nor the
    number of workers nor their order changes what a walker meets.
    """
    children = np.random.SeedSequence(seed, spawn_key=(walker,)).spawn(3)
    return Streams(*(np.random.Generator(np.random.PCG64(child)) for child in children))


def draw_days(drawn: Streams, days: int) -> list[Draws]:
    """Draw so many days; more days begin like fewer."""
    normals = drawn.normal.standard_normal((days, _NORMALS)).tolist()
    uniforms = drawn.uniform.random((days, len(Draws._fields) - _NORMALS)).tolist()
    return [Draws(*left, *right) for left, right in zip(normals, uniforms, strict=True)]
