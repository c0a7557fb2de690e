from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from backstride.diary import (
    Amendment,
    AnyEvent,
    Correction,
    Flare,
    Retraction,
    Walk,
    amendment_key,
    canonical_key,
    effective,
    newest,
    standing,
    target,
    wins,
)
from tests.diary.factories import correction, flare, morning, retraction, walk
from tests.diary.strategies import amended, events

DONE = walk("2026-05-14", 20)[0]


def minutes(*written: AnyEvent) -> list[float]:
    return [event.minutes for event in effective(written) if isinstance(event, Walk)]


def test_a_correction_replaces_the_event_and_keeps_its_id() -> None:
    (event,) = effective([DONE, correction(DONE, minutes=15)])
    assert event.id == DONE.id
    assert minutes(event) == [15]


def test_a_retraction_takes_the_event_out() -> None:
    assert effective([DONE, retraction(DONE)]) == ()


def test_the_latest_amendment_decides() -> None:
    early = correction(DONE, minutes=15, at="20:00")
    late = correction(DONE, minutes=12, at="21:00")
    assert minutes(DONE, late, early) == [12]
    assert wins(late, early)
    assert not wins(early, late)


def test_at_the_same_moment_the_higher_id_decides() -> None:
    one, other = correction(DONE, minutes=15), retraction(DONE)
    higher = max(one, other, key=lambda amendment: amendment.id)
    assert newest([one, other]) is higher
    assert wins(higher, one) is (higher is other)


def test_a_later_correction_brings_a_retracted_event_back() -> None:
    gone = retraction(DONE, at="20:00")
    back = correction(DONE, minutes=18, at="21:00")
    assert minutes(DONE, gone, back) == [18]


def test_an_earlier_correction_does_not_bring_it_back() -> None:
    gone = retraction(DONE, at="21:00")
    assert minutes(DONE, gone, correction(DONE, minutes=18, at="20:00")) == []


def test_an_amendment_waits_for_its_event() -> None:
    waiting = correction(DONE, minutes=15)
    assert effective([waiting]) == ()
    assert minutes(waiting, DONE) == [15]


def test_an_amendment_may_lie_before_the_event_it_amends() -> None:
    assert minutes(DONE, correction(DONE, on="2026-05-13", minutes=15)) == [15]


def test_a_retracted_retraction_counts_as_never_made() -> None:
    gone = retraction(DONE, at="20:00")
    assert effective([DONE, gone, retraction(gone, at="21:00")]) == (DONE,)


def test_a_retracted_correction_leaves_the_next_latest() -> None:
    first = correction(DONE, minutes=15, at="19:00")
    second = correction(DONE, minutes=12, at="20:00")
    assert minutes(DONE, first, second, retraction(second, at="21:00")) == [15]


def test_a_retraction_cannot_undo_what_is_later_than_itself() -> None:
    late = correction(DONE, minutes=15, at="21:00")
    assert minutes(DONE, late, retraction(late, at="20:00")) == [15]


def test_two_retractions_of_each_other_leave_the_later_one() -> None:
    one = Retraction(id=UUID(int=1), at=DONE.at, zone="UTC", retracts=UUID(int=2))
    two = Retraction(id=UUID(int=2), at=DONE.at, zone="UTC", retracts=UUID(int=1))
    assert set(standing([one, two])) == {UUID(int=1)}


def test_a_correction_of_an_amendment_has_no_effect() -> None:
    gone = retraction(DONE)
    odd = Correction(
        at=datetime(2026, 5, 15, tzinfo=UTC),
        zone="UTC",
        corrects=gone.id,
        replacement=Flare(id=gone.id, at=gone.at, zone="UTC"),
    )
    assert effective([DONE, gone, odd]) == ()


def test_a_corrected_event_moves_to_its_new_place_in_the_order() -> None:
    first, second = walk("2026-05-14", at="08:00")[0], walk("2026-05-14", at="12:00")[0]
    moved = correction(first, starts="15:00")
    assert [event.id for event in effective([first, second, moved])] == [second.id, first.id]


def test_of_several_events_with_one_id_the_first_stays() -> None:
    other = DONE.model_copy(update={"minutes": 9.0})
    assert minutes(DONE, other) == [20]


def test_events_come_by_moment_then_by_what_must_be_known_first() -> None:
    before = walk("2026-05-14", before=4)
    calm, bad = morning("2026-05-14", 3), flare("2026-05-14", at="07:30")
    assert [event.type for event in effective([*before, bad, calm])] == [
        "flare",
        "pain",
        "pain",
        "walk",
    ]


@given(st.lists(events(), max_size=8, unique_by=lambda event: event.id).flatmap(
    lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))
))  # fmt: skip
def test_the_order_of_arrival_of_any_events_does_not_matter(
    both: tuple[list[AnyEvent], list[AnyEvent]],
) -> None:
    assert effective(both[0]) == effective(both[1])


@given(amended().flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_the_order_of_arrival_of_amendments_does_not_matter(
    both: tuple[list[AnyEvent], list[AnyEvent]],
) -> None:
    assert effective(both[0]) == effective(both[1])
    assert standing(both[0]) == standing(both[1])


@given(amended())
def test_what_counts_is_what_was_written_or_its_replacement(written: list[AnyEvent]) -> None:
    originals = {event.id for event in written if isinstance(event, Flare)}
    counting = effective(written)
    assert {event.id for event in counting} <= originals
    assert list(counting) == sorted(counting, key=canonical_key)
    assert not any(isinstance(event, Correction | Retraction) for event in counting)


@given(amended())
def test_the_amendment_that_stands_beats_every_other_that_stands(written: list[AnyEvent]) -> None:
    """A slower telling of the rule: repeat until nothing changes."""
    amendments: list[Amendment] = [
        event for event in written if isinstance(event, Correction | Retraction)
    ]
    live = set(range(len(amendments)))
    while True:
        still = {
            index
            for index, amendment in enumerate(amendments)
            if not any(
                isinstance(other, Retraction)
                and other.retracts == amendment.id
                and amendment_key(other) > amendment_key(amendment)
                for other in (amendments[number] for number in live)
            )
        }
        if still == live:
            break
        live = still
    slow: dict[UUID, Amendment] = {}
    for amendment in (amendments[number] for number in live):
        about = target(amendment)
        if about not in slow or wins(amendment, slow[about]):
            slow[about] = amendment
    assert standing(written) == slow
