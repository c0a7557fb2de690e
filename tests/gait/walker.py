"""A made-up walker: acceleration whose steps are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
GRAVITY_M_S2 = 9.80665


@dataclass(frozen=True)
class Walk:
    t_s: Floats
    acc_m_s2: Floats
    step_t_s: Floats


def walk(
    *,
    spells: tuple[tuple[float, float], ...] = ((0.0, 0.0), (60.0, 110.0)),
    hz: float = 100.0,
    size_m_s2: float = 2.0,
    limp: float = 0.04,
    noise_m_s2: float = 0.15,
    seed: int = 1,
) -> Walk:
    """Make a walk from (seconds, steps a minute) spells; 0 steps a minute is standing.

    Left and right steps differ by the share ``limp`` in time and size. The vertical moves
    with the step and twice its rate, the horizontal with the stride and the step.
    """
    rng = np.random.default_rng(seed)
    total = sum(length for length, _ in spells)
    t_s = np.arange(0.0, total, 1.0 / hz)
    steps: list[float] = []
    begin = 0.0
    for length, cadence_spm in spells:
        if cadence_spm > 0:
            steps += _spell(begin, begin + length, 60.0 / cadence_spm, limp, rng)
        begin += length
    step_t_s = np.array(steps)
    # The noise is that of a sensor at 100 Hz: the same in each Hz of the signal.
    acc = rng.normal(0.0, noise_m_s2 * np.sqrt(hz / 100.0), (len(t_s), 3))
    acc[:, 2] += GRAVITY_M_S2
    if len(step_t_s) > 1:
        phase, moving, left = _phase(t_s, step_t_s)
        swing = size_m_s2 * moving * np.where(left, 1.0 + 2 * limp, 1.0 - 2 * limp)
        acc[:, 2] += swing * (np.cos(2 * np.pi * phase) + 0.4 * np.cos(4 * np.pi * phase - 0.8))
        acc[:, 0] += 0.5 * swing * np.cos(2 * np.pi * phase + 1.0)
        acc[:, 1] += 0.4 * swing * np.cos(np.pi * (phase + np.floor(phase) % 2))
    return Walk(t_s, acc, step_t_s)


def _spell(
    begin: float, end: float, period: float, limp: float, rng: np.random.Generator
) -> list[float]:
    steps, at, left = [], begin + period, True
    while at < end - period / 2:
        steps.append(at)
        at += period * (1.0 + (limp if left else -limp)) * (1.0 + rng.normal(0.0, 0.015))
        left = not left
    return steps


def _phase(t_s: Floats, step_t_s: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Count steps as a number that runs on evenly between them, and through standing."""
    usual = float(np.median(np.diff(step_t_s)))
    before, after = step_t_s[0] - usual, step_t_s[-1] + usual
    nodes = np.concatenate([[before], step_t_s, [after]])
    count = np.arange(len(nodes), dtype=float)
    # In standing the count runs on at the usual rate, so that each step is whole.
    pauses = np.flatnonzero(np.diff(nodes) > 2 * usual)
    for k in pauses[::-1]:
        nodes = np.insert(nodes, k + 1, [nodes[k] + usual, nodes[k + 1] - usual])
        count = np.insert(count, k + 1, [count[k] + 1, count[k + 1] + 1])
        count[k + 3 :] += 2
    phase = np.interp(t_s, nodes, count)
    nearest = np.abs(t_s[:, None] - _neighbours(t_s, step_t_s)).min(axis=1)
    moving = (nearest < usual / 2).astype(float)
    return phase, moving, np.round(phase).astype(int) % 2 == 0


def _neighbours(t_s: Floats, step_t_s: Floats) -> Floats:
    right = np.clip(np.searchsorted(step_t_s, t_s), 1, len(step_t_s) - 1)
    return np.stack([step_t_s[right - 1], step_t_s[right]], axis=1)


def turned(acc_m_s2: Floats, seed: int) -> Floats:
    """Turn the sensor into some orientation."""
    axes, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    turned_acc: Floats = acc_m_s2 @ axes
    return turned_acc


def handling(seconds: float, hz: float = 25.0, seed: int = 1) -> tuple[Floats, Floats]:
    """Make the movement of hands at work: jerks of all sizes at no particular times."""
    rng = np.random.default_rng(seed)
    t_s = np.arange(0.0, seconds, 1.0 / hz)
    acc = np.full(len(t_s), GRAVITY_M_S2) + rng.normal(0.0, 0.05, len(t_s))
    for at in rng.uniform(0.0, seconds, int(seconds)):
        width = rng.uniform(0.08, 0.6)
        acc += rng.normal(0.0, 2.0) * np.exp(-(((t_s - at) / width) ** 2))
    return t_s, acc
