"""What a virtual walker does about a plan: takes the walk, leaves it, or stops for good."""

from __future__ import annotations

from math import exp

from backstride.simulation.parameters import Constants


class Mind:
    """Readiness and habit of one walker.

    Notes
    -----
    ``P(walk) = 1 / (1 + exp(-(alpha + 1.5 H - .35 (P - mean) - .8 bad - .4 weather + .3
    prompt)))`` on a day with a planned walk, with ``P`` the true pain at the time of the
    walk. Habit ``H`` starts at 0 and moves with each planned walk: by ``.03 (1 - H)`` when
    it is taken, by ``-.005 H`` when it is left out. A rest day is no miss and moves nothing.
    Weather and prompt are 0 or 1, drawn each day.
    """

    __slots__ = ("_constants", "_readiness", "habit")

    def __init__(self, readiness: float, constants: Constants) -> None:
        self._readiness = readiness
        self._constants = constants
        self.habit = 0.0

    def chance(self, above_mean: float, bad_day: bool, weather: float, prompt: float) -> float:
        """Return the chance that a planned walk is taken (weather, prompt: uniform draws)."""
        c = self._constants
        odds = self._readiness + c.habit_weight * self.habit - c.pain_weight * above_mean
        if bad_day:
            odds -= c.flare_weight
        if weather < c.bad_weather_share:
            odds -= c.weather_weight
        if prompt < c.prompt_share:
            odds += c.prompt_weight
        return 1.0 / (1.0 + exp(-odds))

    def learn(self, taken: bool) -> None:
        """Move the habit after a planned walk was taken or left out."""
        c = self._constants
        if taken:
            self.habit += c.habit_gain * (1.0 - self.habit)
        else:
            self.habit -= c.habit_loss * self.habit

    def stops(self, day: int, draw: float) -> bool:
        """Whether the walker stops for good on that day (from 0)."""
        c = self._constants
        early = c.dropout_early if day < c.dropout_early_days else 1.0
        return draw < c.dropout * early
