"""``backstride measure``: what recordings hold, without writing anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from backstride.cli import paper
from backstride.cli.exits import DataProblem
from backstride.cli.health_days_table import NEWEST
from backstride.cli.listed_files import ListedFile, listed_files
from backstride.cli.measured_file import MeasuredFile
from backstride.cli.measured_lean import Upright, upright_asked
from backstride.cli.measured_words import say_measured
from backstride.cli.source import json_option
from backstride.cli.tally import Tally
from backstride.gait import MODES, WALK, Position

SAID = {
    "measured": ("measured", "measured"),
    "same": ("twice in it", "twice in it"),
    "refused": ("refused", "refused"),
}
"""What became of the things that were found, of one and of several."""


@click.command("measure")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE...",
)
@click.option(
    "--mode",
    type=click.Choice(sorted(MODES)),
    default=WALK.name,
    show_default=True,
    help="Read acceleration as a walk that was started, or strictly as a whole day.",
)
@click.option(
    "--days",
    "newest",
    type=click.IntRange(min=1),
    default=NEWEST,
    show_default=True,
    help="Of a health export: how many of the newest days are shown. --json has all.",
)
@click.option(
    "--worn",
    type=click.Choice([position.value for position in Position]),
    help="For lean, with --upright: where the sensor was worn; waist or back.",
)
@click.option(
    "--upright",
    "span",
    metavar="START:END",
    help="For lean, with --worn: when you stood upright and still, such as 0:20 in seconds, or "
    "1:05-1:25 in minutes and seconds.",
)
@json_option
def measure_(
    paths: tuple[Path, ...],
    mode: str,
    newest: int,
    worn: str | None,
    span: str | None,
    for_program: bool,
) -> None:
    """Say what recordings hold, and write nothing: single files, zip archives, or folders.

    For a walk: minutes, distance, steps a minute and heart rate. For a table of raw
    acceleration (a time and three axes): steps, cadence and stretches of walking; with --worn
    and --upright also how the trunk's lean changed, which is experimental. For an export of
    Apple Health, Health Connect or Samsung Health: steps of each day, and how the phone says
    you walk.

    A file that cannot be read does not stop the others. Ends with exit code 1 if one could
    not be read, or if its lean was asked for and could not be told.
    """
    files = _Files(paths, mode, upright_asked(worn, span), is_shown=not for_program)
    if for_program:
        paper.as_json_list(each for _, each in files.measured())
    else:
        for file, each in files.measured():
            say_measured(each, file, newest)
    files.tally.close()
    if not files.count and not for_program:
        paper.say("There is no file in it.")
    if files.has_refused:
        sys.exit(DataProblem.exit_code)


class _Files:
    """The files of one call, measured one after the other; nothing of them is kept."""

    def __init__(
        self, paths: tuple[Path, ...], mode: str, upright: Upright | None, *, is_shown: bool
    ) -> None:
        self._paths = paths
        self._mode = mode
        self._upright = upright
        self.count = sum(1 for _ in listed_files(paths))
        self.tally = Tally(self.count, is_shown=is_shown, said=SAID)
        self.has_refused = False

    def measured(self) -> Iterator[tuple[ListedFile, dict[str, Any]]]:
        """Measure the files and yield each thing that was found."""
        for file in listed_files(self._paths):
            self.tally.begin(file.shown)
            for each in self._of(file):
                refused = each["kind"] == "refused"
                outcome = each["kind"] if each["kind"] in SAID else "measured"
                self.has_refused |= refused or bool(each.get("lean_refused"))
                self.tally.take({"outcome": outcome})
                yield file, each
                self.tally.begin(file.shown)
            self.tally.end()

    def _of(self, file: ListedFile) -> Iterator[dict[str, Any]]:
        one = MeasuredFile(file.path, self._mode, is_named=file.is_named, upright=self._upright)
        if file.trouble:
            yield one.refusal(file.path.name, file.trouble)
        else:
            yield from one.told()
