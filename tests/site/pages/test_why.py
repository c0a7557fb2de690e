"""How we decide, and walking a different time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from backstride.prescription import default_protocol
from backstride.site import clock
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, set_up, text


def test_every_rule_at_work_stands_with_its_source(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=3))
    page = client.get("/why/")
    shown = text(page)
    assert "Why 10 minutes?" in shown
    assert "12 May" in shown
    assert [record.response for record in page.context["records"]] == ["settled"]
    assert page.context["sources"]
    for source in page.context["sources"]:
        assert source.split(";")[0].split("(")[0].strip()[:30] in shown.replace("&#x27;", "'")
    assert "How sure we are" in shown


def test_it_also_explains_a_day_of_rest(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=3))
    with clock.standing_at(NOW - timedelta(days=1)):
        shown = text(client.get("/why/"))
    assert "Today is for resting between walks." in shown
    assert "/walk/before/" not in shown


def test_while_walking_is_halted_it_leads_to_what_to_do(client: Client, tell: Tell) -> None:
    tell(*set_up(), factories.screened("2026-05-14", {"q14": "yes"}, at="07:00"))
    assert client.get("/why/").headers["Location"] == "/questions/result/"


@pytest.mark.usefixtures("ready")
def test_all_rules_are_there(client: Client) -> None:
    page = client.get("/plan/rules/")
    shown = sum(len(group.rules) for group in page.context["groups"])
    assert shown == len(default_protocol().rules)
    said = [rule.text for group in page.context["groups"] for rule in group.rules]
    assert not any("{" in words for words in said)
    assert any("…" in words for words in said)


@pytest.mark.usefixtures("ready")
def test_another_length_goes_on_to_the_check(client: Client) -> None:
    page = client.get("/walk/different/")
    assert page.context["form"]["minutes"].value() == 10
    sent = client.post("/walk/different/", {"minutes": "7"})
    assert sent.headers["Location"] == "/walk/before/?minutes=7"


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("minutes", ["", "4", "16", "ten", "7.5"])
def test_another_length_stays_within_the_caps(client: Client, minutes: str) -> None:
    page = client.post("/walk/different/", {"minutes": minutes})
    assert page.context["errors"] == [
        {"href": "#minutes", "text": "Choose between 5 and 15 minutes."}
    ]


def test_on_a_way_back_nothing_longer_is_open(client: Client, tell: Tell) -> None:
    tell(
        *set_up(),
        *factories.walk("2026-05-12", 10, before=3, worst=7, after=6),
        factories.screened("2026-05-12", at="20:00"),
    )
    page = client.get("/walk/different/")
    assert page.context["choice"].most == page.context["choice"].planned.minutes < 10


def test_on_a_day_of_rest_the_next_walk_can_be_taken(client: Client, tell: Tell) -> None:
    tell(*set_up(), *factories.walk("2026-05-12", 10, before=4, worst=4, after=3))
    with clock.standing_at(NOW - timedelta(days=1)):
        page = client.get("/walk/different/")
        assert page.context["resting"]
        assert page.context["choice"].most == 10
        assert client.get("/walk/before/").headers["Location"] == "/"
        assert client.get("/walk/before/?minutes=10").status_code == 200


def test_while_questions_are_due_no_length_is_open(client: Client, tell: Tell) -> None:
    tell(
        *set_up(),
        *factories.walk("2026-05-12", 10, before=4),
        factories.flare("2026-05-14", at="07:00"),
    )
    assert client.get("/walk/different/").headers["Location"] == "/"
