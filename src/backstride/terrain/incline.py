"""Slopes: what an incline tag says, and what a slope asks of a walker."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

STEEPEST = 1.0
"""A tag above 100 % is a slip of the pen (judgement)."""

SLOPE_AT = (0.0, 0.02, 0.05, 1 / 12, 0.12, 0.15)
FACTOR_AT = (1.0, 1.0, 0.9, 0.7, 0.45, 0.2)
"""5 % and 8.33 % are limits of the ADA standards; the factors are judgement."""

_NUMBER = re.compile(
    r"^\s*(?P<sign>[+\-\u2212]?)\s*(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>%|°|deg(?:rees?)?)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Incline:
    """What an incline tag says of a way, in the direction it is drawn.

    Attributes
    ----------
    slope : float or None
        Rise over run, positive upwards; None where only the direction is said.
    direction : int
        1 up, -1 down, 0 level.
    """

    slope: float | None
    direction: int


def parse_incline(text: str) -> Incline | None:
    """Read an incline tag: "5%", "-5 %", "3 deg", "3°", "5", "up", "down".

    Returns
    -------
    Incline or None
        None where the tag says nothing that can be understood. A bare number is a percentage,
        as most mappers mean it.
    """
    word = text.strip().lower()
    if word in ("up", "down"):
        return Incline(None, 1 if word == "up" else -1)
    match = _NUMBER.match(word)
    if match is None:
        return None
    number = float(match["number"].replace(",", "."))
    unit = match["unit"] or "%"
    slope = number / 100 if unit == "%" else math.tan(math.radians(min(number, 89.0)))
    if slope > STEEPEST:
        return None
    sign = -1 if match["sign"] in ("-", "\u2212") else 1
    return Incline(sign * slope, 0 if slope == 0 else sign)


def slope_factor(slope: ArrayLike) -> NDArray[np.float64]:
    """Return what evenness is multiplied with on a slope, 0.2 to 1.

    Parameters
    ----------
    slope : array_like
        Rise over run; the sign does not matter. Between the known values it is linear.
    """
    return np.interp(np.abs(np.asarray(slope, dtype=np.float64)), SLOPE_AT, FACTOR_AT)
