"""Questions now and then: what is due, one instrument at a time, and what was told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import Questionnaire
from backstride.outcomes import Instrument, Item, chosen_words, due_instruments, sentences
from backstride.site.forms.entry import EntryForm, errors_of
from backstride.site.forms.outcomes import ANSWER, AnswersForm, ThingsForm, TotalForm
from backstride.site.instruments import instruments
from backstride.site.presentation.outcomes import courses_of, rows_of
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import go_on, set_up_step
from backstride.site.views.situation import Situation, situation

SHORT = 3
"""Questions that stand on one page; with more they come one at a time (judgement)."""

Told = dict[str, float | str]


@require_GET
def outcomes(request: WalkerRequest) -> HttpResponse:
    """List all questions: those that are due, the others, and the course of each."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    every = instruments()
    due = due_instruments(here.diary, every, here.today, started=here.plan.started)
    asked, others = rows_of(here.diary, every, due, here.today)
    context = {
        "current": "progress",
        "heading": sentences.LIST_HEADING,
        "text": sentences.LIST_TEXT,
        "asked": asked,
        "nothing_due": sentences.NOTHING_DUE,
        "others": others,
        "courses": courses_of(here.diary, every, here.today),
        "quality_of_life": sentences.QUALITY_OF_LIFE,
        "progress_url": reverse("progress"),
    }
    return render(request, "backstride/pages/outcomes.html", context)


@require_http_methods(["GET", "POST"])
def outcome(request: WalkerRequest, instrument_id: str) -> HttpResponse:
    """Ask the questions of one instrument, or its total."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    instrument = _instrument(instrument_id)
    if instrument.how == "typed":
        return _total(request, here, instrument)
    words = chosen_words(here.diary, instrument)
    if instrument.chosen and not words:
        return redirect("outcome-things", instrument.id)
    items = [item for item in instrument.items if not item.chosen or item.id in words]
    return _ask(request, here, instrument, items, words)


@require_http_methods(["GET", "POST"])
def things(request: WalkerRequest, instrument_id: str) -> HttpResponse:
    """Let the person choose what they want to be asked about."""
    here = situation(request)
    if set_up_step(here) is not None:
        return go_on(here)
    instrument = _instrument(instrument_id)
    if not instrument.chosen:
        raise Http404("there is nothing to choose here")
    known = chosen_words(here.diary, instrument)
    initial = {ANSWER + item: words for item, words in known.items()}
    form = ThingsForm(instrument, sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        told: Told = {f"{item}_words": words for item, words in form.things().items()}
        _write(here, instrument, form, told)
        return redirect("outcome", instrument.id)
    context = {
        "back_url": reverse("outcomes"),
        "title": sentences.CHOOSE_HEADING,
        "text": sentences.CHOOSE_TEXT,
        "again": sentences.CHOOSE_AGAIN if known else "",
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "backstride/pages/outcome_things.html", context)


def _instrument(instrument_id: str) -> Instrument:
    found = next((each for each in instruments() if each.id == instrument_id), None)
    if found is None:
        raise Http404("there is no such instrument here")
    return found


def _total(request: WalkerRequest, here: Situation, instrument: Instrument) -> HttpResponse:
    form = TotalForm(instrument, sent(request))
    if request.method == "POST" and form.is_valid():
        _write(here, instrument, form, {}, total=form.cleaned_data["total"])
        return _done(request)
    return _render(request, instrument, form, {"text": sentences.TYPED})


def _ask(
    request: WalkerRequest,
    here: Situation,
    instrument: Instrument,
    items: list[Item],
    words: dict[str, str],
) -> HttpResponse:
    """Show the questions, all at once or one after the other, until all are answered."""
    pages = [items] if len(items) <= SHORT else [[item] for item in items]
    told = sent(request)
    if told is None:
        return _page(request, instrument, pages, 0, words, None, {})
    place = _place(told, len(pages))
    whole = AnswersForm(instrument, items, words, told)
    whole.is_valid()
    if "back" in request.POST:
        return _page(request, instrument, pages, max(place - 1, 0), words, None, told.dict())
    asked = [
        number
        for number, page in enumerate(pages[: place + 1])
        if any(ANSWER + item.id in whole.errors for item in page)
    ]
    if asked:
        return _page(request, instrument, pages, asked[0], words, told, told.dict())
    if place + 1 < len(pages):
        return _page(request, instrument, pages, place + 1, words, None, told.dict())
    answers: Told = {**whole.answers(), **{f"{item}_words": each for item, each in words.items()}}
    if len(whole.answers()) < instrument.fewest:
        whole.add_error(None, f"Answer {instrument.fewest} of the questions at least.")
        return _page(request, instrument, pages, 0, words, told, told.dict(), whole)
    _write(here, instrument, whole, answers)
    return _done(request)


def _place(told: QueryDict, pages: int) -> int:
    """Return which page of the questions was sent; the last where that is unclear."""
    given = told.get("page", "")
    return min(int(given), pages - 1) if given.isascii() and given.isdigit() else pages - 1


def _page(
    request: WalkerRequest,
    instrument: Instrument,
    pages: list[list[Item]],
    place: int,
    words: dict[str, str],
    told: QueryDict | None,
    known: dict[str, Any],
    whole: AnswersForm | None = None,
) -> HttpResponse:
    """Show one page of the questions; what was answered on the others goes along unseen."""
    shown = {ANSWER + item.id for item in pages[place]}
    initial = {name: known[name] for name in (*shown, "entry") if known.get(name)}
    form = AnswersForm(instrument, pages[place], words, told, initial=initial)
    kept = [
        {"name": name, "value": str(known[name])}
        for name in (ANSWER + item.id for page in pages for item in page)
        if name not in shown and known.get(name)
    ]
    context = {
        "text": sentences.looks_back(instrument),
        "kept": kept,
        "place": place,
        "number": place + 1,
        "count": len(pages),
        "things_url": reverse("outcome-things", args=[instrument.id]) if words else "",
        "last": place + 1 == len(pages),
    }
    return _render(request, instrument, form, context, errors_of(whole or form))


def _render(
    request: WalkerRequest,
    instrument: Instrument,
    form: EntryForm,
    context: dict[str, Any],
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    common = {
        "back_url": reverse("outcomes"),
        "title": instrument.name,
        "form": form,
        "errors": errors_of(form) if errors is None else errors,
        "last": True,
    }
    return render(request, "backstride/pages/outcome.html", common | context)


def _write(
    here: Situation,
    instrument: Instrument,
    form: EntryForm,
    answers: Told,
    *,
    total: float | None = None,
) -> None:
    here.write(
        [
            Questionnaire(
                id=form.event_id("questionnaire"),
                at=here.now,
                zone=here.zone,
                instrument=instrument.id,
                total=total,
                answers=answers,
            )
        ]
    )


def _done(request: WalkerRequest) -> HttpResponse:
    messages.success(request, "Written down.")
    return redirect("outcomes")
