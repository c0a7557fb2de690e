"""The people and the place of every test of the site.

Three people: the owner, another owner with a diary of their own, and a stranger who is not
signed in. The clock stands at Thursday, 14 May 2026, 9 o'clock in Berlin.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from backstride.site import accounts, clock, store
from backstride.site.home import Home
from backstride.site.models import User, Walker

NOW = datetime(2026, 5, 14, 7, 0, tzinfo=UTC)
HOST = "127.0.0.1"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Home:
    """Keep what the site writes in a folder of the test's own."""
    place = Home(tmp_path / "home")
    settings.HOME = place
    settings.SECRET_KEY = "known-to-the-tests"
    return place


@pytest.fixture(autouse=True)
def now() -> Iterator[datetime]:
    """Hold the clock."""
    with clock.standing_at(NOW):
        yield NOW


@pytest.fixture
def owner(db: None) -> User:
    """Return the account of the person who runs the installation."""
    return accounts.owner()


@pytest.fixture
def other_owner(db: None) -> User:
    """Return an account with a diary of its own."""
    return User.objects.create(username="other")


@pytest.fixture
def walker(owner: User) -> Walker:
    """Return the owner's walker, in Berlin."""
    return in_berlin(owner)


@pytest.fixture
def other_walker(other_owner: User) -> Walker:
    """Return the other owner's walker, in Berlin."""
    return in_berlin(other_owner)


@pytest.fixture
def client(walker: Walker) -> Client:
    """Return the owner's browser, signed in."""
    return browser_of(walker.owner)


@pytest.fixture
def other_client(other_walker: Walker) -> Client:
    """Return the other owner's browser, signed in."""
    return browser_of(other_walker.owner)


@pytest.fixture
def stranger() -> Client:
    """Return a browser that is not signed in."""
    return Client(headers={"host": HOST})


def in_berlin(user: User) -> Walker:
    """Return the account's walker after a move to Berlin."""
    person = store.walker_of(user)
    person.preferences.zone = "Europe/Berlin"
    person.preferences.save()
    return person


def browser_of(user: User) -> Client:
    """Return a browser in which that account is signed in."""
    browser = Client(headers={"host": HOST})
    browser.force_login(user)
    return browser
