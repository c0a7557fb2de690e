"""Recordings as a phone writes them, from samples of the test's own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from uuid import UUID

WALK = UUID("0b6f2c1e-95a4-4d0e-8a75-3f2f0a6f9d11")
NOON_MS = 1_778_580_000_000.0  # 2026-05-12T10:00:00Z

Sample = tuple[float, float, float, float]
"""Seconds from the start, and three axes in m/s2."""

Fix = tuple[float, float, float, float | None, float]
"""Seconds, degrees of latitude and longitude, altitude and accuracy in m."""


def chunk(
    number: int, kind: int, start_ms: float, rows: Sequence[bytes], walk: UUID = WALK
) -> bytes:
    rest = struct.pack("<BBHI16sd", 1, kind, len(rows), number, walk.bytes, start_ms)
    rest += b"".join(rows)
    return b"BSMO" + struct.pack("<I", zlib.crc32(rest)) + rest


def moved(number: int, samples: Sequence[Sample], *, at_ms: float = NOON_MS) -> bytes:
    start_s = samples[0][0]
    ticks = [round((t - start_s) * 10_000) for t, *_ in samples]
    rows = [
        struct.pack("<H3h", now - before, *(round(a / 0.005) for a in axes))
        for now, before, (_, *axes) in zip(ticks, [0, *ticks], samples, strict=False)
    ]
    return chunk(number, 1, at_ms + 1000 * start_s, rows)


def placed(number: int, fixes: Sequence[Fix], *, at_ms: float = NOON_MS) -> bytes:
    start_s = fixes[0][0]
    ticks = [round((fix[0] - start_s) * 10) for fix in fixes]
    rows = [
        struct.pack(
            "<HiihH",
            now - before,
            round(lat * 1e7),
            round(lon * 1e7),
            -32768 if altitude is None else round(altitude / 0.5),
            round(within / 0.1),
        )
        for now, before, (_, lat, lon, altitude, within) in zip(
            ticks, [0, *ticks], fixes, strict=False
        )
    ]
    return chunk(number, 2, at_ms + 1000 * start_s, rows)


def closed(number: int) -> bytes:
    return chunk(number, 3, NOON_MS, [])


def pieces(samples: Sequence[Sample], size: int) -> list[bytes]:
    """Return a whole recording in chunks of so many samples, the closing one included."""
    chunks = [
        moved(k, samples[at : at + size]) for k, at in enumerate(range(0, len(samples), size))
    ]
    return [*chunks, closed(len(chunks))]


def walking(seconds: Iterable[int]) -> list[Sample]:
    """Return 50 samples in each of those seconds of somebody who takes two steps in it."""
    from math import pi, sin

    return [
        (s + k / 50, 0.0, 0.0, 9.81 + 2 * sin(2 * pi * 2 * (s + k / 50)))
        for s in seconds
        for k in range(50)
    ]
