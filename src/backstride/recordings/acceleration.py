"""Raw acceleration of phones and loggers: times and three axes."""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np

from .acceleration_table import HEAD_BYTES, TableHead, table_blocks, table_head
from .actigraph import actigraph_blocks, is_actigraph
from .archive import GZIP, opened_archive, stream
from .archive import SIGNATURES as ZIP_SIGNATURES
from .cwa import cwa_blocks, is_cwa
from .geneactiv import Facts as LoggerFacts
from .geneactiv import (
    geneactiv_blocks,
    geneactiv_table_blocks,
    is_geneactiv_bin,
    is_geneactiv_table,
)
from .limits import MIB, Limits
from .motion import is_motion, read_motion
from .notices import RecordingError, Refusal, RefusalCode, refused
from .recording import Floats
from .times import SECOND_US, to_utc

_TABLE = re.compile(r"\.(csv|tsv|txt|cwa|bin)(\.gz)?\Z", re.IGNORECASE)
_NAMED = re.compile(r"acc|raw", re.IGNORECASE)
MOST_TABLES = 20
"""Tables of an archive that are looked into; an app packs one for each sensor. Judgement."""

_STEPS_OF = ((2.0, 1.0), (2e3, 1e-3), (2e6, 1e-6), (np.inf, 1e-9))
"""Median distance of two stamps below which they are in s, ms, us, ns: up to 500 rows a second."""

_CLOCKS = ((9e8, 5e9, 1.0), (9e11, 5e12, 1e-3), (9e14, 5e15, 1e-6), (9e17, 5e18, 1e-9))
"""Stamps from 1998 to 2128 in s, ms, us, ns since 1970."""

_LONGEST_EPOCH_S = 120.0
"""Stamps of a clock are no further apart, or they are a stopwatch's in a finer unit. Judgement."""

_MOST_RATE_HZ = 5000.0
"""No sensor gives more; a name that says so is mistaken about the unit. Judgement."""

_LEAST_RATE_HZ = 4.0
"""Twice the two steps a second of a brisk walk: with less no step can be seen (Nyquist)."""

Given = bytes | os.PathLike[str] | BinaryIO
"""The content of a file, where it lies, or the open file."""

_EPOCH_FROM_S = 9e8  # 1998: a clock reads more, a stopwatch less


@dataclass(frozen=True, slots=True, eq=False)
class Acceleration:
    """A table of acceleration, in the unit and with the gaps that it has.

    Attributes
    ----------
    t_s : array of shape (n,)
        Seconds from the first row, as stamped: repeated and backward ones included.
    acc : array of shape (n, 3)
        x, y and z in the file's unit; `backstride.gait` recognises it.
    start_utc : datetime or None
        Time of the first row, if the stamps are those of a clock.
    is_zoned : bool
        False where the clock tells no zone; its time is then read as UTC.
    """

    t_s: Floats
    acc: Floats
    start_utc: datetime | None
    is_zoned: bool = True


def read_acceleration(data: Given, *, limits: Limits | None = None) -> Acceleration | Refusal:
    """Read a table of acceleration, plain or packed with gzip.

    Sensor Logger, phyphox and any other table with named columns: one time and the axes x, y, z,
    also among the tables of other sensors in a zip archive; loggers of ActiGraph, Axivity and
    GENEActiv; and what a phone measured on a walk of ours (`read_motion`).

    Parameters
    ----------
    data : bytes, path or open binary file
        The file's content, where it lies, or the file, which can seek.
    limits : Limits, optional
        Bounds on size. `read_acceleration_pieces` has none on samples.

    Returns
    -------
    Acceleration or Refusal
        The table, or why it is none.

    Notes
    -----
    1. The first line that names a time and three axes, in the languages of phones, is the head.
       Commas, semicolons, tabs, bars or white space separate; where it is no comma, a comma may be
       the decimal sign. The text is UTF-8, UTF-16 or Windows-1252.
    2. Axes may stand in any order. Units in brackets are left out. Of several sensors the
       accelerometer counts, with gravity before without it.
    3. The unit of time is told by the name of its column; else, where the stamps are those of a
       clock, by their size; else by the median distance of two among the first rows: below 2 it is
       seconds, below 2000 milliseconds, and so on. Fewer than four rows a second are refused.
    4. A time may also be a date with a time of day, or a time of day alone. What comes first in
       5/4/2024 is told by the other rows; else the time of day alone is read.
    5. Rows that are no numbers are left out.
    """
    limits = limits or Limits()
    pieces: list[Acceleration] = []
    try:
        for piece in read_acceleration_pieces(data, limits=limits):
            pieces.append(piece)
            if sum(len(each.t_s) for each in pieces) > limits.max_samples:
                raise refused(RefusalCode.TOO_MANY_SAMPLES)
    except RecordingError as error:
        return error.refusal
    first = pieces[0]
    if len(pieces) == 1:
        return first
    t_s = np.concatenate([each.t_s for each in pieces])
    acc = np.concatenate([each.acc for each in pieces])
    return Acceleration(t_s, acc, first.start_utc, first.is_zoned)


def read_acceleration_pieces(
    data: Given, *, limits: Limits | None = None
) -> Iterator[Acceleration]:
    """Read acceleration piece by piece, for loggers that were worn for days.

    Parameters
    ----------
    data, limits
        As for `read_acceleration`.

    Yields
    ------
    Acceleration
        In the order of the file; times count from the first sample of all. A table is one piece.

    Raises
    ------
    RecordingError
        If there is none.
    """
    limits = limits or Limits()
    try:
        with opened(data) as file:
            yield from _pieces(file, limits)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refused(RefusalCode.UNREACHABLE, reason=reason) from error


def is_acceleration(data: bytes) -> bool:
    """Say whether a file looks like acceleration: a logger's, or a table with a time and axes."""
    head = data[:HEAD_BYTES]
    if is_cwa(head) or is_geneactiv_bin(head) or is_geneactiv_table(head) or is_actigraph(head):
        return True
    return table_head(head) is not None


def _pieces(file: BinaryIO, limits: Limits) -> Iterator[Acceleration]:
    """Read a file of any kind: loggers at any length, what has to be held within the limits."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    facts = LoggerFacts()
    if is_cwa(head):
        yield from _logged(cwa_blocks(file), facts)
    elif is_geneactiv_bin(head):
        yield from _logged(geneactiv_blocks(file, facts), facts)
    elif is_geneactiv_table(head):
        yield from _logged(geneactiv_table_blocks(file, facts), facts)
    elif is_actigraph(head):
        yield from _logged(actigraph_blocks(file), facts)
    elif head.startswith(ZIP_SIGNATURES):
        yield from _of_archive(file, limits)
    elif head.startswith(GZIP):
        yield from _pieces(io.BytesIO(_unpacked(file, limits)), limits)
    elif is_motion(head):
        motion = read_motion(_held(file, limits), limits=limits)
        if isinstance(motion, Refusal):
            raise RecordingError(motion)
        yield Acceleration(motion.t_s, motion.acc_m_s2, motion.start_utc)
    elif (columns := table_head(head)) is not None:
        with closing(table_blocks(file, columns)) as blocks:
            yield from _of_table(blocks, columns)
    else:
        raise _no_table()


def _of_archive(file: BinaryIO, limits: Limits) -> Iterator[Acceleration]:
    """Read the first that is one: phone apps pack a table for each sensor, and people loggers."""
    with opened_archive(file, limits) as archive:
        tables = [entry for entry in archive.entries if _TABLE.search(entry.filename)]
        tables = tables or list(archive.entries)  # names say nothing for certain
        tables.sort(key=lambda entry: not _NAMED.search(entry.filename))
        for entry in tables[:MOST_TABLES]:
            try:
                content = b"".join(stream(archive, entry, limits.max_bytes))
                pieces = list(_pieces(io.BytesIO(content), limits))
            except RecordingError:  # another sensor, or notes
                continue
            yield from pieces
            return
    raise _no_table()


def _logged(blocks: Iterator[tuple[Floats, Floats]], facts: LoggerFacts) -> Iterator[Acceleration]:
    """Count times from the first sample."""
    start_s: float | None = None
    start, is_zoned = None, False
    for at_s, acc in blocks:
        if start_s is None:
            start_s = float(at_s[0])
            start = to_utc(round(start_s * SECOND_US))
            is_zoned = facts.zone is not None
        yield Acceleration(at_s - start_s, acc, start, is_zoned)
    if start_s is None:
        raise _no_table()


def _of_table(blocks: Iterator[tuple[Floats, Floats]], head: TableHead) -> Iterator[Acceleration]:
    """Tell the unit of time from the first rows, and count it from the first one."""
    stamps, acc = np.zeros(0), np.zeros((0, 3))
    for one, other in blocks:
        stamps, acc = np.concatenate((stamps, one)), np.concatenate((acc, other))
        if len(stamps) >= 2:
            break
    if len(stamps) < 2:
        raise refused(RefusalCode.NO_ROWS)
    gaps = np.diff(stamps)
    usual = float(np.median(gaps[gaps > 0])) if (gaps > 0).any() else 1e-2
    first = stamps[0]
    unit_s = _unit_of(float(first), usual, head.unit_s)
    rate_hz = len(stamps) / (unit_s * float(np.ptp(stamps))) if usual and np.ptp(stamps) else np.inf
    if rate_hz < _LEAST_RATE_HZ and usual * unit_s > 1 / _LEAST_RATE_HZ:
        raise refused(RefusalCode.FEW_SAMPLES)
    start_s = first * unit_s
    start = to_utc(round(start_s * SECOND_US)) if start_s > _EPOCH_FROM_S else None
    for one, other in chain([(stamps, acc)], blocks):
        yield Acceleration((one - first) * unit_s, other, start, head.is_zoned)


def _unit_of(first: float, usual: float, told_s: float | None) -> float:
    """Return the unit of stamps in seconds, by their first one and their usual distance."""
    if told_s is not None and usual * told_s * _MOST_RATE_HZ >= 1:
        return told_s
    for low, high, unit_s in _CLOCKS:
        if low < first < high and 1 / _MOST_RATE_HZ <= usual * unit_s <= _LONGEST_EPOCH_S:
            return unit_s
    return next(unit for below, unit in _STEPS_OF if usual < below)


def _no_table() -> RecordingError:
    return refused(RefusalCode.NOT_A_RECORDING, expected="a table of acceleration")


@contextmanager
def opened(data: Given) -> Iterator[BinaryIO]:
    """Open what was given, unless it is open."""
    if isinstance(data, bytes):
        yield io.BytesIO(data)
    elif isinstance(data, os.PathLike):
        with Path(data).open("rb") as file:
            yield file
    else:
        yield data


def _held(file: BinaryIO, limits: Limits) -> bytes:
    """Read the rest of a file, if it is not too large to be held."""
    data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise refused(RefusalCode.TOO_LARGE, limit=f"{limits.max_bytes // MIB} MB")
    return data


def _unpacked(file: BinaryIO, limits: Limits) -> bytes:
    """Unpack a file that was packed with gzip; one that is none is no table either."""
    try:
        with gzip.GzipFile(fileobj=file) as packed:
            data = packed.read(limits.max_bytes + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _no_table() from error
    if len(data) > limits.max_bytes:
        raise refused(RefusalCode.TOO_LARGE, limit=f"{limits.max_bytes // MIB} MB")
    if data.startswith(GZIP):  # packed twice, or for ever
        raise _no_table()
    return data
