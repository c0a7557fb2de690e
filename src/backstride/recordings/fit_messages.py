"""The messages of one FIT file: found one by one, records decoded all at once.

A message is a header byte and as many bytes as its definition says. Records are only copied while
walking through the file, one heap per layout, and turned into columns by NumPy at the end; the few
other messages that a walk needs are decoded as they come.
"""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .fit_profile import BASE_TYPES, RECORD, RECORD_SCALES, SPEED_DISTANCE, STRING_TYPE, WANTED
from .fit_profile import TIMESTAMP as TIMESTAMP_FIELD
from .limits import Limits
from .notices import RefusalCode, refused
from .recording import Floats

NO_STAMP = 0xFFFFFFFF
"""FIT's own invalid date_time."""

MAX_LAYOUTS = 1_000
"""Layouts of records in one file; devices use a handful. Judgement."""

MAX_OTHERS = 20_000
"""Other messages kept of one file; a day with a lap each minute has 1,440. Judgement."""

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Layout:
    """A definition: where the fields of a message lie.

    Attributes
    ----------
    message : int
        Global message number.
    size : int
        Bytes of a message behind its header byte.
    order : str
        "<" or ">".
    fields : tuple
        Number, offset, size and base type of each field.
    stamp_at : int
        Offset of the time, or -1.
    """

    message: int
    size: int
    order: str
    fields: tuple[tuple[int, int, int, int], ...]
    stamp_at: int


@dataclass(slots=True)
class _Heap:
    """Records of one layout, as bytes one behind the other, with their row numbers."""

    layout: Layout
    rows: bytearray = field(default_factory=bytearray)
    numbers: array[int] = field(default_factory=lambda: array("q"))


@dataclass(slots=True)
class Messages:
    """What one FIT file holds.

    Attributes
    ----------
    count : int
        Messages of any kind, definitions included.
    stamps : array of int64
        Time of each record in FIT seconds; `NO_STAMP` where it has none.
    others : list
        Message number and fields of the other messages a walk needs, in file order.
    lost_at : int or None
        Byte from which the file makes no sense.
    cut_at : int or None
        Byte of a message that the end of the file cuts.
    heaps : dict
        The records by their definition's bytes.
    """

    count: int = 0
    stamps: array[int] = field(default_factory=lambda: array("q"))
    others: list[tuple[int, dict[int, Value]]] = field(default_factory=list)
    lost_at: int | None = None
    cut_at: int | None = None
    heaps: dict[bytes, _Heap] = field(default_factory=dict)

    def of(self, message: int) -> list[dict[int, Value]]:
        """Return the fields of all messages of one number."""
        return [values for number, values in self.others if number == message]

    def column(self, number: int) -> Floats:
        """Return one field of all records in SI units, NaN where missing."""
        column = np.full(len(self.stamps), np.nan)
        for heap in self.heaps.values():
            raw = _raw(heap, number)
            if raw is not None:
                scale, offset = RECORD_SCALES[number]
                column[np.array(heap.numbers)] = raw / scale - offset
        return column

    def speed_distance(self) -> tuple[Floats, Floats]:
        """Return speed and distance of the three-byte field that holds both.

        12 bits of speed in cm/s, then 12 bits of distance in 1/16 m that roll over and are summed
        up here. Source: FIT profile, record field 8.
        """
        speed = np.full(len(self.stamps), np.nan)
        sixteenths = np.full(len(self.stamps), np.nan)
        for heap in self.heaps.values():
            for number, offset, size, _ in heap.layout.fields:
                if number == SPEED_DISTANCE and size == 3:
                    three = _rows(heap)[:, offset : offset + 3].astype(np.int64)
                    valid = (three != 0xFF).any(axis=1)
                    rows = np.array(heap.numbers)[valid]
                    three = three[valid]
                    speed[rows] = (three[:, 0] | (three[:, 1] & 0x0F) << 8) / 100.0
                    sixteenths[rows] = three[:, 1] >> 4 | three[:, 2] << 4
        known = np.flatnonzero(np.isfinite(sixteenths))
        if known.size:
            steps = np.diff(sixteenths[known], prepend=0.0)
            sixteenths[known] = np.cumsum(np.where(steps < 0, steps + 4096, steps))
        return speed, sixteenths / 16.0


def read_messages(data: bytes, start: int, end: int, limits: Limits) -> Messages:
    """Walk through the messages of one FIT file.

    Parameters
    ----------
    data : bytes
        The whole file.
    start, end : int
        First byte behind the header, and the first that does not belong to the messages.
    limits : Limits
        Bounds on messages and records.

    Returns
    -------
    Messages
        All up to the end, or up to where the file makes no sense.

    Raises
    ------
    RecordingError
        If there are more messages or records than the limits allow.
    """
    found = Messages()
    layouts: dict[int, tuple[Layout, _Heap | None]] = {}
    stamp = NO_STAMP
    pos = start
    while pos < end:
        found.count += 1
        if found.count > limits.max_items:
            raise refused(RefusalCode.TOO_MANY_POINTS)
        header = data[pos]
        packed_time = header & 0x80
        if not packed_time and header & 0x40:
            after = _definition_end(data, pos, end, bool(header & 0x20))
            if after is None:
                found.cut_at = pos
                break
            layout = _layout(data[pos:after], bool(header & 0x20))
            heap = None
            if layout.message == RECORD:
                heap = found.heaps.setdefault(data[pos + 1 : after], _Heap(layout))
                if len(found.heaps) > MAX_LAYOUTS:
                    found.lost_at = pos
                    break
            layouts[header & 0x0F] = (layout, heap)
            pos = after
            continue
        known = layouts.get(header >> 5 & 0x03 if packed_time else header & 0x0F)
        if known is None:
            found.lost_at = pos
            break
        layout, heap = known
        body = pos + 1
        pos = body + layout.size
        if pos > end:
            found.cut_at = body - 1
            break
        own = NO_STAMP
        if layout.stamp_at >= 0:
            (own,) = struct.unpack_from(layout.order + "I", data, body + layout.stamp_at)
        elif packed_time and stamp != NO_STAMP:
            own = (stamp & ~0x1F) + (header & 0x1F)
            own += 0x20 if own < stamp else 0
        if own != NO_STAMP:
            stamp = own
        if heap is not None:
            if len(found.stamps) >= limits.max_points:
                raise refused(RefusalCode.TOO_MANY_POINTS)
            heap.rows += data[body:pos]
            heap.numbers.append(len(found.stamps))
            found.stamps.append(own)
        elif layout.message in WANTED and len(found.others) < MAX_OTHERS:
            found.others.append((layout.message, _values(data, body, layout)))
    return found


def _definition_end(data: bytes, pos: int, end: int, developer: bool) -> int | None:
    after = pos + 6
    if after > end:
        return None
    after += 3 * data[pos + 5]
    if developer:
        if after >= end:
            return None
        after += 1 + 3 * data[after]
    return after if after <= end else None


def _layout(definition: bytes, developer: bool) -> Layout:
    order = ">" if definition[2] else "<"
    (message,) = struct.unpack_from(order + "H", definition, 3)
    offset, fields, stamp_at = 0, [], -1
    fields_end = 6 + 3 * definition[5]
    for at in range(6, fields_end, 3):
        number, size, base = definition[at : at + 3]
        if number == TIMESTAMP_FIELD and size == 4:
            stamp_at = offset
        fields.append((number, offset, size, base & 0x1F))
        offset += size
    if developer:
        offset += sum(definition[fields_end + 2 :: 3])
    return Layout(message, offset, order, tuple(fields), stamp_at)


def _values(data: bytes, body: int, layout: Layout) -> dict[int, Value]:
    wanted = WANTED[layout.message]
    values: dict[int, Value] = {}
    for number, offset, size, base in layout.fields:
        if number not in wanted:
            continue
        piece = data[body + offset : body + offset + size]
        if base == STRING_TYPE:
            text = piece.split(b"\0", 1)[0].decode("utf-8", "replace").strip()
            if text:
                values[number] = text
        elif base in BASE_TYPES and BASE_TYPES[base][1] == size:
            kind, _, invalid = BASE_TYPES[base]
            value = np.frombuffer(piece, dtype=layout.order + kind)[0].item()
            if value != invalid:
                values[number] = value
    return values


def _rows(heap: _Heap) -> npt.NDArray[np.uint8]:
    return np.frombuffer(heap.rows, dtype=np.uint8).reshape(len(heap.numbers), heap.layout.size)


def _raw(heap: _Heap, number: int) -> Floats | None:
    """Return a numeric field of a heap as floats, NaN where invalid; None if it has none."""
    for own, offset, size, base in heap.layout.fields:
        if own == number and base in BASE_TYPES and BASE_TYPES[base][1] == size:
            kind, _, invalid = BASE_TYPES[base]
            piece = np.ascontiguousarray(_rows(heap)[:, offset : offset + size])
            raw = piece.view(heap.layout.order + kind)[:, 0]
            valid = np.isfinite(raw) if invalid is None else raw != invalid
            return np.where(valid, raw.astype(np.float64), np.nan)
    return None
