"""What was read, on its way from the process that read it: frames of JSON and plain numbers.

Nothing in a frame can run: whoever takes it over a compromised process gets text, whole numbers and
floats, of sizes within the limits. `pickle` would run code.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, BinaryIO

import numpy as np

from .acceleration import Acceleration, read_acceleration, read_acceleration_pieces
from .described import described, notices_of, recording_of, refusals_of, told
from .health import HealthDay, HealthDays
from .limits import MIB, Limits
from .member import content_of
from .notices import RecordingError, Refusal
from .reading import read, read_each, read_each_and_days, read_health_days
from .recording import COLUMNS, Floats, Recording
from .single import ReadResult

HEAD = struct.Struct("<IQ")
"""Before each frame: bytes of JSON, bytes of numbers."""

MOST_JSON = 64 * MIB
"""More is no description of a recording, but an attack. Judgement."""

Frame = tuple[dict[str, Any], list[Floats]]
Take = Callable[[int], bytes | bytearray]


def frames_of(task: str, file: BinaryIO, name: str, limits: Limits) -> Iterator[Frame]:
    """Do a task on a file and give what it found as frames.

    Parameters
    ----------
    task : str
        "whole", "each", "all", "acceleration", "pieces" or "days". After "acceleration" and
        "pieces" may stand the digest of what is meant; see `content_of`.
    file : binary file
        What to read; it can seek.
    name : str
        Its name, to tell about.
    limits : Limits
        Bounds on what is read.
    """
    task, _, digest = task.partition(" ")
    if task == "acceleration":
        yield _acceleration_frame(_acceleration(file, name, digest, limits))
    elif task == "pieces":
        try:
            meant = content_of(file, name, digest, limits) if digest else file
            yield from map(_acceleration_frame, read_acceleration_pieces(meant, limits=limits))
        except RecordingError as error:
            yield _acceleration_frame(error.refusal)
    elif task == "days":
        yield _days_frame(read_health_days(file, limits=limits))
    elif task == "all":
        for found in read_each_and_days(file, name=name, limits=limits):
            if isinstance(found, HealthDays):
                yield _days_frame(found)
            else:
                yield from _result_frames(found)
    elif task == "each":
        for result in read_each(file, name=name, limits=limits):
            yield from _result_frames(result)
    else:
        yield from _result_frames(read(file, name=name, limits=limits))


def _acceleration(file: BinaryIO, name: str, digest: str, limits: Limits) -> Acceleration | Refusal:
    try:
        meant = content_of(file, name, digest, limits) if digest else file
    except RecordingError as error:
        return error.refusal
    return read_acceleration(meant, limits=limits)


def packed(frame: Frame) -> Iterator[bytes | memoryview]:
    """Return a frame as bytes, its numbers without a copy."""
    about, arrays = frame
    plain = [np.ascontiguousarray(each, dtype="<f8") for each in arrays]
    text = json.dumps(about).encode()
    yield HEAD.pack(len(text), sum(each.nbytes for each in plain)) + text
    for each in plain:
        if each.size:
            yield each.data.cast("B")


def next_frame(take: Take, limits: Limits) -> tuple[dict[str, Any], Floats] | None:
    """Take the next frame; None at the end.

    Parameters
    ----------
    take : callable
        Gives that many bytes, or none at the end.
    limits : Limits
        What a frame can hold at most.

    Raises
    ------
    ValueError
        If this is no frame.
    EOFError
        If it ends in the middle.
    """
    head = take(HEAD.size)
    if not head:
        return None
    text_size, raw_size = HEAD.unpack(head)
    most = 8 * max(limits.max_points * len(COLUMNS), limits.max_samples * 4)
    if text_size > MOST_JSON or raw_size > most or raw_size % 8:
        raise ValueError("a frame of impossible size")
    about = json.loads(_all(take, text_size))
    if not isinstance(about, dict):
        raise ValueError("a frame that describes nothing")
    return about, np.frombuffer(_all(take, raw_size), dtype="<f8").astype(np.float64, copy=False)


def _all(take: Take, size: int) -> bytes | bytearray:
    data = take(size)
    if len(data) < size:
        raise EOFError
    return data


def results_of(frames: Iterable[tuple[dict[str, Any], Floats]]) -> Iterator[ReadResult]:
    """Put results together again from their frames."""
    return (each for each in found_of(frames) if isinstance(each, ReadResult))


def found_of(
    frames: Iterable[tuple[dict[str, Any], Floats]],
) -> Iterator[ReadResult | HealthDays]:
    """Put results, and the days of a health export, together again from their frames."""
    recordings: list[Recording] = []
    for about, raw in frames:
        if about["kind"] == "days":
            yield days_of(about)
            continue
        if about["kind"] == "recording":
            table = raw.reshape(len(COLUMNS), -1)
            recordings.append(recording_of(about, dict(zip(COLUMNS, table, strict=True))))
            continue
        yield ReadResult(
            str(about["name"]),
            str(about["digest"]),
            tuple(recordings),
            notices_of(about["notices"]),
            refusals_of(about["refusals"]),
        )
        recordings = []


def acceleration_of(about: dict[str, Any], raw: Floats) -> Acceleration | Refusal:
    """Put a table of acceleration, or why there is none, together again."""
    if about["kind"] == "refused":
        return refusals_of(about["refusals"])[0]
    table = raw.reshape(4, -1)
    start = about["start_utc"]
    acc = np.ascontiguousarray(table[1:].T)
    moment = datetime.fromisoformat(start) if start else None
    return Acceleration(table[0], acc, moment, bool(about["is_zoned"]))


def days_of(about: dict[str, Any]) -> HealthDays:
    """Put the days of a health export together again."""
    return HealthDays(
        tuple(map(_day_of, about["days"])),
        {str(name): int(steps) for name, steps in about["steps_by_source"]},
        notices_of(about["notices"]),
        refusals_of(about["refusals"]),
    )


def _day_of(about: dict[str, Any]) -> HealthDay:
    steps = tuple((str(name), float(count)) for name, count in about["steps_by_source"])
    measured = tuple((str(name), str(source)) for name, source in about["measured_by"])
    told = {"day": date.fromordinal(about["day"]), "steps_by_source": steps}
    return HealthDay(**{**about, **told, "measured_by": measured})


def _result_frames(result: ReadResult) -> Iterator[Frame]:
    for recording in result.recordings:
        columns = [getattr(recording, name) for name in COLUMNS]
        yield {"kind": "recording", **described(recording)}, columns
    about = {"kind": "result", "name": result.name, "digest": result.digest}
    yield (
        {**about, "notices": told(result.notices), "refusals": told(result.refusals)},
        [],
    )


def _acceleration_frame(found: Acceleration | Refusal) -> Frame:
    if isinstance(found, Refusal):
        return {"kind": "refused", "refusals": told([found])}, []
    start = None if found.start_utc is None else found.start_utc.isoformat()
    return {"kind": "acceleration", "start_utc": start, "is_zoned": found.is_zoned}, [
        found.t_s,
        *found.acc.T,
    ]


def _days_frame(found: HealthDays) -> Frame:
    return {
        "kind": "days",
        "days": [{**asdict(day), "day": day.day.toordinal()} for day in found.days],
        "steps_by_source": list(found.steps_by_source.items()),
        "notices": told(found.notices),
        "refusals": told(found.refusals),
    }, []
