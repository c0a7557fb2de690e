"""The check number at the end of a FIT file."""

from __future__ import annotations

from functools import cache

import numpy as np


@cache
def _table() -> list[int]:
    """Return what 16 bits of CRC become after 16 bits of input, for every value of the two."""
    crc = np.arange(65_536, dtype=np.uint32)
    for _ in range(16):
        crc = np.where(crc & 1, (crc >> 1) ^ 0xA001, crc >> 1)
    table: list[int] = crc.tolist()
    return table


def crc16(data: bytes | memoryview) -> int:
    """Return the CRC-16 of the data, with polynomial 0xA001 (reflected) and start 0.

    The sum takes in two bytes at each step: as wide as the CRC itself, they need one look into a
    table and no shift. Source: FIT protocol, section on the CRC.
    """
    table = _table()
    even = len(data) // 2 * 2
    crc = 0
    for word in np.frombuffer(data[:even], dtype="<u2").tolist():
        crc = table[crc ^ word]
    if len(data) > even:
        crc ^= data[even]
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc
