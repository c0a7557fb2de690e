import re

import pytest
from pydantic import ValidationError

from backstride.diary import EVENT, KINDS, Flare, Problem, Walk, problems_of
from backstride.diary.words import _PATTERNS, _SAYINGS, shown

JARGON = re.compile(
    r"\b(pydantic|valid\w*|input|literal|tuple|dict\w*|NoneType|str|int|bool\w*|regex|pars\w+|"
    r"schema|constrain\w*|discriminator|tag|instance|null)\b",
    re.IGNORECASE,
)
UNKIND = re.compile(r"\b(injury|damage|fail\w*|invalid|illegal|warning|error|missed)\b|!", re.I)


def problems(**fields: object) -> list[Problem]:
    with pytest.raises(ValidationError) as error:
        EVENT.validate_python({"zone": "Europe/Berlin", "at": "2026-05-14T06:30:00Z", **fields})
    return list(problems_of(error.value))


@pytest.mark.parametrize("found", [*_SAYINGS, *_PATTERNS])
def test_no_sentence_speaks_the_language_of_the_checks(found: str) -> None:
    saying = _SAYINGS.get(found) or _PATTERNS[found]
    text = re.sub(r"\{\w+\}", "", f"{saying.words} {saying.what_to_do}")
    assert not JARGON.search(text)
    assert not UNKIND.search(text)
    assert not saying.words.endswith(".")
    assert saying.what_to_do.endswith(".")
    assert re.fullmatch(r"[a-z][a-z0-9_]+", saying.code)


def test_a_slip_in_the_type_gets_a_suggestion() -> None:
    (problem,) = problems(type="wlak")
    assert problem.words == 'there is no type of event called "wlak"'
    assert problem.what_to_do.startswith('Did you mean "walk"? ')
    assert all(name in problem.what_to_do for name in KINDS)


def test_a_slip_in_a_field_gets_a_suggestion() -> None:
    problem = next(p for p in problems(type="walk", minuts=20) if p.code == "unknown_field")
    assert problem.field == "minuts"
    assert 'Did you mean "minutes"?' in problem.what_to_do


def test_a_slip_inside_what_was_prescribed_gets_its_own() -> None:
    found = problems(type="walk", minutes=20, prescribed={"minutes": 20, "protocl": "x"})
    assert {problem.field for problem in found} == {"prescribed.protocol", "prescribed.protocl"}
    assert any('Did you mean "protocol"?' in problem.what_to_do for problem in found)


def test_a_field_unlike_any_other_gets_no_suggestion() -> None:
    (problem,) = problems(type="flare", favourite_colour="blue")
    assert "Did you mean" not in problem.what_to_do


def test_choices_are_listed() -> None:
    (problem,) = problems(type="walk", minutes=20, kind="swim")
    assert str(problem) == (
        'kind: "swim" is not one of the choices. Give easy, brisk, intervals or hills.'
    )


def test_limits_are_given_as_people_write_them() -> None:
    (problem,) = problems(type="walk", minutes=1441)
    assert problem.what_to_do == "Give at most 1440."


def test_the_words_about_an_end_before_its_start_name_both() -> None:
    (problem,) = problems(type="walk", minutes=5, ended_at="2026-05-14T06:00:00Z")
    assert problem.field == "ended_at"
    assert "2026-05-14T06:00:00" in problem.words
    assert "2026-05-14T06:30:00" in problem.words


def test_each_field_is_complained_about_once() -> None:
    found = problems(type="availability", days=["x", "y", "z"])
    assert [problem.field for problem in found] == ["days"]


def test_the_name_of_an_answer_is_part_of_the_field() -> None:
    (problem,) = problems(type="screening", answers={"q01": "no", "q02": "perhaps"})
    assert problem.field == "answers.q02"


def test_it_also_explains_a_class_called_directly() -> None:
    with pytest.raises(ValidationError) as error:
        Walk(zone="Mars/Olympus", minutes=20)
    (problem,) = problems_of(error.value)
    assert (problem.code, problem.field) == ("wrong_zone", "zone")


def test_no_field_has_the_name_of_a_type() -> None:
    # The place of a problem is told from such names; one of each would be taken for the other.
    for kind in KINDS.values():
        assert not set(kind.model_fields) & set(KINDS)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a", '"a"'),
        ("a" * 100, '"' + "a" * 40 + '…"'),
        ("\x1b[2J", '"\\u001b[2J"'),
        ("\u202eabc", '"\\u202eabc"'),
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        pytest.param(10**5000, "a very long number", id="long"),
        pytest.param(-(10**5000), "a very long number", id="long and negative"),
        ([1, 2], "a list"),
        ({"a": 1}, "an object"),
        (Flare, str(Flare)[:40]),
    ],
)
def test_values_are_shown_short_and_harmless(value: object, words: str) -> None:
    assert shown(value) == words
