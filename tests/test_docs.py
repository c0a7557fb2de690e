"""The documentation points at things that exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from backstride.cli import main as backstride

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)\s]+)\)")
TARGET = re.compile(r"^([a-z0-9-]+):", re.MULTILINE)


def pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    local = [link.split("#")[0] for link in links if "://" not in link]
    missing = [link for link in local if link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^    (?:.*&& )?)make (?:-\w )?([a-z][a-z0-9-]*)", text, re.MULTILINE)
    assert sorted(set(named) - targets) == []


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"(?:`|bin/)backstride ([a-z][a-z-]*)", text)
    assert sorted(set(named) - set(backstride.commands)) == []


def test_help_lists_every_target() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = set(re.findall(r"^  make ([a-z0-9-]+)", told.stdout, re.MULTILINE))
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert listed == targets
