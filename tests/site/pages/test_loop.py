"""The whole loop without scripts: from the first page to tomorrow's plan."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from backstride.screening import QUESTIONS
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.site.conftest import NOW
from tests.site.pages.conftest import send


def test_it_leads_from_the_first_page_to_the_next_plan(client: Client, walker: Walker) -> None:
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/welcome/"
    for asked in QUESTIONS:
        answered = send(client, f"/questions/{asked.id}/", answer="no")
    assert answered.headers["Location"] == "/questions/result/"
    assert "Nothing speaks against walking" in client.get("/questions/result/").content.decode()

    sent = send(
        client,
        "/about-you/",
        track="current_pain",
        usual_pain="4",
        birth_year="1965",
        zone="Europe/Berlin",
        region="DE",
    )
    assert sent.headers["Location"] == "/days/"
    sent = send(client, "/days/", days=["tue", "thu", "sat"], time="09:30")
    assert sent.headers["Location"] == "/needs/"
    sent = send(client, "/needs/")
    assert sent.headers["Location"] == "/first-walk/"
    sent = send(client, "/first-walk/", baseline="skip")
    assert sent.headers["Location"] == "/"

    today = client.get("/")
    assert "A 10-minute easy walk" in today.content.decode()
    sent = send(client, "/walk/before/", pain="4", leg="no", carrying="nothing")
    gate = client.get(sent.headers["Location"])
    walk_url = gate.headers["Location"]
    guided = client.get(walk_url)
    assert guided.status_code == 200
    with clock.standing_at(NOW + timedelta(minutes=21)):
        sent = send(client, f"{walk_url}after/", minutes="10", pain="3", worst="4", talk="sing")
        assert sent.status_code == 302, sent.context["errors"]
        response = client.get(sent.headers["Location"])
        assert "Settled" in response.content.decode()
        assert "10 minutes done today" in client.get("/").content.decode()
    with clock.standing_at(NOW + timedelta(days=1)):
        assert "How is your back this morning?" in client.get("/").content.decode()
        sent = send(client, "/morning/", feeling="same")
        assert sent.headers["Location"] == "/"
        assert [pain.nrs for pain in store.diary(walker).mornings()] == [4]
        assert "Your next walk is tomorrow: 10 minutes" in client.get("/").content.decode()
    with clock.standing_at(NOW + timedelta(days=2)):
        assert "A 10-minute easy walk" in client.get("/").content.decode()
