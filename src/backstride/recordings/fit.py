"""FIT files: watches, bicycle computers, apps and foot pods.

Written for this project rather than taken from a library, because a broken file must be read as far
as it goes: cut short, never closed, with a size that is not true, several in a row. Records are
decoded all at once by NumPy, in a tenth of the time that one object per field takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from . import fit_profile as profile
from .assembly import Facts, RawLap, optional
from .cadence import mean_steps
from .fit_crc import crc16
from .fit_messages import NO_STAMP, Messages, Value, read_messages
from .limits import Limits
from .notices import Notice, NoticeCode, RefusalCode, notice, refused
from .points import Table
from .recording import DeviceTotals, Floats, Span, Sport
from .times import FIT_EPOCH_S, NO_TIME, SECOND_US

SIGNATURE = b".FIT"
SIGNATURE_AT = 8
SHORTEST_HEADER, USUAL_HEADER = 12, 14

LONGEST_S = 10 * 86_400.0
"""A total above ten days is a slip of the device. Judgement."""


@dataclass(frozen=True, slots=True)
class _Member:
    """One FIT file of a chain: where its messages lie, and what is wrong with its frame."""

    start: int
    end: int
    after: int
    notices: tuple[Notice, ...]
    open_ended: bool


def read_fit(data: bytes, limits: Limits) -> Iterator[tuple[Table, Facts]]:
    """Read the recordings of a FIT file.

    Parameters
    ----------
    data : bytes
        The whole file; it may be a chain of several.
    limits : Limits
        Bounds on messages, records and members of a chain.

    Yields
    ------
    Table, Facts
        One pair for each session, in file order.

    Raises
    ------
    RecordingError
        If no member of the chain has a usable record, if it is a course, or above the limits.
    """
    found: list[tuple[Table, Facts]] = []
    lost: list[int] = []
    pos = members = 0
    while _signed(data, pos):
        members += 1
        if members > limits.max_members:
            raise refused(RefusalCode.TOO_MANY_MEMBERS, limit=limits.max_members)
        member = _frame(data, pos)
        messages = read_messages(data, member.start, member.end, limits)
        limits = replace(
            limits,
            max_items=limits.max_items - messages.count,
            max_points=limits.max_points - len(messages.stamps),
        )
        found += _outings(messages, member)
        if messages.lost_at is not None:
            lost.append(messages.lost_at)
        pos = member.after
    if not found and lost:
        raise refused(RefusalCode.UNREADABLE, f"byte {lost[0]}")
    if not found:
        raise refused(RefusalCode.NO_RECORDS)
    if pos < len(data):
        found[-1][1].notices.append(notice(NoticeCode.TRAILING_BYTES, f"byte {pos}"))
    yield from found


def _signed(data: bytes, pos: int) -> bool:
    at = pos + SIGNATURE_AT
    return data[at : at + len(SIGNATURE)] == SIGNATURE


def _frame(data: bytes, pos: int) -> _Member:
    """Find the bounds of the member that starts here; its claimed size is only compared."""
    header = data[pos] if data[pos] in (SHORTEST_HEADER, USUAL_HEADER) else USUAL_HEADER
    start = pos + header
    size = int.from_bytes(data[pos + 4 : pos + 8], "little")
    if size == 0:
        told = (notice(NoticeCode.UNFINISHED),)
        return _Member(start, len(data), len(data), told, open_ended=True)
    end = start + size
    if end + 2 > len(data):
        told = (notice(NoticeCode.TRUNCATED, f"byte {len(data)}"),)
        return _Member(start, min(end, len(data)), len(data), told, open_ended=True)
    stored = int.from_bytes(data[end : end + 2], "little")
    fits = crc16(memoryview(data)[pos:end]) == stored
    faults = () if fits else (notice(NoticeCode.CHECKSUM),)
    return _Member(start, end, end + 2, faults, open_ended=False)


def _outings(messages: Messages, member: _Member) -> list[tuple[Table, Facts]]:
    file_type = next((m.get(0) for m in messages.of(profile.FILE_ID)), None)
    if file_type == profile.COURSE_FILE:
        raise refused(RefusalCode.PLANNED)
    table = _table(messages).useful()
    sessions = messages.of(profile.SESSION)
    if not len(table) and not any(_duration(s, 8) is not None for s in sessions):
        return []
    facts = _facts(messages)
    facts.notices += member.notices
    broken_at = messages.lost_at if messages.lost_at is not None else messages.cut_at
    expected = member.open_ended and (
        messages.lost_at is None or member.end - messages.lost_at <= 2
    )
    if broken_at is not None and not expected:
        facts.notices.append(notice(NoticeCode.UNREADABLE_REST, f"byte {broken_at}"))
    return _by_session(table, facts, sessions)


def _table(messages: Messages) -> Table:
    stamps = np.array(messages.stamps, dtype=np.int64)
    column = messages.column
    packed_speed, packed_distance = messages.speed_distance()
    cadence = column(profile.CADENCE) + np.nan_to_num(column(profile.CADENCE_FRACTION))
    return Table(
        np.where(stamps == NO_STAMP, NO_TIME, (stamps + FIT_EPOCH_S) * SECOND_US),
        {
            "lat_deg": column(profile.LAT),
            "lon_deg": column(profile.LON),
            "altitude_m": _first(column(profile.ALTITUDE_FINE), column(profile.ALTITUDE)),
            "distance_m": _first(column(profile.DISTANCE), packed_distance),
            "speed_mps": _first(column(profile.SPEED_FINE), column(profile.SPEED), packed_speed),
            "heart_rate_bpm": column(profile.HEART_RATE),
            "cadence_per_min": _first(column(profile.CADENCE_256), cadence),
        },
        (Span(0, len(stamps)),),
    )


def _first(*columns: Floats) -> Floats:
    """Return, row by row, the first of the columns that has a value."""
    chosen = columns[0]
    for column in columns[1:]:
        chosen = np.where(np.isnan(chosen), column, chosen)
    return chosen


def _facts(messages: Messages) -> Facts:
    sport, text = _sport(messages)
    file_id = next(iter(messages.of(profile.FILE_ID)), {})
    infos = messages.of(profile.DEVICE_INFO)
    creator = next((m for m in infos if m.get(0) == 0), {})
    return Facts(
        sport=sport,
        sport_text=text,
        device=profile.device_of(
            _number(file_id, 1), _number(file_id, 2), _text(file_id, 8) or _text(creator, 27)
        ),
        laps=[_lap(m) for m in messages.of(profile.LAP)],
        pauses=_pauses(messages),
        has_barometer=any(
            m.get(25) == profile.LOCAL_SOURCE and m.get(1) == profile.LOCAL_BAROMETER for m in infos
        ),
    )


def _sport(messages: Messages) -> tuple[Sport, str]:
    """Take the sport from the session, else from what comes before it in a file that broke off."""
    for number, main, sub in (
        (profile.SESSION, 5, 6),
        (profile.SPORT, 0, 1),
        (profile.LAP, 25, 39),
    ):
        for message in messages.of(number):
            if main in message:
                return profile.sport_of(_number(message, main), _number(message, sub))
    kinds = messages.column(profile.ACTIVITY_TYPE)
    kinds = kinds[np.isfinite(kinds)]
    if kinds.size:
        values, counts = np.unique(kinds, return_counts=True)
        usual = int(values[np.argmax(counts)])
        return profile.ACTIVITY_TYPES.get(usual, Sport.UNKNOWN), ""
    return Sport.UNKNOWN, ""


def _pauses(messages: Messages) -> list[tuple[int, int]]:
    """Pair each stop of the timer with the next start."""
    pauses = []
    stopped = NO_TIME
    for message in messages.of(profile.EVENT):
        at = _micros(message, profile.TIMESTAMP)
        if message.get(0) != profile.TIMER_EVENT or at == NO_TIME:
            continue
        if message.get(1) in profile.EVENT_STOPS and stopped == NO_TIME:
            stopped = at
        elif message.get(1) == profile.EVENT_START and stopped != NO_TIME:
            if at > stopped:
                pauses.append((stopped, at))
            stopped = NO_TIME
    return pauses


def _by_session(
    table: Table, facts: Facts, sessions: list[dict[int, Value]]
) -> list[tuple[Table, Facts]]:
    """Give each session its own rows, where there are several (a duathlon, a split outing)."""
    if len(sessions) < 2:
        return [(table, _with_session(facts, sessions[0]) if sessions else facts)]
    starts = [_micros(session, 2) for session in sessions]
    if NO_TIME in starts or starts != sorted(set(starts)):
        return [(table, facts)]
    known = np.where(table.times == NO_TIME, starts[0], table.times)
    edges = [0, *np.searchsorted(np.maximum.accumulate(known), starts[1:]).tolist(), len(table)]
    parts = []
    for number, session in enumerate(sessions):
        first, last = starts[number], [*starts, 2**62][number + 1]
        own = replace(
            facts,
            laps=[lap for lap in facts.laps if first <= lap.start < last],
            pauses=[p for p in facts.pauses if first <= p[0] < last],
            notices=list(facts.notices),
        )
        part = table.cut(edges[number], edges[number + 1])
        if len(part) or _duration(session, 8) is not None:
            parts.append((part, _with_session(own, session)))
    return parts


def _with_session(facts: Facts, session: dict[int, Value]) -> Facts:
    sport, text = facts.sport, facts.sport_text
    if 5 in session:
        sport, text = profile.sport_of(_number(session, 5), _number(session, 6))
    feet = sport.on_foot or sport is Sport.UNKNOWN
    strides = _number(session, 10)
    cadence = _float(session, 18) + np.nan_to_num(_float(session, 92) / 128)
    totals = DeviceTotals(
        timer_s=_duration(session, 8),
        elapsed_s=_duration(session, 7),
        distance_m=optional(_float(session, 9) / 100),
        ascent_m=optional(_float(session, 22)),
        descent_m=optional(_float(session, 23)),
        mean_heart_rate_bpm=optional(_float(session, 16)),
        max_heart_rate_bpm=optional(_float(session, 17)),
        mean_cadence_spm=optional(mean_steps(cadence, sport)) if feet else None,
        strides=strides if feet else None,
        energy_kcal=optional(_float(session, 11)),
    )
    start = _micros(session, 2)
    return replace(facts, sport=sport, sport_text=text, totals=totals, start=start)


def _lap(message: dict[int, Value]) -> RawLap:
    timer_s = _duration(message, 8)
    return RawLap(
        _micros(message, 2),
        _micros(message, profile.TIMESTAMP),
        float("nan") if timer_s is None else timer_s,
        _float(message, 9) / 100,
    )


def _float(message: dict[int, Value], number: int) -> float:
    value = message.get(number)
    return float(value) if isinstance(value, int | float) else float("nan")


def _number(message: dict[int, Value], number: int) -> int | None:
    value = message.get(number)
    return value if isinstance(value, int) else None


def _text(message: dict[int, Value], number: int) -> str:
    value = message.get(number)
    return value if isinstance(value, str) else ""


def _micros(message: dict[int, Value], number: int) -> int:
    stamp = _number(message, number)
    if stamp is None or not 0 <= stamp < NO_STAMP:
        return NO_TIME
    return (stamp + FIT_EPOCH_S) * SECOND_US


def _duration(message: dict[int, Value], number: int) -> float | None:
    seconds = optional(_float(message, number) / 1000)
    return seconds if seconds is not None and seconds <= LONGEST_S else None
