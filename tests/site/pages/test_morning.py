"""The next morning."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from backstride.diary import Pain
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, entry_of, send, set_up

TODAY = NOW.date()


@pytest.fixture
def walked(tell: Tell) -> None:
    """A walk yesterday, pain 5 before it on a usual of 4."""
    tell(*set_up(), *factories.walk("2026-05-13", 10, before=5, worst=5, after=5))


def nrs(walker: Walker) -> list[int]:
    return [pain.nrs for pain in store.diary(walker).mornings(TODAY, TODAY)]


@pytest.mark.usefixtures("walked")
@pytest.mark.parametrize(("feeling", "number"), [("same", 5), ("little", 6), ("clearly", 7)])
def test_each_answer_is_the_number_that_it_says(
    client: Client, walker: Walker, feeling: str, number: int
) -> None:
    page = client.get("/morning/")
    row = next(each for each in page.context["answers"] if each["value"] == feeling)
    assert f"We write down {number}." in row["detail"]
    assert "yesterday’s walk, when you said 5 out of 10" in page.context["text"]
    sent = send(client, "/morning/", feeling=feeling)
    assert sent.headers["Location"] == "/"
    assert nrs(walker) == [number]
    assert f"this morning: {number} out of 10" in client.get("/").content.decode()


def test_after_a_walk_that_began_unlike_usual_only_a_number_is_asked(
    client: Client, tell: Tell, walker: Walker
) -> None:
    tell(*set_up(), *factories.walk("2026-05-13", 10, before=7, worst=7, after=5))
    page = client.get("/morning/")
    assert page.context["answers"] == []
    assert "You said 7 out of 10 before yesterday’s walk" in page.context["text"]
    assert page.context["number_open"]
    send(client, "/morning/", feeling="same")
    assert nrs(walker) == []
    send(client, "/morning/", pain="3")
    assert nrs(walker) == [3]


@pytest.mark.usefixtures("walked")
def test_a_number_can_be_given_instead_and_counts_over_an_answer(
    client: Client, walker: Walker
) -> None:
    send(client, "/morning/", pain="2", feeling="clearly")
    assert nrs(walker) == [2]


@pytest.mark.usefixtures("walked")
def test_clearly_worse_is_what_counts_against_ones_own_ups_and_downs(
    client: Client, tell: Tell, walker: Walker
) -> None:
    tell(*factories.mornings("2026-05-01", 1, 7, 2, 8, 1, 7, 3, 8, 2, 6))
    page = client.get("/morning/")
    numbers = {row["value"]: row["detail"] for row in page.context["answers"]}
    tolerance = store.plan(walker, TODAY).walks[-1].tolerance
    assert tolerance > 2
    assert f"We write down {min(10, 5 + tolerance)}." in numbers["clearly"]


@pytest.mark.usefixtures("walked")
def test_nothing_is_stored_without_an_answer(client: Client, walker: Walker) -> None:
    page = send(client, "/morning/")
    assert page.context["errors"][0]["href"] == "#pain"
    assert page.context["number_open"]
    page = send(client, "/morning/", feeling="splendid")
    assert page.context["errors"]
    assert nrs(walker) == []


@pytest.mark.usefixtures("walked")
def test_a_second_answer_corrects_the_first(client: Client, walker: Walker) -> None:
    send(client, "/morning/", feeling="clearly")
    with clock.standing_at(NOW + timedelta(minutes=5)):
        assert client.get("/morning/").context["given"] == 7
        send(client, "/morning/", pain="4")
        assert nrs(walker) == [4]
    assert len(store.diary(walker).of(Pain, TODAY, TODAY)) == 1


@pytest.mark.usefixtures("walked")
def test_sending_it_twice_is_sending_it_once(client: Client, walker: Walker) -> None:
    before = len(store.events(walker))
    told = {"entry": entry_of(client.get("/morning/")), "feeling": "same"}
    client.post("/morning/", told)
    client.post("/morning/", told)
    assert len(store.events(walker)) == before + 1


def test_without_a_walk_before_it_is_compared_with_the_usual(client: Client, tell: Tell) -> None:
    tell(*set_up())
    assert "about 4 out of 10" in client.get("/morning/").context["text"]


def test_what_an_answer_changes_is_what_the_rules_then_do(client: Client, tell: Tell) -> None:
    tell(
        *set_up("2026-05-04", usual_pain=3),
        factories.week("2026-05-04", tue=10, thu=10, sat=10, pain=3),
        *factories.walk("2026-05-12", 13, before=3, worst=3, after=3, at="08:00"),
        *factories.walk("2026-05-13", 13, before=3, worst=5, after=4),
    )
    page = client.get("/morning/")
    said = [row["detail"] for row in page.context["answers"]]
    assert said == [
        "On course for 16 minutes. We write down 3.",
        "That changes nothing. We write down 4.",
        "We stay at 13 minutes. We write down 5.",
    ]
