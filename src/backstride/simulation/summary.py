"""The figures by which controllers are compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from backstride.simulation.run import SimulationResult
from backstride.simulation.safety import Breach

WEEKS_SHOWN = (4, 8, 12, 26)
LONG_WALK_MIN = 30
_QUARTER_DAYS = 90


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the comparison.

    Parameters
    ----------
    controller, case : str
    n_walkers, weeks : int
    minutes : dict of int to float
        Median minutes walked in weeks 4, 8, 12 and 26, of those still there at its end.
    spike_share : float
        Spikes per walk (0-1), from honest answers to every question.
    spike_by_load_share : float
        Spikes per walk that the load caused in truth.
    flares_per_90, flares_never_per_90 : float
        Flares begun per 90 days, and those of the same people who never walk.
    bad_days_per_90 : float
    dropout : float
        Share of the walkers who stopped.
    weeks_to_30 : float or None
        Week of the first walk of 30 minutes by which half of those still there then had
        walked one; None if that never was so.
    reached_30 : float
        Share of all walkers who ever walked 30 minutes at once.
    easings : dict of str to float
        Easings per walker and 13 weeks, by cause: ``walk``, ``nature``, ``other``.
    holds : dict of str to float
        Share of the weeks (but the first) whose plan did not rise, by cause.
    halts_obeyed : float or None
        Share of the days that had to be without a walk and were; None without such days.
    breaches : dict of str to int
        Safety checks that did not hold, by kind.
    """

    controller: str
    case: str
    n_walkers: int
    weeks: int
    minutes: dict[int, float]
    spike_share: float
    spike_by_load_share: float
    flares_per_90: float
    flares_never_per_90: float
    bad_days_per_90: float
    dropout: float
    weeks_to_30: float | None
    reached_30: float
    easings: dict[str, float]
    holds: dict[str, float]
    halts_obeyed: float | None
    breaches: dict[str, int]

    @property
    def extra_flares_per_90(self) -> float:
        """Flares per 90 days beyond those of the same people who never walk."""
        return self.flares_per_90 - self.flares_never_per_90


def summary(result: SimulationResult) -> Summary:
    """Summarise a run. Flares and spikes count over all days and walks there were."""
    table = result.weeks_table
    walks, days = _sum(table, "walks"), _sum(table, "days")
    wanted = _sum(table, "halt_days_wanted")
    per_90 = _QUARTER_DAYS / days
    stopped = table.num_rows - pc.sum(table["present"]).as_py()
    to_30, reached = _time_to_long_walk(table, result)
    return Summary(
        controller=result.controller,
        case=result.case,
        n_walkers=result.n_walkers,
        weeks=result.weeks,
        minutes={
            week: _median_minutes(table, week) for week in WEEKS_SHOWN if week <= result.weeks
        },
        spike_share=_sum(table, "spikes") / max(1, walks),
        spike_by_load_share=_sum(table, "spikes_by_load") / max(1, walks),
        flares_per_90=_sum(table, "flares") * per_90,
        flares_never_per_90=_sum(table, "flares_never") * per_90,
        bad_days_per_90=_sum(table, "bad_days") * per_90,
        dropout=stopped / result.n_walkers,
        weeks_to_30=to_30,
        reached_30=reached,
        easings={
            cause: _sum(table, column) * 91 / days
            for cause, column in (
                ("walk", "eased_by_walk"),
                ("nature", "eased_by_nature"),
                ("other", "eased_other"),
            )
        },
        holds=_holds(table),
        halts_obeyed=_sum(table, "halt_days_obeyed") / wanted if wanted else None,
        breaches={breach.value: int(_sum(table, breach.value)) for breach in Breach},
    )


def _sum(table: pa.Table, column: str) -> float:
    return float(pc.sum(table[column]).as_py() or 0)


def _median_minutes(table: pa.Table, week: int) -> float:
    there = table.filter(pc.and_(pc.equal(table["week"], week), table["present"]))
    return float(np.median(there["walked_min"].to_numpy())) if there.num_rows else float("nan")


def _holds(table: pa.Table) -> dict[str, float]:
    later = table.filter(pc.greater(table["week"], 1))
    if not later.num_rows:
        return {}
    return {
        cause: pc.sum(pc.equal(later["held"], cause)).as_py() / later.num_rows
        for cause in ("walk", "nature", "other")
    }


def _time_to_long_walk(table: pa.Table, result: SimulationResult) -> tuple[float | None, float]:
    long_walks = table.filter(pc.greater_equal(table["longest_min"], LONG_WALK_MIN))
    first = np.full(result.n_walkers, np.inf)
    np.minimum.at(first, long_walks["walker"].to_numpy(), long_walks["week"].to_numpy())
    reached = float(np.isfinite(first).mean())
    last = np.zeros(result.n_walkers)
    there = table.filter(table["present"])
    np.maximum.at(last, there["walker"].to_numpy(), there["week"].to_numpy())
    for week in range(1, result.weeks + 1):
        still = last >= week
        if still.any() and (first[still] <= week).mean() >= 0.5:
            return float(week), reached
    return None, reached
