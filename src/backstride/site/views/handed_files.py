"""I already walked: recordings from a watch or a phone, handed in and told about one by one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backstride.diary import Walk
from backstride.recordings import warm_reader
from backstride.site import handed_in, importing, set_aside
from backstride.site.forms.entry import errors_of
from backstride.site.forms.walked import RecordingForm, UploadForm
from backstride.site.kept import note_kept
from backstride.site.models import HandedResult, HandIn, StoredRecording
from backstride.site.presentation.imported import heading_of, progress_words, summed_up
from backstride.site.request import WalkerRequest
from backstride.site.room import NoRoomError
from backstride.site.views import sensed_walks
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation
from backstride.walks import Answers, Open

WAIT_S = 1.5
"""So long the answer to an upload waits for its files to be read; most are by then (judgement)."""

MOST_TOLD = 20
"""From here on, results are told in one line each."""

MOST_LINES = 300
"""Results on one page (judgement); the counts above are of all of them."""


@require_http_methods(["GET", "POST"])
def from_files(request: WalkerRequest) -> HttpResponse:
    """Take in recordings, several at once."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    form = UploadForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = handed_in.hand_in(here.walker, form.cleaned_data["recordings"], now=here.now)
        except NoRoomError as error:
            form.add_error("recordings", str(error))
        else:
            handed_in.read_on(made, now=here.now, wait_s=WAIT_S)
            return redirect("walked-imported")
    # While the person looks for the file, so that the first one need not wait for it.
    warm_reader()
    handed_in.resume(here.walker, now=here.now)
    context = {
        "back_url": reverse("walked"),
        "close_url": reverse("today"),
        "form": form,
        "errors": errors_of(form),
        "waiting": importing.waiting(here.walker),
        "aside": [
            {"name": each.name, "url": reverse("walked-again", args=[each.pk])}
            for each in set_aside.set_aside(here.walker)
        ],
        "sensed": sensed_walks.rows_of(request),
        "keys_url": reverse("upload-keys"),
    }
    return render(request, "backstride/pages/walked_file.html", context)


@require_POST
def again(request: WalkerRequest, file_id: int) -> HttpResponse:
    """Read a file once more with which we could not go on."""
    here = situation(request)
    if not set_aside.read_once_more(here.walker, file_id, now=here.now, wait_s=WAIT_S):
        raise Http404("no such file of this walker's is kept to be read once more")
    note_kept()
    return redirect("walked-imported")


@require_GET
def imported(request: WalkerRequest) -> HttpResponse:
    """Tell how far the last upload is read; in the end, what became of each file."""
    here = situation(request)
    made = handed_in.latest(here.walker)
    if made is None:
        return redirect("walked-file")
    if not handed_in.read_on(made, now=here.now, wait_s=0.0):
        progress = handed_in.progress_of(made)
        context = {
            "back_url": reverse("walked-file"),
            "close_url": reverse("today"),
            "again_url": reverse("walked-imported"),
            "progress": progress,
            "words": progress_words(progress),
        }
        return render(request, "backstride/pages/importing.html", context)
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "backstride/pages/imported.html", _told(here, made))


def _told(here: Situation, made: HandIn) -> dict[str, Any]:
    results = handed_in.results_of(made)
    walks = {walk.id: walk for walk in here.diary.of(Walk)}
    rows = [
        {
            "name": each.name,
            "outcome": each.outcome,
            "words": each.words,
            "notices": each.notices,
            "recording_id": each.recording_id,
            "heading": heading_of(importing.Outcome(each.outcome)),
            "walk": walks.get(each.walk_id) if each.walk_id else None,
            "walk_url": reverse("walk-page", args=[each.walk_id]) if each.walk_id else None,
        }
        for each in results
    ]
    fresh = [
        row["walk"].id
        for row in rows
        if row["walk"] is not None
        and row["outcome"] == importing.Outcome.IMPORTED
        and here.diary.pain_of(row["walk"].id).after is None
    ]
    days = [row for row in rows if row["outcome"] == importing.Outcome.DAYS]
    rows = [row for row in rows if row["outcome"] != importing.Outcome.DAYS]
    latest = max(fresh, key=lambda walk_id: walks[walk_id].at, default=None)
    return {
        "back_url": reverse("walked-file"),
        "close_url": reverse("today"),
        "heading": summed_up([importing.Outcome(each.outcome) for each in results]),
        "days": days[:MOST_TOLD],
        "days_url": reverse("health-days"),
        "rows": rows[:MOST_LINES],
        "left_out": max(0, len(rows) - MOST_LINES),
        "brief": len(rows) > MOST_TOLD,
        "counts": _counts(results),
        "pain_url": reverse("walk-pain", args=[latest]) if latest else None,
    }


def _counts(results: tuple[HandedResult, ...]) -> list[dict[str, object]]:
    """Return how often each outcome came, where there are several results."""
    if len(results) < 2:
        return []
    told = [each.outcome for each in results]
    return [
        {"term": heading_of(outcome), "value": told.count(outcome.value)}
        for outcome in importing.Outcome
        if outcome.value in told
    ]


@require_http_methods(["GET", "POST"])
def recording(request: WalkerRequest, recording_id: int) -> HttpResponse:
    """Ask what only the person knows about a recording: was it a walk, when, how long."""
    here = situation(request)
    row = StoredRecording.objects.filter(walker=here.walker, pk=recording_id).first()
    if row is None:
        raise Http404("there is no such recording among this walker's")
    asked = tuple(Open(each) for each in row.outcome["open"])
    open_now = importing.Outcome(row.outcome["outcome"]) in importing.ANSWERABLE
    if not open_now:
        return redirect("walk-page", row.walk_id) if row.walk_id else redirect("walked-file")
    beside = [each for each in importing.waiting(here.walker) if each.recording_id != row.pk]
    form = RecordingForm(
        sent(request),
        asked=asked,
        zone=here.zone,
        now=here.now,
        read_utc=row.starts,
        beside=sum(Open.CLOCK in each.open for each in beside),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answers = Answers(
            on_foot=told["on_foot"] == "yes" if told.get("on_foot") else None,
            start=form.moment() if Open.START in asked else None,
            minutes=told.get("minutes"),
            zone=here.zone,
            clock=form.clock_told,
        )
        became = importing.answer_outing(row, answers, now=here.now)
        if answers.clock is not None and told.get("clock_of_all"):
            became += importing.answer_clocks(here.walker, answers.clock, now=here.now)
        handed_in.answered(here.walker, became, now=here.now)
        note_kept()
        return redirect("walked-imported")
    context = {
        "back_url": reverse("walked-file"),
        "close_url": reverse("today"),
        "name": row.name,
        "words": row.outcome["words"],
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/recording.html", context)
