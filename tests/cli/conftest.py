"""The command line in the tests: on a diary file, on the site's database, in a process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from backstride.cli import main
from backstride.cli.source import FileSource
from backstride.diary import AnyEvent, Diary, write_lines
from tests.site.conftest import NOW, home, now, other_owner, other_walker, owner, walker

__all__ = ["NOW", "Run", "home", "now", "other_owner", "other_walker", "owner", "walker"]

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command with the clock held; `input` is typed."""

    def stand(self: FileSource) -> datetime:
        return NOW

    monkeypatch.setattr(FileSource, "now", stand)
    monkeypatch.setenv("TZ", "Europe/Berlin")

    def runs(*arguments: object, input: str | None = None) -> Result:
        result = CliRunner().invoke(main, [str(each) for each in arguments], input=input)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return runs


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a diary file that is not there yet."""
    return tmp_path / "diary.jsonl"


def write(file: Path, events: Iterable[AnyEvent]) -> Path:
    """Write a diary file."""
    with file.open("wb") as out:
        write_lines(events, out)
    return file


def read(file: Path) -> Diary:
    """Return the diary in a file."""
    return FileSource(file).diary()


def printed(result: Result) -> Any:
    """Return the JSON that a command printed."""
    return json.loads(result.stdout)


@pytest.fixture
def recordings(data_dir: Path) -> Path:
    """Return the folder of real and malformed recordings; skip where it is absent."""
    return data_dir / "recordings"
