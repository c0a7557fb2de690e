"""The next days laid out for a phone, so that a walk can begin without a connection.

The rules stay on this side. Each answer of the check before a walk is decided here, by the
functions that decide it with a connection, and the phone only looks up what was decided. Its
pages are those of the site, made for a day that has not come.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from backstride.site import store
from backstride.site.request import WalkerRequest
from backstride.site.stamp import LAID_OUT, stamp
from backstride.site.views.ahead_walk import CAREFUL, walk_ahead
from backstride.site.views.onward import set_up_step
from backstride.site.views.other_day import on_day, page_on
from backstride.site.views.situation import situation
from backstride.site.views.today import told_page

DAYS = 3
"""Days that are laid out, today among them (judgement): most programmes walk every other day."""

TOLD = {
    "walked": (
        "Your walk is kept on this phone",
        "It is sent when there is a connection. Then we say how your back took it, and what "
        "comes next.",
    ),
    "blocked": (
        "No walk for now",
        "What you told us is kept on this phone. A few questions come first, and they need a "
        "connection. Until then rest, or move about as it suits you.",
    ),
    "stale": (
        "Today needs a connection once",
        "The plan has changed since it was laid out on this phone. Open Today with a connection "
        "before the next walk.",
    ),
    "careful": CAREFUL,
}
"""What Today says where answers wait on the phone that the plan does not know yet."""

PAGES = ("today", "morning", "worse", "walk-before")


@gzip_page
@require_GET
def ahead(request: WalkerRequest) -> HttpResponse:
    """Return the pages of the next days, and what each answer before a walk leads to."""
    here = situation(request)
    days = []
    if set_up_step(here) is None:
        days = [_day(request, here.today + timedelta(days=number)) for number in range(DAYS)]
    mark = store.mark(request.walker)
    answer = JsonResponse({"mark": mark, "zone": here.zone, "days": days})
    answer[LAID_OUT] = stamp(request.walker, here.today)
    return answer


def _day(request: WalkerRequest, on: date) -> dict[str, Any]:
    first, check = reverse("today"), reverse("walk-before")
    asked = on_day(request, on, first)
    walk = walk_ahead(asked, situation(asked))
    pages = {path: page_on(request, on, path) for path in map(reverse, PAGES)}
    told = {
        name: told_page(
            asked, heading, text, start=check if name == "careful" and walk is not None else None
        ).content.decode()
        for name, (heading, text) in TOLD.items()
    }
    return {"day": on.isoformat(), "pages": pages, "told": told, "walk": walk}
