"""How much a request may bring, decided on its head: before any of it is on the disk.

The server writes a body down before the site sees the request. Without a bound of its own for
each address, anybody who reaches the site could fill the disk for as long as a request takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.db import Error as DatabaseError
from django.http import HttpRequest
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]  # no annotations
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]  # no annotations
from waitress.receiver import FixedStreamReceiver  # type: ignore[import-untyped]  # no annotations

from backstride.site import maps, room, upload_keys

SMALL_BYTES = 1024 * 1024
"""What any request may bring (judgement): the longest form is a hundredth of it."""

Headers = Mapping[str, str]
"""As the server has them: names in capitals, with ``_`` for ``-``."""

WORDS = {
    401: "Nothing was taken: this needs somebody who is signed in, or a key that is in use. Sign "
    "in, or make a key in Settings, and send it again.",
    413: "Nothing was taken: this is more than we take here at once.",
    507: room.DISK,
}
REASONS = {401: "Unauthorized", 413: "Content Too Large", 507: "Insufficient Storage"}


def has_session(headers: Headers) -> bool:
    """Whether a request comes from a browser in which somebody is signed in."""
    try:
        cookie = SimpleCookie(headers.get("COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    if cookie is None:
        return False
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(cookie.value)
    return get_user(request).is_authenticated


def has_key(headers: Headers) -> bool:
    """Whether a request comes with an upload key that is in use."""
    kind, _, text = headers.get("AUTHORIZATION", "").partition(" ")
    return kind.lower() == "bearer" and upload_keys.key_of(text.strip()) is not None


LARGE: tuple[tuple[re.Pattern[str], int, Callable[[Headers], bool]], ...] = (
    (re.compile("/walked/files/"), settings.REQUEST_MAX_BYTES, has_session),
    (re.compile("/settings/bring-back/"), settings.REQUEST_MAX_BYTES, has_session),
    (re.compile("/routes/"), maps.LARGEST_BYTES + SMALL_BYTES, has_session),
    (re.compile("/api/events"), settings.DATA_UPLOAD_MAX_MEMORY_SIZE, has_session),
    (re.compile("/api/uploads"), settings.REQUEST_MAX_BYTES, has_key),
)
"""Addresses that take more, how much, and from whom."""


def most_bytes(path: str, headers: Headers, coming_bytes: int) -> tuple[int, int]:
    """Return how much a request may bring, and the status of what is said where it brings more."""
    for pattern, most, is_known in LARGE:
        if pattern.fullmatch(path):
            try:
                if not is_known(headers):
                    return SMALL_BYTES, 401
            except DatabaseError:
                return SMALL_BYTES, 413
            return (SMALL_BYTES, 507) if room.is_short(coming_bytes) else (most, 413)
    return SMALL_BYTES, 413


class Refusal:
    """What the server answers in place of the site."""

    def __init__(self, status: int, path: str) -> None:
        self.body = WORDS[status]
        self._status = status
        self._for_program = path.startswith("/api/")

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return status, headers and body."""
        said = json.dumps({"detail": self.body}) if self._for_program else self.body
        kind = "application/json" if self._for_program else "text/plain; charset=utf-8"
        headers = [("Content-Type", kind), ("X-Content-Type-Options", "nosniff")]
        return f"{self._status} {REASONS[self._status]}", headers, said.encode()


class Nowhere:
    """Takes bytes and keeps none. An answer before all has come would not reach a browser."""

    def append(self, data: bytes) -> None:
        """Take some."""

    def getfile(self) -> BytesIO:
        """Return what was kept."""
        return BytesIO()

    def close(self) -> None:
        """Close."""

    def __len__(self) -> int:
        return 0


class Parser(HTTPRequestParser):  # type: ignore[misc]  # it has no annotations
    """Reads a request, and keeps no body that is larger than its address takes."""

    refusal: Refusal | None = None
    error: Any = None
    expect_continue: bool = False
    most = SMALL_BYTES

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, and decide what may follow."""
        super().parse_header(header_plus)
        length = self.content_length
        if length > SMALL_BYTES or self.chunked:
            self.most, status = most_bytes(self.path, self.headers, length)
            refusal = Refusal(status, self.path)
            if self.chunked:
                self._of_more = refusal
            elif length > self.most:
                self.refusal = refusal
                self.body_rcv = FixedStreamReceiver(length, Nowhere())

    def received(self, data: bytes) -> int:
        """Take in bytes; return how many of them belong to this request."""
        consumed: int = super().received(data)
        if self.chunked and self.body_bytes_received > self.most:
            self.refusal = self._of_more
            self.completed = True
        # Whoever asks first whether to send is told at once.
        if self.refusal is not None and (self.completed or self.expect_continue):
            self.expect_continue = False
            self.error, self.completed = self.refusal, True
        return consumed


class Channel(HTTPChannel):  # type: ignore[misc]  # it has no annotations
    """A connection whose requests are bounded as above."""

    parser_class = Parser


def bound(server: Any) -> None:
    """Let a server take bodies as above only; it has to be told before its first connection."""
    server.channel_class = Channel
