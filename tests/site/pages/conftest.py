"""Diaries and steps that the tests of pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.test import Client

from backstride.diary import AnyEvent
from backstride.site import store
from backstride.site.models import Walker
from tests.diary import factories

Tell = Callable[..., None]


@pytest.fixture
def tell(walker: Walker) -> Tell:
    """Write into the owner's diary."""
    return lambda *parts: put(walker, *parts)


@pytest.fixture
def ready(tell: Tell) -> None:
    """Bring the owner through the set-up: walking Tuesday, Thursday and Saturday."""
    tell(*set_up())


def put(walker: Walker, *parts: AnyEvent | Iterable[AnyEvent]) -> None:
    """Write events into a walker's diary."""
    store.append(walker, factories.events(*parts), source="test")


def set_up(on: str = "2026-05-11", **facts: Any) -> tuple[AnyEvent, ...]:
    """Return a first day after which Today has a walk."""
    facts = {"needs": (), "region": "DE", "birth_year": 1965, **facts}
    return factories.newcomer(on, weekdays=("tue", "thu", "sat"), **facts)


def entry_of(page: Any) -> str:
    """Return the identity that a shown form has."""
    return str(page.context["form"]["entry"].value())


def send(client: Client, url: str, **told: Any) -> Any:
    """Open a page, fill in its form and send it, as a browser without scripts does."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code, page.headers.get("Location"))
    form = page.context["form"]
    told = {"entry": entry_of(page), **told} if "entry" in form.fields else told
    return client.post(url, told)


def text(page: Any) -> str:
    """Return what a page says, markup included."""
    return str(page.content.decode())
