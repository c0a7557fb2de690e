"""What one file holds: walks, steps in acceleration, days of a health export, or why nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from backstride.cli.health_days_table import days_told
from backstride.cli.measured_lean import NO_ACCELERATION, LeanMeter, Upright
from backstride.gait import GaitResult, measure_blocks
from backstride.recordings import (
    Acceleration,
    Floats,
    Format,
    HealthDays,
    ReadResult,
    Recording,
    Refusal,
    RefusalCode,
    Source,
    read_acceleration_pieces_apart,
    read_each_and_days_apart,
)
from backstride.walks import Part, is_on_foot, parts_in, parts_of, summarise

LONG = {RefusalCode.ALL_DAY, RefusalCode.TOO_LARGE}
"""Why acceleration is no single walk; it can be measured piece by piece all the same."""

NO_WALKS = {
    RefusalCode.NO_WORKOUTS,
    RefusalCode.UNREADABLE,
    RefusalCode.NOT_A_RECORDING,
    RefusalCode.NO_COLUMNS,
    RefusalCode.NO_ROWS,
    RefusalCode.FEW_SAMPLES,
    RefusalCode.JSON,
}
"""What a health export that holds days alone is refused with, or other tables in it."""

OTHER_SENSOR = re.compile(r"gyro|magn|orient|rotat|attitude|quaternion|heading", re.IGNORECASE)
OTHER_WORDS = (
    "By its name this is the table of another sensor than the accelerometer, so we did not "
    "measure it. If it is acceleration, please name the file itself."
)

MOST_SECONDS = 7 * 86_400
"""A week; parts of more are not told. Judgement."""


class MeasuredFile:
    """Reads one file apart, and tells what is in it, thing by thing.

    Parameters
    ----------
    path : Path
    mode : str
        How acceleration is read.
    is_named : bool
        Whether somebody named this very file; else tables of other sensors are let be.
    upright : Upright, optional
        Where lean is asked for.
    """

    def __init__(
        self, path: Path, mode: str, *, is_named: bool = True, upright: Upright | None = None
    ) -> None:
        self._path = path
        self._mode = mode
        self._is_named = is_named
        self._upright = upright
        self._refused: list[tuple[str, Refusal]] = []
        self._formats: set[Format] = set()

    def told(self) -> Iterator[dict[str, Any]]:
        """Yield what was found as it is told to a program; what was refused comes last."""
        for found in read_each_and_days_apart(self._path):
            yield from self._days(found) if isinstance(found, HealthDays) else self._of(found)
        for name, refusal in self._refused:
            yield self.refusal(refusal.where or name, refusal.words)

    def refusal(self, name: str, words: str) -> dict[str, Any]:
        """Return what is told of something that gave nothing."""
        return {**self._about("refused", name), "words": words, "notices": []}

    def _of(self, result: ReadResult) -> Iterator[dict[str, Any]]:
        is_acceleration = False
        for recording in result.recordings:
            self._formats.add(recording.source.format)
            if recording.source.format is Format.ACCELERATION:
                is_acceleration = True
            else:
                yield self._walk(recording)
        is_long = any(refusal.code in LONG for refusal in result.refusals)
        if is_acceleration or (is_long and (result.digest or not self._is_member(result))):
            steps = self._steps(result)
            if not isinstance(steps, Refusal):
                self._formats.add(Format.ACCELERATION)
                yield steps
                return
            if is_acceleration or result.refusals[0].code is RefusalCode.ALL_DAY:
                self._refused.append((result.name, steps))
                return
        self._refused += [(result.name, refusal) for refusal in result.refusals]
        if not result.recordings and not result.refusals and result.notices:
            notices = [notice.words for notice in result.notices]
            yield {**self._about("same", result.name), "notices": notices}

    def _is_member(self, result: ReadResult) -> bool:
        return result.name != self._path.name

    def _about(self, kind: str, name: str) -> dict[str, Any]:
        return {"file": str(self._path), "kind": kind, "name": name}

    def _walk(self, recording: Recording) -> dict[str, Any]:
        summary = summarise(recording)
        start, mets = summary.start_utc, summary.met_minutes
        return {
            **self._about("recording", recording.source.name),
            "format": recording.source.format.value,
            "sport": recording.sport.value,
            "on_foot": is_on_foot(recording).verdict.value,
            "start_utc": None if start is None else start.isoformat(),
            "minutes": summary.minutes,
            "moving_min": summary.moving_min,
            "elapsed_min": summary.elapsed_min,
            "distance_m": summary.distance_m,
            "steps": recording.totals.steps,
            "mean_cadence_spm": summary.mean_cadence_spm,
            "mean_heart_rate_bpm": summary.mean_heart_rate_bpm,
            "max_heart_rate_bpm": summary.max_heart_rate_bpm,
            "met_minutes": None if mets is None else mets.value,
            "pauses": [{"start_s": p.start_s, "end_s": p.end_s} for p in summary.pauses],
            "parts": [_part(part) for part in parts_in(recording)],
            **({"lean": None, "lean_refused": NO_ACCELERATION} if self._upright else {}),
            "notices": [notice.words for notice in recording.notices],
        }

    def _steps(self, result: ReadResult) -> dict[str, Any] | Refusal:
        """Measure acceleration piece by piece, or say why it is none."""
        source = None
        if self._is_member(result):
            source = Source(result.name, Format.ACCELERATION, result.digest)
        if (source or not self._is_named) and OTHER_SENSOR.search(Path(result.name).name):
            return Refusal(RefusalCode.NOT_A_RECORDING, OTHER_WORDS)
        meter = None if self._upright is None else LeanMeter(self._upright)
        pieces = _Pieces(read_acceleration_pieces_apart(self._path, source=source), meter)
        if isinstance(pieces.first, Refusal):
            return pieces.first
        position = None if self._upright is None else self._upright.position
        found = measure_blocks(pieces, mode=self._mode, position=position)
        return {
            **self._about("acceleration", result.name),
            **_gait(pieces.first, pieces.end_s, found),
            **({} if meter is None else meter.told(found)),
            "notices": [
                *_zone_note(pieces.first),
                *pieces.notices,
                *(note.text for note in found.notes),
            ],
        }

    def _days(self, found: HealthDays) -> Iterator[dict[str, Any]]:
        """Tell the days of a health export; without walks it is no refusal then."""
        if not self._formats:
            self._refused = [each for each in self._refused if each[1].code not in NO_WALKS]
        notices = [notice.words for notice in found.notices]
        yield {**self._about("days", self._path.name), **days_told(found), "notices": notices}


def _gait(first: Acceleration, end_s: float, found: GaitResult) -> dict[str, Any]:
    walked_s = sum(bout.end_s - bout.start_s for bout in found.bouts)
    inner = sum(bout.n_steps - 1 for bout in found.bouts)
    return {
        "start_utc": None if first.start_utc is None else first.start_utc.isoformat(),
        "minutes": end_s / 60.0,
        "walking_min": walked_s / 60.0,
        "steps": found.n_steps,
        "mean_cadence_spm": 60.0 * inner / walked_s if walked_s else None,
        "rate_hz": found.rate_hz,
        "unit": found.scale.unit.value,
        "bouts": [
            {
                "start_s": bout.start_s,
                "end_s": bout.end_s,
                "steps": bout.n_steps,
                "cadence_spm": bout.cadence_spm,
                "step_regularity": bout.step_regularity,
                "stride_regularity": bout.stride_regularity,
            }
            for bout in found.bouts
        ],
        "parts": [_part(part) for part in _parts(found)],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "start_s": part.start_s,
        "end_s": part.end_s,
        "cadence_spm": part.cadence_spm,
        "speed_mps": part.speed_mps,
        "is_sure": part.is_sure,
    }


def _zone_note(table: Acceleration) -> list[str]:
    if table.is_zoned or table.start_utc is None:
        return []
    return ["The clock of this device tells no time zone. We read it as UTC."]


class _Pieces:
    """The pieces of a table as blocks, and what is to be known of them at the end."""

    def __init__(self, found: Iterator[Acceleration | Refusal], meter: LeanMeter | None) -> None:
        self._found = found
        self._meter = meter
        self.first = next(found)
        self.end_s = 0.0
        self.notices: list[str] = []

    def __iter__(self) -> Iterator[tuple[Floats, Floats]]:
        for piece in chain([self.first], self._found):
            if isinstance(piece, Refusal):
                self.notices.append(piece.words)
                continue
            self.end_s = max(self.end_s, float(piece.t_s.max()))
            if self._meter is not None:
                self._meter.take(piece.t_s, piece.acc)
            yield piece.t_s, piece.acc


def _parts(result: GaitResult) -> tuple[Part, ...]:
    """Return the parts of a walk; in a gap of the recording nobody walks."""
    if not len(result.second_t_s):
        return ()
    start_s = float(result.second_t_s[0])
    place = np.round(result.second_t_s - start_s).astype(int)
    # A stray stamp far away must not make a list of all the seconds up to it.
    near = place < MOST_SECONDS
    cadence = np.zeros(int(place[near].max()) + 1)
    cadence[place[near]] = result.cadence_spm[near]
    return parts_of(cadence, start_s=start_s)
