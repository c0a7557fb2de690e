"""``backstride diary``: the diary as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from backstride.cli import paper
from backstride.cli.exits import DataProblem
from backstride.cli.source import Source, json_option, with_diary
from backstride.diary import LineProblem, schema_text, take_in, write_lines
from backstride.diary import validate as look_through

FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.group("diary")
def diary() -> None:
    """Check, bring in and take out a diary as JSON Lines, one event a line."""


@diary.command("validate")
@click.argument("file", type=FILE)
@json_option
def validate(file: Path, for_program: bool) -> None:
    """Say what FILE holds and what is wrong with it. Nothing is stored.

    Ends with exit code 1 if anything is wrong.
    """
    try:
        report = look_through(_opened(file))
    except OSError as error:
        raise DataProblem(f"{file} cannot be read: {error.strerror}.") from error
    if for_program:
        paper.as_json(
            {
                "ok": report.ok,
                "events": report.events,
                "counts": dict(report.counts),
                "repeated": report.repeated,
                "first_day": _iso(report.first_day),
                "last_day": _iso(report.last_day),
                "problems": [_problem(each) for each in report.problems],
                "more_problems": report.more_problems,
            }
        )
    else:
        _tell_problems(file, report.problems, report.more_problems)
        if report.events:
            paper.say(f"{report.events} events, {report.first_day} to {report.last_day}.")
            for kind, count in report.counts.items():
                click.echo(f"  {count:>6}  {kind}")
        elif report.ok:
            paper.say("The file is empty.")
        if report.repeated:
            paper.say(f"{report.repeated} lines say the same as an earlier one; that does no harm.")
        if report.ok:
            paper.say("Nothing is wrong with it.")
    if not report.ok:
        sys.exit(DataProblem.exit_code)


@diary.command("schema")
def schema() -> None:
    """Print the JSON Schema of an event."""
    click.echo(schema_text(), nl=False)


@diary.command("import")
@click.argument("file", type=FILE)
@click.option("--take-good", is_flag=True, help="Take the good lines although others are bad.")
@json_option
@with_diary
def import_(source: Source, file: Path, take_good: bool, for_program: bool) -> None:
    """Add the events of FILE to the diary. What is known already changes nothing.

    If a line is bad, nothing is taken, unless you say --take-good.
    """
    try:
        intake = take_in(_opened(file), source.diary(), take_good=take_good, now=source.now())
    except OSError as error:
        raise DataProblem(f"{file} cannot be read: {error.strerror}.") from error
    stored = source.append(intake.events) if intake.events else ()
    if for_program:
        paper.as_json(
            {
                "stored": len(stored),
                "repeated": intake.repeated,
                "refused": intake.refused,
                "problems": [_problem(each) for each in intake.problems],
                "more_problems": intake.more_problems,
            }
        )
    else:
        _tell_problems(file, intake.problems, intake.more_problems)
        if intake.refused:
            paper.say("Nothing was stored. --take-good takes the good lines.", err=True)
        else:
            known = f", {intake.repeated} known already" if intake.repeated else ""
            paper.say(f"{len(stored)} events stored in {source.place}{known}.")
    if intake.problems:
        sys.exit(DataProblem.exit_code)


@diary.command("export")
@click.argument("file", type=FILE, default="-")
@with_diary
def export(source: Source, file: Path) -> None:
    """Write the whole diary to FILE, or to the standard output.

    A file that is there already is left alone.
    """
    events = source.diary().raw
    if str(file) == "-":
        write_lines(events, sys.stdout.buffer)
        return
    try:
        out = file.open("xb")
    except FileExistsError as error:
        raise DataProblem(f"{file} is there already. Choose another name.") from error
    except OSError as error:
        raise DataProblem(f"{file} cannot be written: {error.strerror}.") from error
    try:
        with out:
            count = write_lines(events, out)
    except OSError as error:
        file.unlink(missing_ok=True)  # half a diary would look like a whole one
        raise DataProblem(f"{file} cannot be written: {error.strerror}.") from error
    paper.say(f"{count} events written to {file}.", err=True)


def _opened(file: Path) -> Any:
    return sys.stdin.buffer if str(file) == "-" else file


def _iso(day: Any) -> str | None:
    return None if day is None else str(day)


def _problem(problem: LineProblem) -> dict[str, Any]:
    return {
        "line": problem.line_number,
        "field": problem.field,
        "code": problem.code,
        "words": problem.words,
        "what_to_do": problem.what_to_do,
    }


def _tell_problems(file: Path, problems: tuple[LineProblem, ...], more: int) -> None:
    for problem in problems:
        click.echo(f"{file}: {problem}", err=True)
    if more:
        click.echo(f"... and {more} more.", err=True)
