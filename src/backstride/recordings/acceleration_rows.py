"""Acceleration that somebody recorded on a walk, as the rows of a recording: its seconds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .acceleration import is_acceleration, read_acceleration_pieces
from .assembly import Facts
from .limits import Limits
from .notices import NoticeCode, RefusalCode, notice, refused
from .points import CHANNELS, Table
from .recording import Floats, Span
from .times import SECOND_US

__all__ = ["is_acceleration", "read_acceleration_rows"]

MOST_S = 12 * 3600.0
"""Longer is a sensor that was worn, not a walk that was started. Judgement."""

PAUSE_FROM_S = 10.0
"""As for a phone's own recording: one that is silent for longer has slept. Judgement."""


def read_acceleration_rows(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Yield one row for each second that has samples.

    Steps are not counted here; `backstride.walks.with_counted_steps` adds them. A table does not
    say whether it was a walk, and mostly not when it was.

    Raises
    ------
    RecordingError
        If there is no acceleration in it, or more than of one walk.
    """
    found: list[Floats] = []
    first = None
    for piece in read_acceleration_pieces(data, limits=limits):
        first = first or piece
        if not (np.abs(piece.t_s) <= MOST_S).all():
            raise refused(RefusalCode.ALL_DAY)
        found.append(np.unique(np.floor(piece.t_s)))
    assert first is not None  # no pieces is a refusal of its own
    second_s = np.unique(np.concatenate(found))
    start_us = 0 if first.start_utc is None else round(first.start_utc.timestamp() * SECOND_US)
    times = start_us + np.round(second_s * SECOND_US).astype(np.int64)
    if len(times) > limits.max_points:
        raise refused(RefusalCode.TOO_MANY_POINTS)
    silent = np.flatnonzero(np.diff(second_s) > PAUSE_FROM_S)
    facts = Facts(
        sport_text="acceleration",
        pauses=[(int(times[k] + SECOND_US), int(times[k + 1])) for k in silent],
        foot_cadence=True,
    )
    if first.start_utc is not None and not first.is_zoned:
        facts.notices.append(notice(NoticeCode.TIMES_WITHOUT_ZONE))
    channels = {name: np.full(len(times), np.nan) for name in CHANNELS}
    yield Table(times, channels, (Span(0, len(times)),)), facts
