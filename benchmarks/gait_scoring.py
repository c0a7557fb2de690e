"""How close found steps are to reference steps."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WIDE_S, NARROW_S = 0.5, 0.2  # tolerances: as found, and less the recording's median offset
BOUT_MARGIN_S = 0.25
CADENCE_WINDOW_S = 10.0
LONGEST_STANDING_S = 2.0  # a window with a longer pause was not walked throughout


def count_error_percent(found: int, reference: int) -> float:
    return 100.0 * (found - reference) / reference


def matches(found: Floats, reference: Floats, within_s: float) -> int:
    """Count pairs, matched one to one in time order: the most that can be matched so."""
    i = j = matched = 0
    while i < len(found) and j < len(reference):
        distance = found[i] - reference[j]
        if abs(distance) <= within_s:
            matched, i, j = matched + 1, i + 1, j + 1
        elif distance < 0:
            i += 1
        else:
            j += 1
    return matched


def f1(found: Floats, reference: Floats, within_s: float) -> float:
    return 2.0 * matches(found, reference, within_s) / max(1, len(found) + len(reference))


def f1_less_offset(found: Floats, reference: Floats) -> float:
    """Match within 0.2 s, less the median distance to the nearest step found."""
    if len(found) < 2:
        return 0.0
    right = np.clip(np.searchsorted(found, reference), 1, len(found) - 1)
    before, after = found[right - 1] - reference, found[right] - reference
    nearest = np.where(np.abs(before) <= np.abs(after), before, after)
    close = nearest[np.abs(nearest) <= WIDE_S]
    offset = float(np.median(close)) if close.size else 0.0
    return f1(found - offset, reference, NARROW_S)


def cadence_error_spm(found: Floats, reference: Floats) -> float:
    errors = []
    for start in np.arange(reference[0], reference[-1] - CADENCE_WINDOW_S, CADENCE_WINDOW_S):
        end = start + CADENCE_WINDOW_S
        true = reference[(reference >= start) & (reference < end)]
        seen = found[(found >= start) & (found < end)]
        if np.diff(np.concatenate([[start], true, [end]])).max() > LONGEST_STANDING_S:
            continue
        errors.append(abs(_cadence_spm(true) - _cadence_spm(seen)))
    return float(np.mean(errors)) if errors else float("nan")


def _cadence_spm(steps: Floats) -> float:
    return 60.0 * (len(steps) - 1) / (steps[-1] - steps[0]) if len(steps) > 1 else 0.0


def inside_bouts(steps: Floats, details: dict[str, Any], hz: float = 100.0) -> Floats:
    inside = np.zeros(len(steps), dtype=bool)
    for bout in details["walking_bouts"]:
        start, end = bout["start"] / hz - BOUT_MARGIN_S, bout["end"] / hz + BOUT_MARGIN_S
        inside |= (steps >= start) & (steps <= end)
    return steps[inside]


def steps_each_minute(found: Floats, details: dict[str, Any]) -> tuple[Floats, Floats]:
    """Count reference and found steps in each full minute of the reference."""
    start = details["per_second_t_s"][0] + details["per_second_shift_s"]
    true = np.array(details["per_second_steps"], dtype=np.float64)
    second = np.floor(found - start).astype(int)
    second = second[(second >= 0) & (second < len(true))]
    seen = np.bincount(second, minlength=len(true)).astype(np.float64)
    minutes = len(true) // 60
    return (
        true[: minutes * 60].reshape(minutes, 60).sum(axis=1),
        seen[: minutes * 60].reshape(minutes, 60).sum(axis=1),
    )
