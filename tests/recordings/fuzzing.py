"""One changed file, read in a process of its own: it must end with an answer, and stay small."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from backstride.gait import measure
from backstride.recordings import (
    COLUMNS,
    Acceleration,
    Bounds,
    Effort,
    HealthDays,
    Recording,
    Refusal,
    RefusalCode,
    read,
    read_acceleration_apart,
    read_apart,
    read_health_days_apart,
    read_parquet,
    write_parquet,
)
from backstride.walks import (
    combined,
    course_of,
    is_on_foot,
    minutes_in_zones,
    parts_in,
    relate,
    summarise,
)

from . import fit_writer as fit
from .mutation import mutated

MIB = 1024 * 1024
BOUNDS = Bounds(seconds=60.0, memory_bytes=300 * MIB)
"""Ten times what any of the small files needs, on a machine that is busy with other things."""

(DEVICE,) = read(fit.walk(40).bytes()).recordings
"""Another device on the same walk."""

BROKE_OFF = {RefusalCode.TOO_SLOW, RefusalCode.TOO_MUCH_MEMORY, RefusalCode.STOPPED}


def look_at(data: bytes, name: str, effort: Effort) -> None:
    """Read a file in every way there is.

    Raises
    ------
    AssertionError
        If reading broke off, took too much, or gave what no recording is.
    """
    result = read_apart(data, name=name, bounds=BOUNDS, effort=effort)
    refusals = list(result.refusals)
    for recording in result.recordings:
        check(recording)
    table = read_acceleration_apart(data, bounds=BOUNDS, effort=effort)
    if isinstance(table, Refusal):
        refusals.append(table)
    else:
        check_table(table)
    if "export" in name or "health" in name:
        days = read_health_days_apart(data, bounds=BOUNDS, effort=effort)
        refusals += days.refusals
        check_days(days)
    assert not BROKE_OFF & {refusal.code for refusal in refusals}
    assert effort.peak_bytes is None or effort.peak_bytes < 200 * MIB


def find(data: bytes, others: Sequence[bytes], name: str, seed: str) -> str:
    """Change a file by a seed and look at it; return what is wrong, or nothing."""
    changed = mutated(data, others, random.Random(seed))
    try:
        look_at(changed, name, Effort())
    except (AssertionError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        return f"{seed}: {error!r}"
    return ""


def check(recording: Recording) -> None:
    """Hold whatever was read to the promises of a recording, and walk through it."""
    size = len(recording)
    assert all(len(getattr(recording, name)) == size for name in COLUMNS)
    assert not np.any(np.isinf([getattr(recording, name) for name in COLUMNS]))
    assert recording.elapsed_s is None or recording.elapsed_s >= 0
    summary = summarise(recording)
    for value in (summary.minutes, summary.moving_min, summary.elapsed_min, summary.distance_m):
        assert value is None or (math.isfinite(value) and value >= 0)
    if summary.met_minutes is not None:
        assert 0 <= summary.met_minutes.mean_mets < 60
    assert is_on_foot(recording).reasons
    assert relate(recording, recording).value == "the same file"
    check_page(recording)
    heap = io.BytesIO()
    write_parquet(recording, heap)
    heap.seek(0)
    assert len(read_parquet(heap)) == size


def check_page(recording: Recording) -> None:
    """Work out all that a page shows of a recording, alone and as one of two devices."""
    parts = parts_in(recording)
    assert all(a.end_s == b.start_s for a, b in pairwise(parts))
    assert all(part.duration_s > 0 for part in parts)
    course = course_of(recording)
    assert len(course.time_s) == len(course.cadence_spm) == len(course.heart_rate_bpm) <= 241
    zones = minutes_in_zones(recording, age_years=60)
    assert all(math.isfinite(zone.minutes) and zone.minutes >= 0 for zone in zones)
    for other in (recording, DEVICE):
        both = combined([recording, other]).recording
        assert len({len(getattr(both, name)) for name in COLUMNS}) == 1
        summarise(both)
        parts_in(both)


def check_table(table: Acceleration) -> None:
    """Hold a table of acceleration to its promises."""
    assert table.acc.shape == (len(table.t_s), 3)
    assert np.isfinite(table.t_s).all()
    assert np.isfinite(table.acc).all()
    assert table.t_s[0] == 0
    if len(table.t_s) < 20_000:
        assert measure(table.t_s, table.acc).n_steps >= 0


def check_days(days: HealthDays) -> None:
    """Hold the days of an export to their promises."""
    assert [day.day for day in days.days] == sorted({day.day for day in days.days})
    assert all(math.isfinite(day.steps) and day.steps >= 0 for day in days.days)
