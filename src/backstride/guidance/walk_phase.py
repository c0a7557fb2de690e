"""The walk itself: one even part, or brisk and easy in turn between two easy leads."""

from __future__ import annotations

from backstride.guidance.needs import WalkerNeeds
from backstride.guidance.timeline import Cadence, Part, PartKind, Phase, PhaseId, Texture
from backstride.prescription import Kind, Session

LEAST_LEAD_S = 60
"""Easy walking at least before the first and after the last round (judgement)."""

BRISK_MORE = (1.10, 1.15)
"""Brisk is the person's own usual cadence and 10-15 % more (evidence section 2)."""

LABELS = {
    Kind.EASY: "Easy walk",
    Kind.BRISK: "Brisk parts",
    Kind.INTERVALS: "Intervals",
    Kind.HILLS: "Gentle hills",
}

_EASY = "Walk at a pace at which you could sing. Let your steps find their own length."
_HILLS = "Shorter steps uphill, slow and soft knees downhill. Stop and look around when you like."
_BRISK = "Quicker steps, not longer ones. You can talk, but not sing."
_BETWEEN = "Easy again. Shorter steps, loose arms, and let your breath settle."
_LEAD_IN = "Easy to begin with."
_LEAD_OUT = "Easy until the end."


def brisk_cadence(person: WalkerNeeds) -> Cadence | None:
    """Return the steps per minute of a brisk part; None where the usual is not known."""
    usual = person.usual_cadence_spm
    if usual is None:
        return None
    low, high = (round(usual * more) for more in BRISK_MORE)
    return Cadence(low_spm=low, high_spm=high)


def rounds_that_fit(session: Session) -> int:
    """Return how many rounds of brisk and easy fit between two leads of a minute.

    A prescription leaves more room than that; where a walk was made shorter afterwards,
    rounds are left out rather than the easy walking around them.
    """
    if session.rung is None:
        return 0
    room_s = session.minutes * 60 - 2 * LEAST_LEAD_S
    round_s = session.rung.brisk_s + session.rung.easy_s
    return max(0, min(session.rung.repeats, room_s // round_s))


def walk_phase(session: Session, person: WalkerNeeds, *, start_s: int) -> Phase:
    """Lay out the walk from ``start_s`` on, exactly ``session.minutes`` long."""
    end_s = start_s + session.minutes * 60
    rounds = rounds_that_fit(session)
    if rounds:
        parts = _in_turn(session, person, rounds, start_s)
    else:
        hills = session.kind is Kind.HILLS
        parts = [
            Part(
                id="walk",
                kind=PartKind.HILLS if hills else PartKind.EASY,
                start_s=start_s,
                end_s=end_s,
                label=LABELS[Kind.HILLS if hills else Kind.EASY],
                instruction=_HILLS if hills else _EASY,
                easier="Slow down, or take shorter steps.",
                texture=Texture.MAIN,
                because=("walk.minutes", "walk.hills") if hills else ("walk.minutes",),
            )
        ]
    return Phase(
        id=PhaseId.WALK,
        label=LABELS[session.kind] if rounds or session.kind is Kind.HILLS else LABELS[Kind.EASY],
        start_s=start_s,
        end_s=end_s,
        parts=tuple(parts),
        because=("walk.minutes",),
    )


def _in_turn(session: Session, person: WalkerNeeds, rounds: int, start_s: int) -> list[Part]:
    rung = session.rung
    assert rung is not None  # rounds_that_fit gives 0 without one
    because = (*(("walk.intervals",) if session.kind is Kind.INTERVALS else ()), "walk.brisk")
    end_s = start_s + session.minutes * 60
    rest_s = session.minutes * 60 - rounds * (rung.brisk_s + rung.easy_s)
    at = start_s + rest_s // 2
    parts = [_lead("lead_in", _LEAD_IN, start_s, at)]
    for nth in range(1, rounds + 1):
        brisk_end = at + rung.brisk_s
        parts.append(
            Part(
                id=f"brisk-{nth}",
                kind=PartKind.BRISK,
                start_s=at,
                end_s=brisk_end,
                label="Brisk",
                instruction=_BRISK,
                easier="Walk it easy, or leave the rest of the rounds out.",
                texture=Texture.BRISK,
                round=nth,
                rounds=rounds,
                cadence=brisk_cadence(person),
                because=because,
            )
        )
        at = brisk_end + rung.easy_s
        parts.append(
            Part(
                id=f"easy-{nth}",
                kind=PartKind.EASY,
                start_s=brisk_end,
                end_s=at,
                label="Easy",
                instruction=_BETWEEN,
                texture=Texture.EASY_BETWEEN,
                round=nth,
                rounds=rounds,
                because=because,
            )
        )
    parts.append(_lead("lead_out", _LEAD_OUT, at, end_s))
    return parts


def _lead(part_id: str, instruction: str, start_s: int, end_s: int) -> Part:
    return Part(
        id=part_id,
        kind=PartKind.EASY,
        start_s=start_s,
        end_s=end_s,
        label="Easy",
        instruction=instruction,
        texture=Texture.MAIN,
        because=("walk.minutes",),
    )
