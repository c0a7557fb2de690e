"""Shoes."""

from __future__ import annotations

import pytest
from django.test import Client

from backstride.diary import Shoes
from backstride.site import store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.pages.conftest import Tell, entry_of, send, text


@pytest.mark.usefixtures("ready")
def test_a_pair_is_added_and_counts_its_walks(client: Client, walker: Walker, tell: Tell) -> None:
    assert "The shoes you walk in will appear here." in text(client.get("/shoes/"))
    sent = send(client, "/shoes/new/", name="Grey trainers", before_km="120", comfort="10")
    assert sent.headers["Location"] == "/shoes/"
    (pair,) = store.diary(walker).shoes()
    assert (pair.name, pair.distance_km, pair.comfort) == ("Grey trainers", 120, 10)
    tell(*factories.walk("2026-05-12", 10, shoes_id=pair.shoes_id, distance_m=800.0))
    tell(*factories.walk("2026-05-13", 10, shoes_id=pair.shoes_id))
    assert "At least 120.8 km; 1 walk without a distance." in text(client.get("/shoes/"))


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("walked", "words"),
    [(499, ""), (500, "Check the soles"), (799, "Check the soles"), (800, "Consider a new pair")],
)
def test_it_says_when_to_have_a_look(client: Client, tell: Tell, walked: int, words: str) -> None:
    tell(factories.shoes("2026-05-11", "Grey trainers", distance_at_start_km=float(walked)))
    shown = text(client.get("/shoes/"))
    for advice in ("Check the soles", "Consider a new pair"):
        assert (advice in shown) == (advice == words)


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "\x07"), ("name", "x" * 61), ("before_km", "-1"), ("comfort", "11")],
)
def test_it_says_what_is_wrong(client: Client, walker: Walker, field: str, value: str) -> None:
    page = send(client, "/shoes/new/", **{"name": "Grey trainers", field: value})
    assert [error["href"] for error in page.context["errors"]] == [f"#{field}"]
    assert not store.diary(walker).of(Shoes)


@pytest.mark.usefixtures("ready")
def test_a_pair_can_be_put_away_and_taken_out_again(
    client: Client, walker: Walker, tell: Tell
) -> None:
    pair = factories.shoes("2026-05-11", "Grey trainers", distance_at_start_km=40.0)
    tell(pair)
    url = f"/shoes/{pair.shoes_id}/"
    send(client, url, name="Old grey trainers", retire="yes")
    assert store.diary(walker).shoes() == ()
    assert "No longer worn." in text(client.get("/shoes/"))
    assert "shoes" not in client.get("/walk/before/").context["form"].fields
    send(client, url, name="Old grey trainers", note="New laces")
    assert store.diary(walker).shoes() == ()
    send(client, url, name="Old grey trainers", again="yes")
    (kept,) = store.diary(walker).shoes()
    assert (kept.name, kept.distance_km) == ("Old grey trainers", 40)


@pytest.mark.usefixtures("ready")
def test_sending_it_twice_is_one_pair(client: Client, walker: Walker) -> None:
    told = {"entry": entry_of(client.get("/shoes/new/")), "name": "Grey trainers"}
    client.post("/shoes/new/", told)
    client.post("/shoes/new/", told)
    assert len(store.diary(walker).shoes()) == 1
