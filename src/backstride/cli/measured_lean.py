"""How a trunk's lean changed over a recorded walk, from the wearer's own upright. Experimental."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import click
import numpy as np

from backstride.gait import LEAN_POSITIONS, GaitResult, Lean, LeanRule, Position, lean
from backstride.recordings import Floats

SHORTEST_S = 3.0
"""Of the calibration. Judgement: a tilt read at rest is exact to a fraction of a degree after a
second or two; twenty seconds are better, for a body sways.
"""

LONGEST_S = 120.0
"""Of the calibration. Judgement: nobody stands as still for longer."""

MOST_STILL_G = 0.06
"""How far acceleration may vary in a second of standing, as share of gravity. Judgement, seen on
the lower back of ten people: most stood with 0.004 to 0.06 and walked with 0.07 to 0.5.
"""

BIN_S = 0.2
"""Samples are averaged over so long before the lean is told: it is a matter of 10 s."""

MOST_S = 86_400.0
"""Lean of more than the first day is not told, so that memory has an end. Judgement."""

WALKING_SHARE = 0.5
"""How much of a window must be walking, for lean on a bench is none. Judgement."""

MOST_RAW = 120_000
"""Samples of the calibration that are looked at: two minutes at 1,000 a second."""

ELSEWHERE = {
    Position.POCKET: "A trouser pocket shows how the thigh moves, not the trunk.",
    Position.HAND: "A hand moves by itself, whatever the trunk does.",
    Position.WRIST: "A wrist moves by itself, whatever the trunk does.",
    Position.ARM: "An arm moves by itself, whatever the trunk does.",
    Position.BAG: "A bag hangs and swings by itself, whatever the trunk does.",
    Position.ANKLE: "An ankle shows how the foot moves, not the trunk.",
    Position.CHEST: "Lean is worked out for the waist and the lower back alone.",
}
WEAR_IT = (
    "Lean can be told of a sensor at the waist or on the lower back only: wear it there on another "
    "walk, and say --worn waist or --worn back."
)
NO_PLACE = (
    "We need to know where the sensor was worn: add --worn back or --worn waist. Of a pocket, a "
    "hand or a wrist no lean can be told."
)
NO_UPRIGHT = (
    "We need to know when you stood upright and still: add --upright 0:20 for the first 20 "
    "seconds, or --upright 1:05-1:25."
)
WORDS = (
    "This is experimental. It is a change from your own upright, in any direction, and no angle of "
    "your back; the sensor sees the pelvis or the lower trunk, and not the upper back. It is known "
    "neither how much lean is too much nor that less of it helps: the limit of {:.0f} degrees is "
    "our judgement. We do not know how steep the ground was; uphill, leaning is right."
)
NO_ACCELERATION = (
    "This recording holds no acceleration, so no lean can be told of it. Please give us the table "
    "of the accelerometer."
)

_CLOCK = r"\d+:[0-5]\d(?:\.\d+)?"
_SECONDS = r"\d+(?:\.\d+)?"
_SPANS = (
    re.compile(rf"({_SECONDS}):({_SECONDS})"),
    re.compile(rf"({_CLOCK}|{_SECONDS})[-–]({_CLOCK}|{_SECONDS})"),
    re.compile(rf"({_CLOCK}):({_CLOCK})"),
)


@dataclass(frozen=True, slots=True)
class Upright:
    """Where a sensor was worn, and when its wearer stood upright.

    Attributes
    ----------
    position : Position
        One of `LEAN_POSITIONS`.
    start_s, end_s : float
        Of the calibration, in seconds from the beginning of the recording.
    """

    position: Position
    start_s: float
    end_s: float


def upright_asked(worn: str | None, span: str | None) -> Upright | None:
    """Return what was asked for with ``--worn`` and ``--upright``; None if neither was.

    Parameters
    ----------
    worn : str or None
        A position.
    span : str or None
        "0:20", in seconds, or "1:05-1:25", in minutes and seconds.

    Raises
    ------
    click.UsageError
        If lean cannot be told so, with what to do.
    """
    if worn is None and span is None:
        return None
    if worn is None:
        raise click.UsageError(NO_PLACE)
    position = Position(worn)
    if position not in LEAN_POSITIONS:
        raise click.UsageError(f"{ELSEWHERE[position]} {WEAR_IT}")
    if span is None:
        raise click.UsageError(NO_UPRIGHT)
    start_s, end_s = _span(span)
    length = end_s - start_s
    if not SHORTEST_S <= length <= LONGEST_S:
        raise click.UsageError(
            f"--upright {span} is {length:g} seconds long. Name {SHORTEST_S:.0f} to "
            f"{LONGEST_S:.0f} seconds in which you stood still; 20 are best."
        )
    return Upright(position, start_s, end_s)


def _span(text: str) -> tuple[float, float]:
    for pattern in _SPANS:
        if found := pattern.fullmatch(text.strip()):
            return _seconds(found[1]), _seconds(found[2])
    raise click.UsageError(f"{text!r} is no start and end. {NO_UPRIGHT}")


def _seconds(text: str) -> float:
    minutes, _, seconds = text.rpartition(":")
    return 60.0 * float(minutes or 0) + float(seconds)


class LeanMeter:
    """Takes acceleration piece by piece, and tells the lean of it in the end.

    Parameters
    ----------
    asked : Upright
    """

    def __init__(self, asked: Upright) -> None:
        self._asked = asked
        self._still: list[tuple[Floats, Floats]] = []
        self._raw = 0
        self._bins: list[Floats] = []
        self._last_s = 0.0

    def take(self, t_s: Floats, acc: Floats) -> None:
        """Take the next samples; of them averages are kept, and those of the calibration."""
        good = np.isfinite(acc).all(axis=1) & (t_s >= 0) & (t_s < MOST_S)
        t_s, acc = t_s[good], acc[good]
        if not len(t_s):
            return
        self._last_s = max(self._last_s, float(t_s.max()))
        inside = (t_s >= self._asked.start_s) & (t_s < self._asked.end_s)
        left = max(0, MOST_RAW - self._raw)
        self._still.append((t_s[inside][:left], acc[inside][:left]))
        self._raw += len(self._still[-1][0])
        self._bins.append(_binned(t_s, np.column_stack((np.ones(len(t_s)), t_s, acc))))

    def told(self, result: GaitResult) -> dict[str, Any]:
        """Return `lean` as it is told to a program, or None and in `lean_refused` why."""
        refused = self._refused(result)
        found = None if refused else self._lean()
        if refused or found is None:
            words = refused or "Less than half of the time of --upright was recorded."
            return {"lean": None, "lean_refused": words}
        walking = _walking(found.t_s, LeanRule().mean_s, result)
        walking &= np.isfinite(found.change_deg)
        if not walking.any():
            words = "We found no walking after the time of --upright, so there is no lean to tell."
            return {"lean": None, "lean_refused": words}
        return {"lean": self._told(found, walking), "lean_refused": None}

    def _refused(self, result: GaitResult) -> str:
        asked = self._asked
        span = f"from {clock(asked.start_s)} to {clock(asked.end_s)}"
        if not result.scale.gravity:
            return (
                "This acceleration comes without gravity, and without it nobody knows where down "
                "is. Please record or export the one with gravity."
            )
        if self._last_s < asked.end_s:
            return (
                f"The time of --upright, {span}, lies outside of this recording, which ends "
                f"at {clock(self._last_s)}. Name a time within it."
            )
        sway = _sway_g(*(np.concatenate(each) for each in zip(*self._still, strict=True)))
        if sway is None:
            return (
                f"Hardly anything was recorded {span}. Name a time in which the sensor "
                "was on and you stood still."
            )
        if sway > MOST_STILL_G:
            return (
                f"The sensor moved {span}, so this is no upright to compare with. Name a time in "
                "which you stood still, or stand still for 20 seconds before your next walk."
            )
        return ""

    def _lean(self) -> Lean | None:
        count, *sums = _binned_again(np.concatenate(self._bins)).T
        means = np.stack(sums, axis=1) / count[:, None]
        asked = self._asked
        rule = replace(LeanRule(), calibration_s=asked.end_s - asked.start_s)
        return lean(
            means[:, 0],
            means[:, 1:],
            position=asked.position,
            upright_from_s=asked.start_s,
            rule=rule,
        )

    def _told(self, found: Lean, walking: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[str, Any]:
        rule = LeanRule()
        t_s, change = found.t_s[walking], found.change_deg[walking]
        minute = np.floor(t_s / 60.0)
        return {
            "position": self._asked.position.value,
            "upright_start_s": self._asked.start_s,
            "upright_end_s": self._asked.end_s,
            "limit_deg": rule.cue_deg,
            "walking_min": len(t_s) * rule.mean_s / 60.0,
            "mean_change_deg": float(change.mean()),
            "beyond_share": float((change > rule.cue_deg).mean()),
            "minutes": [
                {
                    "start_s": 60.0 * float(each),
                    "walking_s": rule.mean_s * int((minute == each).sum()),
                    "mean_change_deg": float(change[minute == each].mean()),
                    "beyond_share": float((change[minute == each] > rule.cue_deg).mean()),
                }
                for each in np.unique(minute)
            ],
            "is_experimental": True,
            "words": WORDS.format(rule.cue_deg),
        }


def clock(seconds: float) -> str:
    """Return a time from the beginning as minutes and seconds, "1:05"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _binned(t_s: Floats, values: Floats) -> Floats:
    """Return for each bin that was met its number and the sums of the values in it."""
    number, where = np.unique(np.floor(t_s / BIN_S), return_inverse=True)
    sums = np.stack([np.bincount(where, column, len(number)) for column in values.T], axis=1)
    return np.column_stack((number, sums))


def _binned_again(bins: Floats) -> Floats:
    """Put together the sums of bins that came in two pieces."""
    return _binned(bins[:, 0] * BIN_S + BIN_S / 2, bins[:, 1:])[:, 1:]


def _sway_g(t_s: Floats, acc: Floats) -> float | None:
    """Return how far acceleration varied: over all, or in the second in which it did most."""
    gravity = float(np.linalg.norm(acc.mean(axis=0))) if len(t_s) > 1 else 0.0
    if gravity <= 0.0:
        return None
    second = np.floor(t_s)
    spread = [float(np.sqrt(acc[second == each].var(axis=0).sum())) for each in np.unique(second)]
    return max(*spread, float(np.sqrt(acc.var(axis=0).sum()))) / gravity


def _walking(
    start_s: Floats, length_s: float, result: GaitResult
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say of each window whether enough of it is walking."""
    if not result.bouts:
        return np.zeros(len(start_s), dtype=bool)
    edges = np.array([(bout.start_s, bout.end_s) for bout in result.bouts])
    lengths = np.diff(edges, axis=1)[:, 0]
    before = np.column_stack((np.cumsum(lengths) - lengths, np.cumsum(lengths)))
    at = [np.interp(start_s + each, edges.ravel(), before.ravel()) for each in (0.0, length_s)]
    return np.asarray(at[1] - at[0] >= WALKING_SHARE * length_s)
