"""Scores of a diary: in order, the latest of a day, and nothing that cannot be scored."""

from __future__ import annotations

from datetime import date

from backstride.outcomes import chosen_words, comparable, scores, sentences, shipped_instruments
from tests.diary.factories import check_in, diary, questionnaire

BY_ID = {each.id: each for each in shipped_instruments()}
ACTIVITIES = BY_ID["activities"]


def test_they_come_in_order_and_skip_what_cannot_be_scored() -> None:
    told = diary(
        questionnaire("2026-05-18", "activities", answers={"first": 6, "second": 8}),
        questionnaire("2026-05-04", "activities", answers={"first": 3}),
        questionnaire("2026-05-11", "activities", answers={"unknown": 3}),
        questionnaire("2026-05-13", "activities", answers={"first": "much"}),
        questionnaire("2026-05-12", "rmdq_24", 9),
        questionnaire("2026-05-13", "rmdq_24", 90),
        questionnaire("2026-05-14", "rmdq_24", answers={"first": 1}),
    )
    assert [(each.day.day, each.value) for each in scores(told, ACTIVITIES)] == [(4, 3), (18, 7)]
    assert [each.value for each in scores(told, BY_ID["rmdq_24"])] == [9]
    assert scores(told, ACTIVITIES, until=date(2026, 5, 4))[-1].value == 3


def test_the_latest_of_a_day_counts() -> None:
    told = diary(
        questionnaire("2026-05-04", "sleep", answers={"sleep": 3}, at="08:00"),
        questionnaire("2026-05-04", "sleep", answers={"sleep": 7}, at="20:00"),
    )
    assert [each.value for each in scores(told, BY_ID["sleep"])] == [7]


def test_a_check_in_tells_the_same_as_the_instrument_of_its_name() -> None:
    told = diary(check_in("2026-05-04", sleep=4), check_in("2026-05-11", confidence=8))
    assert [each.value for each in scores(told, BY_ID["sleep"])] == [4]
    assert [each.value for each in scores(told, BY_ID["confidence"])] == [8]
    assert scores(told, BY_ID["limited_days"]) == ()


def test_what_was_chosen_is_kept_with_each_answer_and_is_no_score() -> None:
    told = diary(
        questionnaire("2026-05-01", "activities", answers={"first_words": "carry the shopping"}),
        questionnaire(
            "2026-05-02", "activities", answers={"first_words": "carry the shopping", "first": 3}
        ),
        questionnaire("2026-05-16", "activities", answers={"first_words": "dance", "first": 6}),
        questionnaire("2026-05-30", "activities", answers={"first_words": "dance", "first": 8}),
    )
    found = scores(told, ACTIVITIES)
    assert [each.value for each in found] == [3, 6, 8]
    assert [each.value for each in comparable(found)] == [6, 8]
    assert comparable(()) == ()
    assert chosen_words(told, ACTIVITIES) == {"first": "dance"}
    assert chosen_words(diary(), ACTIVITIES) == {}


def test_one_thing_alone_has_to_change_by_more_than_a_mean() -> None:
    told = diary(
        questionnaire("2026-05-02", "activities", answers={"first": 3}),
        questionnaire("2026-05-16", "activities", answers={"first": 5}),
    )
    several = diary(
        questionnaire("2026-05-02", "activities", answers={"first": 3, "second": 3}),
        questionnaire("2026-05-16", "activities", answers={"first": 5, "second": 5}),
    )
    assert sentences.changed(ACTIVITIES, scores(told, ACTIVITIES)).endswith(
        "A change of 3 counts as one that matters: not reached so far."
    )
    assert sentences.changed(ACTIVITIES, scores(several, ACTIVITIES)).endswith(
        "A change of 2 counts as one that matters: reached."
    )
