"""A recording as a Parquet file: its columns, and the rest as metadata."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from .notices import Notice, NoticeCode, RecordingError, Refusal, RefusalCode
from .recording import (
    COLUMNS,
    DeviceTotals,
    Format,
    Lap,
    Pause,
    Recording,
    Source,
    Span,
    Sport,
)

VERSION = 1
_KEY = b"backstride.recording"

Place = os.PathLike[str] | BinaryIO


def write_parquet(recording: Recording, place: Place) -> None:
    """Write a recording so that `read_parquet` gives it back, bit for bit.

    Parameters
    ----------
    recording : Recording
        What to write.
    place : path or binary file
        Where to.

    Notes
    -----
    One column of float64 per name in `COLUMNS`, NaN where missing. All else is JSON under the key
    "backstride.recording" of the file's metadata, with a version.
    """
    about = {
        "version": VERSION,
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
        "notices": [asdict(told) for told in recording.notices],
    }
    table = pa.table({name: pa.array(getattr(recording, name)) for name in COLUMNS})
    table = table.replace_schema_metadata({_KEY: json.dumps(about).encode()})
    pq.write_table(table, _target(place), compression="zstd")


def read_parquet(place: Place) -> Recording:
    """Read a recording that `write_parquet` wrote.

    Parameters
    ----------
    place : path or binary file
        Where it lies.

    Raises
    ------
    RecordingError
        If it is not such a file, or one of a later version.
    OSError
        If it cannot be opened.
    """
    try:
        table = pq.read_table(_target(place))
        about: dict[str, Any] = json.loads((table.schema.metadata or {})[_KEY])
        if about.pop("version") != VERSION:
            raise ValueError("another version")
        source = about.pop("source")
        start = about.pop("start_utc")
        return Recording(
            **{name: table.column(name).to_numpy() for name in COLUMNS},
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
            notices=tuple(
                Notice(NoticeCode(n["code"]), n["words"], n["where"]) for n in about["notices"]
            ),
        )
    except (pa.ArrowInvalid, KeyError, TypeError, ValueError) as error:
        words = (
            "This is not a recording that Backstride stored, or one from a later version. "
            "Please import the original file again."
        )
        raise RecordingError(Refusal(RefusalCode.UNREADABLE, words)) from error


def _target(place: Place) -> Any:
    return str(Path(place)) if isinstance(place, os.PathLike) else place
