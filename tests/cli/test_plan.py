"""``backstride plan``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, printed, write
from tests.diary import factories as make


def test_it_shows_the_week_day_by_day(run: Run, file: Path) -> None:
    write(
        file,
        make.events(make.newcomer("2026-05-04"), make.week("2026-05-11", mon=10, wed=10, pain=4)),
    )
    shown = run("plan", "--diary", file).stdout
    assert shown.startswith("Week 1: three walks, 30 minutes; 20 minutes done.")
    lines = [line.split(maxsplit=3) for line in shown.splitlines()[1:8]]
    assert [line[0] for line in lines] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
    assert [line[3] for line in lines] == [
        "10 minutes done",
        "rest",
        "10 minutes done",
        "today, rest",
        "10 minutes, easy",
        "rest",
        "rest",
    ]


def test_it_says_what_comes_next_week_and_why(run: Run, file: Path) -> None:
    write(
        file,
        make.events(make.newcomer("2026-05-04"), make.week("2026-05-11", mon=10, wed=10, pain=4)),
    )
    shown = run("plan", "--diary", file).stdout
    assert "Next week, if the rest of this one goes well: three walks of 13 minutes." in shown


def test_it_looks_back_on_four_weeks_and_says_what_walks_are_tied_to(run: Run, file: Path) -> None:
    weeks = [
        make.week(monday, mon=10, wed=10, fri=10, pain=4)
        for monday in ("2026-04-13", "2026-04-20", "2026-05-04")
    ]
    told = make.if_then("2026-05-13", "I have had breakfast")
    write(file, make.events(make.newcomer("2026-04-13"), weeks, told))
    shown = run("plan", "--diary", file, "--on", "2026-05-10").stdout
    assert "In the last four weeks: 9 walks, 3 of 4 weeks with three or more." in shown
    assert "When I have had breakfast" not in shown
    assert "When I have had breakfast, I walk." in run("plan", "--diary", file).stdout


def test_it_names_every_stage_of_the_programme(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    shown = run("plan", "--diary", file).stdout
    plan = printed(run("plan", "--diary", file, "--json"))
    assert len(plan["openings"]) == shown.count("\n  - ") - _reasons(shown)


def _reasons(shown: str) -> int:
    return shown.partition("What opens")[0].count("\n  - ")
