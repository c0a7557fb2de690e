"""How the line of a circle looks: round or thin, with few turns or in zigzags."""

from __future__ import annotations

import numpy as np

from .arrays import Floats

TURN = np.cos(np.radians(50.0))
"""Cosine of the least change of direction that counts as a turn (judgement)."""

LOOK = 3
"""A change of direction is seen over so many points on each side, about thirty metres."""


def roundness(points: Floats) -> float:
    """Return the area of a closed line against that of a circle as long, 0 to 1.

    A square has 0.79; a strip ten times as long as wide, as both sides of a street are, 0.26.
    """
    x, y = points[:, 0], points[:, 1]
    area = abs(float(x[:-1] @ y[1:] - y[:-1] @ x[1:] + x[-1] * y[0] - y[-1] * x[0])) / 2
    step = np.diff(points, axis=0, append=points[:1])
    length = float(np.sqrt(np.einsum("ij,ij->i", step, step)).sum())
    return 4 * np.pi * area / length**2 if length else 0.0


def turns(points: Floats) -> int:
    """Return how often a closed line turns by more than 50 degrees."""
    around = np.concatenate([points[-LOOK:], points, points[:LOOK]])
    step = around[LOOK:] - around[:-LOOK]
    before, after = step[:-LOOK], step[LOOK:]
    square = np.einsum("ij,ij->i", step, step)
    along = np.einsum("ij,ij->i", before, after)
    sharp = along < TURN * np.sqrt(square[:-LOOK] * square[LOOK:])
    begins = sharp[1:] & ~sharp[:-1]
    return int(begins.sum()) + int(sharp[0] & ~sharp[-1])
