"""Files that are handed in: laid aside, read one by one, told about one by one."""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pytest_django import Settings

from backstride.diary import Walk
from backstride.recordings import Format
from backstride.site import grouping, handed_in, importing, originals, store
from backstride.site.home import Home
from backstride.site.imported import Imported, Outcome
from backstride.site.models import (
    HandedFile,
    HandedResult,
    HandIn,
    StoredRecording,
    User,
    Walker,
)
from backstride.site.presentation.imported import formats_words, progress_words
from tests.recordings.xml_writer import archive, point, walk_gpx
from tests.site.conftest import NOW
from tests.site.pages.conftest import put, set_up, text

LATER_S = 100_000
"""So much later, and further along, another recording is of another outing."""


def walk(number: int = 0) -> bytes:
    return walk_gpx(600, lambda second: point(number * LATER_S + second))


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def hand_in(walker: Walker, **files: bytes) -> HandIn:
    uploads = [upload(name.replace("_", "."), data) for name, data in files.items()]
    return handed_in.hand_in(walker, uploads, now=NOW)


def read(made: HandIn) -> list[str]:
    assert handed_in.read_on(made, now=NOW, wait_s=0)
    return [each.outcome for each in handed_in.results_of(made)]


def waiting(home: Home) -> list[Path]:
    return list(home.recordings.rglob("*.waiting"))


def test_files_wait_on_the_disk_until_they_are_read(walker: Walker, home: Home) -> None:
    made = hand_in(walker, one_gpx=walk(), two_gpx=walk(1))
    assert len(waiting(home)) == 2
    assert handed_in.progress_of(made) == handed_in.Progress(2, 0, 0, "one.gpx")
    assert read(made) == ["imported", "imported"]
    assert waiting(home) == []
    assert handed_in.progress_of(made).is_done
    assert len(store.diary(walker).of(Walk)) == 2


def test_one_file_never_stops_the_rest(walker: Walker) -> None:
    packed = archive({"a.gpx": walk(), "b.txt": b"nothing", "c.gpx": walk(1), "d.gpx": walk()})
    made = hand_in(walker, walks_zip=packed, rubbish_fit=b"not a recording", last_gpx=walk(2))
    assert read(made) == ["imported", "refused", "imported", "same", "refused", "imported"]
    names = [each.name for each in handed_in.results_of(made)]
    assert names[1] == "walks.zip: b.txt"
    assert names[4] == "rubbish.fit"


def test_a_walk_that_was_taken_back_is_said_to_be(client: Client, walker: Walker) -> None:
    put(walker, *set_up())
    read(hand_in(walker, one_gpx=walk()))
    (taken,) = store.diary(walker).of(Walk)
    store.append(walker, grouping.taken_back(store.diary(walker), taken.id, NOW, "UTC"), source="t")
    assert read(hand_in(walker, again_gpx=walk())) == ["same"]
    page = client.get("/walked/files/read/")
    assert "You took that walk back" in text(page)
    assert page.context["rows"][0]["walk_url"] == f"/walks/{taken.id}/"
    assert page.context["pain_url"] is None


def test_an_archive_is_kept_once_and_whole(walker: Walker, home: Home) -> None:
    packed = archive({"a.gpx": walk(), "c.gpx": walk(1)})
    read(hand_in(walker, walks_zip=packed))
    places = {row.original for row in walker.recordings.all()}
    (place,) = places
    assert (home.recordings / place).read_bytes() == packed


def test_a_file_that_was_laid_aside_is_kept_without_a_second_copy(
    walker: Walker, home: Home, tmp_path: Path
) -> None:
    aside = originals.laid_aside(originals.lay_aside(walker, [b"an archive"]))
    kept = home.recordings / originals.keep_file(walker, aside)
    assert kept.samefile(aside)
    originals.throw_away(aside.relative_to(home.recordings).as_posix())
    assert kept.read_bytes() == b"an archive"
    # Somebody's own file is copied: they may go on writing to it.
    own = tmp_path / "own.waiting"
    own.write_bytes(b"of somebody")
    kept = home.recordings / originals.keep_file(walker, own)
    assert not kept.samefile(own)
    assert kept.read_bytes() == b"of somebody"


def test_an_error_of_our_own_is_told_and_the_file_is_kept_and_read_once_more(
    client: Client,
    other_client: Client,
    walker: Walker,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    taken = importing.take

    def clumsy(*args: object, name: str, **more: object) -> Iterator[Imported]:
        if name == "one.gpx":
            raise RuntimeError("a slip")
        yield from taken(*args, name=name, **more)  # type: ignore[arg-type]  # passed on

    put(walker, *set_up())
    made = hand_in(walker, one_gpx=walk(), two_gpx=walk(1))
    with monkeypatch.context() as change:
        change.setattr(importing, "take", clumsy)
        assert read(made) == ["refused", "imported"]
    assert "a slip" in caplog.text
    # Its sender may have no other copy: it is kept, for longer than what nobody needs.
    (kept,) = waiting(home)
    os.utime(kept, times=(0, 0))
    assert originals.sweep(NOW) == ()
    (aside,) = client.get("/walked/files/").context["aside"]
    assert aside["name"] == "one.gpx"
    assert other_client.post(aside["url"]).status_code == 404
    assert client.post(aside["url"]).headers["Location"] == "/walked/files/read/"
    assert [each.outcome for each in handed_in.results_of(made)] == ["imported", "imported"]
    assert waiting(home) == []
    assert client.get("/walked/files/").context["aside"] == []
    assert client.post(aside["url"]).status_code == 404


def test_a_file_outlasts_a_disk_that_gets_full_while_it_is_read(
    walker: Walker, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **more: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    made = hand_in(walker, one_gpx=walk())
    with monkeypatch.context() as change:
        change.setattr(originals, "keep_original", full)
        handed_in.read_on(made, now=NOW, wait_s=0)
    made.refresh_from_db()
    assert made.ended is None
    assert len(waiting(home)) == 1
    assert read(made) == ["imported"]
    assert waiting(home) == []


def test_reading_that_broke_off_goes_on_where_it_was(walker: Walker, home: Home) -> None:
    packed = archive({"a.gpx": walk(), "b.gpx": walk(1), "c.gpx": walk(2)})
    made = hand_in(walker, walks_zip=packed)
    file = HandedFile.objects.get()
    HandedResult.objects.create(
        file=file, name="a.gpx", outcome="imported", words="Before.", notices=[]
    )
    assert read(made) == ["imported", "imported", "imported"]
    assert handed_in.results_of(made)[0].words == "Before."
    assert len(store.diary(walker).of(Walk)) == 3


def test_what_was_left_unread_is_read_when_somebody_comes_by(
    client: Client, walker: Walker
) -> None:
    put(walker, *set_up())
    made = hand_in(walker, one_gpx=walk())
    client.get("/walked/files/")
    made.refresh_from_db()
    assert made.ended is not None
    assert len(store.diary(walker).of(Walk)) == 1


def test_after_a_month_only_the_walks_are_kept(walker: Walker) -> None:
    made = hand_in(walker, one_gpx=walk())
    read(made)
    later = NOW + handed_in.TOLD_FOR + timedelta(days=1)
    handed_in.hand_in(walker, [upload("two.gpx", walk(1))], now=later)
    assert not HandIn.objects.filter(pk=made.pk).exists()
    assert len(store.diary(walker).of(Walk)) == 1
    assert walker.recordings.count() == 1


def test_a_file_that_is_too_large_is_not_laid_aside(
    walker: Walker, home: Home, settings: Settings
) -> None:
    settings.RECORDING_MAX_BYTES = 10
    made = hand_in(walker, walk_fit=b"x" * 11)
    assert waiting(home) == []
    (result,) = handed_in.results_of(made)
    assert result.outcome == Outcome.REFUSED
    assert "larger than we take" in result.words
    assert handed_in.read_on(made, now=NOW, wait_s=0)


@pytest.mark.django_db(transaction=True)
def test_forgetting_a_walker_removes_what_waits(home: Home) -> None:
    from backstride.site import accounts
    from tests.site.conftest import in_berlin

    walker = in_berlin(accounts.owner())
    hand_in(walker, one_gpx=walk())
    assert not connection.in_atomic_block
    store.forget(walker)
    assert waiting(home) == []
    assert HandIn.objects.count() == HandedFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_files_whose_diary_is_deleted_while_they_are_read(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from backstride.site import accounts
    from tests.site.conftest import in_berlin

    walker = in_berlin(accounts.owner())
    taken = importing.take_path

    def interrupted(*args: object, **more: object) -> Iterator[Imported]:
        for number, became in enumerate(taken(*args, **more)):  # type: ignore[arg-type]  # passed on
            yield became
            if number == 0:
                store.forget(Walker.objects.get())

    monkeypatch.setattr(importing, "take_path", interrupted)
    packed = archive({"a.gpx": walk(), "b.gpx": walk(1), "c.gpx": walk(2)})
    made = hand_in(walker, walks_zip=packed, last_gpx=walk(3))
    assert handed_in.read_on(made, now=NOW, wait_s=60)
    assert list(home.recordings.iterdir()) == []
    assert not StoredRecording.objects.exists()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.django_db(transaction=True)
def test_another_persons_file_is_read_while_a_long_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from backstride.site import accounts
    from tests.site.conftest import in_berlin

    walker = in_berlin(accounts.owner())
    other = in_berlin(User.objects.create(username="other"))
    taken, go_on = importing.take_path, threading.Event()

    def slow(of: Walker, *args: object, **more: object) -> Iterator[Imported]:
        if of == walker:
            go_on.wait(60)
        yield from taken(of, *args, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(importing, "take_path", slow)
    long = hand_in(walker, long_gpx=walk())
    try:
        assert not handed_in.read_on(long, now=NOW, wait_s=0)
        assert handed_in.read_on(hand_in(other, small_gpx=walk(1)), now=NOW, wait_s=30)
        long.refresh_from_db()
        assert long.ended is None
        assert len(store.diary(other).of(Walk)) == 1
    finally:
        go_on.set()
        for thread in threading.enumerate():
            if thread.name.startswith("reading "):
                thread.join(60)
        assert len(store.diary(walker).of(Walk)) == 1
        for each in (walker, other):
            store.forget(each)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_written_as_the_diary_is_deleted_goes_as_well(home: Home) -> None:
    from backstride.site import accounts
    from tests.site.conftest import in_berlin

    walker = in_berlin(accounts.owner())

    def blocks() -> Iterator[bytes]:
        yield b"one"
        store.forget(Walker.objects.get())
        yield b"two"

    with pytest.raises(originals.GoneError):
        originals.lay_aside(walker, blocks())
    with pytest.raises(originals.GoneError):
        originals.keep_original(walker, b"later")
    assert list(home.recordings.iterdir()) == []


def test_files_that_could_not_be_entered_do_not_stay_on_the_disk(
    walker: Walker, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid = originals.lay_aside

    def full(of: Walker, blocks: Iterator[bytes]) -> str:
        data = b"".join(blocks)
        if data == b"one too many":
            raise OSError("No space left on device")
        return laid(of, [data])

    monkeypatch.setattr(originals, "lay_aside", full)
    with pytest.raises(OSError, match="No space"):
        hand_in(walker, one_gpx=walk(), two_gpx=b"one too many")
    assert waiting(home) == []
    assert not HandIn.objects.exists()


def test_at_the_start_what_nobody_will_read_is_swept_up(walker: Walker, home: Home) -> None:
    made = hand_in(walker, one_gpx=walk())
    (waits,) = waiting(home)
    folder = waits.parent
    orphan = originals.laid_aside(originals.lay_aside(walker, [b"never entered"]))
    draft = folder / "original.1234.draft"
    draft.write_bytes(b"half")
    fresh = folder / "fresh.1234.draft"
    fresh.write_bytes(b"being written")
    for path in (waits, orphan, draft):
        os.utime(path, times=(0, 0))
    os.utime(fresh, times=(NOW.timestamp(), NOW.timestamp()))
    gone = home.recordings / "5f0f1c0e-0000-4000-8000-000000000000.1234.gone"
    gone.mkdir()
    (gone / "track.parquet").write_bytes(b"of somebody who left")
    assert set(originals.sweep(NOW)) == {gone, orphan, draft}
    assert set(folder.iterdir()) == {waits, fresh}
    assert [each.name for each in home.recordings.iterdir()] == [str(walker.id)]
    assert read(made) == ["imported"]


def test_the_page_says_how_far_it_is_and_then_what_became_of_each(
    client: Client, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(walker, *set_up())
    made = hand_in(walker, one_gpx=walk(), two_gpx=walk(1))
    with monkeypatch.context() as slow:
        slow.setattr(handed_in, "read_on", lambda *_, **__: False)
        page = text(client.get("/walked/files/read/"))
    assert "Reading your files" in page
    assert "File 1 of 2, one.gpx." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    read(made)
    poll = client.get("/walked/files/read/", headers={"HX-Request": "true"})
    assert poll.headers["HX-Refresh"] == "true"
    page = text(client.get("/walked/files/read/"))
    assert "Two walks are in your diary" in page


def test_many_results_are_told_in_one_line_each(client: Client, walker: Walker) -> None:
    put(walker, *set_up())
    members = {f"{k}.txt": b"nothing %d" % k for k in range(30)}
    read(hand_in(walker, walks_zip=archive(members)))
    page = client.get("/walked/files/read/")
    assert page.context["brief"]
    assert {"term": "Could not be read", "value": 30} in page.context["counts"]


def test_the_help_names_every_format_that_is_read() -> None:
    told = formats_words()
    assert all(kind.value in told for kind in Format if kind is not Format.MOTION)
    assert told.startswith("FIT, TCX, GPX")


def test_progress_is_told_without_a_number_that_nobody_knows() -> None:
    assert progress_words(handed_in.Progress(1, 0, 84, "all.zip")) == "all.zip, 84 results so far."
