"""Needs come from the profile and from the safety questions."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from backstride.guidance import Need, WalkerNeeds, water_advice
from backstride.guidance.posture import THEMES, posture_words
from backstride.guidance.water import FOLLOW_CLINICIAN
from backstride.screening import ADAPTATIONS, ALL_IDS, assess


def test_stored_names_become_needs_and_unknown_ones_are_passed_over() -> None:
    person = WalkerNeeds.of(["osteoporosis", "from_a_later_version"], age_years=70)
    assert person.needs == {Need.OSTEOPOROSIS}
    assert person.older


def test_adaptations_of_the_safety_questions_become_needs() -> None:
    answers = dict.fromkeys(ALL_IDS, "no") | {"q15": "yes", "q17": "yes"}
    found = assess(answers, {"q15": ["sitting_or_bending"]}, cleared={"q17"})
    person = WalkerNeeds.of(adaptations=found.adaptations)
    assert person.needs == {Need.LEG_PAIN_STANDING, Need.NO_DOWNHILL, Need.RECENT_SURGERY}


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_heart_trouble_told_in_the_safety_questions_gives_no_amounts_to_drink(answer: str) -> None:
    found = assess(dict.fromkeys(ALL_IDS, "no") | {"q16": answer}, cleared={"q16"})
    person = WalkerNeeds.of(adaptations=found.adaptations)
    assert person.has(Need.FLUID_LIMIT)
    assert water_advice(60, person).words == FOLLOW_CLINICIAN


def test_every_adaptation_that_changes_guidance_has_its_need() -> None:
    about_guidance = {
        "drop_c7",
        "gentle_c3",
        "no_trunk_turns",
        "no_lying",
        "rail_support",
        "even_ground",
        "no_downhill",
        "own_drinking",
    }
    assert about_guidance <= set(ADAPTATIONS)
    for each in ADAPTATIONS:
        assert bool(WalkerNeeds.of(adaptations=[each]).needs) == (each in about_guidance)


def test_an_unknown_age_counts_as_older() -> None:
    assert WalkerNeeds().older
    assert WalkerNeeds(age_years=65).older
    assert not WalkerNeeds(age_years=64).older


def test_every_need_has_words() -> None:
    assert all(need.words for need in Need)


@pytest.mark.parametrize("need", [Need.BALANCE_SUPPORT, Need.EVEN_GROUND, Need.DIZZINESS])
def test_who_watches_their_footing_is_not_told_to_look_far_ahead(need: Need) -> None:
    (eyes,) = (theme for theme in THEMES if theme.id == "eyes")
    day = date(2026, 5, 14)
    said = set(islice(posture_words(WalkerNeeds(needs=frozenset({need})), day), 40))
    assert said
    assert not said & set(eyes.says)
    assert set(eyes.says) <= set(islice(posture_words(WalkerNeeds(), day), 40))
