"""What every request and every answer passes through."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from backstride.site import clock, store
from backstride.site.models import User

Respond = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Only what the site itself serves: no inline script or style, nothing from elsewhere."""

PERMISSIONS = ", ".join(
    (
        "accelerometer=(self)",
        "geolocation=(self)",
        "gyroscope=(self)",
        "screen-wake-lock=(self)",
        "camera=()",
        "microphone=()",
        "payment=()",
        "usb=()",
        "browsing-topics=()",
    )
)


def headers(respond: Respond) -> Respond:
    """Add the headers that keep a page's content, and its reader, to themselves."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        # Not "no-store": it would empty a half-filled form on the way back to it.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return answer


def walker(respond: Respond) -> Respond:
    """Give a signed-in request its walker, its moment, and its local date.

    Sets ``request.walker`` (None where nobody is signed in), ``request.now`` and
    ``request.today`` (see :class:`backstride.site.request.WalkerRequest`), and makes the
    walker's zone the current one.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        now = clock.now()
        user = request.user
        person = store.walker_of(user) if isinstance(user, User) else None
        # Set by name: the class of a request that comes in is the server's, not ours.
        vars(request).update(
            now=now, walker=person, today=store.today_of(person, now) if person else now.date()
        )
        if person is None:
            return respond(request)
        with timezone.override(ZoneInfo(person.zone)):
            return respond(request)

    return answer
