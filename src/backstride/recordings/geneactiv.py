"""GENEActiv loggers: .bin files and the tables that their program exports, read page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import BinaryIO

import numpy as np

from .recording import Floats

MOST_LINE = 8192
"""A page of 300 samples is one line of 3,600 characters. Judgement."""

ROWS_AT_ONCE = 30_000
DATA_LINE = 100
"""Lines before the rows of a table."""

_LOCAL = "%Y-%m-%d %H:%M:%S:%f"
_ZONE = re.compile(r"GMT\s*([+-])(\d{1,2})(?::(\d{2}))?")
_AXES = ("x", "y", "z")


@dataclass
class Facts:
    """What a file says about its device.

    Attributes
    ----------
    zone : timezone or None
        The zone of its clock; None where it does not say.
    gain, offset : dict of str to float
        How an axis turns counts into g.
    """

    zone: timezone | None = None
    gain: dict[str, float] = field(default_factory=dict)
    offset: dict[str, float] = field(default_factory=dict)

    def take(self, name: str, value: str) -> None:
        """Take a line of the head."""
        if name == "Time Zone":
            self.zone = _zone(value)
        axis, _, kind = name.lower().partition(" ")
        number = _number(value)
        if axis not in _AXES or number is None:
            return
        if kind == "gain" and number:
            self.gain.setdefault(axis, number)
        elif kind == "offset":
            self.offset.setdefault(axis, number)


def is_geneactiv_bin(head: bytes) -> bool:
    """Say whether a file begins as a GENEActiv .bin file does."""
    return head.startswith(b"Device Identity")


def is_geneactiv_table(head: bytes) -> bool:
    """Say whether a file begins as a table that the GENEActiv program exported."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"Device Type,GENEActiv")


def geneactiv_blocks(file: BinaryIO, facts: Facts) -> Iterator[tuple[Floats, Floats]]:
    """Read a .bin file page by page.

    Parameters
    ----------
    file : binary file
        The file, at its beginning.
    facts : Facts
        Is filled as the head is read.

    Yields
    ------
    at_s : ndarray of shape (n,)
        Seconds since 1970; on the clock of the device where it tells no zone.
    acc_g : ndarray of shape (n, 3)
        Acceleration in g.

    Notes
    -----
    A page is some lines of text and one line of hexadecimal digits, six bytes for each sample: 12
    bits for each axis, 10 for light, one for the button. Acceleration is (count x 100 - offset) /
    gain. A page that is cut short or makes no sense is read as far as it goes or left out.

    Source: GENEActiv instruction manual 1.2 (Activinsights), "Understanding .bin files". Tried on
    one file of a device.
    """
    page: dict[str, str] = {}
    in_pages = False
    while line := file.readline(MOST_LINE):
        text = line.decode("latin-1").strip()
        name, _, value = text.partition(":")
        if text == "Recorded Data":
            in_pages, page = True, {}
        elif not in_pages:
            facts.take(name, value)
        elif value or not text:
            page[name] = value
        elif (rows := _page(text, facts)) is not None:
            start_s = _seconds(page.get("Page Time", ""), facts.zone)
            rate_hz = _number(page.get("Measurement Frequency", "")) or 0.0
            if start_s is not None and rate_hz > 0:
                yield start_s + np.arange(len(rows)) / rate_hz, rows


def geneactiv_table_blocks(file: BinaryIO, facts: Facts) -> Iterator[tuple[Floats, Floats]]:
    """Read an exported table some thousand rows at a time; see `geneactiv_blocks`.

    Source: the same manual, "Understanding .csv files": 100 lines of head, then time, x, y, z in g,
    light, button and temperature in each row. Tried on one file of a device.
    """
    for _ in range(DATA_LINE):
        name, _, value = file.readline(MOST_LINE).decode("latin-1").strip().partition(",")
        facts.take(name, value)
    at_s: list[float] = []
    rows: list[tuple[float, float, float]] = []
    while line := file.readline(MOST_LINE):
        cells = line.decode("latin-1").split(",")
        start_s = _seconds(cells[0], facts.zone)
        values = tuple(map(_number, cells[1:4]))
        if start_s is None or len(values) < len(_AXES):
            continue
        x, y, z = values
        if x is None or y is None or z is None:
            continue
        at_s.append(start_s)
        rows.append((x, y, z))
        if len(rows) == ROWS_AT_ONCE:
            yield np.array(at_s), np.array(rows)
            at_s, rows = [], []
    if rows:
        yield np.array(at_s), np.array(rows)


def _page(text: str, facts: Facts) -> Floats | None:
    """Turn the digits of a page into rows of three axes."""
    try:
        data = np.frombuffer(bytes.fromhex(text[: len(text) // 12 * 12]), dtype=np.uint8)
    except ValueError:
        return None
    if not data.size or len(facts.gain) + len(facts.offset) < 2 * len(_AXES):
        return None
    one, two, three, four, five, _ = data.reshape(-1, 6).T.astype(np.int64)
    counts = np.stack(
        (one << 4 | two >> 4, (two & 0x0F) << 8 | three, four << 4 | five >> 4), axis=1
    )
    counts -= (counts & 0x800) << 1  # the uppermost of twelve bits is the sign
    gain = np.array([facts.gain[axis] for axis in _AXES])
    offset = np.array([facts.offset[axis] for axis in _AXES])
    rows: Floats = (counts * 100.0 - offset) / gain
    return rows


def _seconds(text: str, zone: timezone | None) -> float | None:
    try:
        moment = datetime.strptime(text.strip(), _LOCAL)  # noqa: DTZ007  # the zone follows
    except ValueError:
        return None
    return moment.replace(tzinfo=zone or UTC).timestamp()


def _zone(text: str) -> timezone | None:
    found = _ZONE.search(text)
    if found is None:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if size >= timedelta(hours=24):
        return None
    return timezone(-size if found[1] == "-" else size)


def _number(text: str) -> float | None:
    plain = text.strip().removesuffix("Hz").strip()
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if np.isfinite(value) and "_" not in plain else None
