from datetime import date
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from backstride.diary import (
    EVENT,
    KINDS,
    WEEKDAYS,
    AnyEvent,
    Availability,
    Correction,
    Flare,
    Pain,
    Walk,
    canonical_key,
    problems_of,
    same_content,
)
from tests.diary.factories import available, flare, walk
from tests.diary.strategies import events

WHEN = {"at": "2026-05-14T06:30:00Z", "zone": "Europe/Berlin"}
SOME_ID = "0b4f0c1e-9a55-4c5f-8b5e-2d1f6a7c3e90"


def refused(kind: str, /, **fields: Any) -> set[str | None]:
    """Return the fields that are complained about."""
    with pytest.raises(ValidationError) as error:
        EVENT.validate_python({"type": kind, **WHEN, **fields})
    return {problem.field for problem in problems_of(error.value)}


@pytest.mark.parametrize(
    ("kind", "field", "impossible"),
    [
        ("pain", "nrs", (-1, 11, 3.5, "3", True, None)),
        ("pain", "moment", ("later", "", 1, None)),
        ("pain", "walk_id", ("x", 5, True)),
        ("walk", "minutes", (0, -5, 1441, "20", True, float("nan"), float("inf"), None)),
        ("walk", "kind", ("run", None)),
        ("walk", "programme", (1, "yes", None)),
        ("walk", "distance_m", (-1, 200_001, float("inf"), [5])),
        ("walk", "met_minutes", (-1, float("inf"), 1e300)),
        ("walk", "cadence_spm", (-1, 251)),
        ("walk", "mean_heart_rate_bpm", (0, 251)),
        ("walk", "load_kg", (-1, 61)),
        ("walk", "recording_sha256", ("", "A" * 64, "0" * 63)),
        ("walk", "note", ("x" * 2001, "a\x00b", "\x1b[31m", "\x9b", "\ud800", 5)),
        ("walk", "prescribed", ({}, {"minutes": 0, "protocol": "p"}, [], "x")),
        ("walk", "source", ("", "x" * 201, "a\nb")),
        ("profile", "birth_year", (1899, 2100, 1971.5)),
        ("profile", "height_cm", (99, 231)),
        ("profile", "weight_kg", (24, 301)),
        ("profile", "region", ("de", "DEU", "D\n")),
        ("profile", "needs", ("osteoporosis", [""], ["x"] * 61)),
        ("screening", "answers", ({}, {"q01": "maybe"}, {"": "no"}, [], {"a\tb": "no"})),
        ("screening", "details", ({"q04": "stable"}, {"q04": ["x"] * 11})),
        ("clearance", "questions", ([], "q01", ["q01"] * 61)),
        ("goal", "max_walks_per_week", (2, 8)),
        ("goal", "max_minutes", (4, 181)),
        ("availability", "days", ([], ["monday"], ["mon", "mon"], "mon")),
        ("availability", "time", ("24:00", "8:30", "08:60", "08:30\n")),
        ("shoes", "comfort", (11, -1)),
        ("shoes", "distance_at_start_km", (-1, 20_001, None)),
        ("check_in", "limited_days", (8, -1)),
        ("check_in", "barriers", ("rain", ["x"] * 31)),
        ("absence", "reason", ("holiday", None)),
        ("absence", "until", ("2026-05-13", "14.05.2026", "2026-02-30", 5)),
        ("clinician_limit", "until", ("2026-05-13", "soon")),
        ("clinician_limit", "kinds", (["run"], "easy")),
        ("clinician_limit", "max_minutes", (-1, 181)),
        ("if_then_plan", "cue", (7, ["x"])),
        ("new_symptom", "symptom", ("headache", None)),
        ("questionnaire", "total", (1001, "7", None)),
        ("questionnaire", "answers", ({"1": True}, {"1": None}, {"1": float("nan")}, {"1": ""},
                                      {"1": 10**400}, {"1": "x" * 201}, {"1": []})),
        ("experiment_start", "question", ("", 7, None)),
        ("experiment_start", "seed", (-1, 2**53, 1.5, "1", None)),
        ("experiment_start", "pairs", (0, 101, None)),
        ("experiment_start", "starts", ("2026-05-13", "soon")),
        ("experiment_stop", "experiment_id", ("x", None)),
        ("retraction", "retracts", ("x", None)),
        ("flare", "v", (2, 0, "1", True, None)),
        ("flare", "id", ("1", 7, None)),
    ],
)  # fmt: skip
def test_it_refuses_an_impossible_value_and_names_the_field(
    kind: str, field: str, impossible: tuple[Any, ...]
) -> None:
    needed: dict[str, dict[str, Any]] = {
        "pain": {"moment": "morning", "nrs": 3},
        "walk": {"minutes": 20},
        "screening": {"answers": {"q01": "no"}},
        "clearance": {"questions": ["q01"]},
        "availability": {"days": ["mon"]},
        "shoes": {"shoes_id": SOME_ID, "name": "Grey"},
        "absence": {"reason": "travel"},
        "new_symptom": {"symptom": "other"},
        "questionnaire": {"instrument": "rmdq-24"},
        "experiment_start": {"question": "ground", "seed": 1, "pairs": 20},
    }
    for value in impossible:
        fields = {**needed.get(kind, {}), field: value}
        named = {str(name).split(".")[0] for name in refused(kind, **fields)}
        assert named == {field}, value


@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_a_pain_answer_around_a_walk_names_its_walk(moment: str) -> None:
    assert refused("pain", moment=moment, nrs=3) == {"walk_id"}


def test_a_morning_needs_no_walk() -> None:
    morning = EVENT.validate_python({"type": "pain", **WHEN, "moment": "morning", "nrs": 3})
    assert isinstance(morning, Pain)
    assert morning.walk_id is None


def test_a_walk_does_not_end_before_it_starts() -> None:
    assert refused("walk", minutes=1, ended_at="2026-05-14T06:29:59Z") == {"ended_at"}


def test_a_walk_shorter_than_its_clock_can_tell_may_end_as_it_starts() -> None:
    EVENT.validate_python({"type": "walk", **WHEN, "minutes": 0.5, "ended_at": WHEN["at"]})


def test_its_minutes_fit_between_start_and_end_give_or_take_one() -> None:
    assert refused("walk", minutes=21.5, ended_at="2026-05-14T06:50:00Z") == {"minutes"}
    EVENT.validate_python(
        {"type": "walk", **WHEN, "minutes": 21, "ended_at": "2026-05-14T06:50:00Z"}
    )


def test_a_walk_may_have_pauses() -> None:
    EVENT.validate_python(
        {"type": "walk", **WHEN, "minutes": 20, "ended_at": "2026-05-14T08:50:00Z"}
    )


@pytest.mark.parametrize(
    "fields", [{"type": "absence", "reason": "other"}, {"type": "clinician_limit"}]
)
def test_what_lasts_a_day_may_end_on_it(fields: dict[str, str]) -> None:
    EVENT.validate_python({**fields, **WHEN, "until": "2026-05-14"})


def test_weekdays_are_put_in_order() -> None:
    assert available("2026-05-14", "sun", "mon").days == ("mon", "sun")
    assert available("2026-05-14").days == WEEKDAYS
    assert isinstance(available("2026-05-14"), Availability)


def test_a_questionnaire_has_a_result() -> None:
    assert refused("questionnaire", instrument="rmdq-24") == {"total"}


def test_a_replacement_keeps_the_identity() -> None:
    other = flare("2026-05-14").model_dump(mode="json")
    assert refused("correction", corrects=SOME_ID, replacement=other) == {"replacement.id"}


def test_a_correction_cannot_hold_an_amendment() -> None:
    inner = {"type": "retraction", "id": SOME_ID, **WHEN, "retracts": SOME_ID}
    assert refused("correction", corrects=SOME_ID, replacement=inner) == {"replacement"}


def test_a_field_of_a_replacement_is_named_with_its_way() -> None:
    inner = {"type": "walk", "id": SOME_ID, **WHEN, "minutes": -1}
    assert refused("correction", corrects=SOME_ID, replacement=inner) == {"replacement.minutes"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_event_takes_a_field_that_it_does_not_know(kind: str) -> None:
    assert "colour" in refused(kind, colour="blue")


def test_an_event_without_an_id_gets_one_of_its_own() -> None:
    one, other = (EVENT.validate_python({"type": "flare", **WHEN}) for _ in range(2))
    assert one.id != other.id


def test_an_event_cannot_be_changed() -> None:
    done = walk("2026-05-14")[0]
    with pytest.raises(ValidationError, match="frozen"):
        done.minutes = 5  # type: ignore[misc]  # what the test is about


def test_the_day_is_the_local_one() -> None:
    late = EVENT.validate_python(
        {"type": "flare", "at": "2026-05-14T22:30:00Z", "zone": "Asia/Tokyo"}
    )
    assert late.day == date(2026, 5, 15)


def test_when_and_by_what_it_was_entered_is_not_content() -> None:
    one = flare("2026-05-14")
    again = one.model_copy(update={"source": "site", "recorded_at": one.at})
    assert same_content(one, again)
    assert not same_content(one, one.model_copy(update={"note": "Long drive"}))


def test_events_of_two_types_never_have_the_same_content() -> None:
    done, *answers = walk("2026-05-14", before=4)
    assert not same_content(done, answers[0])


def test_what_must_be_known_first_comes_first() -> None:
    ranks = {name: kind.rank for name, kind in KINDS.items()}
    assert max(ranks["profile"], ranks["goal"], ranks["availability"]) < ranks["screening"]
    assert ranks["screening"] < ranks["clearance"] < ranks["pain"] < ranks["walk"]
    assert ranks["correction"] > max(kind.rank for kind in (Walk, Pain, Flare))


def test_a_pain_answer_at_the_start_comes_before_its_walk() -> None:
    done, *answers = walk("2026-05-14", before=3)
    assert answers[0].at == done.at
    written: list[AnyEvent] = [done, *answers]
    assert sorted(written, key=canonical_key) == [*answers, done]


@given(events())
def test_every_event_survives_json(event: AnyEvent) -> None:
    assert EVENT.validate_json(event.model_dump_json()) == event
    assert EVENT.validate_json(event.model_dump_json(exclude_none=True)) == event


@given(events())
def test_every_event_survives_being_built_anew(event: AnyEvent) -> None:
    assert type(event).model_validate(event.model_dump()) == event
    if isinstance(event, Correction):
        assert event.replacement.id == event.corrects
