"""What holds for every sentence that a person reads, whichever room says it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
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


def unsaid(module: str | None, said: Iterable[str]) -> list[str]:
    """Return the pieces of a module's sentences, of two words or more, that no example holds."""
    assert module is not None
    told = tuple(said)
    tree = ast.parse(Path(module).read_text(encoding="utf-8"))
    return [each for each in _pieces(tree) if not any(each in example for example in told)]


def _pieces(tree: ast.Module) -> Iterator[str]:
    """Yield what stands in the strings of a module, but for its comments on itself."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            pieces = re.split(r"\{[^}]*\}", node.value)
            yield from (piece.strip() for piece in pieces if len(piece.split()) > 1)
