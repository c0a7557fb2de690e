"""The report: one page for the clinician, of what was entered and nothing else."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.insights import Pattern, experiments, patterns
from backstride.reports import clinician_report, wording
from backstride.site.forms.report import ReportForm
from backstride.site.instruments import instruments
from backstride.site.presentation.report import paper_of
from backstride.site.request import WalkerRequest
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation

USUAL = QueryDict("weeks=6&questionnaires=on")
"""What is shown before anything was chosen (picture 10)."""


@require_GET
def report(request: WalkerRequest) -> HttpResponse:
    """Show the page as it will be printed, and what it may hold."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    form = ReportForm(request.GET if "weeks" in request.GET else USUAL)
    form.is_valid()
    chosen = form.cleaned_data
    told = clinician_report(
        here.diary,
        here.plan,
        here.protocol,
        here.answers,
        here.assessment.adaptations,
        on=here.today,
        weeks=form.period_weeks,
    )
    context = {
        "current": "report",
        "back_url": reverse("progress"),
        "form": form,
        "paper": paper_of(
            told,
            here.diary,
            instruments(),
            with_notes=bool(chosen.get("notes")),
            with_questionnaires=bool(chosen.get("questionnaires")),
            patterns=_patterns(here) if chosen.get("patterns") else (),
        ),
        "foot": wording.OWN_ENTRIES,
    }
    return render(request, "backstride/pages/report.html", context)


def _patterns(here: Situation) -> tuple[Pattern, ...]:
    diary = here.insight_diary
    tried = experiments(diary, on=here.today)
    return tuple(patterns(diary, here.today, tried[-1] if tried else None))
