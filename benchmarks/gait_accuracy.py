"""How exact the steps are: every source, the half for choosing and the half for reporting.

Run with ``python -m benchmarks.gait_accuracy`` from the root of the repository; it needs the
recordings that lie beside the checkout (BACKSTRIDE_DATA names another place). With
``--files`` it prints a line per recording too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from backstride.gait import Mode, measure
from benchmarks.gait_recordings import Floats, Reference, recordings
from benchmarks.gait_scoring import (
    WIDE_S,
    cadence_error_spm,
    count_error_percent,
    f1,
    f1_less_offset,
    inside_bouts,
    steps_each_minute,
)

# Source, what is measured there, its bar, and whether the value must lie above it.
BARS = {
    ("A", "count error %"): (1.3, False),
    ("A", "F1 0.2 s"): (0.985, True),
    ("A", "cadence error spm"): (1.6, False),
    ("B", "count error %"): (5.0, False),
    ("B", "F1 0.5 s"): (0.94, True),
    ("C", "F1 0.5 s in bouts"): (0.86, True),
    ("D", "count error %"): (2.5, False),
    ("D", "error per minute"): (2.6, False),
    ("E", "false steps per file"): (2.0, False),
    ("E", "normal walks count error %"): (8.0, False),
}
MODES = {"A": "walk", "B": "walk", "C": "walk", "D": "all_day", "E": "all_day"}


@dataclass(frozen=True, slots=True)
class Score:
    name: str
    source: str
    half: str
    quality: str
    figures: dict[str, float]
    weight: float = 1.0


def scored(reference: Reference, mode: Mode | None = None) -> list[Score]:
    found = measure(reference.t_s, reference.acc, mode=mode or MODES[reference.source]).step_t_s
    if mode is None and reference.source == "E" and "walking" in reference.task:
        started = measure(reference.t_s, reference.acc, mode="walk").step_t_s
        return [_score(reference, _figures(reference, found) | _as_started(reference, started))]
    if reference.source == "D":
        return _wrist(reference, found)
    return [_score(reference, _figures(reference, found))]


def _score(reference: Reference, figures: dict[str, float]) -> Score:
    return Score(
        reference.id,
        reference.source,
        reference.half,
        reference.quality,
        figures,
        weight=reference.n_steps if reference.source == "C" else 1.0,
    )


def _figures(reference: Reference, found: Floats) -> dict[str, float]:
    true = reference.step_t_s
    if reference.source in "AB":
        figures = {
            "count error %": abs(count_error_percent(len(found), reference.n_steps)),
            "F1 0.5 s": f1(found, true, WIDE_S),
            "F1 0.2 s": f1_less_offset(found, true),
        }
        if reference.source == "A":
            figures["cadence error spm"] = cadence_error_spm(found, true)
        return figures
    if reference.source == "C":
        inside = inside_bouts(found, reference.details)
        true = inside_bouts(true, reference.details)
        return {"F1 0.5 s in bouts": f1(inside, true, WIDE_S)}
    if "walking" not in reference.task:
        # A few real steps were counted in some of these files.
        return {"false steps per file": float(max(0, len(found) - reference.n_steps))}
    error = abs(count_error_percent(len(found), reference.n_steps))
    return {f"{_pace(reference)} walks count error %": error}


def _as_started(reference: Reference, found: Floats) -> dict[str, float]:
    error = abs(count_error_percent(len(found), reference.n_steps))
    return {f"{_pace(reference)} walks, as started %": error}


def _pace(reference: Reference) -> str:
    return next(word for word in ("slow", "normal", "fast") if word in reference.task)


def _wrist(reference: Reference, found: Floats) -> list[Score]:
    true, seen = steps_each_minute(found, reference.details)
    cut = len(true) // 2
    parts = {"chosen": slice(0, cut), "held": slice(cut, None)}
    scores = [
        Score(
            reference.id,
            "D",
            half,
            "good",
            {
                "count error %": abs(count_error_percent(int(seen[part].sum()), true[part].sum())),
                "error per minute": float(np.abs(seen - true)[part].mean()),
            },
            weight=0.0,
        )
        for half, part in parts.items()
    ]
    whole = {
        "count error %": abs(count_error_percent(len(found), reference.n_steps)),
        "error per minute": float(np.abs(seen - true).mean()),
    }
    return [*scores, Score(reference.id, "D", "all", "good", whole)]


def table(scores: Iterable[Score]) -> dict[tuple[str, str], dict[str, float]]:
    """Average each figure by source: chosen, held, all, and all with a good reference."""
    scores = list(scores)
    rows: dict[tuple[str, str], dict[str, float]] = {}
    names = dict.fromkeys((score.source, name) for score in scores for name in score.figures)
    for source, name in names:
        here = [score for score in scores if score.source == source and name in score.figures]
        groups = {
            "chosen": [score for score in here if score.half == "chosen"],
            "held": [score for score in here if score.half == "held"],
            "all": [s for s in here if s.half == "all"] or here,
            "good": [s for s in here if s.half == "all"]
            or [s for s in here if s.quality == "good"],
        }
        rows[source, name] = {
            group: float(
                np.average(
                    [score.figures[name] for score in members],
                    weights=[score.weight or 1.0 for score in members],
                )
            )
            for group, members in groups.items()
            if members
        }
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="a line per recording too")
    each = parser.parse_args().files
    scores = [score for reference in recordings() for score in scored(reference)]
    if each:
        for score in scores:
            figures = ", ".join(f"{name} {value:.3f}" for name, value in score.figures.items())
            print(f"{score.name:44} {score.half:7} {score.quality:5} {figures}")
    print(f"{'':2} {'':30} {'chosen':>8} {'held':>8} {'all':>8} {'good ref':>8} {'bar':>8}")
    for (source, name), row in table(scores).items():
        values = " ".join(
            f"{row.get(group, float('nan')):8.3f}" for group in ("chosen", "held", "all", "good")
        )
        bar, above = BARS.get((source, name), (float("nan"), True))
        met = "" if np.isnan(bar) else (" met" if (row["all"] >= bar) == above else " not met")
        print(f"{source:2} {name:30} {values} {bar:8.3f}{met}")


if __name__ == "__main__":
    main()
