"""Tiny GPX and TCX files with known content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

START = datetime(2024, 3, 31, 8, 0, 0, tzinfo=UTC)


def iso(second: float) -> str:
    moment = START + timedelta(seconds=second)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def point(
    second: float, *, time: str | None = None, extra: str = "", metres: float | None = None
) -> str:
    """A track point 1.25 m further north each second."""
    lat = 50.0 + (1.25 * second if metres is None else metres) / 111_194.93
    stamp = iso(second) if time is None else time
    told = f"<time>{stamp}</time>" if stamp else ""
    return f'<trkpt lat="{lat:.7f}" lon="8.0"><ele>100</ele>{told}{extra}</trkpt>'


def gpx(*segments: Iterable[str], kind: str = "walking", creator: str = "maker") -> bytes:
    inner = "".join(f"<trkseg>{''.join(points)}</trkseg>" for points in segments)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="{creator}" '
        f'xmlns="http://www.topografix.com/GPX/1/1"><trk><type>{kind}</type>{inner}</trk></gpx>'
    ).encode()


def walk_gpx(
    seconds: int = 120, point_of: Callable[[int], str] = point, kind: str = "walking"
) -> bytes:
    return gpx([point_of(second) for second in range(seconds)], kind=kind)


def kml(*tracks: Iterable[float], kind: str = "walking", speed: bool = True) -> bytes:
    """One gx:Track for each list of seconds, in the layout of OpenTracks."""
    told = []
    for seconds in map(list, tracks):
        rows = "".join(
            f"<when>{iso(s)}</when><gx:coord>8.0 {50.0 + 1.25 * s / 111_194.93:.7f} 100</gx:coord>"
            for s in seconds
        )
        values = "<gx:value>1.25</gx:value>" * len(seconds) if speed else ""
        told.append(
            f"<gx:Track>{rows}<ExtendedData><SchemaData>"
            f'<gx:SimpleArrayData name="speed">{values}</gx:SimpleArrayData>'
            "</SchemaData></ExtendedData></gx:Track>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" '
        'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><ExtendedData>'
        f'<Data name="type"><value>{kind}</value></Data></ExtendedData>'
        f"<gx:MultiTrack>{''.join(told)}</gx:MultiTrack></Placemark></Document></kml>"
    ).encode()


def trackpoint(second: float, *, cadence: int | None = None, place: bool = True) -> str:
    lat = 50.0 + 1.25 * second / 111_194.93
    where = (
        f"<Position><LatitudeDegrees>{lat:.7f}</LatitudeDegrees>"
        "<LongitudeDegrees>8.0</LongitudeDegrees></Position>"
        if place
        else ""
    )
    steps = (
        f"<Extensions><TPX><RunCadence>{cadence}</RunCadence></TPX></Extensions>"
        if cadence is not None
        else ""
    )
    return (
        f"<Trackpoint><Time>{iso(second)}</Time>{where}"
        f"<DistanceMeters>{1.25 * second}</DistanceMeters>"
        f"<HeartRateBpm><Value>95</Value></HeartRateBpm>{steps}</Trackpoint>"
    )


def lap(start: float, timer_s: float, *tracks: Iterable[str], metres: float = 100.0) -> str:
    inner = "".join(f"<Track>{''.join(points)}</Track>" for points in tracks)
    return (
        f'<Lap StartTime="{iso(start)}"><TotalTimeSeconds>{timer_s}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><Calories>10</Calories>"
        "<AverageHeartRateBpm><Value>94</Value></AverageHeartRateBpm>"
        f"<MaximumHeartRateBpm><Value>120</Value></MaximumHeartRateBpm>{inner}</Lap>"
    )


def tcx(*laps: str, sport: str = "Other") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="{sport}"><Id>{iso(0)}</Id>{"".join(laps)}'
        "<Creator><Name>maker</Name></Creator></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def archive(members: Mapping[str, bytes]) -> bytes:
    heap = io.BytesIO()
    with zipfile.ZipFile(heap, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return heap.getvalue()
