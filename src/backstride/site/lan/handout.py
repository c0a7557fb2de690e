"""A page without encryption that hands out the certificate to trust, and nothing else.

A phone cannot open an encrypted page before it trusts the certificate. What comes this way could be
changed by somebody in the same network; the fingerprint in the terminal tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

StartResponse = Callable[[str, list[tuple[str, str]]], Any]

FILE = "/backstride.crt"

IPHONE = (
    "Open this page in Safari, get the certificate, and allow the download.",
    "Settings, General, VPN & Device Management: choose Backstride, and install it.",
    "Settings, General, About, Certificate Trust Settings: switch Backstride on.",
)
ANDROID = (
    "Open this page in Chrome, and get the certificate.",
    "Settings: search for “CA certificate”, then “Install anyway”, and choose backstride.crt.",
)

PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Backstride on this phone</title>
</head>
<body>
<h1>Backstride on this phone</h1>
<p>Once, so that this phone and your computer can speak privately:</p>
<p><a href="{file}">Get the certificate</a></p>
<h2>iPhone</h2>
<ol>{iphone}</ol>
<h2>Android</h2>
<ol>{android}</ol>
<h2>Is it the right one?</h2>
<p>The phone shows a SHA-256 fingerprint. It has to be the one in the terminal of your computer:</p>
<p><code>{fingerprint}</code></p>
<h2>Then</h2>
<p>Open <a href="{secure}">{secure}</a>. To sign in, start Backstride once more on the computer,
the way it was started. It goes on, and prints a code: point the camera of this phone at it.</p>
</body>
</html>
"""

HEADERS = [
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
]


class Handout:
    """The application: its page, the certificate, and no other address.

    Parameters
    ----------
    certificate : Path
        The authority's certificate; read anew for each visitor.
    fingerprint : str
        As the terminal shows it.
    secure : str
        Where the site itself is.
    """

    def __init__(self, certificate: Path, fingerprint: str, secure: str) -> None:
        self._certificate = certificate
        self._page = PAGE.format(
            file=FILE,
            iphone=_items(IPHONE),
            android=_items(ANDROID),
            fingerprint=escape(fingerprint),
            secure=escape(secure),
        ).encode()

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _answer(start, "405 Method Not Allowed", "text/plain", b"")
        path = environ.get("PATH_INFO", "/")
        if path == "/":
            return _answer(start, "200 OK", "text/html; charset=utf-8", self._page)
        if path == FILE:
            data = self._certificate.read_bytes()
            return _answer(start, "200 OK", "application/x-x509-ca-cert", data)
        return _answer(start, "404 Not Found", "text/plain", b"Only the certificate is here.\n")


def _items(steps: Iterable[str]) -> str:
    return "".join(f"<li>{escape(step)}</li>" for step in steps)


def _answer(start: StartResponse, status: str, kind: str, body: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), *HEADERS])
    return [body]
