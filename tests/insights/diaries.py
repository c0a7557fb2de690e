"""Diaries for the tests of insights: one person, walks that alternate by coin."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from backstride.diary import Diary
from tests.diary.factories import diary, flare, morning, newcomer, walk

FIRST = date(2026, 1, 5)


def coin_diary(
    days: int, *, effect: float = 0.0, seed: int = 1, drop: float = 0.0, **facts: Any
) -> Diary:
    """Return walks on five days a week, even ground by coin, and every morning.

    ``effect`` is what even ground adds to the next morning; ``drop`` what goes off in all.
    """
    rng = np.random.default_rng(seed)
    parts: list[Any] = [newcomer(FIRST)]
    extra = 0.0
    for number in range(days):
        on = FIRST + timedelta(days=number)
        level = 5 - drop * number / max(days - 1, 1)
        parts.append(morning(on, nrs(level + extra + rng.normal(0, 0.8))))
        extra = 0.0
        if number % 7 < 5:
            even = bool(rng.random() < 0.5)
            ground = "paved_even" if even else "gravel"
            before = nrs(level + rng.normal(0, 0.8))
            parts.append(walk(on, 15, before=before, after=before, ground=ground, **facts))
            extra = effect * even
    return diary(*parts)


def quiet_diary(bad: int, answered_after_bad: bool) -> Diary:
    """Return 40 days at 3 whose last ones are bad, with or without the mornings after them."""
    parts: list[Any] = [newcomer(FIRST)]
    for number in range(40 + 2 * bad):
        on = FIRST + timedelta(days=number)
        is_bad = number >= 40 and number % 2 == 0
        after_bad = number > 40 and number % 2 == 1
        if not after_bad or answered_after_bad:
            parts.append(morning(on, 3))
        if is_bad:
            parts.append(flare(on))
    return diary(*parts)


def nrs(value: float) -> int:
    """Return an answer on the scale."""
    return int(np.clip(round(value), 0, 10))
