"""A timeline as a page shows it: the parts of the path, its legend, and what happens when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backstride.diary import Carrying, Diary, Ground
from backstride.guidance import (
    Heat,
    PartKind,
    PhaseId,
    Texture,
    Timeline,
    WalkerNeeds,
    timeline,
)
from backstride.prescription import Session
from backstride.screening import Assessment
from backstride.site import design
from backstride.site.models import Preferences
from backstride.site.presentation.questions import age_on

TEXTURES = {
    Texture.WARM_UP: design.PartKind.WARM_UP,
    Texture.MAIN: design.PartKind.WALK,
    Texture.BRISK: design.PartKind.BRISK,
    Texture.EASY_BETWEEN: design.PartKind.EASY_BETWEEN,
    Texture.COOL_DOWN: design.PartKind.COOL_DOWN,
}

PHASE_KINDS = {
    PhaseId.WARM_UP: design.PartKind.WARM_UP,
    PhaseId.WALK: design.PartKind.WALK,
    PhaseId.COOL_DOWN: design.PartKind.COOL_DOWN,
}


def needs_of(diary: Diary, assessment: Assessment, on: date) -> WalkerNeeds:
    """Return what guidance has to know about the person."""
    person = diary.profile
    return WalkerNeeds.of(
        person.needs or (),
        adaptations=assessment.adaptations,
        age_years=age_on(diary, on),
        weight_kg=person.weight_kg,
        usual_cadence_spm=person.usual_cadence_spm,
    )


def lay_out(
    session: Session,
    person: WalkerNeeds,
    on: date,
    *,
    heat: Heat | None = None,
    carrying: Carrying = "nothing",
    ground: Ground | None = None,
) -> Timeline:
    """Return the timeline of a walk on a day."""
    return timeline(
        session, person=person, seed_day=on, heat=heat, carrying=carrying, ground=ground
    )


def path_parts(plan: Timeline) -> list[design.Part]:
    """Return the parts of the path: warm-up and cool-down whole, the walk part by part."""
    parts: list[design.Part] = []
    for phase in plan.phases:
        if phase.id is PhaseId.WALK and len(phase.parts) > 1:
            parts += [
                design.Part(TEXTURES[part.texture], part.duration_s / 60) for part in phase.parts
            ]
        else:
            parts.append(design.Part(PHASE_KINDS[phase.id], phase.duration_s / 60))
    return parts


def round_parts(plan: Timeline) -> list[design.Part]:
    """Return the rounds of brisk and easy alone, for their own path; empty without rounds."""
    return [
        design.Part(TEXTURES[part.texture], part.duration_s / 60)
        for part in plan.parts
        if part.round is not None
    ]


def legend(plan: Timeline) -> list[dict[str, object]]:
    """Return the three phases with their textures and minutes."""
    return [
        {
            "kind": PHASE_KINDS[phase.id].value,
            "minutes": phase.duration_s / 60,
            "name": phase.label.lower(),
        }
        for phase in plan.phases
    ]


def described(plan: Timeline) -> str:
    """Return the path in words."""
    before, walk, after = (
        f"{design.minutes(phase.duration_s / 60)} {phase.label.lower()}" for phase in plan.phases
    )
    return f"First {before}, then {walk}, then {after}."


def total_min(plan: Timeline) -> float:
    """Return the minutes of all three phases."""
    return plan.total_s / 60


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline: when it begins, what to do, and how."""

    id: str
    start_s: int
    end_s: int
    label: str
    detail: str
    easier: str
    kind: str
    name: str
    round: int | None = None
    rounds: int | None = None
    cadence_spm: int | None = None

    @property
    def clock(self) -> str:
        """When it begins, counted from the first step, as minutes and seconds."""
        return f"{self.start_s // 60}:{self.start_s % 60:02d}"

    @property
    def lasts(self) -> str:
        """How long it takes, in words."""
        seconds = self.end_s - self.start_s
        if seconds % 60 == 0:
            return f"{seconds // 60} min"
        return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase of the walk with its lines."""

    id: str
    label: str
    start_s: int
    end_s: int
    kind: str
    moments: tuple[Moment, ...]

    @property
    def minutes(self) -> float:
        """How long the phase takes, min."""
        return (self.end_s - self.start_s) / 60


def stretches_of(plan: Timeline) -> list[Stretch]:
    """Return the phases and their parts for the list that works without a clock."""
    return [
        Stretch(
            id=phase.id.value,
            label=phase.label,
            start_s=phase.start_s,
            end_s=phase.end_s,
            kind=PHASE_KINDS[phase.id].value,
            moments=tuple(
                Moment(
                    id=part.id,
                    start_s=part.start_s,
                    end_s=part.end_s,
                    label=part.label if part.round is None else f"{part.label}, round {part.round}",
                    detail=part.instruction,
                    easier=part.easier,
                    kind="brisk" if part.kind is PartKind.BRISK else "easy",
                    name=part.label,
                    round=part.round,
                    rounds=part.rounds,
                    cadence_spm=None
                    if part.cadence is None
                    else round((part.cadence.low_spm + part.cadence.high_spm) / 2),
                )
                for part in phase.parts
            ),
        )
        for phase in plan.phases
    ]


@dataclass(frozen=True, slots=True)
class WayToTell:
    """One way in which a walk makes itself known, and whether it is on to begin with."""

    id: str
    label: str
    detail: str
    on: bool


def ways_to_tell(preferences: Preferences) -> list[WayToTell]:
    """Return the ways to tell of a cue; on the page each can be turned on and off."""
    return [
        WayToTell("voice", "Voice", "Says each cue aloud", preferences.spoken_cues),
        WayToTell("chimes", "Chimes", "When one part ends and another begins", preferences.chimes),
        WayToTell(
            "vibration",
            "Vibration",
            "Two for brisk, a long one for easy",
            preferences.vibration,
        ),
        WayToTell("beat", "Beat", "Your own steps while it is brisk", preferences.beat),
        WayToTell(
            "locked",
            "With a dark screen",
            "Chimes and beat as a track, with buttons on the lock screen",
            on=False,
        ),
    ]


def warm_up_min(plan: Timeline) -> float:
    """Return the minutes of the warm-up."""
    return plan.phase(PhaseId.WARM_UP).duration_s / 60


def cool_down_min(plan: Timeline) -> float:
    """Return the minutes of the cool-down."""
    return plan.phase(PhaseId.COOL_DOWN).duration_s / 60
