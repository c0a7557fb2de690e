"""Plain text for a terminal: wrapped, without colours."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable
from typing import Any

import click
from pydantic import BaseModel

WIDEST = 80


def width() -> int:
    """Return how many characters a line holds."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)


def say(text: str = "", *, indent: int = 0, mark: str = "", err: bool = False) -> None:
    """Print a paragraph, wrapped; `mark` hangs in front of its first line."""
    if not text:
        click.echo(err=err)
        return
    lead = " " * indent
    wrapped = click.wrap_text(
        text,
        width=width(),
        initial_indent=lead + mark,
        subsequent_indent=lead + " " * len(mark),
    )
    click.echo(wrapped, err=err)


def line(text: str, *, indent: int = 0) -> None:
    """Print a line of a table as it is."""
    click.echo(" " * indent + text)


def listed(items: Iterable[str], *, indent: int = 2) -> None:
    """Print each item as a paragraph with a dash."""
    for item in items:
        say(item, indent=indent, mark="- ")


def fit_streams() -> None:
    """Let a terminal that knows few characters show the rest as question marks.

    What an answer asks for has to be read to its end, quotation marks or not.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def as_json_line(document: dict[str, Any]) -> None:
    """Print a document on one line for a program that reads along."""
    # What is not ASCII is escaped: whoever reads it cannot know this machine's encoding.
    click.echo(json.dumps(document))
    sys.stdout.flush()


def as_json_list(documents: Iterable[dict[str, Any]]) -> None:
    """Print documents as one list for a program, each as soon as it is there."""
    before = "["
    for document in documents:
        inner = _json(document).replace("\n", "\n  ")
        click.echo(f"{before}\n  {inner}", nl=False)
        sys.stdout.flush()
        before = ","
    click.echo("[]" if before == "[" else "\n]")


def as_json(document: BaseModel | dict[str, Any] | list[Any]) -> None:
    """Print a document for a program."""
    plain = document.model_dump(mode="json") if isinstance(document, BaseModel) else document
    click.echo(_json(plain))


def _json(plain: dict[str, Any] | list[Any]) -> str:
    # Whoever reads it cannot know this machine's encoding: what is not ASCII is escaped where
    # that is not UTF-8.
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(plain, indent=2, ensure_ascii=not unicode)
