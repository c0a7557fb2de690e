"""Water by the table of evidence section 11."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.guidance import CueKind, Heat, Need, WalkerNeeds, water_advice
from backstride.prescription import Session
from tests.guidance.strategies import laid_out, people

ANYONE = WalkerNeeds(age_years=50, weight_kg=80)


@pytest.mark.parametrize("heat", [None, *Heat])
@pytest.mark.parametrize("minutes", [5, 20])
def test_up_to_twenty_minutes_thirst_decides(minutes: int, heat: Heat | None) -> None:
    advice = water_advice(minutes, ANYONE, heat)
    assert advice.thirst_only
    assert advice.carry_ml is None
    assert advice.hourly_ml is None
    assert not any(letter.isdigit() for letter in advice.words)


@pytest.mark.parametrize(
    ("minutes", "heat", "carry", "sips", "every", "hourly"),
    [
        (21, None, 250, None, None, None),
        (45, Heat.COOL, 250, None, None, None),
        (30, Heat.WARM, 300, (100, 150), (15, 20), None),
        (45, Heat.WARM, 450, (100, 150), (15, 20), None),
        (21, Heat.HOT, 250, (100, 150), (15, 20), None),
        (46, Heat.COOL, 350, None, None, (250, 500)),
        (60, None, 500, None, None, (250, 500)),
        (90, Heat.COOL, 750, None, None, (250, 500)),
        (60, Heat.WARM, 600, None, None, (400, 600)),
        (91, Heat.COOL, 900, None, None, (400, 600)),
        (120, Heat.COOL, 1200, None, None, (400, 600)),
        (120, Heat.HOT, 1600, None, None, (500, 800)),
    ],
)
def test_longer_walks_follow_the_table(
    minutes: int,
    heat: Heat | None,
    carry: int,
    sips: tuple[int, int] | None,
    every: tuple[int, int] | None,
    hourly: tuple[int, int] | None,
) -> None:
    advice = water_advice(minutes, ANYONE, heat)
    assert not advice.thirst_only
    assert advice.carry_ml == carry
    assert advice.sips_ml == sips
    assert advice.every_min == every
    assert advice.hourly_ml == hourly
    assert f"{carry} mL" in advice.words
    assert advice.signs


@given(st.integers(1, 600), people, st.sampled_from([None, *Heat]))
def test_never_more_than_800_ml_an_hour(
    minutes: int, person: WalkerNeeds, heat: Heat | None
) -> None:
    advice = water_advice(minutes, person, heat)
    if advice.hourly_ml:
        assert advice.hourly_ml[0] < advice.hourly_ml[1] <= 800
    if advice.sips_ml and advice.every_min:
        assert advice.sips_ml[1] * 60 / advice.every_min[0] <= 800
    if advice.carry_ml and advice.carry_ml > 250:
        assert advice.carry_ml <= 800 * minutes / 60


@given(st.integers(1, 600), people, st.sampled_from([None, *Heat]))
def test_a_fluid_limit_gets_no_numbers(
    minutes: int, person: WalkerNeeds, heat: Heat | None
) -> None:
    limited = WalkerNeeds(
        age_years=person.age_years,
        weight_kg=person.weight_kg,
        needs=person.needs | {Need.FLUID_LIMIT},
    )
    advice = water_advice(minutes, limited, heat)
    assert not any(letter.isdigit() for letter in advice.words + advice.signs)
    assert (advice.carry_ml, advice.sips_ml, advice.every_min) == (None, None, None)
    assert (advice.hourly_ml, advice.before_ml) == (None, None)
    assert advice.because == ("water.limit",)


def test_before_a_very_long_walk_weight_gives_an_amount() -> None:
    assert water_advice(120, ANYONE).before_ml == (400, 560)
    assert water_advice(120, WalkerNeeds()).before_ml is None
    assert water_advice(90, ANYONE).before_ml is None


def water_cues(minutes: int, *needs: Need, heat: Heat | None = None) -> list[tuple[int, str]]:
    made = laid_out(Session(minutes), *needs, heat=heat)
    start_s = made.phases[1].start_s
    return [(cue.at_s - start_s, cue.text) for cue in made.cues if cue.kind is CueKind.WATER]


def test_reminders_come_on_walks_of_more_than_twenty_minutes() -> None:
    assert water_cues(20, heat=Heat.HOT) == []
    assert water_cues(30) == [(1200, "A sip of water, if you are thirsty.")]
    assert water_cues(30, heat=Heat.WARM) == [(1020, "Time to drink: 100 to 150 mL.")]
    assert [text for _, text in water_cues(60)] == ["A few sips now."] * 2


def test_a_fluid_limit_gets_no_reminders() -> None:
    assert water_cues(60, Need.FLUID_LIMIT, heat=Heat.HOT) == []


def test_reminders_in_warmth_are_15_to_20_minutes_apart() -> None:
    times = [0, *(at_s for at_s, _ in water_cues(45, heat=Heat.WARM))]
    for sooner, later in pairwise(times):
        assert 900 <= later - sooner <= 1200
