"""The days of a health export as a Parquet file, a row each."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .described import notices_of, told
from .health import MEASURES, HealthDay, HealthDays
from .notices import RecordingError, Refusal, RefusalCode
from .parquet import Place, target

VERSION = 1
_KEY = b"backstride.health"

_SCHEMA = pa.schema(
    [
        ("day", pa.date32()),
        ("steps", pa.float64()),
        *((name, pa.float64()) for name in MEASURES),
        ("steps_by_source", pa.map_(pa.string(), pa.float64())),
        ("measured_by", pa.map_(pa.string(), pa.string())),
    ]
)


def write_health_days(found: HealthDays, place: Place) -> None:
    """Write the days of an export so that `read_kept_health_days` gives them back.

    Parameters
    ----------
    found : HealthDays
        What to write; refusals are left out.
    place : path or binary file
        Where to.

    Notes
    -----
    A row for each day, null where a value is missing. What the sources wrote and the notices are
    JSON under the key "backstride.health" of the file's metadata, with a version.
    """
    about = {
        "version": VERSION,
        "steps_by_source": list(found.steps_by_source.items()),
        "notices": told(found.notices),
    }
    table = pa.Table.from_pylist([asdict(day) for day in found.days], schema=_SCHEMA)
    table = table.replace_schema_metadata({_KEY: json.dumps(about).encode()})
    pq.write_table(table, target(place), compression="zstd")


def read_kept_health_days(place: Place) -> HealthDays:
    """Read the days that `write_health_days` wrote.

    Parameters
    ----------
    place : path or binary file
        Where they lie.

    Raises
    ------
    RecordingError
        If it is not such a file, or one of a later version.
    OSError
        If it cannot be opened.
    """
    try:
        table = pq.read_table(target(place))
        about: dict[str, Any] = json.loads((table.schema.metadata or {})[_KEY])
        if about["version"] != VERSION:
            raise ValueError("another version")
        return HealthDays(
            tuple(map(_day, table.select([each.name for each in fields(HealthDay)]).to_pylist())),
            {str(name): int(steps) for name, steps in about["steps_by_source"]},
            notices_of(about["notices"]),
        )
    except (pa.ArrowInvalid, KeyError, TypeError, ValueError) as error:
        words = (
            "These are no days that Backstride stored, or they are from a later version. "
            "Please import the original file again."
        )
        raise RecordingError(Refusal(RefusalCode.UNREADABLE, words)) from error


def _day(row: dict[str, Any]) -> HealthDay:
    pairs = {name: tuple(map(tuple, row[name])) for name in ("steps_by_source", "measured_by")}
    return HealthDay(**{**row, **pairs})
