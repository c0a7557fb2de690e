"""``backstride import``: recordings of a watch or a phone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from backstride.cli import paper
from backstride.cli.entry import MINUTES
from backstride.cli.exits import DataProblem
from backstride.cli.file_import import FileImport, refused
from backstride.cli.moment import moment_of
from backstride.cli.source import (
    FileSource,
    SiteSource,
    Source,
    check_zone,
    json_option,
    with_diary,
)
from backstride.cli.tally import Tally
from backstride.cli.watched import watch
from backstride.recordings import Limits, read_apart
from backstride.walks import Answers, Open

if TYPE_CHECKING:
    from backstride.site.imported import Imported

TEN_THOUSAND = 10_000
"""Files of one call (judgement): twenty years of daily walks are 7,300."""

TAKEN = ("imported", "joined", "same", "days", "open", "not_a_walk")
"""Outcomes of files that could be read; ``refused`` is the other one."""

ANSWERS = {
    Open.ON_FOOT: "--walk or --no-walk",
    Open.CLOCK: "--zone",
    Open.START: "--start",
    Open.MINUTES: "--minutes",
}
"""The option that answers each question."""

Take = Callable[..., Iterable[dict[str, Any]]]
"""Takes a path and answers."""


@click.command("import")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE...",
)
@click.option(
    "--walk/--no-walk", "on_foot", default=None, help="It was a walk that counts, or was not."
)
@click.option("--start", help="When it began, if the file does not say: 2026-05-14T08:30.")
@click.option("--minutes", "length", type=MINUTES, help="How long.")
@click.option(
    "--zone",
    "clock",
    metavar="NAME",
    callback=check_zone,
    help="The zone of the device's clock, if the file does not say: Europe/Berlin or UTC.",
)
@click.option("--watch", "watching", is_flag=True, help="Go on, and take what arrives in folders.")
@click.option(
    "--every",
    "every_s",
    type=click.IntRange(1, 3600),
    default=10,
    show_default=True,
    help="With --watch: seconds from one look to the next.",
)
@click.option("--looks", type=click.IntRange(min=1), help="With --watch: stop after so many looks.")
@json_option
@with_diary
def import_(
    source: Source,
    paths: tuple[Path, ...],
    on_foot: bool | None,
    start: str | None,
    length: float | None,
    clock: str | None,
    watching: bool,
    every_s: int,
    looks: int | None,
    for_program: bool,
) -> None:
    """Add the walks that recordings hold: single files, zip archives, or folders.

    What only you know about a recording is asked for; answer with --walk, --zone, --start
    and --minutes. The same walk counts once, whatever its file or device. A file that cannot
    be read does not stop the others. Ends with exit code 1 if one was refused.

    With --watch it goes on looking into the folders until you stop it, takes each file once it
    is complete, and with --json prints one line for each result.
    """
    began = None if start is None else moment_of(start, source.zone(), source.now(), "--start")
    answers = Answers(on_foot=on_foot, start=began, minutes=length, clock=clock)
    with _taking(source) as take:
        if watching:
            _watch(partial(take, answers=answers), paths, every_s, looks, for_program)
        else:
            _import(partial(take, answers=answers), _files(paths), for_program)


def _import(
    take: Callable[[Path], Iterable[dict[str, Any]]], files: list[Path], for_program: bool
) -> None:
    became: list[dict[str, Any]] = []
    tally = Tally(len(files), is_shown=not for_program)
    for path in files:
        tally.begin(path.name)
        for each in take(path):
            tally.take(each)
            became.append(each)
            if not for_program:
                _tell(each)
                tally.begin(path.name)
        tally.end()
    tally.close()
    if for_program:
        paper.as_json(became)
    elif not became:
        paper.say("There is no file in it.")
    if any(each["outcome"] not in TAKEN for each in became):
        sys.exit(DataProblem.exit_code)


def _watch(
    take: Callable[[Path], Iterable[dict[str, Any]]],
    folders: tuple[Path, ...],
    every_s: int,
    looks: int | None,
    for_program: bool,
) -> None:
    files = [path for path in folders if not path.is_dir()]
    if files:
        raise DataProblem(f"{files[0]} is no folder. Name folders to watch.")
    if not for_program:
        paper.say(f"Looking every {every_s} seconds. Stop with Ctrl+C.", err=True)

    def look_at(path: Path) -> None:
        for each in take(path):
            if for_program:
                paper.as_json_line(each)
            else:
                _tell(each)

    with suppress(KeyboardInterrupt):
        watch(folders, look_at, every_s=every_s, looks=looks)


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else (path,)
        found += sorted(each for each in inside if each.is_file() and not _is_hidden(each, path))
    if len(found) > TEN_THOUSAND:
        raise DataProblem(
            f"There are {len(found)} files; at most {TEN_THOUSAND} at once. Name fewer folders."
        )
    return found


def _is_hidden(path: Path, folder: Path) -> bool:
    """Whether a system keeps a file to itself, in a folder that somebody named."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


@contextmanager
def _taking(source: Source) -> Iterator[Take]:
    """Give what takes a file into a diary and yields what became of it."""
    if isinstance(source, SiteSource):
        yield partial(_into_the_site, source)
    elif isinstance(source, FileSource):
        with TemporaryDirectory(prefix="backstride-import-") as folder:
            yield FileImport(source, Path(folder)).take
    else:
        raise TypeError(f"no import into a {type(source).__name__}")


def _into_the_site(source: SiteSource, path: Path, answers: Answers) -> Iterator[dict[str, Any]]:
    from backstride.site import importing, originals

    try:
        with path.open("rb"):
            size = path.stat().st_size
    except OSError as error:
        yield refused(path, f"It cannot be read: {error.strerror}.")
        return
    if size > Limits().max_archive_bytes:
        yield from (refused(path, refusal.words) for refusal in read_apart(path).refusals)
        return
    found = importing.take_path(
        source.walker, path, name=path.name, now=source.now(), answers=answers
    )
    try:
        yield from map(partial(_told, path), found)
    except originals.GoneError as error:
        raise DataProblem("Your diary was deleted meanwhile. Nothing is kept.") from error


def _told(path: Path, each: Imported) -> dict[str, Any]:
    return {
        "file": str(path),
        "name": each.name,
        "outcome": each.outcome.value,
        "words": each.words,
        "notices": list(each.notices),
        "questions": [question.value for question in each.open],
        "walk_id": None if each.walk_id is None else str(each.walk_id),
        "minutes": each.minutes,
    }


def _tell(became: dict[str, Any]) -> None:
    err = became["outcome"] not in TAKEN
    paper.say(f"{became['file']}: {became['words']}", err=err)
    for notice in became["notices"]:
        paper.say(notice, indent=4, err=err)
    if became["questions"]:
        options = [ANSWERS[each] for each in Open if each.value in became["questions"]]
        paper.say(f"Answer with {', '.join(options)}.", indent=4)
