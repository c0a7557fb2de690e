"""What the numbers of an accelerometer mean: their unit, and whether gravity is in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Singles: TypeAlias = NDArray[np.float32]

STANDARD_GRAVITY_M_S2 = 9.80665  # CGPM 1901

# A resting sensor reads one gravity in whatever unit it writes. The ranges are wide enough
# for a sensor that is 30 % out of calibration or a median taken while walking (judgement).
_G_MEDIAN = (0.7, 1.4)
_M_S2_MEDIAN = (7.0, 13.0)
_MILLI_G_MEDIAN = (700.0, 1400.0)

# Over two seconds a signal with gravity keeps its direction, one without it averages out:
# in walking the ratio below is above 0.8 with gravity and under 0.3 without (judgement).
_GRAVITY_SHARE = 0.5
_PIECE_S = 2.0
_PIECES = 60

# Walking without gravity reaches 3 to 8 m/s2, in g a tenth of that (judgement).
_LINEAR_G_P95 = 1.2


class Unit(StrEnum):
    """The unit in which an acceleration was written."""

    M_S2 = "m/s2"
    G = "g"
    MILLI_G = "mg"
    COUNTS = "counts"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scale:
    """How to read a sensor.

    Attributes
    ----------
    unit : Unit
        The unit recognised.
    m_s2_per_unit : float
        The factor to m/s2.
    gravity : bool
        Whether gravity is part of the signal.
    axis : tuple of float or None
        For a signal of three axes without gravity: the direction along which it varies
        most, as a unit vector. The sum of squares of such a signal has two peaks per step,
        so it is read along this direction.
    """

    unit: Unit
    m_s2_per_unit: float
    gravity: bool = True
    axis: tuple[float, float, float] | None = None


def magnitude(acc: Floats) -> Floats:
    """Return the length of each row, or the signal itself where it is one already."""
    if acc.ndim == 1:
        return acc
    with np.errstate(over="ignore"):  # garbage becomes infinite, and is left out as such
        squares = acc * acc
        size: Floats = squares[:, 0] + squares[:, 1]
        size += squares[:, 2]
    return np.sqrt(size, out=size)


def recognise(acc: Floats, rate_hz: float) -> Scale:
    """Recognise the unit of a signal, and whether gravity is in it.

    Parameters
    ----------
    acc : array of shape (n, 3) or (n,)
        Acceleration on three axes, or its magnitude, in an unknown unit.
    rate_hz : float
        Samples per second.

    Returns
    -------
    Scale
        With unit ``UNKNOWN`` where nothing can be said: no finite sample, or all zero.

    Notes
    -----
    1. Up to 60 pieces of 2 s, evenly spread, stand for the recording.
    2. On three axes, the length of each piece's mean vector over its mean length says
       whether gravity is in it. A magnitude is taken to contain gravity.
    3. With gravity, the median magnitude is one gravity: 0.7 to 1.4 is g, 7 to 13 m/s2,
       700 to 1400 mg, anything else raw counts, scaled so that the median is one gravity.
    4. Without gravity nothing gives the unit away but the size of the movement: a 95th
       percentile under 1.2 is read as g, else as m/s2.
    """
    pieces = _pieces(acc, max(2, round(_PIECE_S * rate_hz)))
    each = magnitude(pieces.reshape(-1, *acc.shape[1:]))
    size = np.abs(each[np.isfinite(each)])
    middle, top = np.percentile(size, [50, 95]).tolist() if size.size else (0.0, 0.0)
    if top <= 0.0:
        return Scale(Unit.UNKNOWN, 1.0)
    if acc.ndim == 2:
        share = _gravity_share(pieces, each.reshape(pieces.shape[:2]))
        if share is not None and share < _GRAVITY_SHARE:
            unit = Unit.G if top < _LINEAR_G_P95 else Unit.M_S2
            factor = STANDARD_GRAVITY_M_S2 if unit is Unit.G else 1.0
            return Scale(unit, factor, gravity=False, axis=_main_axis(pieces))
    if middle <= 0.0:
        return Scale(Unit.UNKNOWN, 1.0)
    return _with_gravity(middle)


def _with_gravity(middle: float) -> Scale:
    if _G_MEDIAN[0] <= middle <= _G_MEDIAN[1]:
        return Scale(Unit.G, STANDARD_GRAVITY_M_S2)
    if _M_S2_MEDIAN[0] <= middle <= _M_S2_MEDIAN[1]:
        return Scale(Unit.M_S2, 1.0)
    if _MILLI_G_MEDIAN[0] <= middle <= _MILLI_G_MEDIAN[1]:
        return Scale(Unit.MILLI_G, STANDARD_GRAVITY_M_S2 / 1000.0)
    return Scale(Unit.COUNTS, STANDARD_GRAVITY_M_S2 / middle)


def _pieces(acc: Floats, length: int) -> Floats:
    whole = len(acc) // length
    if whole == 0:
        return acc[None]
    starts = np.unique(np.linspace(0, whole - 1, min(_PIECES, whole)).astype(int)) * length
    return np.stack([acc[start : start + length] for start in starts])


def _gravity_share(pieces: Floats, size: Floats) -> float | None:
    finite = np.isfinite(size).all(axis=1)
    if not finite.any():
        return None
    sizes = size[finite].mean(axis=1)
    means = magnitude(np.einsum("psk->pk", pieces[finite]) / pieces.shape[1])
    moving = sizes > 0
    return float(np.median(means[moving] / sizes[moving])) if moving.any() else None


def _main_axis(pieces: Floats) -> tuple[float, float, float]:
    rows = pieces.reshape(-1, 3)
    rows = rows[np.isfinite(rows).all(axis=1)]
    _, directions = np.linalg.eigh(rows.T @ rows)
    x, y, z = directions[:, -1]
    return (float(x), float(y), float(z))
