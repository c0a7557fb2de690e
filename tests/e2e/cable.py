"""A cable between browser and site that a test can pull out."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

CHUNK = 65536


class Cable:
    """Passes on what a browser and a site say to each other, while it is plugged in."""

    def __init__(self, base: str) -> None:
        self._site = urlsplit(base)
        self._open: list[socket.socket] = []
        self._plugged = True
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def pull(self) -> None:
        """Cut every connection, and refuse new ones."""
        self._plugged = False
        self._close_all()

    def plug_in(self) -> None:
        """Let connections through again."""
        self._plugged = True

    def end(self) -> None:
        """Let nothing through any more."""
        self.pull()
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listening.accept()
                if not self._plugged:
                    browser.close()
                    continue
                site = socket.create_connection((self._site.hostname, self._site.port))
                self._open += [browser, site]
                for one, other in ((browser, site), (site, browser)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass_on(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(CHUNK):
                other.sendall(said)
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _close_all(self) -> None:
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()
