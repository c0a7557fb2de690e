"""What the checks of an event found, said in plain words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from backstride.diary.event import NAME_PATTERN, SCHEMA_VERSION, TEXT_PATTERN
from backstride.diary.events import KINDS
from backstride.diary.problems import Problem
from backstride.diary.walk import Prescribed

SHOWN = 40
"""Characters of a value that a sentence repeats; more would hide the sentence."""

CLOSE = 0.75
"""How alike two words must be for the one to be offered in place of the other (judgement)."""


class _Saying(NamedTuple):
    """Words for one kind of finding; in braces what the check knows about it."""

    code: str
    words: str
    what_to_do: str


_WRONG = "impossible_value"

_SAYINGS = {
    "missing": _Saying("missing", "this field is not there", "Add it."),
    "extra_forbidden": _Saying(
        "unknown_field",
        "there is no such field in {kind}",
        "{hint}Take it out, or check its spelling.",
    ),
    "union_tag_not_found": _Saying(
        "missing", "the event does not say of which type it is", "Add a type: {types}."
    ),
    "union_tag_invalid": _Saying(
        "unknown_type", "there is no type of event called {tag}", "{hint}The types are {types}."
    ),
    "literal_error": _Saying(_WRONG, "{value} is not one of the choices", "Give {expected}."),
    "enum": _Saying(_WRONG, "{value} is not one of the choices", "Give {expected}."),
    "int_type": _Saying(
        _WRONG, "{value} is not a whole number", "Write it without quotes and point, such as 5."
    ),
    "float_type": _Saying(
        _WRONG, "{value} is not a number", "Write it without quotes, such as 12.5."
    ),
    "finite_number": _Saying(_WRONG, "{value} is not a number", "Give one, or leave it out."),
    "bool_type": _Saying(_WRONG, "{value} is neither true nor false", "Give true or false."),
    "string_type": _Saying(_WRONG, "{value} is not text", "Write text in double quotes."),
    "string_unicode": _Saying(
        _WRONG, "the text holds half a character", "Type the text again, or leave it out."
    ),
    "string_too_short": _Saying(_WRONG, "the text is empty", "Give a text, or leave it out."),
    "string_too_long": _Saying(
        _WRONG, "the text is too long", "Shorten it to {max_length} characters."
    ),
    "greater_than": _Saying(_WRONG, "{value} is too small", "Give more than {gt}."),
    "greater_than_equal": _Saying(_WRONG, "{value} is too small", "Give at least {ge}."),
    "less_than_equal": _Saying(_WRONG, "{value} is too large", "Give at most {le}."),
    "too_short": _Saying(_WRONG, "nothing is given", "Give at least one, or leave it out."),
    "too_long": _Saying(_WRONG, "too many are given", "Give at most {max_length}."),
    "tuple_type": _Saying(
        _WRONG, "{value} is not a list", 'Write a list in square brackets, such as ["mon"].'
    ),
    "dict_type": _Saying(_WRONG, "{value} is not an object", "Write names and values in braces."),
    "model_type": _Saying(_WRONG, "{value} is not an object", "Write names and values in braces."),
    "model_attributes_type": _Saying(
        _WRONG, "{value} is not an object", "Write names and values in braces."
    ),
    "not_an_id": _Saying(
        _WRONG, "{value} is not an id", "Give a UUID, such as 0b4f0c1e-9a55-4c5f-8b5e-2d1f6a7c3e90."
    ),
    "timezone_aware": _Saying(
        _WRONG, "the moment has no offset", "Give one, such as 2026-05-14T06:30:00Z."
    ),
    "timezone_naive": _Saying(
        _WRONG, "a clock time has no offset", "Leave it out, such as 2026-05-14T08:30:00."
    ),
    "not_a_moment": _Saying(
        _WRONG, "{value} is not a moment", "Write it as 2026-05-14T06:30:00Z, with its offset."
    ),
    "not_a_clock_time": _Saying(
        _WRONG,
        "{value} is not a date and clock time",
        "Write it as 2026-05-14T08:30:00, without an offset.",
    ),
    "not_a_date": _Saying(_WRONG, "{value} is not a date", "Write it as 2026-05-14."),
    "no_such_date": _Saying(
        _WRONG, "{value} is not in the calendar or on the clock", "Check the day and the time."
    ),
    "out_of_range": _Saying(
        _WRONG,
        "{value} does not lie between the years 2000 and 2100",
        "Check the year; perhaps the clock of a device was not set.",
    ),
    "not_an_answer": _Saying(
        _WRONG, "{value} cannot be an answer", "Give a number, or a text of 1 to 200 characters."
    ),
    "named_twice": _Saying(_WRONG, "{message}", "Take out the second."),
    "no_result": _Saying("missing", "{message}", "Give one of them."),
    "walk_missing": _Saying("missing", "{message}", "Add the id of that walk."),
    "starts_before": _Saying(_WRONG, "{message}", "Give the day itself, or a later one."),
    "other_identity": _Saying(
        "other_identity", "{message}", "Give the replacement the id of the event it replaces."
    ),
    "wrong_version": _Saying(
        "wrong_version",
        f"the event is written in {{message}} of the format, and we read version {SCHEMA_VERSION}",
        "Use a newer Backstride, or the one that wrote it.",
    ),
    "wrong_zone": _Saying(
        "wrong_zone", "{value} is not a time zone", "Give an IANA name, such as Europe/Berlin."
    ),
    "no_time": _Saying("missing", "{message}", "Add one of the two."),
    "no_such_clock_time": _Saying(
        "no_such_clock_time", "{message}", "Give a time before or after the change."
    ),
    "times_disagree": _Saying(
        "times_disagree", "{message}", "Correct one of the three, or leave out at or local."
    ),
    "end_before_start": _Saying(
        "end_before_start", "{message}", "Correct the start or the end, or leave out the end."
    ),
    "does_not_fit": _Saying("does_not_fit", "{message}", "Correct the minutes, start or end."),
}

_CONTROLS = _Saying(
    _WRONG, "the text holds a control character", "Take it out; it may not be visible."
)
_PATTERNS = {
    NAME_PATTERN: _CONTROLS,
    TEXT_PATTERN: _CONTROLS,
    "^[A-Z]{2}$": _Saying(
        _WRONG, "{value} is not a country code", "Give two capital letters, such as DE."
    ),
    "^[0-9a-f]{64}$": _Saying(
        _WRONG, "{value} is not a SHA-256 sum", "Give 64 digits and letters from a to f."
    ),
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": _Saying(
        _WRONG, "{value} is not a time of day", "Write it as 08:30, from 00:00 to 23:59."
    ),
}

_LIMITS = ("gt", "ge", "le", "max_length")
_OTHERWISE = _Saying(_WRONG, "{value} is not possible here", "See the description of the format.")


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """Return what is wrong with an event, one problem for each field.

    Parameters
    ----------
    error : ValidationError
        As raised by ``EVENT`` or by an event's class.
    """
    found: dict[str | None, Problem] = {}
    for detail in error.errors(include_url=False):
        kind, path = _place(detail)
        field = ".".join([*path, *_named(detail)]) or None
        saying = _saying(detail)
        known = _known(detail, kind)
        found.setdefault(
            field,
            Problem(
                code=saying.code,
                words=saying.words.format_map(known),
                what_to_do=saying.what_to_do.format_map(known),
                field=field,
            ),
        )
    return tuple(found.values())


def shown(value: object) -> str:
    """Return a value as a sentence can repeat it: short, and safe for any terminal."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        cut = value if len(value) <= SHOWN else value[:SHOWN] + "…"
        text = json.dumps(cut, ensure_ascii=False)
    elif isinstance(value, int) and abs(value) >= 10**SHOWN:
        text = "a very long number"  # some are too long to be written out at all
    elif value is None or isinstance(value, bool | int | float):
        text = json.dumps(value)
    else:
        text = str(value)[:SHOWN]
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _named(detail: ErrorDetails) -> list[str]:
    """Return the field that a check of the whole event names itself."""
    field = detail.get("ctx", {}).get("field")
    return [field] if field else []


def _place(detail: ErrorDetails) -> tuple[type[BaseModel] | None, list[str]]:
    """Return the class an error lies in, and the names of the fields on the way to it."""
    kind: type[BaseModel] | None = None
    path: list[str] = []
    for step in detail["loc"]:
        if isinstance(step, int) or step == "[key]":
            break
        if step in KINDS and path in ([], ["replacement"]):
            kind = KINDS[step]  # the type by which the event was read, not a field
            continue
        if step == "prescribed":
            kind = Prescribed
        path.append(shown(step)[1:-1])
    return kind, path


def _saying(detail: ErrorDetails) -> _Saying:
    if detail["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(detail["ctx"]["pattern"], _OTHERWISE)
    return _SAYINGS.get(detail["type"], _OTHERWISE)


def _known(detail: ErrorDetails, kind: type[BaseModel] | None) -> dict[str, Any]:
    """Return everything a sentence about this finding may repeat."""
    context = detail.get("ctx", {})
    known: dict[str, Any] = {
        "value": shown(detail["input"]),
        "message": detail["msg"],
        "types": _listed(list(KINDS)),
        "kind": "an event" if kind is None else kind.__name__,
        **{name: f"{context[name]:g}" for name in _LIMITS if name in context},
    }
    if "expected" in context:
        known["expected"] = context["expected"].replace("'", "")
    if "tag" in context:
        known["tag"] = shown(context["tag"])
        known["hint"] = _hint(context["tag"], list(KINDS))
    elif kind is not None:
        known["hint"] = _hint(detail["loc"][-1], list(kind.model_fields))
    else:
        known["hint"] = ""
    return known


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _hint(word: object, names: Sequence[str]) -> str:
    close = (
        get_close_matches(word[:SHOWN], names, n=1, cutoff=CLOSE) if isinstance(word, str) else []
    )
    return f'Did you mean "{close[0]}"? ' if close else ""
