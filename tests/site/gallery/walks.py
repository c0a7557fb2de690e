"""What the pages round a walk say, in the story of the pictures."""

from __future__ import annotations

from typing import Any

from backstride.site.design import Part, PartKind
from tests.site.gallery.forms import Check

PARTS = [Part(PartKind.WARM_UP, 5), Part(PartKind.WALK, 14), Part(PartKind.COOL_DOWN, 5)]
LEGEND = [
    {"kind": "warm-up", "minutes": 5, "name": "warm-up"},
    {"kind": "walk", "minutes": 14, "name": "easy walk"},
    {"kind": "cool-down", "minutes": 5, "name": "cool-down"},
]
WEEK = [
    {"letter": letter, "name": name, "state": state, "is_today": now, "word": word}
    for letter, name, state, now, word in (
        ("M", "Monday", "rest", False, ""),
        ("T", "Tuesday", "done", False, "done"),
        ("W", "Wednesday", "rest", False, ""),
        ("T", "Thursday", "today", True, "today"),
        ("F", "Friday", "rest", False, ""),
        ("S", "Saturday", "planned", False, "planned"),
        ("S", "Sunday", "rest", False, ""),
    )
]


def today() -> dict[str, Any]:
    """Return the context of Today."""
    return {
        "current": "today",
        "settings_url": "settings.html",
        "day_words": "Thursday 14 May",
        "day_week_words": "Thursday 14 May, week 6 of 26",
        "heading": "A 14-minute easy walk",
        "parts": PARTS,
        "path_title": "Today's walk",
        "path_description": "5 minutes warm-up, 14 minutes easy walk, 5 minutes cool-down.",
        "legend": LEGEND,
        "why_word": "Why 14 minutes?",
        "why_text": "Last week’s three walks of 13 minutes had all settled by the next morning.",
        "why_url": "why.html",
        "start": {"url": "before_walk.html", "label": "Start", "detail": "24 min in all"},
        "other": [
            {"icon": "done", "label": "I already walked", "url": "after_walk.html"},
            {"icon": "ease-off", "label": "My back is worse today", "url": "morning.html"},
        ],
        "week": WEEK,
        "week_fact": "1 of 3 walks done",
        "before_you_go": [
            {"icon": "shoes", "label": "Cushioned shoes, laced snugly"},
            {"icon": "water", "label": "A glass of water now, one when you are back"},
            {
                "icon": "routes",
                "label": "Weir loop",
                "detail": "1.6 km, 80% paved, 3 benches",
                "url": "#",
                "kind": "strong",
            },
        ],
    }


def why() -> dict[str, Any]:
    """Return the context of Why."""
    return {
        "back_url": "today.html",
        "heading": "Why 14 minutes?",
        "answer": "Because 13 went well three times.",
        "records": [
            {"when": "5 May", "before": 4, "after": 3, "response": "settled"},
            {"when": "7 May", "before": 3, "after": 3, "response": "settled"},
            {"when": "9 May", "before": 4, "after": 3, "response": "settled"},
        ],
        "records_note": "Pain before and after; the same or better each next morning.",
        "passages": [
            {
                "title": "The rule",
                "text": "A week in which the walks settle adds 2 minutes. You asked for half "
                "steps, so it is 1.",
            },
            {
                "title": "How sure we are",
                "text": "That regular walking helps is well supported. That 1 minute is the "
                "right step for you is our best guess.",
            },
        ],
        "start": {"url": "before_walk.html", "label": "Start the 14 minutes"},
        "other": {"url": "#", "label": "Walk a different time today"},
    }


def before_walk() -> dict[str, Any]:
    """Return the context of the check before a walk."""
    return {
        "back_url": "today.html",
        "close_url": "today.html",
        "form": Check(initial={"pain": 4, "leg": "no"}),
        "last_pain": 3,
        "pain_note": "Outlined: your answer on Tuesday. 10 is the worst pain you can imagine.",
        "remembered": [
            {"icon": "shoes", "asked": "Shoes", "label": "Grey trainers", "url": "#"},
            {"icon": "carrying", "asked": "Carrying", "label": "Nothing", "url": "#"},
            {"icon": "ground", "asked": "Ground", "label": "Paved, even", "url": "#"},
        ],
        "begin": "Begin the warm-up",
    }


def before_walk_errors() -> dict[str, Any]:
    """Return the same check after it was sent empty."""
    form = Check(data={})
    form.is_valid()
    form.errors["pain"] = form.error_class(["Please choose a number from 0 to 10."])
    form.errors["leg"] = form.error_class(["Please choose one answer."])
    return {
        **before_walk(),
        "form": form,
        "errors": [
            {"href": "#pain", "text": "Please choose a number from 0 to 10."},
            {"href": "#leg", "text": "Please choose one answer."},
        ],
    }


def after_walk() -> dict[str, Any]:
    """Return the context of the check after a walk."""
    return {
        "back_url": "today.html",
        "close_url": "today.html",
        "heading": "That was 24 minutes.",
        "facts": "1.6 km, Weir loop. Three short questions.",
        "form": Check(initial={"pain": 3, "worst": 4, "talk": "sentences", "expected": "better"}),
        "last_pain": 4,
        "pain_note": "Outlined: your answer before the walk.",
    }


def response(kind: str) -> dict[str, Any]:
    """Return the context of a result."""
    told: dict[str, dict[str, Any]] = {
        "settled": {
            "sentence": "Your back took this walk well, as far as we can tell today.",
            "after": 3,
            "minutes": (14, 14, 14, 15),
            "next": {
                "strong": "Saturday: 14 minutes",
                "text": ", the same again. If it stays calm until then, next week’s walks "
                "are 15 minutes.",
            },
            "why": "Pain went down by 1 point. A change of 1 is within everyday ups and downs, "
            "so we read it as “no worse”.",
            "done": {"label": "Done", "url": "today.html"},
        },
        "hold": {
            "sentence": "A bit more pain than before. That can happen, and it usually passes.",
            "after": 6,
            "minutes": (14, 14, 11, 14),
            "next": {
                "strong": "Saturday: 11 minutes",
                "text": ", on flat, paved ground. If that settles, next week is 14 again. "
                "We add nothing for now.",
            },
            "why": "Pain rose by 2 points, to 6. Up to 2 is common when you build up; above "
            "5 we wait and see. We ask again tomorrow morning.",
            "done": {"label": "Done", "url": "today.html"},
        },
        "ease-off": {
            "sentence": "Your back is asking for less just now. A shorter walk "
            "is still a good walk.",
            "after": 7,
            "minutes": (14, 14, 10, 10),
            "next": {
                "strong": "Saturday: 10 minutes",
                "text": ", easy, with a bench on the way. When two walks have settled we go on, "
                "in half steps.",
            },
            "why": "Pain rose by 3 points, which is more than we plan for. Hurting more does "
            "not mean that something is wrong in your back.",
            "advice": {
                "text": "If it has not eased in three days, or a leg feels weak or numb,",
                "link": "see a doctor",
                "link_url": "#",
            },
            "done": {"label": "A few safety questions", "url": "safety_question.html"},
        },
    }
    words = told[kind]
    labels = ("Tue", "today", "Sat", "next week")
    steps = [
        {"minutes": minutes, "label": label}
        for minutes, label in zip(words.pop("minutes"), labels, strict=True)
    ]
    return {
        "close_url": "today.html",
        "response": kind,
        "before": 4,
        "steps": steps,
        "now": 1,
        **words,
    }


def morning() -> dict[str, Any]:
    """Return the context of the morning check."""
    return {
        "day_words": "Friday 15 May",
        "close_url": "today.html",
        "text": "Compared with before yesterday’s walk, when you said 4 out of 10. One tap and "
        "you are done.",
        "answers": [
            {
                "name": "answer",
                "value": value,
                "response": response,
                "label": label,
                "detail": detail,
            }
            for value, response, label, detail in (
                ("same", "settled", "About the same", "On course for 15 minutes"),
                ("little", "hold", "A little worse", "We stay at 14 minutes"),
                ("clearly", "ease-off", "Clearly worse", "The next walk is shorter"),
            )
        ],
        "number_url": "#",
    }
