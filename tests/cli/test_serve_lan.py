"""``backstride serve --lan``, on this machine's own address."""

from __future__ import annotations

import json
import re
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from backstride.site.lan import Authority
from tests.cli.served import LINK, command, environment, run

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Home:
    """A site that serves a home network, and what it said."""

    process: subprocess.Popen[str]
    said: str
    folder: Path
    trusted: Path

    @property
    def base(self) -> str:
        found = re.search(r"https://127\.0\.0\.1:\d+", self.said)
        assert found
        return found[0]

    @property
    def handout(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:84\d\d(?=\n)", self.said)
        assert found
        return found[0]

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> HTTPResponse:
        """Ask for a page as a phone that trusts the certificate."""
        trusting = ssl.create_default_context(cafile=str(self.trusted))
        where = urlsplit(self.base).netloc
        with closing(HTTPSConnection(where, context=trusting, timeout=20)) as connection:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body or None, headers=given)
            answer = connection.getresponse()
            answer.read()
            return answer

    def sign_in(self) -> dict[str, str]:
        """Open a link for phones; return the cookies."""
        told = run(self.folder, "sign-in", "--phone").stdout
        found = re.search(rf"{re.escape(self.base)}(/sign-in/\S+)", told)
        assert found, told
        answer = self.ask(found[1])
        assert answer.status == 302
        given = answer.headers.get_all("Set-Cookie") or []
        assert given
        assert all("Secure" in cookie and "SameSite=Lax" in cookie for cookie in given)
        pairs = (cookie.partition(";")[0].split("=", 1) for cookie in given)
        return {name.strip(): value for name, value in pairs}


@contextmanager
def at_home(folder: Path, *arguments: str, trusted: Path | None = None) -> Iterator[Home]:
    process = subprocess.Popen(
        command("serve", "--lan", "--address", LOOPBACK, *arguments),
        env={**environment(folder), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if LINK.search(line):
                break
        else:
            raise AssertionError(f"{said}{process.communicate()[1]}")
        certificate = trusted or folder / "certificates" / "authority.crt"
        yield Home(process, said, folder, certificate)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with at_home(tmp_path_factory.mktemp("lan") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def cookies(home: Home) -> dict[str, str]:
    return home.sign_in()


def test_a_phone_signs_in_over_an_encrypted_connection(home: Home, cookies: dict[str, str]) -> None:
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    assert home.ask("/help/", cookie=sent).status == 200
    assert home.ask("/api/plan", cookie=sent).status == 200
    assert home.ask("/api/plan").status == 401


def test_it_says_the_steps_the_fingerprint_and_draws_a_code(home: Home) -> None:
    assert "iPhone:" in home.said
    assert "Android:" in home.said
    assert "▀" in home.said
    assert re.search(r"([0-9A-F]{2} ){31}[0-9A-F]{2}", home.said)
    assert "backstride sign-in --phone" in home.said


def test_a_form_is_taken_from_its_own_page_only(home: Home, cookies: dict[str, str]) -> None:
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    page = home.ask("/settings/goal/", cookie=sent)
    token = next(
        cookie.partition(";")[0].partition("=")[2]
        for cookie in page.headers.get_all("Set-Cookie") or []
        if "csrf" in cookie
    )
    name = next(
        cookie.partition("=")[0]
        for cookie in page.headers.get_all("Set-Cookie") or []
        if "csrf" in cookie
    )
    sent += f"; {name}={token}"
    events = json.dumps([])
    common = {"cookie": sent, "content_type": "application/json", "x_csrftoken": token}
    own = home.ask("/api/events", "POST", events, origin=home.base, **common)
    assert own.status == 200
    other = home.ask("/api/events", "POST", events, origin="https://example.org", **common)
    assert other.status == 403
    plain = home.base.replace("https:", "http:")
    assert home.ask("/api/events", "POST", events, origin=plain, **common).status == 403


def test_another_name_is_turned_away(home: Home) -> None:
    assert home.ask("/help/", host="example.org").status == 400


def test_silent_connections_do_not_close_the_door(home: Home) -> None:
    place = urlsplit(home.base)
    trusting = ssl.create_default_context(cafile=str(home.trusted))
    with ExitStack() as silent:
        for number in range(70):
            door = (str(place.hostname), int(place.port or 0))
            knock = silent.enter_context(socket.create_connection(door, timeout=20))
            if number % 4 == 0:
                # Some shake hands, and then say nothing; others do not even that.
                with suppress(OSError):
                    silent.enter_context(trusting.wrap_socket(knock, server_hostname=LOOPBACK))
        assert home.ask("/sign-in/").status == 200
        # Much goes through as well, here to be refused.
        assert home.ask("/sign-in/", "POST", "x" * 3_000_000).status == 413


def test_a_browser_that_does_not_trust_it_yet_goes_no_further(home: Home) -> None:
    with (
        closing(HTTPSConnection(urlsplit(home.base).netloc)) as connection,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        connection.request("GET", "/")


def test_without_encryption_there_is_the_certificate_only(home: Home) -> None:
    for path, status in (("/", 200), ("/backstride.crt", 200), ("/help/", 404), ("/sign-in/", 404)):
        with closing(HTTPConnection(urlsplit(home.handout).netloc)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        assert answer.status == status
        assert answer.headers.get_all("Set-Cookie") is None
        if path.endswith(".crt"):
            assert body == home.trusted.read_bytes()


def test_the_plain_address_of_this_machine_still_works(home: Home) -> None:
    found = LINK.search(home.said)
    assert found
    link = urlsplit(found[0])
    with closing(HTTPConnection(link.netloc)) as connection:
        connection.request("GET", link.path)
        answer = connection.getresponse()
        answer.read()
    assert answer.status == 302
    assert all("Secure" not in cookie for cookie in answer.headers.get_all("Set-Cookie") or [])


def test_it_stops_when_told_and_with_a_certificate_of_ones_own(tmp_path: Path) -> None:
    other = Authority(tmp_path / "others", "other")
    certificate, key = other.ready([LOOPBACK], now=datetime.now(UTC))
    files = ("--cert", str(certificate), "--key", str(key))
    with at_home(tmp_path / "home", *files, trusted=other.certificate) as home:
        assert home.ask("/sign-in/").status == 200
        assert "Once for each phone" not in home.said
        assert not (home.folder / "certificates").exists()
        home.process.send_signal(signal.SIGTERM)
        out, err = home.process.communicate(timeout=30)
        assert home.process.returncode == 0, err
        assert "Everything is stored" in out
