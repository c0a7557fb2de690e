"""What a phone measured on a walk: acceleration and places, in chunks that are whole in themselves.

The format is described in docs/developers/sensor.md; `frontend/src/sensor/chunk.ts` writes it.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from itertools import pairwise
from uuid import UUID

import numpy as np

from .limits import MIB, Limits
from .notices import RecordingError, Refusal, RefusalCode, refused
from .recording import Floats

SIGNATURE = b"BSMO"
VERSION = 1

_HEAD = struct.Struct("<4sIBBHI16sd")  # signature, check, version, kind, count, number, walk, start
_CHECKED_FROM = 8  # the check number is of everything behind itself

_ACCELERATION = np.dtype([("later", "<u2"), ("acc", "<i2", (3,))])
_PLACES = np.dtype(
    [("later", "<u2"), ("lat", "<i4"), ("lon", "<i4"), ("altitude", "<i2"), ("within", "<u2")]
)
_TICK_S = 1e-4
_ACC_UNIT_M_S2 = 0.005
_PLACE_TICK_S = 0.1
_DEGREE_UNIT = 1e-7
_ALTITUDE_UNIT_M, _NO_ALTITUDE = 0.5, -32768
_WITHIN_UNIT_M = 0.1

_EARLIEST_MS, _LATEST_MS = 0.9e12, 4.1e12  # 1998 to 2099: no clock of a phone says anything else


class ChunkKind(IntEnum):
    """What a chunk holds."""

    ACCELERATION = 1
    PLACES = 2
    END = 3
    """Nothing: the recording is closed, and this is its last number."""


@dataclass(frozen=True, slots=True)
class MotionChunk:
    """A piece of a recording that is whole in itself.

    Attributes
    ----------
    walk_id : UUID
        The walk it was measured on.
    number : int
        Its place in the recording, from 0.
    kind : ChunkKind
    count : int
        Samples in it.
    start_ms : float
        Time of the first sample, milliseconds since 1970 in UTC.
    data : bytes
        The chunk as it came, head included.
    """

    walk_id: UUID
    number: int
    kind: ChunkKind
    count: int
    start_ms: float
    data: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """A walk as its phone measured it.

    Attributes
    ----------
    walk_id : UUID
        The walk.
    start_utc : datetime
        Time of the first sample, from which all times are counted.
    t_s, acc_m_s2 : arrays of shape (n,) and (n, 3)
        Acceleration along the phone's axes, gravity included. The sign is the browser's: iOS and
        Android differ in it.
    place_t_s, lat_deg, lon_deg, altitude_m, within_m : arrays of shape (m,)
        Places and how sure they are; NaN where there is no altitude. Empty where none were asked.
    is_complete : bool
        Whether it was closed, and no chunk is lacking.
    """

    walk_id: UUID
    start_utc: datetime
    t_s: Floats
    acc_m_s2: Floats
    place_t_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    altitude_m: Floats
    within_m: Floats
    is_complete: bool


def is_motion(data: bytes) -> bool:
    """Whether the content is a phone's own recording of a walk."""
    return data.startswith(SIGNATURE)


def motion_chunks(data: bytes) -> tuple[MotionChunk, ...]:
    """Take chunks apart that lie one behind the other.

    Raises
    ------
    RecordingError
        If anything in it is no chunk, is cut short, or was changed on its way.
    """
    if not data:
        raise refused(RefusalCode.EMPTY)
    chunks = []
    at = 0
    while at < len(data):
        chunk = _chunk_at(data, at)
        chunks.append(chunk)
        at += len(chunk.data)
    return tuple(chunks)


def read_motion(data: bytes, *, limits: Limits | None = None) -> Motion | Refusal:
    """Read what a phone measured on a walk.

    Parameters
    ----------
    data : bytes
        The chunks of one walk in their order.
    limits : Limits, optional
        Bounds on size.

    Returns
    -------
    Motion or Refusal
        The recording; one that breaks off or lacks a chunk is not `is_complete`. A refusal where
        nothing in it can be read, or where it is of two walks.
    """
    limits = limits or Limits()
    if len(data) > limits.max_bytes:
        return refused(RefusalCode.TOO_LARGE, limit=f"{limits.max_bytes // MIB} MB").refusal
    chunks: list[MotionChunk] = []
    at = 0
    whole = True
    try:
        while at < len(data):
            chunks.append(_chunk_at(data, at))
            at += len(chunks[-1].data)
    except RecordingError as error:
        if not chunks:
            return error.refusal
        whole = False
    if not any(chunk.count for chunk in chunks):
        return refused(RefusalCode.NO_SAMPLES).refusal
    if len({chunk.walk_id for chunk in chunks}) > 1:
        return refused(RefusalCode.UNREADABLE).refusal
    unbroken = chunks[0].number == 0 and all(b.number == a.number + 1 for a, b in pairwise(chunks))
    closed = chunks[-1].kind is ChunkKind.END
    return _joined(chunks, is_complete=whole and unbroken and closed)


def _chunk_at(data: bytes, at: int) -> MotionChunk:
    where = f"byte {at}"
    if len(data) - at < _HEAD.size or not data.startswith(SIGNATURE, at):
        raise refused(RefusalCode.UNREADABLE, where)
    _, check, version, kind, count, number, walk, start_ms = _HEAD.unpack_from(data, at)
    known = version == VERSION and kind in set(ChunkKind)
    if not known or not math.isfinite(start_ms) or not _EARLIEST_MS < start_ms < _LATEST_MS:
        raise refused(RefusalCode.UNREADABLE, where)
    size = _HEAD.size + count * _SIZES[ChunkKind(kind)]
    chunk = data[at : at + size]
    if len(chunk) < size or zlib.crc32(chunk[_CHECKED_FROM:]) != check:
        raise refused(RefusalCode.UNREADABLE, where)
    return MotionChunk(UUID(bytes=walk), number, ChunkKind(kind), count, start_ms, chunk)


_SIZES = {
    ChunkKind.ACCELERATION: _ACCELERATION.itemsize,
    ChunkKind.PLACES: _PLACES.itemsize,
    ChunkKind.END: 0,
}


def _joined(chunks: Sequence[MotionChunk], *, is_complete: bool) -> Motion:
    moved = [chunk for chunk in chunks if chunk.kind is ChunkKind.ACCELERATION and chunk.count]
    placed = [chunk for chunk in chunks if chunk.kind is ChunkKind.PLACES and chunk.count]
    start_ms = (moved or placed)[0].start_ms
    samples = _rows(moved, _ACCELERATION)
    places = _rows(placed, _PLACES)
    altitude = places["altitude"].astype(np.float64)
    altitude[places["altitude"] == _NO_ALTITUDE] = np.nan
    return Motion(
        walk_id=chunks[0].walk_id,
        start_utc=datetime.fromtimestamp(start_ms / 1000.0, UTC),
        t_s=_times(moved, _ACCELERATION, _TICK_S, start_ms),
        acc_m_s2=samples["acc"].astype(np.float64) * _ACC_UNIT_M_S2,
        place_t_s=_times(placed, _PLACES, _PLACE_TICK_S, start_ms),
        lat_deg=places["lat"] * _DEGREE_UNIT,
        lon_deg=places["lon"] * _DEGREE_UNIT,
        altitude_m=altitude * _ALTITUDE_UNIT_M,
        within_m=places["within"] * _WITHIN_UNIT_M,
        is_complete=is_complete,
    )


def _rows(chunks: Sequence[MotionChunk], kind: np.dtype[np.void]) -> np.ndarray:
    parts = [np.frombuffer(chunk.data, kind, offset=_HEAD.size) for chunk in chunks]
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _times(
    chunks: Sequence[MotionChunk], kind: np.dtype[np.void], tick_s: float, start_ms: float
) -> Floats:
    """Return the seconds of all samples from the start; each chunk counts from its own."""
    parts = [
        (chunk.start_ms - start_ms) / 1000.0
        + np.cumsum(np.frombuffer(chunk.data, kind, offset=_HEAD.size)["later"], dtype=np.int64)
        * tick_s
        for chunk in chunks
    ]
    return np.concatenate(parts) if parts else np.zeros(0)
