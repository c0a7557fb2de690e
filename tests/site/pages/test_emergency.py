"""What cannot wait: it is told first, with its number, and no page beside offers a walk."""

from __future__ import annotations

import pytest
from django.test import Client

from backstride.diary import NewSymptom
from backstride.site import store
from backstride.site.forms.easing import STOP_CHOICES
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import put, send, set_up, text


def test_the_first_questions_give_a_number_before_anybody_said_where_they_live(
    client: Client, walker: Walker
) -> None:
    assert walker.zone == "Europe/Berlin"
    send(client, "/questions/q05/", answer="yes")
    assert 'href="tel:112"' in text(client.get("/questions/result/", follow=True))


def test_the_country_that_was_said_goes_before_that_of_the_clock(
    client: Client, walker: Walker
) -> None:
    put(walker, set_up(region="GB"))
    send(client, "/questions/q05/", answer="yes")
    page = text(client.get("/questions/result/", follow=True))
    assert 'href="tel:999"' in page
    assert 'href="tel:112"' not in page


def test_an_emergency_is_told_also_to_whom_this_is_not_made_for(
    client: Client, walker: Walker
) -> None:
    put(walker, set_up(birth_year=NOW.year - 11))
    page = text(client.get("/"))
    assert "This is made for adults" in page
    assert "/about-you/" in page  # a slip can be put right
    send(client, "/questions/q05/", answer="yes")
    page = text(client.get("/"))
    assert "This is made for adults" not in page
    assert "What to do" in page


def test_thoughts_beside_an_emergency_have_a_number_of_their_own(
    client: Client, walker: Walker
) -> None:
    put(walker, set_up(region="GB"))
    put(walker, factories.screened(NOW.date(), {"q01": "unsure", "q21": "yes"}))
    page = client.get("/questions/result/")
    assert "Perhaps you have new trouble" in text(page)
    assert page.context["outcome"].text.startswith("This answer needs to be looked at now")
    assert 'href="tel:999"' in text(page)
    assert 'href="tel:116123"' in text(page)


@pytest.mark.parametrize("symptom", [name for name, _ in STOP_CHOICES])
def test_whatever_ended_a_walk_is_kept_and_asks_the_questions(
    client: Client, walker: Walker, ready: None, symptom: str
) -> None:
    assert not store.plan(walker, NOW.date()).questions_due
    walk_id = factories.event_id(77)
    client.post(f"/walk/{walk_id}/stop/", {"entry": factories.event_id(78), "symptoms": symptom})
    (kept,) = store.diary(walker).of(NewSymptom)
    assert (kept.symptom, kept.walk_id) == (symptom, walk_id)
    assert store.plan(walker, NOW.date()).questions_due
