"""The home network: an authority that may sign for home only, and the page that hands it out."""

from __future__ import annotations

import socket
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from backstride.site.lan import Authority, CertificateError, Wish, as_code, at_home, own_addresses
from backstride.site.lan import authority as inside
from backstride.site.lan.handout import Handout

NAMES = ("192.168.1.20", "study.local", "127.0.0.1")


@pytest.fixture
def moment() -> datetime:
    """Return the real moment: OpenSSL looks at no other."""
    return datetime.now(UTC)


@pytest.fixture
def own(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "certificates", "study")


def shaken_hands(authority: Path, files: tuple[Path, Path], name: str) -> bool:
    """Let a browser that trusts the authority greet a server by a name; no network is needed."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(*files)
    browser = ssl.create_default_context(cafile=str(authority))
    ways = [ssl.MemoryBIO() for _ in range(2)]
    one = browser.wrap_bio(ways[0], ways[1], server_hostname=name)
    other = server.wrap_bio(ways[1], ways[0], server_side=True)
    for _ in range(4):
        for side in (one, other):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return one.version() is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_that_trusts_the_authority_believes_the_machine(
    own: Authority, moment: datetime, name: str
) -> None:
    assert shaken_hands(own.certificate, own.ready(NAMES, now=moment), name)


def test_it_is_not_believed_under_another_name(own: Authority, moment: datetime) -> None:
    files = own.ready(NAMES, now=moment)
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shaken_hands(own.certificate, files, "192.168.1.21")


@pytest.mark.parametrize("name", ["example.org", "8.8.8.8", "study.local.example.org"])
def test_what_it_signs_for_the_internet_is_not_believed(
    own: Authority, moment: datetime, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.ready(NAMES, now=moment)
    monkeypatch.setattr(inside, "may_sign", lambda signer, asked: True)
    files = own.ready([name], now=moment)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shaken_hands(own.certificate, files, name)


def test_names_of_the_internet_are_left_out(own: Authority, moment: datetime) -> None:
    certificate, _ = own.ready([*NAMES, "host.example.org", "93.184.216.34"], now=moment)
    held = x509.load_pem_x509_certificate(certificate.read_bytes()).extensions
    names = held.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(each.value) for each in names} == set(NAMES)


def test_its_files_are_for_their_owner_only(own: Authority, moment: datetime) -> None:
    own.ready(NAMES, now=moment)
    assert stat.S_IMODE(own.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in own.folder.iterdir()} == {0o600}


def test_the_certificate_is_renewed_before_it_is_over_and_the_authority_stays(
    own: Authority, moment: datetime
) -> None:
    certificate, _ = own.ready(NAMES, now=moment)
    trusted, first = own.certificate.read_bytes(), certificate.read_bytes()
    own.ready(NAMES, now=moment + timedelta(days=50))
    assert certificate.read_bytes() == first
    own.ready(NAMES, now=moment + timedelta(days=70))
    assert certificate.read_bytes() != first
    assert own.certificate.read_bytes() == trusted


def test_another_address_gives_another_certificate(own: Authority, moment: datetime) -> None:
    certificate, _ = own.ready(NAMES, now=moment)
    first = certificate.read_bytes()
    own.ready([*NAMES, "192.168.7.7"], now=moment)
    assert certificate.read_bytes() != first
    assert shaken_hands(own.certificate, own.ready(["192.168.7.7"], now=moment), "192.168.7.7")


def test_a_file_that_cannot_be_read_is_told(own: Authority, moment: datetime) -> None:
    own.ready(NAMES, now=moment)
    own.certificate.write_text("nonsense")
    with pytest.raises(CertificateError, match="Delete the folder"):
        own.ready(NAMES, now=moment)


def test_a_lost_key_gives_a_new_authority(own: Authority, moment: datetime) -> None:
    own.ready(NAMES, now=moment)
    before = own.fingerprint()
    (own.folder / "authority.private").unlink()
    assert shaken_hands(own.certificate, own.ready(NAMES, now=moment), "study.local")
    assert own.fingerprint() != before


def test_only_addresses_of_a_home_network_are_taken() -> None:
    for public in ("8.8.8.8", "0.0.0.0", "nonsense"):
        assert own_addresses(public) is None
    found = own_addresses("192.168.1.20")
    assert found is not None
    assert found.names[0] == "192.168.1.20"
    assert f"{socket.gethostname().lower().partition('.')[0]}.local" in found.names


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(address="8.8.8.8"), "no address of a home network"),
        (Wish(address="127.0.0.1", certificate=Path("only.crt")), "belong together"),
        (Wish(address="127.0.0.1", certificate=Path("no.crt"), key=Path("no")), "no certificate"),
        (Wish(address="192.168.254.253"), "not this machine's"),
    ],
    ids=["public", "half", "not there", "of another machine"],
)
def test_what_cannot_be_served_is_told(wish: Wish, said: str, tmp_path: Path) -> None:
    with pytest.raises(CertificateError, match=said), at_home(wish, None, folder=tmp_path):
        pass


def test_the_page_without_encryption_gives_the_certificate_and_nothing_else(
    own: Authority, moment: datetime
) -> None:
    own.ready(NAMES, now=moment)
    handout = Handout(own.certificate, own.fingerprint(), "https://192.168.1.20:8443")

    def ask(path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        body = b"".join(
            handout(
                {"REQUEST_METHOD": method, "PATH_INFO": path},
                lambda status, headers: told.extend([status, dict(headers)]),
            )
        )
        return told[0], told[1], body

    status, headers, page = ask("/")
    assert status.startswith("200")
    assert own.fingerprint().encode() in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    _, headers, given = ask("/backstride.crt")
    assert given == own.certificate.read_bytes()
    assert headers["Content-Type"] == "application/x-x509-ca-cert"
    assert b"PRIVATE" not in given
    for path in ("/today", "/machine.private", "/../authority.private", "/sign-in/"):
        assert ask(path)[0].startswith("404")
    assert ask("/", "POST")[0].startswith("405")


def test_a_code_is_square_and_holds_more_for_longer_links() -> None:
    short, long = as_code("https://192.168.1.20:8443"), as_code("https://192.168.1.20:8443/" * 6)
    width = len(short[0].split("m", 1)[1].removesuffix("\x1b[0m"))
    assert len(short) == (width + 1) // 2
    assert len(long) > len(short)
