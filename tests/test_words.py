"""Words that a walker reads: none that frightens, blames or cheers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "backstride"
UNSEEN = {"simulation"}
"""Rooms whose data files no walker reads."""

NEVER = re.compile(
    r"\b(?:injur\w*|damag\w*|fragile|wear and tear|danger\w*|warnings?|fail\w*|missed"
    r"|streaks?|great job)\b|!",
    re.IGNORECASE,
)
NOT_TEXT = re.compile(
    r"<!--.*?-->|{#.*?#}|{% comment.*?endcomment %}|{%.*?%}|{{.*?}}|<!doctype[^>]*>"
    r"|<(?:script|style|svg)\b.*?</(?:script|style|svg)>|<[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
SOURCES = {"source", "sources", "cite", "citation", "url"}
"""Keys that hold the title of somebody's paper."""


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def data_files() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.toml"))
    return [path for path in found if not UNSEEN & set(path.relative_to(PACKAGE).parts)]


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in SOURCES:
                yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", templates(), ids=name)
def test_a_page_says_nothing_that_frightens_or_blames(path: Path) -> None:
    text = NOT_TEXT.sub(" ", path.read_text(encoding="utf-8"))
    assert NEVER.findall(text) == []


@pytest.mark.parametrize("path", data_files(), ids=name)
def test_a_data_file_says_nothing_that_frightens_or_blames(path: Path) -> None:
    said = sentences(tomllib.loads(path.read_text(encoding="utf-8")))
    assert [one for one in said if NEVER.search(one)] == []


def test_it_looks_at_every_page_and_every_sentence() -> None:
    assert templates()
    assert data_files()
    page = "<!doctype html><p title='!'>{{ failed }} Well <b>done!</b></p><!-- missed -->"
    assert NEVER.findall(NOT_TEXT.sub(" ", page)) == ["!"]
    rule = {"words": ["A missed walk"], "source": "Fragile X, 2001"}
    assert [one for one in sentences(rule) if NEVER.search(one)] == ["A missed walk"]
