"""A back that complains on the way: the answer, the ways to go on, the signs to stop."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from backstride.diary import Moment, NewSymptom, Pain, Walk, read_event
from backstride.prescription import Response, default_protocol
from backstride.screening import STOP_SIGNS
from backstride.site import clock, store
from backstride.site.models import Walker
from backstride.site.views.walk_easing import spike_from
from tests.site.conftest import NOW
from tests.site.pages.conftest import send, text


@pytest.fixture
def url(client: Client, ready: None) -> str:
    """Begin a walk with a pain of 4, and return its address."""
    sent = send(client, "/walk/before/", pain="4", leg="no")
    return str(client.get(sent.headers["Location"]).headers["Location"])


def walk_id(url: str) -> UUID:
    return UUID(url.split("/")[2])


def said(walker: Walker) -> list[int]:
    return [pain.nrs for pain in store.diary(walker).of(Pain) if pain.moment is Moment.DURING]


def go_home(client: Client, url: str, **told: str) -> Any:
    with clock.standing_at(NOW + timedelta(minutes=25)):
        return send(client, f"{url}after/", **{"minutes": "10", "pain": "4", **told})


def next_walk(client: Client, url: str) -> str:
    return str(client.get(f"{url}response/").context["next"].strong)


@pytest.mark.parametrize(
    ("way", "leads_to"),
    [
        ("slower", "?do=slower"),
        ("rest", "?do=rest"),
        ("shorter", "?do=shorter"),
        ("cool_down", "?do=cool_down"),
        ("on", ""),
        ("finish", "after/"),
    ],
)
def test_each_way_to_go_on_writes_the_answer_and_leads_back(
    client: Client, walker: Walker, url: str, way: str, leads_to: str
) -> None:
    sent = send(client, f"{url}complaining/", now="5", way=way)
    assert sent.headers["Location"] == f"{url}{leads_to}"
    assert client.get(sent.headers["Location"]).status_code == 200
    assert said(walker) == [5]


def test_the_number_begins_where_the_back_was_and_then_at_the_worst(
    client: Client, url: str
) -> None:
    assert client.get(f"{url}complaining/").context["form"]["now"].value() == 4
    send(client, f"{url}complaining/", now="5", way="on")
    assert client.get(f"{url}complaining/").context["form"]["now"].value() == 5


def test_without_a_number_the_walk_goes_on_all_the_same(
    client: Client, walker: Walker, url: str
) -> None:
    sent = send(client, f"{url}complaining/", now="", way="slower")
    assert sent.headers["Location"] == f"{url}?do=slower"
    assert said(walker) == []


@pytest.mark.parametrize(("told", "way"), [("11", "slower"), ("a lot", "rest"), ("5", "fly")])
def test_what_is_no_answer_is_asked_again(
    client: Client, walker: Walker, url: str, told: str, way: str
) -> None:
    page = send(client, f"{url}complaining/", now=told, way=way)
    assert page.status_code == 200
    assert page.context["errors"]
    assert said(walker) == []


def test_the_highest_of_what_was_said_counts_whatever_is_said_afterwards(
    client: Client, walker: Walker, url: str
) -> None:
    for now in ("5", "6", "4"):
        send(client, f"{url}complaining/", now=now, way="slower")
    assert client.get(f"{url}after/").context["form"]["worst"].value() == 6
    go_home(client, url, worst="4")
    assert sorted(said(walker)) == [4, 4, 5, 6]
    assert store.diary(walker).pain_of(walk_id(url)).worst == 6


def test_the_next_plan_answers_what_was_said_on_the_way(
    client: Client, walker: Walker, url: str
) -> None:
    send(client, f"{url}complaining/", now="6", way="shorter")
    go_home(client, url, worst="4")
    plan = store.plan(walker, NOW.date())
    assert plan.walks[-1].response is Response.AMBER
    assert next_walk(client, url) == "Saturday: 8 minutes"  # ten less a fifth: protocol, ease.amber


def test_so_it_does_without_anything_said_in_a_calm_walk(
    client: Client, walker: Walker, url: str
) -> None:
    go_home(client, url, worst="4")
    assert store.plan(walker, NOW.date()).walks[-1].response is Response.SETTLED
    assert next_walk(client, url) == "Saturday: 10 minutes"


def test_a_great_rise_ends_the_walk_gently(client: Client, walker: Walker, url: str) -> None:
    assert spike_from(4, default_protocol()) == 7
    sent = send(client, f"{url}complaining/", now="7", way="on")
    assert sent.headers["Location"] == f"{url}complaining/?much=1"
    page = client.get(sent.headers["Location"])
    assert page.context["much"]
    (sign,) = (each for each in STOP_SIGNS if each.id == "back")
    assert sign.do in text(page)
    assert said(walker) == [7]
    for way in ("cool_down", "rest"):
        sent = send(client, f"{url}complaining/", now="7", way=way)
        assert sent.headers["Location"] == f"{url}?do={way}"
    go_home(client, url, worst="7")
    plan = store.plan(walker, NOW.date())
    assert plan.walks[-1].response is Response.SPIKE
    assert plan.questions_due
    assert next_walk(client, url) == "Saturday: 7 minutes"


@pytest.mark.parametrize("before", [0, 4, 7, 10])
def test_what_counts_as_a_great_rise_follows_the_protocol(before: int) -> None:
    rules = default_protocol().response
    least = spike_from(before, default_protocol())
    for nrs in range(11):
        rise = nrs - before
        spike = (rise >= rules.spike_rise and nrs >= rules.spike_worst) or (
            rise >= rules.strong_rise and nrs >= rules.strong_worst
        )
        assert spike == (least is not None and nrs >= least)


def test_the_page_holds_what_a_phone_needs_to_answer_without_a_connection(
    client: Client, walker: Walker, url: str
) -> None:
    shown = text(client.get(f"{url}complaining/"))
    assert 'data-much-from="7"' in shown
    draft = json.loads(client.get(f"{url}complaining/").context["draft"])
    sent = client.post(
        "/api/events",
        json.dumps([{**draft, "id": str(uuid4()), "nrs": 6}] * 2),
        content_type="application/json",
    )
    assert [each["outcome"] for each in sent.json()] == ["stored", "already"]
    assert said(walker) == [6]


def test_correcting_the_worst_afterwards_corrects_all_that_was_said(
    client: Client, walker: Walker, url: str
) -> None:
    send(client, f"{url}complaining/", now="6", way="slower")
    go_home(client, url, worst="6")
    (walk,) = store.diary(walker).of(Walk)
    with clock.standing_at(NOW + timedelta(minutes=30)):
        send(client, f"/walks/{walk.id}/pain/", before="4", worst="5", after="4")
    assert store.diary(walker).pain_of(walk.id).worst == 5


def test_all_signs_to_stop_for_are_shown_when_asked(client: Client, url: str) -> None:
    shown = text(client.get(f"{url}stop/"))
    for sign in STOP_SIGNS:
        assert sign.label in shown
    # Those with which somebody calls come before anything that is asked.
    call = shown.index("Call 112 at once if")
    for sign in STOP_SIGNS:
        at_once = sign.do.startswith("Stop and sit down. Call")
        assert at_once == (call < shown.find(sign.label, call) < shown.index("What is new?"))


@pytest.mark.parametrize("symptom", ["leg_weakness", "calf_pain", "palpitations"])
def test_a_sign_to_stop_ends_the_walk_with_the_questions(
    client: Client, walker: Walker, url: str, symptom: str
) -> None:
    assert send(client, f"{url}stop/").context["errors"]
    sent = send(client, f"{url}stop/", symptoms=[symptom])
    assert sent.headers["Location"] == "/questions/"
    send(client, f"{url}stop/", symptoms=[symptom])
    (found,) = store.diary(walker).of(NewSymptom)
    assert (found.symptom, str(found.walk_id)) == (symptom, url.split("/")[2])
    assert "Finish writing down your walk" in text(client.get("/"))
    assert store.plan(walker, NOW.date()).questions_due


def test_a_sign_that_waited_on_the_phone_is_the_one_that_the_form_writes(
    client: Client, walker: Walker, url: str
) -> None:
    drafts = json.loads(client.get(f"{url}stop/").context["drafts"])
    send(client, f"{url}stop/", symptoms=["leg_numbness"])
    (stored,) = store.diary(walker).of(NewSymptom)
    event = read_event(drafts["leg_numbness"])
    assert isinstance(event, NewSymptom)
    assert event.id == stored.id
