"""What a phone measures on a walk: it arrives in chunks, once, and becomes part of that walk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from backstride.diary import Diary, Retraction, Walk
from backstride.recordings import Motion, read_motion
from backstride.site import importing, sensed, store
from backstride.site.models import SensedChunk, SensedWalk, Walker
from tests.recordings import motion_writer as write
from tests.site.pages.conftest import put, set_up

WALK = write.WALK
SAMPLES = write.walking(range(120))
PIECES = write.pieces(SAMPLES, 500)
PATH = f"/api/walks/{WALK}/motion"


def walked(*, minutes: float = 2) -> Walk:
    start = datetime(2026, 5, 12, 10, tzinfo=UTC)
    return Walk(
        id=WALK,
        at=start,
        zone="Europe/Berlin",
        minutes=minutes,
        ended_at=start + timedelta(minutes=minutes),
        talk="sentences",
    )


def send(browser: Client, *pieces: bytes, path: str = PATH, **more: Any) -> Any:
    return browser.post(path, b"".join(pieces), content_type="application/octet-stream", **more)


def the_walk(walker: Walker) -> Walk:
    (walk,) = store.diary(walker).walks()
    return walk


def test_a_stranger_sends_nothing(stranger: Client, walker: Walker) -> None:
    assert send(stranger, *PIECES).status_code == 401
    assert stranger.get(PATH).status_code == 401
    assert not SensedWalk.objects.exists()


def test_a_page_elsewhere_cannot_send(walker: Walker) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    browser.force_login(walker.owner)
    assert send(browser, *PIECES).status_code == 403
    assert browser.delete(PATH).status_code == 403


def test_nothing_is_here_at_first(client: Client) -> None:
    assert client.get(PATH).json() == {"state": "none", "chunks": []}


def test_it_says_which_chunks_are_here(client: Client) -> None:
    assert send(client, PIECES[0], PIECES[1]).json() == {"state": "partly", "chunks": [[0, 1]]}
    assert send(client, PIECES[4]).json()["chunks"] == [[0, 1], [4, 4]]
    assert client.get(PATH).json()["chunks"] == [[0, 1], [4, 4]]


def test_a_chunk_again_changes_nothing(client: Client) -> None:
    for _ in range(3):
        assert send(client, PIECES[0], PIECES[1]).json()["chunks"] == [[0, 1]]
    assert send(client, PIECES[1], PIECES[2]).json()["chunks"] == [[0, 2]]
    assert SensedChunk.objects.count() == 3


def test_another_chunk_under_a_known_number_is_not_taken(client: Client) -> None:
    send(client, PIECES[0])
    other = write.moved(0, write.walking(range(9)))
    answer = send(client, other)
    assert answer.status_code == 409
    assert "Nothing was changed" in answer.json()["detail"]
    assert bytes(SensedChunk.objects.get().data) == PIECES[0]


def test_what_is_no_chunk_or_of_another_walk_is_not_taken(client: Client) -> None:
    changed = bytearray(PIECES[0])
    changed[60] ^= 4
    for bad, status in ((bytes(changed), 422), (b"", 422), (PIECES[0][:-1], 422)):
        assert send(client, bad).status_code == status
    elsewhere = f"/api/walks/{UUID(int=5)}/motion"
    assert send(client, PIECES[0], path=elsewhere).status_code == 409
    assert not SensedChunk.objects.exists()


def test_a_delivery_that_is_too_large_is_not_taken(client: Client) -> None:
    assert send(client, bytes(sensed.REQUEST_BYTES + 1)).status_code == 413


def test_a_walk_can_grow_only_so_large(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sensed, "WALK_BYTES", 3 * len(PIECES[0]))
    assert send(client, *PIECES[:3]).status_code == 200
    assert send(client, PIECES[3]).status_code == 413
    assert send(client, *PIECES[:3]).status_code == 200


def test_only_so_many_walks_are_on_their_way(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sensed, "UNFINISHED", 1)
    assert send(client, PIECES[0]).status_code == 200
    other = UUID(int=7)
    answer = send(
        client, write.chunk(0, 3, write.NOON_MS, [], walk=other), path=f"/api/walks/{other}/motion"
    )
    assert answer.status_code == 413
    assert SensedWalk.objects.count() == 1


def test_it_becomes_part_of_the_walk_and_never_a_second_one(client: Client, walker: Walker) -> None:
    store.append(walker, [walked()], source="test")
    send(client, *PIECES[5:])
    assert send(client, *PIECES[:5]).json() == {"state": "kept", "chunks": []}
    walk = the_walk(walker)
    assert walk.id == WALK
    assert (walk.minutes, walk.talk) == (2, "sentences")
    assert walk.cadence_spm == pytest.approx(120, abs=3)
    assert walk.moving_min == pytest.approx(2, abs=0.1)
    assert not SensedChunk.objects.exists()


def test_the_original_is_kept_complete_and_in_order(client: Client, walker: Walker) -> None:
    store.append(walker, [walked()], source="test")
    for piece in reversed(PIECES):
        send(client, piece)
    row = walker.recordings.get()
    data = (settings.HOME.recordings / row.original).read_bytes()
    assert data == b"".join(PIECES)
    assert row.walk_id == WALK
    motion = read_motion(data)
    assert isinstance(motion, Motion)
    assert motion.is_complete
    assert the_walk(walker).recording_sha256 == row.digest


def test_what_comes_again_after_it_was_put_together_changes_nothing(
    client: Client, walker: Walker
) -> None:
    store.append(walker, [walked()], source="test")
    send(client, *PIECES)
    before = len(store.diary(walker))
    assert send(client, *PIECES).json()["state"] == "kept"
    assert len(store.diary(walker)) == before
    assert walker.recordings.count() == 1
    assert not SensedChunk.objects.exists()


def test_it_waits_for_a_walk_whose_answers_come_later(client: Client, walker: Walker) -> None:
    assert send(client, *PIECES).json()["state"] == "waiting"
    assert not walker.recordings.exists()
    store.append(walker, [walked()], source="test")
    assert client.get(PATH).json()["state"] == "kept"
    assert the_walk(walker).cadence_spm is not None


def test_a_process_that_ends_before_the_last_step_does_it_again(
    client: Client, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(walker, [walked()], source="test")
    send(client, *PIECES[:-1])

    class Killed(BaseException):
        pass

    real = importing.take_sensed

    def dies(*args: Any, **kwargs: Any) -> Any:
        real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(importing, "take_sensed", dies)
    with pytest.raises(Killed):
        send(client, PIECES[-1])
    monkeypatch.setattr(importing, "take_sensed", real)
    assert client.get(PATH).json()["state"] == "kept"
    assert walker.recordings.count() == 1
    assert the_walk(walker).cadence_spm is not None


def test_a_phone_that_slept_tells_the_step_rate_but_no_totals(
    client: Client, walker: Walker
) -> None:
    store.append(walker, [walked(minutes=20)], source="test")
    send(client, *PIECES)
    walk = the_walk(walker)
    assert walk.cadence_spm == pytest.approx(120, abs=3)
    assert walk.moving_min is None


def test_a_half_upload_can_be_forgotten_and_then_takes_no_more(
    client: Client, walker: Walker
) -> None:
    put(walker, *set_up())
    send(client, *PIECES[:3])
    page = client.get(reverse("walked-file")).content.decode()
    assert "On its way from a phone" in page
    assert "Forget what the phone measured on 14 May" in page
    told = client.post(reverse("sensed-forget", args=[WALK]), follow=True).content.decode()
    assert "It is forgotten." in told
    assert "On its way from a phone" not in told
    assert client.get(PATH).json()["state"] == "forgotten"
    assert send(client, PIECES[3]).status_code == 410
    assert not SensedChunk.objects.exists()


def test_the_phone_itself_can_say_to_forget_it(client: Client, walker: Walker) -> None:
    send(client, *PIECES[:3])
    assert client.delete(PATH).json()["state"] == "forgotten"
    store.append(walker, [walked()], source="test")
    assert client.get(PATH).json()["state"] == "forgotten"


def test_forgetting_does_not_touch_what_was_put_together(client: Client, walker: Walker) -> None:
    store.append(walker, [walked()], source="test")
    send(client, *PIECES)
    assert client.delete(PATH).json()["state"] == "kept"
    assert walker.recordings.count() == 1


def test_a_recording_of_nothing_is_forgotten(client: Client, walker: Walker) -> None:
    store.append(walker, [walked()], source="test")
    assert send(client, write.closed(0)).json()["state"] == "forgotten"
    assert the_walk(walker).recording_sha256 is None


def test_a_walk_that_was_taken_back_takes_its_recording_along(
    client: Client, walker: Walker
) -> None:
    gone = Retraction(
        id=UUID(int=3), at=datetime(2026, 5, 13, tzinfo=UTC), zone="UTC", retracts=WALK
    )
    store.append(walker, [walked(), gone], source="test")
    assert send(client, *PIECES).json()["state"] == "forgotten"


def test_a_last_chunk_that_comes_twice_at_once_is_kept_once(
    client: Client, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(walker, [walked()], source="test")
    send(client, *PIECES[:-1])
    diary = store.diary
    told: list[str] = []

    def overtaken(of: Walker) -> Diary:
        if not told:
            told.append("")
            told[0] = send(client, PIECES[-1]).json()["state"]
        return diary(of)

    monkeypatch.setattr(store, "diary", overtaken)
    assert send(client, PIECES[-1]).json()["state"] == "kept"
    assert told == ["kept"]
    assert SensedWalk.objects.get().recording is not None
    assert send(client, PIECES[-1]).json()["state"] == "kept"
    assert the_walk(walker).cadence_spm == pytest.approx(120, abs=3)


def test_two_owners_with_one_walk_id_do_not_meet(
    client: Client, other_client: Client, other_walker: Walker
) -> None:
    send(client, *PIECES[:2])
    assert other_client.get(PATH).json()["state"] == "none"
    assert other_client.delete(PATH).status_code == 200
    assert client.get(PATH).json()["chunks"] == [[0, 1]]


def test_deleting_everything_deletes_what_is_on_its_way(client: Client, walker: Walker) -> None:
    send(client, *PIECES[:2])
    store.forget(walker)
    assert not SensedWalk.objects.exists()
    assert not SensedChunk.objects.exists()


def test_the_file_that_is_taken_along_can_be_read_in_again(
    client: Client, walker: Walker, other_walker: Walker
) -> None:
    became = importing.take(
        other_walker, b"".join(PIECES), name="walk.bsmo", now=datetime(2026, 5, 14, tzinfo=UTC)
    )
    assert [each.outcome for each in became] == ["imported"]
    assert the_walk(other_walker).cadence_spm == pytest.approx(120, abs=3)
