import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from backstride.diary import KINDS, AnyEvent, read_event, schema, schema_text, write_line
from tests.diary.factories import correction, flare, morning, walk
from tests.diary.strategies import events

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "diary.schema.json"
VALIDATOR = Draft202012Validator(schema())
SOME_ID = "0b4f0c1e-9a55-4c5f-8b5e-2d1f6a7c3e90"


def fields(event: AnyEvent, **changes: Any) -> dict[str, Any]:
    """Return an event as JSON has it, with changes; Ellipsis takes a field out."""
    changed = {**json.loads(write_line(event)), **changes}
    return {name: value for name, value in changed.items() if value is not ...}


def test_the_published_schema_is_the_one_of_the_code() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "backstride diary schema > docs/schema/diary.schema.json"
    )


def test_it_is_a_valid_schema_of_its_dialect() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_its_identity_names_no_host() -> None:
    assert schema()["$id"] == "urn:backstride:diary:1"


def test_it_describes_every_type_of_event() -> None:
    types = {
        schema()["$defs"][choice["$ref"].split("/")[-1]]["properties"]["type"]["const"]
        for choice in schema()["oneOf"]
    }
    assert types == set(KINDS)


@given(events())
def test_it_accepts_every_event(event: AnyEvent) -> None:
    assert list(VALIDATOR.iter_errors(fields(event))) == []
    assert list(VALIDATOR.iter_errors(json.loads(event.model_dump_json()))) == []


@pytest.mark.parametrize("left_out", ["at", "local", "v"])
def test_it_accepts_what_may_be_left_out(left_out: str) -> None:
    given_ = fields(flare("2026-05-14"), **{left_out: ...})
    assert VALIDATOR.is_valid(given_)
    assert not isinstance(read_event(given_), tuple)


WALK = walk("2026-05-14")[0]


@pytest.mark.parametrize(
    "bad",
    [
        [],
        "flare",
        {},
        fields(WALK, type=...),
        fields(WALK, type="run"),
        fields(WALK, type="pain"),
        fields(WALK, id=...),
        fields(WALK, zone=...),
        fields(WALK, at=..., local=...),
        fields(WALK, at="2026-05-14"),
        fields(WALK, at="2026-05-14T06:30:00"),
        fields(WALK, local="2026-05-14T08:30:00Z"),
        fields(WALK, v=2),
        fields(WALK, v=True),
        fields(WALK, minutes=...),
        fields(WALK, minutes=0),
        fields(WALK, minutes="20"),
        fields(WALK, minutes=True),
        fields(WALK, colour="blue"),
        fields(WALK, prescribed={"minutes": 10}),
        fields(WALK, note="a\x00b"),
        fields(WALK, recording_sha256="x"),
        fields(morning("2026-05-14", 3), nrs=11),
        fields(morning("2026-05-14", 3), nrs=3.5),
        fields(morning("2026-05-14", 3), moment="before"),
        fields(morning("2026-05-14", 3), moment="after", walk_id=None),
        fields(correction(WALK, minutes=3), replacement=...),
        fields(correction(WALK, minutes=3), replacement={"type": "walk"}),
        fields(correction(WALK, minutes=3), replacement=fields(correction(WALK))),
        {**fields(flare("2026-05-14")), "type": "availability", "days": ["mon", "mon"]},
        {**fields(flare("2026-05-14")), "type": "screening", "answers": {"a\tb": "no"}},
        {**fields(flare("2026-05-14")), "type": "questionnaire", "instrument": "", "total": 1},
        {**fields(flare("2026-05-14")), "type": "questionnaire", "instrument": "x"},
    ],
)
def test_it_refuses_what_reading_refuses(bad: Any) -> None:
    assert not VALIDATOR.is_valid(bad)
    assert isinstance(read_event(bad), tuple)


# Rules that a schema cannot hold, and forms of an id that reading makes canonical.
BEYOND_THE_SCHEMA = {
    "does_not_fit",
    "end_before_start",
    "no_such_clock_time",
    "other_identity",
    "times_disagree",
    "wrong_zone",
}
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 2100)
    | st.floats(-3, 300).filter(lambda number: not number.is_integer())
    | st.sampled_from(["", "easy", "yes", "mon", "prevention", "08:30", "x" * 201, "\x07"])
    | st.lists(st.sampled_from(["mon", "q01", "", 5]), max_size=3)
    | st.dictionaries(st.sampled_from(["q01", ""]), st.sampled_from(["no", 5, None]), max_size=2)
)


@given(events(), st.data())
def test_it_agrees_with_reading_about_any_changed_field(
    event: AnyEvent, data: st.DataObject
) -> None:
    known = sorted(set(type(event).model_fields) | {"colour"})
    changed = fields(event, **{data.draw(st.sampled_from(known)): data.draw(VALUES)})
    found = read_event(changed)
    if not isinstance(found, tuple):
        assert VALIDATOR.is_valid(changed)
    elif not {problem.code for problem in found} & BEYOND_THE_SCHEMA:
        assert not VALIDATOR.is_valid(changed), [str(problem) for problem in found]
