"""The safety questions, one at a time, and what they lead to."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backstride.diary import Clearance, Screening
from backstride.screening import QUESTIONS, Choice, Question, Tier, question
from backstride.site.forms.entry import errors_of
from backstride.site.forms.question import ClearanceForm, FollowUpForm, QuestionForm
from backstride.site.presentation.questions import (
    age_on,
    next_open,
    open_follow_up,
    outcome_of,
    round_of,
    sheet_of,
)
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent
from backstride.site.views.onward import set_up_step
from backstride.site.views.situation import Situation, situation


def _asked(question_id: str) -> Question:
    try:
        return question(question_id)
    except ValueError as error:
        raise Http404(str(error)) from error


@require_GET
def questions(request: WalkerRequest) -> HttpResponse:
    """Lead to the first question that is open, or to what the answers ask for."""
    here = situation(request)
    open_id = next_open(here.answers, here.plan, age_on(here.diary, here.today))
    return redirect("question", open_id) if open_id else redirect("questions-result")


@require_http_methods(["GET", "POST"])
def one_question(request: WalkerRequest, question_id: str) -> HttpResponse:
    """Ask one question; its answer is stored before the next one comes."""
    asked, here = _asked(question_id), situation(request)
    known = here.answers
    form = QuestionForm(sent(request), asked=asked, initial={"answer": known.answers.get(asked.id)})
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        event = Screening(
            id=form.event_id("answer"), at=here.now, zone=here.zone, answers={asked.id: answer}
        )
        here = here.write([event])
        if open_follow_up(here.answers, asked, age_on(here.diary, here.today)):
            return redirect("question-more", asked.id)
        return _onward(here, asked)
    return _render(request, here, asked, form, text=asked.text, hint=asked.help)


@require_http_methods(["GET", "POST"])
def more(request: WalkerRequest, question_id: str) -> HttpResponse:
    """Ask the follow-up of a question that was answered "yes" or "I am not sure"."""
    asked, here = _asked(question_id), situation(request)
    follow_up, answer = asked.follow_up, here.answers.answers.get(asked.id)
    if follow_up is None or answer not in ("yes", "unsure"):
        return redirect("question", asked.id)
    age = age_on(here.diary, here.today)
    chosen = here.answers.details.get(asked.id, ())
    several = follow_up.choice is Choice.ANY
    form = FollowUpForm(
        sent(request),
        follow_up=follow_up,
        age_known=age is not None,
        initial={"answer": list(chosen) if several else next(iter(chosen), None)},
    )
    if request.method == "POST" and form.is_valid():
        event = Screening(
            id=form.event_id("more"),
            at=here.now,
            zone=here.zone,
            answers={asked.id: answer},
            details={asked.id: tuple(form.chosen())},
        )
        return _onward(here.write([event]), asked)
    return _render(
        request,
        here,
        asked,
        form,
        text=follow_up.text,
        hint=follow_up.help,
        several=several,
        back=reverse("question", args=[asked.id]),
    )


def _onward(here: Situation, asked: Question) -> HttpResponse:
    """Lead to the next question; an answer that cannot wait is dealt with at once."""
    found = here.assessment
    urgent = [each.question_id for each in found.findings if each.tier is Tier.A]
    if asked.id in urgent:
        return redirect("questions-result")
    ids = round_of(here.answers, here.plan)
    open_id = next_open(here.answers, here.plan, age_on(here.diary, here.today))
    if open_id is None:
        return redirect("questions-result")
    # Somebody who went back to an answer goes on from there, not from the last open one.
    later = ids[ids.index(asked.id) + 1 :] if asked.id in ids else ()
    return redirect("question", later[0] if later and open_id in later else open_id)


def _render(
    request: WalkerRequest,
    here: Situation,
    asked: Question,
    form: QuestionForm | FollowUpForm,
    *,
    text: str,
    hint: str,
    several: bool = False,
    back: str = "",
) -> HttpResponse:
    ids = round_of(here.answers, here.plan)
    if asked.id not in ids:
        ids = (asked.id,)
    number = ids.index(asked.id) + 1
    if not back:
        first = "welcome" if set_up_step(here) else "today"
        back = reverse("question", args=[ids[number - 2]]) if number > 1 else reverse(first)
    context = {
        "back_url": back,
        "number": number,
        "count": len(ids),
        "counter": f"Question {number} of {len(ids)}",
        "question": text,
        "hint": hint,
        "form": form,
        "errors": errors_of(form),
        "several": several,
        "why_text": asked.why,
    }
    return render(request, "backstride/pages/safety_question.html", context)


@require_GET
def result(request: WalkerRequest) -> HttpResponse:
    """Say what the answers ask for."""
    here = situation(request)
    outcome = outcome_of(here.assessment, here.country)
    open_id = next_open(here.answers, here.plan, age_on(here.diary, here.today))
    if open_id is not None and outcome.kind not in ("hospital", "crisis", "not_for_you"):
        return redirect("question", open_id)
    context = {
        "outcome": outcome,
        "back_url": reverse("question", args=[(outcome.again or (QUESTIONS[0].id,))[0]]),
        "again_url": reverse("question", args=[outcome.again[0]]) if outcome.again else "",
        "go_on_url": reverse("question", args=[open_id]) if open_id else "",
        "next_url": reverse(set_up_step(here) or "today"),
        "set_up": set_up_step(here) is not None,
    }
    return render(request, "backstride/pages/safety_result.html", context)


@require_GET
def printed(request: WalkerRequest) -> HttpResponse:
    """Show all answers on one plain page, to print or to take along."""
    here = situation(request)
    context = {
        "rows": sheet_of(here.answers),
        "outcome": outcome_of(here.assessment, here.country),
        "back_url": reverse("questions-result"),
    }
    return render(request, "backstride/pages/safety_print.html", context)


@require_http_methods(["GET", "POST"])
def cleared(request: WalkerRequest) -> HttpResponse:
    """Note that a doctor has looked at the answers, or has not yet."""
    here = situation(request)
    findings = [each for each in here.assessment.findings if each.tier is Tier.C]
    if not findings:
        return redirect("questions-result")
    form = ClearanceForm(sent(request))
    if request.method == "POST" and form.is_valid():
        event = Clearance(
            id=form.event_id("clearance"),
            at=here.now,
            zone=here.zone,
            questions=tuple(each.question_id for each in findings),
            cleared=form.cleaned_data["cleared"] == "yes",
        )
        here = here.write([event])
        return redirect(set_up_step(here) or "today")
    context = {
        "form": form,
        "errors": errors_of(form),
        "told": [each.told_us for each in findings],
        "back_url": reverse("questions-result"),
    }
    return render(request, "backstride/pages/clearance.html", context)
