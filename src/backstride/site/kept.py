"""Whether what a form said is kept now: the answer to the form says so, and nothing else does.

A form that waited on a phone is sent by a program, which cannot read a page. That the site
leads elsewhere tells it nothing: a page leads on as well where it does not take the form any
more. So whoever keeps something notes it here, and the answer carries a mark.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse

HEADER = "X-Kept"
"""Marks the answer to a form of which everything was kept."""

ENTERED = "X-Entered-At"
"""When a form was filled in that had to wait on a phone; it is written down as of then."""

NO_CONTENT = 204
CONFLICT = 409


@dataclass(slots=True)
class Noted:
    """What was noted during one request."""

    kept: bool = False
    left: bool = False

    @property
    def all_kept(self) -> bool:
        """Whether something was kept, and nothing was left out."""
        return self.kept and not self.left


_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


def note_kept() -> None:
    """Note that what the request brought is kept; outside of a request this does nothing."""
    noted = _noted.get()
    if noted is not None:
        noted.kept = True


def note_left() -> None:
    """Note that something of what the request brought was not taken, or is asked once more."""
    noted = _noted.get()
    if noted is not None:
        noted.left = True


def told(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Mark the answer to whatever was kept (middleware).

    A form that waited on a phone (:data:`ENTERED`) is led nowhere: it gets 204 with the mark
    where it was kept, and 409 without where its page would have led on and left it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return respond(request)
        token = _noted.set(Noted())
        try:
            response = respond(request)
            noted = _noted.get()
        finally:
            _noted.reset(token)
        all_kept = noted is not None and noted.all_kept and response.status_code < 400
        if ENTERED in request.headers and 300 <= response.status_code < 400:
            # What the next page would have said about it belongs to no page now.
            list(get_messages(request))
            response = HttpResponse(status=NO_CONTENT if all_kept else CONFLICT)
        if all_kept:
            response.headers[HEADER] = "1"
        return response

    return answer
