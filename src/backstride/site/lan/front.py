"""The encrypted door: takes connections of the home network, and passes on what is said in them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from backstride.site.lan.authority import CertificateError
from backstride.site.lan.visits import Visit, Visits

log = logging.getLogger(__name__)

HANDSHAKE_S = 10.0
WATCH_S = 1.0
"""How often it is looked who is overdue."""

END_OF_HEAD = b"\r\n\r\n"
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
        self._visits = Visits()
        self._tasks: dict[Visit, asyncio.Future[None]] = {}
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
        self._listening.setblocking(False)
        work = [asyncio.ensure_future(each()) for each in (self._accept, self._watch, self._look)]
        await self._done.wait()
        under_way = asyncio.all_tasks() - {asyncio.current_task()}
        for each in (*work, *under_way):
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _look(self) -> None:
        """Renew the certificate where that is due."""
        while True:
            await asyncio.sleep(LOOK_AGAIN_S)
            await asyncio.to_thread(self._renew_or_go_on)

    async def _watch(self) -> None:
        """Close what is overdue."""
        while True:
            await asyncio.sleep(WATCH_S)
            for visit in self._visits.overdue(self._loop.time()):
                self._end(visit)

    async def _accept(self) -> None:
        """Take connections as long as there is room, and make some."""
        while True:
            try:
                connection, (address, *_) = await self._loop.sock_accept(self._listening)
            except OSError:
                # No more files may be open: those that are overdue close in a moment.
                await asyncio.sleep(WATCH_S)
                continue
            comes, goes = self._visits.let_in(address, self._loop.time())
            if goes is not None:
                self._end(goes)
            if comes is None:
                connection.close()
                continue
            task = asyncio.ensure_future(self._visit(connection, comes))
            self._tasks[comes] = task
            task.add_done_callback(partial(self._over, comes))
            # Each begins before the next is taken, however many knock.
            await asyncio.sleep(0)

    def _over(self, visit: Visit, task: asyncio.Future[None]) -> None:
        self._visits.over(visit)
        self._tasks.pop(visit, None)

    def _end(self, visit: Visit) -> None:
        self._visits.over(visit)
        if visit in self._tasks:
            self._tasks[visit].cancel()

    async def _visit(self, connection: socket.socket, visit: Visit) -> None:
        reader = asyncio.StreamReader(loop=self._loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=self._loop)
        try:
            transport, _ = await self._loop.connect_accepted_socket(
                lambda: protocol,
                connection,
                ssl=self._context,
                ssl_handshake_timeout=HANDSHAKE_S,
                ssl_shutdown_timeout=HANDSHAKE_S,
            )
        except OSError:
            # Whoever does not trust the certificate, or speaks something else.
            return
        writer = asyncio.StreamWriter(transport, protocol, reader, self._loop)
        try:
            site, to_site = await asyncio.open_unix_connection(self._inside)
        except OSError:
            writer.close()
            return
        ways = [
            asyncio.ensure_future(self._pass_on(reader, to_site, visit, asks=True)),
            asyncio.ensure_future(self._pass_on(site, writer, visit)),
        ]
        try:
            # Either side may hang up; the other then has nobody to speak to.
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            writer.close()
        finally:
            for each in ways:
                each.cancel()
            to_site.close()
            if not writer.is_closing():
                transport.abort()

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        visit: Visit,
        *,
        asks: bool = False,
    ) -> None:
        before = b""
        with contextlib.suppress(OSError):
            while said := await reader.read(BLOCK):
                visit.last = self._loop.time()
                if asks and not visit.asked:
                    before = before[1 - len(END_OF_HEAD) :] + said
                    visit.asked = END_OF_HEAD in before
                writer.write(said)
                await writer.drain()
                visit.last = self._loop.time()
