"""The data folder and the secret key in it."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backstride.site.home import Home, home


def test_it_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BACKSTRIDE_HOME", str(tmp_path / "mine"))
    assert home().folder == tmp_path / "mine"


def test_it_follows_the_desktop_convention_on_linux(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BACKSTRIDE_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home().folder == tmp_path / "backstride"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home().folder == tmp_path / ".local" / "share" / "backstride"


def test_it_follows_the_desktop_convention_on_a_mac(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BACKSTRIDE_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home().folder == tmp_path / "Library" / "Application Support" / "Backstride"


def test_the_key_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    place = Home(tmp_path / "new" / "home")
    key = place.secret_key()
    assert len(key) >= 48
    assert place.secret_key() == key
    assert stat.S_IMODE((place.folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert Home(tmp_path / "one").secret_key() != Home(tmp_path / "two").secret_key()


def test_starts_at_the_same_time_agree_on_one_key(tmp_path: Path) -> None:
    place = Home(tmp_path / "home")
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: place.secret_key(), range(8)))
    assert len(keys) == 1
    assert [each.name for each in place.folder.iterdir()] == ["secret-key"]


def test_an_empty_key_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    with pytest.raises(ValueError, match="Delete it and start again"):
        Home(tmp_path).secret_key()


def test_two_folders_have_two_tags(tmp_path: Path) -> None:
    assert Home(tmp_path / "one").tag != Home(tmp_path / "two").tag


def test_an_account_without_a_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKSTRIDE_HOME", "~nobody-has-this-name/data")
    with pytest.raises(ValueError, match="Set BACKSTRIDE_HOME"):
        home()
