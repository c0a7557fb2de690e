"""Archives that a service exports: which of their members are worth a look."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from .archive import Archive, Entry, most_of, shown, stream
from .fitbit import is_fitbit, read_fitbit
from .limits import Limits
from .notices import RecordingError
from .recording import Format, Source, Sport
from .samsung import is_samsung, read_samsung
from .single import ReadResult, all_notices, assembled, nothing, read_single
from .strava import FOLDER, TABLE, kinds
from .xml_text import HEAD_BYTES

Kinds = Mapping[str, tuple[Sport, str]]


@dataclass(frozen=True, slots=True)
class Service:
    """A service and the layout of its export.

    Attributes
    ----------
    mark : pattern
        Is in the name of some member of every such export.
    looked_at : pattern
        Is in the name of the members that can hold outings; the others (pictures, letters,
        settings) are passed over in silence.
    """

    mark: re.Pattern[str]
    looked_at: re.Pattern[str]


_RECORDINGS = r"\.(fit|tcx|gpx|kml)(\.gz)?\Z"

SERVICES = (
    Service(
        re.compile(rf"(\A|/){re.escape(TABLE)}\Z"), re.compile(rf"(\A|/){FOLDER}.*{_RECORDINGS}")
    ),
    Service(
        re.compile(r"(\A|/)(Takeout|Fitbit|Global Export Data|Physical Activity)/"),
        re.compile(rf"(\A|/)exercise-\d+\.json\Z|{_RECORDINGS}", re.IGNORECASE),
    ),
    Service(
        re.compile(r"(\A|/)com\.samsung\.(s?health)\.[\w.]+\.csv\Z"),
        re.compile(r"(\A|/)com\.samsung\.shealth\.exercise\.\d+\.csv\Z"),
    ),
    Service(
        re.compile(r"(\A|/)Gadgetbridge(\.db)?\Z"),
        re.compile(rf"(\A|/)Gadgetbridge(\.db)?\Z|{_RECORDINGS}", re.IGNORECASE),
    ),
    *(
        Service(table, table)
        for table in (
            re.compile(r"(\A|/)TotalAcceleration\.csv\Z"),
            re.compile(r"(\A|/)Accelerometer\.csv\Z"),
            re.compile(r"(\A|/)Raw Data\.csv\Z"),
        )
    ),
    Service(re.compile(r"(\A|/)meta/device\.csv\Z"), re.compile(r"\A(?!(?:.*/)?meta/).*\.csv\Z")),
    Service(re.compile(r"\A[^/]+\.kml\Z"), re.compile(_RECORDINGS, re.IGNORECASE)),
)
"""Strava, Google Takeout with Fitbit, Samsung Health, Gadgetbridge; then phone apps, which pack a
table for each sensor: Sensor Logger (the table with gravity, else the one without) and phyphox,
also in other languages. Last KMZ, in which pictures lie beside the tracks.
"""


class ServiceArchive:
    """An archive of a service.

    Attributes
    ----------
    entries : list of Entry
        The members that can hold outings.
    """

    def __init__(self, archive: Archive, service: Service, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._left = limits.max_inflated_bytes
        self._by_name = {PurePosixPath(each.filename).name: each for each in archive.entries}
        self.entries = [each for each in archive.entries if service.looked_at.search(each.filename)]

    def content(self, entry: Entry) -> bytes:
        """Unpack a member.

        Raises
        ------
        RecordingError
            If it cannot be unpacked, or all of them together give too many bytes.
        """
        pieces = []
        most = min(self._left, most_of(entry.filename, self._limits))
        for piece in stream(self._archive, entry, most):
            self._left -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def companion(self, name: str) -> bytes | None:
        """Unpack the member with this name, in whatever folder; None if there is none to read."""
        entry = self._by_name.get(name)
        if entry is None:
            return None
        try:
            return self.content(entry)
        except RecordingError:  # the outing stands without it
            return None

    def kinds(self) -> Kinds:
        """Return what a table of activities says about the files, by their names."""
        table = self.companion(TABLE)
        return {} if table is None else kinds(table, self._limits)


def service_of(archive: Archive) -> Service | None:
    """Find the service whose export an archive is, by how its members are named."""
    names = [entry.filename for entry in archive.entries]
    for service in SERVICES:
        if any(map(service.mark.search, names)) and any(map(service.looked_at.search, names)):
            return service
    return None


def read_service(export: ServiceArchive, limits: Limits) -> Iterator[ReadResult]:
    """Read the outings in the export of a service; what can be none is passed over."""
    kinds = export.kinds()
    for entry in export.entries:
        name = shown(entry.filename)
        try:
            data = export.content(entry)
        except RecordingError as error:
            yield nothing(name, error)
            continue
        reader = next((read for is_it, read in _WITH_COMPANIONS if is_it(data[:HEAD_BYTES])), None)
        if reader is None:
            yield _of_kind(read_single(data, name, limits), kinds)
            continue
        kind, with_companions = reader
        source = Source(name, kind, hashlib.sha256(data).hexdigest())
        try:
            found = assembled(with_companions(data, limits, export.companion), source, limits)
        except RecordingError as error:
            yield nothing(name, error, source.digest)
        else:
            yield ReadResult(name, source.digest, found, all_notices(found))


def _of_kind(result: ReadResult, kinds: Kinds) -> ReadResult:
    """Tell recordings that do not say their sport what a table of activities says."""
    sport, text = kinds.get(PurePosixPath(result.name).name, (Sport.UNKNOWN, ""))
    if sport is Sport.UNKNOWN:
        return result
    recordings = (
        replace(each, sport=sport, sport_text=text) if each.sport is Sport.UNKNOWN else each
        for each in result.recordings
    )
    return replace(result, recordings=tuple(recordings))


_WITH_COMPANIONS = (
    (is_fitbit, (Format.FITBIT, read_fitbit)),
    (is_samsung, (Format.SAMSUNG_HEALTH, read_samsung)),
)
"""Formats whose outings name, or lie beside, files with what was measured in them."""
