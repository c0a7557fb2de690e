"""The usual step rate of a person, read from the easy parts of recorded walks.

It is only ever offered: what counts is what the person keeps in the profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np

from backstride.diary import Diary
from backstride.site import originals
from backstride.site.models import Walker
from backstride.site.walk_recordings import rows_of
from backstride.walks import Part, PartKind, combined, parts_in

RECENT = timedelta(days=90)
"""Older walks say little about today's pace (judgement)."""

MOST_WALKS = 8
"""The newest recorded walks are enough for a median, and soon read (judgement)."""

LEAST_EASY_S = 180
"""A walk with fewer seconds of easy walking does not say how somebody walks (judgement)."""

BESIDE_FAST = frozenset({PartKind.WARM_UP, PartKind.EASY, PartKind.COOL_DOWN})
"""Easy parts of a walk that has fast ones, too."""

EASY_PARTS = BESIDE_FAST | {PartKind.STEADY}
"""Easy parts of a walk that is an easy one."""


@dataclass(frozen=True, slots=True)
class UsualSteps:
    """What recorded walks say about the usual step rate.

    Attributes
    ----------
    cadence_spm : int
        Steps a minute of both feet: the median of the walks.
    walks : int
        How many walks it is from.
    """

    cadence_spm: int
    walks: int


def usual_steps(walker: Walker, diary: Diary, today: date) -> UsualSteps | None:
    """Return the usual step rate as recorded walks tell it; None where none tells it."""
    newest = [walk for walk in reversed(diary.walks()) if walk.day >= today - RECENT]
    told = []
    for walk in newest:
        recordings = [
            originals.columns_if_readable(row.columns) for row in rows_of(walker, walk.id)
        ]
        readable = [each for each in recordings if each is not None]
        if not readable:
            continue
        kinds = EASY_PARTS if walk.kind == "easy" else BESIDE_FAST
        told.append(easy_cadence_spm(parts_in(combined(readable).recording), kinds))
        if len(told) == MOST_WALKS:
            break
    known = [rate for rate in told if rate is not None]
    return UsualSteps(round(median(known)), len(known)) if known else None


def easy_cadence_spm(parts: Sequence[Part], kinds: frozenset[PartKind]) -> float | None:
    """Return the median step rate over the easy seconds of a walk, in steps a minute.

    None where there are fewer than `LEAST_EASY_S` seconds of them, or no steps are known.
    """
    easy = [part for part in parts if part.kind in kinds and part.cadence_spm]
    rates = np.array([part.cadence_spm for part in easy], dtype=np.float64)
    lengths_s = np.array([part.duration_s for part in easy], dtype=np.float64)
    if lengths_s.sum() < LEAST_EASY_S:
        return None
    order = np.argsort(rates)
    reached = np.cumsum(lengths_s[order])
    return float(rates[order][np.searchsorted(reached, reached[-1] / 2)])
