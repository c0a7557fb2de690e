"""What holds for every sentence that a person reads, whichever room says it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.test_words import NEVER


def assert_kind(sentence: str) -> None:
    """Fail where a sentence is empty, or frightens, blames or cheers."""
    assert sentence
    assert NEVER.findall(sentence) == []
    assert "  " not in sentence
    assert "{" not in sentence


def unlisted(said: Iterable[str], page: Path) -> list[str]:
    """Return the sentences that a page of the documentation does not list."""
    listed = " ".join(page.read_text(encoding="utf-8").split())
    return [each for each in said if each not in listed]
