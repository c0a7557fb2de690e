"""The rules of the house, kept by a test rather than by memory."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "backstride"
TOP = {"site", "cli"}
"""Rooms that may know Django, the clock and each other."""

VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "tools", "util", "utils"}
LONGEST_MODULE = 400

CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}
CLOCKS |= {f"datetime.{name}" for name in CLOCKS} | {"timezone.now", "time.localtime"}

# Put together here, so that this file does not name them either.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
    ]
]

MACHINE_PATH = re.compile(r"(?<![\w.~}$-])/(?:home|Users|root|work|mnt|private)/[\w.-]+")


def tracked() -> list[Path]:
    """List the files that a clone would hold and this working tree still has."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture, a recording
            continue


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def rooms() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(tree: ast.AST) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the line, the module and the names of each import; no names for ``import x``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, []) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.lineno, node.module, [alias.name for alias in node.names]


def public_names(room: str) -> set[str]:
    """Read ``__all__`` of a room without importing it."""
    tree = ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            assert isinstance(node, ast.Assign)
            return set(ast.literal_eval(node.value))
    return set()


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def lines(found: list[str]) -> str:
    return "\n  ".join(["", *found])


def test_no_tracked_file_names_a_package_registry() -> None:
    found = [f"{path}: {host}" for path, text in texts() for host in REGISTRY_HOSTS if host in text]
    assert not found, f"these name the host of a package registry:{lines(found)}"


def test_no_tracked_file_holds_a_path_of_somebodys_machine() -> None:
    found = [
        f"{path}:{number}: {match[0]}"
        for path, text in texts()
        if path.name != "package-lock.json"
        for number, line in enumerate(text.splitlines(), 1)
        for match in MACHINE_PATH.finditer(line)
        if "://" not in line
    ]
    assert not found, f"these hold a path that exists on one machine:{lines(found)}"


def test_no_tracked_file_is_a_secret_or_a_walkers_data() -> None:
    endings = {".key", ".pem", ".sqlite3", ".env"}
    found = [str(path.relative_to(ROOT)) for path in tracked() if path.suffix in endings]
    assert not found, f"these do not belong in the repository:{lines(found)}"


def test_every_module_is_named_by_what_it_holds() -> None:
    found = [str(path.relative_to(ROOT)) for path in modules() if path.stem in VAGUE]
    found += [f"src/backstride/{room}" for room in rooms() if room in VAGUE]
    assert not found, f"these names say nothing:{lines(found)}"


def test_every_module_can_be_read_in_one_sitting() -> None:
    counts = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    found = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path, count in counts.items()
        if count > LONGEST_MODULE
    ]
    assert not found, f"longer than {LONGEST_MODULE} lines:{lines(found)}"


def test_no_module_leaves_something_for_later() -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|pragma: no" + " cover")
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in texts()
        if path.suffix in {".py", ".ts", ".mjs", ".html", ".css", ".toml"}
        for number, line in enumerate(text.splitlines(), 1)
        if later.search(line)
    ]
    assert not found, f"do it or leave it out:{lines(found)}"


def test_every_ignored_complaint_says_why() -> None:
    """A reason stands behind the marker, or in the comment on the line above."""
    marker = re.compile(
        r"#\s*(?:type:\s*ignore(?:\[[\w,\s-]+\])?|noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?)"
    )
    found = []
    for path, text in texts():
        if path.suffix != ".py":
            continue
        above = ""
        for number, line in enumerate(text.splitlines(), 1):
            match = marker.search(line)
            if match and "re.compile" not in line:
                reason = marker.sub("", line[match.start() :])
                said = re.search(r"[a-z]{3}", reason) or above.strip().startswith("#")
                if not said:
                    found.append(f"{path}:{number}: {line.strip()}")
            above = line
    assert not found, f"say why beside it:{lines(found)}"


def test_nothing_below_the_site_imports_django() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {module}"
        for path in modules()
        if room_of(path) not in TOP
        for line, module, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
        if module.split(".")[0] in {"django", "ninja"}
    ]
    assert not found, f"only site and cli may:{lines(found)}"


def test_nothing_below_the_site_reads_the_clock() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {dotted(node.func)}()"
        for path in modules()
        if room_of(path) not in TOP
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and dotted(node.func) in CLOCKS
    ]
    assert not found, f"take today or now as an argument:{lines(found)}"


def test_rooms_use_only_the_public_names_of_each_other() -> None:
    found = []
    for path in modules():
        for line, module, names in imports(ast.parse(path.read_text(encoding="utf-8"))):
            first, *rest = module.split(".")
            if first != "backstride" or not rest or rest[0] == room_of(path):
                continue
            if rest[0] in TOP and room_of(path) in TOP:
                continue
            where = f"{path.relative_to(ROOT)}:{line}"
            if len(rest) > 1:
                found.append(f"{where}: {module} is inside another room")
            elif rest[0] in rooms():
                hidden = sorted(set(names) - public_names(rest[0]))
                found += [f"{where}: {rest[0]} does not offer {name}" for name in hidden]
    assert not found, f"go through the room's __init__:{lines(found)}"


@pytest.mark.parametrize("room", [room for room in rooms() if room not in TOP])
def test_every_public_name_of_a_room_exists(room: str) -> None:
    probe = (
        f"import backstride.{room} as room; "
        "missing = [name for name in room.__all__ if not hasattr(room, name)]; "
        "assert not missing, missing"
    )
    told = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr


def test_the_import_contract_holds() -> None:
    told = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_room_has_tests() -> None:
    untested = [room for room in rooms() if not list((ROOT / "tests" / room).rglob("test_*.py"))]
    assert not untested, f"no tests for:{lines(untested)}"


def test_every_room_stands_in_the_table_of_rooms() -> None:
    told = (ROOT / "docs" / "developers" / "architecture.md").read_text("utf-8")
    rooms = set(re.findall(r"^\| \w+ \| `(\w+)` \|", told, re.MULTILINE))
    there = {path.stem for path in (ROOT / "src" / "backstride").iterdir() if path.stem[0] != "_"}
    assert rooms == there - {"py"}
