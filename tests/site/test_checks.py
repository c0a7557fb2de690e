"""The system checks, which tell an administrator what to put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.checks import CheckMessage

from backstride.site import checks
from backstride.site.home import Home


def ids(found: list[CheckMessage]) -> list[str | None]:
    return [each.id for each in found]


def test_a_new_installation_has_nothing_to_put_right() -> None:
    assert checks.data_folder() == []
    assert checks.secret_key() == []
    assert checks.sqlite_version() == []


def test_a_folder_that_others_can_read_is_told(home: Home) -> None:
    home.make()
    home.folder.chmod(0o755)
    (found,) = checks.data_folder()
    assert found.id == "backstride.W001"
    assert "chmod 700" in str(found.hint)


def test_a_key_that_others_can_read_is_told(home: Home) -> None:
    home.secret_key()
    (home.folder / "secret-key").chmod(0o644)
    assert ids(checks.secret_key()) == ["backstride.W002"]


def test_an_empty_key_is_told(home: Home) -> None:
    home.make()
    (home.folder / "secret-key").touch(mode=0o600)
    assert ids(checks.secret_key()) == ["backstride.E003"]


def test_a_file_in_place_of_the_folder_is_told(home: Home) -> None:
    home.folder.touch()
    assert ids(checks.data_folder()) == ["backstride.E001"]


def test_a_folder_that_cannot_be_written_is_told(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def refused(path: Path, mode: int) -> bool:
        asked.append(path)
        return False

    monkeypatch.setattr("os.access", refused)
    assert ids(checks.data_folder()) == ["backstride.E002"]
    assert asked == [home.folder.parent]


def test_an_old_sqlite_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 31, 0))
    assert ids(checks.sqlite_version()) == ["backstride.E004"]


def test_pages_without_their_styles_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backstride.site.checks.finders.find", lambda path: None)
    (found,) = checks.front_end()
    assert found.id == "backstride.W003"
    assert "make frontend" in str(found.hint)
    monkeypatch.setattr("backstride.site.checks.finders.find", lambda path: f"/somewhere/{path}")
    assert checks.front_end() == []


def test_an_added_questionnaire_that_cannot_be_used_is_named(home: Home) -> None:
    home.instruments.mkdir(parents=True)
    assert checks.added_instruments() == []
    (home.instruments / "broken.toml").write_text("id = 3")
    (home.instruments / "latin.toml").write_bytes(b"id = '\xe9'")
    (home.instruments / "large.toml").write_text("#" * 300_000)
    (home.instruments / "notes.txt").write_text("not an instrument")
    found = checks.added_instruments()
    assert {each.id for each in found} == {"backstride.W004"}
    told = " ".join(each.msg for each in found)
    assert len(found) == 3
    for words in ("broken.toml: the entry 'score' is missing", "latin.toml", "large.toml"):
        assert words in told
