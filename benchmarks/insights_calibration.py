"""What the model of next mornings finds in diaries whose truth is known, beside other methods.

Run with ``python -m benchmarks.insights_calibration [--diaries N] [--seed S]`` from the root
of the repository. For every row the same diaries go through our model, the plain correlation
that diary apps show, Welch's t-test, and a generalised least squares fit with AR(1) errors.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from scipy import stats

from backstride.insights import (
    EFFECT_PRIOR_SD,
    PairOutcome,
    Word,
    fit_effect,
    randomisation_test,
    smallest_size,
)
from benchmarks.insights_diaries import Rng, Walks, World, diary, varied
from benchmarks.insights_reliability import ours, reliability, words_without

FOUND = {Word.LIKELY, Word.STRONG}
FEWEST = 14
ALPHA = 0.05


def plain_correlation(walks: Walks) -> bool:
    """Claim a link where the correlation on all days is 0.2 or more, from ten walks on."""
    if len(walks.days) < 10 or len(set(walks.exposed)) < 2 or np.ptp(walks.morning) == 0:
        return False
    return bool(abs(np.corrcoef(walks.exposed, walks.morning)[0, 1]) >= 0.2)


def welch(walks: Walks) -> bool:
    """Claim a link where Welch's test of both kinds of morning says 5 %."""
    a, b = walks.morning[walks.exposed], walks.morning[~walks.exposed]
    if min(len(a), len(b)) < 3 or np.ptp(a) + np.ptp(b) == 0:
        return False
    return bool(stats.ttest_ind(a, b, equal_var=False).pvalue < ALPHA)


def gls(walks: Walks) -> bool:
    """Claim a link where least squares with AR(1) errors and pain before says 5 %."""
    rows = len(walks.days)
    if rows < FEWEST or len(set(walks.exposed)) < 2:
        return False
    span = max(float(np.ptp(walks.days)), 1.0)
    design = np.column_stack(
        [walks.exposed, np.ones(rows), walks.before, (walks.days - walks.days[0]) / span]
    ).astype(float)
    gaps = np.diff(walks.days)
    best = (-np.inf, 0.0, 1.0)
    for rho in np.linspace(0, 0.9, 19):
        carried = rho**gaps
        scale = np.sqrt(1 - carried**2)
        both = np.column_stack([design, walks.morning])
        white = both.copy()
        white[1:] = (both[1:] - carried[:, None] * both[:-1]) / scale[:, None]
        x, y = white[:, :-1], white[:, -1]
        coefficients, *_ = np.linalg.lstsq(x, y, rcond=None)
        rest = float(np.sum((y - x @ coefficients) ** 2))
        free = rows - design.shape[1]
        fit = -rows / 2 * np.log(max(rest, 1e-9)) - float(np.sum(np.log(scale)))
        if fit > best[0]:
            inverse = np.linalg.pinv(x.T @ x)
            best = (fit, float(coefficients[0]), float(np.sqrt(inverse[0, 0] * rest / free)))
    free = rows - design.shape[1]
    return bool(2 * stats.t.sf(abs(best[1]) / best[2], free) < ALPHA)


OTHERS: dict[str, Callable[[Walks], bool]] = {
    "correlation": plain_correlation,
    "Welch": welch,
    "GLS AR(1)": gls,
}


@dataclass
class Row:
    """What one kind of diary gave."""

    name: str
    bar: str
    found: list[bool] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)
    others: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in OTHERS})

    def line(self) -> str:
        """Return the row of the table."""
        cells = [f"{100 * np.mean(self.found):6.1f} %"]
        cells += [f"{100 * np.mean(each):6.1f} %" for each in self.others.values()]
        return f"| {self.name} | {self.bar} | " + " | ".join(cells) + " |"


def claims(name: str, bar: str, make: Callable[[Rng], World], diaries: int, seed: int) -> Row:
    """Return how often each method claims a difference."""
    row = Row(name, bar)
    for number in range(diaries):
        rng = np.random.default_rng([seed, number])
        walks = diary(make(rng), rng)
        row.found.append(ours(walks).word in FOUND)
        for other, method in OTHERS.items():
            row.others[other].append(method(walks))
    return row


def coverage(kind: str, effect: float | None, diaries: int, seed: int, sd: float = 0.0) -> float:
    """Return how many 90 % intervals hold the truth; effects of a spread `sd` where None."""
    held = []
    for number in range(diaries):
        rng = np.random.default_rng([seed, number])
        truth = float(rng.normal(0, sd)) if effect is None else effect
        world = replace(varied(World(kind=kind), rng), effect=truth)
        walks = diary(world, rng)
        if len(walks.days) < 3 or len(set(walks.exposed)) < 2:
            continue
        known = fit_effect(
            walks.days,
            walks.morning,
            walks.before,
            walks.same_morning,
            walks.exposed.astype(float),
        )
        held.append(known.quantile(0.05) <= truth <= known.quantile(0.95))
    return float(np.mean(held))


def _whole(rng: Rng, weeks: int, per_week: float) -> World:
    """Return a diary without gaps whose answers spread by 1.2, of which 0.6 is answering."""
    rho = float(rng.uniform(0.3, 0.5))
    return World(weeks, per_week, rho, sd=1.04, missing=0.0, effect=1.0, flares=0.0)


ROWS: tuple[tuple[str, str, Callable[[Rng], World]], ...] = (
    ("no difference, latent", "<= 6 %", lambda rng: varied(World(), rng)),
    ("no difference, plain", "<= 6 %", lambda rng: varied(World(kind="plain"), rng)),
    ("no difference, blocks", "<= 8 %", lambda rng: varied(World(assignment="blocks"), rng)),
    (
        "walked so because pain was low",
        "<= 8 %",
        lambda rng: varied(World(assignment="low_pain"), rng),
    ),
    (
        "taken up when pain is high (falls back by itself)",
        "<= 8 %",
        lambda rng: varied(World(assignment="after_bad", flares=0.04), rng),
    ),
    (
        "a trend of 2 points, and more of it later",
        "<= 8 %",
        lambda rng: varied(World(assignment="late", trend=-2.0), rng),
    ),
    (
        "weekend habit, weekends 0.8 better",
        "<= 8 %",
        lambda rng: varied(World(assignment="weekend", weekend_pain=-0.8), rng),
    ),
    (
        "bad mornings left out",
        "<= 8 %",
        lambda rng: varied(World(assignment="low_pain", missing_bad=True, flares=0.04), rng),
    ),
    ("1 point, drawn, 5 a week, 8 weeks", ">= 78 %", lambda rng: _whole(rng, 8, 5)),
    ("1 point, drawn, 3 a week, 16 weeks", ">= 68 %", lambda rng: _whole(rng, 16, 3)),
    (
        "the same 8 weeks, plain world",
        ">= 78 %",
        lambda rng: World(weeks=8, per_week=5, effect=1.0, rho=0.4, missing=0.0, kind="plain"),
    ),
    (
        "the same 16 weeks, plain world",
        ">= 68 %",
        lambda rng: World(weeks=16, per_week=3, effect=1.0, rho=0.4, missing=0.0, kind="plain"),
    ),
    (
        "the same 8 weeks, a fifth missing, bad days, SD 1.5",
        "none",
        lambda rng: World(weeks=8, per_week=5, effect=1.0),
    ),
    (
        "the same 16 weeks, a fifth missing, bad days, SD 1.5",
        "none",
        lambda rng: World(weeks=16, per_week=3, effect=1.0),
    ),
)


def false_alarms(pairs: int, times: int, seed: int) -> float:
    """Return how often the randomisation test claims a difference where there is none."""
    alarms = 0
    for number in range(times):
        rng = np.random.default_rng([seed, pairs, number])
        world = World(weeks=52, per_week=5, missing=0.0)
        walks = diary(world, rng)
        told = []
        for pair in range(pairs):
            coin = bool(rng.random() < 0.5)
            a, b = 2 * pair, 2 * pair + 1
            told.append(
                PairOutcome(
                    (coin, not coin),
                    (coin, not coin),
                    (float(walks.morning[a]), float(walks.morning[b])),
                    (float(walks.before[a]), float(walks.before[b])),
                )
            )
        alarms += randomisation_test(told, seed=seed).shows
    return alarms / times


def milliseconds() -> float:
    """Return the time of six questions over two years of diary."""
    rng = np.random.default_rng(3)
    walks = diary(World(weeks=104, per_week=5.0), rng)
    ours(walks)
    began = time.perf_counter()
    for _ in range(6):
        ours(walks)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--diaries", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20260514)
    given = parser.parse_args()
    count, seed = given.diaries, given.seed
    print("| 90 % intervals that hold the truth | bar | latent | plain |\n|---|---|---|---|")
    drawn = [(f"effects of spread {sd}", "87-93 %", None, sd) for sd in (EFFECT_PRIOR_SD, 0.75)]
    for name, bar, effect, sd in [*drawn, ("always 1 point", ">= 85 %", 1.0, 0.0)]:
        held = [100 * coverage(kind, effect, count, seed, sd) for kind in ("latent", "plain")]
        print(f"| {name} | {bar} | {held[0]:.1f} % | {held[1]:.1f} % |")
    print("\n| none there, both worlds | share |\n|---|---|")
    for word, rate in words_without(2 * count, seed).items():
        print(f"| {word.value} | {100 * rate:.1f} % |")
    print("\n| claims of a difference | bar | ours | " + " | ".join(OTHERS) + " |")
    print("|---" * (3 + len(OTHERS)) + "|")
    for name, bar, make in ROWS:
        print(claims(name, bar, make, count, seed).line(), flush=True)
    for sd in (EFFECT_PRIOR_SD, 0.75):
        found = reliability(2 * count, seed, sd)
        tables = {
            "stated chance": found.stated,
            "of those called": [found.words[word] for word in found.words],
            "chance if any, not stated": found.if_any,
        }
        for name, table in tables.items():
            print(f"\n| {name}, spread {sd} | was so | of |\n|---|---|---|")
            for said, so, number in table:
                print(f"| {said:.2f} | {so:.2f} | {number} |")
        print(f"\nLargest gap of the stated chance: {found.gap:.2f} (bar: 0.15)")
    print("\n| pairs | false alarms at 5 % (bar: 4-6 %) | smallest size |\n|---|---|---|")
    for pairs in (5, 7, 8, 10, 14, 20):
        rate = false_alarms(pairs, 5 * count, seed)
        print(f"| {pairs} | {100 * rate:.1f} % | {100 * smallest_size(pairs):.1f} % |")
    print(f"\nSix questions, two years of diary: {milliseconds():.0f} ms (bar: 200)")


if __name__ == "__main__":
    main()
