"""Whom to call."""

from __future__ import annotations

import pytest

from backstride.screening import REGIONS, STOP_SIGNS, question, region


@pytest.mark.parametrize(
    ("code", "emergency", "crisis"),
    [
        ("DE", "112", "116 123"),
        ("GB", "999", "116 123"),
        ("US", "911", "988"),
        ("CA", "911", "988"),
        ("AU", "000", "13 11 14"),
        ("NZ", "111", "1737"),
        ("IE", "112", "116 123"),
    ],
)
def test_known_countries_have_their_numbers(code: str, emergency: str, crisis: str) -> None:
    found = region(code)
    assert found.emergency
    assert found.emergency.number == emergency
    assert found.crisis
    assert found.crisis.number == crisis
    assert found.call_emergency == f"Call {emergency}"
    assert found.call_crisis == f"Call {crisis}"


@pytest.mark.parametrize("code", [None, "XX", ""])
def test_elsewhere_we_speak_of_your_emergency_number(code: str | None) -> None:
    found = region(code)
    assert found.emergency is None
    assert found.call_emergency == "Call your emergency number"
    assert found.call_crisis == "Call your emergency number"


def test_a_country_without_a_known_crisis_line_gets_the_emergency_number() -> None:
    assert region("IT").crisis is None
    assert region("IT").call_crisis == "Call 112"


def test_small_letters_will_do() -> None:
    assert region(" at ") == region("AT")


def test_numbers_can_be_dialled_and_have_a_source() -> None:
    for code in REGIONS:
        found = region(code)
        for line in (found.emergency, found.crisis):
            if line is not None:
                assert line.dial.isdigit()
                assert line.source


def test_every_stop_sign_leads_to_questions_that_exist() -> None:
    assert {each.id for each in STOP_SIGNS} >= {"chest", "leg", "back", "calf", "palpitations"}
    for sign in STOP_SIGNS:
        assert sign.question_ids
        for question_id in sign.question_ids:
            assert question(question_id).id == question_id
