"""How often the course of pain claims a change that is not there, and finds one that is.

    python -m benchmarks.insights_course          400 diaries a row
    python -m benchmarks.insights_course 100      fewer

Every diary is a person with one level, from which days wander off and to which they return,
with bad days now and then, answers rounded and a fifth of them missing. Only the level, and
what it is made to fall by, counts as the truth. ``begun on a bad day`` starts each diary at a
moment that was chosen because it was bad: what gets better from there gets better by itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import process_time_ns as time_ns

import numpy as np
import numpy.typing as npt

from backstride.diary import Diary, Moment, Pain
from backstride.insights import insights, trend_of
from backstride.simulation import demo_diary

FIRST = date(2026, 1, 5)
BURN_IN = 60
"""Days lived before the diary begins, so that it begins anywhere in a person's ups and downs."""

BAD_BY = 2.0
"""Points above the person's level at which a chosen beginning lies."""

FLARE_CHANCE = 0.02
FLARE_FADES = 0.78
ANSWER_NOISE = 0.6
MISSING = 0.2


@dataclass(frozen=True)
class Row:
    """A kind of diary: by how much the level falls, and whether it begins on a bad day."""

    name: str
    fall: float = 0.0
    begun_bad: bool = False
    seed: int = 1


ROWS = (
    Row("no change"),
    Row("no change, begun on a bad day", begun_bad=True, seed=2),
    Row("1 point less", fall=1.0, seed=3),
    Row("2 points less", fall=2.0, seed=4),
    Row("2 points less, begun on a bad day", fall=2.0, begun_bad=True, seed=5),
    Row("2 points more", fall=-2.0, seed=6),
)


@dataclass(frozen=True)
class Shares:
    """What was seen over many diaries, each a share of 0 to 1."""

    band: float
    change: float
    less: float
    perhaps_less: float
    perhaps_more: float
    more: float
    matters: float


def measured(row: Row, diaries: int) -> Shares:
    """Make diaries of a kind and ask each for its change."""
    rng = np.random.default_rng(row.seed)
    bands, changes, less, more, matters = [], [], [], [], []
    for _ in range(diaries):
        truth, answers, kept = made(row, rng)
        trend = trend_of(told(answers, kept), FIRST + timedelta(days=len(answers)))
        assert trend.change is not None
        place = (trend.points[0].day - FIRST).days
        true = truth[place : place + len(trend.points)]
        bands.append(
            np.mean([p.low <= x <= p.high for p, x in zip(trend.points, true, strict=True)])
        )
        moved = true[-14:].mean() - true[:14].mean()
        changes.append(trend.change.low <= moved <= trend.change.high)
        less.append(trend.change.chance_less)
        more.append(trend.change.chance_more)
        matters.append(trend.change.chance_matters)
    fell, rose, worth = np.array(less), np.array(more), np.array(matters)
    return Shares(
        float(np.mean(bands)),
        float(np.mean(changes)),
        float(np.mean(fell >= 0.95)),
        float(np.mean((fell >= 0.80) & (fell < 0.95))),
        float(np.mean((rose >= 0.80) & (rose < 0.95))),
        float(np.mean(rose >= 0.95)),
        float(np.mean((fell >= 0.80) & (worth >= 0.80))),
    )


def made(
    row: Row, rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the true level of each day, the answers, and which of them were given."""
    weeks = int(rng.choice([6, 8, 12, 16, 26]))
    count = 7 * weeks
    while True:
        days = wander(count + BURN_IN, rng)
        bad = np.flatnonzero(days[20:BURN_IN] >= days.mean() + BAD_BY)
        if not row.begun_bad or len(bad):
            break
    begin = 20 + int(bad[0]) if row.begun_bad else BURN_IN
    days = days[begin : begin + count]
    flares = FLARE_CHANCE * 3 / (1 - FLARE_FADES)
    level = rng.uniform(3, 6) - row.fall * np.arange(count) / (count - 1)
    answers = np.clip(np.round(level + days + rng.normal(0, ANSWER_NOISE, count)), 0, 10)
    return level + flares, answers, rng.random(count) > MISSING


def wander(count: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Return how far each day lies from the level."""
    rho, sd = rng.uniform(0.2, 0.6), rng.uniform(0.8, 1.5)
    days, flare = np.zeros(count), np.zeros(count)
    for day in range(1, count):
        days[day] = rho * days[day - 1] + rng.normal(0, sd * np.sqrt(1 - rho**2))
        struck = rng.random() < FLARE_CHANCE
        flare[day] = rng.uniform(2, 4) if struck else FLARE_FADES * flare[day - 1]
    return days + flare


def told(answers: npt.NDArray[np.float64], kept: npt.NDArray[np.bool_]) -> Diary:
    """Return a diary of mornings."""
    at = np.flatnonzero(kept)
    return Diary(
        Pain(
            local=datetime.combine(FIRST, time(7, 30)) + timedelta(days=int(day)),
            zone="Europe/Berlin",
            moment=Moment.MORNING,
            nrs=int(answers[day]),
        )
        for day in at
    )


def processor_ms(weeks: int = 104, times: int = 5) -> tuple[float, int, int]:
    """Return the processor time of all insights, ms, and how many events and walks it took.

    The diary is read from its events each time; the median of several.
    """
    events = demo_diary(17, weeks, start=FIRST)
    on = max(event.day for event in events)
    insights(Diary(events), on=on)
    took = []
    for _ in range(times):
        began = time_ns()
        insights(Diary(events), on=on)
        took.append((time_ns() - began) / 1e6)
    return float(np.median(took)), len(events), len(Diary(events).walks())


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("diaries", type=int, nargs="?", default=400, help="of each row")
    diaries = parser.parse_args(arguments).diaries
    heads = ("band", "range", "less", "perhaps", "perhaps", "more", "matters")
    print(f"{diaries} diaries a row, 6 to 26 weeks; shares in per cent")
    print(f"{'':36}" + "".join(f"{head:>9}" for head in heads))
    for row in ROWS:
        seen = measured(row, diaries)
        cells = (
            seen.band,
            seen.change,
            seen.less,
            seen.perhaps_less,
            seen.perhaps_more,
            seen.more,
            seen.matters,
        )
        print(f"{row.name:36}" + "".join(f"{100 * cell:9.1f}" for cell in cells))
    took, events, walks = processor_ms()
    print(f"All insights of two years ({events} events, {walks} walks): {took:.0f} ms (bar: 200)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
