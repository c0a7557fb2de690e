"""The next morning: three answers, or a number."""

from __future__ import annotations

from uuid import uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import Moment, Pain
from backstride.prescription import advance, decide
from backstride.site.design import weekday_day_month
from backstride.site.forms.entry import errors_of
from backstride.site.forms.morning import FEELINGS, MorningForm
from backstride.site.presentation.ahead import after_calm_days
from backstride.site.presentation.morning import UNCHANGED, compared_with, numbers_of, outcome_words
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.situation import Situation, situation
from backstride.site.views.walk_draft import morning_draft

RESPONSES = {"same": "settled", "little": "hold", "clearly": "ease-off"}
"""The marks beside the three answers; what each really changes stands under it."""


@require_http_methods(["GET", "POST"])
def morning(request: WalkerRequest) -> HttpResponse:
    """Ask how the back is this morning; each answer says which number is written down."""
    here = situation(request)
    compared = compared_with(here.plan, here.diary)
    numbers = numbers_of(compared)
    form = MorningForm(sent(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        nrs = told["pain"] if told["pain"] is not None else numbers.get(told["feeling"])
        if nrs is None:
            form.add_error("pain", "Choose a number from 0 to 10.")
        else:
            here.write([_answer(here, nrs)])
            messages.success(request, f"Written down for this morning: {nrs} out of 10.")
            return redirect("today")
    given = here.diary.mornings(here.today, here.today)
    context = {
        "day_words": weekday_day_month(here.today),
        "close_url": reverse("today"),
        "text": compared.words,
        "answers": _answers(here, numbers),
        "form": form,
        "errors": errors_of(form),
        "draft": "" if given else morning_draft(here, _answer(here, 0), numbers),
        "given": given[-1].nrs if given else None,
        "number_open": bool(form.errors) or not numbers,
    }
    return render(request, "backstride/pages/morning.html", context)


def _answer(here: Situation, nrs: int) -> Pain:
    """Return this morning's answer; a second one on the same morning corrects the first."""
    return Pain(
        id=uuid5(here.walker.id, f"morning {here.today.isoformat()}"),
        at=here.now,
        zone=here.zone,
        moment=Moment.MORNING,
        nrs=nrs,
    )


def _answers(here: Situation, numbers: dict[str, int]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    calm = ""
    for value, label in FEELINGS:
        if value not in numbers:
            continue
        nrs = numbers[value]
        changes = _changes(here, nrs)
        if value == "same":
            calm = changes
        elif changes == calm:
            changes = UNCHANGED[value]
        rows.append(
            {
                "name": "feeling",
                "value": value,
                "response": RESPONSES[value],
                "label": label,
                "detail": f"{changes} We write down {nrs}.",
            }
        )
    return rows


def _changes(here: Situation, nrs: int) -> str:
    """Return what that answer would change, as the rules themselves work it out."""
    state = advance(here.state, _answer(here, nrs))
    plan = decide(state, here.today)
    return outcome_words(plan, after_calm_days(state, plan, here.zone))
