"""A page as it would be on another day, made before its day comes."""

from __future__ import annotations

from copy import copy
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import resolve

from backstride.site.request import WalkerRequest
from backstride.site.views.begun import Begun, remember

OK = 200


def on_day(
    request: WalkerRequest, on: date, address: str, begun: Begun | None = None
) -> WalkerRequest:
    """Return the request that the same person would make for a page on another day.

    Its session is a copy: what a page remembers for this request is not remembered for the
    real one, and messages that wait there are not used up.

    Parameters
    ----------
    request : WalkerRequest
    on : date
        The day; the time of the day stays.
    address : str
        The page that is asked for, with its query.
    begun : Begun, optional
        A walk that has begun by then.
    """
    parts = urlsplit(address)
    asked = copy(request)
    own: dict[str, Any] = {
        "method": "GET",
        "path": parts.path,
        "path_info": parts.path,
        "GET": QueryDict(parts.query),
        "now": request.now + timedelta(days=(on - request.today).days),
        "today": on,
        "session": dict(request.session.items()),
        "_messages": [],
    }
    vars(asked).update(own)
    if begun is not None:
        remember(asked, begun)
    return asked


def page_on(
    request: WalkerRequest, on: date, address: str, begun: Begun | None = None
) -> str | None:
    """Return the page at an address as it would be on another day; None where it leads on."""
    asked = on_day(request, on, address, begun)
    found = resolve(asked.path)
    answer = found.func(asked, *found.args, **found.kwargs)
    return answer.content.decode() if answer.status_code == OK else None
