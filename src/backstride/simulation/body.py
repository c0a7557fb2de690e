"""The truth about one virtual back: what a day and a walk do to it.

Section numbers below are steps of a day; each formula says how a terse source was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

from backstride.simulation.parameters import Constants
from backstride.simulation.traits import Traits

_DAYS_KEPT = 28
"""Window of the mean weekly minutes: four weeks."""


@dataclass(frozen=True, slots=True)
class Felt:
    """What a walk felt like, in true points 0-10 (not clipped).

    ``rise_by_load`` is the part of the rise that the walk's load caused.
    """

    before: float
    worst: float
    after: float
    rise_by_load: float


class Body:
    """One back, moved forward a day at a time by ``wake``, ``walk`` and ``rest_tonight``.

    Notes
    -----
    1. Daily pain. ``L = m + rho (L' - m) + N(0, s sqrt(1 - rho^2))`` once a day, where
       ``m`` is the mean pain: the usual pain, less the long-run drop, more a worsening.
    2. Flare. ``F`` falls to 78 % each day; a new one adds 2 to 4 points, whatever is left
       of the last (sizes add up). The hazard is
       ``h0 exp(min(2.5, .9 carry + .5 sleep + .5 stress + .7 recent)) HR``; carry is what
       the night has left of the aftermath (30 %), sleep and stress are 0 or 1, recent is 1
       for seven days after a flare began. Poor sleep and stress decide when flares come, not
       how many: ``h0`` is divided by the mean of their factors. With the
       whole aftermath as carry, fragile backs on a ladder would have four times the extra
       flares that the evidence sheet reports for them.
    3. Waking. Pain is ``L + F`` and half of last evening's aftermath; later in the day the
       30 % are felt.
    4. Walk. ``r = minutes (METs - 1) / 2.3 / C``. Load raises the worst pain by
       ``1.5 b max(0, r - 1.15)``; relief ``a (1 - exp(-minutes / 15))`` is there at the end
       and does not lower the worst moment. The load's rise is added to the aftermath.
    5. Capacity. ``C`` grows by ``.012 C min(r, 1.2)`` with a walk and loses ``.004 (C - C0)``
       on a day without one.
    6. Protection. ``HR`` falls from 1 towards 0.72 in proportion to the mean weekly minutes
       of four weeks (whole at 130), and that effect grows from nothing at day 56 to whole
       at day 84 of the programme.
    7. Long run. The drop of the mean pain follows the same proportion with a time constant
       of 28 days: 95 % of it after 12 weeks of full walking. It is read as an effect of
       walking because its size is that of the trials of walking.

    Beside the walker runs the same person who never walks: the same draws, no aftermath, no
    protection. Only that person's flares are kept.
    """

    __slots__ = (
        "_capacity_start",
        "_constants",
        "_day_noise",
        "_drop",
        "_hazard",
        "_latent",
        "_never_recent",
        "_recent",
        "_stress",
        "_traits",
        "_walked_today",
        "_window",
        "_window_sum",
        "capacity_min",
        "carry",
        "flare",
        "flare_began",
        "flare_by_walk",
        "mean_pain",
        "morning_by_carry",
        "morning_pain",
        "never_flare_began",
    )

    def __init__(self, traits: Traits, constants: Constants, first: float) -> None:
        self._traits = traits
        self._constants = constants
        self._hazard = traits.flare_hazard / (
            _mean_factor(constants.poor_sleep_share, constants.hazard_sleep)
            * _mean_factor(constants.stress_share, constants.hazard_stress)
        )
        self._day_noise = traits.day_spread * sqrt(1 - traits.carry_over**2)
        self._latent = traits.usual_pain + traits.day_spread * first
        self._drop = 0.0
        self._stress = False
        self._recent = 0
        self._never_recent = 0
        self._walked_today = False
        self._window = [0.0] * _DAYS_KEPT
        self._window_sum = 0.0
        self._capacity_start = traits.capacity_min
        self.capacity_min = traits.capacity_min
        self.mean_pain = traits.usual_pain
        self.carry = 0.0
        self.flare = 0.0
        self.flare_began = False
        self.flare_by_walk = False
        self.never_flare_began = False
        self.morning_pain = self._latent
        self.morning_by_carry = 0.0

    @property
    def bad_day(self) -> bool:
        """Whether today is a bad day in the walker's own judgement."""
        return self.flare >= self._constants.bad_day

    @property
    def pain(self) -> float:
        """Pain now, before any walk of today."""
        return self._latent + self.flare + self.carry

    def wake(
        self, day: int, latent: float, flare: float, size: float, sleep: float, stress: float
    ) -> None:
        """Begin day ``day`` (from 0) with one standard normal and four uniform draws."""
        c, traits = self._constants, self._traits
        worse = traits.case.worsens
        mean = traits.usual_pain - self._drop
        if worse is not None and day >= worse[0]:
            mean += worse[1]
        self.mean_pain = mean
        self._latent = mean + traits.carry_over * (self._latent - mean) + self._day_noise * latent

        self._stress = stress >= c.stress_ends if self._stress else stress < c.stress_begins
        outside = c.hazard_stress if self._stress else 0.0
        if sleep < c.poor_sleep_share:
            outside += c.hazard_sleep
        self.morning_by_carry = c.carry_in_morning * self.carry
        self.carry *= c.carry_left
        self._flares(day, flare, size, outside)
        self.morning_pain = self._latent + self.flare + self.morning_by_carry
        self._walked_today = False
        slot = day % _DAYS_KEPT
        self._window_sum -= self._window[slot]
        self._window[slot] = 0.0

    def _flares(self, day: int, draw: float, size: float, outside: float) -> None:
        c = self._constants
        hazard = self._hazard
        ceiling = c.hazard_ceiling
        recent = outside + (c.hazard_recent if self._recent > 0 else 0.0)
        never = outside + (c.hazard_recent if self._never_recent > 0 else 0.0)
        ratio = self._hazard_ratio(day)
        self.flare_began = draw < hazard * ratio * exp(
            min(ceiling, c.hazard_carry * self.carry + recent)
        )
        self.flare_by_walk = self.flare_began and (
            draw >= hazard * ratio * exp(min(ceiling, recent))
        )
        self.never_flare_began = draw < hazard * exp(min(ceiling, never))
        self.flare *= c.flare_left
        if self.flare_began:
            self.flare += c.flare_least + (c.flare_most - c.flare_least) * size
        self._recent = c.recent_days if self.flare_began else self._recent - 1
        self._never_recent = c.recent_days if self.never_flare_began else self._never_recent - 1

    def _walking_share(self) -> float:
        weekly = self._window_sum * 7 / _DAYS_KEPT
        return min(1.0, weekly / self._constants.full_walking_min)

    def _hazard_ratio(self, day: int) -> float:
        c = self._constants
        if day <= c.protection_from_day or not self._traits.case.protected:
            return 1.0
        grown = min(
            1.0,
            (day - c.protection_from_day) / (c.protection_full_day - c.protection_from_day),
        )
        return 1.0 - (1.0 - c.walking_hazard_ratio) * self._walking_share() * grown

    def walk(self, day: int, minutes: float, mets: float) -> Felt:
        """Walk so many minutes at a mean intensity, and return what it felt like."""
        c, traits = self._constants, self._traits
        before = self.pain
        load = minutes * (mets - 1.0) / c.mets_unit / self.capacity_min
        rise = c.load_gain_points * traits.load_gain * max(0.0, load - c.free_load)
        relief = traits.relief * (1.0 - exp(-minutes / c.relief_min))
        self.carry += rise
        self.capacity_min += c.capacity_gain * self.capacity_min * min(load, c.capacity_gain_load)
        self._walked_today = True
        self._window[day % _DAYS_KEPT] += minutes
        self._window_sum += minutes
        return Felt(
            before=before, worst=before + rise, after=before + rise - relief, rise_by_load=rise
        )

    def rest_tonight(self) -> None:
        """End the day."""
        c = self._constants
        if not self._walked_today:
            self.capacity_min -= c.capacity_loss * (self.capacity_min - self._capacity_start)
        self._drop += (
            self._traits.long_run_drop * self._walking_share() - self._drop
        ) / c.long_run_days


def _mean_factor(share: float, log_factor: float) -> float:
    """Mean of a hazard factor that applies on a share of the days."""
    return 1.0 + share * (exp(log_factor) - 1.0)
