"""Recordings with known motion, made without a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from backstride.recordings import (
    COLUMNS,
    DeviceTotals,
    Format,
    Pause,
    Recording,
    Source,
    Span,
    Sport,
)

START = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)
METRES_PER_DEGREE = 111_195.08
"""Of latitude, on a sphere of 6,371,008.8 m."""

Numbers = npt.ArrayLike


def made(
    time_s: Numbers,
    *,
    sport: Sport = Sport.WALKING,
    start: datetime | None = START,
    pauses: tuple[Pause, ...] = (),
    totals: DeviceTotals | None = None,
    digest: str = "0" * 64,
    format_: Format = Format.FIT,
    has_barometer: bool = False,
    is_timed: bool = True,
    segments: tuple[Span, ...] | None = None,
    **columns: Numbers,
) -> Recording:
    """A recording with these columns; those not named are NaN."""
    size = len(np.asarray(time_s, dtype=np.float64))
    none = np.full(size, np.nan)
    given = {"time_s": time_s, **columns}
    whole: dict[str, Any] = {
        name: np.broadcast_to(np.asarray(given[name], dtype=np.float64), (size,)).copy()
        if name in given
        else none
        for name in COLUMNS
    }
    return Recording(
        source=Source("made", format_, digest),
        sport=sport,
        sport_text=str(sport),
        device="maker",
        start_utc=start,
        segments=(Span(0, size),) if segments is None else segments,
        pauses=pauses,
        totals=totals or DeviceTotals(),
        has_barometer=has_barometer,
        is_timed=is_timed,
        **whole,
    )


def by_speeds(
    pieces: Sequence[tuple[int, float]], *, by: str = "distance_m", **more: object
) -> Recording:
    """A recording at one point per second, from pairs of seconds and m/s.

    `by` says what tells the way: the device's distance or the places, due north.
    """
    speed = np.concatenate([np.full(seconds, mps) for seconds, mps in pieces])
    way = np.concatenate(([0.0], np.cumsum(speed)))
    time_s = np.arange(len(way))
    if by == "distance_m":
        return made(time_s, distance_m=way, **more)  # type: ignore[arg-type]  # passed on as given
    places = {"lat_deg": 50.0 + way / METRES_PER_DEGREE, "lon_deg": 8.0}
    return made(time_s, **places, **more)  # type: ignore[arg-type]  # passed on as given


def named(recording: Recording, digest: str) -> Recording:
    return replace(recording, source=replace(recording.source, digest=digest))
