"""Every controller on the same virtual walkers, case by case, as a Markdown table.

    python benchmarks/simulation_comparison.py [--walkers 1000] [--weeks 26] [--seed 1]
        [--workers 2] [--cases mix,prevention,fragile] [--controllers ours,ladder10]

The same seed gives the same table on every machine.
"""

from __future__ import annotations

import argparse

from backstride.simulation import CASES, CONTROLLERS, Summary, run, summary

HEAD = (
    "| case | controller | min/week at 4 | 8 | 12 | 26 | spike walks | by load | flares/90 d "
    "| against never walking | bad days/90 d | stopped | week of 30 min | promises broken |"
)


def line(found: Summary) -> str:
    minutes = [
        f"{found.minutes[week]:.0f}" if week in found.minutes else "" for week in (4, 8, 12, 26)
    ]
    to_30 = "never" if found.weeks_to_30 is None else f"{found.weeks_to_30:.0f}"
    cells = [
        found.case,
        found.controller,
        *minutes,
        f"{100 * found.spike_share:.1f} %",
        f"{100 * found.spike_by_load_share:.1f} %",
        f"{found.flares_per_90:.2f}",
        f"{found.extra_flares_per_90:+.2f}",
        f"{found.bad_days_per_90:.1f}",
        f"{100 * found.dropout:.0f} %",
        to_30,
        str(sum(found.breaches.values())),
    ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--walkers", type=int, default=1000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cases", default=",".join(name for name in CASES if name != "plain"))
    parser.add_argument("--controllers", default=",".join(CONTROLLERS))
    asked = parser.parse_args()
    print(HEAD)
    print("|" + " --- |" * (HEAD.count("|") - 1))
    for case in asked.cases.split(","):
        for controller in asked.controllers.split(","):
            result = run(asked.walkers, asked.weeks, controller, case, asked.seed, asked.workers)
            print(line(summary(result)), flush=True)


if __name__ == "__main__":
    main()
