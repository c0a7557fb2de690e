"""The report: one page for the clinician, of what was entered and nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from backstride.diary import Diary
from backstride.insights import Pattern, experiments, patterns
from backstride.prescription import fold
from backstride.reports import clinician_report, wording
from backstride.site import clock, shared_reports, store
from backstride.site.forms.report import ReportForm
from backstride.site.instruments import instruments
from backstride.site.kept import note_kept
from backstride.site.models import SharedReport
from backstride.site.presentation.report import Paper, paper_of, shared_detail
from backstride.site.request import WalkerRequest
from backstride.site.shared_reports import Parts
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation, situation_of

USUAL = QueryDict("weeks=6&questionnaires=on")
"""What is shown before anything was chosen (picture 10)."""

HERE_ONLY = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this very machine: a link with one of them opens nowhere else."""


@require_GET
def report(request: WalkerRequest) -> HttpResponse:
    """Show the page as it will be printed, and what it may hold."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    form = ReportForm(request.GET if "weeks" in request.GET else USUAL)
    form.is_valid()
    context = {
        "current": "report",
        "form": form,
        "paper": _paper(here, form.parts),
        "foot": wording.OWN_ENTRIES,
        "links": [
            {
                "detail": shared_detail(each, here.today),
                "url": reverse("report-stop", args=[each.pk]),
            }
            for each in shared_reports.open_links(request.walker, now=request.now)
        ],
    }
    return render(request, "backstride/pages/report.html", context)


@require_POST
def share(request: WalkerRequest) -> HttpResponse:
    """Open the report to whoever has a link. It is shown in this one answer and never again."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    form = ReportForm(request.POST)
    form.is_valid()
    try:
        made, token = shared_reports.share(
            request.walker,
            form.parts,
            events=len(here.diary.raw),
            now=request.now,
            today=request.today,
        )
    except shared_reports.TooManyLinksError as error:
        messages.warning(request, str(error))
        return redirect("report")
    # Not noted as kept: the link is in this answer alone, so nobody may send the form unseen.
    context = {
        "back_url": reverse("report"),
        "link": request.build_absolute_uri(reverse("shared-report", args=[token])),
        "until": shared_detail(made, here.today),
        "here_only": request.get_host().rsplit(":", 1)[0] in HERE_ONLY,
    }
    answer = render(request, "backstride/pages/report_link.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def stop(request: WalkerRequest, link_id: int) -> HttpResponse:
    """End a link."""
    link = request.walker.shared_reports.filter(pk=link_id).first()
    if link is None:
        raise Http404("there is no such link among this walker's")
    link.delete()
    note_kept()
    messages.success(request, "That link opens nothing any more.")
    return redirect("report")


@login_not_required
@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a shared report to whoever has its link, and nothing else of the site."""
    found = shared_reports.opened(token, now=clock.now())
    if found is None:
        answer = render(request, "backstride/pages/report_ended.html", status=404)
    else:
        here = _known_then(found)
        parts = Parts(found.weeks, found.notes, found.patterns, found.questionnaires)
        context: dict[str, Any] = {
            "paper": _paper(here, parts),
            "foot": wording.OWN_ENTRIES,
            "today": found.day,
            "until": shared_detail(found, found.day),
        }
        answer = render(request, "backstride/pages/report_shared.html", context)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _known_then(link: SharedReport) -> Situation:
    """Return the situation as it was known when a link was made; nothing later is in it."""
    diary = Diary(store.known(link.walker).diary.raw[: link.events])
    return situation_of(link.walker, diary, fold(diary.events), link.made, link.day)


def _paper(here: Situation, parts: Parts) -> Paper:
    told = clinician_report(
        here.diary,
        here.plan,
        here.protocol,
        here.answers,
        here.assessment.adaptations,
        on=here.today,
        weeks=parts.weeks,
    )
    return paper_of(
        told,
        here.diary,
        instruments(),
        with_notes=parts.notes,
        with_questionnaires=parts.questionnaires,
        patterns=_patterns(here) if parts.patterns else (),
    )


def _patterns(here: Situation) -> tuple[Pattern, ...]:
    diary = here.insight_diary
    tried = experiments(diary, on=here.today)
    return tuple(patterns(diary, here.today, tried[-1] if tried else None))
