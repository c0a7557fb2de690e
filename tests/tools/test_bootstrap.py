"""How the checkout makes itself ready."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import bootstrap


@pytest.mark.parametrize(
    "version", [(20, 19, 0), (20, 20, 2), (22, 12, 0), (24, 0, 0), (24, 19, 1), (26, 1, 0)]
)
def test_it_uses_a_node_that_the_tools_run_on(version: tuple[int, ...]) -> None:
    assert bootstrap.node_will_do(version)


@pytest.mark.parametrize(
    "version", [(), (12, 22, 9), (18, 20, 4), (20, 18, 3), (21, 7, 3), (22, 11, 0), (23, 11, 0)]
)
def test_it_refuses_a_node_that_is_missing_or_too_old(version: tuple[int, ...]) -> None:
    assert not bootstrap.node_will_do(version)


def test_it_asks_for_the_same_node_as_the_package_file(repo: Path) -> None:
    wanted = json.loads((repo / "package.json").read_text("utf-8"))["engines"]["node"]
    assert wanted == "^20.19.0 || ^22.12.0 || >=24.0.0"


def test_a_program_that_is_not_there_has_no_version() -> None:
    assert bootstrap.node_version("no-such-program-anywhere") == ()


def test_a_changed_file_is_a_reason_to_do_a_step_again(repo: Path) -> None:
    one = bootstrap.digest([repo / "package.json"])
    both = bootstrap.digest([repo / "package.json", repo / "tsconfig.json"])
    swapped = bootstrap.digest([repo / "tsconfig.json", repo / "package.json"])
    assert len({one, both, swapped}) == 3
    assert bootstrap.digest([repo / "package.json"]) == one


def test_a_step_is_remembered_by_what_it_was_done_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    assert bootstrap.remembered("serve") == ""
    bootstrap.remember("serve", "this lock")
    assert bootstrap.remembered("serve") == "this lock"


def test_an_installed_lock_is_not_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "pip", lambda *arguments: calls.append(arguments))
    bootstrap.ensure_requirements("test")
    bootstrap.ensure_requirements("test")
    bootstrap.ensure_requirements("serve")
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]


def test_without_ensurepip_it_borrows_the_systems_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "venv")
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "has_ensurepip", lambda: False)
    monkeypatch.setattr(bootstrap, "pip_version", lambda: (23, 0))
    monkeypatch.setattr(bootstrap, "run", commands.append)
    bootstrap.ensure_environment()
    assert [command[1:4] for command in commands] == [["-m", "venv", "--without-pip"]]


def test_without_ensurepip_and_pip_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "venv")
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "has_ensurepip", lambda: False)
    monkeypatch.setattr(bootstrap, "pip_version", lambda: ())
    monkeypatch.setattr(bootstrap, "apt_get", lambda: [])
    with pytest.raises(bootstrap.MachineError, match=r"apt-get install -y python3\.\d+-venv"):
        bootstrap.ensure_environment()
