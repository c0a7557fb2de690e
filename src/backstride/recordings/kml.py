"""KML files: tracks as map programs and some phone apps export them; KMZ is a zip of one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .assembly import Facts
from .limits import Limits
from .notices import NoticeCode, RefusalCode, notice, refused
from .outings import outings
from .points import Points, Table
from .times import NO_TIME, parse_time
from .xml_events import read_elements
from .xml_sport import sport_in_words
from .xml_text import number, xml_head

_CHANNEL_OF = {
    "speed": "speed_mps",
    "heart_rate": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "cadence": "cadence_per_min",
    "distance": "distance_m",
}
"""Arrays beside a track, by lower-case name. KML gives them no unit: SI, as OpenTracks writes."""


class _Tracks:
    """Collects the tracks of a file, and lines without times where there is no track."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.points = Points(limits)
        self.device = ""
        self.kind = ""
        self.unzoned = False
        self.lines: list[list[dict[str, float]]] = []
        self._in_track = False
        self._in_line = False
        self._times: list[int] = []
        self._places: list[dict[str, float]] = []
        self._arrays: dict[str, list[float]] = {}
        self._array = ""
        self._data = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a track, a line or an array of values."""
        if name == "Track":
            self._in_track = True
            self._times, self._places, self._arrays = [], [], {}
        elif name == "LineString":
            self._in_line = True
            self.lines.append([])
        elif name == "SimpleArrayData":
            self._array = attributes.get("name", "").lower()
        elif name == "Data":
            self._data = attributes.get("name", "").lower()

    def end(self, name: str, text: str) -> None:
        """End a track, a line, or one of their values."""
        if name == "Track":
            self._close_track()
        elif name == "LineString":
            self._in_line = False
        elif name == "coordinates" and self._in_line:
            self.lines[-1] += [_place(one.split(",")) for one in text.split()]
        elif name == "SimpleArrayData":
            self._array = ""
        elif self._in_track:
            self._track_value(name, text)
        elif name == "generator":
            self.device = text[:200]
        elif name == "value" and self._data == "type" and not self.kind:
            self.kind = text[:200]

    def _track_value(self, name: str, text: str) -> None:
        if name == "when":
            micros, zoned = parse_time(text)
            self._times.append(micros)
            self.unzoned |= micros != NO_TIME and not zoned
        elif name == "coord":
            self._places.append(_place(text.split()))
        elif name == "value" and self._array in _CHANNEL_OF:
            self._arrays.setdefault(_CHANNEL_OF[self._array], []).append(number(text))

    def _close_track(self) -> None:
        """Put the lists of a track together: the n-th time, place and value are one point."""
        self._in_track = False
        self.points.open_segment()
        for row in range(max(len(self._times), len(self._places))):
            values = dict(self._places[row]) if row < len(self._places) else {}
            for channel, column in self._arrays.items():
                values[channel] = column[row] if row < len(column) else math.nan
            self.points.add(self._times[row] if row < len(self._times) else NO_TIME, values)
        self.points.close_segment()

    def add_lines(self) -> None:
        """Take the lines as a route, without times."""
        for line in self.lines:
            self.points.open_segment()
            for values in line:
                self.points.add(NO_TIME, values)
            self.points.close_segment()


def _place(parts: list[str]) -> dict[str, float]:
    """Read longitude, latitude and height, in KML's order."""
    lon, lat, height = (*map(number, parts[:3]), math.nan, math.nan, math.nan)[:3]
    return {"lat_deg": lat, "lon_deg": lon, "altitude_m": height}


def read_kml(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read the tracks of a KML file.

    A track (gx:Track) has times; its parts become segments, and a long break (`outings`) begins
    another recording. Where there is none, lines are read
    as a route without times. Single places are no walk.

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
        If there is neither a track nor a line, or the file is not safe to read.

    Notes
    -----
    Source of the layout: OGC 12-007r2 (KML 2.3), 9.6 Track and 9.7 MultiTrack.
    """
    head = xml_head(data)
    if head is None:
        raise refused(RefusalCode.UNREADABLE)
    tracks = _Tracks(limits)
    ending = read_elements(data, head, tracks, limits, long_text="coordinates")
    if not tracks.points.times:
        tracks.add_lines()
    table = tracks.points.table()
    if not len(table):
        raise refused(RefusalCode.UNREADABLE if ending else RefusalCode.NO_TRACK)
    facts = Facts(
        sport=sport_in_words(tracks.kind),
        sport_text=tracks.kind,
        device=tracks.device,
        gaps_are_pauses=True,
        notices=list(ending),
    )
    if tracks.unzoned:
        facts.notices.append(notice(NoticeCode.TIMES_WITHOUT_ZONE))
    for _, part in outings(table):
        yield part, replace(facts, notices=list(facts.notices))
