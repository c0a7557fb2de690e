"""Every controller on the same virtual walkers, case by case, as tables and drawings.

    python -m benchmarks.simulation_comparison [--walkers 1000] [--weeks 26] [--seed 301]
        [--workers 2] [--cases mix,prevention,fragile] [--controllers ours,ladder10] [--write]

The same seed gives the same figures on every machine. ``--write`` puts them into the page
for clinicians and draws its pictures.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from backstride.simulation import CASES, CONTROLLERS, SimulationResult, Summary, run, summary
from benchmarks.simulation_plots import minutes_by_week, spikes_against_minutes

HEAD = (
    "| case | controller | min/week at 4 | 8 | 12 | 26 | spike walks | by load | flares/90 d "
    "| against never walking | bad days/90 d | stopped | week of 30 min | promises broken |"
)
CAUSES_HEAD = (
    "| case | controller | easings by walking | by nature | other "
    "| weeks held by walking | by nature | other |"
)
DRAWN = ("mix", "prevention", "fragile")

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "clinicians" / "simulation.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def line(found: Summary) -> str:
    minutes = [
        f"{found.minutes[week]:.0f}" if week in found.minutes else "" for week in (4, 8, 12, 26)
    ]
    to_30 = "never" if found.weeks_to_30 is None else f"{found.weeks_to_30:.0f}"
    cells = [
        found.case,
        found.controller,
        *minutes,
        f"{100 * found.spike_share:.2f} %",
        f"{100 * found.spike_by_load_share:.2f} %",
        f"{found.flares_per_90:.2f}",
        f"{found.extra_flares_per_90:+.2f}",
        f"{found.bad_days_per_90:.1f}",
        f"{100 * found.dropout:.0f} %",
        to_30,
        str(sum(found.breaches.values())),
    ]
    return "| " + " | ".join(cells) + " |"


def causes_line(found: Summary) -> str:
    easings = [f"{found.easings[cause]:.2f}" for cause in ("walk", "nature", "other")]
    holds = [f"{100 * found.holds[cause]:.0f} %" for cause in ("walk", "nature", "other")]
    return "| " + " | ".join([found.case, found.controller, *easings, *holds]) + " |"


def table(head: str, lines: Sequence[str]) -> str:
    return "\n".join([head, "|" + " --- |" * (head.count("|") - 1), *lines])


def curve(result: SimulationResult) -> list[float]:
    """Median minutes of each week, of those still there at its end."""
    there = result.weeks_table.filter(result.weeks_table["present"])
    return [
        float(np.median(there.filter(pc.equal(there["week"], week))["walked_min"].to_numpy()))
        for week in range(1, result.weeks + 1)
    ]


def write(
    found: Sequence[Summary], curves: Mapping[str, Mapping[str, Sequence[float]]], command: str
) -> None:
    """Put the tables into the page and draw its pictures."""
    ours = [causes_line(each) for each in found if each.controller in ("ours", "personal")]
    figures = "\n\n".join(
        [
            f"Made with `{command}`.",
            table(HEAD, [line(each) for each in found]),
            "Easings are per walker and 13 weeks; held weeks are the share of weeks whose plan did "
            "not rise.",
            table(CAUSES_HEAD, ours),
        ]
    )
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")
    drawn = [case for case in DRAWN if case in curves]
    pictures = DOCS / "pictures"
    pictures.mkdir(exist_ok=True)
    by_week = minutes_by_week(curves, drawn)
    (pictures / "simulation-minutes.svg").write_text(by_week, encoding="utf-8")
    spikes = spikes_against_minutes(found, drawn)
    (pictures / "simulation-spikes.svg").write_text(spikes, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--walkers", type=int, default=1000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--seed", type=int, default=301)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cases", default=",".join(name for name in CASES if name != "plain"))
    parser.add_argument("--controllers", default=",".join(CONTROLLERS))
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found: list[Summary] = []
    curves: dict[str, dict[str, list[float]]] = {}
    print(table(HEAD, []))
    for case in asked.cases.split(","):
        for controller in asked.controllers.split(","):
            result = run(asked.walkers, asked.weeks, controller, case, asked.seed, asked.workers)
            found.append(summary(result))
            curves.setdefault(case, {})[controller] = curve(result)
            print(line(found[-1]), flush=True)
    print()
    print(table(CAUSES_HEAD, [causes_line(each) for each in found]))
    if asked.write:
        command = (
            "python -m benchmarks.simulation_comparison --write "
            f"--walkers {asked.walkers} --weeks {asked.weeks} --seed {asked.seed}"
        )
        write(found, curves, command)


if __name__ == "__main__":
    main()
