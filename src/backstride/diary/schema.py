"""The JSON Schema of a line, made from the events themselves."""

from __future__ import annotations

import json
from typing import Any

from backstride.diary.event import SCHEMA_VERSION
from backstride.diary.events import EVENT, KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTITY = f"urn:backstride:diary:{SCHEMA_VERSION}"

_DESCRIPTION = (
    "One line of a diary in JSON Lines. Six rules are not expressed here: zone is a known "
    "IANA name; at and local show the same moment in that zone, between the years 2000 and "
    "2100; an end does not precede its start; the minutes of a walk fit between them; a "
    "replacement has the id of the event it corrects; an experiment starts no earlier than it "
    "is drawn."
)


def schema_text() -> str:
    """Return the schema as the published file holds it, with the line end."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one event, fit for ``json.dumps``."""
    made = EVENT.json_schema()
    definitions = made["$defs"]
    for kind in KINDS.values():
        _finish(definitions[kind.__name__])
        for field in definitions[kind.__name__]["properties"].values():
            _close(field)
    _ask_for_the_walk(definitions["Pain"])
    _ask_for_a_result(definitions["Questionnaire"])
    _drop_discriminator(definitions["Correction"]["properties"]["replacement"])
    return {
        "$schema": DIALECT,
        "$id": IDENTITY,
        "title": "Event of a Backstride diary",
        "description": _DESCRIPTION,
        "oneOf": made["oneOf"],
        "$defs": dict(sorted(definitions.items())),
    }


def _finish(definition: dict[str, Any]) -> None:
    """Ask of a line what a program may leave out: the type, the id, and one of two times."""
    definition["properties"]["type"].pop("default")
    definition["properties"]["at"].pop("default", None)
    asked = ["type", "id", *definition["required"]]
    definition["required"] = asked
    definition["anyOf"] = [{"required": ["at"]}, {"required": ["local"]}]


def _close(field: dict[str, Any]) -> None:
    """Refuse names that have not the form asked for, as reading does."""
    if "patternProperties" in field:
        field["additionalProperties"] = False


def _ask_for_the_walk(pain: dict[str, Any]) -> None:
    pain["if"] = {"properties": {"moment": {"const": "morning"}}}
    pain["else"] = {
        "required": ["walk_id"],
        "properties": {"walk_id": {"type": "string"}},
    }


def _ask_for_a_result(questionnaire: dict[str, Any]) -> None:
    result = [
        {"required": ["total"], "properties": {"total": {"type": "number"}}},
        {"required": ["answers"], "properties": {"answers": {"minProperties": 1}}},
    ]
    questionnaire["allOf"] = [{"anyOf": result}]


def _drop_discriminator(choice: dict[str, Any]) -> None:
    """Take out a word that is OpenAPI's and not JSON Schema's."""
    choice.pop("discriminator")
