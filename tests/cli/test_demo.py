"""``backstride demo``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.served import served
from tests.cli.test_serve import free_port


def test_it_shows_ten_weeks_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, temporary = tmp_path / "mine", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with served(mine, "demo", "--port", str(free_port())) as site:
        cookies = site.sign_in()
        plan = json.loads(site.get("/api/plan", Cookie=cookies).body)
        lines = site.get("/api/diary.jsonl", Cookie=cookies).body.splitlines()
        routes = site.get("/routes/", Cookie=cookies).body
        (folder,) = temporary.iterdir()
        assert (folder / "backstride.sqlite3").exists()
        site.process.terminate()
        _, errors = site.process.communicate(timeout=30)
    assert "River Ammel" in str(routes)
    assert "Walk this loop" in str(routes)
    assert plan["started"] < "2026-03-10"
    assert plan["on"] > "2026-05-10"
    assert plan["today"]["action"] == "walk"
    assert {json.loads(line)["source"] for line in lines} == {"demo"}
    assert not mine.exists()
    assert not folder.exists()
    assert "Traceback" not in errors
