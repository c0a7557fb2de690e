"""Running the site on this machine: for this machine, and at home where that is asked for."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from waitress import create_server, wasyncore  # type: ignore[import-untyped]  # no annotations
from waitress.server import BaseWSGIServer  # type: ignore[import-untyped]  # no annotations

from backstride.site import bodies, clock, map_download, originals
from backstride.site.accounts import LINK_LIFE, new_link, owner
from backstride.site.lan import CertificateError, HomeNetwork, Wish, as_code, at_home
from backstride.site.models import User
from backstride.site.running import (
    LOOPBACK,
    alone,
    reachable_at,
    running_at,
    running_for_phones,
    typed,
)
from backstride.site.start import InstallationError
from backstride.site.wsgi import application

DEFAULT_PORT = 8765
TRIED_PORTS = 20
"""How many ports, from the default one on, are tried where none was asked for."""

THREADS = 6

TRIES, EACH_S = 100, 0.1
"""So often it is looked whether another process that serves this folder answers, or is gone."""

STOPPING = (signal.SIGINT, signal.SIGTERM)
"""The signals that tell the site to stop: Ctrl+C, and what a service manager sends."""

Say = Callable[[str], None]


def serve(
    say: Say,
    *,
    host: str = LOOPBACK,
    port: int | None = None,
    open_browser: bool = False,
    lan: Wish | None = None,
    public: str | None = None,
) -> None:
    """Run the site until it is told to stop (Ctrl+C, SIGTERM).

    Prints the link that signs the owner in, once the site answers. Where it runs already, in
    another process, it says where, prints a fresh link, and ends.

    Parameters
    ----------
    say : callable
        Takes each line meant for the person at the terminal.
    host : str
        A loopback address; others are refused.
    port : int, optional
        The port; without one, the first free one from 8765 on.
    open_browser : bool
        Whether to open the link where there is a desktop.
    lan : Wish, optional
        Serve the home network as well, encrypted.
    public : str, optional
        The address, with https, under which a proxy on this machine shows the site.

    Raises
    ------
    InstallationError
        If the address is not this machine's own, the port is taken, or a certificate cannot
        be used.
    """
    if host not in (LOOPBACK, "localhost"):
        raise InstallationError(
            f"{host} would show the site to other machines without encryption. It is served on "
            f"{LOOPBACK} only; for phones at home, with encryption, add --lan."
        )
    shown = _shown(public)
    for _ in range(TRIES):
        with alone() as mine:
            if mine:
                _serve(say, port=port, open_browser=open_browser, lan=lan, shown=shown)
                return
            base = running_at()
        if base is not None:
            _runs_already(say, base, open_browser=open_browser, lan=lan)
            return
        time.sleep(EACH_S)
    raise InstallationError(
        f"Another Backstride with the data in {settings.HOME.folder} is just starting or "
        "stopping. Wait a moment, then try again."
    )


def _serve(
    say: Say, *, port: int | None, open_browser: bool, lan: Wish | None, shown: str | None
) -> None:
    listening = listen(port)
    base = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    server = create_server(
        application,
        sockets=[listening],
        threads=THREADS,
        ident="",
        max_request_body_size=settings.REQUEST_MAX_BYTES,
        clear_untrusted_proxy_headers=True,
        # Behind a proxy that encrypts, what comes here was encrypted; no header is believed.
        url_scheme="http" if shown is None else "https",
    )
    bodies.bound(server)
    try:
        with (
            _stopping(server),
            _home_network(lan) as home,
            reachable_at(base, shown or base, _phones(home, shown)),
        ):
            link = (shown or base) + link_path(owner())
            _announce(say, shown or base, link, home)
            originals.sweep(clock.now())
            map_download.go_on()
            if open_browser and desktop():
                webbrowser.open(link)
            server.run()
    finally:
        server.close()
    say("Stopped. Everything is stored.")


def _shown(public: str | None) -> str | None:
    """Return the address under which a proxy shows the site, and let its name in."""
    if public is None:
        return None
    parts = urlsplit(public)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/"):
        raise InstallationError(
            f"{public} is not an address like https://walks.example.org. The proxy encrypts, and "
            "shows the site at the root of a name of its own."
        )
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, parts.hostname]
    return f"https://{parts.netloc}"


@contextmanager
def _home_network(wish: Wish | None) -> Iterator[HomeNetwork | None]:
    with nullcontext() if wish is None else _at_home(wish) as home:
        yield home


@contextmanager
def _at_home(wish: Wish) -> Iterator[HomeNetwork]:
    try:
        with at_home(wish, application, folder=settings.HOME.folder / "certificates") as home:
            yield home
    except CertificateError as error:
        raise InstallationError(str(error)) from error


def _phones(home: HomeNetwork | None, shown: str | None) -> str:
    return home.base if home is not None else shown or ""


def _runs_already(say: Say, base: str, *, open_browser: bool, lan: Wish | None) -> None:
    link = base + link_path(owner())
    say(f"Backstride runs already at {base}, and goes on.")
    say(f"Your data: {settings.HOME.folder}")
    say("")
    say(f"To sign in, open this link. It works once, for {minutes_of_link()} minutes:")
    say(f"  {link}")
    phones = running_for_phones()
    if phones is not None and phones != base:
        for_phone = phones + link_path(owner())
        say("On a phone, point its camera here, or open")
        say(f"  {for_phone}")
        for line in as_code(for_phone):
            say(f"  {line}")
    elif phones is None and lan is not None:
        say("It serves this machine only. For phones as well, stop it with Ctrl+C where it runs,")
        say("and start it again with --lan.")
    if open_browser and desktop():
        webbrowser.open(link)


def _announce(say: Say, base: str, link: str, home: HomeNetwork | None) -> None:
    only = " and answers to this machine only" if base.startswith("http:") and not home else ""
    say(f"Backstride runs at {base}{only}.")
    say(f"Your data: {settings.HOME.folder}")
    if home is not None:
        _announce_at_home(say, home)
    if settings.INVENTED:
        say("All entries are invented, and are deleted when you stop.")
    say("")
    say(f"To sign in, open this link. It works once, for {minutes_of_link()} minutes:")
    say(f"  {link}")
    say("")
    say("Stop with Ctrl+C.")


def _announce_at_home(say: Say, home: HomeNetwork) -> None:
    say("")
    say(f"In your home network it is at {home.base}, encrypted.")
    if home.handout is not None:
        say("Once for each phone, so that it trusts this machine: point its camera here, or open")
        say(f"  {home.handout}")
        for line in as_code(home.handout):
            say(f"  {line}")
        for phone, steps in home.steps:
            say(f"{phone}:")
            for number, step in enumerate(steps, start=1):
                say(f"  {number}. {step}")
        say("The phone shows the SHA-256 fingerprint of the certificate. It has to be this:")
        say(f"  {home.fingerprint}")
    again = typed("sign-in", "--phone") or "backstride sign-in --phone"
    say(f"Then sign the phone in, in another terminal: {again}")


def listen(port: int | None) -> socket.socket:
    """Return a socket that listens on this machine, on that port or the first free one.

    Raises
    ------
    InstallationError
        If the port, or every port tried, is taken.
    """
    ports = range(DEFAULT_PORT, DEFAULT_PORT + TRIED_PORTS) if port is None else (port,)
    for each in ports:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # So that a restart need not wait for old connections; two listeners still collide.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, each))
            listening.listen()
        except OSError:
            listening.close()
            continue
        return listening
    taken = f"Port {port} is" if port is not None else f"The ports {ports[0]} to {ports[-1]} are"
    raise InstallationError(f"{taken} in use by something else. Choose one with --port, say 9000.")


def link_path(user: User) -> str:
    """Return the path of a fresh sign-in link for an account."""
    token = new_link(user, now=clock.now())
    return reverse("sign-in-with-link", args=[token])


def minutes_of_link() -> int:
    """Return how many minutes a sign-in link lives."""
    return round(LINK_LIFE.total_seconds() / 60)


def code_of(link: str) -> tuple[str, ...]:
    """Return a link as a code for a phone's camera, line by line."""
    return as_code(link)


def desktop() -> bool:
    """Whether there is a screen to open a browser on."""
    return sys.platform == "darwin" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


@contextmanager
def _stopping(server: BaseWSGIServer) -> Iterator[None]:
    """Let the signals stop the server, whatever it does when they come.

    An exception from a signal's handler can be lost: it rises wherever the main thread
    happens to be, and a destructor or the server's own loop may swallow it. So the handler
    does nothing. The number of the signal waits in a socket until a thread of its own
    reads it; a signal that came before the server ran is found there as well.
    """
    reading, writing = socket.socketpair()
    writing.setblocking(False)
    signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    for number in STOPPING:
        # They stay: told once more, it still ends in its own time.
        signal.signal(number, _note)
    watch = threading.Thread(target=_watch, args=(reading, server), name="stopping", daemon=True)
    watch.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(-1)
        # Ends the watch where no signal came.
        writing.close()
        watch.join()
        reading.close()


def _note(number: int, frame: FrameType | None) -> None:
    # Python writes the number into the socket before it comes here.
    pass


def _watch(reading: socket.socket, server: BaseWSGIServer) -> None:
    while told := reading.recv(1):
        if told[0] in STOPPING:
            # The answers under way are finished while the loop still sends them.
            server.task_dispatcher.shutdown()
            server.trigger.pull_trigger(lambda: _end(server))
            return


def _end(server: BaseWSGIServer) -> None:
    for channel in list(server.active_channels.values()):
        channel.handle_write()
    # The loop ends when nothing is left that it could wait for.
    wasyncore.close_all(server._map, ignore_all=True)
