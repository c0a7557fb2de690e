"""What the first page and the safety pages say."""

from __future__ import annotations

from typing import Any

from tests.site.gallery.forms import Safety


def safety_question() -> dict[str, Any]:
    """Return the context of a safety question."""
    return {
        "back_url": "#",
        "number": 11,
        "count": 20,
        "counter": "Question 11 of 20",
        "question": "Since your back pain began, have you lost weight without trying to?",
        "hint": "About 5% in six months. That is 4 kg for someone who weighed 80.",
        "form": Safety(initial={"answer": "yes"}),
        "why_text": "Most back pain has no serious cause. A few answers mean that a doctor "
        "should look first.",
    }


def see_a_doctor() -> dict[str, Any]:
    """Return the context of "see a doctor first"."""
    return {
        "back_url": "#",
        "heading": "Please see a doctor before you start",
        "text": "One of your answers should be looked at first. There is often a simple reason, "
        "and a doctor can tell you more than an app can.",
        "told": "You have lost weight without trying to.",
        "passages": [
            {
                "title": "When",
                "text": "Within the next few days. There is no need for the emergency department.",
            },
            {
                "title": "Until then",
                "text": "Move about as you normally do. Your answers stay here, and you can "
                "start as soon as the doctor says so.",
            },
        ],
        "act": {"label": "Print my answers", "icon": "print", "url": "#"},
        "second": {"label": "My doctor says I can start", "url": "#"},
    }


def hospital() -> dict[str, Any]:
    """Return the context of "go to a hospital now"."""
    return {
        "back_url": "#",
        "heading": "Please go to a hospital now",
        "text": "These two answers need to be looked at now, without waiting. They are "
        "uncommon, and acting early makes a difference.",
        "told": "New numbness between the legs, and trouble passing urine.",
        "passages": [
            {
                "title": "What to say",
                "text": "“I have back pain with numbness between the legs and trouble passing "
                "urine.”",
            },
            {
                "title": "Until then",
                "text": "No walk today. Ask someone to go with you, and do not drive yourself.",
            },
        ],
        "act": {"label": "Call 112", "icon": "call", "url": "tel:112"},
        "second": {"label": "Call my doctor instead", "url": "#"},
    }


def welcome() -> dict[str, Any]:
    """Return the context of the first page."""
    return {
        "heading": "Walk your way to a calmer back",
        "text": "Short walks, three times a week. They grow at the pace your back allows.",
        "private": "Your entries stay on your own server. No adverts, no tracking.",
        "begin": {"url": "safety_question.html", "label": "Begin with 20 questions"},
        "takes": "About 4 minutes",
    }
