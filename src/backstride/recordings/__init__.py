"""Recordings of watches, phones and other devices: file formats become one `Recording`."""

from .acceleration import Acceleration, read_acceleration, read_acceleration_pieces
from .apart import (
    read_acceleration_apart,
    read_acceleration_pieces_apart,
    read_apart,
    read_each_and_days_apart,
    read_each_apart,
    read_health_days_apart,
    warm_reader,
)
from .health import MEASURES, HealthDay, HealthDays
from .health_parquet import read_kept_health_days, write_health_days
from .limits import Limits
from .motion import ChunkKind, Motion, MotionChunk, is_motion, motion_chunks, read_motion
from .notices import Notice, NoticeCode, RecordingError, Refusal, RefusalCode
from .parquet import read_parquet, write_parquet
from .reader import Bounds, Effort
from .reading import read, read_each, read_each_and_days, read_health_days
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
from .single import ReadResult

__all__ = [
    "COLUMNS",
    "MEASURES",
    "Acceleration",
    "Bounds",
    "ChunkKind",
    "DeviceTotals",
    "Effort",
    "Floats",
    "Format",
    "HealthDay",
    "HealthDays",
    "Lap",
    "Limits",
    "Motion",
    "MotionChunk",
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
    "is_motion",
    "motion_chunks",
    "read",
    "read_acceleration",
    "read_acceleration_apart",
    "read_acceleration_pieces",
    "read_acceleration_pieces_apart",
    "read_apart",
    "read_each",
    "read_each_and_days",
    "read_each_and_days_apart",
    "read_each_apart",
    "read_health_days",
    "read_health_days_apart",
    "read_kept_health_days",
    "read_motion",
    "read_parquet",
    "warm_reader",
    "write_health_days",
    "write_parquet",
]
