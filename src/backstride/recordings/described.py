"""A recording without its columns, in plain values that JSON can hold, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from .notices import Notice, NoticeCode, Refusal, RefusalCode
from .recording import (
    COLUMNS,
    DeviceTotals,
    Floats,
    Format,
    Lap,
    Pause,
    Recording,
    Source,
    Span,
    Sport,
)


def described(recording: Recording) -> dict[str, Any]:
    """Return all of a recording but its columns, as values that JSON can hold."""
    return {
        "source": asdict(recording.source),
        "sport": recording.sport,
        "sport_text": recording.sport_text,
        "device": recording.device,
        "start_utc": recording.start_utc.isoformat() if recording.start_utc else None,
        "segments": [asdict(span) for span in recording.segments],
        "pauses": [asdict(pause) for pause in recording.pauses],
        "laps": [asdict(lap) for lap in recording.laps],
        "totals": asdict(recording.totals),
        "has_barometer": recording.has_barometer,
        "is_timed": recording.is_timed,
        "notices": told(recording.notices),
    }


def recording_of(about: Mapping[str, Any], columns: Mapping[str, Floats]) -> Recording:
    """Put a recording together from what `described` gave and its columns.

    Raises
    ------
    KeyError, TypeError, ValueError
        If they do not describe a recording.
    """
    source, start = about["source"], about["start_utc"]
    return Recording(
        **{name: columns[name] for name in COLUMNS},
        source=Source(**source | {"format": Format(source["format"])}),
        sport=Sport(about["sport"]),
        sport_text=about["sport_text"],
        device=about["device"],
        start_utc=datetime.fromisoformat(start) if start else None,
        segments=tuple(Span(**span) for span in about["segments"]),
        pauses=tuple(Pause(**pause) for pause in about["pauses"]),
        laps=tuple(Lap(**lap) for lap in about["laps"]),
        totals=DeviceTotals(**about["totals"]),
        has_barometer=about["has_barometer"],
        is_timed=about["is_timed"],
        notices=notices_of(about["notices"]),
    )


def told(sayings: Iterable[Notice | Refusal]) -> list[dict[str, Any]]:
    """Return notices or refusals as values that JSON can hold."""
    return [asdict(each) for each in sayings]


def notices_of(listed: Iterable[Mapping[str, Any]]) -> tuple[Notice, ...]:
    """Return the notices that `told` listed."""
    return tuple(Notice(NoticeCode(n["code"]), n["words"], n["where"]) for n in listed)


def refusals_of(listed: Iterable[Mapping[str, Any]]) -> tuple[Refusal, ...]:
    """Return the refusals that `told` listed."""
    return tuple(Refusal(RefusalCode(n["code"]), n["words"], n["where"]) for n in listed)
