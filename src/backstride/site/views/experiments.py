"""Experiments: what one takes and could tell, its running, and its answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import ExperimentStart, ExperimentStop
from backstride.insights import (
    can_be_drawn,
    can_be_offered,
    experiments,
    most_used,
    question,
    running,
)
from backstride.insights import experiment_sentences as sentences
from backstride.site.forms.entry import EntryForm, errors_of
from backstride.site.forms.experiment import ExperimentForm
from backstride.site.presentation import experiments as words
from backstride.site.presentation.ahead import next_monday
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation


@require_http_methods(["GET", "POST"])
def offer(request: WalkerRequest, key: str) -> HttpResponse:
    """Say what an experiment takes and could tell, and start it."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    if not can_be_drawn(key):
        raise Http404
    known = running(here.diary, on=here.today)
    if known is None and not can_be_offered(here.diary, key, on=here.today):
        return redirect("patterns")
    form = ExperimentForm(
        sent(request),
        sizes=words.sizes_of(here.diary, key, here.today),
        monday=next_monday(here.today),
        initial={"pairs": words.USUAL, "starts": "next"},
    )
    valid = request.method == "POST" and form.is_valid()
    if known is not None and not (valid and known.start.id == form.event_id("experiment")):
        return redirect(words.url_of(known))
    if valid:
        start = _start(here, form, key)
        here.write([start])
        messages.success(request, sentences.DRAWN)
        return redirect("experiment", start.id)
    context = {
        "back_url": reverse("patterns"),
        "form": form,
        "errors": errors_of(form),
        "heading": sentences.OFFER,
        "question": question(key),
        "lines": words.explained(here.diary, key, here.today),
        "notes": (sentences.STOP_ANY_TIME, sentences.NO_LOOKING, sentences.CANNOT),
    }
    return render(request, "backstride/pages/experiment_offer.html", context)


def _start(here: Situation, form: ExperimentForm, key: str) -> ExperimentStart:
    return ExperimentStart(
        id=form.event_id("experiment"),
        at=here.now,
        zone=here.zone,
        question=key,
        seed=form.seed,
        pairs=form.cleaned_data["pairs"],
        starts=form.first_day,
        shoes_id=most_used(here.diary.walks()) if key == "shoes" else None,
    )


@require_http_methods(["GET", "POST"])
def experiment(request: WalkerRequest, start_id: UUID) -> HttpResponse:
    """Show an experiment: how far it has come, or its answer; stop it."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    found = {each.start.id: each for each in experiments(here.insight_diary, on=here.today)}
    followed = found.get(start_id)
    if followed is None:
        raise Http404
    form = EntryForm(sent(request))
    if request.method == "POST" and form.is_valid():
        if not followed.ended:
            stop = ExperimentStop(
                id=form.event_id("stop"), at=here.now, zone=here.zone, experiment_id=start_id
            )
            here.write([stop])
            messages.success(request, sentences.STOPPED)
        return redirect("experiment", start_id)
    drawn = here.drawn
    own = drawn.followed is not None and drawn.followed.start.id == start_id
    others = [each for each in reversed(found.values()) if each.start.id != start_id]
    context = {
        "current": "progress",
        "form": form,
        "patterns_url": reverse("patterns"),
        "title": followed.question.title,
        "heading": sentences.RUNS,
        "answer": words.answer_of(followed),
        "under_way": not followed.ended,
        "how": sentences.how(followed.question),
        "so_far": sentences.so_far(followed),
        "waits": sentences.WAITS[drawn.waits] if own and drawn.waits is not None else "",
        "next": sentences.asked_next(followed),
        "coming": words.coming_days(drawn) if own else (),
        "kept": sentences.really_done(followed),
        "diluted": sentences.diluted(followed),
        "beside": sentences.beside(followed),
        "pairs": words.pairs_of(followed),
        "notes": _notes(followed.ended),
        "seed": sentences.seed(followed),
        "others": [words.line_of(each) for each in others],
    }
    return render(request, "backstride/pages/experiment.html", context)


def _notes(ended: bool) -> tuple[str, ...]:
    if ended:
        return (sentences.COIN_AND_MODEL, sentences.CANNOT)
    return (sentences.NO_LOOKING, sentences.STOP_ANY_TIME, sentences.CANNOT)
