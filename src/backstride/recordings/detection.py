"""What a file is, by its content and never by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from .acceleration_rows import is_acceleration, read_acceleration_rows
from .apple import read_apple
from .apple_scan import is_apple_export
from .archive import GZIP
from .archive import SIGNATURES as ZIP_SIGNATURES
from .assembly import Facts
from .fit import SIGNATURE, SIGNATURE_AT, read_fit
from .fitbit import is_fitbit, read_fitbit
from .foreign import foreign, is_web_page
from .gadgetbridge import is_gadgetbridge, read_gadgetbridge
from .gpx import read_gpx
from .health_connect import is_health_connect, read_health_connect
from .kml import read_kml
from .limits import Limits
from .motion import is_motion
from .motion_rows import read_motion_rows
from .notices import Notice, NoticeCode, RefusalCode, notice, refused
from .opentracks import is_opentracks, read_opentracks
from .points import Table
from .recording import Format
from .samsung import is_samsung, read_samsung
from .tcx import read_tcx
from .xml_text import HEAD_BYTES, xml_head

Reader = Callable[[bytes, Limits], Iterator[tuple[Table, Facts]]]

READERS: Mapping[Format, Reader] = {
    Format.FIT: read_fit,
    Format.TCX: read_tcx,
    Format.GPX: read_gpx,
    Format.KML: read_kml,
    Format.APPLE_HEALTH: read_apple,
    Format.OPENTRACKS: read_opentracks,
    Format.GADGETBRIDGE: read_gadgetbridge,
    Format.HEALTH_CONNECT: read_health_connect,
    Format.FITBIT: read_fitbit,
    Format.SAMSUNG_HEALTH: read_samsung,
    Format.ACCELERATION: read_acceleration_rows,
    Format.MOTION: read_motion_rows,
}
"""The reader of each format. A reader raises `RecordingError` and nothing else."""

_ROOTS = {"gpx": Format.GPX, "TrainingCenterDatabase": Format.TCX, "kml": Format.KML}
_HEADS: tuple[tuple[Callable[[bytes], bool], Format], ...] = (
    (is_motion, Format.MOTION),
    (is_apple_export, Format.APPLE_HEALTH),
    (is_opentracks, Format.OPENTRACKS),
    (is_samsung, Format.SAMSUNG_HEALTH),
    (is_fitbit, Format.FITBIT),
)
_ENDINGS = {f".{kind.value.lower()}": kind for kind in (Format.FIT, *_ROOTS.values())}


def format_of(data: bytes, name: str) -> Format:
    """Find the format of a file by its content; the name only serves the words of a refusal.

    Raises
    ------
    RecordingError
        If it is none that is read.
    """
    if not data:
        raise refused(RefusalCode.EMPTY)
    if data[SIGNATURE_AT : SIGNATURE_AT + len(SIGNATURE)] == SIGNATURE:
        return Format.FIT
    if data.startswith((*ZIP_SIGNATURES, GZIP)):
        raise refused(RefusalCode.ARCHIVE_IN_ARCHIVE)
    if is_gadgetbridge(data):
        return Format.GADGETBRIDGE
    if is_health_connect(data):
        return Format.HEALTH_CONNECT
    start = data[:HEAD_BYTES]
    found = next((kind for is_it, kind in _HEADS if is_it(start)), None)
    if found is not None:
        return found
    if is_web_page(start):
        raise refused(RefusalCode.WEB_PAGE)
    head = xml_head(start)
    if head is not None and head.root in _ROOTS:
        return _ROOTS[head.root]
    if head is None and is_acceleration(data):
        return Format.ACCELERATION
    named = _named(name)
    raise foreign(data, f"a {named} file" if named else "a recording we know")


def told_by_name(kind: Format, name: str) -> tuple[Notice, ...]:
    """Return a notice where the name of a file says another format than its content."""
    named = _named(name)
    if named is None or named is kind:
        return ()
    return (notice(NoticeCode.NAME_MISMATCH, named=named.value, found=kind.value),)


def _named(name: str) -> Format | None:
    return _ENDINGS.get(Path(name.lower().removesuffix(".gz")).suffix)
