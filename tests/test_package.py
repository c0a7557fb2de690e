"""What is locked, and what goes into the wheel."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.txt"))
ONE_PIN = re.compile(r"^([\w.-]+)==([\w.+-]+)", re.MULTILINE)


def project() -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(settings["project"])


def pins(lock: str) -> dict[str, set[str]]:
    """Map each package of a lock to the versions it may have there."""
    found: dict[str, set[str]] = {}
    for name, version in ONE_PIN.findall((ROOT / "requirements" / lock).read_text("utf-8")):
        found.setdefault(name.lower().replace("_", "-"), set()).add(version)
    return found


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_checksum(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text("utf-8").replace("\\\n", "")
    bare = [
        line.split()[0]
        for line in text.splitlines()
        if line and not line.lstrip().startswith("#") and "--hash=sha256:" not in line
    ]
    assert pins(lock)
    assert not bare, f"no checksum for {bare}: run `make lock`"


def test_the_locks_hold_everything_the_package_needs() -> None:
    needed = {name_of(one) for one in project()["dependencies"]}
    assert needed - pins("serve.txt").keys() == set(), "run `make lock`"
    needed |= {name_of(one) for one in project()["optional-dependencies"]["test"]}
    assert needed - pins("test.txt").keys() == set(), "run `make lock`"


def test_the_tests_run_with_the_versions_that_are_served() -> None:
    served, tested = pins("serve.txt"), pins("test.txt")
    assert {name: tested.get(name) for name in served} == served


def test_the_front_end_lock_holds_checksums_and_no_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []


def test_the_front_end_tools_are_pinned_exactly() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    loose = {name: one for name, one in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", one)}
    assert loose == {}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "src/backstride"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    tracked = {name.removeprefix("src/") for name in listed.stdout.splitlines()}
    present = {name for name in tracked if (ROOT / "src" / name).exists()}
    assert present - set(wheel.namelist()) == set()


def test_the_wheel_holds_the_built_front_end(wheel: zipfile.ZipFile) -> None:
    built = "backstride/site/static/backstride/built/"
    inside = {name.removeprefix(built) for name in wheel.namelist() if name.startswith(built)}
    assert {"htmx.min.js", "fonts.css", "LICENCES.txt"} <= inside
    assert [name for name in inside if name.endswith(".woff2")]


def test_the_wheel_needs_no_node_and_holds_no_tests(wheel: zipfile.ZipFile) -> None:
    strays = [
        name
        for name in wheel.namelist()
        if name.endswith((".ts", ".sqlite3"))
        or name.startswith(("tests/", "frontend/"))
        or "/." in name
    ]
    assert strays == []


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    text = wheel.read(next(name for name in wheel.namelist() if name.endswith("/METADATA")))
    said = Parser().parsestr(text.decode())
    assert said["Name"] == "backstride"
    assert said["License-Expression"] == "Apache-2.0"
    assert said["Requires-Python"] == ">=3.11"
