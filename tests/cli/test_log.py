"""``backstride log``."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from backstride.diary import (
    Absence,
    Availability,
    BaselineWalk,
    CheckIn,
    Clearance,
    ClinicianLimit,
    Flare,
    Goal,
    IfThenPlan,
    NewSymptom,
    Profile,
    Questionnaire,
)
from backstride.site import store
from backstride.site.models import Walker
from tests.cli.conftest import NOW, Run, printed, read, write
from tests.diary import factories as make


@pytest.fixture
def started(file: Path) -> Path:
    return write(file, make.events(make.newcomer("2026-05-14")))


def test_a_walk_is_written_down_with_its_answers(run: Run, started: Path) -> None:
    result = run("log", "walk", 12, "--before", 3, "--worst", 4, "--after", 3, "--diary", started)
    assert result.exit_code == 0
    (walk,) = read(started).walks()
    assert walk.minutes == 12
    assert walk.ended_at == NOW
    assert walk.at == NOW - timedelta(minutes=12)
    assert (walk.source, walk.zone) == ("cli", "Europe/Berlin")
    pain = read(started).pain_of(walk.id)
    assert (pain.before, pain.worst, pain.after) == (3, 4, 3)


def test_what_was_asked_for_is_kept_with_the_walk(run: Run, started: Path) -> None:
    run("log", "walk", 12, "--diary", started)
    (walk,) = read(started).walks()
    assert walk.prescribed is not None
    assert (walk.prescribed.minutes, walk.prescribed.kind) == (10, "easy")
    assert walk.prescribed.protocol.startswith("gradual-walking")
    assert walk.prescribed.rules


def test_it_says_how_the_back_took_the_walk(run: Run, started: Path) -> None:
    result = run("log", "walk", 12, "--before", 3, "--worst", 3, "--after", 3, "--diary", started)
    assert "Settled." in result.stdout


def test_a_walk_of_yesterday_is_yesterdays(run: Run, started: Path) -> None:
    run("log", "walk", 12, "--at", "2026-05-13T18:30", "--diary", started)
    (walk,) = read(started).walks()
    assert walk.local.isoformat() == "2026-05-13T18:30:00"
    assert walk.at == make.utc("2026-05-13", "18:30")


def test_a_clock_time_is_todays(run: Run, started: Path) -> None:
    run("log", "morning", 3, "--at", "6:45", "--diary", started)
    (morning,) = read(started).mornings()
    assert morning.local.isoformat() == "2026-05-14T06:45:00"


def test_another_zone_can_be_given(run: Run, started: Path) -> None:
    run("log", "morning", 3, "--at", "06:45", "--zone", "Asia/Tokyo", "--diary", started)
    (morning,) = read(started).mornings()
    assert (morning.zone, morning.local.isoformat()) == ("Asia/Tokyo", "2026-05-14T06:45:00")
    assert run("log", "flare", "--zone", "Mars/Olympus", "--diary", started).exit_code == 2


def test_everyday_walking_is_kept_apart(run: Run, started: Path) -> None:
    run("log", "walk", 12, "--everyday", "--diary", started)
    (walk,) = read(started).walks()
    assert not walk.programme
    assert walk.prescribed is None


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["flare", "--note", "after the garden"], Flare),
        (["symptom", "leg_pain", "--unsure"], NewSymptom),
        (["baseline", "11"], BaselineWalk),
        (["away", "illness", "--until", "2026-05-16"], Absence),
        (["check-in", "--sleep", "6", "--barrier", "rain", "--barrier", "work"], CheckIn),
        (["profile", "--height-cm", "170", "--region", "de"], Profile),
        (["days", "wed", "mon", "sat", "--time", "08:30"], Availability),
        (["goal", "To the park and back", "--half-steps"], Goal),
        (["cleared", "q11", "--by", "Dr Weber"], Clearance),
        (["limit", "--max-minutes", "20", "--kind", "easy", "--no-rises"], ClinicianLimit),
        (["questionnaire", "rmdq", "--total", "9"], Questionnaire),
    ],
)
def test_everything_else_can_be_written_down(
    run: Run, file: Path, command: list[str], expected: type
) -> None:
    result = run("log", *command, "--diary", file)
    assert result.exit_code == 0, result.output
    (event,) = read(file).raw
    assert type(event) is expected
    assert event.at == NOW


def test_what_was_given_is_what_is_stored(run: Run, file: Path) -> None:
    run("log", "profile", "--height-cm", 170, "--region", "de", "--diary", file)
    run("log", "days", "wed", "mon", "--diary", file)
    run("log", "symptom", "leg_pain", "--unsure", "--diary", file)
    diary = read(file)
    assert (diary.profile.height_cm, diary.profile.region) == (170, "DE")
    days, symptom = diary.latest(Availability), diary.latest(NewSymptom)
    assert days is not None
    assert days.days == ("mon", "wed")
    assert symptom is not None
    assert not symptom.sure


def test_a_later_pain_answer_belongs_to_its_walk(run: Run, started: Path) -> None:
    run("log", "walk", 12, "--diary", started)
    (walk,) = read(started).walks()
    run("log", "pain", "after", 4, "--walk", walk.id, "--diary", started)
    assert read(started).pain_of(walk.id).after == 4


def test_an_entry_can_be_taken_back(run: Run, started: Path) -> None:
    told = printed(run("log", "walk", 12, "--json", "--diary", started))
    walk_id = told["stored"][0]["id"]
    assert run("log", "undo", walk_id, "--diary", started).exit_code == 0
    assert read(started).walks() == ()
    assert read(started).get(UUID(walk_id)) is not None


def test_an_entry_that_is_not_there_cannot_be_taken_back(run: Run, started: Path) -> None:
    before = started.read_bytes()
    result = run("log", "undo", "00000000-0000-0000-0000-000000000001", "--diary", started)
    assert result.exit_code == 1
    assert "There is no entry" in result.stderr
    assert started.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ["walk", "0"],
        ["walk", "12", "--before", "11"],
        ["morning", "-1"],
        ["symptom", "hiccups"],
        ["days", "someday"],
        ["walk", "12", "--at", "teatime"],
    ],
)
def test_what_cannot_be_is_refused_with_words(run: Run, started: Path, command: list[str]) -> None:
    before = started.read_bytes()
    result = run("log", *command, "--diary", started)
    assert result.exit_code == 2
    assert result.stderr
    assert started.read_bytes() == before


def test_a_walk_that_ends_before_the_diary_allows_is_told_in_words(run: Run, file: Path) -> None:
    result = run("log", "away", "travel", "--until", "2026-05-01", "--diary", file)
    assert result.exit_code == 1
    assert "ends" in result.stderr
    assert not file.exists() or file.read_bytes() == b""


def test_what_is_in_the_file_stays_as_it_is(run: Run, started: Path) -> None:
    before = started.read_bytes()
    run("log", "flare", "--diary", started)
    assert started.read_bytes().startswith(before)


def test_a_file_without_a_last_line_end_gets_one_first(run: Run, started: Path) -> None:
    started.write_bytes(started.read_bytes().rstrip(b"\n"))
    run("log", "flare", "--diary", started)
    assert len(read(started)) == 4


def test_without_a_file_it_goes_into_the_owners_diary(
    run: Run, walker: Walker, other_walker: Walker
) -> None:
    assert run("log", "morning", 3).exit_code == 0
    assert store.diary(walker).mornings()[0].nrs == 3
    assert len(store.diary(other_walker)) == 0


def test_an_if_then_plan_is_said_as_a_sentence_and_taken_away_without_a_cue(
    run: Run, started: Path
) -> None:
    told = run(
        "log", "if-then", "it rains", "walk indoors", "--barrier", "weather", "--diary", started
    )
    assert "When it rains, I walk indoors." in told.stdout
    run("log", "if-then", "--barrier", "weather", "--at", "2026-05-14T09:05", "--diary", started)
    assert [each.cue for each in read(started).of(IfThenPlan)] == ["it rains", None]


@pytest.mark.parametrize(
    ("when", "zone"),
    [("0001-01-01T00:00", "Europe/Berlin"), ("9999-12-31T23:59", "America/New_York")],
)
def test_a_time_at_either_end_of_the_calendar_is_no_time(
    run: Run, started: Path, when: str, zone: str
) -> None:
    before = started.read_bytes()
    result = run("log", "walk", 20, "--at", when, "--zone", zone, "--diary", started)
    assert result.exit_code == 2
    assert "is no time" in result.stderr
    assert started.read_bytes() == before


@pytest.mark.parametrize("command", ["walk", "baseline"])
@pytest.mark.parametrize("minutes", ["nan", "inf", "0", "1441"])
def test_minutes_are_a_number_that_a_day_has(
    run: Run, started: Path, command: str, minutes: str
) -> None:
    before = started.read_bytes()
    assert run("log", command, minutes, "--diary", started).exit_code == 2
    assert started.read_bytes() == before
