"""A server of extracts on this machine, that can break off, change its mind, and lie."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass
class Behaviour:
    """What the server does.

    Parameters
    ----------
    data : bytes
    kind : str
        Of the checksum beside it; empty for none.
    tag : str
        ETag of this version.
    breaks : list of int
        After how many bytes each of the first answers ends.
    ranges : bool
        Whether it goes on where one asks.
    digest : str
        Told as checksum; that of the data where empty.
    leads_to : str
        Where it leads on to.
    held : Event
        Answers wait for it half-way.
    asked : list of str
        The range of each request for the file, "" for the whole.
    """

    data: bytes
    kind: str = "sha256"
    tag: str = '"one"'
    breaks: list[int] = field(default_factory=list)
    ranges: bool = True
    digest: str = ""
    leads_to: str = ""
    held: Event = field(default_factory=Event)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.held.set()


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[str]:
    """Serve an extract, and give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith((".sha256", ".md5")):
                self._checksum()
            elif behaviour.leads_to:
                self.send_response(302)
                self.send_header("Location", behaviour.leads_to)
                self.end_headers()
            else:
                self._file()

        def _checksum(self) -> None:
            kind = self.path.rpartition(".")[2]
            if kind != behaviour.kind:
                self.send_error(404)
                return
            digest = behaviour.digest or hashlib.new(kind, behaviour.data).hexdigest()
            said = f"{digest}  town.osm.pbf\n".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def _file(self) -> None:
            asked = self.headers.get("Range", "")
            behaviour.asked.append(asked)
            begin, size = 0, len(behaviour.data)
            same = self.headers.get("If-Range") == behaviour.tag
            if asked and behaviour.ranges and same:
                begin = int(asked.removeprefix("bytes=").rstrip("-"))
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {begin}-{size - 1}/{size}")
            else:
                self.send_response(200)
            self.send_header("ETag", behaviour.tag)
            self.send_header("Content-Length", str(size - begin))
            self.end_headers()
            end = begin + behaviour.breaks.pop(0) if behaviour.breaks else size
            half = begin + (end - begin) // 2
            self.wfile.write(behaviour.data[begin:half])
            self.wfile.flush()
            behaviour.held.wait(30)
            self.wfile.write(behaviour.data[half:end])

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/maps/town.osm.pbf"
    finally:
        behaviour.held.set()
        server.shutdown()
        server.server_close()
        thread.join()
