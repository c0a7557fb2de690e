"""Recordings of watches, phones and other devices: file formats become one `Recording`."""

from .acceleration import Acceleration, read_acceleration
from .health import HealthDay, HealthDays
from .limits import Limits
from .notices import Notice, NoticeCode, RecordingError, Refusal, RefusalCode
from .parquet import read_parquet, write_parquet
from .reading import ReadResult, read, read_each, read_health_days
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
    "Acceleration",
    "DeviceTotals",
    "Floats",
    "Format",
    "HealthDay",
    "HealthDays",
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
    "read_acceleration",
    "read_each",
    "read_health_days",
    "read_parquet",
    "write_parquet",
]
