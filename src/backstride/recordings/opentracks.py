"""OpenTracks: the table that the app exports, one row for each point."""

from __future__ import annotations

import math
from collections.abc import Iterator

from .assembly import Facts
from .csv_rows import csv_rows
from .limits import Limits
from .notices import Notice, NoticeCode, RecordingError, RefusalCode, notice, refused
from .points import Points, Table
from .times import NO_TIME, parse_time
from .xml_text import number

HEAD = b"#time,trackpoint_type,"
_KMH = 1 / 3.6
_CHANNEL_OF = {
    "latitude": ("lat_deg", 1.0),
    "longitude": ("lon_deg", 1.0),
    "altitude": ("altitude_m", 1.0),
    "speed": ("speed_mps", _KMH),
    "heartrate": ("heart_rate_bpm", 1.0),
    "cadence": ("cadence_per_min", 1.0),
}


def is_opentracks(head: bytes) -> bool:
    """Say whether a file begins as a table of OpenTracks does."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(HEAD)


def read_opentracks(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read a table of OpenTracks as one recording.

    Its rows between the marks of a segment's start and end are points. The table does not name the
    sport.

    Parameters
    ----------
    data : bytes
        The file.
    limits : Limits
        Bounds on points.

    Raises
    ------
    RecordingError
        If there is no point in it.

    Notes
    -----
    Source: the app's CSVTrackExporter (github.com/OpenTracksApp/OpenTracks): speed is in km/h.
    Tried on one real file.
    """
    rows = csv_rows(data, limits)
    points = Points(limits)
    unzoned = False
    notices: list[Notice] = []
    try:
        names = [name.lstrip("#") for name in next(rows)]
        for row in rows:
            told = dict(zip(names, row, strict=False))
            kind = told.get("trackpoint_type", "")
            if kind.startswith("SEGMENT_START"):
                points.close()
                points.open_segment()
            values = {
                channel: factor * number(told.get(name))
                for name, (channel, factor) in _CHANNEL_OF.items()
            }
            if kind == "SEGMENT_END_MANUAL" or all(map(math.isnan, values.values())):
                continue
            micros, zoned = parse_time(told.get("time", ""))
            unzoned |= micros != NO_TIME and not zoned
            points.add(micros, values)
    except StopIteration as error:
        raise refused(RefusalCode.NO_TRACK) from error
    except RecordingError as error:
        if not points.times or error.refusal.code is not RefusalCode.UNREADABLE:
            raise
        notices.append(notice(NoticeCode.UNREADABLE_REST))
    points.close()
    table = points.table()
    if not len(table):
        raise refused(RefusalCode.NO_TRACK)
    facts = Facts(device="OpenTracks", gaps_are_pauses=True, notices=notices)
    if unzoned:
        facts.notices.append(notice(NoticeCode.TIMES_WITHOUT_ZONE))
    yield table, facts
