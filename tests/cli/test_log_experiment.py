"""``backstride log experiment``, and what the other commands say about one."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from backstride.cli.log_experiment import DRAWN
from backstride.diary import ExperimentStart
from backstride.insights import QUESTIONS, draw, question
from backstride.prescription import Kind
from tests.cli.conftest import Run, read, write
from tests.diary import factories as make
from tests.prescription.walkers import CALM, Lived, play

GROUND = question("ground")
ARMS = draw("ground", pairs=7, walks_per_week=3, seed=2026).walks


@pytest.fixture
def walking(file: Path) -> Path:
    """Return a diary in whose second week a walk is asked for today, Thursday."""
    return write(
        file,
        make.events(
            make.newcomer("2026-05-04", weekdays=("tue", "thu", "sat")),
            make.week("2026-05-04", tue=10, thu=10, sat=10, pain=4),
            make.walk("2026-05-12", 10, before=4, worst=4, after=4),
        ),
    )


def test_it_is_started_asked_for_and_stopped(run: Run, walking: Path) -> None:
    told = run("log", "experiment", "ground", "--pairs", 7, "--seed", 2026, "--diary", walking)
    assert told.exit_code == 0
    assert "14 walks in 7 pairs" in told.stdout
    (kept,) = read(walking).of(ExperimentStart)
    assert (kept.question, kept.pairs, kept.seed) == ("ground", 7, 2026)
    arm = GROUND.arm(ARMS[0])
    assert f"Experiment: today {arm}." in run("today", "--diary", walking).stdout
    week = " ".join(run("plan", "--diary", walking).stdout.split())
    assert f"easy (today); experiment: {arm}" in week
    assert f"easy; experiment: {GROUND.arm(ARMS[1])}" in week
    insights = run("insights", walking).stdout
    assert "Experiment: Even, paved ground" in insights
    assert "0 of 14 walks done." in insights
    stopped = run("log", "experiment-stop", "--diary", walking)
    assert "Stopped." in stopped.stdout
    assert "xperiment" not in run("today", "--diary", walking).stdout
    assert "You stopped after 0 of 14 walks." in run("insights", walking).stdout


def test_a_program_gets_the_arms_and_the_answer(run: Run, walking: Path) -> None:
    run("log", "experiment", "ground", "--pairs", 7, "--seed", 2026, "--diary", walking)
    plan = json.loads(run("plan", "--json", "--diary", walking).stdout)
    assert plan["experiment"]["question"] == "ground"
    assert plan["experiment"]["today"] == GROUND.arm(ARMS[0])
    assert next(iter(plan["experiment"]["walks"])) == plan["on"]
    (known,) = json.loads(run("insights", walking, "--json").stdout)["experiments"]
    assert (known["seed"], known["stage"], known["answer"]) == (2026, "running", None)
    run("log", "experiment-stop", "--diary", walking)
    (ended,) = json.loads(run("insights", walking, "--json").stdout)["experiments"]
    assert ended["stage"] == "stopped"
    assert ended["answer"]["pairs"] == 0
    without = json.loads(run("plan", "--json", "--diary", walking).stdout)
    assert without["experiment"] is None


def test_one_runs_at_a_time(run: Run, walking: Path) -> None:
    run("log", "experiment", "ground", "--diary", walking)
    again = run("log", "experiment", "time_of_day", "--diary", walking)
    assert again.exit_code == 1
    assert "An experiment is running: Even, paved ground." in again.stderr
    assert len(read(walking).of(ExperimentStart)) == 1


@pytest.mark.parametrize("key", ["hills", "shoes"])
def test_what_is_not_open_is_refused(run: Run, walking: Path, key: str) -> None:
    refused = run("log", "experiment", key, "--diary", walking)
    assert refused.exit_code == 1
    assert "Both kinds have to be open to you first" in refused.stderr


def test_nothing_is_stopped_where_nothing_runs(run: Run, walking: Path) -> None:
    refused = run("log", "experiment-stop", "--diary", walking)
    assert refused.exit_code == 1
    assert "No experiment is running." in refused.stderr


def test_without_a_seed_each_draws_its_own(run: Run, walking: Path) -> None:
    for _ in range(2):
        run("log", "experiment", "ground", "--diary", walking)
        run("log", "experiment-stop", "--diary", walking)
    first, second = read(walking).of(ExperimentStart)
    assert first.seed != second.seed
    assert second.at - first.at < timedelta(days=1)


def test_the_questions_that_can_be_drawn_are_those_of_the_insights() -> None:
    assert list(DRAWN) == [each.key for each in QUESTIONS if each.randomisable]


def test_a_kind_that_the_coin_takes_away_is_easy_for_the_same_minutes(run: Run, file: Path) -> None:
    life = play([CALM] * 150)
    day = next(each.day for each in life.days[130:] if _brisk(each))
    before = [event for event in life.events if event.day < day]
    same_day = [each for each in life.events if each.day == day and each.type == "screening"]
    kinds = {}
    for seed in range(6):
        started = make.experiment(day, "pace", seed=seed, at="05:00")
        path = write(file.with_name(f"{seed}.jsonl"), [*before, *same_day, started])
        today = json.loads(run("today", "--json", "--on", day, "--diary", path).stdout)
        arm = draw("pace", pairs=20, walks_per_week=1, seed=seed).walks[0]
        kinds[arm] = (today["today"]["session"]["kind"], today["today"]["session"]["minutes"])
        assert today["experiment"]["today"] == question("pace").arm(arm)
    assert kinds == {True: ("brisk", kinds[True][1]), False: ("easy", kinds[True][1])}


def _brisk(lived: Lived) -> bool:
    session = lived.plan.today.session
    return session is not None and session.kind is Kind.BRISK
