"""The pain response: a table of answers, in the fixed order of the protocol."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.prescription import Answers, Response, classify, default_protocol

RULES = default_protocol().response
ORDER = [Response.SETTLED, Response.SORENESS, Response.AMBER, Response.SPIKE]


@pytest.mark.parametrize(
    ("before", "worst", "after", "expected"),
    [
        # d >= 3 and a >= 5
        (2, 5, 3, Response.SPIKE),
        (4, 7, 4, Response.SPIKE),
        (0, 5, 0, Response.SPIKE),
        # d >= 2 and a >= 8
        (6, 8, 6, Response.SPIKE),
        (7, 9, 7, Response.SPIKE),
        # d >= 2 and a >= 6
        (4, 6, 4, Response.AMBER),
        (5, 7, 5, Response.AMBER),
        # d >= 3 below 5
        (1, 4, 1, Response.AMBER),
        (0, 3, 0, Response.AMBER),
        # d = 2 below 6
        (3, 5, 3, Response.SORENESS),
        (0, 2, 1, Response.SORENESS),
        # everything else
        (4, 5, 4, Response.SETTLED),
        (7, 8, 7, Response.SETTLED),
        (8, 8, 8, Response.SETTLED),
        (6, 6, 2, Response.SETTLED),
        # no worst given: the higher of before and after
        (4, None, 6, Response.AMBER),
        (4, None, 3, Response.SETTLED),
        (2, None, 5, Response.SPIKE),
    ],
)
def test_it_follows_the_table(
    before: int, worst: int | None, after: int | None, expected: Response
) -> None:
    found = classify(Answers(before, worst, after), RULES)
    assert found is not None
    assert found.response is expected


def test_a_new_leg_symptom_is_a_spike_even_without_other_answers() -> None:
    found = classify(Answers(None, None, None, symptom=True), RULES)
    assert found is not None
    assert found.response is Response.SPIKE


@pytest.mark.parametrize(
    "answers", [Answers(4, None, None), Answers(None, 5, 5), Answers(None, None, None)]
)
def test_a_walk_without_answers_on_both_sides_is_not_judged(answers: Answers) -> None:
    assert classify(answers, RULES) is None


def test_usual_pain_stands_in_for_a_lacking_answer_before() -> None:
    found = classify(Answers(None, 9, None), RULES, usual=4)
    assert found is not None
    assert (found.response, found.rise) == (Response.SPIKE, 5)


@given(*[st.one_of(st.none(), st.integers(0, 10))] * 3, st.integers(1, 10), st.booleans())
def test_raising_worst_or_after_never_softens_the_response(
    before: int | None, worst: int | None, after: int | None, more: int, raise_worst: bool
) -> None:
    lower = classify(Answers(before, worst, after), RULES, usual=4)
    if lower is None or (worst if raise_worst else after) is None:
        return
    higher = classify(
        Answers(
            before,
            min(10, worst + more) if raise_worst and worst is not None else worst,
            min(10, after + more) if not raise_worst and after is not None else after,
        ),
        RULES,
        usual=4,
    )
    assert higher is not None
    assert ORDER.index(higher.response) >= ORDER.index(lower.response)
