"""An Apple Health export as a stream: what is kept of its records, in little memory.

The document type of an export is never parsed, as some system versions write a broken one: the
parser is first fed at the root element, so there is no entity that it could know.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from xml.parsers import expat

from .limits import MIB, Limits
from .notices import Notice, NoticeCode, RefusalCode, notice, refused
from .xml_text import number

HEAD_BYTES = MIB // 4
"""How much is looked at to find the root; the document type takes some 12 KiB. Judgement."""

_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?\s*<(?:!DOCTYPE\s+)?HealthData[\s>\[]"
)
_ROOT = re.compile(rb"<HealthData[\s>]")
_HALVES = re.compile(
    r"(\d{4}-\d\d-\d\d) (\d{1,2}):(\d\d):(\d\d)[ \u202f]([aApP])\.?[mM]\.? ([+-]\d{4})", re.ASCII
)
_HK = "HKQuantityTypeIdentifier"

_MEASURES = {
    _HK + "WalkingSpeed": "walking_speed_mps",
    _HK + "WalkingStepLength": "step_length_m",
    _HK + "WalkingAsymmetryPercentage": "asymmetry_percent",
    _HK + "WalkingDoubleSupportPercentage": "double_support_percent",
    _HK + "AppleWalkingSteadiness": "steadiness_percent",
}
UNITS: Mapping[str, float] = {
    **{
        "m": 1.0,
        "km": 1000.0,
        "mi": 1609.344,
        "ft": 0.3048,
        "yd": 0.9144,
        "cm": 0.01,
        "in": 0.0254,
    },
    **{"m/s": 1.0, "km/hr": 1 / 3.6, "mi/hr": 0.44704, "ft/s": 0.3048, "cm/s": 0.01, "%": 100.0},
    **{"s": 1.0, "min": 60.0, "hr": 3600.0, "kcal": 1.0, "Cal": 1.0, "kJ": 1 / 4.184},
}
"""Factors to m, m/s, percent, s and kcal. Percentages are written as shares."""


@dataclass(slots=True)
class Steps:
    """Step records of one source, 24 bytes each: seconds since 1970, steps and day."""

    is_watch: bool = False
    start_s: array[float] = field(default_factory=lambda: array("d"))
    length_s: array[float] = field(default_factory=lambda: array("f"))
    steps: array[float] = field(default_factory=lambda: array("f"))
    day: array[int] = field(default_factory=lambda: array("i"))


_PART = "WorkoutActivity"
ASCENT = "HKElevationAscended"


@dataclass(slots=True)
class Workout:
    """A workout as the export has it, with everything inside it.

    Statistics are by their type, one or more of each: those of the whole, and those of its parts
    (intervals, or the sports of a triathlon), which say the same once more. Ascents are of parts.
    """

    attributes: Mapping[str, str]
    metadata: dict[str, str] = field(default_factory=dict)
    statistics: dict[str, list[Mapping[str, str]]] = field(default_factory=dict)
    parts: dict[str, list[Mapping[str, str]]] = field(default_factory=dict)
    ascents: list[str] = field(default_factory=list)
    events: list[tuple[str, float]] = field(default_factory=list)
    routes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class AppleScan:
    """What was kept of an export.

    Attributes
    ----------
    steps : dict of str to Steps
        By the name of the source.
    heart_s, heart_bpm : array
        Heart rates and their seconds since 1970.
    measures : dict
        For each day, measure and name of the source, the sum and number of its values.
    workouts : list of Workout
        In the order of the file.
    ending : tuple of Notice
        How the file ended, if not well.
    """

    limits: Limits
    steps: dict[str, Steps] = field(default_factory=lambda: defaultdict(Steps))
    heart_s: array[float] = field(default_factory=lambda: array("d"))
    heart_bpm: array[float] = field(default_factory=lambda: array("f"))
    measures: dict[tuple[int, str, str], tuple[float, int]] = field(default_factory=dict)
    workouts: list[Workout] = field(default_factory=list)
    ending: tuple[Notice, ...] = ()
    _open: Workout | None = None
    _in_part: bool = False
    _depth: int = 0
    _rows: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element; everything an export says is in attributes."""
        self._depth += 1
        if self._depth > self.limits.max_depth:
            raise refused(RefusalCode.TOO_DEEP, limit=self.limits.max_depth)
        if name == "Record":
            if (take := _RECORDS.get(attributes.get("type", ""))) is not None:
                self._count()
                take(self, attributes)
        elif name == "Workout":
            self._count()
            self._open, self._in_part = Workout(dict(attributes)), False
            self.workouts.append(self._open)
        elif self._open is not None:
            self._inside(self._open, name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        if name == "Workout":
            self._open = None
        elif name == _PART:
            self._in_part = False

    def _count(self) -> None:
        self._rows += 1
        if self._rows > self.limits.max_health_rows:
            raise refused(RefusalCode.TOO_MANY_POINTS)

    def _inside(self, workout: Workout, name: str, attributes: Mapping[str, str]) -> None:
        self._count()
        if name == _PART:
            self._in_part = True
        elif name == "MetadataEntry" and not self._in_part:
            workout.metadata[attributes.get("key", "")] = attributes.get("value", "")
        elif name == "MetadataEntry" and attributes.get("key") == ASCENT:
            workout.ascents.append(attributes.get("value", ""))
        elif name == "WorkoutStatistics":
            told = workout.parts if self._in_part else workout.statistics
            told.setdefault(attributes.get("type", "").removeprefix(_HK), []).append(
                dict(attributes)
            )
        elif name == "WorkoutEvent" and (when := stamp(attributes.get("date", ""))) is not None:
            kind = attributes.get("type", "").removeprefix("HKWorkoutEventType")
            workout.events.append((kind, when[0]))
        elif name == "FileReference":
            workout.routes.append(attributes.get("path", ""))

    def take_steps(self, attributes: Mapping[str, str]) -> None:
        """Keep a record of steps."""
        start, end = stamp(attributes.get("startDate", "")), stamp(attributes.get("endDate", ""))
        count = number(attributes.get("value"))
        if start is None or end is None or not 0 <= count < 1e6 or end[0] < start[0]:
            return
        source = self.steps[attributes.get("sourceName", "")[:200]]
        source.is_watch |= "Watch" in attributes.get("device", "")
        source.start_s.append(start[0])
        source.length_s.append(end[0] - start[0])
        source.steps.append(count)
        source.day.append(start[1])

    def take_heart_rate(self, attributes: Mapping[str, str]) -> None:
        """Keep a heart rate."""
        start, value = stamp(attributes.get("startDate", "")), number(attributes.get("value"))
        if start is not None and 0 < value < 300:
            self.heart_s.append(start[0])
            self.heart_bpm.append(value)

    def take_measure(self, attributes: Mapping[str, str]) -> None:
        """Add a measure of gait to its day."""
        start = stamp(attributes.get("startDate", ""))
        value = number(attributes.get("value")) * UNITS.get(attributes.get("unit", ""), math.nan)
        if start is not None and math.isfinite(value):
            source = attributes.get("sourceName", "")[:200]
            key = (start[1], _MEASURES[attributes["type"]], source)
            total, count = self.measures.get(key, (0.0, 0))
            self.measures[key] = (total + value, count + 1)


_RECORDS: Mapping[str, Callable[[AppleScan, Mapping[str, str]], None]] = {
    _HK + "StepCount": AppleScan.take_steps,
    _HK + "HeartRate": AppleScan.take_heart_rate,
    **dict.fromkeys(_MEASURES, AppleScan.take_measure),
}


def is_apple_export(head: bytes) -> bool:
    """Say whether a file begins as an Apple Health export does."""
    return _BEGIN.match(head) is not None


def scan_apple(blocks: Iterator[bytes], limits: Limits) -> AppleScan:
    """Read an export block by block.

    Parameters
    ----------
    blocks : iterator of bytes
        The file in order, in blocks of any size.
    limits : Limits
        Bounds on depth, on what is kept, and on the length of a tag.

    Raises
    ------
    RecordingError
        If the file is no export or goes above a limit.
    """
    head = b""
    root = None
    for block in blocks:
        head += block
        if (root := _ROOT.search(head)) is not None or len(head) > HEAD_BYTES:
            break
    if root is None or not is_apple_export(head):
        raise refused(RefusalCode.UNREADABLE)
    scan = AppleScan(limits)
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    gap = 0
    try:
        for block in _chain(head[root.start() :], blocks):
            first = block.find(b"<")
            if gap + (len(block) if first < 0 else first) > limits.max_gap_chars:
                raise refused(RefusalCode.UNREADABLE)
            gap = gap + len(block) if first < 0 else len(block) - block.rfind(b"<")
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        at_end = error.code in _AT_END
        code = NoticeCode.TRUNCATED if at_end else NoticeCode.UNREADABLE_REST
        scan.ending = (notice(code, f"line {error.lineno} after the document type"),)
    return scan


_AT_END = (
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


@lru_cache(maxsize=50_000)  # days and offsets, not records
def _midnight(day: str, offset: str) -> tuple[float, int]:
    moment = datetime.strptime(f"{day} {offset}", "%Y-%m-%d %z")
    return moment.timestamp(), date.fromisoformat(day).toordinal()


def stamp(text: str) -> tuple[float, int] | None:
    """Read "2019-01-01 07:00:20 +0100", or "2019-01-01 7:00:20 AM +0100" as some phones write.

    Returns
    -------
    tuple of float and int, or None
        Seconds since 1970, and the calendar day there as an ordinal; None if it is no time, or
        one before 1970, as apps write that know none.
    """
    try:
        midnight_s, day = _midnight(text[:10], text[20:])
        clock = int(text[11:13]) * 3600 + int(text[14:16]) * 60 + int(text[17:19])
    except ValueError:
        return _by_halves(text)
    return None if midnight_s < 0 else (midnight_s + clock, day)


def _by_halves(text: str) -> tuple[float, int] | None:
    """Read a stamp with a clock of twelve hours."""
    found = _HALVES.fullmatch(text)
    if found is None:
        return None
    day, hour, minute, second, half, offset = found.groups()
    hours = int(hour) % 12 + (12 if half in "pP" else 0)
    return stamp(f"{day} {hours:02d}:{minute}:{second} {offset}")
