"""The API for programs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from backstride.diary import EVENT, AnyEvent
from backstride.prescription import prescribe
from backstride.site import clock, store
from backstride.site.models import User, Walker
from tests.diary import factories as make
from tests.site.conftest import NOW

JSON = "application/json"


def plain(*parts: make.Part) -> list[dict[str, Any]]:
    return [event.model_dump(mode="json", exclude_none=True) for event in make.events(*parts)]


def send(browser: Client, events: Any, **more: Any) -> Any:
    return browser.post("/api/events", json.dumps(events), content_type=JSON, **more)


@pytest.fixture
def started(walker: Walker) -> tuple[AnyEvent, ...]:
    events = make.events(
        make.newcomer("2026-05-04"), make.week("2026-05-04", mon=10, wed=10, fri=10, pain=4)
    )
    store.append(walker, events, source="test")
    return events


@pytest.mark.parametrize("path", ["/api/plan", "/api/timeline", "/api/diary.jsonl"])
def test_a_stranger_is_told_how_to_sign_in(stranger: Client, path: str) -> None:
    response = stranger.get(path)
    assert response.status_code == 401
    assert "backstride sign-in" in response.json()["detail"]


def test_a_stranger_adds_nothing(stranger: Client, walker: Walker) -> None:
    assert send(stranger, plain(make.flare("2026-05-13"))).status_code == 401
    assert len(store.diary(walker)) == 0


def test_the_plan_is_todays_with_a_reason_and_a_source_for_its_minutes(
    client: Client, started: tuple[AnyEvent, ...]
) -> None:
    plan = client.get("/api/plan").json()
    expected = prescribe(started, on=date(2026, 5, 14))
    assert plan["on"] == "2026-05-14"
    assert plan["dose"]["value"] == expected.dose.value
    assert plan["dose"]["reasons"][0]["rule"] == expected.dose.reasons[0].rule
    assert plan["dose"]["reasons"][0]["words"]
    assert plan["dose"]["reasons"][0]["source"]


def test_the_plan_of_another_day_can_be_asked_for(
    client: Client, started: tuple[AnyEvent, ...]
) -> None:
    plan = client.get("/api/plan?on=2026-05-15").json()
    assert (plan["on"], plan["today"]["action"]) == ("2026-05-15", "walk")
    assert client.get("/api/plan?on=tomorrow").status_code == 422
    assert client.get("/api/plan?on=2100-01-01").status_code == 200
    assert client.get("/api/plan?on=1999-12-31").status_code == 422
    assert client.get("/api/plan?on=9999-12-31").status_code == 422


def test_the_timeline_is_that_of_todays_walk(client: Client, walker: Walker) -> None:
    store.append(walker, make.events(make.newcomer("2026-05-14")), source="test")
    timeline = client.get("/api/timeline").json()
    plan = client.get("/api/plan").json()
    assert timeline["minutes"] == plan["today"]["session"]["minutes"]
    assert [phase["id"] for phase in timeline["phases"]] == ["warm_up", "walk", "cool_down"]
    assert timeline["cues"]


def test_the_timeline_is_shorter_in_the_heat(client: Client, walker: Walker) -> None:
    store.append(walker, make.events(make.newcomer("2026-05-14")), source="test")
    usual = client.get("/api/timeline").json()["minutes"]
    assert client.get("/api/timeline?heat=hot").json()["minutes"] < usual
    too_hot = client.get("/api/timeline?heat=very_hot")
    assert too_hot.status_code == 409
    assert "too hot" in too_hot.json()["detail"]


def test_a_day_without_a_walk_has_no_timeline(client: Client, walker: Walker) -> None:
    response = client.get("/api/timeline")
    assert response.status_code == 409
    assert "There is no walk today." in response.json()["detail"]


def test_an_answer_that_asks_for_a_doctor_leaves_no_timeline(
    client: Client, walker: Walker
) -> None:
    events = make.events(
        make.newcomer("2026-05-13"), make.screened("2026-05-14", {"q01": "yes"}, at="06:30")
    )
    store.append(walker, events, source="test")
    assert client.get("/api/timeline").status_code == 409
    assert client.get("/api/plan").json()["halted"] is True


def test_another_owner_sees_their_own_plan_and_diary_alone(
    other_client: Client, started: tuple[AnyEvent, ...]
) -> None:
    assert other_client.get("/api/plan").json()["today"]["action"] == "screen"
    assert b"".join(other_client.get("/api/diary.jsonl").streaming_content) == b""  # type: ignore[attr-defined]  # a streamed response


def test_the_diary_comes_as_lines_that_can_be_read_again(
    client: Client, started: tuple[AnyEvent, ...]
) -> None:
    response = client.get("/api/diary.jsonl")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # a streamed response
    assert [EVENT.validate_json(line).id for line in lines] == [each.id for each in started]
    assert "attachment" in response["Content-Disposition"]


def test_events_that_are_sent_are_in_the_diary(client: Client, walker: Walker) -> None:
    sent = plain(make.walk("2026-05-13", 12, before=3, worst=4, after=3))
    response = send(client, sent)
    assert [each["outcome"] for each in response.json()] == ["stored"] * 4
    assert [str(each.id) for each in store.diary(walker).raw] == [each["id"] for each in sent]


def test_sending_again_changes_nothing(client: Client, walker: Walker) -> None:
    sent = plain(make.flare("2026-05-13"))
    send(client, sent)
    assert send(client, sent).json()[0]["outcome"] == "already"
    assert len(store.diary(walker)) == 1


def test_one_event_that_cannot_be_taken_does_not_hold_back_the_others(
    client: Client, walker: Walker
) -> None:
    good, bad = plain(make.flare("2026-05-12"), make.morning("2026-05-13", 4))
    bad["nrs"] = 11
    first, second = send(client, [bad, good]).json()
    assert (first["id"], first["outcome"]) == (bad["id"], "refused")
    assert "nrs" in first["message"]
    assert second["outcome"] == "stored"
    assert len(store.diary(walker)) == 1


def test_another_event_with_a_known_id_is_a_conflict(client: Client, walker: Walker) -> None:
    send(client, plain(make.morning("2026-05-13", 3)))
    (answer,) = send(client, plain(make.morning("2026-05-13", 5))).json()
    assert answer["outcome"] == "conflict"
    assert (answer["known"]["id"], answer["known"]["nrs"]) == (answer["id"], 3)
    assert store.diary(walker).mornings()[0].nrs == 3


def test_what_is_known_instead_is_what_counts_by_now(client: Client, walker: Walker) -> None:
    (first,) = plain(make.morning("2026-05-13", 3))
    corrected = {**first, "nrs": 4}
    moment = {"at": first["at"], "zone": first["zone"]}
    correction = {"type": "correction", "id": str(uuid4()), "corrects": first["id"], **moment}
    send(client, [first, {**correction, "replacement": corrected}])
    (answer,) = send(client, [{**first, "nrs": 5}]).json()
    assert (answer["outcome"], answer["known"]["nrs"]) == ("conflict", 4)


def test_it_says_what_the_diary_is_at_once_events_were_taken(client: Client) -> None:
    answer = send(client, plain(make.morning("2026-05-13", 3)))
    assert answer["X-Laid-Out"] == client.get("/ahead/")["X-Laid-Out"]


def test_an_event_without_an_id_is_refused(client: Client, walker: Walker) -> None:
    (event,) = plain(make.flare("2026-05-13"))
    del event["id"]
    (answer,) = send(client, [event]).json()
    assert answer["outcome"] == "refused"
    assert len(store.diary(walker)) == 0


@pytest.mark.parametrize("body", ["", "{", '{"type": "flare"}', "[1, 2]", '["flare"]'])
def test_a_body_that_is_no_list_of_events_is_refused(
    client: Client, walker: Walker, body: str
) -> None:
    response = client.post("/api/events", body, content_type=JSON)
    assert response.status_code in (400, 422)
    assert len(store.diary(walker)) == 0


def test_too_many_events_at_once_are_refused(client: Client, walker: Walker) -> None:
    assert send(client, plain(make.flare("2026-05-13")) * 1001).status_code == 413
    assert len(store.diary(walker)) == 0


def test_a_page_of_another_site_cannot_send_events(owner: User, walker: Walker) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    assert send(browser, plain(make.flare("2026-05-13"))).status_code == 403
    assert len(store.diary(walker)) == 0


def test_a_page_of_this_site_can_send_events(owner: User, walker: Walker) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(owner)
    token = "a" * 32
    browser.cookies.load({settings.CSRF_COOKIE_NAME: token})
    response = send(browser, plain(make.flare("2026-05-13")), headers={"x-csrftoken": token})
    assert response.status_code == 200
    assert len(store.diary(walker)) == 1


def test_the_description_is_served_from_here_and_fetches_nothing(client: Client) -> None:
    described = client.get("/api/openapi.json")
    assert set(described.json()["paths"]) >= {"/api/plan", "/api/events", "/api/diary.jsonl"}
    assert client.get("/api/docs").status_code == 404


def test_an_answer_stamped_ahead_is_refused_and_lifts_no_hold(
    client: Client, walker: Walker, started: tuple[AnyEvent, ...]
) -> None:
    ahead = plain(make.screened("2026-05-16"))
    (told,) = send(client, ahead).json()
    assert told["outcome"] == "refused"
    assert "2026-05-16" in told["message"]
    assert "Set the clock" in told["message"]
    send(client, plain(make.screened("2026-05-14", {"q01": "yes"}, at="08:00")))
    assert store.plan(walker, date(2026, 5, 17)).halted


def test_a_symptom_of_a_clock_that_is_behind_asks_the_questions(
    client: Client, walker: Walker, started: tuple[AnyEvent, ...]
) -> None:
    send(client, plain(make.screened("2026-05-14", at="08:00")))
    assert not store.plan(walker, date(2026, 5, 14)).questions_due
    with clock.standing_at(NOW + timedelta(minutes=5)):
        send(client, plain(make.symptom("2026-05-13", "leg_weakness")))
    assert store.plan(walker, date(2026, 5, 14)).questions_due
