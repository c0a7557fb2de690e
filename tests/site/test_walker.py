"""What a request knows of its walker, and what every page is given."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from backstride.site import middleware, store
from backstride.site.context import everywhere
from backstride.site.models import User, Walker


def passed(request: HttpRequest, user: User | AnonymousUser) -> str:
    """Send a request through the middleware; return the zone in which it was answered."""
    request.user = user
    zones: list[str] = []

    def respond(request: HttpRequest) -> HttpResponse:
        zones.append(timezone.get_current_timezone_name())
        return HttpResponse()

    middleware.walker(respond)(request)
    return zones[0]


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/")


def test_a_signed_in_request_has_its_own_walker_and_their_day(
    request_: HttpRequest, walker: Walker, other_walker: Walker, now: datetime
) -> None:
    walker.preferences.zone = "Pacific/Auckland"
    walker.preferences.save()
    assert passed(request_, walker.owner) == "Pacific/Auckland"
    given = everywhere(request_)
    assert given["walker"] == walker
    assert given["preferences"] == walker.preferences
    assert (given["now"], given["today"]) == (now, date(2026, 5, 14))


def test_a_strangers_request_has_no_walker(request_: HttpRequest, db: None) -> None:
    assert passed(request_, AnonymousUser()) == "UTC"
    given = everywhere(request_)
    assert given["walker"] is None
    assert given["preferences"] is None


def test_signing_in_makes_a_walker_once(owner: User, settings: Settings) -> None:
    settings.MACHINE_TZ = "Europe/Lisbon"
    first = store.walker_of(owner)
    assert (store.walker_of(owner), Walker.objects.count()) == (first, 1)
    assert first.zone == "Europe/Lisbon"


def test_every_page_knows_whether_its_entries_are_invented(
    request_: HttpRequest, settings: Settings
) -> None:
    assert everywhere(request_)["invented"] is False
    settings.INVENTED = True
    assert everywhere(request_)["invented"] is True
