"""What a phone measured on a walk, as the rows of a recording: its seconds and its places."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .assembly import Facts
from .limits import Limits
from .motion import Motion, read_motion
from .notices import NoticeCode, RecordingError, Refusal, RefusalCode, notice, refused
from .points import CHANNELS, Table
from .recording import Floats, Span, Sport
from .times import SECOND_US

PAUSE_FROM_S = 10.0
"""A phone that is silent for longer has slept, or its page was hidden (judgement)."""

WITHIN_M = 50.0
"""Places less sure than this are left out: indoors, or before the first fix (judgement)."""


def read_motion_rows(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Yield one row for each second in which the phone measured, and one for each place.

    Steps are not counted here; `backstride.walks.with_steps` adds them.

    Raises
    ------
    RecordingError
        If nothing in it can be read, or it holds more rows than the limits allow.
    """
    motion = read_motion(data, limits=limits)
    if isinstance(motion, Refusal):
        raise RecordingError(motion)
    sure = motion.within_m <= WITHIN_M
    second_s = np.unique(np.floor(motion.t_s))
    n_rows = len(second_s) + int(np.count_nonzero(sure))
    if n_rows > limits.max_points:
        raise refused(RefusalCode.TOO_MANY_POINTS)
    if not n_rows:
        raise refused(RefusalCode.NO_SAMPLES)
    t_s = np.concatenate([second_s, motion.place_t_s[sure]])
    order = np.argsort(t_s, kind="stable")
    empty = np.full(len(second_s), np.nan)
    channels: dict[str, Floats] = {name: np.full(n_rows, np.nan) for name in CHANNELS}
    for name in ("lat_deg", "lon_deg", "altitude_m"):
        channels[name] = np.concatenate([empty, getattr(motion, name)[sure]])[order]
    start_us = round(motion.start_utc.timestamp() * SECOND_US)
    times = start_us + np.round(t_s[order] * SECOND_US).astype(np.int64)
    facts = Facts(
        sport=Sport.WALKING,
        sport_text="walking",
        device="Backstride on a phone",
        pauses=_silences(motion, start_us),
        foot_cadence=True,
        notices=[] if motion.is_complete else [notice(NoticeCode.TRUNCATED)],
    )
    yield Table(times, channels, (Span(0, n_rows),)), facts


def _silences(motion: Motion, start_us: int) -> list[tuple[int, int]]:
    t_s = np.sort(motion.t_s)
    after = np.flatnonzero(np.diff(t_s) > PAUSE_FROM_S)
    return [
        (start_us + round(t_s[k] * SECOND_US), start_us + round(t_s[k + 1] * SECOND_US))
        for k in after
    ]
