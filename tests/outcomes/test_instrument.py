"""The contract that every instrument keeps, and what the engine refuses."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from backstride.outcomes import (
    Instrument,
    InstrumentError,
    read_instrument,
    shipped_instruments,
    with_added,
)
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
words = ["no", "yes"]
chosen = true

[[item]]
id = "down"
text = "I take the lift down."
low = 0
high = 1
low_words = "no"
high_words = "yes"

[[item]]
id = "both"
text = "I stay where I am."
low = 0
high = 1
words = ["no", "yes"]
"""


def name(instrument: Instrument) -> str:
    return instrument.id


EVERY, PROBLEMS = with_added({"stairs.toml": SAMPLE})
"""The shipped ones, and one as an administrator adds it."""


@pytest.mark.parametrize("instrument", EVERY, ids=name)
def test_it_keeps_the_contract(instrument: Instrument) -> None:
    assert instrument.rights
    assert instrument.source
    assert instrument.language == "en"
    assert instrument.every_days > 0
    assert instrument.first_after_days >= 0
    for item in instrument.items:
        told = [item.text, *item.words, item.low_words, item.high_words]
        assert NEVER.findall(" ".join(told)) == []
        assert bool(item.low_words) == bool(item.high_words)
        assert not (item.words and item.low_words)
    assert instrument.improved(instrument.low, instrument.low) in (False, None)
    best, worst = sorted((instrument.low, instrument.high), key=lambda v: instrument.gained(0, v))[
        ::-1
    ]
    assert instrument.improved(worst, best) in (True, None)
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


@pytest.mark.parametrize(
    ("wrong", "right", "words"),
    [
        ('id = "stairs"', 'id = "Stairs, up"', "small letters"),
        ('id = "down"', 'id = "Down"', "item Down"),
        ("change = 2\n", "change = 2\nchange_share = 30\n", "change_share"),
        ("change = 2\n", "change = 2\nsuccess = 7\n", "success"),
        ("change = 2\n", "change = 2\nchange_one = 1\n", "change_one"),
        ("recall_days = 1", "recall_days = 1\nfirst_after_days = -1", "first_after_days"),
        ("recall_days = 1", "recall_days = 1\nhour = 8", "hour is not known"),
        ("high = 3\n", "high = nan\n", "below score.high"),
        ("high = 3\n", 'high = "three"\n', "three"),
        ('id = "both"', 'id = "up_words"', "occurs twice"),
        ('high_words = "yes"', "", "both ends"),
        ('words = ["no", "yes"]', 'words = ["no", "yes"]\nlow_words = "no"', "both ends"),
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
        ("version = 1", "version = inf", "infinity"),
        ("high = 3\n", "high = inf\n", "have an end"),
        ("change = 2\n", "change = nan\n", "within the range"),
        ("change = 2\n", "change = -2\n", "within the range"),
        ("every_days = 28", "every_days = 999999999999", "3660"),
        ('source = "nowhere"', "source = " + "[" * 50_000, "nested too deep"),
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


def test_an_added_file_that_cannot_be_used_keeps_no_other_away() -> None:
    assert PROBLEMS == ()
    made, problems = with_added(
        {
            "b.toml": SAMPLE,
            "a.toml": "rights = 1",
            "c.toml": SAMPLE,
            "sleep.toml": SAMPLE.replace('"stairs"', '"sleep"'),
        }
    )
    assert [each.id for each in made[len(shipped_instruments()) :]] == ["stairs"]
    assert [each.split(":")[0] for each in problems] == ["a.toml", "c.toml", "sleep.toml"]
    assert "already an instrument stairs" in problems[1]
    assert "already an instrument sleep" in problems[2]


def test_every_line_that_is_lacking_is_noticed_or_may_be_left_out() -> None:
    optional = ("change_share", "fewest", "success", "words", "low_words", "high_words", "chosen")
    lines = SAMPLE.strip().splitlines()
    assert len(lines) > 20
    for place, line in enumerate(lines):
        text = "\n".join(chain(lines[:place], lines[place + 1 :]))
        if line and not line.startswith((*optional, "[[item]]", "change")):
            with pytest.raises(InstrumentError, match="sample"):
                read_instrument(text, name="sample")


@pytest.mark.parametrize("text", ["when = 3", "item = 5\nid = 1", "[score]\n[when]", "= = ="])
def test_whatever_stands_in_a_file_the_refusal_names_it(text: str) -> None:
    with pytest.raises(InstrumentError, match="sample"):
        read_instrument(text, name="sample")


def test_a_share_of_the_start_counts_but_never_a_single_point_of_ten() -> None:
    by_id = {each.id: each for each in shipped_instruments()}
    pain, roland = by_id["average_pain"], by_id["rmdq_24"]
    assert pain.improved(8, 6) is True
    assert pain.improved(5, 3) is True
    assert pain.improved(3, 2) is False
    assert roland.improved(10, 7) is True
    assert roland.improved(20, 16) is False
    assert roland.improved(20, 15) is True
    assert roland.improved(4, 2) is False
    assert by_id["odi"].improved(40, 31) is False
    assert by_id["odi"].improved(40, 30) is True


def test_the_example_of_the_documentation_is_an_instrument() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "clinicians" / "outcomes.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    example = "\n".join(line[4:] for line in lines if line.startswith("    "))
    stairs = read_instrument(example)
    assert stairs.score({"up": 1, "down": 1}) == 2
