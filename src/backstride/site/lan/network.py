"""The site at home: encrypted for every device there, beside the one address of this machine."""

from __future__ import annotations

import socket
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings
from waitress import create_server, wasyncore  # type: ignore[import-untyped]  # no annotations

from backstride.site import bodies
from backstride.site.lan.addresses import Shown, own_addresses
from backstride.site.lan.authority import Authority, CertificateError
from backstride.site.lan.front import Front
from backstride.site.lan.handout import ANDROID, IPHONE, Handout

SECURE_PORTS = range(8443, 8463)
HANDOUT_PORTS = range(8480, 8500)
"""Tried one after the other; judgement."""

THREADS = 6

Certified = Callable[[], tuple[Path, Path]]
"""Returns the files of a certificate and its key, renewed where that is due."""

NO_ADDRESS = (
    "This machine has no address of a home network. Connect it, or name the address with "
    "--address, for example --address 192.168.1.20."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Parameters
    ----------
    address : str or None
        The address in the home network; found out where None.
    port : int or None
        The encrypted port; the first free one from 8443 on where None.
    certificate, key : Path or None
        A certificate of one's own, with its key; the machine's authority makes one where None.
    """

    address: str | None = None
    port: int | None = None
    certificate: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True)
class HomeNetwork:
    """Where the site is at home.

    Parameters
    ----------
    base : str
        Its address.
    handout : str or None
        Where a phone gets the certificate to trust; None with a certificate of one's own.
    fingerprint : str or None
        That certificate's, as the phone shows it.
    """

    base: str
    handout: str | None = None
    fingerprint: str | None = None

    @property
    def steps(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What to do on each kind of phone, once."""
        return (("iPhone", IPHONE), ("Android", ANDROID)) if self.handout else ()


@contextmanager
def at_home(wish: Wish, application: Any, *, folder: Path) -> Iterator[HomeNetwork]:
    """Serve an application in the home network until the block ends.

    Parameters
    ----------
    wish : Wish
    application
        The site, as WSGI.
    folder : Path
        Where authority and certificate are kept.

    Raises
    ------
    CertificateError
        If there is no such address, a port is taken, or a certificate cannot be used.
    """
    shown = own_addresses(wish.address)
    if shown is None:
        raise CertificateError(NO_ADDRESS)
    own, certified, names = _certificate(wish, shown, folder)
    with ExitStack() as stack:
        listening = stack.enter_context(_listen(shown.address, wish.port, SECURE_PORTS))
        inside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="backstride-")))
        front = _front(listening, certified, inside / "site")
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *names]
        base = f"https://{_named(shown.address, names, wish)}:{listening.getsockname()[1]}"
        stack.enter_context(
            _in_background(
                application,
                unix_socket=str(inside / "site"),
                unix_socket_perms="600",
                url_scheme="https",
                max_request_body_size=settings.REQUEST_MAX_BYTES,
            )
        )
        front.start()
        stack.callback(front.stop)
        if own is None:
            yield HomeNetwork(base)
            return
        giving = stack.enter_context(_listen(shown.address, None, HANDOUT_PORTS))
        handout = Handout(own.certificate, own.fingerprint(), base)
        # Whoever connects and asks for nothing is in nobody's way for long.
        brief = {"channel_timeout": 10, "cleanup_interval": 5}
        stack.enter_context(_in_background(handout, sockets=[giving], **brief))
        where = f"http://{shown.address}:{giving.getsockname()[1]}"
        yield HomeNetwork(base, where, own.fingerprint())


def _certificate(
    wish: Wish, shown: Shown, folder: Path
) -> tuple[Authority | None, Certified, tuple[str, ...]]:
    """Return the authority if there is one, the files of the certificate, and all names."""
    if wish.certificate is None and wish.key is None:
        own = Authority(folder, socket.gethostname().lower())

        def renewed() -> tuple[Path, Path]:
            # The machine's real clock, whatever a demonstration stands at.
            return own.ready(shown.names, now=datetime.now(UTC))

        renewed()
        return own, renewed, shown.names
    if wish.certificate is None or wish.key is None:
        raise CertificateError("--cert and --key belong together: name both files.")
    files = wish.certificate, wish.key
    return None, lambda: files, (*shown.names, *_names_in(wish.certificate))


def _names_in(certificate: Path) -> tuple[str, ...]:
    """Return the names that somebody's own certificate is for."""
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        held = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound) as error:
        raise CertificateError(
            f"{certificate} is no certificate in PEM with the names it is for."
        ) from error
    if found.not_valid_after_utc < datetime.now(UTC):
        raise CertificateError(
            f"{certificate} was good until {found.not_valid_after_utc:%d %B %Y}. Renew it."
        )
    addresses = [str(each) for each in held.get_values_for_type(x509.IPAddress)]
    return (*held.get_values_for_type(x509.DNSName), *addresses)


def _named(address: str, names: Sequence[str], wish: Wish) -> str:
    """Return the name for links: a certificate of one's own is seldom for an address."""
    if wish.certificate is None or address in names[1:]:
        return address
    plain = [name for name in _names_in(wish.certificate) if not name.startswith("*")]
    return plain[0] if plain else address


def _front(listening: socket.socket, certified: Certified, inside: Path) -> Front:
    try:
        return Front(listening, certified, inside)
    except (ssl.SSLError, OSError, ValueError) as error:
        raise CertificateError(
            f"Certificate and key do not go together, or cannot be read: {error}. Both are PEM "
            "files, the key without a password."
        ) from error


@contextmanager
def _listen(address: str, port: int | None, ports: range) -> Iterator[socket.socket]:
    for each in ports if port is None else (port,):
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        listening = socket.socket(kind, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((address, each))
            listening.listen()
        except OSError:
            listening.close()
            continue
        with listening:
            yield listening
        return
    taken = f"Port {port}" if port is not None else f"Each port from {ports[0]} to {ports[-1]}"
    raise CertificateError(
        f"{taken} of {address} is in use, or the address is not this machine's. Choose another "
        "with --address or --lan-port."
    )


@contextmanager
def _in_background(application: Any, **asked: Any) -> Iterator[None]:
    """Serve an application from a thread of its own until the block ends."""
    server = create_server(
        application, map={}, threads=THREADS, ident="", clear_untrusted_proxy_headers=True, **asked
    )
    bodies.bound(server)
    thread = threading.Thread(target=server.run, name="home network", daemon=True)
    thread.start()
    try:
        yield
    finally:
        # The answers under way are finished first.
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
        thread.join()
