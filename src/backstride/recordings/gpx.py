"""GPX files: tracks from phones, handheld receivers and exports of most services."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from .assembly import Facts, optional
from .limits import Limits
from .notices import NoticeCode, RefusalCode, notice, refused
from .outings import outings
from .points import Points, Table
from .recording import DeviceTotals
from .table_dates import moment_of
from .times import NO_TIME, SECOND_US, Micros, parse_time
from .xml_events import read_elements
from .xml_sport import sport_in_words
from .xml_text import number, xml_head

PAUSE_LAT, RESUME_LAT = 100.0, 200.0
"""Latitudes, at longitude 0, by which older OpenTracks exports mark a pause and its end."""

_CHANNEL_OF = {
    "ele": "altitude_m",
    "speed": "speed_mps",
    "hr": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "cad": "cadence_per_min",
    "cadence": "cadence_per_min",
    "runcadence": "cadence_per_min",
    "distance": "distance_m",
}
"""Elements of a point and its extensions, by lower-case local name; all use SI units."""

_STRAVA = "strava"
_STRAVA_KINDS = {"1": "cycling", "4": "hiking", "9": "running", "10": "walking"}
"""Kinds that Strava's exports wrote as numbers for years. Source: its files; "1" seen in two."""

_RUNKEEPER = "runkeeper"
_RUNKEEPER_NAME = re.compile(r"(\w[\w ]{2,40}) (\d{1,2}/\d{1,2}/\d\d) (\d{1,2}:\d\d) ([ap])m")
"""Runkeeper tells the kind and the local time in the name alone: "Walking 10/26/13 5:09 pm". In old
exports the points carry that local time, too, with a Z. Source: exports of 2013 and of 2020."""

_STATISTICS = {"timertime": "timer_s", "distance": "distance_m"}
"""Totals in the track statistics extension."""


@dataclass(slots=True)
class _Named:
    """A track's first row, and what it is called."""

    row: int
    kind: str = ""
    name: str = ""


class _Track:
    """Collects the points and facts of all tracks in a file."""

    def __init__(self, limits: Limits) -> None:
        self.points = Points(limits)
        self.creator = ""
        self.tracks: list[_Named] = []
        self.statistics: dict[str, float] = {}
        self.planned = False
        self.unzoned = False
        self._time = NO_TIME
        self._values: dict[str, float] | None = None
        self._in_statistics = False
        self._path: list[str] = []
        self.pauses: list[tuple[int, int]] = []
        self._paused = NO_TIME

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a point, a segment or a track."""
        self._path.append(name)
        if name == "trkpt":
            self._time = NO_TIME
            self._values = {
                "lat_deg": number(attributes.get("lat")),
                "lon_deg": number(attributes.get("lon")),
            }
        elif name == "trkseg":
            self.points.open_segment()
        elif name == "trk":
            self.tracks.append(_Named(len(self.points.times)))
        elif name == "TrackStatsExtension":
            self._in_statistics = True
        elif name == "gpx":
            self.creator = attributes.get("creator", "")[:200]
        elif name == "rte":
            self.planned = True

    def end(self, name: str, text: str) -> None:
        """End a point or one of its values, a segment or a track's statistics."""
        self._path.pop()
        if name == "trkpt" and self._values is not None:
            self._pause_mark(self._values)
            self.points.add(self._time, self._values)
            self._values = None
        elif self._values is not None:
            self._point_value(name, text)
        elif name == "trkseg":
            self.points.close_segment()
        elif name == "TrackStatsExtension":
            self._in_statistics = False
        elif self._in_statistics and (total := _STATISTICS.get(name.lower())):
            self.statistics[total] = self.statistics.get(total, 0.0) + number(text)
        elif self.tracks and self._path[-1:] == ["trk"]:
            if name == "type":
                self.tracks[-1].kind = text[:200]
            elif name == "name":
                self.tracks[-1].name = text[:200]

    def _pause_mark(self, values: dict[str, float]) -> None:
        """Take a mark for what it is, and leave its place, which is none, out."""
        if values["lat_deg"] not in (PAUSE_LAT, RESUME_LAT) or values["lon_deg"] != 0:
            return
        if values["lat_deg"] == PAUSE_LAT:
            self._paused = self._time
        elif NO_TIME not in (self._paused, self._time):
            self.pauses.append((self._paused, self._time))
            self._paused = NO_TIME
        values["lat_deg"] = values["lon_deg"] = math.nan

    def _point_value(self, name: str, text: str) -> None:
        assert self._values is not None
        if name == "time":
            self._time, zoned = parse_time(text)
            self.unzoned |= self._time != NO_TIME and not zoned
        elif channel := _CHANNEL_OF.get(name.lower()):
            self._values[channel] = number(text)


def read_gpx(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read the tracks of a GPX file.

    All tracks of one outing are one recording, as devices start a new track after each pause; a
    long break (`outings`) or a track of another kind begins another.

    Parameters
    ----------
    data : bytes
        The file.
    limits : Limits
        Bounds on points, elements and depth.

    Yields
    ------
    Table, Facts
        One pair for each outing.

    Raises
    ------
    RecordingError
        If there are no track points, or the file is not safe to read.
    """
    head = xml_head(data)
    if head is None:
        raise refused(RefusalCode.UNREADABLE)
    track = _Track(limits)
    ending = read_elements(data, head, track, limits)
    track.points.close()
    table = track.points.table()
    if not len(table):
        if track.planned:
            raise refused(RefusalCode.PLANNED)
        raise refused(RefusalCode.UNREADABLE if ending else RefusalCode.NO_TRACK)
    facts = Facts(
        device=track.creator,
        gaps_are_pauses=True,
        notices=list(ending),
    )
    if track.unzoned or any(
        _says_its_own_time(named, track.creator, table.times) for named in track.tracks
    ):
        facts.notices.append(notice(NoticeCode.TIMES_WITHOUT_ZONE))
    kinds = [(named.row, _kind_of(named, track.creator)) for named in track.tracks]
    parts = outings(table, _changes(kinds))
    if len(parts) == 1:
        timer_s, distance_m = (track.statistics.get(n) or math.nan for n in _STATISTICS.values())
        facts.totals = DeviceTotals(timer_s=optional(timer_s), distance_m=optional(distance_m))
    for row, part in parts:
        inside = [kind for first, kind in kinds if row <= first < row + max(1, len(part)) and kind]
        before = [kind for first, kind in kinds if first <= row and kind]
        kind = inside[0] if inside else (before or [""])[-1]
        yield (
            part,
            replace(
                facts,
                sport=sport_in_words(kind),
                sport_text=kind,
                pauses=_within(track.pauses, part),
                notices=list(facts.notices),
            ),
        )


def _kind_of(named: _Named, creator: str) -> str:
    """Return what kind of outing a track was, as its app tells it."""
    if _STRAVA in creator.lower():
        return _STRAVA_KINDS.get(named.kind, named.kind)
    titled = _RUNKEEPER_NAME.fullmatch(named.name) if _RUNKEEPER in creator.lower() else None
    return named.kind or (titled[1] if titled else "")


def _says_its_own_time(named: _Named, creator: str, times: Micros) -> bool:
    """Whether the clock in a track's name is that of its points, which then is no UTC."""
    titled = _RUNKEEPER_NAME.fullmatch(named.name) if _RUNKEEPER in creator.lower() else None
    known = times[named.row :][times[named.row :] != NO_TIME]
    if titled is None or not known.size:
        return False
    _, day, at, half = titled.groups()
    micros, _ = moment_of(f"{day[:-2]}20{day[-2:]} {at} {half}m", day_first=False)
    return micros != NO_TIME and 0 <= int(known[0]) - micros < 60 * SECOND_US


def _changes(kinds: list[tuple[int, str]]) -> list[int]:
    """Return the rows at which a track of another kind begins: a ride is no part of a walk."""
    told = [(row, kind) for row, kind in kinds if kind]
    return [row for (_, before), (row, kind) in pairwise(told) if kind != before]


def _within(pauses: list[tuple[int, int]], part: Table) -> list[tuple[int, int]]:
    known = part.times[part.times != NO_TIME]
    if not known.size:
        return []
    return [each for each in pauses if each[0] <= known.max() and each[1] >= known.min()]
