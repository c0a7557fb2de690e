"""``backstride measure``: what recordings hold, without writing anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click
import numpy as np

from backstride.cli import paper
from backstride.cli.exits import DataProblem
from backstride.cli.source import json_option
from backstride.gait import MODES, WALK, GaitResult, measure_blocks
from backstride.recordings import (
    Acceleration,
    Floats,
    Format,
    ReadResult,
    Recording,
    Refusal,
    RefusalCode,
    read_acceleration_pieces_apart,
    read_each_apart,
)
from backstride.walks import Part, is_on_foot, parts_in, parts_of, summarise

LONG = {RefusalCode.ALL_DAY, RefusalCode.TOO_LARGE}
"""Why acceleration is no single walk; it can be measured piece by piece all the same."""

MANY = (
    "This archive holds {} tables of acceleration. We measured the first one. "
    "Unpack it to measure the others."
)

MOST_SECONDS = 7 * 86_400
"""A week; parts of more are not told. Judgement."""


@click.command("measure")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
@click.option(
    "--mode",
    type=click.Choice(sorted(MODES)),
    default=WALK.name,
    show_default=True,
    help="Read acceleration as a walk that was started, or strictly as a whole day.",
)
@json_option
def measure_(paths: tuple[Path, ...], mode: str, for_program: bool) -> None:
    """Say what recordings hold, and write nothing.

    For a walk: minutes, distance, steps a minute and heart rate. For a table of raw
    acceleration (a time and three axes): steps, cadence and stretches of walking. Ends with
    exit code 1 if a file could not be read.
    """
    told: list[dict[str, Any]] = []
    for path in paths:
        for each in _measured(path, mode):
            told.append(each)
            if not for_program:
                _say(each)
    if for_program:
        paper.as_json(told)
    if any(each["kind"] == "refused" for each in told):
        sys.exit(DataProblem.exit_code)


def _measured(path: Path, mode: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    codes: set[RefusalCode] = set()
    tables = 0
    for result in read_each_apart(path):
        codes |= {refusal.code for refusal in result.refusals}
        walks = [
            each for each in result.recordings if each.source.format is not Format.ACCELERATION
        ]
        tables += len(result.recordings) - len(walks)
        told += [_walk(path, recording) for recording in walks]
        told += _refused(path, result)
    if tables or (codes and codes <= LONG):
        measured = _steps(path, mode)
        if measured["kind"] == "refused":
            return [*told, measured] if tables else told
        if tables > 1:
            measured["notices"].append(MANY.format(tables))
        return [*(each for each in told if each["kind"] != "refused"), measured]
    return told


def _walk(path: Path, recording: Recording) -> dict[str, Any]:
    summary = summarise(recording)
    start, mets = summary.start_utc, summary.met_minutes
    return {
        "file": str(path),
        "kind": "recording",
        "name": recording.source.name,
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
        "notices": [notice.words for notice in recording.notices],
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


def _steps(path: Path, mode: str) -> dict[str, Any]:
    """Measure a table of acceleration piece by piece, or say why it is none."""
    pieces = _Pieces(read_acceleration_pieces_apart(path))
    first = pieces.first
    if isinstance(first, Refusal):
        return _refusal(path, path.name, first)
    result = measure_blocks(pieces, mode=mode)
    walked_s = sum(bout.end_s - bout.start_s for bout in result.bouts)
    inner = sum(bout.n_steps - 1 for bout in result.bouts)
    return {
        "file": str(path),
        "kind": "acceleration",
        "start_utc": None if first.start_utc is None else first.start_utc.isoformat(),
        "minutes": pieces.end_s / 60.0,
        "walking_min": walked_s / 60.0,
        "steps": result.n_steps,
        "mean_cadence_spm": 60.0 * inner / walked_s if walked_s else None,
        "rate_hz": result.rate_hz,
        "unit": result.scale.unit.value,
        "bouts": [
            {
                "start_s": bout.start_s,
                "end_s": bout.end_s,
                "steps": bout.n_steps,
                "cadence_spm": bout.cadence_spm,
                "step_regularity": bout.step_regularity,
                "stride_regularity": bout.stride_regularity,
            }
            for bout in result.bouts
        ],
        "parts": [_part(part) for part in _parts(result)],
        "notices": [*_zone_note(first), *pieces.notices, *(note.text for note in result.notes)],
    }


def _zone_note(table: Acceleration) -> list[str]:
    if table.is_zoned or table.start_utc is None:
        return []
    return ["The clock of this device tells no time zone. We read it as UTC."]


class _Pieces:
    """The pieces of a table as blocks, and what is to be known of them at the end."""

    def __init__(self, found: Iterator[Acceleration | Refusal]) -> None:
        self._found = found
        self.first = next(found)
        self.end_s = 0.0
        self.notices: list[str] = []

    def __iter__(self) -> Iterator[tuple[Floats, Floats]]:
        for piece in chain([self.first], self._found):
            if isinstance(piece, Refusal):
                self.notices.append(piece.words)
            else:
                self.end_s = max(self.end_s, float(piece.t_s.max()))
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


def _refused(path: Path, result: ReadResult) -> list[dict[str, Any]]:
    return [_refusal(path, result.name, refusal) for refusal in result.refusals]


def _refusal(path: Path, name: str, refusal: Refusal) -> dict[str, Any]:
    return {
        "file": str(path),
        "kind": "refused",
        "name": refusal.where or name,
        "words": refusal.words,
        "notices": [],
    }


_UNITS = (
    ("minutes", "{:.1f} minutes"),
    ("walking_min", "{:.1f} of them walking"),
    ("distance_m", "{:.0f} m"),
    ("steps", "{:.0f} steps"),
    ("mean_cadence_spm", "{:.0f} steps a minute"),
    ("mean_heart_rate_bpm", "{:.0f} beats a minute"),
)


def _say(each: dict[str, Any]) -> None:
    err = each["kind"] == "refused"
    facts = [text.format(each[key]) for key, text in _UNITS if each.get(key) is not None]
    words = each["words"] if err else ", ".join(facts) or "nothing that can be measured"
    paper.say(f"{each.get('name') or each['file']}: {words}", err=err)
    told = _told(each.get("parts", ()))
    if told:
        paper.say(told, indent=4)
    for notice in each["notices"]:
        paper.say(notice, indent=4, err=err)


def _told(parts: Sequence[dict[str, Any]]) -> str:
    """Return the parts in a few words, each kind with its minutes."""
    minutes: dict[str, list[float]] = {}
    for part in parts:
        kind = part["kind"] if part["is_sure"] else f"perhaps {part['kind']}"
        minutes.setdefault(kind, []).append((part["end_s"] - part["start_s"]) / 60.0)
    told = []
    for kind, spans in minutes.items():
        times = f"{len(spans)} times " if len(spans) > 1 else ""
        told.append(f"{times}{kind} ({sum(spans):.1f} min)")
    return ", ".join(told)
