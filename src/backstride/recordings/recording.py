"""One recording, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from .notices import Notice, NoticeCode

Floats = npt.NDArray[np.float64]

COLUMNS = (
    "time_s",
    "lat_deg",
    "lon_deg",
    "altitude_m",
    "distance_m",
    "speed_mps",
    "heart_rate_bpm",
    "cadence_spm",
    "cadence_rpm",
)
"""Names of a recording's columns, in order."""


class Format(StrEnum):
    """A file format that is read."""

    FIT = "FIT"
    TCX = "TCX"
    GPX = "GPX"
    KML = "KML"
    APPLE_HEALTH = "Apple Health"
    OPENTRACKS = "OpenTracks"
    GADGETBRIDGE = "Gadgetbridge"
    HEALTH_CONNECT = "Health Connect"
    FITBIT = "Fitbit"
    SAMSUNG_HEALTH = "Samsung Health"
    ACCELERATION = "acceleration"
    """A table or a logger's file, see `read_acceleration`."""

    MOTION = "Backstride motion"
    """A walk as its phone measured it, see `read_motion`."""


class Sport(StrEnum):
    """What the file says the outing was, as far as this project needs to tell them apart."""

    WALKING = "walking"
    HIKING = "hiking"
    RUNNING = "running"
    CYCLING = "cycling"
    ELSE = "else"
    """A sport that is named and is none of the above: rowing, swimming, elliptical, driving."""
    UNKNOWN = "unknown"
    """No sport named, or one that says nothing ("Other", "generic")."""

    @property
    def on_foot(self) -> bool:
        """Whether both feet carry the person forward."""
        return self in (Sport.WALKING, Sport.HIKING, Sport.RUNNING)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a recording came from.

    Attributes
    ----------
    name : str
        The name the file was given with, or of the archive's member. For showing only.
    format : Format
        What the content was, not what the name says.
    digest : str
        SHA-256 of the original bytes, in hex. For an archive: of the member's bytes.
    part : int
        Which recording of the file this is, from 0 (a chain, several activities).
    """

    name: str
    format: Format
    digest: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of points, as index range.

    Attributes
    ----------
    start, stop : int
        First index and the one after the last. Equal for a segment that the file opened and
        closed without a point.
    """

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the device did not record: its timer stood, or its track had a gap.

    Attributes
    ----------
    start_s, end_s : float
        Seconds from the recording's start.
    """

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Lap:
    """A lap as the device counted it.

    Attributes
    ----------
    start_s, end_s : float or None
        Seconds from the recording's start.
    timer_s : float or None
        Time on the device's timer, without its pauses.
    distance_m : float or None
        Length by the device.
    """

    start_s: float | None
    end_s: float | None
    timer_s: float | None = None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class DeviceTotals:
    """What the device itself says about the whole outing. Never mixed with what the points say.

    Attributes
    ----------
    timer_s : float or None
        Time on its timer, without its pauses.
    elapsed_s : float or None
        Time from start to end.
    distance_m, ascent_m, descent_m : float or None
        By its own reckoning.
    mean_heart_rate_bpm, max_heart_rate_bpm : float or None
        Beats per minute.
    mean_cadence_spm : float or None
        Steps per minute (both feet), on foot only.
    strides : int or None
        Double steps, on foot only.
    energy_kcal : float or None
        Its estimate.
    """

    timer_s: float | None = None
    elapsed_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    mean_heart_rate_bpm: float | None = None
    max_heart_rate_bpm: float | None = None
    mean_cadence_spm: float | None = None
    strides: int | None = None
    energy_kcal: float | None = None

    @property
    def steps(self) -> int | None:
        """Steps of both feet: two per stride."""
        return None if self.strides is None else 2 * self.strides


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One outing as columns of equal length, one row per point of the file.

    A value that the file does not give is NaN; rows are as the file has them, so a row may hold a
    place and the next, of the same second, a distance. Rows are in the order of time within each
    segment. The arrays are read-only.

    Attributes
    ----------
    source : Source
        The file.
    sport : Sport
        What the file says it was.
    sport_text : str
        The file's own words for it ("running/generic", "Other"); may be empty.
    device : str
        The device or app; may be empty.
    start_utc : datetime or None
        Time of the first point that has one, in UTC. None where no point has a time or the
        device's clock was not set: then all times are relative.
    time_s : ndarray
        Seconds from the first timed point.
    lat_deg, lon_deg : ndarray
        WGS 84.
    altitude_m : ndarray
        As the device gives it, from pressure or satellites.
    distance_m : ndarray
        The device's cumulative distance.
    speed_mps : ndarray
        The device's speed.
    heart_rate_bpm : ndarray
        Beats per minute.
    cadence_spm : ndarray
        Steps per minute of both feet, on foot.
    cadence_rpm : ndarray
        Turns per minute of a crank or an oar, where the outing was not on foot.
    segments : tuple of Span
        Track segments as in the file. A FIT file is one segment; its stops are in `pauses`.
    pauses : tuple of Pause
        Where the device's timer stood, or the track has a gap between segments.
    laps : tuple of Lap
        The device's laps.
    totals : DeviceTotals
        The device's own totals.
    has_barometer : bool
        True if the file says that the device has one. False means that this is not known.
    is_timed : bool
        False where most points have no time: then it is a route, without duration or speed.
    notices : tuple of Notice
        What to know about how it was read.
    """

    source: Source
    sport: Sport
    sport_text: str
    device: str
    start_utc: datetime | None
    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    altitude_m: Floats
    distance_m: Floats
    speed_mps: Floats
    heart_rate_bpm: Floats
    cadence_spm: Floats
    cadence_rpm: Floats
    segments: tuple[Span, ...] = ()
    pauses: tuple[Pause, ...] = ()
    laps: tuple[Lap, ...] = ()
    totals: DeviceTotals = field(default_factory=DeviceTotals)
    has_barometer: bool = False
    is_timed: bool = True
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.time_s)
        for name in COLUMNS:
            column = np.asarray(getattr(self, name), dtype=np.float64)
            if column.shape != (size,):
                raise ValueError(f"{name} has shape {column.shape}, time_s has ({size},)")
            if column.flags.writeable:
                column = column.copy()
                column.flags.writeable = False
            object.__setattr__(self, name, column)
        if any(not 0 <= span.start <= span.stop <= size for span in self.segments):
            raise ValueError(f"a segment lies outside the {size} points")

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.time_s)

    @property
    def is_zoned(self) -> bool:
        """Whether its times say which zone they are in; if not, they were read as UTC."""
        return all(each.code is not NoticeCode.TIMES_WITHOUT_ZONE for each in self.notices)

    @property
    def elapsed_s(self) -> float | None:
        """Last minus first time of the points, in seconds; None for a route without times."""
        known = self.time_s[np.isfinite(self.time_s)]
        return float(known.max() - known.min()) if self.is_timed and known.size else None

    @property
    def end_utc(self) -> datetime | None:
        """Time of the last point in UTC, or by the device's elapsed time if there are no points."""
        elapsed_s = self.elapsed_s if len(self) else self.totals.elapsed_s
        if self.start_utc is None or elapsed_s is None:
            return None
        return self.start_utc + timedelta(seconds=elapsed_s)
