"""The page of a walk: asked and done, over time, its devices and its versions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from backstride.diary import Retraction, Walk
from backstride.site import clock, importing, originals, store
from backstride.site.imported import Outcome
from backstride.site.models import StoredRecording, Walker
from tests.diary import factories
from tests.recordings.xml_writer import lap, point, tcx, trackpoint, walk_gpx
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, put, send, set_up, text

BY_HAND, *PAINS = factories.walk("2026-05-12", 10, before=4, worst=5, after=3)
URL = f"/walks/{BY_HAND.id}/"

STEPS = [*[48] * 300, *([61] * 30 + [50] * 30) * 4, *[48] * 200]
"""Strides a minute of each second: easy, four times fast and slow, easy."""


@pytest.fixture(autouse=True)
def told(tell: Tell) -> None:
    tell(*set_up(), BY_HAND, *PAINS)


def watch() -> bytes:
    """A watch with steps and heart rate, without places."""
    points = [trackpoint(s, cadence=c, place=False) for s, c in enumerate(STEPS)]
    return tcx(lap(0, len(STEPS), points, metres=900.0))


def take(walker: Walker, data: bytes, name: str) -> Walk:
    (became,) = importing.take(walker, data, name=name, now=NOW)
    return next(walk for walk in store.diary(walker).of(Walk) if walk.id == became.walk_id)


def test_a_walk_by_hand_is_drawn_beside_what_was_asked(client: Client) -> None:
    page = client.get(URL)
    shown = text(page)
    assert "plate--told" in shown
    assert "Asked for: 10 minutes, easy walk. You walked 10 minutes, as asked." in shown
    assert page.context["charts"] == []
    assert "Read as a table" not in shown


def test_more_or_less_than_asked_is_said_in_minutes(client: Client) -> None:
    send(client, f"{URL}correct/", minutes="15", day="2026-05-12", time="08:30", kind="easy")
    assert "You walked 15 minutes, 5 more than that." in text(client.get(URL))


def test_everyday_walking_was_not_asked_for(client: Client, tell: Tell) -> None:
    walk, *_ = factories.walk("2026-05-13", 12, programme=False)
    tell(walk)
    shown = text(client.get(f"/walks/{walk.id}/"))
    assert "Everyday walking, counted apart from the plan." in shown
    assert "plate--told" not in shown


def test_the_parts_of_a_recording_are_drawn_and_stand_in_a_table(
    client: Client, walker: Walker
) -> None:
    walk = take(walker, watch(), "watch.tcx")
    page = client.get(f"/walks/{walk.id}/")
    names = [line.name for line in page.context["told"].lines]
    assert names.count("Brisk repeat") == 4
    assert names[0] == "Easy at first"
    assert names[-1] == "Easy at the end"
    assert page.context["told"].lines[1].steps == "122"
    assert "brisk, 4 times" in text(page)


def test_step_rate_and_heart_rate_are_drawn_with_bands(
    client: Client, walker: Walker, tell: Tell
) -> None:
    tell(factories.profile("2026-05-12", height_cm=180))
    walk = take(walker, watch(), "watch.tcx")
    cadence, heart = client.get(f"/walks/{walk.id}/").context["charts"]
    # (100 + 189 - 90) / 2 = 99.5; half a minute each at 122, and 100 in between.
    assert cadence.rows[0].bounds == "below 100"
    assert cadence.finding.startswith("4 minutes of 12 minutes at 100 steps a minute or more")
    assert "adults of your height" in cadence.how
    assert heart.finding == "About 95 a minute, 95 at most"
    assert [row.name for row in heart.rows] == ["Very light", "Light", "Moderate", "Vigorous"]


def test_without_a_year_of_birth_there_are_no_zones(client: Client, walker: Walker) -> None:
    other = store.diary(walker).profile.birth_year
    assert other == 1965
    walk = take(walker, watch(), "watch.tcx")
    cadence, heart = client.get(f"/walks/{walk.id}/").context["charts"]
    assert heart.rows
    assert "those of all adults" in cadence.how


def test_climb_by_satellite_is_never_a_fact(client: Client, walker: Walker) -> None:
    def hill(second: int) -> str:
        return point(second).replace("<ele>100</ele>", f"<ele>{100 + 0.15 * second:.2f}</ele>")

    walk = take(walker, walk_gpx(900, hill), "phone.gpx")
    assert walk.ascent_m is None
    shown = text(client.get(f"/walks/{walk.id}/"))
    assert "as far as we can tell" in shown
    assert "On a hill, perhaps" in shown
    assert "perhaps on a hill" in shown


def test_the_first_version_stays_in_sight_and_comes_back(client: Client, walker: Walker) -> None:
    assert client.get(URL).context["versions"] == ()
    send(client, f"{URL}correct/", minutes="14", day="2026-05-12", time="08:30", kind="brisk")
    first, second = client.get(URL).context["versions"]
    assert (first.when, first.what[:16]) == (
        "First written down on 14 May 2026",
        "10 minutes, an e",
    )
    assert second.when == "Changed by you on 14 May 2026"
    assert "14 minutes, with brisk parts" in second.what
    with clock.standing_at(NOW + timedelta(minutes=1)):
        client.post(f"{URL}undo/")
    (walk,) = store.diary(walker).of(Walk)
    assert (walk.minutes, walk.kind) == (10, "easy")
    assert client.post(f"{URL}undo/").status_code == 404


class TestTwoDevices:
    """One outing, recorded by a watch and by a phone."""

    @pytest.fixture
    def walk(self, walker: Walker) -> Walk:
        walk = take(walker, watch(), "watch.tcx")
        assert take(walker, walk_gpx(len(STEPS)), "phone.gpx").id == walk.id
        return walk

    @pytest.fixture
    def phone(self, walk: Walk) -> StoredRecording:
        return StoredRecording.objects.get(name="phone.gpx")

    def test_each_gives_what_it_knows(self, client: Client, walk: Walk) -> None:
        one, two = client.get(f"/walks/{walk.id}/").context["devices"]
        assert one.detail == "watch.tcx. Taken from it: the distance, the heart rate and the steps"
        assert two.detail.endswith("Taken from it: the way and the heights")
        assert one.two_walks_url is None
        assert two.two_walks_url is not None

    def test_the_second_adds_what_the_first_did_not_know(self, walker: Walker) -> None:
        walk = take(walker, walk_gpx(len(STEPS)), "phone.gpx")
        assert walk.mean_heart_rate_bpm is None
        later = take(walker, watch(), "watch.tcx")
        assert later.id == walk.id
        assert later.mean_heart_rate_bpm == 95
        assert later.minutes == walk.minutes

    def test_they_can_be_two_walks_and_one_again(
        self, client: Client, walker: Walker, walk: Walk, phone: StoredRecording
    ) -> None:
        walks = store.diary(walker).of(Walk)
        for minute in (1, 3, 5):
            with clock.standing_at(NOW + timedelta(minutes=minute)):
                answer = client.post(f"/walks/{walk.id}/{phone.pk}/two/")
            both = store.diary(walker).of(Walk)
            assert len(both) == len(walks) + 1
            own = next(each for each in both if each.id not in {one.id for one in walks})
            assert answer.headers["Location"] == f"/walks/{own.id}/"
            page = client.get(f"/walks/{walk.id}/")
            (other,) = page.context["others"]
            with clock.standing_at(NOW + timedelta(minutes=minute + 1)):
                client.post(other["url"])
            assert [each.id for each in store.diary(walker).of(Walk)] == [each.id for each in walks]
            assert len(client.get(f"/walks/{walk.id}/").context["devices"]) == 2
        assert any(isinstance(event, Retraction) for event in store.events(walker))

    def test_a_device_that_only_added_leaves_the_other_with_its_walk(
        self, client: Client, walker: Walker
    ) -> None:
        walk = take(walker, walk_gpx(len(STEPS)), "phone.gpx")
        assert take(walker, watch(), "watch.tcx").mean_heart_rate_bpm == 95
        added = StoredRecording.objects.get(name="watch.tcx")
        client.post(f"/walks/{BY_HAND.id}/{added.pk}/one/")
        walks = {each.id: each for each in store.diary(walker).of(Walk)}
        assert walks[walk.id] == walk
        assert walks[BY_HAND.id].mean_heart_rate_bpm == 95
        rows = dict(StoredRecording.objects.values_list("name", "walk_id"))
        assert rows == {"phone.gpx": walk.id, "watch.tcx": BY_HAND.id}
        (device,) = client.get(f"/walks/{BY_HAND.id}/").context["devices"]
        with clock.standing_at(NOW + timedelta(minutes=1)):
            client.post(device.two_walks_url)
        assert len(store.diary(walker).of(Walk)) == 3
        assert store.diary(walker).get(BY_HAND.id) in store.diary(walker).of(Walk)

    def test_the_one_that_the_walk_came_from_takes_the_others_along(
        self, client: Client, walker: Walker, walk: Walk, phone: StoredRecording
    ) -> None:
        first = StoredRecording.objects.get(name="watch.tcx")
        client.post(f"/walks/{BY_HAND.id}/{first.pk}/one/")
        (left,) = store.diary(walker).of(Walk)
        assert (left.id, left.mean_heart_rate_bpm) == (BY_HAND.id, 95)
        assert set(StoredRecording.objects.values_list("walk_id", flat=True)) == {BY_HAND.id}
        assert len(client.get(f"/walks/{BY_HAND.id}/").context["devices"]) == 2

    def test_nobody_else_can(
        self, other_client: Client, other_walker: Walker, walk: Walk, phone: StoredRecording
    ) -> None:
        put(other_walker, *set_up())
        for what in ("two", "one"):
            assert other_client.post(f"/walks/{walk.id}/{phone.pk}/{what}/").status_code == 404
        assert other_client.post(f"/walks/{walk.id}/undo/").status_code == 404
        assert other_client.get(f"/walks/{walk.id}/ground/").status_code == 404

    def test_the_same_again_stays_with_the_walk(self, walker: Walker, walk: Walk) -> None:
        (became,) = importing.take(walker, walk_gpx(len(STEPS)), name="again.gpx", now=NOW)
        assert became.outcome is Outcome.SAME
        assert became.walk_id == walk.id

    def test_a_recording_that_the_disk_lost_takes_nothing_else_along(
        self, client: Client, walker: Walker, walk: Walk, phone: StoredRecording
    ) -> None:
        lost = originals.laid_aside(phone.columns)
        lost.write_bytes(b"PAR1 and then nothing")
        (device,) = client.get(f"/walks/{walk.id}/").context["devices"]
        assert device.name == "maker"
        assert client.get(f"/walks/{walk.id}/ground/").status_code == 200
        (became,) = importing.take(walker, walk_gpx(len(STEPS) - 5), name="third.gpx", now=NOW)
        assert (became.outcome, became.walk_id) == (Outcome.SAME, walk.id)
        originals.laid_aside(StoredRecording.objects.get(name="watch.tcx").columns).unlink()
        assert client.get(f"/walks/{walk.id}/").status_code == 200

    def test_the_ground_says_why_it_is_not_known(self, client: Client, walk: Walk) -> None:
        assert "There is no map yet" in text(client.get(f"/walks/{walk.id}/ground/"))


def test_a_walk_that_a_watch_was_joined_to_can_be_parted_again(
    client: Client, walker: Walker, tell: Tell
) -> None:
    by_hand, *_ = factories.walk("2024-03-31", 12, at="10:00")
    assert by_hand.at == datetime.fromisoformat("2024-03-31T08:00:00+00:00")
    tell(by_hand)
    walk = take(walker, watch(), "watch.tcx")
    assert walk.id == by_hand.id
    assert walk.cadence_spm is not None
    (device,) = client.get(f"/walks/{walk.id}/").context["devices"]
    with clock.standing_at(NOW + timedelta(minutes=1)):
        client.post(device.two_walks_url)
    walks = {each.id: each for each in store.diary(walker).of(Walk)}
    assert walks.pop(by_hand.id).cadence_spm is None
    (own,) = (each for each in walks.values() if each.day == by_hand.day)
    assert own.cadence_spm == walk.cadence_spm
