"""TCX files: activities with laps, as Garmin's and other services export them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from .assembly import BREAK_S, Facts, RawLap, optional
from .cadence import mean_steps
from .limits import Limits
from .notices import NoticeCode, RefusalCode, notice, refused
from .points import Points, Table
from .recording import DeviceTotals, Sport
from .times import NO_TIME, SECOND_US, parse_time
from .xml_events import read_elements
from .xml_sport import sport_in_words
from .xml_text import number, xml_head

_CHANNEL_OF = {
    "LatitudeDegrees": "lat_deg",
    "LongitudeDegrees": "lon_deg",
    "AltitudeMeters": "altitude_m",
    "DistanceMeters": "distance_m",
    "Speed": "speed_mps",
    "Cadence": "cadence_per_min",
    "RunCadence": "cadence_per_min",
}
"""Elements of a track point that hold their value themselves."""

_LAP_FIELDS = {
    "TotalTimeSeconds": "timer_s",
    "DistanceMeters": "distance_m",
    "Calories": "energy_kcal",
    "AvgRunCadence": "strides_per_min",
    "Steps": "steps",
}
"""Elements of a lap that hold their value themselves."""

_LAP_HEART_RATES = {"AverageHeartRateBpm": "mean_hr", "MaximumHeartRateBpm": "max_hr"}


@dataclass(slots=True)
class _Lap:
    start: int
    values: dict[str, float] = field(default_factory=dict)
    tracks: list[tuple[int, int]] = field(default_factory=list)

    def get(self, name: str) -> float:
        return self.values.get(name, math.nan)

    @property
    def end(self) -> int:
        timer_s = self.get("timer_s")
        ends = [stop for _, stop in self.tracks if stop != NO_TIME]
        if self.start != NO_TIME and 0 <= timer_s < 1e7:
            ends.append(self.start + round(timer_s * SECOND_US))
        return max(ends, default=NO_TIME)


@dataclass(slots=True)
class _Activity:
    sport: str
    first_row: int
    last_row: int = 0
    device: str = ""
    foot_cadence: bool = False
    laps: list[_Lap] = field(default_factory=list)


class _Activities:
    """Collects the activities of a file; all their points are in one heap."""

    def __init__(self, limits: Limits) -> None:
        self.points = Points(limits)
        self.found: list[_Activity] = []
        self.planned = False
        self.unzoned = False
        self._path: list[str] = []
        self._time = NO_TIME
        self._values: dict[str, float] | None = None
        self._track_start = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an activity, a lap, a track or a point."""
        self._path.append(name)
        if name == "Trackpoint":
            self._time, self._values = NO_TIME, {}
        elif name == "Track":
            self.points.open_segment()
            self._track_start = len(self.points.times)
        elif name == "Activity":
            self.found.append(_Activity(attributes.get("Sport", "")[:200], len(self.points.times)))
        elif name == "Lap" and self.found:
            self.found[-1].laps.append(_Lap(self._moment(attributes.get("StartTime", ""))))
        elif name == "Course":
            self.planned = True

    def end(self, name: str, text: str) -> None:
        """End an element: most carry one value of the point or lap around it."""
        self._path.pop()
        around = self._path[-1] if self._path else ""
        if not self.found:
            return
        activity = self.found[-1]
        if name == "Trackpoint":
            self.points.add(self._time, self._values or {})
            self._values = None
            activity.last_row = len(self.points.times)
        elif self._values is not None:
            self._point_value(name, text, around)
        elif name == "Track":
            self.points.close_segment()
            self._close_track(activity)
        elif activity.laps and "Lap" in self._path:
            lap = activity.laps[-1]
            key = _LAP_HEART_RATES.get(around) if name == "Value" else _LAP_FIELDS.get(name)
            if key:
                lap.values[key] = number(text)
        elif name == "Name" and around == "Creator":
            activity.device = text[:200]

    def _point_value(self, name: str, text: str, around: str) -> None:
        assert self._values is not None
        if name == "Time":
            self._time = self._moment(text)
        elif name == "Value" and around == "HeartRateBpm":
            self._values["heart_rate_bpm"] = number(text)
        elif channel := _CHANNEL_OF.get(name):
            self._values[channel] = number(text)
            self.found[-1].foot_cadence |= name == "RunCadence"

    def _close_track(self, activity: _Activity) -> None:
        known = [t for t in self.points.times[self._track_start :] if t != NO_TIME]
        if known and activity.laps:
            activity.laps[-1].tracks.append((min(known), max(known)))

    def _moment(self, text: str) -> int:
        micros, zoned = parse_time(text)
        self.unzoned |= micros != NO_TIME and not zoned
        return micros


def read_tcx(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read the activities of a TCX file.

    Parameters
    ----------
    data : bytes
        The file.
    limits : Limits
        Bounds on points, elements and depth.

    Yields
    ------
    Table, Facts
        One pair for each activity; each track in a lap is a segment.

    Raises
    ------
    RecordingError
        If there is neither a track point nor a lap with a time, or the file is not safe to read.
    """
    head = xml_head(data)
    if head is None:
        raise refused(RefusalCode.UNREADABLE)
    activities = _Activities(limits)
    ending = read_elements(data, head, activities, limits)
    activities.points.close()
    table = activities.points.table()
    told = list(ending)
    if activities.unzoned:
        told.append(notice(NoticeCode.TIMES_WITHOUT_ZONE))
    given = False
    for activity in activities.found:
        part = table.cut(activity.first_row, max(activity.first_row, activity.last_row))
        facts = _facts(activity)
        facts.notices += told
        if len(part) or facts.totals.timer_s:
            given = True
            yield part, facts
    if not given:
        if activities.planned:
            raise refused(RefusalCode.PLANNED)
        raise refused(RefusalCode.UNREADABLE if ending else RefusalCode.NO_TRACK)


def _facts(activity: _Activity) -> Facts:
    laps = activity.laps
    sport = sport_in_words(activity.sport)
    return Facts(
        sport=sport,
        sport_text=activity.sport,
        device=activity.device,
        start=laps[0].start if laps else NO_TIME,
        laps=[
            RawLap(lap.start, lap.end, lap.get("timer_s"), lap.get("distance_m")) for lap in laps
        ],
        pauses=_pauses(laps),
        totals=_totals(laps, sport),
        foot_cadence=activity.foot_cadence,
    )


def _pauses(laps: list[_Lap]) -> list[tuple[int, int]]:
    """Find the gaps between the tracks of a lap, and between a lap's end and the next one's start.

    Between the tracks of two laps that follow each other the timer ran on: the first point of a lap
    may come some seconds after its start.
    """
    gaps = []
    for lap in laps:
        gaps += [(a[1], b[0]) for a, b in pairwise(lap.tracks)]
    for lap, following in pairwise(laps):
        if NO_TIME not in (lap.end, following.start):
            gaps.append((lap.end, following.start))
    return [(start, end) for start, end in gaps if (end - start) / SECOND_US > BREAK_S]


def _totals(laps: list[_Lap], sport: Sport) -> DeviceTotals:
    """Add up the laps; means are weighted by their timers."""
    first, last = (laps[0].start, laps[-1].end) if laps else (NO_TIME, NO_TIME)
    cadence = optional(mean_steps(_mean(laps, "strides_per_min"), sport))
    steps = _sum(laps, "steps")
    return DeviceTotals(
        timer_s=optional(_sum(laps, "timer_s")),
        elapsed_s=None if NO_TIME in (first, last) else optional((last - first) / SECOND_US),
        distance_m=optional(_sum(laps, "distance_m")),
        mean_heart_rate_bpm=optional(_mean(laps, "mean_hr")),
        max_heart_rate_bpm=optional(max((lap.get("max_hr") for lap in laps), default=math.nan)),
        mean_cadence_spm=cadence or None,
        strides=round(steps / 2) if math.isfinite(steps) and steps > 0 else None,
        energy_kcal=optional(_sum(laps, "energy_kcal")),
    )


def _sum(laps: list[_Lap], name: str) -> float:
    return sum((lap.get(name) for lap in laps), 0.0) if laps else math.nan


def _mean(laps: list[_Lap], name: str) -> float:
    known = [(lap.get(name), lap.get("timer_s")) for lap in laps]
    pairs = [(value, weight) for value, weight in known if value >= 0 and weight > 0]
    weights = sum(weight for _, weight in pairs)
    return sum(value * weight for value, weight in pairs) / weights if weights else math.nan
