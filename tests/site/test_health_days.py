"""The days of health exports: kept once, beside the walks, and gone with their file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from backstride.diary import Walk
from backstride.recordings import HealthDays, ReadResult, Refusal, RefusalCode, read_each_apart
from backstride.site import handed_in, health_days, importing, originals, store
from backstride.site.home import Home
from backstride.site.imported import Outcome
from backstride.site.models import HealthExport, StoredRecording, User, Walker
from tests.recordings import store_writer
from tests.recordings.health_writer import export, record, workout
from tests.recordings.xml_writer import archive, walk_gpx
from tests.site.conftest import NOW, in_berlin
from tests.site.test_handed_in import hand_in, read

DAY_S = 86_400
TODAY = date(2026, 5, 14)
FIRST = date(2024, 3, 31)


def steps(counts: Iterable[int], *, watch: bool = False) -> list[str]:
    """Return ten minutes of steps on each day from the first one on."""
    return [
        record("StepCount", day * DAY_S, day * DAY_S + 600, count, watch=watch)
        for day, count in enumerate(counts)
    ]


def zipped(parts: Iterable[str]) -> bytes:
    return archive({"apple_health_export/export.xml": export(parts)})


def told(walker: Walker) -> dict[date, float]:
    return {each.day: each.steps for each in health_days.known_days(walker, TODAY)}


def test_walks_and_days_of_one_export_are_both_kept(walker: Walker, home: Home) -> None:
    made = hand_in(walker, export_zip=zipped([*steps([900, 800, 700]), workout(0, 599)]))
    assert read(made) == ["imported", "days"]
    days = handed_in.results_of(made)[-1]
    assert days.words == "Also 3 days of steps, from 31 March 2024 to 2 April 2024."
    assert len(store.diary(walker).of(Walk)) == 1
    assert told(walker) == {FIRST + timedelta(days=n): 900 - 100 * n for n in range(3)}
    row = HealthExport.objects.get()
    assert row.original == StoredRecording.objects.get().original
    assert (home.recordings / row.original).read_bytes().startswith(b"PK")
    assert (row.first, row.last, row.count) == (FIRST, date(2024, 4, 2), 3)


def test_an_export_without_walks_gives_its_days(walker: Walker) -> None:
    main = export(steps([900, 800]))
    made = hand_in(walker, export_zip=archive({"x/export.xml": main}), Export_xml=main)
    assert read(made) == ["days", "days"]
    assert handed_in.results_of(made)[0].words.startswith(
        "2 days of steps, from 31 March 2024 to 1 April 2024. There are"
    )
    # The same days in another file: each is counted once.
    assert sum(told(walker).values()) == 1700
    assert read(hand_in(walker, export_xml=main)) == ["same"]
    assert HealthExport.objects.count() == 2


def test_health_connect_tells_its_days_too(walker: Walker) -> None:
    made = hand_in(walker, health_zip=archive({"export.db": store_writer.health_connect()}))
    assert [each.outcome for each in handed_in.results_of(made)] == []
    assert read(made)[-1] == "days"
    assert told(walker) == {FIRST: 1050.0}


def test_other_files_are_not_read_for_days(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    def unasked(given: bytes | Path) -> HealthDays:
        raise AssertionError(given)

    monkeypatch.setattr(health_days, "read_health_days_apart", unasked)
    assert read(hand_in(walker, a_gpx=walk_gpx(600))) == ["imported"]
    packed = archive({"a.gpx": walk_gpx(700), "b.txt": b"nothing"})
    assert read(hand_in(walker, a_zip=packed))[-2:] == ["same", "refused"]


def test_days_that_cannot_be_read_leave_the_walks(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = (Refusal(RefusalCode.TOO_SLOW, "Too slow."),)

    def stopped(path: Path, *, name: str) -> Iterator[ReadResult]:
        yield from read_each_apart(path, name=name)
        yield ReadResult(name, "", refusals=refused)

    monkeypatch.setattr(importing, "read_each_and_days_apart", stopped)
    made = hand_in(walker, export_zip=zipped([*steps([900]), workout(0, 599)]))
    assert read(made) == ["imported", "refused"]
    assert not HealthExport.objects.exists()
    gone = HealthDays(refusals=refused)
    monkeypatch.setattr(health_days, "read_health_days_apart", lambda given: gone)
    made = hand_in(walker, export_xml=export([*steps([900]), workout(0, 599)]))
    assert "days" not in read(made)
    assert not HealthExport.objects.exists()


def test_a_later_export_holds_the_days_of_both(walker: Walker) -> None:
    whole, early = [900, 800, 700, 300], [900, 100]  # the second day was not over at first
    for parts in (whole, early):
        (became,) = importing.take(walker, export(steps(parts)), name="x", now=NOW)
        assert became.outcome is Outcome.DAYS
    assert list(told(walker).values()) == whole
    assert [each.whole for each in health_days.known_days(walker, TODAY)] == [True] * 3 + [False]


def test_what_was_cut_off_is_done_once_more(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = hand_in(walker, export_zip=zipped([*steps([900]), workout(0, 599)]))
    keep = originals.keep_days

    def ended(*given: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(originals, "keep_days", ended)
    with pytest.raises(KeyboardInterrupt):
        read(made)
    assert not HealthExport.objects.exists()
    monkeypatch.setattr(originals, "keep_days", keep)
    assert read(made) == ["imported", "days"]
    assert told(walker) == {FIRST: 900.0}


def test_days_that_are_lost_are_read_from_the_export_again(walker: Walker, home: Home) -> None:
    importing.take(walker, export(steps([900])), name="x", now=NOW)
    place = home.recordings / HealthExport.objects.get().days
    for spoil in (place.unlink, lambda: place.write_bytes(b"x")):
        spoil()
        assert told(walker) == {FIRST: 900.0}
        assert place.stat().st_size > 100
    (home.recordings / HealthExport.objects.get().original).unlink()
    place.unlink()
    assert told(walker) == {}


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_export_is_gone_but_never_the_walks(home: Home) -> None:
    walker = in_berlin(User.objects.create(username="one"))
    importing.take(walker, export(steps([900])), name="days", now=NOW)
    importing.take(walker, export([*steps([7]), workout(0, 599)]), name="both", now=NOW)
    days, both = (HealthExport.objects.get(name=name) for name in ("days", "both"))
    assert health_days.forget(days)
    assert not health_days.forget(both)
    assert told(walker) == {}
    assert not (home.recordings / days.original).exists()
    assert (home.recordings / both.original).exists()
    assert len(store.diary(walker).of(Walk)) == 1
    assert not list(home.recordings.rglob("*-days.parquet"))
    store.forget(walker)


@pytest.mark.django_db(transaction=True)
def test_forgetting_a_walker_removes_the_days_of_that_walker_alone(home: Home) -> None:
    one, other = (in_berlin(User.objects.create(username=name)) for name in ("one", "other"))
    for each in (one, other):
        importing.take(each, export(steps([900])), name="x", now=NOW)
    store.forget(one)
    assert not (home.recordings / str(one.id)).exists()
    assert told(other) == {FIRST: 900.0}


def test_days_can_be_taken_along_and_come_back_from_the_file(
    client: Client, other_walker: Walker, walker: Walker
) -> None:
    main = export([*steps([900, 800]), *steps([500], watch=True)])
    importing.take(walker, main, name="../=1.xml", now=NOW)
    answer = client.get("/settings/export/")
    with ZipFile(BytesIO(answer.getvalue())) as taken:
        rows = list(csv.DictReader(taken.read("days.csv").decode().splitlines()))
        (original,) = (name for name in taken.namelist() if name.startswith("recordings/"))
        importing.take(other_walker, taken.read(original), name="again", now=NOW)
    assert [row["steps"] for row in rows] == ["500", "800"]
    assert [row["whole"] for row in rows] == ["yes", "no"]
    assert rows[0]["steps_from"] == "Uhr 500"
    assert told(other_walker) == told(walker)
