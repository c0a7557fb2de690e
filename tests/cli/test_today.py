"""``backstride today``."""

from __future__ import annotations

from pathlib import Path

from backstride.site import store
from backstride.site.models import Walker
from tests.cli.conftest import Run, printed, write
from tests.diary import factories as make


def test_a_newcomer_is_led_to_the_safety_questions(run: Run, file: Path) -> None:
    result = run("today", "--diary", file)
    assert result.exit_code == 3
    assert "21 safety questions: backstride screen" in result.stdout


def test_it_says_the_walk_and_why(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    result = run("today", "--diary", file)
    assert result.exit_code == 0
    assert result.stdout.startswith("Thursday 14 May\n\nA 10-minute easy walk.")
    assert "Why\n  - " in result.stdout


def test_a_day_of_rest_is_said_with_the_next_walk(run: Run, file: Path) -> None:
    write(
        file,
        make.events(make.newcomer("2026-05-04"), make.week("2026-05-11", mon=10, wed=10, pain=4)),
    )
    result = run("today", "--diary", file)
    assert "A day of rest." in result.stdout
    assert "Your next walk is tomorrow: 10 minutes, easy." in result.stdout


def test_an_answer_that_asks_for_help_leaves_no_walk_and_says_what_to_do(
    run: Run, file: Path
) -> None:
    write(
        file,
        make.events(
            make.newcomer("2026-05-13", region="DE"),
            make.screened("2026-05-14", {"q01": "yes"}, at="06:30"),
        ),
    )
    result = run("today", "--diary", file)
    assert result.exit_code == 3
    assert "minute" not in result.stdout.partition("Why")[0]
    assert "Call 112" in result.stdout
    assert "I have back pain with" in result.stdout


def test_a_bad_day_offers_a_short_walk_or_rest(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14"), make.flare("2026-05-14", at="08:00")))
    result = run("today", "--diary", file)
    assert "Rest is as good a choice." in result.stdout


def test_another_day_can_be_asked_for(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    assert printed(run("today", "--diary", file, "--on", "2026-05-15", "--json"))["on"] == (
        "2026-05-15"
    )
    assert run("today", "--diary", file, "--on", "soon").exit_code == 2
    for beyond in ("0001-01-01", "9999-12-31"):
        result = run("plan", "--diary", file, "--on", beyond, "--json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is no day of a diary" in " ".join(result.stderr.split())


def test_a_program_gets_the_whole_plan(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    plan = printed(run("today", "--diary", file, "--json"))
    assert plan["today"]["session"] == {"minutes": 10, "kind": "easy", "rung": None, "times": 1}
    assert plan["today"]["minutes"]["reasons"][0]["source"]


def test_without_a_file_it_is_the_owners_diary(run: Run, walker: Walker) -> None:
    store.append(walker, make.events(make.newcomer("2026-05-14")), source="test")
    assert "A 10-minute easy walk." in run("today").stdout


def test_it_never_reads_another_persons_diary(run: Run, other_walker: Walker) -> None:
    store.append(other_walker, make.events(make.newcomer("2026-05-14")), source="test")
    assert run("today").exit_code == 3


def test_a_file_with_a_bad_line_is_told_by_its_number(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    with file.open("a") as out:
        out.write('{"type": "walk"}\n')
    result = run("today", "--diary", file)
    assert result.exit_code == 1
    assert "line 4" in result.stderr
    assert result.stdout == ""


def test_half_a_line_of_a_stopped_program_is_told_and_passed_over(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    with file.open("a") as out:
        out.write('{"type": "walk", "minu')
    result = run("today", "--diary", file)
    assert result.exit_code == 0
    assert result.stderr.count("line 4") == 1
    assert "A 10-minute easy walk." in result.stdout


def test_lines_are_no_longer_than_eighty_characters(run: Run, file: Path) -> None:
    write(file, make.events(make.newcomer("2026-05-14")))
    assert max(map(len, run("today", "--diary", file).stdout.splitlines())) <= 80
