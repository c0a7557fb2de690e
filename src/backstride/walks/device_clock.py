"""A device's clock that tells no zone, and the zone that its owner says it ran in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from backstride.recordings import NoticeCode, Recording


def on_clock(recording: Recording, zone: str | None) -> Recording:
    """Return a recording with the times that its clock showed in a zone.

    A recording that says which zone its times are in, and one of a clock that nobody has set,
    stay as they are.

    Parameters
    ----------
    recording : Recording
    zone : str or None
        IANA name of the zone in which its clock ran; None where nobody said it.
    """
    if zone is None or recording.is_zoned or recording.start_utc is None:
        return recording
    told = tuple(
        each for each in recording.notices if each.code is not NoticeCode.TIMES_WITHOUT_ZONE
    )
    return replace(recording, start_utc=shown_in(recording.start_utc, zone), notices=told)


def shown_in(read_utc: datetime, zone: str) -> datetime:
    """Return the moment at which a clock of that zone showed what was read as UTC."""
    showed = read_utc.astimezone(UTC).replace(tzinfo=ZoneInfo(zone))
    return showed.astimezone(UTC)
