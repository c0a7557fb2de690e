"""Warm-up and cool-down: what is chosen for whom (evidence section 7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from backstride.guidance import (
    EXERCISE_RULES,
    ITEMS,
    CueKind,
    ItemKind,
    Need,
    Part,
    PartKind,
    PhaseId,
    Place,
    WalkerNeeds,
    item,
    stretches,
    timeline,
)
from backstride.prescription import Kind, Session
from tests.guidance.strategies import BRISK, ONE_DAY, days, laid_out, people, sessions

MONTH = [ONE_DAY + timedelta(days=each) for each in range(28)]


def over_a_month(*needs: Need, minutes: int = 30, place: Place = Place.HOME) -> list[Part]:
    return [
        part
        for day in MONTH
        for part in laid_out(Session(minutes), *needs, day=day, place=place).parts
    ]


def ids(parts: list[Part]) -> set[str]:
    return {part.id for part in parts if part.id != "walk"}


def instructions(parts: list[Part], item_id: str) -> set[str]:
    return {part.instruction for part in parts if part.id == item_id}


@given(sessions(), people, days)
def test_the_warm_up_is_a_slow_walk_and_four_to_six_movements(
    session: Session, person: WalkerNeeds, day: date
) -> None:
    warm_up = timeline(session, person=person, seed_day=day).phase(PhaseId.WARM_UP)
    slow, *movements = warm_up.parts
    assert slow.id == "w1"
    assert 180 <= slow.duration_s <= 300
    assert 4 <= len(movements) <= 6
    assert all(part.kind is PartKind.DYNAMIC for part in movements)


@given(sessions(), people, days)
def test_the_cool_down_always_covers_back_hamstrings_and_hip_flexors(
    session: Session, person: WalkerNeeds, day: date
) -> None:
    for place in Place:
        made = timeline(session, person=person, seed_day=day, place=place)
        slow, *stretched = made.phase(PhaseId.COOL_DOWN).parts
        assert slow.id == "c1"
        assert 180 <= slow.duration_s <= 300
        names = {part.id for part in stretched}
        assert {"c2", "c3"} <= names
        assert names & {"c6", "c8", "c9"}
        targets = {target for part in stretched for target in item(part.id).targets}
        assert targets >= {"lower_back", "hamstrings", "hip_flexors"}


@given(sessions(), people, days)
def test_holds_last_20_to_30_seconds_and_30_or_more_from_65_on(
    session: Session, person: WalkerNeeds, day: date
) -> None:
    made = timeline(session, person=person, seed_day=day, place=Place.HOME)
    for part in made.phase(PhaseId.COOL_DOWN).parts:
        if part.kind is not PartKind.HOLD:
            continue
        held = item(part.id)
        assert held.rounds == 2
        hold_s = part.duration_s // (held.sides * held.rounds) - 4
        assert 20 <= hold_s <= 30
        if person.age_years is None or person.age_years >= 65:
            assert hold_s >= 30
        assert f"Hold for {hold_s} seconds, twice" in part.instruction


def test_each_change_of_side_is_called_when_it_comes() -> None:
    made = laid_out(Session(14), age_years=70)
    part = next(each for each in made.parts if each.id == "c2")
    calls = [
        (cue.at_s - part.start_s, cue.text)
        for cue in made.cues
        if cue.kind is CueKind.STRETCH and part.start_s <= cue.at_s < part.end_s
    ]
    assert calls == [
        (34, "Now the other side, 30 seconds."),
        (68, "First side again, 30 seconds."),
        (102, "Now the other side, 30 seconds."),
    ]
    assert part.duration_s == 136


def test_leg_pain_worse_on_bending_drops_c6_and_bends_the_knee_in_c2() -> None:
    usual, eased = over_a_month(), over_a_month(Need.LEG_PAIN_BENDING)
    assert "c6" in ids(usual)
    assert "c6" not in ids(eased)
    assert all("with that knee bent" in each for each in instructions(eased, "c2"))
    assert not any("with that knee bent" in each for each in instructions(usual, "c2"))


def test_leg_pain_on_standing_drops_c7_and_keeps_c3_gentle() -> None:
    usual, eased = over_a_month(), over_a_month(Need.LEG_PAIN_STANDING)
    assert "c7" in ids(usual)
    assert "c7" not in ids(eased)
    assert all("short step only" in each for each in instructions(eased, "c3"))
    assert not any("short step only" in each for each in instructions(usual, "c3"))


def test_thin_bones_drop_c6_and_keep_c9_w4_and_w5_small() -> None:
    eased = over_a_month(Need.OSTEOPOROSIS)
    assert "c6" not in ids(eased)
    assert all("Only a little way" in each for each in instructions(eased, "c9"))
    assert all("very small" in each for each in instructions(eased, "w4"))
    assert all("only a little way" in each for each in instructions(eased, "w5"))
    for item_id in ("c9", "w4", "w5"):
        assert instructions(eased, item_id)


@pytest.mark.parametrize(
    ("need", "dropped"),
    [
        (Need.RECENT_SURGERY, {"w5", "c6", "c7", "c9"}),
        (Need.DIZZINESS, {"w6", "c7", "c10"}),
        (Need.KNEE_PAIN, {"w8", "c10"}),
        (Need.HIP_REPLACEMENT, {"c5", "c6", "c9"}),
        (Need.OSTEOPOROSIS, {"c6"}),
        (Need.LEG_PAIN_BENDING, {"c6"}),
        (Need.LEG_PAIN_STANDING, {"c7"}),
        (Need.NO_LYING, {"c9"}),
        (Need.NO_FLOOR, {"c9"}),
        (Need.BALANCE_SUPPORT, {"c10"}),
        (Need.FLUID_LIMIT, set()),
        (Need.EVEN_GROUND, set()),
        (Need.NO_DOWNHILL, set()),
    ],
)
def test_each_need_leaves_out_what_the_evidence_and_our_judgement_say(
    need: Need, dropped: set[str]
) -> None:
    fitted = stretches(WalkerNeeds(needs=frozenset({need})))
    assert {each.item.id for each in fitted if each.left_out} == dropped
    assert not ids(over_a_month(need)) & dropped


def test_whatever_cannot_be_left_out_stays_possible_with_all_needs() -> None:
    everything = over_a_month(*Need)
    assert {"c2", "c3", "c8"} <= ids(everything)
    assert all("Stand with your hands" in each for each in instructions(everything, "c8"))


def test_outside_everything_is_done_standing() -> None:
    for part_id in ids(over_a_month(place=Place.OUTSIDE)):
        assert item(part_id).place == "standing"
    assert "c9" in ids(over_a_month(place=Place.HOME))


def test_balance_support_puts_a_rail_into_the_words() -> None:
    eased = over_a_month(Need.BALANCE_SUPPORT)
    for item_id in ("w2", "w4", "w9", "c2", "c3"):
        assert instructions(eased, item_id)
        assert all("rail" in each for each in instructions(eased, item_id))


@pytest.mark.parametrize(
    ("session", "movements"),
    [
        (Session(5), 4),
        (Session(20), 4),
        (Session(21), 5),
        (Session(20, Kind.BRISK, BRISK), 6),
        (Session(20, Kind.HILLS), 6),
    ],
)
def test_longer_and_livelier_walks_get_more_movements(session: Session, movements: int) -> None:
    assert len(laid_out(session).phase(PhaseId.WARM_UP).parts) == 1 + movements


def test_the_exercises_are_those_of_the_evidence_sheet() -> None:
    assert [each.id for each in ITEMS] == [
        *(f"w{number}" for number in range(1, 11)),
        *(f"c{number}" for number in range(1, 13)),
    ]
    holds = {each.id for each in ITEMS if each.kind is ItemKind.HOLD}
    assert holds == {"c2", "c3", "c4", "c5", "c6", "c9", "c10", "c11"}


def test_every_exercise_has_an_easier_form_and_says_when_to_skip() -> None:
    for each in ITEMS:
        assert each.easier
        assert each.skip
        assert each.instruction
    assert len(EXERCISE_RULES) == 4


def test_a_page_of_stretches_leaves_nothing_out_without_a_person() -> None:
    assert [each.item for each in stretches()] == list(ITEMS)
    assert not any(each.left_out for each in stretches())


def test_an_unknown_exercise_is_refused() -> None:
    with pytest.raises(ValueError, match="'c13' is not an exercise"):
        item("c13")
