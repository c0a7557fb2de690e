"""Whether a recording was made on foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from backstride.recordings import Recording, Sport

from .motion import motion_of

WALK_BELOW_MPS = 2.2
"""Walking turns into running here, or into a ride. Judgement, after the usual 2.0 to 2.1 m/s."""

FASTEST_MPS: Mapping[Sport, float] = {
    Sport.WALKING: 2.5,
    Sport.HIKING: 2.5,
    Sport.RUNNING: 7.0,
}
"""Faster than this for long, and the sport's name is doubted. Judgement."""

FAST_SHARE = 0.05
"""Up to this share of the moving time may be faster: a run for the bus, a slip of the receiver.
Judgement."""

RUN_FROM_SPM = 140.0
"""Nobody walks at this step rate for half of an outing. Judgement."""

_SPOKEN: Mapping[Sport, str] = {
    Sport.WALKING: "a walk",
    Sport.HIKING: "a hike",
    Sport.RUNNING: "a run",
    Sport.CYCLING: "a ride",
}


class Verdict(StrEnum):
    """Whether it was on foot, as far as the recording tells."""

    YES = "yes"
    NO = "no"
    ASK = "needs an answer"


@dataclass(frozen=True, slots=True)
class OnFoot:
    """Whether a recording was made on foot, and why we think so.

    Attributes
    ----------
    verdict : Verdict
        Yes, no, or only the person knows.
    sport : Sport
        The best guess; unknown if there is none.
    reasons : tuple of str
        In words for a person; at least one.
    """

    verdict: Verdict
    sport: Sport
    reasons: tuple[str, ...]


def is_on_foot(recording: Recording) -> OnFoot:
    """Say whether a recording was made on foot.

    1. A sport that is named and not on foot: no.
    2. A sport on foot, at speeds that feet reach: yes. Much faster: ask.
    3. No sport named: yes if nearly all of it was at walking pace, or if the steps are those of a
       run; otherwise ask.

    Parameters
    ----------
    recording : Recording
        Any.
    """
    sport = recording.sport
    if sport is Sport.CYCLING:
        return OnFoot(Verdict.NO, sport, ("The file says that this was a ride.",))
    if sport is Sport.ELSE:
        return OnFoot(Verdict.NO, sport, (f"The file says that this was {recording.sport_text}.",))
    motion = motion_of(recording)
    speed_mps = motion.speed_mps[motion.moving & (motion.speed_mps > 0)]
    cadence_spm = motion.cadence_spm[motion.moving & (motion.cadence_spm > 0)]
    if sport.on_foot:
        return _named(sport, speed_mps)
    if not speed_mps.size:
        return OnFoot(
            Verdict.ASK,
            sport,
            ("The file does not name the sport, and has no speed that would tell.",),
        )
    usual = f"{3.6 * float(np.median(speed_mps)):.1f} km/h"
    if np.mean(speed_mps > WALK_BELOW_MPS) <= FAST_SHARE:
        words = f"The file does not name the sport, but the pace was that of a walk ({usual})."
        return OnFoot(Verdict.YES, Sport.WALKING, (words,))
    if cadence_spm.size and np.median(cadence_spm) >= RUN_FROM_SPM:
        words = (
            f"The file does not name the sport, but steps and pace are those of a run ({usual})."
        )
        return OnFoot(Verdict.YES, Sport.RUNNING, (words,))
    fast = speed_mps[speed_mps > WALK_BELOW_MPS]
    words = (
        f"The file does not name the sport, and {100 * len(fast) / len(speed_mps):.0f} % of it was "
        f"faster than a walk ({3.6 * float(np.median(fast)):.0f} km/h)."
    )
    return OnFoot(Verdict.ASK, Sport.UNKNOWN, (words,))


def _named(sport: Sport, speed_mps: np.ndarray[tuple[int], np.dtype[np.float64]]) -> OnFoot:
    said = f"The file says that this was {_SPOKEN[sport]}."
    limit = FASTEST_MPS[sport]
    if speed_mps.size and np.mean(speed_mps > limit) > FAST_SHARE:
        doubt = f"But some of it was faster than {3.6 * limit:.0f} km/h."
        return OnFoot(Verdict.ASK, Sport.UNKNOWN, (said, doubt))
    return OnFoot(Verdict.YES, sport, (said,))
