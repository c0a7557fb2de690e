"""The site as an app: what a phone is told, and what is kept without a connection."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from backstride.diary import Moment, Pain, Walk, read_event
from backstride.site import store
from backstride.site.models import Walker
from tests.site.pages.conftest import send


@pytest.fixture
def walk_url(client: Client, ready: None) -> str:
    """Answer the check before a walk, and return the address of the walk."""
    sent = send(client, "/walk/before/", pain="4", leg="no")
    return str(client.get(sent.headers["Location"]).headers["Location"])


def shell(client: Client) -> dict[str, object]:
    code = client.get("/sw.js").content.decode()
    found = re.match(r"const BACKSTRIDE = (.*);\n", code)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


def test_a_stranger_gets_what_the_browser_asks_for_by_itself(stranger: Client) -> None:
    for path in ("/manifest.webmanifest", "/sw.js", "/offline/"):
        assert stranger.get(path).status_code == 200


def test_the_icons_are_there_in_the_sizes_that_are_named(stranger: Client) -> None:
    icons = json.loads(stranger.get("/manifest.webmanifest").content)["icons"]
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
    for icon in icons:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path
        width, height = struct.unpack(">II", Path(str(path)).read_bytes()[16:24])
        assert icon["sizes"] == f"{width}x{height}"


def test_every_file_that_is_kept_is_there(stranger: Client) -> None:
    files = shell(stranger)["files"]
    assert isinstance(files, list)
    scripts = [name for name in files if "/guided.js?v=" in name]
    assert [name.partition("?v=")[2] for name in scripts] == [shell(stranger)["version"]]
    for name in files:
        assert finders.find(name.removeprefix("/static/").partition("?")[0]), name


def test_the_worker_looks_after_every_page_and_is_asked_for_anew(stranger: Client) -> None:
    answer = stranger.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert shell(stranger) == shell(stranger)


class TestDrafts:
    """Answers that a phone can complete by itself."""

    @pytest.fixture
    def draft(self, client: Client, walk_url: str) -> dict[str, dict[str, object]]:
        page = client.get(f"{walk_url}after/")
        found: dict[str, dict[str, object]] = json.loads(page.context["draft"])
        return found

    def test_completed_and_sent_twice_they_are_one_walk(
        self, client: Client, walker: Walker, draft: dict[str, dict[str, object]]
    ) -> None:
        at = draft["walk"]["at"]
        events = [
            {**draft["walk"], "minutes": 9, "talk": "sentences"},
            {**draft["during"], "at": at, "nrs": 5},
            {**draft["after"], "at": at, "nrs": 3},
        ]
        for outcome in ("stored", "already"):
            answer = client.post("/api/events", events, content_type="application/json")
            assert [each["outcome"] for each in answer.json()] == [outcome] * 3
        diary = store.diary(walker)
        (walk,) = diary.of(Walk)
        assert (walk.minutes, walk.talk) == (9, "sentences")
        assert walk.prescribed is not None
        assert diary.pain_of(walk.id).worst == 5

    def test_the_form_and_the_phone_write_the_same_walk(
        self, client: Client, walker: Walker, walk_url: str
    ) -> None:
        draft = json.loads(client.get(f"{walk_url}after/").context["draft"])
        send(client, f"{walk_url}after/", pain="2", worst="3", minutes="10")
        late = client.post("/api/events", [draft["walk"]], content_type="application/json")
        assert late.json()[0]["outcome"] in ("already", "conflict")
        assert len(store.diary(walker).of(Walk)) == 1
        assert client.get(f"{walk_url}after/").context["draft"] == ""

    def test_a_morning_is_an_event_but_for_its_number(self, client: Client) -> None:
        draft = json.loads(client.get("/morning/").context["draft"])
        event = read_event({**draft["morning"], "nrs": 4})
        assert isinstance(event, Pain)
        assert (event.moment, event.nrs) == (Moment.MORNING, 4)
        assert event.day.isoformat() == draft["day"]
