"""Today: the walk, or whatever today asks for instead."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backstride.diary import BaselineWalk, Flare, Moment, Pain
from backstride.prescription import Prompt, if_then_words, prompt_of
from backstride.screening import Tier
from backstride.site.design import minutes
from backstride.site.instruments import instruments
from backstride.site.presentation import guiding, sentences
from backstride.site.presentation import today as words
from backstride.site.presentation.experiments import today_line
from backstride.site.presentation.moments import moment_of
from backstride.site.presentation.outcomes import quiet_line
from backstride.site.presentation.questions import outcome_of
from backstride.site.presentation.sentences import say
from backstride.site.presentation.today import Line
from backstride.site.presentation.week import strip
from backstride.site.request import WalkerRequest
from backstride.site.views.before_you_go import before_you_go
from backstride.site.views.begun import running, unsaved
from backstride.site.views.onward import set_up_step
from backstride.site.views.situation import Situation, situation

SLIP = ("If this was a slip, put the answer or the year of birth right.",)

ANOTHER_TRIAL = "The next comfortable walk is for another day."
"""What is said once one is written down and more are to come."""


@require_GET
def today(request: WalkerRequest) -> HttpResponse:
    """Show what today asks for; somebody new is led through the set-up first."""
    here = situation(request)
    step = set_up_step(here)
    if step is not None:
        return redirect(step)
    state = words.state_of(here.plan)
    if state == "not_for_you" and here.assessment.tier in (Tier.A, Tier.B):
        # Whom this is made for comes after what cannot wait.
        state = "halted"
    context = _common(request, here, state)
    if state == "walk":
        context |= _walk(here) | _under_way(request, here, state)
        return render(request, "backstride/pages/today.html", context)
    context |= _quiet(here, state)
    context |= _under_way(request, here, state)
    return render(request, "backstride/pages/today_other.html", context)


def told_page(
    request: WalkerRequest, heading: str, text: str, *, start: str | None = None
) -> HttpResponse:
    """Show Today with something else to say than the plan has, and the check before a walk."""
    here = situation(request)
    context = _common(request, here, "told")
    return render(
        request,
        "backstride/pages/today_other.html",
        context
        | {
            "heading": heading,
            "lines": [text],
            "asks": [],
            "start": None if start is None else {"url": start, "label": "Walk a little"},
        },
    )


def _common(request: WalkerRequest, here: Situation, state: str) -> dict[str, Any]:
    plan = here.plan
    return {
        "current": "today",
        "settings_url": reverse("settings"),
        "day_words": words.day_words(plan.on),
        "day_week_words": words.day_and_week_words(plan),
        "heading": words.heading_of(plan, state),
        "state": state,
        "week": strip(plan),
        "week_fact": words.week_fact(plan),
        "moment": _moment(here, state),
        "asks": [*_drawn(here, state), *_asks(request, here, state)],
        "other": [*_other(here, state), *_question(here, state)],
    }


def _asks(request: WalkerRequest, here: Situation, state: str) -> list[Line]:
    """Return the rows of what we would like to know, most useful first."""
    lines = []
    for walk_id in unsaved(request, here.diary, here.today):
        lines.append(
            Line("note", "Finish writing down your walk", reverse("walk-after", args=[walk_id]))
        )
    prompt = prompt_of(here.plan, here.diary)
    if prompt is not None:
        lines.extend(_asked(here, prompt))
    rules = {reason.rule for reason in here.plan.ask}
    if state not in ("halted", "not_for_you") and "safety.clearance" not in rules:
        clearable = here.assessment.clearable
        if clearable and here.plan.started is not None:
            lines.append(
                Line("doctor", "An answer waits for your doctor", reverse("questions-result"))
            )
    return lines


def _under_way(request: WalkerRequest, here: Situation, state: str) -> dict[str, Any]:
    """Return the way back to a walk under way, in place of a second start."""
    walk_id = running(request, here.diary, here.now)
    if walk_id is None or state in ("halted", "not_for_you", "questions"):
        return {}
    url = reverse("walk", args=[walk_id])
    return {"start": {"url": url, "label": "Go on with your walk", "detail": ""}, "second": None}


def _drawn(here: Situation, state: str) -> list[Line]:
    """Return the row of what an experiment asks of today's walk."""
    line = today_line(here.drawn) if state in ("walk", "short") else None
    return [] if line is None else [line]


def _moment(here: Situation, state: str) -> str:
    """Return what the walk is tied to, on days that have a walk."""
    held = moment_of(here.diary, here.plan, None) if state == "walk" else None
    return "" if held is None else if_then_words(held)


def _asked(here: Situation, prompt: Prompt) -> list[Line]:
    """Return the row of the one thing that is asked now."""
    if prompt.reason is None:
        return [Line("morning", "How is your back this morning?", reverse("morning"))]
    words = say(here.protocol, prompt.reason)
    match prompt.kind:
        case "safety.clearance":
            return [Line("doctor", words, reverse("questions-cleared"))]
        case "ask.flare":
            return [Line("ease-off", words, reverse("worse"))]
        case "ask.long_bout" | "ask.spikes":
            return [Line("doctor", words, reverse("help"))]
        case "ask.pain":
            open_walks = [each for each in here.plan.walks if each.response is None]
            url = reverse("walk-pain", args=[open_walks[-1].walk_id])
            return [Line("note", "How did your back take the last walk?", url)]
        case _:
            return [Line("calendar", words, reverse("barrier"))]


def _other(here: Situation, state: str) -> list[Line]:
    if state == "not_for_you":
        return []
    lines = [Line("done", "I already walked", reverse("walked"))]
    if state not in ("baseline",):
        told = here.diary.of(Flare, here.today, here.today)
        label = "Noted: a worse back today" if told else "My back is worse today"
        lines.append(Line("ease-off", label, reverse("worse")))
    return lines


def _question(here: Situation, state: str) -> list[Line]:
    """Return the quiet line of questions now and then: only where nothing else is asked."""
    if state not in ("walk", "rest", "done") or prompt_of(here.plan, here.diary):
        return []
    line = quiet_line(here.diary, instruments(), here.today, here.plan.started)
    return [] if line is None else [line]


def _walk(here: Situation) -> dict[str, Any]:
    session = here.plan.today.session
    assert session is not None
    person = guiding.needs_of(here.diary, here.assessment, here.today)
    laid_out = guiding.lay_out(session, person, here.today)
    return {
        "parts": guiding.path_parts(laid_out),
        "path_title": "The walk as a path",
        "path_description": guiding.described(laid_out),
        "legend": guiding.legend(laid_out),
        "why_word": words.why_word(session),
        "why_text": words.why_text(here.plan, here.protocol),
        "why_url": reverse("why"),
        "start": {
            "url": reverse("walk-before"),
            "label": "Start",
            "detail": words.total_words(guiding.total_min(laid_out)),
        },
        "before_you_go": before_you_go(here),
    }


def _quiet(here: Situation, state: str) -> dict[str, Any]:
    plan, protocol = here.plan, here.protocol
    reasons = [say(protocol, reason) for reason in plan.today.reasons]
    context: dict[str, Any] = {"lines": [reasons[0]], "start": None, "second": None}
    match state:
        case "short":
            session = words.offered(plan)
            assert session is not None
            context |= {
                "start": {
                    "url": reverse("walk-before"),
                    "label": f"Walk {minutes(session.minutes)}",
                    "detail": words.easy_words(session),
                },
                "lines": [say(protocol, words.short_reason(plan))],
                "why_url": reverse("why"),
                "rest": True,
                "before_you_go": before_you_go(here),
            }
        case "baseline":
            context |= {
                "lines": [
                    "Walk at a pace that suits you, for as long as it stays comfortable. "
                    "Then tell us how many minutes it was.",
                    reasons[0],
                ],
                "start": {"url": reverse("baseline-before"), "label": "Start", "detail": ""},
                "second": {"url": reverse("baseline"), "label": "Write down the minutes"},
                "why_url": reverse("why"),
            }
        case "questions":
            context["start"] = {
                "url": reverse("questions"),
                "label": "A few safety questions",
                "detail": "",
            }
        case "halted":
            outcome = outcome_of(here.assessment, here.country)
            context |= {
                "heading": outcome.heading,
                "lines": [outcome.text],
                "told": outcome.told,
                "start": {
                    "url": reverse("questions-result"),
                    "label": "What to do",
                    "detail": "",
                },
            }
        case "not_for_you":
            context |= {
                "lines": [here.assessment.not_for_product, *SLIP],
                "start": {
                    "url": reverse("questions-result"),
                    "label": "Look at your answers",
                    "detail": "",
                },
                "second": {"url": reverse("about"), "label": "Your year of birth"},
            }
        case _:
            context["lines"] = _done_lines(here) or [reasons[0]]
            finding = words.finding_start(plan, here.diary, protocol)
            context["next"] = ANOTHER_TRIAL if finding else words.next_words(plan)
            if state == "rest" and plan.today.reasons[0].rule == "schedule.rest":
                context["second"] = {
                    "url": reverse("different"),
                    "label": "Walk today after all",
                }
    return context


def _done_lines(here: Situation) -> list[str]:
    """Return how today's walk was taken, where there was one."""
    done = [walk for walk in here.plan.walks if walk.day == here.today]
    if not done or done[-1].response is None:
        trials = here.diary.of(BaselineWalk, here.today, here.today)
        if trials:
            return [f"Your comfortable walk took {minutes(trials[-1].minutes)}."]
        return []
    return [sentences.response_line(done[-1].response)]


def last_pain(here: Situation) -> Pain | None:
    """Return the latest pain answer of any kind."""
    given = [pain for pain in here.diary.of(Pain) if pain.moment is not Moment.DURING]
    return given[-1] if given else None
