"""Axivity loggers (AX3, AX6): .cwa files, read in blocks, for recordings of days and weeks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from .recording import Floats

SIGNATURE = b"MD\xfc\x03"
"""Mark and length of the first packet."""

PACKET = 512
FIRST = 2 * PACKET
"""Where data begins: behind a packet of double size that tells how the device was set."""

PACKETS_AT_ONCE = 2048

_PACKET = np.dtype(
    [
        ("mark", "<u2"),
        ("length", "<u2"),
        ("fraction", "<u2"),
        ("session", "<u4"),
        ("number", "<u4"),
        ("clock", "<u4"),
        ("scale", "<u2"),
        ("temperature", "<u2"),
        ("events", "u1"),
        ("battery", "u1"),
        ("rate", "u1"),
        ("packing", "u1"),
        ("offset", "<i2"),
        ("count", "<u2"),
        ("data", "u1", (480,)),
        ("check", "<u2"),
    ]
)
_MARK, _LENGTH = 0x5841, 508
_HAS_FRACTION, _FRACTION = 0x8000, 32_768.0
_THREE_TENS, _SIXTEENS = 0, 2
_AXES_OF = {3: 0, 6: 3, 9: 3}
"""Where acceleration begins in a row of so many axes; a gyroscope stands before it."""

Packets = npt.NDArray[Any]


def is_cwa(head: bytes) -> bool:
    """Say whether a file begins as a .cwa file does."""
    return head.startswith(SIGNATURE)


def cwa_blocks(file: BinaryIO) -> Iterator[tuple[Floats, Floats]]:
    """Read acceleration block by block.

    Parameters
    ----------
    file : binary file
        The file, at its beginning.

    Yields
    ------
    at_s : ndarray of shape (n,)
        Seconds since 1970 on the clock of the device, which tells no zone.
    acc_g : ndarray of shape (n, 3)
        Acceleration in g.

    Notes
    -----
    1. Packets whose words do not add up to zero, or that are set otherwise than the first good one,
       are left out.
    2. A packet tells the time of one of its samples; the others lie at the even distance that leads
       to the next packet, or that its rate says where that one is not the next.
    3. Three axes are packed in 16 bits each, or in 10 bits each with one exponent of two bits.

    Source: the format as its makers describe it, openmovement/Docs/ax3/cwa.h and ax3-technical.md
    (Open Movement, Newcastle University). Tried on files of an AX3 and of an AX6.
    """
    file.seek(FIRST)
    kind: tuple[int, int] | None = None
    kept = np.zeros(0, dtype=_PACKET)
    while True:
        data = file.read(PACKETS_AT_ONCE * PACKET)
        packets = np.frombuffer(data[: len(data) // PACKET * PACKET], dtype=_PACKET)
        good = packets[_is_good(packets)]
        if kind is None and len(good):
            kind = int(good["rate"][0]), int(good["packing"][0])
        if kind is not None:
            good = good[(good["rate"] == kind[0]) & (good["packing"] == kind[1])]
        waiting = np.concatenate((kept, good))
        more = len(data) == PACKETS_AT_ONCE * PACKET
        ready = len(waiting) - 1 if more else len(waiting)  # the last one waits for the next
        if ready > 0 and kind is not None:
            yield _samples(waiting, ready, *kind)
        if not more:
            return
        kept = waiting[max(ready, 0) :]


def _is_good(packets: Packets) -> npt.NDArray[np.bool_]:
    words = packets.view("<u2").reshape(len(packets), PACKET // 2)
    sums = words.sum(axis=1, dtype=np.uint64) & 0xFFFF
    axes = packets["packing"] >> 4
    known = np.isin(packets["packing"] & 0x0F, (_THREE_TENS, _SIXTEENS)) & np.isin(axes, (3, 6, 9))
    known &= (packets["packing"] & 0x0F == _SIXTEENS) | (axes == 3)
    right: npt.NDArray[np.bool_] = (
        known
        & (packets["mark"] == _MARK)
        & (packets["length"] == _LENGTH)
        & (sums == 0)
        & (packets["count"] > 0)
        & ~np.isnat(_clock(packets))
    )
    return right


def _samples(packets: Packets, ready: int, rate: int, packing: int) -> tuple[Floats, Floats]:
    axes, packed_as = packing >> 4, packing & 0x0F
    data = np.ascontiguousarray(packets["data"][:ready])
    if packed_as == _THREE_TENS:
        rows = _unpacked(data.view("<u4"))
        scale = np.full(ready, 1.0 / 256.0)
    else:
        per = 480 // (2 * axes)
        whole = data.view("<i2")[:, : per * axes].reshape(ready, per, axes)
        rows = whole[:, :, _AXES_OF[axes] : _AXES_OF[axes] + 3].astype(np.float64)
        scale = 0.5 ** (8.0 + (packets["scale"][:ready] >> 13))
    per = rows.shape[1]
    rows *= scale[:, None, None]
    count = np.minimum(packets["count"].astype(np.int64), per)
    start_s, step_s = _times(packets, count, 3200.0 / (1 << (15 - (rate & 0x0F))))
    place = np.arange(per)
    at_s = start_s[:ready, None] + place * step_s[:ready, None]
    used = place < count[:ready, None]
    return at_s[used], rows[used]


def _unpacked(words: npt.NDArray[np.uint32]) -> Floats:
    """Take ten bits for each axis, and double them as often as the exponent says."""
    shifted = [(words << np.uint32(22 - 10 * k)).view(np.int32) >> 22 for k in range(3)]
    rows = np.stack(shifted, axis=2).astype(np.float64)
    doubled: Floats = rows * (1 << (words >> np.uint32(30)).astype(np.int64))[:, :, None]
    return doubled


def _times(packets: Packets, count: npt.NDArray[np.int64], rate_hz: float) -> tuple[Floats, Floats]:
    """Return the time of the first sample of each packet, and the distance of its samples."""
    has = packets["fraction"] & _HAS_FRACTION != 0
    fraction_s = np.where(has, (packets["fraction"] & ~np.uint16(_HAS_FRACTION)) / _FRACTION, 0.0)
    # With a fraction, the offset was moved by the whole samples in it, for readers without.
    offset = packets["offset"] + np.floor(fraction_s * rate_hz)
    clock_s = _clock(packets).astype(np.int64).astype(np.float64)
    start_s = clock_s + fraction_s - offset / rate_hz
    step_s = np.full(len(packets), 1.0 / rate_hz)
    if len(packets) > 1:
        found = np.diff(start_s) / count[:-1]
        follows = np.diff(packets["number"].astype(np.int64)) == 1
        near = follows & (np.abs(found * rate_hz - 1.0) < 0.1)
        step_s[:-1][near] = found[near]
    return start_s, step_s


def _clock(packets: Packets) -> npt.NDArray[np.datetime64]:
    """Return the time that is packed in 32 bits: years from 2000, months, days and so on."""
    clock = packets["clock"].astype(np.int64)
    month, day = (clock >> 22) & 0x0F, (clock >> 17) & 0x1F
    hour, minute, second = (clock >> 12) & 0x1F, (clock >> 6) & 0x3F, clock & 0x3F
    months = ((clock >> 26) + 30) * 12 + np.maximum(month - 1, 0)
    days = months.astype("M8[M]").astype("M8[D]") + np.maximum(day - 1, 0)
    time = days.astype("M8[s]") + (hour * 3600 + minute * 60 + second)
    wrong = (month < 1) | (month > 12) | (day < 1) | (hour > 23) | (minute > 59) | (second > 59)
    return np.where(wrong, np.datetime64("NaT", "s"), time)
