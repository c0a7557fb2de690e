"""How exact the steps are where every recording is reported by thresholds that never saw it.

Run with ``python -m benchmarks.gait_crossfit`` from the root of the repository; it needs the
recordings that lie beside the checkout (BACKSTRIDE_DATA names another place), and takes some
minutes.

The main thresholds of the method are chosen on one half of the recordings and used on the
other, and the other way round (two-fold cross-fit; the halves are those of `gait_recordings`).

* The thresholds are those of `GRID`, with the values that each may take. What else is in the
  method stays as it is shipped.
* The criterion is the mean of ten ratios: each figure that has a bar, over its bar. A share of
  matched contacts (F1) counts by what is missing to 1.
* The search goes through the thresholds in the order of the grid, gives each the value with the
  least criterion, the others as they are, and begins again until nothing changes. It starts
  once from the first value of each and once from the last, and keeps the better end. It knows
  nothing of the shipped values and draws no random number.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from backstride.gait import ALL_DAY, WALK, Company, Ends, Mode
from benchmarks.gait_accuracy import BARS, MODES, Score, scored, table
from benchmarks.gait_recordings import Reference, recordings

Values = tuple[float, ...]
Key = tuple[str, Values]

GRID: dict[str, Values] = {
    "walk seed_strength": (0.05, 0.1, 0.15, 0.2, 0.25),
    "walk extend_strength": (0.05, 0.1, 0.15, 0.2, 0.25),
    "walk share": (0.0, 0.15, 0.2, 0.25, 0.3),
    "all_day seed_strength": (0.2, 0.3, 0.4, 0.5, 0.6),
    "all_day within_s": (5.0, 10.0, 20.0, 30.0, 60.0),
    "peaks _UPPER": (1.0, 1.1, 1.2, 1.3, 1.4),
    "peaks _LEAST_SHARE": (0.05, 0.1, 0.15, 0.2, 0.25),
    "steps _SAME_STEP": (0.5, 0.55, 0.6, 0.65, 0.7),
}
"""Thresholds and the values tried: of the modes by their fields, of a module by its constant."""

HALVES = {"chosen": "held", "held": "chosen"}


def modes_with(values: dict[str, float]) -> dict[str, Mode]:
    ends, company = _parts()
    ends = replace(ends, share=values["walk share"])
    company = replace(company, within_s=values["all_day within_s"])
    return {
        "walk": replace(
            WALK,
            seed_strength=values["walk seed_strength"],
            extend_strength=values["walk extend_strength"],
            ends=ends,
        ),
        "all_day": replace(ALL_DAY, seed_strength=values["all_day seed_strength"], company=company),
    }


def shipped() -> Values:
    ends, company = _parts()
    known = {
        "walk seed_strength": WALK.seed_strength,
        "walk extend_strength": WALK.extend_strength,
        "walk share": ends.share,
        "all_day seed_strength": ALL_DAY.seed_strength,
        "all_day within_s": company.within_s,
    }
    return tuple(
        known[name] if name in known else float(getattr(*_constant(name))) for name in GRID
    )


def _parts() -> tuple[Ends, Company]:
    assert WALK.ends is not None
    assert ALL_DAY.company is not None
    return WALK.ends, ALL_DAY.company


def _constant(name: str) -> tuple[object, str]:
    module, constant = name.split()
    return importlib.import_module(f"backstride.gait.{module}"), constant


@contextmanager
def constants(values: dict[str, float]) -> Iterator[None]:
    """Give the constants of the method's modules other values for a while."""
    before = {}
    for name, value in values.items():
        place, constant = _constant(name)
        before[name] = getattr(place, constant)
        setattr(place, constant, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(*_constant(name), value)


@dataclass
class Trials:
    """Scores all recordings with some thresholds, and remembers them."""

    references: list[Reference]
    seen: dict[Key, list[Score]] = field(default_factory=dict)

    def scores(self, values: Values) -> list[Score]:
        named = dict(zip(GRID, values, strict=True))
        found = []
        for mode in ("walk", "all_day"):
            concerned = tuple(v for name, v in named.items() if _concerns(name, mode))
            key = (mode, concerned)
            if key not in self.seen:
                self.seen[key] = self._scored(mode, named)
            found += self.seen[key]
        return found

    def _scored(self, mode: str, named: dict[str, float]) -> list[Score]:
        changed = modes_with(named)[mode]
        with constants({name: value for name, value in named.items() if " _" in name}):
            return [
                score
                for reference in self.references
                if MODES[reference.source] == mode
                for score in scored(reference, changed)
                if score.half in HALVES
            ]

    def criterion(self, values: Values, half: str) -> float:
        rows = table(score for score in self.scores(values) if score.half == half)
        return float(np.mean([_over_bar(rows[key]["all"], *bar) for key, bar in BARS.items()]))

    def chosen_on(self, half: str) -> Values:
        ends = [self._descend([tried[at] for tried in GRID.values()], half) for at in (0, -1)]
        return min(ends, key=lambda values: self.criterion(values, half))

    def _descend(self, values: list[float], half: str) -> Values:
        before: list[float] = []
        while values != before:
            before = list(values)
            for k, tried in enumerate(GRID.values()):
                options = [[*values[:k], value, *values[k + 1 :]] for value in tried]
                values = min(options, key=lambda option: self.criterion(tuple(option), half))
        return tuple(values)


def _concerns(name: str, mode: str) -> bool:
    return " _" in name or name.startswith(f"{mode} ")


def _over_bar(value: float, bar: float, above: bool) -> float:
    return (1.0 - value) / (1.0 - bar) if above else value / bar


def main() -> None:
    trials = Trials(list(recordings()))
    choice = {half: trials.chosen_on(half) for half in HALVES}
    print(f"{'threshold':24} " + " ".join(f"{half:>8}" for half in choice) + "  shipped")
    for name, one, other, ours in zip(GRID, *choice.values(), shipped(), strict=True):
        print(f"{name:24} {one:8g} {other:8g} {ours:8g}")
    for half, values in {"both, shipped": shipped(), **choice}.items():
        on = ", ".join(f"{each} {trials.criterion(values, each):.3f}" for each in HALVES)
        print(f"criterion of the thresholds of {half}: {on}")
    crossed = [
        score
        for half, other in HALVES.items()
        for score in trials.scores(choice[half])
        if score.half == other
    ]
    columns = ("chosen", "held", "all", "good")
    print("each half reported by the thresholds chosen on the other; then with those shipped")
    print(f"{'':32} " + " ".join(f"{name:>8}" for name in (*columns, "all", "good", "bar")))
    rows, ours_rows = table(crossed), table(trials.scores(shipped()))
    for key, row in rows.items():
        bar, above = BARS.get(key, (float("nan"), True))
        figures = [row.get(name, float("nan")) for name in columns]
        figures += [ours_rows[key].get(name, float("nan")) for name in ("all", "good")]
        met = "" if np.isnan(bar) else (" met" if (row["all"] >= bar) == above else " not met")
        print(f"{' '.join(key):32} " + " ".join(f"{v:8.3f}" for v in (*figures, bar)) + met)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
