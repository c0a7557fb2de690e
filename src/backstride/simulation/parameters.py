"""The numbers behind the virtual walkers, read from ``population.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from math import exp
from statistics import NormalDist
from typing import Any

_STANDARD = NormalDist()
_EDGE = 1e-9
"""Keeps a uniform draw off 0 and 1, where a normal quantile has no value."""

MARKS = ("judgement", "reported", "established")


@dataclass(frozen=True, slots=True)
class Spread:
    """How a trait is spread over walkers.

    Parameters
    ----------
    kind : str
        ``normal`` (``a`` mean, ``b`` standard deviation, truncated to ``low``..``high``),
        ``lognormal`` (``a`` median, ``b`` standard deviation of the logarithm),
        ``uniform`` (``a`` to ``b``) or ``fixed`` (``a``).
    """

    kind: str
    a: float
    b: float = 0.0
    low: float | None = None
    high: float | None = None

    def at(self, share: float) -> float:
        """Return the value below which that share (0-1) of the walkers lies."""
        if self.kind == "fixed":
            return self.a
        if self.kind == "uniform":
            return self.a + (self.b - self.a) * share
        share = min(max(share, _EDGE), 1 - _EDGE)
        if self.kind == "lognormal":
            return self.a * exp(self.b * _STANDARD.inv_cdf(share))
        below = 0.0 if self.low is None else _STANDARD.cdf((self.low - self.a) / self.b)
        above = 1.0 if self.high is None else _STANDARD.cdf((self.high - self.a) / self.b)
        return self.a + self.b * _STANDARD.inv_cdf(below + share * (above - below))


@dataclass(frozen=True, slots=True)
class Group:
    """A share of the walkers whose traits are spread differently."""

    name: str
    share: float
    traits: Mapping[str, Spread]


@dataclass(frozen=True, slots=True)
class Constants:
    """What is the same for every walker; the meaning of each stands in the data file."""

    easy_mets: float
    brisk_mets: float
    hills_mets: float
    mets_unit: float
    relief_min: float
    load_gain_points: float
    free_load: float
    carry_left: float
    carry_in_morning: float
    hazard_ceiling: float
    hazard_carry: float
    hazard_sleep: float
    hazard_stress: float
    hazard_recent: float
    recent_days: int
    poor_sleep_share: float
    stress_begins: float
    stress_ends: float
    flare_least: float
    flare_most: float
    flare_left: float
    bad_day: float
    walking_hazard_ratio: float
    full_walking_min: float
    protection_from_day: int
    protection_full_day: int
    long_run_days: float
    capacity_gain: float
    capacity_gain_load: float
    capacity_loss: float
    habit_weight: float
    pain_weight: float
    flare_weight: float
    weather_weight: float
    prompt_weight: float
    bad_weather_share: float
    prompt_share: float
    habit_gain: float
    habit_loss: float
    dropout: float
    dropout_early: float
    dropout_early_days: int
    answer_noise: float
    missing_odds_bad_day: float
    baseline_share: float
    comfortable_load: float

    @property
    def stress_share(self) -> float:
        """Share of days in a time of stress."""
        return self.stress_begins / (self.stress_begins + self.stress_ends)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one parameter comes from: its name, the mark it carries, and why."""

    name: str
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class Population:
    """Everything that is known about the virtual walkers before one is drawn."""

    version: str
    traits: Mapping[str, Spread]
    groups: tuple[Group, ...]
    constants: Constants
    provenance: tuple[Provenance, ...]


@lru_cache(maxsize=1)
def default_population() -> Population:
    """Return the population shipped with the package."""
    text = files("backstride.simulation").joinpath("population.toml").read_text("utf-8")
    return read_population(text)


def read_population(text: str) -> Population:
    """Read a population from TOML text.

    Raises
    ------
    ValueError
        If a parameter is missing, unknown or carries no mark; the message names it.
    """
    data = tomllib.loads(text)
    groups = tuple(_group(entry) for entry in data["group"])
    if abs(sum(group.share for group in groups) - 1) > 1e-9:
        raise ValueError("the shares of the groups must add up to 1")
    return Population(
        version=data["version"],
        traits={name: _spread(name, entry) for name, entry in data["trait"].items()},
        groups=groups,
        constants=_constants(data["constant"]),
        provenance=(
            *(_provenance(name, entry) for name, entry in data["trait"].items()),
            *(_provenance(entry["name"], entry) for entry in data["group"]),
            *(_provenance(name, entry) for name, entry in data["constant"].items()),
        ),
    )


def _group(entry: Mapping[str, Any]) -> Group:
    name = str(entry["name"])
    traits = {key: _spread(f"{name}.{key}", value) for key, value in entry.get("trait", {}).items()}
    return Group(name=name, share=float(entry["share"]), traits=traits)


def _spread(name: str, entry: Mapping[str, Any]) -> Spread:
    kind = entry["spread"]
    if kind not in ("normal", "lognormal", "uniform", "fixed"):
        raise ValueError(f"{name}: {kind!r} is no spread; use normal, lognormal, uniform or fixed")
    return Spread(
        kind, entry["a"], entry.get("b", 0.0), low=entry.get("low"), high=entry.get("high")
    )


def _constants(entries: Mapping[str, Any]) -> Constants:
    wanted = {field.name for field in fields(Constants)}
    if wanted != set(entries):
        odd = ", ".join(sorted(wanted ^ set(entries)))
        raise ValueError(f"these constants are missing or unknown: {odd}")
    return Constants(**{name: entry["value"] for name, entry in entries.items()})


def _provenance(name: str, entry: Mapping[str, Any]) -> Provenance:
    mark, why = entry.get("mark"), entry.get("why")
    if mark not in MARKS or not why:
        raise ValueError(f"{name}: give a mark ({', '.join(MARKS)}) and why")
    return Provenance(name=name, mark=mark, why=why)
