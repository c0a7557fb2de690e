"""What a phone measured and has not sent to its end: what is here of it, and forgetting it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from backstride.site import sensed
from backstride.site.design import day_month
from backstride.site.kept import note_kept
from backstride.site.request import WalkerRequest

WORDS = {
    sensed.State.PARTLY: "Not all of it is here. Open Backstride on the phone that measured it, "
    "and the rest is sent.",
    sensed.State.WAITING: "All of it is here. It waits for your answers after the walk.",
}


def rows_of(request: WalkerRequest) -> list[dict[str, str]]:
    """Return the recordings that are on their way, each with its words."""
    return [
        {
            "walk_id": str(each.walk_id),
            "label": f"Forget what the phone measured on {day_month(localtime(each.begun).date())}",
            "detail": WORDS[each.state],
        }
        for each in sensed.unfinished(request.walker)
    ]


@require_POST
def forget(request: WalkerRequest, walk_id: UUID) -> HttpResponse:
    """Forget a recording that is on its way."""
    sensed.forget(request.walker, walk_id, now=request.now)
    note_kept()
    messages.success(request, "It is forgotten. The walk itself stays.")
    return redirect("walked-file")
