"""How even a way is, by its tags."""

from __future__ import annotations

import math

import pytest

from backstride.terrain import Evenness, KnownBy, evenness_of, parse_incline, slope_factor
from backstride.terrain.evenness import DEFAULT, SMOOTHNESS, SURFACE


def street(**tags: str) -> dict[str, str]:
    return {"highway": "residential", **tags}


@pytest.mark.parametrize(
    ("tags", "value", "known_by"),
    [
        ({"surface": "asphalt"}, 1.0, KnownBy.SURFACE),
        ({"surface": "sett"}, 0.65, KnownBy.SURFACE),
        ({"surface": "asphalt", "smoothness": "bad"}, 0.6 * 0.55 + 0.4, KnownBy.SMOOTHNESS),
        ({"smoothness": "good"}, 0.93, KnownBy.SMOOTHNESS),
        ({"tracktype": "grade2"}, 0.75, KnownBy.TRACKTYPE),
        ({}, 0.90, KnownBy.DEFAULT),
        ({"surface": "asphalt;gravel"}, 0.50, KnownBy.SURFACE),
        ({"surface": "marshmallow"}, 0.90, KnownBy.DEFAULT),
        ({"surface": "asphalt", "sac_scale": "hiking"}, 0.60, KnownBy.SURFACE),
        ({"surface": "ground", "trail_visibility": "bad"}, 0.55 * 0.6, KnownBy.SURFACE),
        ({"surface": "gravel", "wheelchair": "yes"}, 0.80, KnownBy.SURFACE),
        ({"surface": "asphalt", "wheelchair": "no"}, 0.70, KnownBy.SURFACE),
    ],
)
def test_it_follows_the_table(tags: dict[str, str], value: float, known_by: KnownBy) -> None:
    found = evenness_of(street(**tags))
    assert found.value == pytest.approx(value)
    assert found.known_by is known_by


def test_what_is_not_tagged_is_unknown_and_trusted_least() -> None:
    for kind in DEFAULT:
        found = evenness_of({"highway": kind})
        assert not found.known
        assert found.surface == ""
        assert found.confidence < min(
            evenness_of(street(surface=each)).confidence for each in SURFACE
        )


def test_what_is_not_tagged_is_never_as_even_as_the_best_that_is() -> None:
    for kind in DEFAULT:
        unknown = evenness_of({"highway": kind})
        known = evenness_of({"highway": kind, "surface": "asphalt", "smoothness": "excellent"})
        assert unknown.value < known.value or kind == "steps"


def test_steps_stay_steps_whatever_they_are_made_of() -> None:
    stairs = evenness_of({"highway": "steps", "surface": "asphalt", "wheelchair": "yes"})
    railed = evenness_of({"highway": "steps", "surface": "asphalt", "handrail": "yes"})
    assert stairs.value == pytest.approx(0.15)
    assert railed.value == pytest.approx(0.30)


def test_dark_and_wet_ground_is_worse() -> None:
    tags = street(surface="sett", lit="no")
    dry = evenness_of(tags).value
    assert evenness_of(tags, dark=True).value == pytest.approx(0.8 * dry)
    assert evenness_of(tags, wet=True).value == pytest.approx(0.75 * dry)
    assert evenness_of(street(surface="asphalt"), wet=True).value == pytest.approx(0.9)
    assert evenness_of(street(surface="asphalt", lit="yes"), dark=True).value == 1.0


@pytest.mark.parametrize("smoothness", sorted(SMOOTHNESS))
@pytest.mark.parametrize("surface", sorted(SURFACE))
def test_it_is_always_between_nothing_and_one(surface: str, smoothness: str) -> None:
    found: Evenness = evenness_of(street(surface=surface, smoothness=smoothness), wet=True)
    assert 0.0 <= found.value <= 1.0


@pytest.mark.parametrize(
    ("text", "slope", "direction"),
    [
        ("5%", 0.05, 1),
        ("-5 %", -0.05, -1),
        ("5", 0.05, 1),
        ("3 deg", math.tan(math.radians(3)), 1),
        ("3°", math.tan(math.radians(3)), 1),
        ("8,3%", 0.083, 1),
        ("0%", 0.0, 0),
        ("up", None, 1),
        ("down", None, -1),
    ],
)
def test_an_incline_is_read(text: str, slope: float | None, direction: int) -> None:
    found = parse_incline(text)
    assert found is not None
    assert found.direction == direction
    assert found.slope == (None if slope is None else pytest.approx(slope))


@pytest.mark.parametrize("text", ["", "steep", "yes", "500%", "10m", "1:12:3"])
def test_an_incline_that_says_nothing_is_not_guessed(text: str) -> None:
    assert parse_incline(text) is None


def test_a_slope_asks_more_the_steeper_it_is() -> None:
    assert slope_factor([0.0, 0.02, 0.05, 1 / 12, 0.12, 0.3]) == pytest.approx(
        [1, 1, 0.9, 0.7, 0.45, 0.2]
    )
    assert slope_factor(-0.05) == pytest.approx(slope_factor(0.05))
