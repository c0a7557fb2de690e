"""What walking costs, by published equations.

Speeds are in m/s, grades in percent (100 * rise / run), masses in kg. All take and give arrays.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from backstride.recordings import Floats

METS_PER_W_PER_KG = 0.82
"""One W/kg is 60 / 20.9 mL of oxygen per kg and minute, and 3.5 of these are one MET."""

REST_ML_PER_KG_MIN = 3.5
RUN_FROM_MPS = 2.1
"""Speed at which adults change to running. Judgement, after the usual 2.0 to 2.1 m/s."""

Numbers = npt.ArrayLike


def lcda_mets(speed_mps: Numbers, grade_percent: Numbers = 0.0) -> Floats:
    """Return the METs of walking on a firm way by the Load Carriage Decision Aid.

    W/kg = 1.44 + 1.94 S^0.43 + 0.24 S^4 + 0.34 S G (1 - 1.05^(1 - 1.1^(G + 32))).

    Parameters
    ----------
    speed_mps : array_like
        Walking speed.
    grade_percent : array_like
        Grade, negative downhill.

    References
    ----------
    Looney and others 2019, Medicine & Science in Sports & Exercise 51:1954 (graded walking).

    Notes
    -----
    Deviations: none in the formula. Speeds of running are outside it; see `on_foot_mets`.
    """
    speed = np.maximum(np.asarray(speed_mps, dtype=np.float64), 0.0)
    grade = np.asarray(grade_percent, dtype=np.float64)
    level = 1.44 + 1.94 * speed**0.43 + 0.24 * speed**4
    slope = 0.34 * speed * grade * (1.0 - 1.05 ** (1.0 - 1.1 ** (grade + 32.0)))
    mets: Floats = METS_PER_W_PER_KG * (level + slope)
    return mets


def acsm_running_mets(speed_mps: Numbers, grade_percent: Numbers = 0.0) -> Floats:
    """Return the METs of running by the ACSM equation, VO2 = 3.5 + 0.2 v + 0.9 v g.

    Parameters
    ----------
    speed_mps : array_like
        Running speed.
    grade_percent : array_like
        Not for downhill: negative grades are taken as level.

    References
    ----------
    American College of Sports Medicine, Guidelines for Exercise Testing and Prescription, 10th ed.
    """
    metres_per_min = 60.0 * np.asarray(speed_mps, dtype=np.float64)
    grade = np.maximum(np.asarray(grade_percent, dtype=np.float64), 0.0) / 100.0
    oxygen = REST_ML_PER_KG_MIN + 0.2 * metres_per_min + 0.9 * metres_per_min * grade
    mets: Floats = oxygen / REST_ML_PER_KG_MIN
    return mets


def on_foot_mets(speed_mps: Numbers, grade_percent: Numbers = 0.0) -> Floats:
    """Return METs by `lcda_mets` up to `RUN_FROM_MPS`, and by `acsm_running_mets` above."""
    speed = np.asarray(speed_mps, dtype=np.float64)
    return np.where(
        speed <= RUN_FROM_MPS,
        lcda_mets(np.minimum(speed, RUN_FROM_MPS), grade_percent),
        acsm_running_mets(speed, grade_percent),
    )


def cadence_mets(cadence_spm: Numbers) -> Floats:
    """Return METs by the step rate: 3, 4, 5 and 6 METs at 100, 110, 120 and 130 steps per minute.

    Parameters
    ----------
    cadence_spm : array_like
        Steps per minute of both feet.

    References
    ----------
    CADENCE-Adults, doi 10.1186/s12966-019-0769-6 and doi 10.1186/s12966-021-01199-4. A rule of
    thumb with a wide spread: for 3 METs at 41 to 60 years, 95 of 100 people lie between 55 and 111.

    Notes
    -----
    Deviations (judgement): below 100 steps per minute one MET per 20 steps, down to 2 METs; above
    130 the rule ends, and the value stays at 6 METs.
    """
    cadence = np.asarray(cadence_spm, dtype=np.float64)
    mets: Floats = np.interp(cadence, [80.0, 100.0, 130.0], [2.0, 3.0, 6.0])
    return mets


def energy_kcal(met_minutes: float, mass_kg: float) -> float:
    """Return METs times kg times hours. Always an "about"."""
    return met_minutes * mass_kg / 60.0
