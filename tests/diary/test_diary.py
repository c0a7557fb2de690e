from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.diary import (
    AnyEvent,
    ConflictError,
    Diary,
    Flare,
    Goal,
    Moment,
    Pain,
    Person,
    Profile,
    Walk,
    WalkPain,
    effective,
)
from backstride.diary.event import DiaryEvent
from tests.diary.factories import (
    correction,
    day,
    diary,
    flare,
    flares,
    goal,
    morning,
    mornings,
    newcomer,
    pain_of,
    profile,
    retraction,
    shoes,
    walk,
    week,
)
from tests.diary.strategies import Story, amended, stories

DONE, *ANSWERS = walk("2026-05-14", 20, before=4, worst=5, after=3)


def test_it_keeps_events_as_they_came_and_gives_them_in_order() -> None:
    late, early = flare("2026-05-20"), flare("2026-05-11")
    kept = diary(late, early)
    assert kept.raw == tuple(kept) == (late, early)
    assert kept.events == (early, late)


def test_appending_twice_changes_nothing() -> None:
    once = diary(DONE)
    assert once.append(DONE) is once
    assert once.append(DONE.model_copy(update={"source": "site"})) is once
    assert Diary([DONE, DONE]) == once
    assert len(once) == 1


def test_appending_leaves_the_diary_it_was_appended_to() -> None:
    before = diary(DONE)
    after = before.append(flare("2026-05-15"))
    assert (len(before), len(after)) == (1, 2)
    assert before.of(Flare) == ()


def test_another_event_with_a_known_id_is_refused_and_the_first_stays() -> None:
    known = diary(DONE)
    other = DONE.model_copy(update={"minutes": 9.0})
    with pytest.raises(ConflictError, match="belongs to another event") as conflict:
        known.append(other)
    assert (conflict.value.kept, conflict.value.refused) == (DONE, other)
    assert known.walks() == (DONE,)


def test_one_conflict_among_several_events_takes_none_of_them() -> None:
    known = diary(DONE)
    with pytest.raises(ConflictError):
        known.extend([flare("2026-05-15"), DONE.model_copy(update={"minutes": 9.0})])
    assert known.raw == (DONE,)


def test_built_from_events_in_conflict_it_keeps_the_first_and_names_the_others() -> None:
    other = DONE.model_copy(update={"minutes": 9.0})
    kept = Diary([DONE, other])
    assert kept.raw == (DONE,)
    assert kept.conflicts == (other,)
    assert kept.append(flare("2026-05-15")).conflicts == (other,)
    assert diary(DONE).conflicts == ()


def test_diaries_with_the_same_events_are_equal_in_any_order_of_arrival() -> None:
    assert diary(DONE, *ANSWERS) == diary(*ANSWERS, DONE)
    assert diary(DONE) != diary()
    assert diary(DONE) != "diary"


def test_it_knows_what_it_holds() -> None:
    kept = diary(DONE, retraction(DONE))
    assert DONE.id in kept
    assert ANSWERS[0].id not in kept
    assert kept.get(DONE.id) == DONE
    assert kept.get(ANSWERS[0].id) is None
    assert kept.events == ()


def test_events_of_a_type_come_between_days_that_are_both_included() -> None:
    kept = diary(flares("2026-05-10", 5))
    found = kept.of(Flare, since=day("2026-05-11"), until=day("2026-05-13"))
    assert [event.day.day for event in found] == [11, 12, 13]
    assert [event.day.day for event in kept.of(Flare, since=day("2026-05-13"))] == [13, 14]
    assert [event.day.day for event in kept.of(Flare, until=day("2026-05-10"))] == [10]


def test_the_latest_is_the_last_that_counts() -> None:
    first, second = goal("2026-05-01", words="lake"), goal("2026-06-01", words="hill")
    assert diary(second, first).latest(Goal) == second
    assert diary(second, first, retraction(second)).latest(Goal) == first
    assert diary().latest(Goal) is None


def test_a_day_is_the_walkers_own() -> None:
    late = flare("2026-05-14", at="00:10")
    assert late.at.day == 13
    assert diary(late).on(day("2026-05-14")) == (late,)
    assert diary(late).on(day("2026-05-13")) == ()


def test_its_first_and_last_day_are_those_of_what_counts() -> None:
    gone = flare("2026-07-01")
    kept = diary(week("2026-05-11", mon=10, fri=10), gone, retraction(gone))
    assert (kept.first_day, kept.last_day) == (date(2026, 5, 11), date(2026, 5, 15))
    assert (diary().first_day, diary().last_day) == (None, None)


def test_the_pain_of_a_walk_is_its_own() -> None:
    other = walk("2026-05-15", before=9, worst=9, after=9)
    assert diary(DONE, ANSWERS, other).pain_of(DONE.id) == WalkPain(before=4, worst=5, after=3)
    assert diary(DONE).pain_of(DONE.id) == WalkPain()


def test_of_several_answers_during_a_walk_the_highest_counts() -> None:
    answers = [
        pain_of(DONE, Moment.DURING, nrs, after).model_copy(update={"id": flare(on).id})
        for nrs, after, on in ((6, 5, "2026-01-01"), (3, 10, "2026-01-02"))
    ]
    assert diary(DONE, answers).pain_of(DONE.id).worst == 6


def test_of_several_answers_after_a_walk_the_latest_counts() -> None:
    answers = [
        pain_of(DONE, Moment.AFTER, nrs, after).model_copy(update={"id": flare(on).id})
        for nrs, after, on in ((6, 22, "2026-01-01"), (3, 60, "2026-01-02"))
    ]
    assert diary(DONE, reversed(answers)).pain_of(DONE.id).after == 3


def test_a_corrected_answer_counts_as_corrected() -> None:
    kept = diary(DONE, ANSWERS, correction(ANSWERS[1], nrs=7))
    assert kept.pain_of(DONE.id) == WalkPain(before=4, worst=7, after=3)


def test_mornings_are_one_a_day_the_latest() -> None:
    early, late = morning("2026-05-14", 6, at="06:00"), morning("2026-05-14", 4, at="09:00")
    kept = diary(late, early, mornings("2026-05-15", 3, None, 2), DONE, ANSWERS)
    assert [(pain.day.day, pain.nrs) for pain in kept.mornings()] == [(14, 4), (15, 3), (17, 2)]
    assert [pain.day.day for pain in kept.mornings(since=day("2026-05-16"))] == [17]


def test_the_person_is_what_was_last_said_about_each_fact() -> None:
    kept = diary(
        profile("2026-06-01", weight_kg=78),
        profile("2026-05-01", birth_year=1971, weight_kg=80, needs=("osteoporosis",)),
        profile("2026-07-01", needs=()),
    )
    assert kept.profile == Person(birth_year=1971, weight_kg=78, needs=())
    assert diary().profile == Person()


def test_the_person_has_every_fact_of_a_profile() -> None:
    own = set(Profile.model_fields) - set(DiaryEvent.model_fields) - {"type"}
    assert {field.name for field in fields(Person)} == own


def test_shoes_are_worn_by_the_walks_that_name_them() -> None:
    grey = shoes("2026-05-01", "Grey", distance_at_start_km=100, comfort=6)
    news = shoes("2026-06-01", "Grey", comfort=8)
    worn = [
        walk("2026-05-10", shoes_id=grey.shoes_id, distance_m=1500)[0],
        walk("2026-05-11", shoes_id=grey.shoes_id, distance_m=2500)[0],
        walk("2026-05-12", shoes_id=grey.shoes_id)[0],
        walk("2026-05-13", distance_m=9000)[0],
    ]
    (pair,) = diary(news, grey, worn).shoes()
    assert pair.distance_km == pytest.approx(104)
    assert (pair.walks, pair.walks_without_distance) == (3, 1)
    assert (pair.comfort, pair.since, pair.name) == (8, date(2026, 5, 1), "Grey")


def test_a_retired_pair_is_left_out_unless_asked_for() -> None:
    grey, blue = shoes("2026-05-01", "Grey"), shoes("2026-05-02", "Blue")
    kept = diary(grey, blue, shoes("2026-06-01", "Grey", retired=True))
    assert [pair.name for pair in kept.shoes()] == ["Blue"]
    assert [(pair.name, pair.retired) for pair in kept.shoes(retired=True)] == [
        ("Grey", True),
        ("Blue", False),
    ]


def test_a_retracted_walk_wears_no_shoes() -> None:
    grey = shoes("2026-05-01", "Grey")
    done = walk("2026-05-10", shoes_id=grey.shoes_id, distance_m=1500)[0]
    (pair,) = diary(grey, done, retraction(done)).shoes()
    assert (pair.distance_km, pair.walks) == (0, 0)


def test_a_newcomers_diary_has_what_the_first_page_needs() -> None:
    kept = diary(newcomer("2026-05-11", usual_pain=6, weekdays=("tue", "thu", "sat")))
    assert kept.profile.usual_pain == 6
    assert [event.type for event in kept.events] == ["profile", "availability", "screening"]


@given(stories().flatmap(lambda story: st.tuples(st.just(story), st.permutations(story.events))))
def test_the_order_of_arrival_changes_nothing_that_is_asked(
    both: tuple[Story, list[AnyEvent]],
) -> None:
    story, shuffled = both
    one, other = story.diary, Diary(shuffled)
    assert one == other
    assert one.events == other.events
    assert one.mornings() == other.mornings()
    assert one.profile == other.profile
    assert [one.pain_of(done.id) for done in one.walks()] == [
        other.pain_of(done.id) for done in other.walks()
    ]


@given(amended())
def test_appending_one_by_one_gives_the_diary_built_at_once(written: list[AnyEvent]) -> None:
    grown = Diary()
    for event in written:
        grown = grown.append(event)
        assert grown.append(event) is grown
    assert grown == Diary(written)
    assert grown.events == Diary(written).events == effective(written)


@given(stories())
def test_a_story_tells_what_it_says(story: Story) -> None:
    kept = story.diary
    assert [done.minutes for done in kept.walks()] == [
        story.days[index].walk_min for index in story.walk_days
    ]
    assert len(kept.mornings()) == sum(told.morning is not None for told in story.days)
    assert {event.day for event in kept.of(Flare)} == {
        story.on(index) for index, told in enumerate(story.days) if told.flare
    }


@given(stories(min_days=3), st.data())
def test_a_changed_day_of_a_story_changes_no_id_and_nothing_else(
    story: Story, data: st.DataObject
) -> None:
    asked = [index for index in story.walk_days if story.days[index].worst is not None]
    if not asked:
        return
    index = data.draw(st.sampled_from(asked))
    changed = story.with_day(index, worst=10)
    assert [event.id for event in changed.events] == [event.id for event in story.events]
    different = [
        (old, new) for old, new in zip(story.events, changed.events, strict=True) if old != new
    ]
    assert len(different) <= 1
    for old, new in different:
        assert isinstance(old, Pain)
        assert isinstance(new, Pain)
        assert (new.moment, new.nrs, new.day) == (Moment.DURING, 10, story.on(index))


def test_a_walk_is_found_by_its_class_and_by_its_name() -> None:
    kept = diary(week("2026-05-11", mon=10, wed=12, fri=14))
    assert kept.walks() == kept.of(Walk)
    assert [done.minutes for done in kept.walks(since=day("2026-05-12"))] == [12, 14]
