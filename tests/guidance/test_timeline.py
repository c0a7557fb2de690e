"""Laws that every timeline obeys."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from backstride.guidance import (
    SOURCES,
    CueKind,
    Heat,
    Need,
    PartKind,
    PhaseId,
    Timeline,
    WalkerNeeds,
    item,
    timeline,
)
from backstride.prescription import Kind, Session
from tests.guidance.strategies import RUNGS, circumstances, days, laid_out, people, sessions


@given(sessions(), people, days, circumstances)
def test_phases_and_parts_follow_each_other_without_gaps(
    session: Session, person: WalkerNeeds, day: date, around: dict[str, Any]
) -> None:
    made = timeline(session, person=person, seed_day=day, **around)
    assert [each.id for each in made.phases] == list(PhaseId)
    assert made.phases[0].start_s == 0
    assert made.phases[-1].end_s == made.total_s
    for phase in made.phases:
        assert phase.parts[0].start_s == phase.start_s
        assert phase.parts[-1].end_s == phase.end_s
    for one, next_one in pairwise(made.parts):
        assert one.start_s < one.end_s == next_one.start_s
    assert len({part.id for part in made.parts}) == len(made.parts)


@given(sessions(), people, days, circumstances)
def test_the_walk_is_exact_and_each_side_lasts_5_to_10_minutes(
    session: Session, person: WalkerNeeds, day: date, around: dict[str, Any]
) -> None:
    made = timeline(session, person=person, seed_day=day, **around)
    assert made.phase(PhaseId.WALK).duration_s == session.minutes * 60
    for side in (PhaseId.WARM_UP, PhaseId.COOL_DOWN):
        assert 300 <= made.phase(side).duration_s <= 600
        assert made.phase(side).duration_s % 60 == 0
    assert made.total_s == sum(phase.duration_s for phase in made.phases)
    assert made.total_s == sum(part.duration_s for part in made.parts)


@given(sessions(), people, days, circumstances)
def test_cues_are_inside_in_order_and_never_two_at_once(
    session: Session, person: WalkerNeeds, day: date, around: dict[str, Any]
) -> None:
    made = timeline(session, person=person, seed_day=day, **around)
    times = [cue.at_s for cue in made.cues]
    assert all(one < next_one for one, next_one in pairwise(times))
    assert times[0] == 0
    assert made.cues[-1].kind is CueKind.END
    assert times[-1] == made.total_s
    assert {cue.at_s for cue in made.cues} >= {
        part.start_s for part in made.parts if part.id != "lead_out"
    }


@given(sessions(), people, days, circumstances)
def test_no_exercise_appears_against_a_need(
    session: Session, person: WalkerNeeds, day: date, around: dict[str, Any]
) -> None:
    made = timeline(session, person=person, seed_day=day, **around)
    for phase in (made.phases[0], made.phases[2]):
        for part in phase.parts:
            assert not person.needs & set(item(part.id).skip_if)


@given(sessions(), people, days, circumstances)
def test_brisk_and_last_minute_are_left_in_peace(
    session: Session, person: WalkerNeeds, day: date, around: dict[str, Any]
) -> None:
    made = timeline(session, person=person, seed_day=day, **around)
    walk = made.phase(PhaseId.WALK)
    brisk = [part for part in walk.parts if part.kind is PartKind.BRISK]
    own = (CueKind.INTERVAL_BRISK, CueKind.LAST_MINUTE)
    for cue in made.cues:
        if walk.start_s <= cue.at_s < walk.end_s and cue.kind not in own:
            assert not any(part.start_s <= cue.at_s < part.end_s for part in brisk)
        if cue.kind is CueKind.POSTURE:
            assert walk.start_s <= cue.at_s < walk.end_s - 60
    posture = [cue.at_s for cue in made.cues if cue.kind is CueKind.POSTURE]
    assert all(later - sooner >= 240 for sooner, later in pairwise(posture))


@given(sessions(), people, days, circumstances)
def test_every_number_names_a_source_that_is_there(
    session: Session, person: WalkerNeeds, day: date, around: dict[str, Any]
) -> None:
    made = timeline(session, person=person, seed_day=day, **around)
    named = {each for part in made.parts for each in part.because}
    named |= {each for phase in made.phases for each in phase.because}
    named |= {each for cue in made.cues for each in cue.because}
    assert named == set(made.sources)
    assert named <= set(SOURCES)
    for cue in made.cues:
        if any(letter.isdigit() for letter in cue.text) and cue.kind is not CueKind.END:
            assert cue.because


@given(sessions(), people, days, circumstances)
def test_the_same_day_gives_the_same_timeline_and_survives_json(
    session: Session, person: WalkerNeeds, day: date, around: dict[str, Any]
) -> None:
    made = timeline(session, person=person, seed_day=day, **around)
    assert made == timeline(session, person=person, seed_day=day, **around)
    told = json.dumps(made.to_json())
    assert Timeline.model_validate_json(told) == made


def test_the_json_has_the_published_shape() -> None:
    schema = Timeline.model_json_schema()
    made = laid_out(Session(20, Kind.INTERVALS, RUNGS[0]), usual_cadence_spm=104.0)
    jsonschema.validate(made.to_json(), schema)
    assert made.to_json()["version"] == 1
    assert made.to_json()["kind"] == "intervals"
    assert made.to_json()["day"] == "2026-05-14"
    assert set(made.to_json()["phases"][0]["parts"][0]) >= {"id", "start_s", "end_s", "texture"}


def test_the_choice_goes_on_from_day_to_day() -> None:
    chosen = {
        tuple(part.id for part in laid_out(Session(12), day=date(2026, 5, day)).phases[0].parts)
        for day in range(1, 8)
    }
    assert len(chosen) == 7


def test_every_movement_has_its_day() -> None:
    seen = {
        part.id
        for day in range(1, 29)
        for part in laid_out(Session(12), day=date(2026, 2, day)).phases[0].parts
    }
    assert seen == {f"w{number}" for number in range(1, 11)}


@pytest.mark.parametrize("minutes", [0, -3])
def test_a_walk_without_minutes_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="offer rest instead"):
        laid_out(Session(minutes))


def test_no_walk_is_laid_out_in_great_heat() -> None:
    with pytest.raises(ValueError, match="too hot for a walk"):
        laid_out(Session(14), heat=Heat.VERY_HOT)


def test_a_14_minute_easy_walk_reads_as_it_should() -> None:
    made = laid_out(Session(14))
    assert [phase.duration_s // 60 for phase in made.phases] == [6, 14, 7]
    assert [phase.label for phase in made.phases] == ["Warm-up", "Easy walk", "Cool-down"]
    assert [part.texture.value for part in made.phases[1].parts] == ["main"]
    walk = made.phases[1].start_s
    assert [
        (cue.at_s - walk, cue.kind.value) for cue in made.cues if 0 <= cue.at_s - walk < 840
    ] == [
        (0, "part_start"),
        (90, "posture"),
        (360, "posture"),
        (420, "halfway"),
        (630, "posture"),
        (780, "last_minute"),
    ]
    assert made.cues[-1].text == "That was 27 minutes."


def test_tall_is_not_asked_of_someone_whom_standing_hurts() -> None:
    tall = {"Grow a little taller.", "Long neck, easy breath.", "Tall, as if looking over a hedge."}
    said = {cue.text for cue in laid_out(Session(120)).cues}
    eased = {cue.text for cue in laid_out(Session(120), Need.LEG_PAIN_STANDING).cues}
    assert tall & said
    assert not tall & eased
