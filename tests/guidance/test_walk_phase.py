"""The walk: even, or brisk and easy in turn, exact to the second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.guidance import (
    Cadence,
    CueKind,
    PartKind,
    PhaseId,
    WalkerNeeds,
    brisk_cadence,
)
from backstride.prescription import Kind, Rung, Session
from tests.guidance.strategies import BRISK, RUNGS, laid_out


@given(st.integers(0, 90), st.sampled_from([*RUNGS, BRISK]))
def test_rounds_alternate_exactly_between_two_easy_leads(spare_min: int, rung: Rung) -> None:
    minutes = rung.total_s // 60 + 2 + spare_min
    walk = laid_out(Session(minutes, Kind.INTERVALS, rung)).phase(PhaseId.WALK)
    lead_in, *rounds, lead_out = walk.parts
    assert (lead_in.id, lead_out.id) == ("lead_in", "lead_out")
    assert min(lead_in.duration_s, lead_out.duration_s) >= 60
    assert lead_in.duration_s + lead_out.duration_s == minutes * 60 - rung.total_s
    assert len(rounds) == 2 * rung.repeats
    for nth in range(rung.repeats):
        brisk, easy = rounds[2 * nth : 2 * nth + 2]
        assert (brisk.kind, easy.kind) == (PartKind.BRISK, PartKind.EASY)
        assert (brisk.duration_s, easy.duration_s) == (rung.brisk_s, rung.easy_s)
        assert brisk.round == easy.round == nth + 1
        assert brisk.rounds == easy.rounds == rung.repeats


def test_four_rounds_of_thirty_seconds_in_twenty_minutes() -> None:
    made = laid_out(Session(20, Kind.INTERVALS, Rung(4, 30, 30)))
    walk = made.phase(PhaseId.WALK)
    assert [(part.id, part.duration_s) for part in walk.parts] == [
        ("lead_in", 480),
        ("brisk-1", 30),
        ("easy-1", 30),
        ("brisk-2", 30),
        ("easy-2", 30),
        ("brisk-3", 30),
        ("easy-3", 30),
        ("brisk-4", 30),
        ("easy-4", 30),
        ("lead_out", 480),
    ]
    assert [part.texture.value for part in walk.parts[:3]] == ["main", "brisk", "easyBetween"]
    said = {cue.at_s: cue for cue in made.cues}
    for part in walk.parts:
        if part.kind is PartKind.BRISK:
            assert said[part.start_s].kind is CueKind.INTERVAL_BRISK
            assert said[part.start_s].text == f"Round {part.round} of 4. Brisk, 30 seconds."
        elif part.round:
            assert said[part.start_s].kind is CueKind.INTERVAL_EASY
            assert said[part.start_s].text.startswith("Easy, 30 seconds.")


def test_three_minutes_are_called_minutes() -> None:
    made = laid_out(Session(30, Kind.INTERVALS, Rung(3, 180, 180)))
    calls = [cue.text for cue in made.cues if cue.kind is CueKind.INTERVAL_BRISK]
    assert calls[0] == "Round 1 of 3. Brisk, 3 minutes."


@pytest.mark.parametrize(("minutes", "rounds"), [(6, 4), (5, 3), (3, 1), (2, 0), (1, 0)])
def test_a_walk_made_shorter_keeps_its_easy_minutes(minutes: int, rounds: int) -> None:
    walk = laid_out(Session(minutes, Kind.INTERVALS, Rung(4, 30, 30))).phase(PhaseId.WALK)
    assert sum(part.kind is PartKind.BRISK for part in walk.parts) == rounds
    assert walk.label == ("Intervals" if rounds else "Easy walk")


def test_a_last_easy_minute_is_announced_once() -> None:
    made = laid_out(Session(6, Kind.INTERVALS, Rung(4, 30, 30)))
    lead_out = made.phase(PhaseId.WALK).parts[-1]
    assert lead_out.duration_s == 60
    said = [cue.kind for cue in made.cues if cue.at_s == lead_out.start_s]
    assert said == [CueKind.LAST_MINUTE]


@pytest.mark.parametrize(
    ("session", "label", "kind"),
    [
        (Session(12), "Easy walk", PartKind.EASY),
        (Session(25, Kind.HILLS), "Gentle hills", PartKind.HILLS),
    ],
)
def test_an_even_walk_is_one_part(session: Session, label: str, kind: PartKind) -> None:
    walk = laid_out(session).phase(PhaseId.WALK)
    assert walk.label == label
    assert [(part.id, part.kind) for part in walk.parts] == [("walk", kind)]


def test_brisk_is_the_own_usual_cadence_and_10_to_15_percent() -> None:
    person = WalkerNeeds(usual_cadence_spm=104)
    assert brisk_cadence(person) == Cadence(low_spm=114, high_spm=120)
    assert brisk_cadence(WalkerNeeds()) is None
    walk = laid_out(Session(24, Kind.BRISK, BRISK), usual_cadence_spm=104.0).phase(PhaseId.WALK)
    for part in walk.parts:
        assert (part.cadence is not None) == (part.kind is PartKind.BRISK)
