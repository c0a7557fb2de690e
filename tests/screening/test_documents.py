"""The page for clinicians says what the question file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from backstride.screening import QUESTIONS, Question


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda each: each.id)
def test_the_page_for_clinicians_lists_every_question(asked: Question, repo: Path) -> None:
    page = (repo / "docs" / "clinicians" / "safety-questions.md").read_text(encoding="utf-8")
    assert f"| {int(asked.id[1:])} | {asked.text} |" in page
