"""A recording as a Parquet file: its columns, and the rest as metadata."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from .described import described, recording_of
from .notices import RecordingError, Refusal, RefusalCode
from .recording import COLUMNS, Recording

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
    about = {"version": VERSION, **described(recording)}
    table = pa.table({name: pa.array(getattr(recording, name)) for name in COLUMNS})
    table = table.replace_schema_metadata({_KEY: json.dumps(about).encode()})
    pq.write_table(table, target(place), compression="zstd")


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
        table = pq.read_table(target(place))
        about: dict[str, Any] = json.loads((table.schema.metadata or {})[_KEY])
        if about.pop("version") != VERSION:
            raise ValueError("another version")
        return recording_of(about, {name: table.column(name).to_numpy() for name in COLUMNS})
    except (pa.ArrowInvalid, KeyError, TypeError, ValueError) as error:
        words = (
            "This is not a recording that Backstride stored, or one from a later version. "
            "Please import the original file again."
        )
        raise RecordingError(Refusal(RefusalCode.UNREADABLE, words)) from error


def target(place: Place) -> Any:
    """Return a place as pyarrow takes it."""
    return str(Path(place)) if isinstance(place, os.PathLike) else place
