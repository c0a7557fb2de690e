"""A walk that its phone measured: the steps, put into its recording."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np

from backstride.gait import WALK, measure
from backstride.recordings import Acceleration, Floats, Format, Motion, Recording

NEAR_S = 0.6
"""A row takes the step rate of the second that begins this near; rows are a second apart."""


def with_steps(recording: Recording, motion: Motion) -> Recording:
    """Return the recording with the steps that are in its acceleration.

    Parameters
    ----------
    recording : Recording
        As `backstride.recordings.read` makes it of what a phone measured.
    motion : Motion
        The same, sample by sample.

    Returns
    -------
    Recording
        With `cadence_spm` in every second (0 where nobody walks, NaN where there is too little to
        tell) and the count of steps in its totals. Unchanged where nothing can be measured.
    """
    return _with_steps(recording, motion.start_utc, motion.t_s, motion.acc_m_s2)


def with_counted_steps(recording: Recording, table: Acceleration) -> Recording:
    """Return a recording of acceleration with the steps that are in it, see `with_steps`.

    Parameters
    ----------
    recording : Recording
        As `backstride.recordings.read` makes it of the table.
    table : Acceleration
        The same, sample by sample, in whatever unit: read with the recording's own source, for
        an archive can hold several. A table of other seconds is another one, and the recording is
        then returned as it is.
    """
    # What a phone measured on a walk has rows for its places as well.
    is_table = recording.source.format is not Format.MOTION
    if is_table and len(np.unique(np.floor(table.t_s))) != len(recording):
        return recording
    return _with_steps(recording, table.start_utc, table.t_s, table.acc)


def _with_steps(
    recording: Recording, start_utc: datetime | None, t_s: Floats, acc: Floats
) -> Recording:
    found = measure(t_s, acc, mode=WALK)
    if not len(found.second_t_s) or not len(recording):
        return recording
    ahead_s = 0.0
    if start_utc is not None and recording.start_utc is not None:
        # The recording may begin with a place, before the first sample.
        ahead_s = (start_utc - recording.start_utc).total_seconds()
    second_s = found.second_t_s + ahead_s
    after = np.clip(np.searchsorted(second_s, recording.time_s), 1, max(1, len(second_s) - 1))
    before = np.minimum(after - 1, len(second_s) - 1)
    after = np.minimum(after, len(second_s) - 1)
    distance_before = np.abs(recording.time_s - second_s[before])
    distance_after = np.abs(recording.time_s - second_s[after])
    nearest = np.where(distance_before <= distance_after, before, after)
    near = np.minimum(distance_before, distance_after) <= NEAR_S
    return replace(
        recording,
        cadence_spm=np.where(near, found.cadence_spm[nearest], np.nan),
        totals=replace(recording.totals, strides=found.n_steps // 2),
    )
