"""Every page is the signed-in walker's own."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver

from backstride.site.models import Walker
from tests.diary import factories
from tests.site.pages.conftest import Tell, put, set_up

OPEN = {
    "sign-in",
    "sign-in-with-link",
    "sign-out",
    "deleted",
    "manifest",
    "service-worker",
    "offline",
    "on-this-phone",
    "shared-report",
}
"""Pages about signing in, about having left, and of the installed app; they show nobody's data.
A shared report shows what its owner gave a link for (test_report.py)."""

ARGUMENTS = {
    "walk_id": UUID("0cf8191c-ca98-4057-8fc4-f1787762f6de"),
    "shoes_id": UUID("54d25509-5a41-472d-9ccc-995834af46f3"),
    "start_id": UUID("5d1f7a52-3a55-4a57-8c7a-8f1c33a7f9c2"),
    "question_id": "q01",
    "instrument_id": "sleep",
    "key": "ground",
    "recording_id": 1,
    "key_id": 1,
    "file_id": 1,
    "link_id": 1,
    "export_id": 1,
}


def addresses() -> list[tuple[str, str]]:
    """Return the name and an address of every page."""
    found = []
    for pattern in get_resolver().url_patterns:
        name = getattr(pattern, "name", None)
        if not name or name in OPEN:
            continue
        route = str(pattern.pattern)
        for key, value in ARGUMENTS.items():
            for kind in ("uuid", "slug", "int"):
                route = route.replace(f"<{kind}:{key}>", str(value))
        found.append((name, f"/{route}"))
    return found


@pytest.mark.parametrize(("name", "url"), addresses())
def test_it_sends_a_stranger_to_sign_in(stranger: Client, name: str, url: str, db: None) -> None:
    answer = stranger.get(url)
    assert answer.status_code == 302, name
    assert answer.headers["Location"].startswith("/sign-in/"), name
    assert stranger.post(url).status_code == 401, name


def test_it_finds_every_page() -> None:
    names = [name for name, _ in addresses()]
    assert {"today", "question", "walk", "walk-page", "pair", "settings", "recording"} <= set(names)


def test_nobody_sees_the_walk_of_another(
    client: Client, other_client: Client, tell: Tell, other_walker: Walker
) -> None:
    walk, *pains = factories.walk("2026-05-12", 10, before=4, worst=4, after=3)
    tell(*set_up(), walk, *pains)
    put(other_walker, *set_up())
    for page in ("", "pain/", "correct/", "take-back/"):
        assert client.get(f"/walks/{walk.id}/{page}").status_code == 200
        assert other_client.get(f"/walks/{walk.id}/{page}").status_code == 404
        sent = other_client.post(f"/walks/{walk.id}/{page}", {"after": "9"})
        assert sent.status_code in (404, 405)
    assert other_client.get(f"/walk/{walk.id}/response/").status_code == 404


def test_nobody_sees_the_shoes_of_another(
    client: Client, other_client: Client, tell: Tell, other_walker: Walker
) -> None:
    pair = factories.shoes("2026-05-12", "Grey trainers")
    tell(*set_up(), pair)
    put(other_walker, *set_up())
    assert client.get(f"/shoes/{pair.shoes_id}/").status_code == 200
    assert other_client.get(f"/shoes/{pair.shoes_id}/").status_code == 404
    assert "Grey trainers" not in other_client.get("/shoes/").content.decode()


def test_a_walk_that_began_is_known_in_its_own_browser_only(
    client: Client, other_client: Client, ready: None, other_walker: Walker
) -> None:
    put(other_walker, *set_up())
    page = client.get("/walk/before/")
    entry = page.context["form"]["entry"].value()
    sent = client.post("/walk/before/", {"entry": entry, "pain": "4", "leg": "no"})
    walk_url = client.get(sent.headers["Location"]).headers["Location"]
    assert client.get(walk_url).status_code == 200
    for part in ("", "after/", "complaining/", "stop/"):
        assert other_client.get(f"{walk_url}{part}").headers["Location"] == "/"
