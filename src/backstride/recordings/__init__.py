"""Recordings of watches, phones and other devices: file formats become one `Recording`."""

from .limits import Limits
from .notices import Notice, NoticeCode, RecordingError, Refusal, RefusalCode
from .parquet import read_parquet, write_parquet
from .reading import ReadResult, read, read_each
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

__all__ = [
    "COLUMNS",
    "DeviceTotals",
    "Floats",
    "Format",
    "Lap",
    "Limits",
    "Notice",
    "NoticeCode",
    "Pause",
    "ReadResult",
    "Recording",
    "RecordingError",
    "Refusal",
    "RefusalCode",
    "Source",
    "Span",
    "Sport",
    "read",
    "read_each",
    "read_parquet",
    "write_parquet",
]
