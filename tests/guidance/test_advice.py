"""Warmth, load and ground: advice beside the timeline."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given

from backstride.diary import Carrying, Ground
from backstride.guidance import (
    STAGES,
    CueKind,
    Heat,
    Need,
    WalkerNeeds,
    ground_stage,
    heat_advice,
    heat_class,
    load_advice,
)
from backstride.prescription import Kind, Rung, Session
from tests.guidance.strategies import laid_out, sessions

HEAVY = WalkerNeeds(weight_kg=80)


@pytest.mark.parametrize(
    ("heat_index_c", "heat"),
    [
        (-5, Heat.COOL),
        (26.9, Heat.COOL),
        (27, Heat.WARM),
        (31.9, Heat.WARM),
        (32, Heat.HOT),
        (38.9, Heat.HOT),
        (39, Heat.VERY_HOT),
        (50, Heat.VERY_HOT),
    ],
)
def test_a_heat_index_has_its_class(heat_index_c: float, heat: Heat) -> None:
    assert heat_class(heat_index_c) is heat


@pytest.mark.parametrize(
    ("minutes", "left"), [(10, 7), (14, 9), (20, 14), (30, 21), (5, 3), (1, 1)]
)
def test_in_the_heat_a_walk_is_30_percent_shorter_and_easy(minutes: int, left: int) -> None:
    advice = heat_advice(Session(minutes, Kind.INTERVALS, Rung(4, 30, 30)), Heat.HOT)
    assert advice.session == Session(left, Kind.EASY)
    assert advice.shorter_min == minutes - left
    assert "shade" in advice.words


def test_in_great_heat_there_is_no_walk() -> None:
    advice = heat_advice(Session(14), Heat.VERY_HOT)
    assert advice.session is None
    assert advice.shorter_min == 14
    assert advice.words


@given(sessions())
def test_below_32_degrees_the_walk_stays_as_it_is(session: Session) -> None:
    for heat in (Heat.COOL, Heat.WARM):
        assert heat_advice(session, heat).session == session
    assert heat_advice(session, Heat.COOL).words == ""


def test_every_class_has_words_and_knows_where_it_begins() -> None:
    assert [heat.from_c for heat in Heat] == [None, 27, 32, 39]
    assert all(heat.words for heat in Heat)


@pytest.mark.parametrize(
    ("week", "share", "most_kg"),
    [(1, 0, 0), (2, 0, 0), (3, 0.05, 4), (6, 0.05, 4), (7, 0.10, 8), (26, 0.10, 8)],
)
def test_the_load_grows_with_the_weeks(week: int, share: float, most_kg: float) -> None:
    advice = load_advice(week, HEAVY)
    assert advice.most_share == share
    assert advice.most_kg == most_kg
    assert load_advice(week, WalkerNeeds()).most_kg is None


def test_more_than_15_percent_is_discouraged() -> None:
    assert not load_advice(20, HEAVY, load_kg=12).too_much
    assert load_advice(20, HEAVY, load_kg=12.1).too_much
    assert not load_advice(20, WalkerNeeds(), load_kg=40).too_much


def test_the_words_say_how_to_carry() -> None:
    assert "Change hands" in load_advice(4, HEAVY, carrying="one_side").words
    assert "both straps" in load_advice(4, HEAVY, carrying="both_shoulders").words
    assert load_advice(1, HEAVY).words == "Carry nothing in the first two weeks, if you can."
    assert "5%" in load_advice(4, WalkerNeeds()).words
    assert load_advice(4, HEAVY).words == "If you carry something, up to 4 kg. Use both straps."


@pytest.mark.parametrize("week", [1, 4, 20])
def test_nothing_is_carried_on_an_eased_walk(week: int) -> None:
    advice = load_advice(week, HEAVY, eased=True)
    assert advice.words == "Best carry nothing."
    assert advice.most_kg == 0


@pytest.mark.parametrize("need", ["osteoporosis", "recent_surgery", "no_lying"])
def test_some_backs_best_carry_nothing_whatever_the_week(need: str) -> None:
    person = WalkerNeeds.of([need], weight_kg=80)
    assert load_advice(20, person).words == "Best carry nothing."


def load_cues(carrying: str, session: Session) -> list[int]:
    made = laid_out(session, carrying=carrying)
    start_s = made.phases[1].start_s
    return [cue.at_s - start_s for cue in made.cues if cue.kind is CueKind.LOAD]


def test_a_bag_on_one_side_changes_hands_every_2_to_5_minutes() -> None:
    assert load_cues("one_side", Session(14)) == [240, 480, 720]
    assert load_cues("both_shoulders", Session(14)) == [40]
    assert load_cues("nothing", Session(14)) == []
    times = load_cues("one_side", Session(30, Kind.INTERVALS, Rung(3, 180, 180)))
    for sooner, later in pairwise([0, *times]):
        assert 120 <= later - sooner <= 420  # a brisk part is not talked into


@pytest.mark.parametrize(
    ("session", "needs", "stage"),
    [
        (Session(14), (), 1),
        (Session(30), (), 1),
        (Session(24, Kind.BRISK, Rung(3, 120, 120)), (), 1),
        (Session(20, Kind.HILLS), (), 2),
        (Session(30, Kind.HILLS), (), 3),
        (Session(20, Kind.HILLS), (Need.EVEN_GROUND,), 1),
        (Session(30, Kind.HILLS), (Need.NO_DOWNHILL,), 1),
    ],
)
def test_the_ground_follows_kind_and_needs(
    session: Session, needs: tuple[Need, ...], stage: int
) -> None:
    assert ground_stage(session, WalkerNeeds(needs=frozenset(needs))).stage == stage


def test_the_stages_are_those_of_the_evidence_sheet() -> None:
    rows = [(each.least_evenness, each.most_slope_percent, each.daylight) for each in STAGES]
    assert rows == [(0.75, 5, False), (0.6, 8, False), (0.45, 12, True)]


def ground_cue(session: Session, ground: str | None, age_years: int) -> str | None:
    made = laid_out(session, ground=ground, age_years=age_years)
    return next((cue.text for cue in made.cues if cue.kind is CueKind.SURFACE), None)


@pytest.mark.parametrize(
    ("session", "ground", "age_years", "word"),
    [
        (Session(14), None, 70, None),
        (Session(14), "indoors", 70, None),
        (Session(14), "paved_even", 50, None),
        (Session(14), "paved_even", 70, "Kerbs"),
        (Session(14), "gravel", 50, "Uneven"),
        (Session(14), "paved_uneven", 50, "Uneven"),
        (Session(14), "grass_or_path", 50, "Uneven"),
        (Session(14), "mixed", 50, "Uneven"),
        (Session(20, Kind.HILLS), "paved_even", 50, "Shorter steps uphill"),
    ],
)
def test_the_ground_is_spoken_of_where_it_helps(
    session: Session, ground: str | None, age_years: int, word: str | None
) -> None:
    said = ground_cue(session, ground, age_years)
    assert (said is None) if word is None else (said is not None and said.startswith(word))


def test_every_ground_and_every_way_of_carrying_of_the_diary_is_understood() -> None:
    for ground in get_args(Ground):
        for carrying in get_args(Carrying):
            made = laid_out(Session(14), ground=ground, carrying=carrying)
            assert made.total_s
