"""A site that really runs, in a process of its own, on a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

LINK = re.compile(r"http://127\.0\.0\.1:\d+/sign-in/\S+")


@dataclass(frozen=True)
class Answer:
    """What the site answered."""

    status: int
    headers: HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Site:
    """The process, and the link it printed."""

    process: subprocess.Popen[str]
    link: str

    @property
    def port(self) -> int:
        """Return the port it listens on."""
        port = urlsplit(self.link).port
        assert port is not None
        return port

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def sign_in(self) -> str:
        """Open the link; return the cookies to send with each request."""
        answer = self.get(urlsplit(self.link).path)
        assert answer.status == 302
        given = answer.headers.get_all("Set-Cookie") or []
        return "; ".join(cookie.partition(";")[0].strip() for cookie in given)


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a process on that data folder."""
    mine = {name: value for name, value in os.environ.items() if "BACKSTRIDE" not in name}
    return {**mine, "BACKSTRIDE_HOME": str(home), "TZ": "Europe/Berlin"}


def command(*arguments: str) -> list[str]:
    """Return the command line of `backstride` with these arguments."""
    return [sys.executable, "-c", "from backstride.cli import main; main()", *arguments]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(*arguments),
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def served(home: Path, *arguments: str) -> Iterator[Site]:
    """Run a command that serves until the block ends."""
    process = subprocess.Popen(
        command(*(arguments or ("serve",))),
        env={**environment(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Site(process, _link_of(process))
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def _link_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if found := LINK.search(line):
            return found[0]
    raise AssertionError(f"it ended without a link: {said}{process.communicate()[1]}")
