"""The protocol: every rule and number of the programme, read from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from backstride.prescription.plan import Reason
from backstride.prescription.session import Rung


class ProtocolError(ValueError):
    """The protocol file cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in words. ``grade`` is E, R or J (established, reported, judgement)."""

    words: str
    grade: Literal["E", "R", "J"]
    source: str


@dataclass(frozen=True, slots=True)
class Start:
    """How long the first walks are."""

    baseline_share: float
    baseline_walks: int
    baseline_days: int
    lowest_min: int
    highest_min: int
    default_min: int
    default_prevention_min: int
    painful_min: int
    painful_from_nrs: int
    painful_from_rmdq: int
    walks_per_week: int


@dataclass(frozen=True, slots=True)
class Step:
    """What a good week adds to each walk."""

    least_min: int
    share: float


@dataclass(frozen=True, slots=True)
class Cap:
    """What no plan exceeds, and the shortest walk worth planning."""

    walk_rise_min: int
    week_factor: float
    week_per_walk_min: int
    weeks: int
    floor_min: int


@dataclass(frozen=True, slots=True)
class Order:
    """In which order minutes, days and kinds of walk come."""

    first_minutes: int
    last_minutes: int
    fourth_day: int
    fifth_day: int
    new_day_share: float
    new_day_step_min: int
    interval_weeks: int
    interval_walks: int
    interval_flare_free_days: int


@dataclass(frozen=True, slots=True)
class GoodWeek:
    """What a week must have shown before anything grows."""

    done_share: float
    full_dose_share: float
    most_of_plan: float
    recent_walks: int
    soreness_allowed: int
    calm_last_days: int
    answered_walks: int
    planned_walks: int


@dataclass(frozen=True, slots=True)
class EaseRules:
    """Shares of the usual length after pain that rose with a walk."""

    spike: tuple[float, ...]
    amber: tuple[float, ...]
    morning: tuple[float, ...]
    settled_before_variety: int
    second_spike_walks: int
    second_spike_cut: float
    often_spikes: int
    often_walks: int
    repeat_amber_walks: int


@dataclass(frozen=True, slots=True)
class FlareRules:
    """What a bad day offers, and the way back from it."""

    shortest_min: int
    longest_min: int
    most_times: int
    way_back: tuple[float, ...]
    cut: float
    cut_once_in_days: int
    cut_rise: int
    cut_walk_days: int
    cut_other_from_days: int
    cut_other_to_days: int
    bout_gap_days: int
    questions_every_days: int
    long_days: int


@dataclass(frozen=True, slots=True)
class LapseBand:
    """The way back after up to ``to_days`` days without a walk."""

    to_days: int
    shares: tuple[float, ...]
    easy_walks: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """What happens after days without a walk."""

    same_days: int
    restart_after_days: int
    questions_after_days: int
    bands: tuple[LapseBand, ...]

    def band(self, days: int) -> LapseBand | None:
        """The band for so many days since the last walk; None for a gap that is too short."""
        if days <= self.same_days:
            return None
        for band in self.bands:
            if days <= band.to_days:
                return band
        return None


@dataclass(frozen=True, slots=True)
class Adherence:
    """When a plan that is not walked is lowered to what happens."""

    half_share: float
    weeks: int


@dataclass(frozen=True, slots=True)
class ResponseRules:
    """Thresholds of the pain response; rises and worst pain in NRS points."""

    spike_rise: int
    spike_worst: int
    strong_rise: int
    strong_worst: int
    amber_rise: int
    amber_worst: int
    amber_steep_rise: int
    soreness_rise: int


@dataclass(frozen=True, slots=True)
class UsualRules:
    """How the person's own usual pain and its spread are measured."""

    days: int
    fewest: int
    spread_days: int
    spread_fewest: int
    spread_factor: float
    spread_scale: float
    spread_floor: float
    least_tolerance: int
    morning_rise: int
    mornings_after: int
    flare_question_run: int
    worse_points: int
    worse_share: float
    worse_days: int
    worse_lately_days: int


@dataclass(frozen=True, slots=True)
class Gate:
    """When pain before a walk changes it."""

    strong_nrs: int
    strong_rise: int


@dataclass(frozen=True, slots=True)
class Variety:
    """The brisk parts and the ladder of intervals."""

    brisk: Rung
    lead_s: int
    ladder: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Walking days where the person named none."""

    default_days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Personal:
    """How the steps are sized by what one person's back has shown.

    ``by_default`` does so for everybody; else for whoever chooses it.
    """

    by_default: bool
    prior_onset_min: float
    prior_log_sd: float
    rise_per_load: float
    calm_rise: float
    noise: float
    morning_points: float
    least_rise: float
    most_rise: float
    strong_rise: float
    bound: float
    brisk_load: float
    hills_load: float
    whole_week_share: float


@dataclass(frozen=True, slots=True, eq=False)
class Protocol:
    """A whole protocol: its numbers by section, and its rules in words.

    Two protocols are the same only if they are one object, so that results may be kept
    by protocol.
    """

    name: str
    version: str
    title: str
    start: Start
    step: Step
    cap: Cap
    order: Order
    good_week: GoodWeek
    ease: EaseRules
    flare: FlareRules
    lapse: Lapse
    adherence: Adherence
    response: ResponseRules
    usual: UsualRules
    gate: Gate
    variety: Variety
    schedule: Schedule
    rules: dict[str, Rule]
    personal: Personal | None = None

    @property
    def label(self) -> str:
        """Name and version, as kept with every walk."""
        return f"{self.name} {self.version}"

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id.

        Raises
        ------
        KeyError
            If the protocol has no such rule.
        """
        return self.rules[rule_id]

    def say(self, reason: Reason) -> str:
        """Put a reason into words, with the values it used."""
        words = self.rules[reason.rule].words
        values = {name: _spoken(value) for name, value in reason.inputs}
        wanted = {field for _, field, _, _ in Formatter().parse(words) if field}
        return words.format(**{name: values.get(name, "?") for name in wanted})


def _spoken(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.10g}" if value == int(value) else f"{value:.1f}"
    if value is None:
        return "not known"
    return str(value)


_PROTOCOL: TypeAdapter[Protocol] = TypeAdapter(Protocol)


def read_protocol(text: str) -> Protocol:
    """Read a protocol from its TOML text.

    Parameters
    ----------
    text : str
        The whole file.

    Raises
    ------
    ProtocolError
        If it is not TOML, a section or number is missing or impossible, or a number would
        let the plan climb against the rules that hold everywhere (a share above 1).
    """
    try:
        protocol = _PROTOCOL.validate_python(_extended(tomllib.loads(text)), strict=False)
    except tomllib.TOMLDecodeError as error:
        raise ProtocolError(f"the protocol is not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ProtocolError(f"the protocol's {where}: {first['msg']}") from error
    shares = (
        *protocol.ease.spike,
        *protocol.ease.amber,
        *protocol.ease.morning,
        *protocol.flare.way_back,
        *(share for band in protocol.lapse.bands for share in band.shares),
        protocol.order.new_day_share,
        protocol.start.baseline_share,
    )
    if not all(0 < share <= 1 for share in shares):
        raise ProtocolError("every share of a walk must lie above 0 and not above 1")
    if not protocol.variety.ladder:
        raise ProtocolError("variety.ladder needs at least one rung")
    return protocol


def _extended(tables: dict[str, Any]) -> dict[str, Any]:
    """Lay a protocol that extends a shipped one over it, table by table."""
    base = tables.pop("extends", None)
    if base is None:
        return tables
    if base not in SHIPPED:
        raise ProtocolError(f"extends: {base!r} is not one of {', '.join(SHIPPED)}")
    whole = _extended(tomllib.loads(_shipped_text(base)))
    for name, value in tables.items():
        known = whole.get(name)
        if isinstance(known, dict) and isinstance(value, dict):
            whole[name] = {**known, **value}
        else:
            whole[name] = value
    return whole


SHIPPED = ("gradual-walking", "personal-steps")
"""Names of the protocols that Backstride ships; the first is the default."""


def _shipped_text(name: str) -> str:
    shipped = files("backstride.prescription").joinpath("protocols", f"{name}.toml")
    return shipped.read_text(encoding="utf-8")


@lru_cache(maxsize=len(SHIPPED))
def shipped_protocol(name: str) -> Protocol:
    """A protocol that Backstride ships.

    Raises
    ------
    ProtocolError
        If there is none of that name.
    """
    if name not in SHIPPED:
        raise ProtocolError(f"{name!r} is not one of {', '.join(SHIPPED)}")
    return read_protocol(_shipped_text(name))


def default_protocol() -> Protocol:
    """The gradual walking protocol."""
    return shipped_protocol(SHIPPED[0])
