"""GPX files: tracks from phones, handheld receivers and exports of most services."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .assembly import Facts, optional
from .limits import Limits
from .notices import NoticeCode, RefusalCode, notice, refused
from .points import Points, Table
from .recording import DeviceTotals, Span
from .times import NO_TIME, SECOND_US, believable, parse_time
from .xml_events import read_elements
from .xml_sport import sport_in_words
from .xml_text import number, xml_head

OUTING_BREAK_S = 6 * 3600.0
"""A break of six hours between segments begins another outing. Judgement."""

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

_STATISTICS = {"timertime": "timer_s", "distance": "distance_m"}
"""Totals in the track statistics extension."""


class _Track:
    """Collects the points and facts of all tracks in a file."""

    def __init__(self, limits: Limits) -> None:
        self.points = Points(limits)
        self.creator = ""
        self.kind = ""
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
        elif name == "type" and self._path[-1:] == ["trk"] and not self.kind:
            self.kind = text[:200]

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
    break of `OUTING_BREAK_S` or more begins another.

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
    kind = track.kind
    if _STRAVA in track.creator.lower():
        kind = _STRAVA_KINDS.get(kind, kind)
    facts = Facts(
        sport=sport_in_words(kind),
        sport_text=kind,
        device=track.creator,
        pauses=track.pauses,
        gaps_are_pauses=True,
        notices=list(ending),
    )
    if track.unzoned:
        facts.notices.append(notice(NoticeCode.TIMES_WITHOUT_ZONE))
    parts = _outings(table)
    if len(parts) == 1:
        timer_s, distance_m = (track.statistics.get(n) or math.nan for n in _STATISTICS.values())
        facts.totals = DeviceTotals(timer_s=optional(timer_s), distance_m=optional(distance_m))
    for part in parts:
        yield part, replace(facts, notices=list(facts.notices))


def _outings(table: Table) -> list[Table]:
    """Cut the table at breaks between segments that are too long for one outing."""
    edges, last = [0], None
    for span in table.segments:
        times, _ = believable(table.times[span.start : span.stop])
        known = times[times != NO_TIME]
        if not known.size:
            continue
        if last is not None and abs(int(known[0]) - last) > OUTING_BREAK_S * SECOND_US:
            edges.append(span.start)
        last = int(known[-1])
    if len(edges) == 1:
        return [table]
    return [
        _without_empty_ends(table.cut(start, stop))
        for start, stop in zip(edges, [*edges[1:], len(table)], strict=True)
    ]


def _without_empty_ends(table: Table) -> Table:
    """Drop the empty segments that a cut leaves at both of its sides."""
    kept: tuple[Span, ...] = tuple(s for s in table.segments if s.start < s.stop)
    return replace(table, segments=kept)
