"""A walk's own page, and putting it right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from backstride.diary import Correction, NewSymptom, Retraction, Walk
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, entry_of, send, set_up, text

WALK, *PAINS = factories.walk(
    "2026-05-12", 10, before=4, worst=5, after=3,
    ground="gravel", talk="sentences", distance_m=800.0, note="Round the weir",
)  # fmt: skip
assert isinstance(WALK, Walk)
URL = f"/walks/{WALK.id}/"


@pytest.fixture(autouse=True)
def told(tell: Tell) -> None:
    """The set-up and one walk on Tuesday."""
    tell(*set_up(), WALK, *PAINS)


def test_it_shows_what_was_done_and_answered(client: Client) -> None:
    shown = text(client.get(URL))
    for words in ("10 minutes on 12 May", "0.8 km", "Gravel", "Round the weir", "Settled"):
        assert words in shown


def test_distances_follow_the_units(client: Client, walker: Walker) -> None:
    walker.preferences.units = "mi"
    walker.preferences.save()
    assert "0.5 mi" in text(client.get(URL))


def test_the_pain_answers_can_be_changed(client: Client, walker: Walker) -> None:
    page = client.get(f"{URL}pain/")
    assert page.context["form"]["after"].value() == 3
    send(client, f"{URL}pain/", before="4", worst="7", after="6")
    pain = store.diary(walker).pain_of(WALK.id)
    assert (pain.before, pain.worst, pain.after) == (4, 7, 6)
    assert sum(isinstance(event, Correction) for event in store.events(walker)) == 2
    assert client.get(f"/walk/{WALK.id}/response/").context["response"] == "ease-off"


def test_something_new_in_a_leg_is_told_of_a_walk_of_late(
    client: Client, walker: Walker, tell: Tell
) -> None:
    told = {"before": "4", "worst": "5", "after": "3", "symptoms": ["leg_weakness"]}
    sent = send(client, f"{URL}pain/", **told)
    assert sent.headers["Location"] == "/questions/"
    (symptom,) = store.diary(walker).of(NewSymptom)
    assert (symptom.walk_id, symptom.at) == (WALK.id, NOW)
    assert client.get(f"/walk/{WALK.id}/response/").context["response"] == "ease-off"
    old, *_ = factories.walk("2026-04-01", 10)
    tell(old)
    assert "leg" not in client.get(f"/walks/{old.id}/pain/").context["form"].fields


def test_the_same_answers_again_change_nothing(client: Client, walker: Walker) -> None:
    before = len(store.events(walker))
    send(client, f"{URL}pain/", before="4", worst="5", after="3")
    assert len(store.events(walker)) == before


def test_afterwards_is_asked_for(client: Client) -> None:
    page = send(client, f"{URL}pain/", before="4", worst="5")
    assert page.context["errors"][0]["href"] == "#after"


def test_minutes_and_time_can_be_put_right_and_both_versions_stay(
    client: Client, walker: Walker
) -> None:
    page = client.get(f"{URL}correct/")
    assert page.context["form"]["time"].value().strftime("%H:%M") == "08:30"
    sent = send(
        client, f"{URL}correct/", minutes="14", day="2026-05-12", time="07:45", kind="brisk"
    )
    assert sent.headers["Location"] == URL
    (walk,) = store.diary(walker).of(Walk)
    assert (walk.minutes, walk.kind, walk.local.hour, walk.note) == (14, "brisk", 7, None)
    assert walk.ground == "gravel"
    assert any(event == WALK.model_copy() for event in _said(store.events(walker)))


def _said(events: object) -> list[object]:
    return [
        event.model_copy(update={"recorded_at": None, "source": None})
        for event in events  # type: ignore[attr-defined]  # a tuple of events
    ]


def test_minutes_that_do_not_fit_the_old_end_are_taken(client: Client, walker: Walker) -> None:
    send(client, f"{URL}correct/", minutes="25", day="2026-05-12", time="08:30", kind="easy")
    (walk,) = store.diary(walker).of(Walk)
    assert (walk.minutes, walk.ended_at) == (25, None)


def test_who_puts_the_kind_right_says_it_better_than_the_recording(
    client: Client, walker: Walker, tell: Tell
) -> None:
    recorded = factories.walk(
        "2026-05-13", 10, recording_sha256="a" * 64, recorded_kind="one_pace"
    )[0]
    tell(recorded)
    told = {"minutes": "10", "day": "2026-05-13", "time": "08:30"}
    for kind, stands in (("easy", "one_pace"), ("intervals", None)):
        send(client, f"/walks/{recorded.id}/correct/", kind=kind, **told)
        walk = next(each for each in store.diary(walker).walks() if each.id == recorded.id)
        assert (walk.kind, walk.recorded_kind) == (kind, stands)


def test_a_second_correction_counts_over_the_first(client: Client, walker: Walker) -> None:
    told = {"day": "2026-05-12", "time": "08:30", "kind": "easy"}
    send(client, f"{URL}correct/", minutes="11", **told)
    with clock.standing_at(NOW + timedelta(minutes=1)):
        send(client, f"{URL}correct/", minutes="12", **told)
    with clock.standing_at(NOW + timedelta(minutes=2)):
        send(client, f"{URL}correct/", minutes="11", **told)
    (walk,) = store.diary(walker).of(Walk)
    assert walk.minutes == 11


def test_a_walk_cannot_be_moved_into_the_future(client: Client, walker: Walker) -> None:
    page = send(client, f"{URL}correct/", minutes="10", day="2026-05-15", time="08:30", kind="easy")
    assert page.context["errors"]
    (walk,) = store.diary(walker).of(Walk)
    assert walk.day == WALK.day


def test_taking_it_back_asks_once_more_and_then_counts_nowhere(
    client: Client, walker: Walker
) -> None:
    page = client.get(f"{URL}take-back/")
    assert "Take this walk back?" in text(page)
    assert store.diary(walker).of(Walk)
    told = {"entry": entry_of(page)}
    assert client.post(f"{URL}take-back/", told).headers["Location"] == "/progress/"
    assert not store.diary(walker).of(Walk)
    assert store.diary(walker).pain_of(WALK.id).before is None
    assert sum(isinstance(event, Retraction) for event in store.events(walker)) == 1 + len(PAINS)
    assert "You took this walk back" in text(client.get(URL))
    assert client.post(f"{URL}take-back/", told).status_code == 404


def test_a_walk_that_was_taken_back_can_be_brought_back(client: Client, walker: Walker) -> None:
    for number in range(2):
        with clock.standing_at(NOW + timedelta(minutes=number)):
            send(client, f"{URL}take-back/")
            assert not store.diary(walker).of(Walk)
        with clock.standing_at(NOW + timedelta(minutes=number, seconds=30)):
            assert "Bring this walk back" in text(client.get(URL))
            client.post(f"{URL}undo/")
        assert [walk.id for walk in store.diary(walker).of(Walk)] == [WALK.id]
        assert store.diary(walker).pain_of(WALK.id).after == 3


def test_the_plan_follows_at_once(client: Client, walker: Walker) -> None:
    assert store.plan(walker, NOW.date()).week.done_walks == 1
    send(client, f"{URL}take-back/")
    assert store.plan(walker, NOW.date()).week.done_walks == 0
