"""A recording becomes a walk of the diary, or the questions that are open before it can."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from backstride.diary import EARLIEST, Diary, Walk
from backstride.recordings import Format, Recording, Sport

from .done_kind import recorded_kind
from .kind import Verdict, is_on_foot
from .summary import Body, WalkSummary, summarise

AHEAD = timedelta(hours=1)
"""A start this far ahead of now means that the device's clock is off (judgement)."""

LEAST_MIN = 1.0
"""A shorter recording was begun by a slip, or broke off (judgement); who walked longer says so."""

LONGEST_MIN = 1440.0
FARTHEST_M = 200_000.0
FASTEST_SPM = 250.0
HEART_BPM = (20.0, 250.0)
HIGHEST_M = 9000.0
MOST_MET_MIN = 50_000.0
"""What the diary takes; a device that says more is not believed in that one value."""

SAME_SHARE = 0.5
"""Two walks that share this much of the shorter one's time are one walk (judgement): people
round the start of a walk they tell us about to the quarter of an hour."""

SAME_START = timedelta(minutes=1)
"""Two walks from the same bytes that start this close are one; a file can hold several."""

CLOSE_MIN = 1.0
"""Minutes may exceed the time between start and end by this much in the diary."""

COVERED_SHARE = 0.8
"""A phone that measured less of a walk than this slept for the rest: what adds up over a walk
(minutes moving, metres) is then not known, its step rate is (judgement)."""

OF_A_PART = ("cadence_spm", "recording_sha256")
"""What a part of a walk tells about the whole."""


class Open(StrEnum):
    """What only the person knows about a recording."""

    ON_FOOT = "on_foot"
    """Whether it was a walk that counts."""

    CLOCK = "clock"
    """In which time zone the device's clock ran."""

    START = "start"
    """When it began."""

    MINUTES = "minutes"
    """How long they walked."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said about a recording; None where nothing was said.

    Parameters
    ----------
    on_foot : bool or None
        Whether it was a walk that counts.
    start : datetime or None
        When it began, with its zone or offset.
    minutes : float or None
        How long they walked.
    zone : str or None
        IANA zone it was walked in; the walker's present one where None.
    clock : str or None
        IANA zone in which the device's clock ran, where the file tells none; see `on_clock`.
    """

    on_foot: bool | None = None
    start: datetime | None = None
    minutes: float | None = None
    zone: str | None = None
    clock: str | None = None


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class NeedsAnswers:
    """The walk cannot be written down before the person has said this."""

    open: tuple[Open, ...]
    words: str


@dataclass(frozen=True, slots=True)
class NotAWalk:
    """The recording is of something else; `words` say what speaks for it."""

    words: str


def walk_from(
    recording: Recording,
    *,
    namespace: UUID,
    zone: str,
    now: datetime,
    answers: Answers = NO_ANSWERS,
    body: Body | None = None,
) -> Walk | NeedsAnswers | NotAWalk:
    """Return the walk that a recording is of.

    Parameters
    ----------
    recording : Recording
        With the times of its clock's zone, where the person said it (`on_clock`).
    namespace : UUID
        Of one walker or one diary. The walk's id follows from it and from the recording, so
        that the same recording is the same walk however often it comes.
    zone : str
        IANA zone of the walker.
    now : datetime
        The present moment.
    answers : Answers
        What the person said; it decides over what the file says.
    body : Body, optional
        Height and mass, where they are known.
    """
    seen = is_on_foot(recording)
    reasons = " ".join(seen.reasons)
    if answers.on_foot is False:
        return NotAWalk("You said that this was not a walk. It is kept, and counts nowhere.")
    if answers.on_foot is None and seen.verdict is Verdict.NO:
        return NotAWalk(f"{reasons} It was not taken as a walk.")
    summary = summarise(recording, body=body)
    start = answers.start or summary.start_utc
    minutes = answers.minutes or summary.minutes
    lacking: list[tuple[Open, str]] = []
    if answers.on_foot is None and seen.verdict is Verdict.ASK:
        lacking.append((Open.ON_FOOT, f"{reasons} Was it a walk?"))
    elif answers.on_foot is None and seen.sport is Sport.RUNNING:
        lacking.append((Open.ON_FOOT, f"{reasons} Shall it count as a walk?"))
    elif answers.on_foot is None and minutes is not None and minutes < LEAST_MIN:
        lacking.append((Open.ON_FOOT, "It lasts less than a minute. Was it a walk?"))
    if start is not None and answers.start is None and not recording.is_zoned:
        words = "The file does not say which time zone its times are in."
        lacking.append((Open.CLOCK, words))
    elif start is None:
        lacking.append((Open.START, "The file does not say when it was. When did it begin?"))
    elif start < EARLIEST:
        lacking.append(
            (Open.START, f"That time lies before the year {EARLIEST.year}. When did it begin?")
        )
    elif start > now + AHEAD:
        lacking.append((Open.START, "The file's time lies in the future. When did it begin?"))
    if minutes is None or not 0 < minutes <= LONGEST_MIN:
        lacking.append((Open.MINUTES, "The file does not say how long it was. How many minutes?"))
    elif minutes < LEAST_MIN:
        lacking.append((Open.MINUTES, "How many minutes was it?"))
    if start is None or minutes is None or lacking:
        return NeedsAnswers(tuple(each for each, _ in lacking), " ".join(w for _, w in lacking))
    found = measured(recording, summary)
    shown = found["recorded_kind"]
    return Walk.model_validate(
        {
            "id": walk_id(recording, namespace),
            "at": start.astimezone(UTC),
            "ended_at": _end(start, minutes, summary),
            "zone": answers.zone or zone,
            "minutes": minutes,
            "kind": "easy" if shown in (None, "one_pace") else shown,
            **found,
        }
    )


def measured(recording: Recording, summary: WalkSummary) -> dict[str, object]:
    """Return what a recording adds to a walk: the fields of `Walk` that are measured."""
    mets = summary.met_minutes
    # Heights by satellite give a guess, and the diary keeps what was measured.
    sure = summary.ascent if summary.ascent and summary.ascent.from_barometer else None
    return {
        "moving_min": _within(summary.moving_min, 0, LONGEST_MIN),
        "elapsed_min": _within(summary.elapsed_min, 0, 2 * LONGEST_MIN),
        "distance_m": _within(summary.distance_m, 0, FARTHEST_M),
        "cadence_spm": _within(summary.mean_cadence_spm, 0, FASTEST_SPM),
        "mean_heart_rate_bpm": _within(summary.mean_heart_rate_bpm, *HEART_BPM),
        "ascent_m": _within(sure.value_m if sure else None, 0, HIGHEST_M),
        "met_minutes": _within(mets.value if mets else None, 0, MOST_MET_MIN),
        "recorded_kind": recorded_kind(recording, counted=summary.mean_cadence_spm is not None),
        "recording_sha256": recording.source.digest,
    }


def walk_id(recording: Recording, namespace: UUID) -> UUID:
    """Return the id of the walk of that recording."""
    return uuid5(namespace, f"{recording.source.digest}:{recording.source.part}")


def same_walk(diary: Diary, walk: Walk) -> Walk | None:
    """Return the walk of the diary that came from the very same recording, if there is one."""
    for known in diary.walks():
        same_bytes = known.recording_sha256 == walk.recording_sha256
        if same_bytes and abs(known.at - walk.at) <= SAME_START:
            return known
    return None


def at_the_same_time(diary: Diary, walk: Walk) -> tuple[Walk, ...]:
    """Return the walks of the diary that took place at the same time."""
    day = timedelta(days=1)
    return tuple(
        known
        for known in diary.walks(walk.day - day, walk.day + day)
        if min(_over(known), _over(walk)) - max(known.at, walk.at)
        >= SAME_SHARE * min(_over(known) - known.at, _over(walk) - walk.at)
    )


def covers(recording: Recording, walk: Walk) -> bool:
    """Whether a phone measured enough of a walk to speak for all of it; a watch always does."""
    return recording.source.format is not Format.MOTION or lasts_as_long(recording, walk)


def lasts_as_long(recording: Recording, walk: Walk) -> bool:
    """Whether a device was awake for most of a walk."""
    asleep_s = sum(pause.duration_s for pause in recording.pauses)
    measured_s = (recording.elapsed_s or 0.0) - asleep_s
    return measured_s >= COVERED_SHARE * (_over(walk) - walk.at).total_seconds()


def by_hand(walk: Walk) -> bool:
    """Whether a walk was told, and not taken from a recording."""
    return walk.recording_sha256 is None


def _over(walk: Walk) -> datetime:
    return walk.ended_at or walk.at + timedelta(minutes=walk.minutes)


def _end(start: datetime, minutes: float, summary: WalkSummary) -> datetime | None:
    """Return the end, unless the timer ran longer than the points last."""
    if summary.elapsed_min is None or minutes > summary.elapsed_min + CLOSE_MIN:
        return None
    return start.astimezone(UTC) + timedelta(minutes=summary.elapsed_min)


def _within(value: float | None, low: float, high: float) -> float | None:
    return value if value is not None and low <= value <= high else None
