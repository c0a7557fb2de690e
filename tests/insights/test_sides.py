"""On which side of a question a walk counts; a recording alone does not say everything."""

from __future__ import annotations

from typing import Any

import pytest

from backstride.diary import Prescribed, Walk
from backstride.insights import question
from backstride.insights.questions import side_of
from tests.diary import factories

RECORDED = {"recording_sha256": "a" * 64}
ASKED = {"prescribed": Prescribed(minutes=20, protocol="made 1")}


def walk(**facts: Any) -> Walk:
    done = factories.walk("2026-05-12", 20, **facts)[0]
    assert isinstance(done, Walk)
    return done


@pytest.mark.parametrize(
    ("key", "facts", "side"),
    [
        ("pace", {"kind": "easy"}, False),
        ("pace", {"kind": "brisk"}, True),
        ("pace", {"kind": "easy", **RECORDED}, None),
        ("pace", {"kind": "easy", **RECORDED, **ASKED}, False),
        ("pace", {"kind": "brisk", **RECORDED}, True),
        ("pace", {"kind": "hills"}, None),
        ("intervals", {"kind": "easy"}, False),
        ("intervals", {"kind": "intervals", **RECORDED}, True),
        ("intervals", {"kind": "easy", **RECORDED}, None),
        ("intervals", {"kind": "easy", "cadence_spm": 104.0, **RECORDED}, False),
        ("hills", {"kind": "easy"}, False),
        ("hills", {"kind": "hills", **RECORDED}, True),
        ("hills", {"kind": "easy", **RECORDED}, None),
        ("hills", {"kind": "easy", "ascent_m": 12.0, **RECORDED}, False),
        # What the recording shows of a walk that was asked for.
        (
            "intervals",
            {"kind": "intervals", "recorded_kind": "one_pace", **RECORDED, **ASKED},
            False,
        ),
        ("intervals", {"kind": "intervals", "recorded_kind": "brisk", **RECORDED, **ASKED}, False),
        ("intervals", {"kind": "easy", "recorded_kind": "intervals", **RECORDED, **ASKED}, True),
        ("pace", {"kind": "easy", "recorded_kind": "brisk", **RECORDED, **ASKED}, True),
        ("pace", {"kind": "brisk", "recorded_kind": "one_pace", **RECORDED, **ASKED}, True),
        ("pace", {"kind": "easy", "recorded_kind": "intervals", **RECORDED, **ASKED}, None),
        ("hills", {"kind": "hills", "recorded_kind": "one_pace", **RECORDED, **ASKED}, True),
        (
            "hills",
            {"kind": "hills", "recorded_kind": "one_pace", "ascent_m": 3.0, **RECORDED, **ASKED},
            False,
        ),
        ("hills", {"kind": "easy", "recorded_kind": "hills", **RECORDED, **ASKED}, True),
    ],
)
def test_a_walk_counts_on_the_side_that_is_known(
    key: str, facts: dict[str, Any], side: bool | None
) -> None:
    assert question(key).key == key
    assert side_of(walk(**facts), key) is side
