"""What is said on the way: fixed to a moment, or placed in the next quiet one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from backstride.diary import Carrying, Ground
from backstride.guidance.ground import ground_words
from backstride.guidance.heat import Heat
from backstride.guidance.item import item
from backstride.guidance.load import CHANGE_HANDS_S, HANDS_LEAST_APART_S
from backstride.guidance.needs import WalkerNeeds
from backstride.guidance.posture import EVERY_S, FIRST_AFTER_S, LEAST_APART_S, posture_words
from backstride.guidance.timeline import Cue, CueKind, Part, PartKind, Phase, PhaseId
from backstride.guidance.water import sip_every_s, sip_words, water_advice
from backstride.prescription import Session

QUIET_S = 8
"""Seconds of silence between two cues, so that the first can be heard out (judgement)."""

POSTURE_QUIET_S = 20
"""The same for posture, which can wait: so never between short rounds (judgement)."""

LAST_MINUTE_S = 60
HALFWAY_FROM_MIN = 8
"""Shorter walks have no half to speak of (judgement)."""

GROUND_AFTER_S = 20
LOAD_AFTER_S = 40

_EASY_AGAIN = (
    "Shorter steps, arms loose.",
    "Let your breath settle.",
    "Soft shoulders, soft steps.",
)


def fixed_cues(phases: Sequence[Phase], session: Session) -> list[Cue]:
    """Return the cues that belong to one moment: parts, rounds, last minute and the end."""
    cues: list[Cue] = []
    for phase in phases:
        if phase.id is PhaseId.WALK:
            cues += _walk_cues(phase, session)
        else:
            cues += [
                Cue.of(CueKind.PART_START, part.start_s, item(part.id).say, part.because)
                for part in phase.parts
            ]
    end_s = phases[-1].end_s
    cues.append(Cue.of(CueKind.END, end_s, f"That was {end_s // 60} minutes."))
    return cues


def _walk_cues(walk: Phase, session: Session) -> list[Cue]:
    last_s = walk.end_s - LAST_MINUTE_S
    cues = [
        _part_cue(part, session)
        for part in walk.parts
        if part.id != "lead_out" or part.start_s < last_s  # else the last minute says it
    ]
    if last_s > walk.start_s:
        text = "One more minute, then the cool-down."
        cues.append(Cue.of(CueKind.LAST_MINUTE, last_s, text, ("walk.minutes",)))
    return cues


def _part_cue(part: Part, session: Session) -> Cue:
    if part.kind is PartKind.BRISK:
        text = f"Round {part.round} of {part.rounds}. Brisk, {_length(part.duration_s)}."
        return Cue.of(CueKind.INTERVAL_BRISK, part.start_s, text, part.because)
    if part.round is not None:
        then = _EASY_AGAIN[part.round % len(_EASY_AGAIN)]
        text = f"Easy, {_length(part.duration_s)}. {then}"
        return Cue.of(CueKind.INTERVAL_EASY, part.start_s, text, part.because)
    text = {
        "walk": f"Now your walk: {_length(session.minutes * 60)}, at your own easy pace.",
        "lead_in": f"Now your walk: {_length(session.minutes * 60)}. Easy to begin with.",
        "lead_out": "Easy until the end.",
    }[part.id]
    return Cue.of(CueKind.PART_START, part.start_s, text, part.because)


def _length(seconds: int) -> str:
    if seconds % 60:
        return f"{seconds} seconds"
    return "1 minute" if seconds == 60 else f"{seconds // 60} minutes"


def floating_cues(
    walk: Phase,
    fixed: Sequence[Cue],
    session: Session,
    person: WalkerNeeds,
    *,
    day: date,
    heat: Heat | None,
    carrying: Carrying,
    ground: Ground | None,
) -> list[Cue]:
    """Return the cues that take the next quiet moment of the walk.

    Never within a brisk part or the last minute, and never closer than ``QUIET_S`` to
    another cue (posture: ``POSTURE_QUIET_S``). What finds no quiet moment before that stays
    unsaid.
    """
    placed: list[Cue] = []
    quiet = _Quiet(walk, fixed)
    if session.minutes >= HALFWAY_FROM_MIN:
        at_s = quiet.take((walk.start_s + walk.end_s) // 2)
        if at_s is not None:
            placed.append(Cue.of(CueKind.HALFWAY, at_s, "Halfway.", ("walk.minutes",)))
    about_ground = ground_words(session, person, ground)
    if about_ground and (at_s := quiet.take(walk.start_s + GROUND_AFTER_S)) is not None:
        placed.append(Cue.of(CueKind.SURFACE, at_s, about_ground, ("surface",)))
    placed += _water(walk, quiet, session, person, heat)
    placed += _load(walk, quiet, carrying)
    placed += _posture(walk, quiet, person, day)
    return placed


def _water(
    walk: Phase, quiet: _Quiet, session: Session, person: WalkerNeeds, heat: Heat | None
) -> Iterable[Cue]:
    advice = water_advice(session.minutes, person, heat)
    every_s = sip_every_s(advice, heat)
    if every_s is None:
        return
    for wanted in range(walk.start_s + every_s, walk.end_s, every_s):
        if (at_s := quiet.take(wanted)) is not None:
            yield Cue.of(CueKind.WATER, at_s, sip_words(advice), advice.because)


def _load(walk: Phase, quiet: _Quiet, carrying: Carrying) -> Iterable[Cue]:
    if carrying == "both_shoulders":
        if (at_s := quiet.take(walk.start_s + LOAD_AFTER_S)) is not None:
            yield Cue.of(CueKind.LOAD, at_s, "Both straps, close to your back.", ("load",))
    elif carrying == "one_side":
        wanted = walk.start_s + CHANGE_HANDS_S
        while (at_s := quiet.take(wanted)) is not None:
            yield Cue.of(CueKind.LOAD, at_s, "Change hands.", ("load",))
            wanted = max(wanted + CHANGE_HANDS_S, at_s + HANDS_LEAST_APART_S)


def _posture(walk: Phase, quiet: _Quiet, person: WalkerNeeds, day: date) -> Iterable[Cue]:
    words = posture_words(person, day)
    wanted = walk.start_s + FIRST_AFTER_S
    while (at_s := quiet.take(wanted, POSTURE_QUIET_S)) is not None:
        yield Cue.of(CueKind.POSTURE, at_s, next(words), ("cue.posture",))
        wanted = max(wanted + EVERY_S, at_s + LEAST_APART_S)


class _Quiet:
    """The quiet moments of a walk; each that is taken is quiet no more."""

    def __init__(self, walk: Phase, fixed: Iterable[Cue]) -> None:
        self._brisk = [
            (part.start_s, part.end_s) for part in walk.parts if part.kind is PartKind.BRISK
        ]
        self._last_s = walk.end_s - LAST_MINUTE_S - QUIET_S
        self._taken = [cue.at_s for cue in fixed]

    def take(self, wanted_s: int, quiet_s: int = QUIET_S) -> int | None:
        """Take the first quiet second from ``wanted_s`` on; None where none is left."""
        for at_s in range(wanted_s, self._last_s + 1):
            if self._is_quiet(at_s, quiet_s):
                self._taken.append(at_s)
                return at_s
        return None

    def _is_quiet(self, at_s: int, quiet_s: int) -> bool:
        return not any(start <= at_s < end for start, end in self._brisk) and all(
            abs(at_s - taken) >= quiet_s for taken in self._taken
        )
