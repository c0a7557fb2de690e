"""Bayesian linear regression whose errors follow one another: AR(1) over real days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

Vector = npt.NDArray[np.float64]

RHO_PRIOR_MEAN = 0.0
"""Centre of the prior of the day-to-day correlation of the errors. Source: simulated by us."""

RHO_PRIOR_SD = 0.25
"""Its spread, once pain before the walk is in the model. Source: simulated by us."""

SIGMA_PRIOR_MEDIAN = 1.1
"""Median of the prior of the errors' standard deviation, points (judgement, from 1.0 to 1.7 seen
in people's daily answers and what pain before explains of it)."""

SIGMA_PRIOR_LOG_SD = 0.5
"""Spread of the logarithm of that prior (judgement)."""

RHO_GRID = np.linspace(-0.3, 0.9, 13)
SIGMA_GRID = np.exp(np.linspace(np.log(0.3), np.log(3.6), 17))


@dataclass(frozen=True, slots=True)
class Mixture:
    """What is known about one number: a mixture of normal distributions.

    Parameters
    ----------
    weights, means, sds : array of float, shape (k,)
        The weights sum to 1.
    """

    weights: Vector
    means: Vector
    sds: Vector

    @property
    def mean(self) -> float:
        """Return the expected value."""
        return float(self.weights @ self.means)

    @property
    def sd(self) -> float:
        """Return the standard deviation."""
        spread = self.weights @ (self.sds**2 + self.means**2) - self.mean**2
        return float(np.sqrt(max(float(spread), 0.0)))

    def below(self, value: float) -> float:
        """Return the probability that the number lies below `value`."""
        return float(self.weights @ ndtr((value - self.means) / self.sds))

    def density(self, value: float) -> float:
        """Return the probability density at a value."""
        away = (value - self.means) / self.sds
        return float(self.weights @ (np.exp(-(away**2) / 2) / (self.sds * np.sqrt(2 * np.pi))))

    def quantile(self, share: float) -> float:
        """Return the value below which the number lies with probability `share` (0 to 1)."""
        low = float(np.min(self.means - 6 * self.sds))
        high = float(np.max(self.means + 6 * self.sds))
        for _ in range(24):
            middle = (low + high) / 2
            if self.below(middle) < share:
                low = middle
            else:
                high = middle
        return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Posterior:
    """Coefficients after the data, for every pair of error correlation and spread.

    Parameters
    ----------
    weights : array of float, shape (k,)
    means : array of float, shape (k, p)
    covariances : array of float, shape (k, p, p)
    rhos, sigmas : array of float, shape (k,)
    """

    weights: Vector
    means: Vector
    covariances: Vector
    rhos: Vector
    sigmas: Vector

    @property
    def rho(self) -> float:
        """Return the expected day-to-day correlation of the errors."""
        return float(self.weights @ self.rhos)

    @property
    def sigma(self) -> float:
        """Return the expected standard deviation of the errors, points."""
        return float(self.weights @ self.sigmas)

    def of(self, combination: Vector) -> Mixture:
        """Return what is known about a weighted sum of the coefficients.

        Parameters
        ----------
        combination : array of float, shape (p,)
        """
        means = self.means @ combination
        variances = np.einsum("i,kij,j->k", combination, self.covariances, combination)
        return Mixture(self.weights, means, np.sqrt(np.maximum(variances, 1e-12)))

    def curve(self, rows: Vector) -> tuple[Vector, Vector]:
        """Return mean and standard deviation of ``rows @ coefficients``, each of shape (n,)."""
        mean = self.weights @ self.means
        away = self.means - mean
        spread = np.einsum("k,kij->ij", self.weights, self.covariances)
        spread += (away * self.weights[:, None]).T @ away
        variance = np.einsum("ni,ij,nj->n", rows, spread, rows)
        return rows @ mean, np.sqrt(np.maximum(variance, 0.0))


def regress(
    outcome: Vector,
    design: Vector,
    days: Vector,
    prior_sds: Vector,
    *,
    rho_prior: tuple[float, float] = (RHO_PRIOR_MEAN, RHO_PRIOR_SD),
) -> Posterior:
    """Fit ``outcome = design @ coefficients + error`` with errors that follow one another.

    The coefficients have normal priors around zero. The correlation of two errors is ``rho``
    to the power of the days between them, so gaps need no filling. ``rho`` and the spread of
    the errors are summed over on a grid, the coefficients in closed form: no sampling, and
    the same diary always gives the same answer.

    Parameters
    ----------
    outcome : array of float, shape (n,)
        Points on the 0-10 scale.
    design : array of float, shape (n, p)
    days : array of float, shape (n,)
        Day of each row, rising; two rows never share a day.
    prior_sds : array of float, shape (p,)
        Standard deviations of the priors.
    rho_prior : pair of float
        Mean and standard deviation of the prior of ``rho``, cut to -0.3 .. 0.9.

    Returns
    -------
    Posterior

    Raises
    ------
    ValueError
        If the days do not rise.

    Notes
    -----
    Method after Schmid and Yang 2022 and Tang and Landes 2020, doi 10.1371/journal.pone.0228077.
    """
    gaps = np.diff(days)
    if np.any(gaps <= 0):
        raise ValueError("the days must rise from row to row; take one row for each day")
    rows, columns = design.shape
    both = np.column_stack([design, outcome])
    precision = np.diag(prior_sds**-2.0)
    log_prior_scale = -float(np.sum(np.log(prior_sds)))
    found: list[tuple[Vector, ...]] = []
    for rho in RHO_GRID:
        carried = np.sign(rho) ** gaps * np.abs(rho) ** gaps if rho else np.zeros(rows - 1)
        scale = np.sqrt(1 - carried**2)
        white = both.copy()
        white[1:] = (both[1:] - carried[:, None] * both[:-1]) / scale[:, None]
        gram = white.T @ white
        cross, total = gram[:columns, columns], float(gram[columns, columns])
        inverse_variance = (SIGMA_GRID**-2.0)[:, None]
        precisions = gram[None, :columns, :columns] * inverse_variance[:, :, None] + precision
        covariances = np.linalg.inv(precisions)
        means = np.einsum("kij,j->ki", covariances, cross) * inverse_variance
        fit = np.einsum("ki,i->k", means, cross) - total
        _, log_det = np.linalg.slogdet(precisions)
        log_weight = (
            -rows * np.log(SIGMA_GRID)
            - float(np.sum(np.log(scale)))
            + log_prior_scale
            - log_det / 2
            + fit * inverse_variance[:, 0] / 2
            - ((rho - rho_prior[0]) / rho_prior[1]) ** 2 / 2
            - (np.log(SIGMA_GRID / SIGMA_PRIOR_MEDIAN) / SIGMA_PRIOR_LOG_SD) ** 2 / 2
        )
        found.append((log_weight, means, covariances.astype(np.float64)))
    log_weights = np.concatenate([each[0] for each in found])
    weights = np.exp(log_weights - log_weights.max())
    weights /= weights.sum()
    kept = weights > 1e-4
    return Posterior(
        weights[kept] / weights[kept].sum(),
        np.concatenate([each[1] for each in found])[kept],
        np.concatenate([each[2] for each in found])[kept],
        np.repeat(RHO_GRID, len(SIGMA_GRID))[kept],
        np.tile(SIGMA_GRID, len(RHO_GRID))[kept],
    )
