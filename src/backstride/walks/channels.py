"""One walk from several devices: each channel from the device that knows it best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np

from backstride.recordings import Floats, Recording

from .motion import held

BETTER = 1.1
"""Another device takes over a channel if it knows it for a tenth longer. Judgement."""


class Channel(StrEnum):
    """What one device can know better than another."""

    PLACE = "place"
    DISTANCE = "distance"
    HEIGHT = "height"
    HEART_RATE = "heart rate"
    STEPS = "steps"


COLUMNS: Mapping[Channel, tuple[str, ...]] = {
    Channel.PLACE: ("lat_deg", "lon_deg"),
    Channel.DISTANCE: ("distance_m",),
    Channel.HEIGHT: ("altitude_m",),
    Channel.HEART_RATE: ("heart_rate_bpm",),
    Channel.STEPS: ("cadence_spm",),
}
TOTALS: Mapping[Channel, tuple[str, ...]] = {
    Channel.DISTANCE: ("distance_m",),
    Channel.HEIGHT: ("ascent_m", "descent_m"),
    Channel.HEART_RATE: ("mean_heart_rate_bpm", "max_heart_rate_bpm"),
    Channel.STEPS: ("mean_cadence_spm", "strides"),
}
"""What a device says of the whole outing goes with the channel that it sums up."""

GLIDING = frozenset({Channel.PLACE, Channel.DISTANCE, Channel.HEIGHT})
"""Channels whose value between two points lies between them; the others hold."""


@dataclass(frozen=True, slots=True)
class Combined:
    """A walk put together from its recordings.

    Attributes
    ----------
    recording : Recording
        On the clock of the longest one.
    picked : mapping of Channel to int
        For each channel that is known, which of the recordings it came from.
    """

    recording: Recording
    picked: Mapping[Channel, int]


def combined(recordings: Sequence[Recording]) -> Combined:
    """Put one walk together from the recordings of its devices.

    Parameters
    ----------
    recordings : sequence of Recording
        At least one, of one outing; see `relate`.

    Returns
    -------
    Combined
        Nothing is added up or averaged over devices.

    Raises
    ------
    ValueError
        If there is no recording.

    Notes
    -----
    1. The recording that lasts longest gives the clock, the pauses, the laps and the totals; but
       what sums up a channel comes from the device of that channel.
    2. A channel stays with it unless another one knows the channel for a tenth more of the time.
       Heights come from a device with a barometer, where there is one that knows them.
    3. Recordings without times or without a start join in nothing.
    """
    if not recordings:
        raise ValueError("a walk is put together from at least one recording")
    order = sorted(range(len(recordings)), key=lambda k: (-_length_s(recordings[k]), k))
    base = recordings[order[0]]
    usable = [k for k in order if k == order[0] or _can_join(base, recordings[k])]
    picked: dict[Channel, int] = {}
    columns: dict[str, Floats] = {}
    totals: dict[str, Any] = {}
    for channel in Channel:
        best = _best(recordings, usable, channel)
        if best is None:
            continue
        picked[channel] = best
        if best != order[0]:
            other = recordings[best]
            columns |= _brought_over(base, other, channel)
            totals |= {name: getattr(other.totals, name) for name in TOTALS.get(channel, ())}
    height = picked.get(Channel.HEIGHT, order[0])
    made = replace(
        base,
        **columns,  # type: ignore[arg-type]  # columns are arrays
        totals=replace(base.totals, **totals),
        has_barometer=recordings[height].has_barometer,
    )
    return Combined(made, picked)


def _length_s(recording: Recording) -> float:
    return (recording.elapsed_s or 0.0) if recording.is_timed else -1.0


def _can_join(base: Recording, other: Recording) -> bool:
    return (
        base.is_timed
        and other.is_timed
        and base.start_utc is not None
        and other.start_utc is not None
    )


def _best(recordings: Sequence[Recording], usable: Sequence[int], channel: Channel) -> int | None:
    """Return which recording a channel is taken from; None where none knows it."""
    known = {k: _known_s(recordings[k], channel) for k in usable}
    if not any(known.values()):
        return None
    if channel is Channel.HEIGHT:
        sure = [k for k in usable if recordings[k].has_barometer and known[k]]
        if sure:
            return sure[0]
    best = usable[0]
    for k in usable[1:]:
        if known[k] > BETTER * known[best]:
            best = k
    return best


def _known_s(recording: Recording, channel: Channel) -> float:
    """Return for how many seconds a channel is known; at least one where a point knows it."""
    values = np.sum([getattr(recording, name) for name in COLUMNS[channel]], axis=0)
    if not np.isfinite(values).any():
        return 0.0
    seconds = np.arange(max(1.0, recording.elapsed_s or 0.0))
    return max(1.0, float(np.count_nonzero(np.isfinite(held(recording.time_s, values, seconds)))))


def _brought_over(base: Recording, other: Recording, channel: Channel) -> dict[str, Floats]:
    assert base.start_utc is not None
    assert other.start_utc is not None
    shift_s = (other.start_utc - base.start_utc).total_seconds()
    return {name: _at(base, other, name, shift_s, channel) for name in COLUMNS[channel]}


def _at(base: Recording, other: Recording, name: str, shift_s: float, channel: Channel) -> Floats:
    values: Floats = getattr(other, name)
    if channel not in GLIDING:
        return held(other.time_s + shift_s, values, base.time_s)
    known = np.isfinite(values) & np.isfinite(other.time_s)
    at: Floats = np.interp(
        base.time_s, other.time_s[known] + shift_s, values[known], left=np.nan, right=np.nan
    )
    return at
