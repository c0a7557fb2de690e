"""The plan as a document for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from backstride.diary import AnyEvent
from backstride.prescription import default_protocol, prescribe
from backstride.site.documents import PlanDocument, plan_document
from tests.diary import factories as make

DIARIES = {
    "nothing": (),
    "newcomer": make.events(make.newcomer("2026-05-14")),
    "some weeks": make.events(
        make.newcomer("2026-04-20"),
        *(make.week(day, mon=10, wed=10, fri=10, pain=3) for day in ("2026-04-20", "2026-04-27")),
        make.week("2026-05-04", mon=13, wed=13, fri=13, pain=3),
    ),
    "spike": make.events(
        make.newcomer("2026-05-11"), make.walk("2026-05-12", 10, before=2, worst=8, after=7)
    ),
    "bad day": make.events(make.newcomer("2026-05-11"), make.flare("2026-05-14", at="08:00")),
    "doctor first": make.events(
        make.newcomer("2026-05-13"), make.screened("2026-05-14", {"q01": "yes"}, at="06:30")
    ),
}


@pytest.mark.parametrize("events", DIARIES.values(), ids=DIARIES.keys())
def test_every_figure_says_why_with_words_and_a_source(events: tuple[AnyEvent, ...]) -> None:
    plan = prescribe(events, on=date(2026, 5, 14))
    document = plan_document(plan, default_protocol()).model_dump(mode="json")
    figures = list(_figures(document))
    assert figures
    for figure in figures:
        assert figure["reasons"]
        for reason in figure["reasons"]:
            assert reason["words"]
            assert reason["source"]
            assert reason["grade"] in "ERJ"


@pytest.mark.parametrize("events", DIARIES.values(), ids=DIARIES.keys())
def test_it_says_what_the_plan_says(events: tuple[AnyEvent, ...]) -> None:
    plan = prescribe(events, on=date(2026, 5, 14))
    document = plan_document(plan, default_protocol())
    assert document.today.action == plan.today.action
    assert document.today.minutes.value == plan.today.minutes.value
    assert document.halted is plan.halted
    assert [day.day for day in document.week.days] == [day.day for day in plan.week.days]
    assert document.questions_due == list(plan.questions_due)
    assert [each.walk_id for each in document.walks] == [each.walk_id for each in plan.walks]


def test_it_goes_through_json_unchanged() -> None:
    plan = prescribe(DIARIES["some weeks"], on=date(2026, 5, 14))
    document = plan_document(plan, default_protocol())
    assert PlanDocument.model_validate_json(document.model_dump_json()) == document


def _figures(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if {"value", "unit", "reasons"} <= set(part):
            yield part
        for each in part.values():
            yield from _figures(each)
    elif isinstance(part, list):
        for each in part:
            yield from _figures(each)
