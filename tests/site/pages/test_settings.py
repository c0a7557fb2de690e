"""Settings, the goal, taking everything along, and deleting it."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backstride.diary import Goal
from backstride.diary import Walk as WalkEvent
from backstride.site import store
from backstride.site.models import StoredEvent, Walker
from tests.diary import factories
from tests.site.conftest import browser_of
from tests.site.pages.conftest import Tell, put, send, set_up, text

LOOKS = {"theme": "dark", "text_size": "large", "units": "mi", "zone": "Europe/London"}


@pytest.mark.usefixtures("ready")
def test_it_keeps_how_the_site_looks_and_speaks(client: Client, walker: Walker) -> None:
    sent = client.post("/settings/", {**LOOKS, "posture_cues": "on"})
    assert sent.headers["Location"] == "/settings/"
    walker.preferences.refresh_from_db()
    kept = walker.preferences
    assert (kept.theme, kept.text_size, kept.units) == ("dark", "large", "mi")
    assert (kept.zone, kept.spoken_cues, kept.posture_cues) == ("Europe/London", False, True)
    shown = text(client.get("/settings/"))
    assert 'data-theme="dark"' in shown
    assert "Saved." in shown
    assert "Apache-2.0" in shown


@pytest.mark.usefixtures("ready")
def test_a_change_sent_by_a_script_is_kept_and_answered_with_a_word(
    client: Client, walker: Walker
) -> None:
    answer = client.post("/settings/", LOOKS, headers={"HX-Request": "true"})
    assert (answer.status_code, text(answer)) == (200, "Saved.")
    assert "X-Kept" in answer.headers
    walker.preferences.refresh_from_db()
    assert (walker.preferences.theme, walker.preferences.units) == ("dark", "mi")
    page = client.get("/settings/")
    assert not list(page.context["messages"])


@pytest.mark.usefixtures("ready")
def test_a_change_that_is_refused_is_not_told_as_kept(client: Client, walker: Walker) -> None:
    answer = client.post("/settings/", {**LOOKS, "units": "ells"}, headers={"HX-Request": "true"})
    assert "X-Kept" not in answer.headers
    walker.preferences.refresh_from_db()
    assert walker.preferences.theme == "device"


@pytest.mark.django_db
def test_a_change_after_signing_out_is_not_told_as_kept(stranger: Client) -> None:
    answer = stranger.post("/settings/", LOOKS, headers={"HX-Request": "true"}, follow=True)
    assert "X-Kept" not in answer.headers


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("field", ["theme", "text_size", "units", "zone"])
def test_it_refuses_what_is_not_offered(client: Client, walker: Walker, field: str) -> None:
    page = client.post("/settings/", {**LOOKS, field: "loud"})
    assert [error["href"] for error in page.context["errors"]] == [f"#{field}"]
    walker.preferences.refresh_from_db()
    assert walker.preferences.theme == "device"


@pytest.mark.usefixtures("ready")
def test_half_steps_and_limits_are_the_persons_own(client: Client, walker: Walker) -> None:
    sent = send(client, "/settings/goal/", words="Dance", half_steps="on", max_minutes="20")
    assert sent.headers["Location"] == "/settings/"
    goal = store.diary(walker).latest(Goal)
    assert goal is not None
    assert (goal.words, goal.half_steps, goal.max_minutes) == ("Dance", True, 20)
    assert goal.max_walks_per_week is None
    assert "Half steps, at most 20 minutes" in text(client.get("/settings/"))
    send(client, "/settings/goal/", words="Dance", personal_steps="on")
    assert "Full steps, sized by your own back" in text(client.get("/settings/"))
    goal = store.diary(walker).latest(Goal)
    assert goal is not None
    assert goal.half_steps is False


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(("field", "value"), [("max_minutes", "4"), ("max_walks_per_week", "2")])
def test_a_limit_has_limits(client: Client, walker: Walker, field: str, value: str) -> None:
    page = send(client, "/settings/goal/", **{field: value})
    assert page.context["errors"][0]["href"] == f"#{field}"
    assert store.diary(walker).latest(Goal) is None


@pytest.mark.usefixtures("ready")
def test_days_and_facts_can_be_changed_later(client: Client, walker: Walker) -> None:
    sent = send(client, "/days/", days=["mon", "wed", "fri"])
    assert sent.headers["Location"] == "/"
    assert "Mon, Wed, Fri" in text(client.get("/settings/"))
    assert client.get("/days/").context["back_url"] == "/settings/"


def test_everything_can_be_taken_along(client: Client, tell: Tell, walker: Walker) -> None:
    walk, *pains = factories.walk("2026-05-12", 10, before=4, worst=5, after=3, note="=1+1")
    tell(*set_up(), walk, *pains)
    answer = client.get("/settings/export/")
    assert "backstride-2026-05-14.zip" in answer.headers["Content-Disposition"]
    with ZipFile(BytesIO(answer.getvalue())) as archive:
        lines = archive.read("diary.jsonl").decode().splitlines()
        (row,) = csv.DictReader(StringIO(archive.read("walks.csv").decode()))
        looks = json.loads(archive.read("settings.json"))
    assert len(lines) == len(store.events(walker))
    assert (row["minutes"], row["before"], row["after"]) == ("10", "4", "3")
    assert row["note"] == "'=1+1"
    assert looks["zone"] == "Europe/Berlin"


def test_an_export_can_be_brought_back_once(
    client: Client, tell: Tell, walker: Walker, other_client: Client, other_walker: Walker
) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=5, after=3))
    export = client.get("/settings/export/").getvalue()

    def bring(data: bytes, name: str = "backstride.zip") -> str:
        given = {"export": SimpleUploadedFile(name, data)}
        return text(other_client.post("/settings/bring-back/", given, follow=True))

    count = len(store.events(walker))
    assert f"{count} entries were brought back." in bring(export)
    assert store.events(other_walker) == store.events(walker)
    assert "Every entry in it was there already." in bring(export)
    lines = "".join(store.lines(walker)).encode()
    assert "Every entry in it was there already." in bring(lines, "diary.jsonl")
    assert len(store.events(other_walker)) == count


def test_an_export_that_is_none_changes_nothing(client: Client, walker: Walker) -> None:
    other = BytesIO()
    with ZipFile(other, "w") as archive:
        archive.writestr("notes.txt", "no diary")
    damaged = b"PK\x03\x04 and no more"
    for data, words in (
        (other.getvalue(), "There is no diary in it."),
        (damaged, "There is no diary in it."),
        (b'{"type": "walk"}\n', "Nothing was taken. line 1"),
        (b"", "This file is empty."),
    ):
        given = {"export": SimpleUploadedFile("some.zip", data)}
        page = client.post("/settings/bring-back/", given)
        assert words in text(page)
        assert page.context["errors"]
    assert store.events(walker) == ()


def test_deleting_asks_once_more_and_then_leaves_nothing(
    client: Client, tell: Tell, walker: Walker, other_walker: Walker
) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4))
    put(other_walker, *set_up())
    page = client.get("/settings/delete/")
    assert page.context["walks"] == 1
    for word in ("", "yes"):
        page = client.post("/settings/delete/", {"sure": word})
        assert page.context["errors"]
        assert store.diary(walker).of(WalkEvent)
    phone = browser_of(walker.owner)
    sent = client.post("/settings/delete/", {"sure": "Delete "})
    assert sent.headers["Location"] == "/deleted/"
    assert "signed out from another one" in phone.get("/", follow=True).text
    assert not StoredEvent.objects.filter(walker_id=walker.id)
    assert StoredEvent.objects.filter(walker=other_walker)
    assert "Everything is deleted" in text(client.get("/deleted/"))
    assert client.get("/").headers["Location"].startswith("/sign-in/")
