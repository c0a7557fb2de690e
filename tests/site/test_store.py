"""Adding to a diary in the database, and reading it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from backstride.diary import EVENT, write_line
from backstride.prescription import fold
from backstride.site import store
from backstride.site.memory import Known, Memory
from backstride.site.models import AppendOnlyError, Preferences, StoredEvent, User, Walker
from tests.diary import factories as make


def test_it_keeps_what_it_is_given_in_the_order_of_arrival(walker: Walker) -> None:
    late, early = make.flare("2026-05-13"), make.flare("2026-05-02")
    store.append(walker, [late], source="test")
    store.append(walker, [early], source="test")
    assert [each.id for each in store.diary(walker).raw] == [late.id, early.id]


def test_it_stores_an_event_once_however_often_it_comes(walker: Walker) -> None:
    event = make.flare("2026-05-13")
    first = store.append(walker, [event, event], source="test")
    again = store.append(walker, [event], source="another")
    assert first.outcomes == ("stored", "already")
    assert again.already == (event.id,)
    assert StoredEvent.objects.count() == 1


def test_it_keeps_the_first_when_another_comes_with_the_same_id(walker: Walker) -> None:
    kept, other = make.morning("2026-05-13", 3), make.morning("2026-05-13", 5)
    assert kept.id == other.id
    store.append(walker, [kept], source="test")
    outcome = store.append(walker, [other], source="test")
    assert outcome.conflicts == (kept.id,)
    (stored,) = store.diary(walker)
    assert stored.model_dump(include={"nrs"}) == {"nrs": 3}


def test_it_tells_a_conflict_within_one_batch(walker: Walker) -> None:
    one, two = make.morning("2026-05-13", 3), make.morning("2026-05-13", 5)
    assert store.append(walker, [one, two], source="test").outcomes == ("stored", "conflict")


def test_it_says_when_and_by_what_an_event_was_entered(walker: Walker) -> None:
    store.append(walker, [make.flare("2026-05-13")], source="phone")
    (stored,) = store.diary(walker)
    assert stored.source == "phone"
    assert stored.recorded_at is not None
    assert stored.recorded_at.isoformat() == "2026-05-14T07:00:00+00:00"


def test_it_keeps_two_diaries_apart(walker: Walker, other_walker: Walker) -> None:
    event = make.flare("2026-05-13")
    store.append(walker, [event], source="test")
    assert len(store.diary(other_walker)) == 0
    assert store.append(other_walker, [event], source="test").new == (event.id,)
    assert len(store.diary(walker)) == 1


def test_it_stores_the_columns_that_the_line_says(walker: Walker) -> None:
    store.append(walker, [make.flare("2026-05-13", at="23:30")], source="test")
    row = StoredEvent.objects.get()
    event = EVENT.validate_json(row.line)
    assert (row.event_id, row.at, row.day, row.zone) == (event.id, event.at, event.day, event.zone)
    assert row.day.isoformat() == "2026-05-13"
    assert row.at.isoformat() == "2026-05-13T21:30:00+00:00"


def test_it_gives_back_the_lines_of_its_events(walker: Walker) -> None:
    store.append(walker, make.events(make.newcomer("2026-05-11")), source="test")
    assert (
        tuple(EVENT.validate_json(line) for line in store.lines(walker)) == store.diary(walker).raw
    )


def test_it_takes_a_batch_as_a_whole_or_not_at_all(walker: Walker) -> None:
    """The disk gives out at the second of two events."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON backstride_storedevent "
            "WHEN NEW.day = '2026-05-13' BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    events = [make.flare("2026-05-12"), make.flare("2026-05-13")]
    with pytest.raises(IntegrityError, match="no room"):
        store.append(walker, events, source="test")
    assert len(store.diary(walker)) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE backstride_storedevent SET line = '{}'",
        "DELETE FROM backstride_storedevent",
        "REPLACE INTO backstride_storedevent SELECT * FROM backstride_storedevent",
    ],
)
def test_the_database_itself_refuses_to_change_an_event(walker: Walker, statement: str) -> None:
    store.append(walker, [make.flare("2026-05-13")], source="test")
    before = list(StoredEvent.objects.values())
    with (
        pytest.raises(IntegrityError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert list(StoredEvent.objects.values()) == before


def test_the_model_refuses_to_change_or_delete_an_event(walker: Walker) -> None:
    store.append(walker, [make.flare("2026-05-13")], source="test")
    row = StoredEvent.objects.get()
    for refused in (
        row.save,
        row.delete,
        StoredEvent.objects.all().delete,
        lambda: StoredEvent.objects.update(type="walk"),
        lambda: StoredEvent.objects.bulk_update([row], ["type"]),
    ):
        with pytest.raises(AppendOnlyError):
            refused()


def test_forgetting_deletes_one_walker_and_nobody_else(
    walker: Walker, other_walker: Walker
) -> None:
    store.append(walker, [make.flare("2026-05-13")], source="test")
    store.append(other_walker, [make.flare("2026-05-13")], source="test")
    store.forget(walker)
    assert not Walker.objects.filter(pk=walker.pk).exists()
    assert not Preferences.objects.filter(walker_id=walker.pk).exists()
    assert len(store.diary(other_walker)) == 1


def test_after_forgetting_one_walker_the_guard_stands_for_the_others(
    walker: Walker, other_walker: Walker
) -> None:
    store.append(other_walker, [make.flare("2026-05-13")], source="test")
    store.forget(walker)
    with (
        pytest.raises(IntegrityError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM backstride_storedevent")


def test_a_forgotten_account_may_start_anew(owner: User, walker: Walker) -> None:
    store.append(walker, [make.flare("2026-05-13")], source="test")
    store.forget(walker)
    owner.refresh_from_db()
    assert len(store.diary(store.walker_of(owner))) == 0


def test_diary_and_rules_come_from_one_look_at_the_store(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another device may write between two looks: the plan would be that of another diary."""
    store.append(walker, make.events(make.newcomer("2026-05-04")), source="test")
    looks = 0
    real = Memory.of

    def busy(self: Memory, whose: Walker) -> Known:
        nonlocal looks
        looks += 1
        found = real(self, whose)
        store.append(walker, make.events(make.flare(f"2026-05-{looks:02d}")), source="test")
        return found

    monkeypatch.setattr(Memory, "of", busy)
    known = store.known(walker)
    assert looks == 1
    assert len(known.diary) == 3
    assert known.state == fold(known.diary.raw)


def test_an_entry_stays_readable_when_a_zone_changes_its_rules(walker: Walker) -> None:
    """The clock time was right when it was stored; the zone has been moved since."""
    event = make.flare("2026-05-13", at="09:00")
    line = write_line(event).strip().replace("2026-05-13T09:00:00", "2026-05-13T08:00:00")
    assert line != write_line(event).strip()
    StoredEvent.objects.create(
        walker=walker,
        event_id=event.id,
        type=event.type,
        at=event.at,
        day=event.day,
        zone=event.zone,
        recorded_at=event.at,
        line=line,
    )
    (stored,) = store.diary(walker)
    assert stored.local.hour == 8


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Europe/Berlin", "2026-05-14"), ("Pacific/Auckland", "2026-05-15")],
)
def test_today_is_the_date_where_the_walker_is(walker: Walker, zone: str, expected: str) -> None:
    walker.preferences.zone = zone
    assert store.today_of(walker, make.utc("2026-05-14", "20:00")).isoformat() == expected
