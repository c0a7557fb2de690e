"""I already walked: by hand, and from files."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backstride.diary import NewSymptom, Walk
from backstride.prescription import Response
from backstride.site import clock, store
from backstride.site.models import Walker
from tests.diary import factories
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, entry_of, put, send, set_up, text

BY_HAND = {"minutes": "12", "day": "2026-05-13", "time": "18:00", "kind": "easy"}


def gpx(start: str = "2026-05-13T16:00:00", minutes: int = 15) -> bytes:
    """Return a walk of so many minutes, about 75 m a minute."""
    first = clock_of(start)
    points = "".join(
        f'<trkpt lat="{49.4 + index * 0.000675:.6f}" lon="8.7">'
        f"<time>{(first + timedelta(minutes=index)).strftime('%Y-%m-%dT%H:%M:%SZ')}</time></trkpt>"
        for index in range(minutes + 1)
    )
    return (
        '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" '
        f'creator="test"><trk><type>walking</type><trkseg>{points}</trkseg></trk></gpx>'
    ).encode()


def clock_of(text_: str):  # type: ignore[no-untyped-def]  # a moment, for the builder above
    from datetime import UTC, datetime

    return datetime.fromisoformat(text_).replace(tzinfo=UTC)


def upload(client: Client, *files: tuple[str, bytes]):  # type: ignore[no-untyped-def]  # a response
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/walked/files/", {"recordings": sent})


@pytest.mark.usefixtures("ready")
class TestByHand:
    """A walk written down by hand."""

    def test_it_counts_where_and_when_it_was(self, client: Client, walker: Walker) -> None:
        sent = send(client, "/walked/", **BY_HAND, before="4", worst="5", after="4")
        assert sent.headers["Location"].endswith("/response/")
        (walk,) = store.diary(walker).of(Walk)
        assert (walk.minutes, walk.day.isoformat(), walk.local.hour) == (12, "2026-05-13", 18)
        assert store.plan(walker, NOW.date()).week.done_min == 12

    def test_the_first_minutes_of_the_year_2000_are_refused_where_utc_has_1999(
        self, client: Client, walker: Walker
    ) -> None:
        sent = send(client, "/walked/", **{**BY_HAND, "day": "2000-01-01", "time": "00:30"})
        assert sent.status_code == 200
        assert "too long ago" in text(sent)
        assert not store.diary(walker).of(Walk)

    def test_pain_can_be_told_later(self, client: Client, walker: Walker) -> None:
        sent = send(client, "/walked/", **BY_HAND)
        page = client.get(sent.headers["Location"])
        assert "How did your back take it?" in text(page)
        (walk,) = store.diary(walker).of(Walk)
        assert sent.headers["Location"] == f"/walks/{walk.id}/"

    def test_something_new_in_a_leg_asks_the_questions(
        self, client: Client, walker: Walker
    ) -> None:
        told = {"before": "4", "worst": "4", "after": "4", "symptoms": ["leg_numbness"]}
        assert send(client, "/walked/", **BY_HAND, **told, leg="no").status_code == 302
        assert not store.diary(walker).of(NewSymptom)
        sent = send(client, "/walked/", **BY_HAND, **told, leg="yes")
        assert sent.headers["Location"] == "/questions/"
        (symptom,) = store.diary(walker).of(NewSymptom)
        assert (symptom.symptom, symptom.sure, symptom.at) == ("leg_numbness", True, NOW)
        judged = {each.walk_id: each for each in store.plan(walker, NOW.date()).walks}
        assert symptom.walk_id is not None
        assert judged[symptom.walk_id].response is Response.SPIKE

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("minutes", "", "how many minutes"),
            ("minutes", "-3", "at least 1 minute"),
            ("day", "2026-02-30", "2026-05-14"),
            ("day", "2026-05-14", "fewer than 12 minutes"),
            ("day", "2026-05-15", "not come yet"),
            ("time", "25:00", "09:30"),
            ("kind", "run", "one of the answers"),
            ("before", "11", "from 0 to 10"),
        ],
    )
    def test_it_says_what_is_wrong_and_stores_nothing(
        self, client: Client, walker: Walker, field: str, value: str, words: str
    ) -> None:
        told = {**BY_HAND, field: value}
        if (field, value) == ("day", "2026-05-14"):
            told["time"] = "08:55"
        page = send(client, "/walked/", **told)
        assert words in page.context["errors"][0]["text"]
        assert not store.diary(walker).of(Walk)
        assert page.context["form"]["minutes"].value() == told["minutes"]

    def test_sending_it_twice_is_one_walk(self, client: Client, walker: Walker) -> None:
        told = {"entry": entry_of(client.get("/walked/")), **BY_HAND, "after": "3"}
        client.post("/walked/", told)
        client.post("/walked/", told)
        assert len(store.diary(walker).of(Walk)) == 1

    def test_sending_it_again_with_another_time_corrects_it(
        self, client: Client, walker: Walker
    ) -> None:
        told = {"entry": entry_of(client.get("/walked/")), **BY_HAND}
        client.post("/walked/", told)
        with clock.standing_at(NOW + timedelta(minutes=1)):
            client.post("/walked/", {**told, "time": "17:30", "minutes": "14"})
        (walk,) = store.diary(walker).of(Walk)
        assert (walk.local.hour, walk.local.minute, walk.minutes) == (17, 30, 14)

    def test_what_was_walked_can_be_told_while_no_walk_is_offered(
        self, client: Client, tell: Tell, walker: Walker
    ) -> None:
        tell(factories.screened("2026-05-14", {"q14": "yes"}, at="07:00"))
        assert send(client, "/walked/", **BY_HAND).status_code == 302
        assert len(store.diary(walker).of(Walk)) == 1


@pytest.mark.usefixtures("ready")
class TestFromFiles:
    """A walk from a watch's or a phone's file."""

    def test_a_recording_becomes_a_walk_and_asks_for_the_pain(
        self, client: Client, walker: Walker
    ) -> None:
        assert upload(client, ("evening.gpx", gpx())).headers["Location"] == "/walked/files/read/"
        page = client.get("/walked/files/read/")
        assert "One walk is in your diary" in text(page)
        (walk,) = store.diary(walker).of(Walk)
        assert walk.minutes == pytest.approx(15, abs=1)
        assert page.context["pain_url"] == f"/walks/{walk.id}/pain/"
        sent = send(client, f"/walks/{walk.id}/pain/", before="4", worst="4", after="3")
        assert sent.headers["Location"] == f"/walk/{walk.id}/response/"
        assert client.get(sent.headers["Location"]).context["response"] == "settled"

    def test_the_same_file_twice_is_one_walk(self, client: Client, walker: Walker) -> None:
        upload(client, ("evening.gpx", gpx()))
        upload(client, ("again.gpx", gpx()))
        assert "Already there" in text(client.get("/walked/files/read/"))
        assert len(store.diary(walker).of(Walk)) == 1

    def test_several_files_are_told_about_one_by_one(self, client: Client, walker: Walker) -> None:
        packed = BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr("one.gpx", gpx("2026-05-11T07:00:00"))
            archive.writestr("two.gpx", gpx("2026-05-12T07:00:00"))
        upload(client, ("walks.zip", packed.getvalue()), ("notes.txt", b"not a recording"))
        page = client.get("/walked/files/read/")
        headings = [row["heading"] for row in page.context["rows"]]
        assert headings.count("Added to your walks") == 2
        assert headings.count("Could not be read") == 1
        assert "Two walks are in your diary" in text(page)

    def test_a_form_without_a_file_says_so(self, client: Client) -> None:
        page = client.post("/walked/files/", {})
        assert page.context["errors"] == [
            {"href": "#recordings", "text": "Choose at least one file."}
        ]

    def test_a_file_of_nothing_says_so_and_keeps_none_beside_it_back(
        self, client: Client, walker: Walker
    ) -> None:
        upload(client, ("empty.gpx", b""), ("one.gpx", gpx("2026-05-12T07:00:00")))
        page = client.get("/walked/files/read/")
        told = {row["name"]: row["heading"] for row in page.context["rows"]}
        assert told == {"empty.gpx": "Could not be read", "one.gpx": "Added to your walks"}
        assert "This file is empty" in text(page)
        assert len(store.diary(walker).of(Walk)) == 1

    def test_without_an_upload_there_is_nothing_to_tell(self, client: Client) -> None:
        assert client.get("/walked/files/read/").headers["Location"] == "/walked/files/"

    def test_a_ride_is_left_out_and_can_be_a_walk_after_all(
        self, client: Client, walker: Walker
    ) -> None:
        upload(client, ("ride.gpx", gpx().replace(b"walking", b"cycling")))
        page = client.get("/walked/files/read/")
        assert "Not taken as a walk" in text(page)
        assert not store.diary(walker).of(Walk)
        row = walker.recordings.get()
        sent = send(client, f"/walked/files/{row.pk}/", on_foot="yes")
        assert sent.headers["Location"] == "/walked/files/read/"
        assert len(store.diary(walker).of(Walk)) == 1

    def test_what_was_no_walk_has_no_minutes_to_tell(self, client: Client, walker: Walker) -> None:
        upload(client, ("slip.gpx", gpx(minutes=1).replace(b"16:01:00", b"16:00:20")))
        row = walker.recordings.get()
        asked = client.get(f"/walked/files/{row.pk}/").context["form"].fields
        assert list(asked) == ["on_foot", "minutes"]
        assert send(client, f"/walked/files/{row.pk}/", on_foot="yes").status_code == 200
        sent = send(client, f"/walked/files/{row.pk}/", on_foot="no")
        assert sent.headers["Location"] == "/walked/files/read/"
        assert "Not taken as a walk" in text(client.get("/walked/files/read/"))
        assert not store.diary(walker).of(Walk)

    def test_nobody_answers_for_the_recording_of_another(
        self, client: Client, other_client: Client, walker: Walker, other_walker: Walker
    ) -> None:
        put(other_walker, *set_up())
        upload(client, ("ride.gpx", gpx().replace(b"walking", b"cycling")))
        row = walker.recordings.get()
        assert other_client.get(f"/walked/files/{row.pk}/").status_code == 404

    def test_a_clock_without_a_zone_is_asked_about_once_for_all_files(
        self, client: Client, walker: Walker
    ) -> None:
        days = ("2026-05-09", "2026-05-11", "2026-05-12")
        files = [(f"{day}.gpx", gpx(f"{day}T16:00:00").replace(b"Z<", b"<")) for day in days]
        upload(client, *files)
        page = client.get("/walked/files/read/")
        assert [row["heading"] for row in page.context["rows"]] == ["One question is open"] * 3
        assert page.context["heading"] == "We need an answer from you"
        row = walker.recordings.get(name="2026-05-11.gpx")
        asked = client.get(f"/walked/files/{row.pk}/")
        assert list(asked.context["form"].fields) == ["clock", "clock_zone", "clock_of_all"]
        # As the clock at home shows it: the walk began at 16:00, or at 18:00.
        assert "As at home (Berlin): it began at 16:00 on 11 May 2026" in text(asked)
        assert "World time (UTC): it began at 18:00 on 11 May 2026" in text(asked)
        assert "2 other files wait for this answer" in text(asked)
        url = f"/walked/files/{row.pk}/"
        for wrong in ({}, {"clock": "elsewhere"}, {"clock": "elsewhere", "clock_zone": "Mars"}):
            assert client.post(url, wrong).context["errors"]
        told = {"clock": "elsewhere", "clock_zone": "Asia/Kolkata", "clock_of_all": "on"}
        assert client.post(url, told).headers["Location"] == "/walked/files/read/"
        page = client.get("/walked/files/read/")
        assert [row["heading"] for row in page.context["rows"]] == ["Added to your walks"] * 3
        walks = store.diary(walker).of(Walk)
        assert {(walk.at.hour, walk.at.minute) for walk in walks} == {(10, 30)}

    def test_one_file_alone_is_answered_for_alone(self, client: Client, walker: Walker) -> None:
        for day in ("2026-05-09", "2026-05-11"):
            upload(client, (f"{day}.gpx", gpx(f"{day}T16:00:00").replace(b"Z<", b"<")))
        row = walker.recordings.get(name="2026-05-09.gpx")
        assert client.post(f"/walked/files/{row.pk}/", {"clock": "home"}).status_code == 302
        (walk,) = store.diary(walker).of(Walk)
        assert walk.local.isoformat() == "2026-05-09T16:00:00"
        assert walker.recordings.filter(outcome__outcome="open").count() == 1

    def test_a_file_without_times_asks_when_it_was(self, client: Client, walker: Walker) -> None:
        import re

        upload(client, ("bare.gpx", re.sub(rb"<time>.*?</time>", b"", gpx())))
        page = client.get("/walked/files/read/")
        assert page.context["rows"][0]["heading"] == "One question is open"
        row = walker.recordings.get()
        asked = client.get(f"/walked/files/{row.pk}/").context["form"].fields
        told = {"day": "2026-05-12", "time": "08:00", "minutes": "15", "on_foot": "yes"}
        assert {"day", "time"} <= set(asked)
        page = client.post(f"/walked/files/{row.pk}/", {})
        assert page.context["errors"]
        sent = client.post(f"/walked/files/{row.pk}/", {name: told[name] for name in asked})
        assert sent.headers["Location"] == "/walked/files/read/"
        (walk,) = store.diary(walker).of(Walk)
        assert walk.day.isoformat() == "2026-05-12"


def test_a_real_walk_counts_against_the_plan(
    client: Client, ready: None, walker: Walker, data_dir: Path
) -> None:
    data = (data_dir / "recordings" / "tcx" / "walk_other_4laps.tcx").read_bytes()
    upload(client, ("walk_other_4laps.tcx", data))
    page = client.get("/walked/files/read/")
    row = page.context["rows"][0]
    if row["outcome"] == "open":
        stored = walker.recordings.get()
        send(client, f"/walked/files/{stored.pk}/", on_foot="yes")
    (walk,) = store.diary(walker).of(Walk)
    assert walk.minutes == pytest.approx(75, abs=1)
