"""What a recording is to a diary: new, more about a walk that was told, or there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
import pytest

from backstride.diary import AnyEvent, Correction, Diary, Walk
from backstride.recordings import Recording, Sport
from backstride.walks import (
    Answers,
    KnownRecording,
    NeedsAnswers,
    NotAWalk,
    Open,
    Place,
    Placed,
    Relation,
    place,
)
from tests.diary import factories
from tests.walks.made import START, made, named

S = np.arange(1201)
OWN = UUID(int=5)
NOW = START + timedelta(days=1)
PHONE = made(S, lat_deg=50.0 + S * 1e-5, lon_deg=8.0, altitude_m=100.0)
WATCH = named(made(S, distance_m=1.2 * S, cadence_spm=104.0, heart_rate_bpm=95.0), "1" * 64)


def placed(
    recording: Recording, *events: AnyEvent, known: tuple[KnownRecording, ...] = ()
) -> Placed:
    found = place(
        recording, Diary(events), namespace=OWN, zone="Europe/Berlin", now=NOW, known=known
    )
    assert isinstance(found, Placed)
    return found


def known_as(recording: Recording, walk_id: UUID) -> KnownRecording:
    return KnownRecording(
        walk_id, "phone.gpx", recording.start_utc, recording.end_utc, lambda: recording
    )


def walk_of(*events: AnyEvent) -> Walk:
    (walk,) = Diary(events).walks()
    return walk


def by_hand(at: datetime = START, minutes: float = 20) -> Walk:
    return Walk(id=UUID(int=9), at=at, zone="Europe/Berlin", minutes=minutes, talk="sentences")


def test_a_new_walk_is_of_the_kind_that_its_parts_are() -> None:
    by_rounds = np.where((S // 60) % 2 == 1, 122.0, 100.0)
    rounds = named(made(S, distance_m=1.2 * S, cadence_spm=by_rounds), "2" * 64)
    run = made(S, distance_m=2.6 * S, cadence_spm=160.0, sport=Sport.RUNNING)
    made_of = {}
    for name, recording in (("rounds", rounds), ("one pace", WATCH), ("run", run)):
        found = place(
            recording,
            Diary(),
            namespace=OWN,
            zone="Europe/Berlin",
            now=NOW,
            answers=Answers(on_foot=True),
        )
        assert isinstance(found, Placed)
        made_of[name] = walk_of(*found.events).kind
    assert made_of == {"rounds": "intervals", "one pace": "easy", "run": "brisk"}


def test_a_recording_says_of_a_walk_that_was_asked_for_what_was_done() -> None:
    by_rounds = np.where((S // 60) % 2 == 1, 122.0, 100.0)
    rounds = named(made(S, distance_m=1.2 * S, cadence_spm=by_rounds), "2" * 64)
    by_places = named(made(S, distance_m=1.2 * S), "3" * 64)
    asked = by_hand().model_copy(update={"kind": "intervals"})
    shown = {}
    for name, recording in (("rounds", rounds), ("steps", WATCH), ("places", by_places)):
        walk = walk_of(asked, *placed(recording, asked).events)
        shown[name] = (walk.kind, walk.recorded_kind)
    assert shown == {
        "rounds": ("intervals", "intervals"),
        "steps": ("intervals", "one_pace"),
        "places": ("intervals", None),  # by places alone nobody can say that there were none
    }


def test_what_nobody_told_of_is_a_new_walk() -> None:
    found = placed(WATCH)
    assert (found.place, found.words) == (Place.NEW, "")
    assert walk_of(*found.events).id == found.walk_id


@pytest.mark.parametrize("recording", [PHONE, WATCH], ids=["phone", "watch"])
@pytest.mark.parametrize("told", [(), (by_hand(),)], ids=["untold", "told"])
def test_the_same_again_changes_nothing(recording: Recording, told: tuple[Walk, ...]) -> None:
    first = placed(recording, *told)
    events = (*told, *first.events)
    again = placed(recording, *events)
    assert (again.place, again.walk_id, again.events) == (Place.SAME, first.walk_id, ())
    known = (known_as(recording, first.walk_id),)
    by_file = placed(recording, *events, known=known)
    assert (by_file.relation, by_file.is_copy) == (Relation.SAME_FILE, True)
    assert by_file.events == ()


def test_a_walk_that_was_told_gets_what_was_measured() -> None:
    found = placed(WATCH, by_hand(minutes=19))
    walk = walk_of(by_hand(minutes=19), *found.events)
    assert (found.place, found.walk_id) == (Place.JOINED, UUID(int=9))
    assert (walk.minutes, walk.talk) == (19, "sentences")
    assert walk.cadence_spm == pytest.approx(104)


def test_another_device_adds_what_the_walk_lacks_even_in_the_same_moment() -> None:
    first = placed(PHONE, by_hand())
    second = placed(WATCH, by_hand(), *first.events, known=(known_as(PHONE, first.walk_id),))
    assert (second.place, second.relation) == (Place.SAME, Relation.SAME_OUTING)
    assert "phone.gpx" in second.words
    walk = walk_of(by_hand(), *first.events, *second.events)
    assert walk.mean_heart_rate_bpm == pytest.approx(95)
    assert walk.recording_sha256 == PHONE.source.digest


def test_a_walk_whose_recording_is_not_at_hand_counts_once() -> None:
    first = placed(PHONE)
    second = placed(WATCH, *first.events)
    assert (second.place, second.walk_id) == (Place.SAME, first.walk_id)
    assert walk_of(*first.events, *second.events).cadence_spm == pytest.approx(104)
    part = named(made(S[:720], cadence_spm=104.0, distance_m=1.2 * S[:720]), "2" * 64)
    assert placed(part, *first.events) == Placed(Place.SAME, first.walk_id)


def test_somebody_elses_walk_at_that_time_is_another_one() -> None:
    first = placed(PHONE)
    far = named(made(S, lat_deg=52.0 + S * 1e-5, lon_deg=8.0), "3" * 64)
    found = placed(far, *first.events, known=(known_as(PHONE, first.walk_id),))
    assert found.place is Place.NEW


@pytest.mark.parametrize(("hours", "becomes"), [(2, Place.SAME), (0, Place.NEW)])
def test_another_device_is_of_the_walk_that_was_put_at_its_time(hours: int, becomes: Place) -> None:
    first = placed(PHONE)
    walk = walk_of(*first.events)
    later = {"at": START + timedelta(hours=2), "ended_at": None}
    right = Walk.model_validate({**walk.model_dump(exclude={"local", "at"}), **later})
    put_right = Correction(at=NOW, zone=walk.zone, corrects=walk.id, replacement=right)
    watch = made(S, distance_m=1.2 * S, cadence_spm=104.0, start=START + timedelta(hours=hours))
    known = (known_as(PHONE, walk.id),)
    found = placed(named(watch, "4" * 64), *first.events, put_right, known=known)
    assert found.place is becomes
    again = placed(PHONE, *first.events, put_right, known=known)
    assert (again.place, again.walk_id) == (Place.SAME, walk.id)


def test_what_lies_far_off_in_time_is_not_even_opened() -> None:
    def opened() -> Recording:
        raise AssertionError("it cannot be of this walk")

    other = replace(known_as(PHONE, UUID(int=8)), load=opened)
    days = timedelta(days=2)
    far = replace(other, starts=START - days, ends=START - days + timedelta(minutes=20))
    assert placed(WATCH, known=(far,)).place is Place.NEW
    with pytest.raises(AssertionError, match="cannot be"):
        placed(WATCH, known=(other,))


def test_what_only_the_person_knows_is_asked() -> None:
    run = replace(WATCH, sport=Sport.RUNNING)
    asked = place(run, Diary(), namespace=OWN, zone="Europe/Berlin", now=NOW)
    assert isinstance(asked, NeedsAnswers)
    assert asked.open == (Open.ON_FOOT,)
    said = Answers(on_foot=False)
    no = place(run, Diary(), namespace=OWN, zone="Europe/Berlin", now=NOW, answers=said)
    assert isinstance(no, NotAWalk)


def test_a_walk_that_was_taken_back_does_not_come_again() -> None:
    first = placed(WATCH)
    walk = walk_of(*first.events)
    gone = factories.retraction(walk, on="2026-05-14")
    found = placed(WATCH, walk, gone)
    assert (found.place, found.walk_id, found.events) == (Place.SAME, walk.id, ())
