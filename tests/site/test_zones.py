"""Time zones: which there are, and which one the machine is in."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from backstride.site.models import Preferences, Walker
from backstride.site.zones import system_zone, validate_zone, zone_names


def test_the_environment_decides_first(settings: Settings) -> None:
    settings.MACHINE_TZ = ":Pacific/Auckland"
    assert system_zone() == "Pacific/Auckland"


def test_what_django_puts_into_the_environment_decides_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MACHINE_TZ = "Asia/Kolkata"
    monkeypatch.setenv("TZ", settings.TIME_ZONE)
    assert system_zone() == "Asia/Kolkata"


def test_a_zone_that_is_none_is_passed_over(settings: Settings) -> None:
    settings.MACHINE_TZ = "Atlantis/Capital"
    assert system_zone() in {*zone_names(), "Etc/UTC", "UTC"}


def test_the_names_are_places_in_order() -> None:
    names = zone_names()
    assert {"Europe/Berlin", "America/New_York", "UTC"} <= set(names)
    assert list(names) == sorted(names)


def test_only_a_zone_can_be_chosen(walker: Walker) -> None:
    validate_zone("Europe/Berlin")
    walker.preferences.zone = "Berlin"
    with pytest.raises(ValidationError, match="Europe/Berlin"):
        walker.preferences.full_clean()
    assert Preferences.objects.get(walker=walker).zone == "Europe/Berlin"
