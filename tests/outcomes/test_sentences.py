"""Every sentence about questionnaires: true to its numbers, plain, listed in the docs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backstride.outcomes import Scored, sentences, shipped_instruments
from tests.wording import assert_kind, unlisted, unsaid

PAGE = Path(__file__).resolve().parents[2] / "docs" / "clinicians" / "outcomes.md"
BY_ID = {each.id: each for each in shipped_instruments()}
ROLAND, SLEEP, CHANGE = BY_ID["rmdq_24"], BY_ID["sleep"], BY_ID["global_change"]


def course(*values: float) -> list[Scored]:
    days = (date(2026, 4, 7), date(2026, 5, 5), date(2026, 6, 2))
    return [Scored(day, value) for day, value in zip(days, values, strict=False)]


def said() -> list[str]:
    """Return each sentence in an example, in the order of the page."""
    return [
        sentences.LIST_HEADING,
        sentences.LIST_TEXT,
        sentences.QUALITY_OF_LIFE,
        sentences.TYPED,
        sentences.NOTHING_DUE,
        sentences.NOT_ANSWERED,
        sentences.CHOOSE_HEADING,
        sentences.CHOOSE_TEXT,
        sentences.CHOOSE_AGAIN,
        sentences.GOAL_LINE,
        sentences.today_line(1),
        sentences.today_line(3),
        sentences.looks_back(CHANGE),
        sentences.looks_back(ROLAND),
        sentences.looks_back(SLEEP),
        sentences.looks_back(replace(SLEEP, recall_days=14)),
        sentences.schedule(SLEEP),
        sentences.schedule(ROLAND),
        sentences.schedule(replace(ROLAND, every_days=10)),
        sentences.which_end(SLEEP),
        sentences.which_end(ROLAND),
        sentences.last(ROLAND, course(11, 8)),
        sentences.last(CHANGE, course(6)),
        sentences.changed(ROLAND, []),
        sentences.changed(ROLAND, course(11)),
        sentences.changed(ROLAND, course(11, 11)),
        sentences.changed(ROLAND, course(11, 7)),
        sentences.changed(ROLAND, course(11, 9)),
        sentences.changed(ROLAND, course(9, 14)),
        sentences.changed(SLEEP, course(4, 6.5)),
        sentences.changed(BY_ID["odi"], course(40, 28)),
        sentences.changed(CHANGE, course(4, 6)),
        sentences.changed(CHANGE, course(4, 5)),
    ]


@pytest.mark.parametrize("number", range(len(said())))
def test_no_sentence_frightens_blames_or_cheers(number: int) -> None:
    assert_kind(said()[number])


def test_every_sentence_is_listed_in_the_documentation() -> None:
    assert unlisted(said(), PAGE) == []


def test_every_sentence_of_the_module_has_an_example() -> None:
    assert unsaid(sentences.__file__, said()) == []


def test_a_change_is_told_with_what_would_matter() -> None:
    assert sentences.changed(ROLAND, course(11, 8)) == (
        "From 11 on 7 April to 8 on 5 May: 3 better. "
        "A change of 5, or 30%, counts as one that matters: not reached so far."
    )
    assert sentences.changed(ROLAND, course(11, 7)).endswith("matters: reached.")
    assert sentences.changed(ROLAND, course(9, 14)).endswith("it got worse by as much.")


def test_first_and_last_count_whatever_lies_between() -> None:
    assert sentences.changed(ROLAND, course(11, 20, 11)).startswith("From 11 on 7 April to 11 on 2")


def test_words_of_an_answer_stand_for_its_number() -> None:
    assert sentences.value(CHANGE, 7) == "very much better"
    assert sentences.value(ROLAND, 7) == "7 out of 24"
