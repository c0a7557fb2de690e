"""The encrypted door: takes connections of the home network, and passes on what is said in them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

from backstride.site.lan.authority import CertificateError

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 64
"""At once (judgement): a household with many tabs."""

HANDSHAKE_S = 10.0
LOOK_AGAIN_S = 6 * 3600.0
"""How often the certificate is looked at, so that a site that runs for months renews it."""

BLOCK = 64 * 1024


class Front:
    """Listens, encrypts, and hands the plain bytes to a socket of this machine.

    Parameters
    ----------
    listening : socket
        Bound and listening.
    certified : callable
        Returns the files of the certificate and of its key, renewed where that is due.
    inside : Path
        The socket of the site.
    """

    def __init__(
        self, listening: socket.socket, certified: Callable[[], tuple[Path, Path]], inside: Path
    ) -> None:
        self._listening = listening
        self._certified = certified
        self._inside = inside
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.set_alpn_protocols(["http/1.1"])
        self.renew()
        self._loop = asyncio.new_event_loop()
        # Whoever goes away in mid-sentence is no matter for the terminal.
        self._loop.set_exception_handler(lambda loop, told: None)
        self._done = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="encryption", daemon=True)

    def renew(self) -> None:
        """Take the certificate as it is now; connections that are open keep the old one."""
        certificate, key = self._certified()
        self._context.load_cert_chain(certificate, key)

    def _renew_or_go_on(self) -> None:
        try:
            self.renew()
        except (OSError, ValueError, CertificateError):
            # Also what TLS says, which is an OSError. The one in use may be good for long yet.
            log.exception("The certificate could not be renewed; the one in use stays.")

    def start(self) -> None:
        """Begin to answer, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering."""
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        room = asyncio.Semaphore(MOST_CONNECTIONS)

        async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            async with room:
                await self._visit(reader, writer)

        server = await asyncio.start_server(
            visit, sock=self._listening, ssl=self._context, ssl_handshake_timeout=HANDSHAKE_S
        )
        while not self._done.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._done.wait(), LOOK_AGAIN_S)
            if not self._done.is_set():
                await asyncio.to_thread(self._renew_or_go_on)
        server.close()
        visits = asyncio.all_tasks() - {asyncio.current_task()}
        for each in visits:
            each.cancel()
        await asyncio.gather(*visits, return_exceptions=True)

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            site, to_site = await asyncio.open_unix_connection(self._inside)
        except OSError:
            writer.close()
            return
        ways = [
            asyncio.ensure_future(_pass_on(reader, to_site)),
            asyncio.ensure_future(_pass_on(site, writer)),
        ]
        try:
            # Either side may hang up; the other then has nobody to speak to.
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in ways:
                each.cancel()
            to_site.close()
            writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while said := await reader.read(BLOCK):
            writer.write(said)
            await writer.drain()
