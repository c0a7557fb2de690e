"""Handing in files with a key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backstride.diary import Walk
from backstride.site import clock, handed_in, room, store, upload_keys
from backstride.site.home import Home
from backstride.site.models import UploadKey, Walker
from tests.recordings.health_writer import export, record
from tests.recordings.xml_writer import walk_gpx
from tests.site.conftest import HOST, NOW
from tests.site.pages.conftest import put, send, set_up, text

URL = "/api/uploads"


@pytest.fixture
def key(walker: Walker) -> str:
    return upload_keys.make_key(walker, "my phone", now=NOW)[1]


@pytest.fixture
def phone() -> Client:
    """A program that keeps no cookies and checks the tokens of forms as a browser would."""
    return Client(headers={"host": HOST}, enforce_csrf_checks=True)


def post(phone: Client, key: str, data: bytes = b"", **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {key}", **more.pop("headers", {})}
    more.setdefault("content_type", "application/octet-stream")
    return phone.post(URL, data, headers=headers, **more)


def test_a_body_is_a_file(phone: Client, key: str, walker: Walker) -> None:
    answer = post(phone, key, walk_gpx(600), headers={"X-File-Name": "evening.gpx"})
    told = answer.json()
    assert (answer.status_code, told["state"]) == (200, "done")
    (result,) = told["results"]
    assert (result["name"], result["outcome"]) == ("evening.gpx", "imported")
    (walk,) = store.diary(walker).of(Walk)
    assert result["walk_id"] == str(walk.id)
    assert "sessionid" not in str(answer.cookies)
    assert not answer.cookies


def test_a_form_can_hold_several_files(phone: Client, key: str) -> None:
    files = [SimpleUploadedFile("a.gpx", walk_gpx(600)), SimpleUploadedFile("b.fit", b"nothing")]
    answer = phone.post(URL, {"file": files}, headers={"Authorization": f"Bearer {key}"})
    assert [each["outcome"] for each in answer.json()["results"]] == ["imported", "refused"]


@pytest.mark.parametrize(
    ("before", "after", "question"),
    [(b"walking", b"running", "on_foot"), (b"Z</time>", b"</time>", "clock")],
)
def test_a_question_that_is_open_is_named(
    phone: Client, key: str, before: bytes, after: bytes, question: str
) -> None:
    answer = post(phone, key, walk_gpx(600).replace(before, after))
    (result,) = answer.json()["results"]
    assert (result["outcome"], result["questions"]) == ("open", [question])


def test_days_of_a_health_export_come_with_a_key_too(phone: Client, key: str) -> None:
    steps = [record("StepCount", day * 86_400, day * 86_400 + 60, 90) for day in range(3)]
    (result,) = post(phone, key, export(steps)).json()["results"]
    assert result["outcome"] == "days"
    assert result["words"].startswith("3 days of steps, from 31 March 2024 to 2 April 2024.")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nothing", "Basic abc"])
def test_without_a_key_nothing_is_taken(phone: Client, key: str, header: str) -> None:
    answer = phone.post(
        URL, walk_gpx(60), content_type="application/octet-stream",
        headers={"Authorization": header},
    )  # fmt: skip
    assert answer.status_code == 401
    assert "Files that come by themselves" in answer.json()["detail"]
    assert UploadKey.objects.get().last_used is None


def test_a_session_is_no_key(client: Client) -> None:
    answer = client.post(URL, walk_gpx(60), content_type="application/octet-stream")
    assert answer.status_code == 401


def test_a_key_opens_nothing_else(phone: Client, key: str) -> None:
    for path in ("/api/plan", "/api/diary.jsonl", "/"):
        answer = phone.get(path, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code in (302, 401)


def test_a_key_that_was_taken_back_opens_nothing(
    phone: Client, key: str, client: Client, walker: Walker
) -> None:
    row = UploadKey.objects.get()
    assert client.post(f"/settings/keys/{row.pk}/revoke/").status_code == 302
    assert post(phone, key, walk_gpx(60)).status_code == 401
    assert not store.diary(walker).of(Walk)


def test_only_a_hash_of_it_is_stored(key: str) -> None:
    row = UploadKey.objects.get()
    assert key not in str(vars(row))
    assert len(row.key_sha256) == 64


def test_what_was_handed_in_can_be_looked_up_with_the_same_key_alone(
    phone: Client, key: str, walker: Walker, other_walker: Walker
) -> None:
    made = post(phone, key, walk_gpx(600)).json()
    theirs = upload_keys.make_key(other_walker, "theirs", now=NOW)[1]
    second = upload_keys.make_key(walker, "second", now=NOW)[1]
    answers = [
        phone.get(f"{URL}/{made['id']}", headers={"Authorization": f"Bearer {each}"})
        for each in (key, second, theirs)
    ]
    assert [each.status_code for each in answers] == [200, 404, 404]
    assert answers[0].json()["results"] == made["results"]


def test_a_key_that_is_used_very_often_waits(
    phone: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_keys, "MOST_IN_WINDOW", 2)
    codes = [post(phone, key, walk_gpx(60 + k)).status_code for k in range(3)]
    assert codes == [200, 200, 429]
    with clock.standing_at(NOW + timedelta(hours=1, minutes=1)):
        assert post(phone, key, walk_gpx(80)).status_code == 200


def test_an_empty_body_and_a_huge_one_are_turned_away(phone: Client, key: str) -> None:
    assert post(phone, key, b"").status_code in (400, 411)
    answer = post(phone, key, b"x", headers={"Content-Length": str(10**10)})
    assert answer.status_code == 413


@pytest.mark.parametrize("name", ["/", "..", ".", "a/../"])
def test_a_path_that_ends_in_no_name_is_no_matter(phone: Client, key: str, name: str) -> None:
    (result,) = post(phone, key, walk_gpx(600), headers={"X-File-Name": name}).json()["results"]
    assert result["outcome"] == "imported"


def test_very_many_files_and_half_a_form_are_refused_in_json(phone: Client, key: str) -> None:
    signed = {"Authorization": f"Bearer {key}"}
    for count in (21, 150):
        files = [SimpleUploadedFile(f"{number}.gpx", b"x") for number in range(count)]
        answer = phone.post(URL, {"file": files}, headers=signed)
        assert (answer.status_code, "pack more" in answer.json()["detail"]) == (413, True)
    answer = post(phone, key, b"no parts", content_type="multipart/form-data; boundary=")
    assert answer.status_code == 400
    assert "could not be read" in answer.json()["detail"]


def test_programs_hand_in_so_much_within_a_year(
    phone: Client, key: str, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = walk_gpx(600), walk_gpx(601)
    monkeypatch.setattr(room, "MOST_A_YEAR_BYTES", len(first) + len(second) - 1)
    assert post(phone, key, first).status_code == 200
    refused = post(phone, key, second)
    assert refused.status_code == 413
    assert "Within a year" in refused.json()["detail"]
    waits = handed_in.hand_in(walker, [SimpleUploadedFile("hand.gpx", second)], now=NOW)
    assert room.kept_within_a_year(walker, NOW) == len(first) + len(second)
    waits.delete()
    with clock.standing_at(NOW + timedelta(days=366)):
        assert post(phone, key, second).status_code == 200


def test_a_full_disk_is_told_to_programs_and_on_the_page(
    phone: Client,
    key: str,
    walker: Walker,
    client: Client,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(walker, *set_up())
    monkeypatch.setattr(room, "LEAST_FREE_BYTES", 10**18)
    refused = post(phone, key, walk_gpx(600))
    assert refused.status_code == 507
    assert "too little room" in refused.json()["detail"]
    by_hand = {"recordings": SimpleUploadedFile("a.gpx", walk_gpx(600))}
    assert "too little room" in text(client.post("/walked/files/", by_hand))
    assert not list(home.recordings.rglob("*"))


class TestThePage:
    """Settings, Files that come by themselves."""

    def test_a_key_is_shown_once(self, client: Client, walker: Walker) -> None:
        page = send(client, "/settings/keys/", name="my phone")
        fresh = page.context["fresh"]
        assert fresh in text(page)
        assert page.headers["Cache-Control"] == "no-store"
        found = upload_keys.key_of(fresh)
        assert found is not None
        assert found.walker == walker
        again = text(client.get("/settings/keys/"))
        assert fresh not in again
        assert "my phone" in again
        assert "not used yet" in again

    def test_it_says_when_a_key_was_last_used(
        self, client: Client, phone: Client, key: str
    ) -> None:
        post(phone, key, walk_gpx(60))
        assert "last used on 14 May 2026, 09:00" in text(client.get("/settings/keys/"))

    def test_a_key_needs_a_name(self, client: Client) -> None:
        page = client.post("/settings/keys/", {"name": " "})
        assert page.context["errors"] == [{"href": "#name", "text": "Give the key a name."}]
        assert not UploadKey.objects.exists()

    def test_there_is_an_end_to_keys(
        self, client: Client, key: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(upload_keys, "MOST_KEYS", 1)
        page = client.post("/settings/keys/", {"name": "one more"})
        assert "Take one back first" in page.context["errors"][0]["text"]

    def test_nobody_takes_back_the_key_of_another(self, other_client: Client, key: str) -> None:
        row = UploadKey.objects.get()
        assert other_client.post(f"/settings/keys/{row.pk}/revoke/").status_code == 404
        assert upload_keys.key_of(key) is not None
        assert other_client.get("/settings/keys/").context["keys"] == []
