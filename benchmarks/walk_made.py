"""Made walks with known parts, with the noise of real ones.

The step rate of each second is that of a pattern, times the wandering of a real walker: what the
step rates of a phone recording (source A) of one half do around their running median of a minute.
Guided stretches change pace within three seconds of the signal, over three to five seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from scipy.ndimage import median_filter

from backstride.gait import measure
from backstride.recordings import DeviceTotals, Format, Recording, Source, Span, Sport
from benchmarks.gait_recordings import Floats, recordings

METRES_PER_DEGREE = 111_195.08
SPEED_PER_CADENCE = 0.0065 / 60.0
PLACE_ERROR_M, PLACE_OVER_S, PLACE_NOISE_M = 1.3, 60.0, 0.3
"""Gives speeds that wander as those of the real hike `gpx/hike_iphone_20130627.gpx` do on the
level: 6 % around the running median."""

EASY, FAST, SLOWER, STILL = "easy", "fast", "slower", "still"
Pieces = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Made:
    cadence_spm: Floats
    fast: list[tuple[int, int]]


def noises(half: str) -> list[Floats]:
    """Return what real step rates do around their running median, as logarithms."""
    found = []
    for reference in recordings():
        if reference.source != "A" or reference.half != half:
            continue
        cadence = measure(reference.t_s, reference.acc).cadence_spm[4:-6]
        at = np.arange(len(cadence))
        pace = np.log(np.interp(at, at[cadence > 0], cadence[cadence > 0]))
        found.append(pace - median_filter(pace, size=61, mode="nearest"))
    return found


def rounds(count: int, fast_s: int, easy_s: int) -> list[tuple[str, int]]:
    return list(chain.from_iterable(repeat(((FAST, fast_s), (EASY, easy_s)), count)))


def _within(inner: Pieces, rng: np.random.Generator) -> Pieces:
    return [(SLOWER, int(rng.integers(180, 330))), *inner, (SLOWER, int(rng.integers(120, 300)))]


def _missed(rng: np.random.Generator) -> Pieces:
    pieces = rounds(8, 30, 30)
    pieces[2 * int(rng.integers(2, 6))] = (EASY, 30)
    return pieces


def _paused(rng: np.random.Generator) -> Pieces:
    first = int(rng.integers(2, 6))
    pause = (STILL, int(rng.integers(40, 120)))
    return [*rounds(first, 30, 30), pause, (EASY, 10), *rounds(8 - first, 30, 30)]


def _fartlek(rng: np.random.Generator) -> Pieces:
    return [
        piece
        for _ in range(7)
        for piece in ((FAST, int(rng.integers(20, 120))), (EASY, int(rng.integers(30, 180))))
    ]


def _lights(rng: np.random.Generator) -> Pieces:
    pieces: list[tuple[str, int]] = []
    while sum(seconds for _, seconds in pieces) < 1500:
        pieces += [(EASY, int(rng.integers(60, 200))), (STILL, int(rng.integers(8, 70)))]
    return [*pieces, (EASY, 60)]


Pattern = Callable[[np.random.Generator], Pieces]
REPEATS: dict[str, Pattern] = {
    "8 x 30/30": lambda rng: _within(rounds(8, 30, 30), rng),
    "4 x 30/30": lambda rng: _within(rounds(4, 30, 30), rng),
    "8 x 30/30, one left out": lambda rng: _within(_missed(rng), rng),
    "8 x 30/30, a pause between": lambda rng: _within(_paused(rng), rng),
    "10 x 20/40": lambda rng: _within(rounds(10, 20, 40), rng),
    "6 x 30/90": lambda rng: _within(rounds(6, 30, 90), rng),
    "3 x 60/60": lambda rng: _within(rounds(3, 60, 60), rng),
    "3 x 3/3 min": lambda rng: _within(rounds(3, 180, 180), rng),
    "7 of any length": lambda rng: _within(_fartlek(rng), rng),
}
ONE_PACE: dict[str, Pattern] = {
    "steady": lambda rng: [(EASY, int(rng.integers(900, 2400)))],
    "slower by a tenth at the end": lambda rng: [(EASY, int(rng.integers(900, 2400)))],
    "wandering twice as much": lambda rng: [(EASY, int(rng.integers(900, 2400)))],
    "lights": _lights,
    "a light every 110 s": lambda _: [*((EASY, 80), (STILL, 30)) * 15, (EASY, 60)],
}
DRIFT = {"slower by a tenth at the end": 0.1}
WANDER = {"wandering twice as much": 0.02}


def wandering(rng: np.random.Generator, seconds: int, spread: float, over_s: float) -> Floats:
    kept = np.exp(-1.0 / over_s)
    pushes = rng.normal(0.0, spread * np.sqrt(1.0 - kept**2), seconds).tolist()
    value, values = float(rng.normal(0.0, spread)), []
    for push in pushes:
        value = kept * value + push
        values.append(value)
    return np.array(values)


def made(name: str, seed: int, real: list[Floats]) -> Made:
    """Return a walk of a pattern."""
    rng = np.random.default_rng([seed, *name.encode()])
    pieces = {**REPEATS, **ONE_PACE}[name](rng)
    ratio = rng.uniform(1.1, 1.25)
    paces = {EASY: 0.0, FAST: float(np.log(ratio)), SLOWER: -0.03, STILL: np.nan}
    late = np.clip(rng.normal(0.0, 1.5, len(pieces)), -3.0, 3.0)
    levels: list[float] = []
    fast = []
    for (kind, _), until, late_s in zip(
        pieces, np.cumsum([seconds for _, seconds in pieces]).tolist(), late, strict=True
    ):
        begin, end = len(levels), max(len(levels) + 4, round(until + late_s))
        levels += [paces[kind]] * (end - begin)
        if kind == FAST:
            fast.append((begin, end))
    level = np.array(levels)
    seconds, ramp = len(level), int(rng.integers(3, 6))
    moved = np.pad(np.nan_to_num(level), ramp, mode="edge")
    moved = np.convolve(moved, np.full(ramp, 1.0 / ramp), mode="same")[ramp:-ramp]
    drift = DRIFT.get(name, 0.03 * rng.uniform(-0.5, 1.5))
    pace = np.log(rng.uniform(90.0, 112.0)) + moved + _noise(rng, seconds, real)
    pace += wandering(rng, seconds, WANDER.get(name, 0.01), 90.0)
    pace -= np.linspace(0.0, drift, seconds)
    return Made(np.where(np.isnan(level), 0.0, np.exp(pace)), fast)


def _noise(rng: np.random.Generator, seconds: int, real: list[Floats]) -> Floats:
    pieces: list[Floats] = []
    while sum(map(len, pieces)) < seconds:
        one = real[int(rng.integers(len(real)))]
        length = min(int(rng.integers(60, 130)), len(one))
        start = int(rng.integers(len(one) - length + 1))
        pieces.append(one[start : start + length])
    return np.concatenate(pieces)[:seconds]


def by_places(walk: Made, seed: int) -> Recording:
    """Return the walk as places alone tell it, without steps."""
    rng = np.random.default_rng([seed, 1])
    speed = SPEED_PER_CADENCE * walk.cadence_spm**2
    way = np.concatenate(([0.0], np.cumsum(speed)))
    size = len(way)
    north, east = (
        wandering(rng, size, PLACE_ERROR_M, PLACE_OVER_S) + rng.normal(0.0, PLACE_NOISE_M, size)
        for _ in range(2)
    )
    none = np.full(size, np.nan)
    return Recording(
        source=Source("made", Format.GPX, "0" * 64),
        sport=Sport.WALKING,
        sport_text="walking",
        device="",
        start_utc=None,
        segments=(Span(0, size),),
        pauses=(),
        totals=DeviceTotals(),
        has_barometer=False,
        is_timed=True,
        time_s=np.arange(size, dtype=np.float64),
        lat_deg=(way + north) / METRES_PER_DEGREE,
        lon_deg=east / METRES_PER_DEGREE,
        altitude_m=none,
        distance_m=none,
        speed_mps=none,
        heart_rate_bpm=none,
        cadence_spm=none,
        cadence_rpm=none,
    )
