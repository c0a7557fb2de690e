"""Raw acceleration of phones and loggers: times and three axes."""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import numpy as np

from .archive import SIGNATURES as ZIP_SIGNATURES
from .archive import opened_archive, stream
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

HEAD_LINES = 150
"""Lines looked at for the names of the columns; GENEActiv writes 100 before them. Judgement."""

_HEAD_BYTES = 64 * 1024
_TIME = re.compile(r"^(seconds.?elapsed|elapsed.?time|time.?stamp|time|t)\b|^t_m?s$", re.IGNORECASE)
_AXIS = re.compile(
    r"^(?:(?:total|linear)?[ _]*acc(?:eleration|elerometer)*[ _]*|user[ _]*acceleration|a)?"
    r"[ _.-]*([xyz])(?:[ _-]*axis)?$",
    re.IGNORECASE,
)
_TABLE = re.compile(r"\.(csv|tsv|txt)\Z", re.IGNORECASE)
_NAMED = re.compile(r"acc|raw", re.IGNORECASE)
MOST_TABLES = 20
"""Tables of an archive that are looked into; an app packs one for each sensor. Judgement."""

_UNIT = re.compile(r"\s*[(\[].*?[)\]]\s*$")
_STEPS_OF = ((1.0, 1.0), (1e3, 1e-3), (1e6, 1e-6), (np.inf, 1e-9))
"""Median distance of two stamps below which they are in s, ms, us, ns: 1 to 1000 rows a second."""

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
    also among the tables of other sensors in a zip archive;
    loggers of Axivity and GENEActiv; and what a phone measured on a walk of ours (`read_motion`).

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
    1. The first line that names a time and three axes is the head. Commas, semicolons and tabs
       separate; with the latter two, a comma may be the decimal sign.
    2. Axes may stand in any order. Units in brackets are left out.
    3. The unit of time is told by the median distance of two stamps: below 1 it is seconds, below
       1000 milliseconds, and so on. This holds from 1 to 1000 rows a second.
    4. Rows that are no numbers are left out.
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
            file.seek(0)
            head = file.read(_HEAD_BYTES)
            file.seek(0)
            if is_cwa(head):
                yield from _logged(cwa_blocks(file))
            elif head.startswith(ZIP_SIGNATURES):
                yield from _of_archive(file, limits)
            elif is_geneactiv_bin(head):
                facts = LoggerFacts()
                yield from _logged(geneactiv_blocks(file, facts), facts)
            else:
                yield from _of_content(file.read(limits.max_bytes + 1), limits)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refused(RefusalCode.UNREACHABLE, reason=reason) from error


def is_acceleration(data: bytes) -> bool:
    """Say whether a file looks like acceleration: a logger's, or a table with a time and axes."""
    head = data[:_HEAD_BYTES]
    if is_cwa(head) or is_geneactiv_bin(head) or is_geneactiv_table(head):
        return True
    return b"\0" not in head and _head(head.decode("utf-8-sig", "replace")) is not None


def _of_archive(file: BinaryIO, limits: Limits) -> Iterator[Acceleration]:
    """Read the table of acceleration among those of several sensors, as phone apps pack them."""
    with opened_archive(file, limits) as archive:
        tables = [entry for entry in archive.entries if _TABLE.search(entry.filename)]
        tables.sort(key=lambda entry: not _NAMED.search(entry.filename))
        for entry in tables[:MOST_TABLES]:
            try:
                content = b"".join(stream(archive, entry, limits.max_bytes))
                pieces = list(_of_content(content, limits))
            except RecordingError:  # another sensor, or notes
                continue
            yield from pieces
            return
    raise refused(RefusalCode.NOT_A_RECORDING, expected="a table of acceleration")


def _of_content(content: bytes, limits: Limits) -> Iterator[Acceleration]:
    """Read what is small enough to be held as a whole."""
    plain = _unpacked(content, limits)
    if plain is None:
        raise refused(RefusalCode.TOO_LARGE, limit=f"{limits.max_bytes // MIB} MB")
    if is_motion(plain):
        motion = read_motion(plain, limits=limits)
        if isinstance(motion, Refusal):
            raise RecordingError(motion)
        yield Acceleration(motion.t_s, motion.acc_m_s2, motion.start_utc)
    elif is_geneactiv_table(plain):
        facts = LoggerFacts()
        yield from _logged(geneactiv_table_blocks(io.BytesIO(plain), facts), facts)
    else:
        yield _of_table(plain)


def _logged(
    blocks: Iterator[tuple[Floats, Floats]], facts: LoggerFacts | None = None
) -> Iterator[Acceleration]:
    """Count times from the first sample."""
    start_s: float | None = None
    start, is_zoned = None, False
    for at_s, acc in blocks:
        if start_s is None:
            start_s = float(at_s[0])
            start = to_utc(round(start_s * SECOND_US))
            is_zoned = facts is not None and facts.zone is not None
        yield Acceleration(at_s - start_s, acc, start, is_zoned)
    if start_s is None:
        raise refused(RefusalCode.NOT_A_RECORDING, expected="a table of acceleration")


def _of_table(content: bytes) -> Acceleration:
    text = content.decode("utf-8-sig", "replace")
    head = _head(text)
    rows = None if head is None else _rows(text, *head)
    if rows is None or len(rows) < 2:
        raise refused(RefusalCode.NOT_A_RECORDING, expected="a table of acceleration")
    stamps = rows[:, 0]
    gaps = np.diff(stamps)
    usual = float(np.median(gaps[gaps > 0])) if (gaps > 0).any() else 1e-2
    unit_s = next(unit for below, unit in _STEPS_OF if usual < below)
    start_s = stamps[0] * unit_s
    start = to_utc(round(start_s * SECOND_US)) if start_s > _EPOCH_FROM_S else None
    return Acceleration((stamps - stamps[0]) * unit_s, np.ascontiguousarray(rows[:, 1:]), start)


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


def _unpacked(data: bytes, limits: Limits) -> bytes | None:
    """Return the plain bytes, or None if there are too many of them."""
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
                data = file.read(limits.max_bytes + 1)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            return b""
    return data if len(data) <= limits.max_bytes else None


def _head(text: str) -> tuple[int, str, list[int]] | None:
    """Return the number of lines to skip, the separator, and the columns of time, x, y and z."""
    for number, line in enumerate(text[:_HEAD_BYTES].splitlines()[:HEAD_LINES]):
        for separator in ("\t", ";", ","):
            names = [
                _UNIT.sub("", name.strip().strip('"').lstrip("#").strip())
                for name in line.split(separator)
            ]
            axes = {found[1].lower(): k for k, n in enumerate(names) if (found := _AXIS.match(n))}
            times = [k for k, name in enumerate(names) if _TIME.match(name)]
            if len(axes) == len("xyz") and times:
                return number + 1, separator, [times[0], axes["x"], axes["y"], axes["z"]]
    return None


def _rows(text: str, skip: int, separator: str, columns: list[int]) -> Floats | None:
    if separator != "," and "," in text:
        text = text.replace(",", ".")
    lines = io.StringIO(text)
    for _ in range(skip):
        lines.readline()
    begin = lines.tell()
    if not text[begin:].strip():
        return None
    try:
        table = np.loadtxt(lines, delimiter=separator, usecols=columns, ndmin=2)
    except ValueError:
        lines.seek(begin)
        table = _row_by_row(lines, separator, columns)
    finite = np.isfinite(table).all(axis=1) if table.size else np.zeros(0, dtype=bool)
    return table[finite] if finite.any() else None


def _row_by_row(lines: io.StringIO, separator: str, columns: list[int]) -> Floats:
    rows = []
    for line in lines:
        cells = line.rstrip("\r\n").split(separator)
        try:
            rows.append([float(cells[k].strip('" ')) for k in columns])
        except (ValueError, IndexError):
            continue
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(columns))
