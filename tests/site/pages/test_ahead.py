"""The next days laid out for a phone: as they would be with a connection, and nothing stored."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from backstride.diary import Pain
from backstride.prescription import default_protocol
from backstride.site import clock, store
from backstride.site.models import Walker
from backstride.site.views.ahead_walk import ANY_WALK, packed
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, send, text

Laid = dict[str, Any]
MINUTES = re.compile(r"Your walk: (\d+) minutes")
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


def laid_out(client: Client) -> Laid:
    answer = client.get("/ahead/")
    assert answer.status_code == 200
    laid: Laid = answer.json()
    return laid


def heading_of(page: str) -> str:
    found = HEADING.search(page)
    assert found
    return html.unescape(found[1])


def guided(walk: Laid, place: int = 0) -> str:
    packed = walk["guided"]
    page: str = packed["head"] + packed["middles"][place] + packed["tail"]
    return page


def minutes_of(day: Laid, outcome: Laid) -> int | None:
    if outcome["walk"] is None:
        return None
    found = MINUTES.search(guided(day["walk"]["walks"][outcome["walk"]]))
    assert found
    return int(found[1])


@pytest.fixture
def laid(client: Client, ready: None) -> Laid:
    return laid_out(client)


@pytest.mark.parametrize(
    ("pain", "warmth"), [(4, "cool"), (4, "hot"), (4, "very_hot"), (7, "cool"), (9, "hot")]
)
def test_an_answer_leads_where_it_leads_with_a_connection(
    client: Client, laid: Laid, pain: int, warmth: str
) -> None:
    day = laid["days"][0]
    outcome = day["walk"]["outcomes"][day["walk"]["answers"][f"{pain} {warmth}"]]
    sent = send(client, "/walk/before/", pain=str(pain), leg="no", warmth=warmth)
    gate = client.get(sent.headers["Location"])
    assert (outcome["gate"] is None) == (gate.status_code == 302)
    if outcome["gate"] is not None:
        assert outcome["gate"]["heading"] == heading_of(text(gate))
        assert html.escape(outcome["gate"]["text"]) in text(gate)
        assert bool(outcome["asks"]) == ("A few safety questions" in text(gate))
        gate = client.post(sent.headers["Location"])
    walk = client.get(gate.headers["Location"])
    found = MINUTES.search(text(walk)) if walk.status_code == 200 else None
    assert minutes_of(day, outcome) == (int(found[1]) if found else None)


def test_more_pain_than_usual_asks_for_questions_as_with_a_connection(
    client: Client, tell: Tell, ready: None
) -> None:
    day = laid_out(client)["days"][0]["walk"]
    asked = {pain: day["outcomes"][day["answers"][f"{pain} cool"]]["asks"] for pain in range(11)}
    sent = send(client, "/walk/before/", pain="10", leg="no")
    page = client.get(sent.headers["Location"])
    assert asked[10] == ("A few safety questions" in text(page))


def test_what_waits_on_the_phone_never_makes_a_walk_longer(laid: Laid) -> None:
    longest = default_protocol().flare.longest_min
    for day in laid["days"]:
        walk = day["walk"]
        if walk is None:
            continue
        assert walk["careful"].keys() == walk["answers"].keys()
        for answers, place in walk["careful"].items():
            careful = minutes_of(day, walk["outcomes"][place])
            plain = minutes_of(day, walk["outcomes"][walk["answers"][answers]])
            assert (careful is None) == (plain is None)
            if careful is not None and plain is not None:
                assert careful <= min(plain, longest)


def test_a_day_ahead_is_as_it_will_be_when_nothing_is_entered(client: Client, laid: Laid) -> None:
    for number, day in enumerate(laid["days"]):
        with clock.standing_at(NOW + timedelta(days=number)):
            today = client.get("/")
            check = client.get("/walk/before/")
        assert heading_of(day["pages"]["/"]) == heading_of(text(today))
        assert (day["walk"] is None) == (check.status_code == 302)
        assert (day["pages"]["/walk/before/"] is None) == (check.status_code == 302)


def test_laying_out_stores_nothing_and_begins_nothing(
    client: Client, walker: Walker, ready: None
) -> None:
    send(client, "/walk/before/", pain="4", leg="no")
    events, begun = store.events(walker), client.session["begun"]
    client.get("/ahead/")
    assert store.events(walker) == events
    assert client.session["begun"] == begun
    assert str(ANY_WALK) not in client.session["begun"]


def test_a_script_that_asks_where_a_form_leads_uses_no_message_up(
    client: Client, ready: None
) -> None:
    send(client, "/morning/", pain="3")
    assert client.get("/", headers={"X-Leads-To": "yes"}).status_code == 204
    assert "Written down for this morning" in text(client.get("/"))


def test_a_message_that_waits_is_still_shown(client: Client, ready: None) -> None:
    send(client, "/morning/", pain="3")
    laid = laid_out(client)
    assert "Written down for this morning" not in laid["days"][0]["pages"]["/"]
    assert "Written down for this morning" in text(client.get("/"))


def test_somebody_in_the_set_up_has_nothing_laid_out(client: Client) -> None:
    assert laid_out(client)["days"] == []


def test_a_page_says_whether_it_is_still_what_was_laid_out(client: Client, ready: None) -> None:
    answer = client.get("/ahead/")
    mark = answer.json()["mark"]
    assert f'data-mark="{mark}"' in text(client.get("/help/"))
    assert answer["X-Laid-Out"] == f"{mark} 2026-05-14"
    send(client, "/morning/", pain="3")
    assert f'data-mark="{mark}"' not in text(client.get("/help/"))
    assert laid_out(client)["mark"] != mark


def test_ground_and_load_change_the_cues_of_a_walk(laid: Laid) -> None:
    walk = laid["days"][0]["walk"]["walks"][0]
    plain = guided(walk, walk["which"]["nothing paved_even cool"])
    loaded = guided(walk, walk["which"]["one_side gravel cool"])
    assert plain != loaded
    assert plain.count("data-at=") < loaded.count("data-at=")


def test_an_answer_that_the_phone_completes_is_an_entry(client: Client, laid: Laid) -> None:
    day = laid["days"][0]["walk"]
    (taken,) = client.post(
        "/api/events", [{**day["pain"], "nrs": 4}], content_type="application/json"
    ).json()
    assert taken["outcome"] == "stored"
    assert taken["id"] == day["ids"]["before"]


@pytest.mark.parametrize("texts", [["one"], ["same", "same"], ["a1c", "a22c"], ["aa", "aaa"]])
def test_packed_texts_can_be_put_together_again(texts: list[str]) -> None:
    told = packed(texts)
    assert [told["head"] + middle + told["tail"] for middle in told["middles"]] == texts


def test_a_form_that_waited_is_written_down_as_of_when_it_was_filled_in(
    client: Client, walker: Walker, ready: None
) -> None:
    entered = NOW - timedelta(days=1, hours=2)
    page = client.get("/morning/")
    told = {"entry": page.context["form"]["entry"].value(), "pain": "3"}
    for moment in (entered, NOW + timedelta(days=1)):
        client.post("/morning/", told, headers={"X-Entered-At": moment.isoformat()})
    found = store.diary(walker).of(Pain)
    assert [each.at for each in found] == [entered, NOW]


def test_what_is_kept_for_one_person_is_not_taken_from_another(
    client: Client, walker: Walker, other_walker: Walker
) -> None:
    for sender, status in ((other_walker, 403), (walker, 200)):
        answer = client.post(
            "/api/events",
            [],
            content_type="application/json",
            headers={"X-Walker": str(sender.id)},
        )
        assert answer.status_code == status
