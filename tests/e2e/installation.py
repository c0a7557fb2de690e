"""An installation that really runs: a process, a folder of its own, a clock that can be set."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from tests.cli.served import LINK, command

ROOT = Path(__file__).resolve().parent.parent.parent
START_S = 60
STOP_S = 30
SHOWN = 3000
"""Characters of an error that are shown."""

ZONE = "Europe/Berlin"


@dataclass
class Installation:
    """The running site.

    ``base`` is its address, ``link`` the sign-in link that it printed when it started.
    """

    home: Path
    base: str
    link: str
    log: Path
    accounts: subprocess.Popen[str]
    surroundings: dict[str, str]
    served: list[subprocess.Popen[str]]

    def crash_and_start_again(self, **surroundings: str) -> None:
        """Kill the site as a power cut would, and start it again, perhaps another version."""
        self.served[-1].kill()
        self.served[-1].wait(STOP_S)
        log, errors = (self.log.with_name(f"{name}-again.txt") for name in ("said", "errors"))
        with log.open("w") as out, errors.open("w") as err:
            again = _start(
                command("serve", "--port", self.base.rpartition(":")[2]),
                {**self.surroundings, **surroundings},
                out=out,
                err=err,
            )
        self.served.append(again)
        _link_in(log, again, errors)

    def stand_at(self, moment: str) -> None:
        """Set the clock, to a moment such as ``2026-05-14T09:00+02:00``; it stands still."""
        stand_at(self.home, moment)

    def link_for(self, name: str) -> str:
        """Return a sign-in link for an account, which is made if there is none of that name."""
        assert self.accounts.stdin is not None
        assert self.accounts.stdout is not None
        self.accounts.stdin.write(json.dumps(name) + "\n")
        self.accounts.stdin.flush()
        path = self.accounts.stdout.readline().strip()
        assert path.startswith("/sign-in/"), f"no link for {name}: {path!r}"
        return self.base + path

    def assert_no_error(self) -> None:
        """Fail where the site has had an error of its own since it was started."""
        told = "".join(each.read_text() for each in self.log.parent.glob("errors*.txt"))
        assert "Traceback" not in told, f"the site had an error of its own:\n{told[-SHOWN:]}"

    def said(self) -> str:
        """Return what the site wrote for the person at the terminal."""
        return self.log.read_text()


def stand_at(home: Path, moment: str) -> None:
    """Set the clock of the installation in that folder, at one stroke."""
    assert datetime.fromisoformat(moment).tzinfo is not None
    draft = home / "clock.draft"
    draft.write_text(moment)
    draft.rename(home / "clock")


@contextmanager
def installed(folder: Path, moment: str) -> Iterator[Installation]:
    """Run the site on a new folder until the block ends."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    stand_at(home, moment)
    log, errors = folder / "said.txt", folder / "errors.txt"
    mine = {name: value for name, value in os.environ.items() if "BACKSTRIDE" not in name}
    surroundings = {
        **mine,
        "BACKSTRIDE_HOME": str(home),
        "BACKSTRIDE_INVENTED": "1",
        "PYTHONUNBUFFERED": "1",
        "TZ": ZONE,
    }
    with log.open("w") as out, errors.open("w") as err:
        port = str(_free_port())
        site = _start(command("serve", "--port", port), surroundings, out=out, err=err)
        served = [site]
        accounts = None
        try:
            link = _link_in(log, site, errors)
            accounts = _start(
                [sys.executable, "-m", "tests.e2e.accounts"],
                surroundings,
                out=subprocess.PIPE,
                err=err,
            )
            base = re.sub(r"/sign-in/.*", "", link)
            running = Installation(home, base, link, log, accounts, surroundings, served)
            yield running
        finally:
            for process in (accounts, *served):
                if process is not None:
                    _end(process)
    running.assert_no_error()


def _start(
    words: list[str], surroundings: dict[str, str], *, out: IO[str] | int, err: IO[str]
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words,
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=err,
        text=True,
    )


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.communicate(timeout=STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate(timeout=STOP_S)


def _link_in(log: Path, site: subprocess.Popen[str], errors: Path) -> str:
    until = time.monotonic() + START_S
    while time.monotonic() < until and site.poll() is None:
        if found := LINK.search(log.read_text()):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"the site gave no link: {log.read_text()}{errors.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
