"""A small reader of GeoTIFF files with one band of heights in degrees.

What elevation services hand out: strips or tiles, whole or floating numbers, plain, deflated
or LZW, with or without a predictor. Anything else is refused with words.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats
from .errors import MapError
from .window import Box, within

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 8: 2, 9: 4, 11: 4, 12: 8}
CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d"}
WIDTH, HEIGHT, BITS, COMPRESSION, OFFSETS, SAMPLES = 256, 257, 258, 259, 273, 277
ROWS_PER_STRIP, BYTE_COUNTS, PREDICTOR, FORMAT = 278, 279, 317, 339
TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_COUNTS = 322, 323, 324, 325
PIXEL_SCALE, TIE_POINT, KEYS, NO_DATA = 33550, 33922, 34735, 42113
ARTIST, COPYRIGHT = 315, 33432
POSITIVE = (WIDTH, HEIGHT, ROWS_PER_STRIP, TILE_WIDTH, TILE_HEIGHT)
WHOLE_BYTES = (8, 16, 32, 64)
LONGEST_OWNER = 200
MODEL_TYPE, GEOGRAPHIC, RASTER_TYPE, PIXEL_IS_POINT = 1024, 2, 1025, 2
LOWEST_M = -500.0
"""Nobody walks lower than this on dry land: smaller values mean "unknown"."""

LARGEST = 120_000_000
"""Values of a file that are read at most (judgement): three degrees square at one second."""


def read_geotiff(path: Path, box: Box) -> tuple[float, float, float, float, Floats, str]:
    """Read the heights in a box from a GeoTIFF file in longitude and latitude.

    Returns
    -------
    tuple
        Longitude and latitude of the centre of the first value, degrees to the next column
        and, southwards, to the next row, the heights in metres, NaN where unknown, and whom
        the file names as their owner or maker.

    Raises
    ------
    MapError
        If the file is no such file.
    """
    try:
        data = path.read_bytes()
        return _read(data, box)
    except (struct.error, zlib.error, IndexError, KeyError, OverflowError, ValueError) as error:
        raise MapError(
            f"{path} cannot be read as elevation ({error}). Give a GeoTIFF with one band in "
            "degrees (EPSG:4326), or an .hgt tile."
        ) from error
    except OSError as error:
        raise MapError(f"{path} cannot be read: {error.strerror}.") from error


def _read(data: bytes, box: Box) -> tuple[float, float, float, float, Floats, str]:
    tags, order = _tags(data)
    width, height = tags[WIDTH][0], tags[HEIGHT][0]
    if min(tags.get(tag, (1,))[0] for tag in POSITIVE) < 1:
        raise ValueError("it has no size")
    if tags.get(BITS, (1,))[0] not in WHOLE_BYTES:
        raise ValueError("it is a mask and holds no heights")
    if tags.get(SAMPLES, (1,))[0] != 1:
        raise ValueError("it has more than one band")
    if width * height > LARGEST:
        raise ValueError("it is too large")
    keys = tags.get(KEYS, ())
    geo = {keys[at]: keys[at + 3] for at in range(4, len(keys) - 3, 4) if keys[at + 1] == 0}
    if geo.get(MODEL_TYPE, GEOGRAPHIC) != GEOGRAPHIC:
        raise ValueError("it is not in degrees")
    scale, tie = tags[PIXEL_SCALE], tags[TIE_POINT]
    shift = 0.0 if geo.get(RASTER_TYPE) == PIXEL_IS_POINT else 0.5
    west = tie[3] + (shift - tie[0]) * scale[0]
    north = tie[4] - (shift - tie[1]) * scale[1]
    rows, columns = within(box, west, north, scale[0], scale[1], (height, width))
    values = _values(data, tags, order, rows, columns)
    west, north = west + columns.start * scale[0], north - rows.start * scale[1]
    values[~np.isfinite(values) | (values < LOWEST_M)] = np.nan
    if NO_DATA in tags:
        values[values == float(bytes(tags[NO_DATA]).rstrip(b"\0 "))] = np.nan
    return west, north, scale[0], scale[1], values, _owner(tags)


def _owner(tags: dict[int, Any]) -> str:
    """Return whom the file names, in one line."""
    for tag in (COPYRIGHT, ARTIST):
        told = " ".join(bytes(tags.get(tag, b"")).decode("utf-8", "replace").split("\0"))
        if words := "".join(each for each in " ".join(told.split()) if each.isprintable()):
            return words[:LONGEST_OWNER]
    return ""


def _tags(data: bytes) -> tuple[dict[int, Any], str]:
    order = {b"II": "<", b"MM": ">"}.get(data[:2], "")
    if not order or struct.unpack(order + "H", data[2:4])[0] != 42:
        raise ValueError("it is no TIFF file")
    (at,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, at)
    tags: dict[int, Any] = {}
    for number in range(count):
        entry = at + 2 + 12 * number
        tag, kind, length = struct.unpack_from(order + "HHI", data, entry)
        if kind not in CODES and kind != 2:
            continue
        size = SIZES[kind] * length
        place = entry + 8 if size <= 4 else struct.unpack_from(order + "I", data, entry + 8)[0]
        if kind == 2:
            tags[tag] = data[place : place + length]
        else:
            tags[tag] = struct.unpack_from(f"{order}{length}{CODES[kind]}", data, place)
    return tags, order


def _values(data: bytes, tags: dict[int, Any], order: str, rows: slice, columns: slice) -> Floats:
    """Return the values of some rows and columns; parts of the file without any stay packed."""
    kind = {1: "u", 2: "i", 3: "f"}[tags.get(FORMAT, (1,))[0]]
    dtype = np.dtype(f"{order}{kind}{tags[BITS][0] // 8}")
    width, height = tags[WIDTH][0], tags[HEIGHT][0]
    values = np.full((rows.stop - rows.start, columns.stop - columns.start), np.nan)
    if TILE_OFFSETS in tags:
        wide, high = tags[TILE_WIDTH][0], tags[TILE_HEIGHT][0]
        offsets, counts = tags[TILE_OFFSETS], tags[TILE_COUNTS]
    else:
        wide, high = width, min(tags.get(ROWS_PER_STRIP, (height,))[0], height)
        offsets, counts = tags[OFFSETS], tags[BYTE_COUNTS]
    across = -(-width // wide)
    for number, (offset, count) in enumerate(zip(offsets, counts, strict=True)):
        top, left = number // across * high, number % across * wide
        down = slice(max(top, rows.start), min(top + high, height, rows.stop))
        right = slice(max(left, columns.start), min(left + wide, width, columns.stop))
        if down.start >= down.stop or right.start >= right.stop:
            continue
        packed = data[offset : offset + count]
        lines = high if TILE_OFFSETS in tags else min(high, height - top)
        block = _block(packed, tags, dtype, lines, wide)
        values[
            down.start - rows.start : down.stop - rows.start,
            right.start - columns.start : right.stop - columns.start,
        ] = block[down.start - top : down.stop - top, right.start - left : right.stop - left]
    return values


def _block(
    packed: bytes, tags: dict[int, Any], dtype: np.dtype[Any], lines: int, wide: int
) -> NDArray[Any]:
    size = lines * wide * dtype.itemsize
    raw = _unpacked(packed, tags.get(COMPRESSION, (1,))[0], size)
    block = np.frombuffer(raw[:size], dtype=dtype).reshape(lines, wide)
    match tags.get(PREDICTOR, (1,))[0]:
        case 1:
            return block
        case 2 if dtype.kind != "f":
            return np.cumsum(block, axis=1, dtype=dtype)
    raise ValueError("its predictor is not known here")


def _unpacked(raw: bytes, compression: int, size: int) -> bytes:
    match compression:
        case 1:
            return raw
        case 8 | 32946:
            return zlib.decompressobj().decompress(raw, size)
        case 5:
            return _lzw(raw, size)
    raise ValueError("its compression is not known here")


def _lzw(raw: bytes, size: int) -> bytes:
    """Undo LZW as TIFF uses it: codes of 9 to 12 bits, widened one code early."""
    clear, end = 256, 257
    table: list[bytes] = []
    out = bytearray()
    bits = held = 0
    width = 9
    before = b""
    for byte in raw:
        bits = bits << 8 | byte
        held += 8
        if held < width:
            continue
        held -= width
        code = bits >> held
        bits &= (1 << held) - 1
        if code == end or len(out) >= size:
            break
        if code == clear:
            table = [bytes([value]) for value in range(256)] + [b"", b""]
            width, before = 9, b""
            continue
        entry = table[code] if code < len(table) else before + before[:1]
        out += entry
        if before:
            table.append(before + entry[:1])
        before = entry
        if len(table) >= (1 << width) - 1 and width < 12:
            width += 1
    return bytes(out)
