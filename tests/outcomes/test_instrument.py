"""The contract that every instrument keeps, and what the engine refuses."""

from __future__ import annotations

from datetime import date

import pytest

from backstride.outcomes import (
    Instrument,
    InstrumentError,
    due,
    read_instrument,
    scores,
    shipped_instruments,
)
from tests.diary.factories import diary, questionnaire
from tests.test_words import NEVER

SAMPLE = """
id = "stairs"
version = 1
name = "Stairs"
language = "en"
rights = "made up for this test"
source = "nowhere"

[when]
recall_days = 1
every_days = 28

[score]
how = "sum"
low = 0
high = 3
better = "lower"
change = 2
change_source = "made up"
fewest = 2

[[item]]
id = "up"
text = "I take the lift up."
low = 0
high = 1

[[item]]
id = "down"
text = "I take the lift down."
low = 0
high = 1

[[item]]
id = "both"
text = "I stay where I am."
low = 0
high = 1
"""


def name(instrument: Instrument) -> str:
    return instrument.id


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=name)
def test_it_keeps_the_contract(instrument: Instrument) -> None:
    assert instrument.rights
    assert instrument.source
    assert instrument.language == "en"
    for item in instrument.items:
        assert NEVER.findall(" ".join([item.text, *item.words])) == []
    if instrument.how == "typed":
        assert instrument.check_total(instrument.high) == instrument.high
        with pytest.raises(InstrumentError, match="between"):
            instrument.check_total(instrument.high + 1)
        return
    lowest = {item.id: float(item.low) for item in instrument.items}
    highest = {item.id: float(item.high) for item in instrument.items}
    assert instrument.score(lowest) == instrument.low
    assert instrument.score(highest) == instrument.high
    with pytest.raises(InstrumentError, match="whole numbers"):
        instrument.score({**highest, instrument.items[0].id: instrument.items[0].high + 1.0})
    with pytest.raises(InstrumentError, match="answers are needed"):
        instrument.score({})


def test_published_questionnaires_come_without_their_items() -> None:
    typed = {each.id for each in shipped_instruments() if each.how == "typed"}
    assert typed == {"rmdq_24", "odi"}
    assert all(not each.items for each in shipped_instruments() if each.id in typed)


def test_an_added_instrument_is_scored_like_the_others() -> None:
    stairs = read_instrument(SAMPLE)
    assert stairs.score({"up": 1, "down": 1}) == 2
    assert stairs.improved(3, 1) is True
    assert stairs.improved(3, 2) is False


def test_the_mean_leaves_out_what_was_not_answered() -> None:
    (activities,) = (each for each in shipped_instruments() if each.id == "activities")
    assert activities.score({"first": 4, "third": 7}) == 5.5
    assert activities.improved(3.0, 5.0) is True
    assert activities.improved(5.0, 3.0) is False


def test_scores_of_a_diary_come_in_order_and_skip_what_cannot_be_scored() -> None:
    (activities,) = (each for each in shipped_instruments() if each.id == "activities")
    told = diary(
        questionnaire("2026-05-18", "activities", answers={"first": 6, "second": 8}),
        questionnaire("2026-05-04", "activities", answers={"first": 3}),
        questionnaire("2026-05-11", "activities", answers={"unknown": 3}),
        questionnaire("2026-05-12", "rmdq_24", 9),
    )
    assert [(each.day.day, each.value) for each in scores(told, activities)] == [(4, 3), (18, 7)]
    (roland,) = (each for each in shipped_instruments() if each.id == "rmdq_24")
    assert [each.value for each in scores(told, roland)] == [9]


def test_it_is_due_at_first_and_then_on_its_schedule() -> None:
    stairs = read_instrument(SAMPLE)
    assert due(stairs, None, date(2026, 5, 1))
    assert not due(stairs, date(2026, 5, 1), date(2026, 5, 28))
    assert due(stairs, date(2026, 5, 1), date(2026, 5, 29))


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ('how = "sum"', 'how = "guess"', "mean, sum, single or typed"),
        ('better = "lower"', 'better = "left"', "higher or lower"),
        ("high = 3\n", "high = 4\n", "give scores from 0 to 3"),
        ("high = 3\n", "high = 0\n", "below score.high"),
        ("fewest = 2", "fewest = 9", "fewest"),
        ('change_source = "made up"\n', "", "change_source"),
        ('id = "down"', 'id = "up"', "occurs twice"),
        ('how = "sum"', 'how = "typed"', "no items"),
        ('how = "sum"', 'how = "single"', "one item"),
        ('rights = "made up for this test"\n', "", "rights"),
        ('source = "nowhere"', 'source = "nowhere"\ncolour = "red"', "colour is not known"),
        ("every_days = 28", "every_days = 0", "every_days"),
        ('id = "stairs"', "id = ", "sample"),
    ],
)
def test_a_file_that_does_not_hang_together_is_refused(wrong: str, right: str, words: str) -> None:
    assert wrong in SAMPLE
    with pytest.raises(InstrumentError, match=words):
        read_instrument(SAMPLE.replace(wrong, right, 1), name="sample")


def test_an_unknown_item_and_items_of_a_typed_total_are_refused() -> None:
    with pytest.raises(InstrumentError, match="no item roof"):
        read_instrument(SAMPLE).score({"roof": 1})
    (roland,) = (each for each in shipped_instruments() if each.id == "rmdq_24")
    with pytest.raises(InstrumentError, match="only its total"):
        roland.score({"first": 1})
