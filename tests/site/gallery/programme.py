"""What Plan, the settings, a walk under way and the sheet of components say."""

from __future__ import annotations

from typing import Any

from backstride.site import design
from backstride.site.design import Milestone, Part, PartKind
from tests.site.gallery.forms import Check, Settings
from tests.site.gallery.walks import PARTS, response, today


def plan() -> dict[str, Any]:
    """Return the context of Plan."""
    return {
        "current": "plan",
        "settings_url": "settings.html",
        "heading": "Week 6 of 26",
        "text": "From 10 minutes, three days a week, to 30 minutes, five days a week. The dates "
        "move with your back.",
        "milestones": [
            Milestone("10 min", "start", 0.0),
            Milestone("week 6", "now", 0.21),
            Milestone("brisk", "coming", 0.46),
            Milestone("intervals", "coming", 0.613),
            Milestone("hills", "coming", 0.766),
            Milestone("30 minutes", "goal", 1.0),
        ],
        "path_title": "The programme as a climb",
        "path_description": "From 10 minutes at the start, past week 6 now, brisk minutes, "
        "intervals and hills, to 30 minutes.",
        "stops": [
            {
                "state": "done",
                "when": "Weeks 1 to 5",
                "title": "Easy walking",
                "text": "From 10 to 13 minutes, with one week on hold.",
            },
            {
                "state": "now",
                "when": "Now, week 6",
                "title": "14 minutes, three days",
                "text": "Two more walks this week.",
            },
            {
                "state": "coming",
                "when": "About week 10",
                "title": "20 minutes, then a fourth day",
                "text": "One change at a time: first the minutes, then the day.",
            },
            {
                "state": "coming",
                "when": "About week 12",
                "title": "Brisk minutes",
                "text": "At a pace where you can talk but not sing.",
                "note": "Opens after two weeks at 20 minutes.",
            },
            {
                "state": "coming",
                "when": "About week 16",
                "title": "Intervals",
                "text": "30 seconds brisk, 30 seconds easy, 4 rounds at first. For variety.",
                "note": "Not tested by itself for back pain.",
            },
            {
                "state": "coming",
                "when": "About week 20",
                "title": "Gentle hills",
                "text": "Routes with up to 30 m of climb.",
            },
            {
                "state": "coming",
                "when": "About week 26",
                "title": "30 minutes, five days",
                "text": "After that you keep what suits you.",
            },
        ],
        "rules": [
            {
                "text": "Start with 10 to 15 minutes and add little by little.",
                "source": "Redwood-Brown and Wilson, 2024",
            },
            {
                "text": "Walk at least three times a week.",
                "source": "Redwood-Brown and Wilson, 2024",
            },
            {
                "text": "Build up towards 30 minutes, five times a week, over six months.",
                "source": "Pocovi and others, The Lancet, 2024 (WalkBack trial)",
            },
            {
                "text": "Add minutes only when the week’s walks have settled, and change one "
                "thing at a time.",
                "source": "Our own rule, from graded activity. Not tested by itself.",
            },
            {
                "text": "A rise of up to 2 points on a walk is common, and we read it "
                "beside your own usual pain.",
                "source": "Our own rule. Not tested by itself.",
            },
        ],
        "all_rules": {"url": "#", "label": "All 14 rules and sources"},
    }


def settings_page() -> dict[str, Any]:
    """Return the context of the settings."""
    return {
        "back_url": "today.html",
        "version": "1.0",
        "form": Settings(
            initial={
                "reminders": True,
                "morning": True,
                "spoken_cues": True,
                "beat": False,
                "theme": "device",
                "text_size": "normal",
            }
        ),
        "details": {
            "reminders": "Tue, Thu, Sat at 9:30",
            "morning": "8:00, the day after a walk",
            "spoken_cues": "At the start of each part",
            "beat": "Only in brisk parts",
        },
        "calendar": {"url": "#", "detail": "Subscribe from any calendar"},
        "sharing": {"url": "#", "detail": "Not shared with anyone now"},
        "export": {"url": "#", "detail": "One file, CSV and JSON inside"},
        "delete": {"url": "#", "detail": "We ask once more before we do"},
    }


def guided() -> dict[str, Any]:
    """Return the context of a walk under way."""
    return {
        "place": "Weir loop",
        "bar": [
            {"kind": "warm-up", "name": "Warm-up", "state": "done"},
            {"kind": "walk", "name": "Easy walk", "state": "now"},
            {"kind": "cool-down", "name": "Cool-down", "state": "coming"},
        ],
        "clock": "9:24",
        "left": "minutes left of 14, then cool-down",
        "parts": PARTS,
        "elapsed_min": 9.6,
        "cue": "Head up, shoulders loose.",
    }


def brisk() -> dict[str, Any]:
    """Return the context of the brisk screen."""
    kinds = [PartKind.BRISK, PartKind.EASY_BETWEEN] * 8
    return {"parts": [Part(kind, 0.5) for kind in kinds], "elapsed_min": 4.2}


def components() -> dict[str, Any]:
    """Return the context of the sheet of components."""
    rejected = Check(data={})
    rejected.is_valid()
    rejected.errors["worst"] = rejected.error_class(["Please type a number from 0 to 10."])
    return {
        **today(),
        "icons": design.icon_names(),
        "check": Check(initial={"pain": 4, "leg": "no", "worst": 4, "talk": "sentences"}),
        "rejected": rejected,
        "settings": Settings(initial={"reminders": True, "theme": "device", "days": ["tu"]}),
        "responses": [response(kind) for kind in ("settled", "hold", "ease-off")],
        "short_steps": [{"minutes": 10, "label": "today"}, {"minutes": 10, "label": "Sat"}],
        "bar": guided()["bar"],
        "definitions": [
            {"term": "Distance", "value": "1.6 km"},
            {"term": "Cadence", "value": "102 steps a minute"},
        ],
        "every_kind": [{"kind": str(kind), "minutes": 5, "name": str(kind)} for kind in PartKind],
        "errors": [{"href": "#worst", "text": "Please type a number from 0 to 10."}],
    }
