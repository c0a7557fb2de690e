"""Files as Axivity and GENEActiv loggers write them, from samples of the test's own."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

START = datetime(2024, 3, 31, 8, 0, 0, tzinfo=UTC)

Row = tuple[float, float, float]
"""Three axes in g."""


def swinging(seconds: float, rate_hz: float) -> list[Row]:
    """A sensor that swings 1.8 times a second."""
    times = (k / rate_hz for k in range(round(seconds * rate_hz)))
    return [(0.1, -0.2, 1 + 0.25 * math.sin(2 * math.pi * 1.8 * t)) for t in times]


def clock(moment: datetime) -> int:
    return (
        (moment.year - 2000) << 26
        | moment.month << 22
        | moment.day << 17
        | moment.hour << 12
        | moment.minute << 6
        | moment.second
    )


def checked(packet: bytes) -> bytes:
    """Set the last word so that all words add up to zero."""
    total = sum(struct.unpack("<255H", packet[:510]))
    return packet[:510] + struct.pack("<H", -total & 0xFFFF)


def cwa(
    rows: Sequence[Row], *, rate_code: int = 0x4A, packing: int = 0x32, fraction: bool = False
) -> bytes:
    """An AX3 (packing 0x32 or 0x30) or AX6 (0x62); rate code 0x4A is 100 Hz and 8 g."""
    rate_hz = 3200 / (1 << (15 - (rate_code & 0x0F)))
    per = {0x30: 120, 0x32: 80, 0x62: 40}[packing]
    head = b"MD" + struct.pack("<H", 1020) + bytes([0x17]) + bytes(31) + bytes([rate_code])
    packets = [head.ljust(1024, b"\0")]
    for number, first in enumerate(range(0, len(rows), per)):
        part = rows[first : first + per]
        begins = START + timedelta(seconds=first / rate_hz)
        whole = begins.replace(microsecond=0)
        within_s = (begins - whole).total_seconds()
        # The clock is told in whole seconds: of the sample before the packet that met one, or with
        # a fraction of the first sample, from which older readers take the whole samples again.
        offset = 0 if fraction else -round(within_s * rate_hz)
        told = (0x8000 | int(within_s * 32_768)) if fraction else 0
        if fraction:
            offset -= math.floor((told & 0x7FFF) / 32_768 * rate_hz)
        accel_scale = 4 << 13 if packing != 0x30 else 0
        packet = struct.pack(
            "<HHHIIIHHBBBBhH",
            0x5841, 508, told, 7, number, clock(whole), accel_scale, 0, 0, 0,
            rate_code, packing, offset, len(part),
        )  # fmt: skip
        body = b"".join(packed(row, packing) for row in part)
        packets.append(checked((packet + body).ljust(512, b"\0")))
    return b"".join(packets)


def packed(row: Row, packing: int) -> bytes:
    if packing == 0x30:  # ten bits each, one exponent: here of one, so steps of two counts
        counts = [round(axis * 128) & 0x3FF for axis in row]
        return struct.pack("<I", counts[0] | counts[1] << 10 | counts[2] << 20 | 1 << 30)
    values = [round(axis * 4096) for axis in row]
    gyro = [1000, -1000, 0] if packing == 0x62 else []
    return struct.pack(f"<{len(gyro + values)}h", *gyro, *values)


GAIN, OFFSET = (25_522, 25_457, 24_829), (272, -1129, 0)


def stamp(second: float) -> str:
    moment = START + timedelta(seconds=second)
    return moment.strftime("%Y-%m-%d %H:%M:%S:") + f"{moment.microsecond // 1000:03d}"


def geneactiv(rows: Sequence[Row], *, rate_hz: float = 50.0, zone: str = "GMT +02:00") -> bytes:
    """A .bin file with 300 samples on a page."""
    lines = ["Device Identity", "Device Type:GENEActiv", "", f"Time Zone:{zone}", ""]
    lines += ["Calibration Data"]
    for axis, gain, offset in zip("xyz", GAIN, OFFSET, strict=True):
        lines += [f"{axis} gain:{gain}", f"{axis} offset:{offset}"]
    lines += ["Volts:42", "Lux:886", "", "Memory Status", "Number of Pages:1", ""]
    for number, first in enumerate(range(0, len(rows), 300)):
        lines += [
            "Recorded Data", "Device Unique Serial Code:051386", f"Sequence Number:{number}",
            f"Page Time:{stamp(first / rate_hz)}", "Unassigned:", "Temperature:28.2",
            "Battery voltage:4.1642", "Device Status:Recording",
            f"Measurement Frequency:{rate_hz}", "".join(map(digits, rows[first : first + 300])),
        ]  # fmt: skip
    return "\r\n".join([*lines, ""]).encode()


def digits(row: Row) -> str:
    """Twelve bits for each axis, ten for light, two for the button."""
    counts = [
        round((axis * gain + offset) / 100) & 0xFFF
        for axis, gain, offset in zip(row, GAIN, OFFSET, strict=True)
    ]
    return f"{counts[0]:03X}{counts[1]:03X}{counts[2]:03X}{7 << 2:03X}"


def geneactiv_table(rows: Sequence[Row], *, rate_hz: float = 50.0, zone: str = "GMT -04") -> bytes:
    head = ["Device Type,GENEActiv           ", f"Time Zone,{zone}"]
    head += [""] * (100 - len(head))
    told = [
        f"{stamp(k / rate_hz)},{x:.4f},{y:.4f},{z:.4f},0,0,31.6" for k, (x, y, z) in enumerate(rows)
    ]
    return "\r\n".join([*head, *told, ""]).encode()
