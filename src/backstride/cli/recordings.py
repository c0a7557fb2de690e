"""``backstride import``: recordings of a watch or a phone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from backstride.cli import paper
from backstride.cli.entry import MINUTES
from backstride.cli.exits import DataProblem
from backstride.cli.moment import moment_of
from backstride.cli.source import FileSource, SiteSource, Source, json_option, with_diary
from backstride.cli.tally import Tally
from backstride.cli.watched import watch
from backstride.diary import Walk
from backstride.recordings import Limits, Recording, read_apart, read_each_apart
from backstride.site.counted_steps import stepped
from backstride.site.design import day_month, minutes
from backstride.site.recorded_walk import (
    Answers,
    NeedsAnswers,
    NotAWalk,
    at_the_same_time,
    same_walk,
    walk_from,
)

TEN_THOUSAND = 10_000
"""Files of one call (judgement): twenty years of daily walks are 7,300."""

NAMESPACE = UUID("0d3c3f0e-6d5e-5b7c-9a53-6f4f0a2f8f11")
"""Of walks in diary files: the same recording is the same walk in every file."""

TAKEN = ("imported", "joined", "same", "open", "not_a_walk")
"""Outcomes of files that could be read; ``refused`` is the other one."""


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
    watching: bool,
    every_s: int,
    looks: int | None,
    for_program: bool,
) -> None:
    """Add the walks that recordings hold: single files, zip archives, or folders.

    What only you know about a recording is asked for; answer with --walk, --start and
    --minutes. The same walk counts once, whatever its file or device. A file that cannot
    be read does not stop the others. Ends with exit code 1 if one was refused.

    With --watch it goes on looking into the folders until you stop it, takes each file once it
    is complete, and with --json prints one line for each result.
    """
    began = None if start is None else moment_of(start, source.zone(), source.now(), "--start")
    answers = Answers(on_foot=on_foot, start=began, minutes=length)
    if watching:
        _watch(source, paths, answers, every_s, looks, for_program)
        return
    became: list[dict[str, Any]] = []
    files = _files(paths)
    tally = Tally(len(files), is_shown=not for_program)
    for path in files:
        tally.begin(path.name)
        for each in _take(source, path, answers):
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
    source: Source,
    folders: tuple[Path, ...],
    answers: Answers,
    every_s: int,
    looks: int | None,
    for_program: bool,
) -> None:
    files = [path for path in folders if not path.is_dir()]
    if files:
        raise DataProblem(f"{files[0]} is no folder. Name folders to watch.")
    if not for_program:
        paper.say(f"Looking every {every_s} seconds. Stop with Ctrl+C.", err=True)

    def take(path: Path) -> None:
        for each in _take(source, path, answers):
            if for_program:
                paper.as_json_line(each)
            else:
                _tell(each)

    with suppress(KeyboardInterrupt):
        watch(folders, take, every_s=every_s, looks=looks)


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


def _take(source: Source, path: Path, answers: Answers) -> Iterable[dict[str, Any]]:
    if isinstance(source, SiteSource):
        return _into_the_site(source, path, answers)
    if isinstance(source, FileSource):
        return _into_the_file(source, path, answers)
    raise TypeError(f"no import into a {type(source).__name__}")


def _into_the_site(source: SiteSource, path: Path, answers: Answers) -> Iterator[dict[str, Any]]:
    from backstride.site import importing

    try:
        with path.open("rb"):
            size = path.stat().st_size
    except OSError as error:
        yield _refused(path, f"It cannot be read: {error.strerror}.")
        return
    if size > Limits().max_archive_bytes:
        yield from (_refused(path, refusal.words) for refusal in read_apart(path).refusals)
        return
    found = importing.take_path(
        source.walker, path, name=path.name, now=source.now(), answers=answers
    )
    for each in found:
        yield {
            "file": str(path),
            "name": each.name,
            "outcome": each.outcome.value,
            "words": each.words,
            "notices": list(each.notices),
            "questions": [question.value for question in each.open],
            "walk_id": None if each.walk_id is None else str(each.walk_id),
            "minutes": each.minutes,
        }


def _into_the_file(source: FileSource, path: Path, answers: Answers) -> Iterator[dict[str, Any]]:
    for result in read_each_apart(path):
        inside = "" if result.name == path.name else f"{result.name}: "
        for refusal in result.refusals:
            yield _refused(path, f"{inside}{refusal.words}")
        for recording in result.recordings:
            walk = walk_from(
                stepped(recording, path),
                namespace=NAMESPACE,
                zone=source.zone(),
                now=source.now(),
                answers=answers,
            )
            yield {**_read(path, recording), **_write(source, walk)}


def _read(path: Path, recording: Recording) -> dict[str, Any]:
    return {
        "file": str(path),
        "name": recording.source.name,
        "notices": [notice.words for notice in recording.notices],
        "questions": [],
        "walk_id": None,
        "minutes": None,
    }


def _write(source: FileSource, walk: Walk | NeedsAnswers | NotAWalk) -> dict[str, Any]:
    if isinstance(walk, NeedsAnswers):
        return {"outcome": "open", "words": walk.words, "questions": [q.value for q in walk.open]}
    if isinstance(walk, NotAWalk):
        return {"outcome": "not_a_walk", "words": walk.words}
    diary = source.diary()
    there = same_walk(diary, walk) or next(iter(at_the_same_time(diary, walk)), None)
    found = there or walk
    told = {"walk_id": str(found.id), "minutes": found.minutes}
    if there is not None or walk.id in diary:
        return {**told, "outcome": "same", "words": "This walk is in the diary. It counts once."}
    source.append([walk])
    dated = f"{minutes(round(walk.minutes))} on {day_month(walk.day)} {walk.day.year}."
    return {**told, "outcome": "imported", "words": dated}


def _refused(path: Path, words: str) -> dict[str, Any]:
    return {
        "file": str(path),
        "name": path.name,
        "outcome": "refused",
        "words": words,
        "notices": [],
        "questions": [],
        "walk_id": None,
        "minutes": None,
    }


def _tell(became: dict[str, Any]) -> None:
    err = became["outcome"] not in TAKEN
    paper.say(f"{became['file']}: {became['words']}", err=err)
    for notice in became["notices"]:
        paper.say(notice, indent=4, err=err)
    if became["questions"]:
        paper.say("Answer with --walk or --no-walk, --start and --minutes.", indent=4)
