"""A tiny writer of FIT files, independent of the reader, for samples with known content."""

from __future__ import annotations

import struct
from collections.abc import Sequence

U8, U16, U32, S32, ENUM, STRING, BYTE = 0x02, 0x84, 0x86, 0x85, 0x00, 0x07, 0x0D
_PACK = {U8: "B", U16: "H", U32: "I", S32: "i", ENUM: "B"}
FIT_EPOCH = 631_065_600
NOON = 1_000_000_000
"""A FIT time: 2021-09-08T01:46:40Z."""

Field = tuple[int, int, int]
"""Number, size in bytes and base type."""

TIME, HEART_RATE, CADENCE, FRACTION = (253, 4, U32), (3, 1, U8), (4, 1, U8), (53, 1, U8)
LAT, LON, ALTITUDE, DISTANCE, SPEED = (
    (0, 4, S32),
    (1, 4, S32),
    (2, 2, U16),
    (5, 4, U32),
    (6, 2, U16),
)
RECORD, SESSION, EVENT, LAP, FILE_ID, DEVICE_INFO = 20, 18, 21, 19, 0, 23


def crc(data: bytes) -> int:
    """The check number, bit by bit as the protocol describes it."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value


class FitFile:
    """Messages one after the other; `bytes()` puts header and check number around them."""

    def __init__(self, *, big_endian: bool = False) -> None:
        self.order = ">" if big_endian else "<"
        self.body = b""
        self.fields: dict[int, tuple[Sequence[Field], int]] = {}

    def define(
        self, local: int, message: int, fields: Sequence[Field], developer: Sequence[Field] = ()
    ) -> FitFile:
        head = 0x40 | local | (0x20 if developer else 0)
        self.body += struct.pack("BBB", head, 0, self.order == ">")
        self.body += struct.pack(self.order + "HB", message, len(fields))
        self.body += b"".join(struct.pack("BBB", *field) for field in fields)
        if developer:
            self.body += bytes([len(developer)])
            self.body += b"".join(struct.pack("BBB", *field) for field in developer)
        self.fields[local] = (fields, sum(size for _, size, _ in developer))
        return self

    def data(
        self, local: int, *values: int | str | bytes, packed_time: int | None = None
    ) -> FitFile:
        fields, developer_size = self.fields[local]
        head = local if packed_time is None else 0x80 | local << 5 | packed_time
        self.body += bytes([head])
        for (_, size, base), value in zip(fields, values, strict=True):
            if isinstance(value, str):
                self.body += value.encode().ljust(size, b"\0")
            elif isinstance(value, bytes):
                self.body += value
            else:
                self.body += struct.pack(self.order + _PACK[base], value)
        self.body += bytes(developer_size)
        return self

    def header(self, size: int | None = None) -> bytes:
        size = len(self.body) if size is None else size
        head = struct.pack("<BBHI4s", 14, 0x20, 2132, size, b".FIT")
        return head + struct.pack("<H", crc(head))

    def bytes(self) -> bytes:
        whole = self.header() + self.body
        return whole + struct.pack("<H", crc(whole))


def semicircles(degrees: float) -> int:
    return round(degrees * 2**31 / 180)


def walk(
    seconds: int = 120,
    *,
    start: int = NOON,
    sport: tuple[int, int] | None = (11, 0),
    strides: int = 55,
    speed_mps: float = 1.25,
    big_endian: bool = False,
) -> FitFile:
    """A walk due north at an even pace, one record a second, with a session at its end."""
    file = FitFile(big_endian=big_endian)
    file.define(0, FILE_ID, [(0, 1, ENUM), (1, 2, U16), (2, 2, U16)]).data(0, 4, 1, 2697)
    fields = [TIME, LAT, LON, ALTITUDE, HEART_RATE, CADENCE, DISTANCE, SPEED]
    file.define(1, RECORD, fields)
    for second in range(seconds):
        metres = speed_mps * second
        file.data(
            1,
            start + second,
            semicircles(50.0 + metres / 111_194.93),
            semicircles(8.0),
            round((100.0 + 500.0) * 5),
            90 + second % 7,
            strides,
            round(100 * metres),
            round(1000 * speed_mps),
        )
    if sport is not None:
        length_ms, metres = 1000 * (seconds - 1), speed_mps * (seconds - 1)
        file.define(
            2,
            SESSION,
            [TIME, (2, 4, U32), (5, 1, ENUM), (6, 1, ENUM), (7, 4, U32), (8, 4, U32), (9, 4, U32)],
        ).data(
            2, start + seconds, start, *sport, length_ms, length_ms, round(100 * metres)
        )  # fmt: skip
    return file
