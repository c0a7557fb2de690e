"""What a browser asks for and complains about while a person uses the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

OWN = {"data", "blob", "about"}
"""Schemes that lead nowhere."""

REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium writes about an answer such as "not found", which a test can ask for."""

BLOCKED = "Service Worker registration blocked by Playwright"
"""What the browser driver writes where a test wants no service worker."""


@dataclass
class Watch:
    """Collects requests, policies and complaints of all pages of one browser context."""

    base: str
    requests: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    without_policy: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to everything that happens in a context."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in OWN and f"{parts.scheme}://{parts.netloc}" != self.base:
            self.elsewhere.append(request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.broken.append(f"{response.status} {response.url}")
        document = response.request.resource_type == "document"
        if document and "content-security-policy" not in response.headers:
            self.without_policy.append(response.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith((REFUSED, BLOCKED)):
            where = message.page.url if message.page else ""
            self.complaints.append(f"{where}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def assert_quiet(self) -> None:
        """Fail where something left the machine, or where a page had something amiss."""
        assert self.requests, "nothing was watched"
        assert self.elsewhere == [], "these requests left the machine"
        assert self.without_policy == [], "these pages carry no Content Security Policy"
        assert self.complaints == [], "the browser complained"
        assert self.broken == [], "the site had an error of its own"
