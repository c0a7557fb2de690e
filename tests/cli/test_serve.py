"""``backstride serve`` and ``backstride sign-in``, in processes of their own."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from backstride.cli import main as backstride
from backstride.site.serve import listen, serve
from backstride.site.start import InstallationError
from tests.cli.served import LINK, Site, run, served


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "installation"


@pytest.fixture(scope="module")
def running_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("running") / "installation"


@pytest.fixture(scope="module")
def site(running_place: Path) -> Iterator[Site]:
    with served(running_place, "serve", "--port", str(free_port())) as running:
        yield running


@pytest.fixture(scope="module")
def cookies(site: Site) -> str:
    """Return the cookies of whoever opened the link that it printed; it works once."""
    return site.sign_in()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_a_fresh_installation_and_its_link_signs_in(site: Site, cookies: str) -> None:
    assert site.get("/api/plan").status == 401
    answer = site.get("/api/plan", Cookie=cookies)
    assert answer.status == 200
    assert json.loads(answer.body)["today"]["action"] == "screen"


def test_it_does_not_name_what_it_runs_on(site: Site) -> None:
    answer = site.get("/sign-in/")
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


def test_it_turns_away_another_host_name(site: Site) -> None:
    assert site.get("/sign-in/", Host="evil.example").status == 400


def test_it_takes_no_large_body_of_a_stranger_and_says_so(site: Site, cookies: str) -> None:
    much = b"x" * 3_000_000
    own = {"Cookie": cookies, "Content-Type": "application/octet-stream"}
    asked: tuple[tuple[str, dict[str, str]], ...]
    asked = (("/sign-in/", {}), ("/walked/files/", {}), ("/walked/files/", own))
    codes = []
    for path, headers in asked:
        with closing(HTTPConnection("127.0.0.1", site.port, timeout=20)) as connection:
            connection.request("POST", path, body=much, headers=headers)
            answer = connection.getresponse()
            said = answer.read().decode()
            codes.append(answer.status)
            assert answer.status == 403 or "Nothing was taken" in said
    # The last one came as far as the site itself, which asks for the token of a form.
    assert codes == [413, 401, 403]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told(place: Path, sign: signal.Signals) -> None:
    with served(place, "serve", "--port", str(free_port())) as running:
        running.process.send_signal(sign)
        said, errors = running.process.communicate(timeout=30)
    assert running.process.returncode == 0
    assert "Traceback" not in errors
    assert "Stopped. Everything is stored." in said
    assert not (place / "address").exists()


def test_it_finishes_the_answer_under_way_before_it_stops(place: Path) -> None:
    with served(place, "serve", "--port", str(free_port())) as running:
        cookies = running.sign_in()
        with socket.create_connection(("127.0.0.1", running.port), timeout=20) as asking:
            asking.sendall(
                f"GET /help/ HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n"
                f"Cookie: {cookies}\r\n\r\n".encode()
            )
            # A request that was not read yet may be turned away; this one is under way.
            begun = asking.recv(1)
            running.process.send_signal(signal.SIGTERM)
            running.process.send_signal(signal.SIGTERM)
            said, errors = running.process.communicate(timeout=30)
            answer = begun + b"".join(iter(lambda: asking.recv(65536), b""))
    assert running.process.returncode == 0
    assert "Traceback" not in errors
    assert "Stopped. Everything is stored." in said
    # Whole, or not begun at all.
    assert answer == b"" or answer.rstrip().endswith(b"</html>")


def test_what_the_sign_in_page_says_to_type_prints_a_link(site: Site) -> None:
    page = site.get("/sign-in/").body.decode()
    told = re.search(r'<code class="secret">(.+?)</code>', page)
    assert told is not None
    typed = subprocess.run(
        unescape(told[1]),
        shell=True,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    found = LINK.search(typed.stdout)
    assert found is not None, typed.stderr
    assert found[0] != site.link
    assert Site(site.process, found[0]).sign_in()


def test_a_second_one_on_the_same_data_says_where_it_runs_and_ends(
    running_place: Path, site: Site
) -> None:
    second = run(running_place, "serve", "--port", str(free_port()), "--lan")
    assert second.returncode == 0, second.stderr
    assert f"runs already at http://127.0.0.1:{site.port}" in second.stdout
    assert "start it again with --lan" in second.stdout
    found = LINK.search(second.stdout)
    assert found is not None
    assert Site(site.process, found[0]).sign_in()
    # Its end takes nothing from the one that runs.
    assert run(running_place, "sign-in").returncode == 0


def test_without_a_running_site_there_is_no_link(place: Path) -> None:
    asked = run(place, "sign-in")
    assert asked.returncode == 4
    assert "backstride serve" in asked.stderr


def test_an_address_left_behind_by_a_crash_is_not_believed(place: Path) -> None:
    place.mkdir(mode=0o700)
    (place / "address").write_text(f"http://127.0.0.1:{free_port()}\n")
    assert run(place, "sign-in").returncode == 4


def test_a_port_that_is_taken_is_told(place: Path, site: Site) -> None:
    second = run(place, "serve", "--port", str(site.port))
    assert second.returncode == 4
    assert f"Port {site.port} is in use" in second.stderr
    assert "--port" in second.stderr


def test_without_a_port_it_takes_the_next_free_one() -> None:
    with listen(None) as first, listen(None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"


def test_two_cannot_listen_on_one_port() -> None:
    with listen(None) as first, pytest.raises(InstallationError, match="in use"):
        listen(first.getsockname()[1])


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::"])
def test_it_does_not_show_itself_to_other_machines(host: str) -> None:
    said: list[str] = []
    with pytest.raises(InstallationError, match="without encryption"):
        serve(said.append, host=host)
    assert said == []


@pytest.mark.parametrize("address", ["http://walks.example.org", "walks.example.org", "https://"])
def test_a_proxy_has_to_encrypt(address: str) -> None:
    with pytest.raises(InstallationError, match="not an address like https"):
        serve(print, public=address)


@pytest.mark.parametrize(
    "arguments", [("--address", "127.0.0.1"), ("--lan", "--public", "https://walks.example.org")]
)
def test_what_does_not_go_together_is_told(arguments: tuple[str, ...]) -> None:
    told = CliRunner().invoke(backstride, ["serve", *arguments])
    assert told.exit_code == 2
    assert "--lan" in told.output


def test_a_folder_that_cannot_be_used_is_told(place: Path) -> None:
    place.write_text("a file in the way")
    refused = run(place, "serve")
    assert refused.returncode == 4
    assert "BACKSTRIDE_HOME" in refused.stderr
    assert "Traceback" not in refused.stderr
