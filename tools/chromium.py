"""Find a Chromium for the browser tests, or install one.

    python -m tools.chromium            print the program's path, or say what to do
    python -m tools.chromium --install  the same, installing one first if none is found

Looks at the CHROMIUM variable, then at the usual names and places, then at the copy
that Playwright keeps. Installs from the system's packages where that needs no
password, else through Playwright.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.bootstrap import apt_get, say, succeeds

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC_PROGRAMS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chromium", description="Find a Chromium.")
    parser.add_argument("--install", action="store_true", help="install one if none is found")
    wanted = parser.parse_args(arguments)
    found = find()
    if not found and wanted.install:
        install()
        found = find()
    if not found:
        print(advice(), file=sys.stderr)
        return 1
    print(found)
    return 0


def find() -> str:
    """Path of the first Chromium that starts; empty when there is none."""
    return next((path for path in candidates() if runs(path)), "")


def candidates() -> Iterator[str]:
    named = os.environ.get("CHROMIUM")
    if named:
        yield named
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield path
    yield from (path for path in MAC_PROGRAMS if Path(path).exists())
    yield from playwright_copy()


def playwright_copy() -> Iterator[str]:
    """Path of the browser that Playwright has downloaded, if it has.

    Asked in a process of its own: its driver cannot start on every machine.
    """
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=False
    )
    path = asked.stdout.strip()
    if asked.returncode == 0 and Path(path).exists():
        yield path


def runs(path: str) -> bool:
    """Tell whether a program starts: Ubuntu's chromium-browser may be an empty shell."""
    return succeeds([path, "--version"])


def install() -> None:
    """Install a Chromium without asking anything; `find` tells whether it worked."""
    apt = apt_get()
    if apt:
        say("Installing Chromium from the system's packages")
        subprocess.run([*apt, "update", "-q"], check=False, stdout=sys.stderr)
        wanted = ["install", "-y", "-q", "--no-install-recommends", "chromium"]
        subprocess.run([*apt, *wanted], check=False, stdout=sys.stderr)
        if find():
            return
    say("Installing Chromium through Playwright")
    with_deps = ["--with-deps"] if apt else []
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", *with_deps, "chromium"],
        check=False,
        stdout=sys.stderr,
    )


def advice() -> str:
    return (
        "The browser tests need Chromium, and none was found.\n"
        "Debian: sudo apt-get install chromium. macOS: brew install --cask chromium.\n"
        "Or set CHROMIUM to the path of a Chromium or Chrome that you have."
    )


if __name__ == "__main__":
    sys.exit(main())
