"""A worse back, an illness, being away, and what got in the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from backstride.diary import Absence, CheckIn, Flare
from backstride.prescription import Action
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, send, set_up, text


@pytest.fixture
def walking(tell: Tell) -> None:
    """The set-up and a calm walk on Tuesday."""
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=4))


@pytest.mark.usefixtures("walking")
def test_a_bad_day_leads_to_the_questions_and_then_to_less(client: Client, walker: Walker) -> None:
    page = client.get("/worse/")
    assert page.context["offer"] == "5 minutes, easy"
    assert "A few safety questions" in text(page)
    assert "My back is worse today" in text(client.get("/"))
    sent = send(client, "/worse/", note="Since getting up")
    assert sent.headers["Location"] == "/questions/"
    (flare,) = store.diary(walker).of(Flare)
    assert flare.note == "Since getting up"
    for asked in store.plan(walker, NOW.date()).questions_due:
        send(client, f"/questions/{asked}/", answer="no")
    today = client.get("/")
    assert today.context["state"] == "short"
    assert "Noted: a worse back today" in text(today)
    assert "A few safety questions" not in text(client.get("/worse/"))


@pytest.mark.usefixtures("walking")
def test_a_bad_day_is_one_however_often_it_is_told(client: Client, walker: Walker) -> None:
    send(client, "/worse/")
    with clock.standing_at(NOW + timedelta(hours=2)):
        send(client, "/worse/", note="Still")
    (flare,) = store.diary(walker).of(Flare)
    assert flare.note == "Still"
    with clock.standing_at(NOW + timedelta(days=1)):
        send(client, "/worse/")
    assert len(store.diary(walker).of(Flare)) == 2


@pytest.mark.usefixtures("walking")
def test_an_illness_makes_the_plan_wait(client: Client, walker: Walker) -> None:
    sent = send(client, "/absence/", reason="illness", until="2026-05-17")
    assert sent.headers["Location"] == "/"
    (absence,) = store.diary(walker).of(Absence)
    assert (absence.reason, absence.until) == ("illness", date(2026, 5, 17))
    assert store.plan(walker, NOW.date()).today.action is Action.REST
    assert "The plan waits" in text(client.get("/"))


@pytest.mark.usefixtures("walking")
@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "one of the three"),
        ({"reason": "bored"}, "one of the answers"),
        ({"reason": "travel", "until": "2026-05-13"}, "That day is over"),
        ({"reason": "travel", "until": "2028-05-13"}, "more than a year"),
        ({"reason": "travel", "until": "soon"}, "2026-05-14"),
    ],
)
def test_it_says_what_is_wrong(
    client: Client, walker: Walker, told: dict[str, str], words: str
) -> None:
    page = send(client, "/absence/", **told)
    assert words in page.context["errors"][0]["text"]
    assert not store.diary(walker).of(Absence)


@pytest.mark.usefixtures("walking")
def test_what_got_in_the_way_is_kept(client: Client, walker: Walker) -> None:
    assert send(client, "/in-the-way/").context["errors"]
    send(client, "/in-the-way/", barriers=["time", "weather"], note="Harvest")
    (told,) = store.diary(walker).of(CheckIn)
    assert (told.barriers, told.note) == (("time", "weather"), "Harvest")
