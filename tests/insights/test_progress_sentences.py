"""Every sentence of the Progress page: true to its numbers, plain, and listed in the docs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backstride.insights import (
    Milestone,
    MilestoneKind,
    Taken,
    WalkedWeek,
)
from backstride.insights import progress_sentences as sentences
from tests.diary.factories import event_id, goal
from tests.wording import assert_kind, unlisted, unsaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "clinicians" / "progress.md"
DAY = date(2026, 4, 7)
WEEK = WalkedWeek(1, date(2026, 4, 6), 30.4, 3, 23.8, 34.0, 0, running=False)
SHORT = replace(WEEK, number=2, walks=2, minutes=22.0, bad_days=2)
THIS = replace(WEEK, number=3, walks=1, minutes=1.0, bad_days=1, running=True)
UNPLANNED = replace(WEEK, number=4, planned_low_min=None, planned_high_min=None)
WEEKS = (WEEK, SHORT, THIS)
TAKEN = (
    Taken(event_id("one"), DAY, 10.0, "easy", 5, 5, 6, 3),
    Taken(event_id("two"), DAY, 14.0, "easy", 3, None, 3, None),
)
GOAL = goal(DAY, words="up to the castle.", max_minutes=40, max_walks_per_week=5)


def said() -> list[str]:
    """Return each sentence in an example, in the order of the page."""
    return [
        sentences.FIRST_WALK,
        sentences.FIRST_WALK_TEXT,
        sentences.walks_so_far(3),
        sentences.minutes_in_all(96.2),
        sentences.PAIN_NOTE,
        sentences.WEEKLY_PAIN_NOTE,
        sentences.MONTHLY_PAIN_NOTE,
        sentences.SCALE_NOTE,
        sentences.TREND_NOTE,
        sentences.NO_TREND_NOTE,
        sentences.BAD_DAY_NOTE,
        sentences.MINUTES_NOTE,
        sentences.PLANNED_NOTE,
        sentences.PLANNED_LATELY_NOTE,
        sentences.WALKS_NOTE,
        sentences.EVERYDAY_NOTE,
        sentences.NOT_TOLD,
        sentences.NOT_PLANNED,
        sentences.enough_fact(WEEKS),
        sentences.enough_text(WEEKS),
        sentences.bad_days(WEEKS),
        sentences.bad_days((WEEK, SHORT)),
        sentences.bad_days((WEEK,)),
        sentences.bad_days([SHORT] * 6),
        sentences.week_described(WEEK),
        sentences.week_described(THIS),
        sentences.coming_described(4, 40.0),
        sentences.planned_words(WEEK),
        sentences.taken_described(TAKEN),
        *(
            sentences.milestone(Milestone(DAY, kind, number))
            for kind, number in (
                (MilestoneKind.FIRST, 10),
                (MilestoneKind.LENGTH, 15),
                (MilestoneKind.WEEK_MINUTES, 60),
                (MilestoneKind.WALKS, 25),
                (MilestoneKind.WEEKS, 1),
                (MilestoneKind.WEEKS, 4),
                (MilestoneKind.BRISK, 1),
                (MilestoneKind.INTERVALS, 1),
                (MilestoneKind.HILLS, 1),
            )
        ),
        *sentences.goal_lines(GOAL, TAKEN, WEEKS),
    ]


@pytest.mark.parametrize("number", range(len(said())))
def test_no_sentence_frightens_blames_or_cheers(number: int) -> None:
    assert_kind(said()[number])


def test_every_sentence_is_listed_in_the_documentation() -> None:
    assert unlisted(said(), PAGE) == []


def test_every_sentence_of_the_module_has_an_example() -> None:
    assert unsaid(sentences.__file__, said()) == []


def test_only_full_weeks_are_counted_for_three_walks() -> None:
    assert sentences.enough_fact(WEEKS) == "1 of 2 weeks"
    assert sentences.enough_text(WEEKS).endswith("Week 3 runs until Sunday.")
    assert sentences.enough_fact((THIS,)) == ""
    assert sentences.enough_text((THIS,)) == "Week 3 runs until Sunday."


def test_bad_days_are_told_with_their_weeks() -> None:
    assert sentences.bad_days(WEEKS) == "You told us of 3 bad days: 2 in week 2, 1 in week 3."
    assert sentences.bad_days((THIS,)) == "You told us of 1 bad day, in week 3."
    assert "no bad day" in sentences.bad_days((WEEK,))


def test_a_week_says_what_was_planned_or_that_nothing_was() -> None:
    assert sentences.week_described(WEEK) == "Week 1: 30 minutes, planned 24 to 34."
    assert sentences.week_described(UNPLANNED) == "Week 4: 30 minutes."
    assert sentences.planned_words(UNPLANNED) == sentences.NOT_PLANNED
    assert sentences.week_described(THIS).startswith("Week 3: 1 minute so far")


def test_the_text_of_the_chart_has_its_numbers() -> None:
    assert sentences.taken_described(TAKEN) == (
        "2 walks with an answer. Before walks pain was from 3 to 5 out of 10. After walks pain "
        "was from 3 to 6 out of 10. Next morning pain was 3 out of 10."
    )
    assert sentences.taken_described(()) == "0 walks with an answer."


def test_times_are_counted_in_words_people_use() -> None:
    told = [sentences.ordinal(count) for count in (1, 4, 12, 26, 52, 101, 104, 111)]
    assert told == ["first", "fourth", "12th", "26th", "52nd", "101st", "104th", "111th"]


def test_a_day_of_another_year_says_which() -> None:
    assert sentences.date_words(DAY, date(2026, 12, 31)) == "7 April"
    assert sentences.date_words(DAY, date(2027, 1, 1)) == "7 April 2026"


def test_a_goal_is_told_in_the_persons_words_and_nothing_is_promised() -> None:
    lines = sentences.goal_lines(GOAL, TAKEN, WEEKS)
    assert lines[0] == "Your goal: up to the castle."
    assert "14 minutes" in lines[-1]
    assert "30 minutes" in lines[-1]
    assert sentences.goal_lines(None, (), ()) == []


def test_a_table_says_where_an_answer_is_not_there() -> None:
    assert [sentences.level(each) for each in (4.0, 4.5, None)] == ["4", "4.5", "not told"]
