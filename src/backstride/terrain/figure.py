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
    onward = np.roll(points, -1, axis=0)
    area = abs(float((x * onward[:, 1] - y * onward[:, 0]).sum())) / 2
    length = float(np.hypot(*(onward - points).T).sum())
    return 4 * np.pi * area / length**2 if length else 0.0


def turns(points: Floats) -> int:
    """Return how often a closed line turns by more than 50 degrees."""
    before = points - np.roll(points, LOOK, axis=0)
    after = np.roll(points, -LOOK, axis=0) - points
    size = np.hypot(*before.T) * np.hypot(*after.T)
    sharp = (before * after).sum(axis=1) < TURN * size
    return int((sharp & ~np.roll(sharp, 1)).sum())
