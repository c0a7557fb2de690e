"""The request as a view sees it."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest

from backstride.site.models import Walker


class WalkerRequest(HttpRequest):
    """A request of somebody who has signed in.

    Annotate views with it. On pages that need no signing in (``login_not_required``) the
    walker can be missing: annotate those with ``HttpRequest``.

    Attributes
    ----------
    walker : Walker
        The signed-in account's own walker; never anybody else's.
    now : datetime
        The moment of the request, UTC.
    today : date
        The date where the walker is.
    """

    walker: Walker
    now: datetime
    today: date
