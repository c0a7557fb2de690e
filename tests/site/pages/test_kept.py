"""Forms that waited on a phone: what the answer calls kept is kept, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from backstride.diary import Absence, CheckIn, Flare, NewSymptom, Pain, Screening, Shoes, Walk
from backstride.site import store
from backstride.site.kept import ENTERED, HEADER, note_kept, note_left, told
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW, browser_of
from tests.site.pages.conftest import Tell, send, set_up
from tests.site.pages.test_ownership import addresses

FILLED_IN = NOW - timedelta(minutes=40)
WALK_ID = UUID("0cf8191c-ca98-4057-8fc4-f1787762f6de")


def arrive(walker: Walker, url: str, told: Mapping[str, Any]) -> Any:
    """Send a form that waited, from a session that began only now."""
    headers = {ENTERED: FILLED_IN.isoformat(), "X-Walker": str(walker.id)}
    return browser_of(walker.owner).post(url, told, headers=headers)


WAITING: dict[str, tuple[str, dict[str, Any], type]] = {
    "a leg": (f"/walk/{WALK_ID}/leg/", {"symptoms": ["leg_weakness"]}, NewSymptom),
    "a sign to stop": (f"/walk/{WALK_ID}/stop/", {"symptoms": ["calf_pain"]}, NewSymptom),
    "on the way": (f"/walk/{WALK_ID}/complaining/", {"now": "6", "way": "rest"}, Pain),
    "a question": ("/questions/q01/", {"answer": "yes"}, Screening),
    "a bad day": ("/worse/", {"note": "Slept badly."}, Flare),
    "days away": ("/absence/", {"reason": "illness", "until": "2026-05-16"}, Absence),
    "in the way": ("/in-the-way/", {"barriers": ["time"]}, CheckIn),
    "a pair": ("/shoes/new/", {"name": "Blue boots"}, Shoes),
    "before a walk": ("/walk/before/", {"pain": "4", "leg": "no"}, Pain),
    "a morning": ("/morning/", {"pain": "3"}, Pain),
    "walked": (
        "/walked/",
        {"day": "2026-05-13", "time": "09:00", "minutes": "12", "kind": "easy"},
        Walk,
    ),
}


@pytest.mark.parametrize("form", WAITING)
def test_a_form_that_waited_through_a_sign_in_is_in_the_diary_once_it_is_called_kept(
    walker: Walker, ready: None, form: str
) -> None:
    url, answers, kind = WAITING[form]
    answers = {"entry": str(uuid4()), **answers}
    before = {event.id for event in store.events(walker)}
    first = arrive(walker, url, answers)
    assert (first.status_code, first.headers.get(HEADER)) == (204, "1"), first.content
    (event,) = [each for each in store.events(walker) if each.id not in before]
    assert isinstance(event, kind)
    # Its answer may have been lost on the way: a second time changes nothing.
    assert arrive(walker, url, answers).headers.get(HEADER) == "1"
    assert len(store.events(walker)) == len(before) + 1


def test_a_symptom_that_waited_asks_the_questions(walker: Walker, ready: None) -> None:
    assert not store.plan(walker, NOW.date()).questions_due
    url, answers, _ = WAITING["a leg"]
    arrive(walker, url, {"entry": str(uuid4()), **answers})
    assert store.plan(walker, NOW.date()).questions_due


def test_an_answer_that_asks_for_more_is_not_called_kept(walker: Walker, ready: None) -> None:
    answers = {"entry": str(uuid4()), "pain": "4", "leg": "yes"}
    answer = arrive(walker, "/walk/before/", answers)
    assert (answer.status_code, HEADER in answer.headers) == (409, False)


def test_a_changed_walk_is_taken_also_where_this_session_does_not_know_it(
    client: Client, walker: Walker, ready: None
) -> None:
    sent = send(client, "/walk/before/", pain="4", leg="no")
    url = client.get(sent.headers["Location"]).headers["Location"]
    send(client, f"{url}after/", minutes="10", pain="4")
    assert arrive(walker, f"{url}after/", {"minutes": "10", "pain": "11"}).status_code == 409
    answer = arrive(walker, f"{url}after/", {"minutes": "10", "pain": "8"})
    assert (answer.status_code, answer.headers.get(HEADER)) == (204, "1")
    (walk,) = store.diary(walker).of(Walk)
    assert store.diary(walker).pain_of(walk.id).after == 8


def test_what_was_taken_back_is_not_called_kept_when_it_arrives_late(
    walker: Walker, ready: None, tell: Tell
) -> None:
    entry = uuid4()
    url, answers, _ = WAITING["a leg"]
    arrive(walker, url, {"entry": str(entry), **answers})
    (symptom,) = store.diary(walker).of(NewSymptom)
    tell(factories.retraction(symptom))
    assert arrive(walker, url, {"entry": str(entry), **answers}).status_code == 409


NOTHING_TO_WRITE = {"settings", "sensed-forget", "walk-not-walked"}
"""Pages that keep what they are for outside of the diary, or forget it."""


@pytest.mark.parametrize(("name", "url"), addresses())
def test_no_page_leads_a_form_that_waited_elsewhere(
    walker: Walker, tell: Tell, name: str, url: str
) -> None:
    tell(*set_up())
    before = store.events(walker)
    answer = arrive(walker, url, {})
    assert not 300 <= answer.status_code < 400, name
    if HEADER in answer.headers:
        assert store.events(walker) != before or name in NOTHING_TO_WRITE, name


def answered(*notes: Callable[[], None], status: int) -> HttpResponse:
    def respond(request: HttpRequest) -> HttpResponse:
        for note in notes:
            note()
        return HttpResponse(status=status)

    return told(respond)(RequestFactory().post("/shoes/new/"))


def test_the_mark_stands_on_nothing_but_what_was_kept() -> None:
    assert HEADER in answered(note_kept, status=302).headers
    assert HEADER not in answered(status=302).headers
    assert HEADER not in answered(note_kept, note_left, status=302).headers
    assert HEADER not in answered(note_kept, status=500).headers


def test_a_browser_is_led_on_as_ever(client: Client, ready: None) -> None:
    assert send(client, "/shoes/new/", name="Blue boots").headers["Location"] == "/shoes/"
