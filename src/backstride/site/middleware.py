"""What every request and every answer passes through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from backstride.site import clock, store
from backstride.site.accounts.required import LEADS_TO
from backstride.site.kept import ENTERED
from backstride.site.models import User

Respond = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "media-src 'self' blob:",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Only what the site itself serves: no inline script or style, nothing from elsewhere. A
``blob:`` is what a page has made itself: the audio track of a walk."""

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


SENDER = "X-Walker"
"""Whose entry a phone sends. It was kept, and somebody else may have signed in meanwhile."""

LONGEST_WAIT = timedelta(days=60)
"""Older moments are not believed (judgement): the clock of the phone will have been wrong."""


def _entered(request: HttpRequest, now: datetime) -> datetime:
    """Return the moment for which a request is: the present, or when a form was filled in."""
    given = request.headers.get(ENTERED) if request.method == "POST" else None
    if given is None:
        return now
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return now
    if moment.tzinfo is None or not now - LONGEST_WAIT <= moment <= now:
        return now
    return moment.astimezone(UTC)


def walker(respond: Respond) -> Respond:
    """Give a signed-in request its walker, its moment, and its local date.

    Sets ``request.walker`` (None where nobody is signed in), ``request.now`` and
    ``request.today`` (see :class:`backstride.site.request.WalkerRequest`), and makes the
    walker's zone the current one.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        user = request.user
        person = store.walker_of(user) if isinstance(user, User) else None
        sender = request.headers.get(SENDER)
        if sender is not None and person is not None and sender != str(person.id):
            return HttpResponse(
                "It belongs to somebody else.", status=403, content_type="text/plain"
            )
        if request.method == "GET" and LEADS_TO in request.headers:
            return HttpResponse(status=204)
        now = _entered(request, clock.now())
        # Set by name: the class of a request that comes in is the server's, not ours.
        vars(request).update(
            now=now, walker=person, today=store.today_of(person, now) if person else now.date()
        )
        if person is None:
            return respond(request)
        with timezone.override(ZoneInfo(person.zone)):
            return respond(request)

    return answer
