"""Every component and every page in its states, as plain HTML files to look at.

Run ``python tests/site/gallery.py FOLDER``, then ``python -m http.server --bind 127.0.0.1 --directory FOLDER`` The entries are invented.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

from backstride.site import design
from backstride.site.design import Milestone, Part, PartKind

HERE = Path(__file__).resolve().parent
STATIC = HERE.parents[1] / "src" / "backstride" / "site" / "static"


def configure(static_url: str = "static/") -> None:
    """Set up just enough of Django to render templates; does nothing when it is set up already."""
    if settings.configured:
        return
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"],
        STATIC_URL=static_url,
        USE_TZ=True,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE.parents[1] / "src/backstride/site/templates", HERE / "gallery"],
                "OPTIONS": {"libraries": {"backstride": "backstride.site.templatetags.backstride"}},
            }
        ],
    )
    django.setup()


class Check(forms.Form):
    """The questions of the checks before and after a walk."""

    pain = forms.IntegerField(label="How is your back now?", min_value=0, max_value=10)
    leg = forms.ChoiceField(
        label="New pain, tingling or numbness in a leg?",
        choices=[("no", "No"), ("yes", "Yes"), ("unsure", "Not sure")],
    )
    worst = forms.IntegerField(label="Worst on the way", min_value=0, max_value=10)
    talk = forms.ChoiceField(
        label="While walking, could you talk?",
        choices=[
            ("sing", "I could have sung"),
            ("sentences", "Easily, in whole sentences"),
            ("words", "A few words at a time"),
            ("hardly", "Hardly at all"),
        ],
    )
    expected = forms.ChoiceField(
        label="How did it go?",
        choices=[
            ("better", "Better than I expected"),
            ("as", "About as expected"),
            ("harder", "Harder than I expected"),
        ],
    )
    note = forms.CharField(label="Add a note, if you like", required=False, widget=forms.Textarea)


class Safety(forms.Form):
    """One safety question."""

    answer = forms.ChoiceField(
        label="Since your back pain began, have you lost weight without trying to?",
        choices=[("no", "No"), ("yes", "Yes"), ("unsure", "I am not sure")],
    )


class Settings(forms.Form):
    """The settings."""

    reminders = forms.BooleanField(label="Walk days", required=False)
    morning = forms.BooleanField(label="Morning check", required=False)
    spoken_cues = forms.BooleanField(label="Spoken cues", required=False)
    beat = forms.BooleanField(label="Step beat", required=False)
    theme = forms.ChoiceField(
        label="Light or dark",
        choices=[("device", "As device"), ("light", "Light"), ("dark", "Dark")],
    )
    text_size = forms.ChoiceField(
        label="Text size", choices=[("normal", "Aa"), ("large", "Aa"), ("largest", "Aa")]
    )
    days = forms.MultipleChoiceField(
        label="Your walking days",
        required=False,
        choices=[("mo", "Monday"), ("tu", "Tuesday"), ("we", "Wednesday")],
    )
    steps = forms.IntegerField(label="Minutes you can walk", help_text="A guess is fine.")
    day = forms.DateField(label="Which day", widget=forms.DateInput(attrs={"type": "date"}))


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
            "sentence": "Your back is asking for less just now. A shorter walk is still a good walk.",
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
                ("same", "settled", "The same, or better", "On course for 15 minutes"),
                ("little", "hold", "A little worse", "We stay at 14 minutes"),
                ("clearly", "ease-off", "Clearly worse", "The next walk is shorter"),
            )
        ],
        "number_url": "#",
    }


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
        "text": "These two answers need to be looked at today, without waiting. They are "
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
                "text": "Up to 2 points more pain is fine, if it stays at 5 or less and is gone "
                "by the next morning.",
                "source": "Our own rule, from practice. Not tested by itself.",
            },
        ],
        "all_rules": {"url": "#", "label": "All 14 rules and sources"},
    }


def settings_page() -> dict[str, Any]:
    """Return the context of the settings."""
    return {
        "back_url": "today.html",
        "version": "1.0",
        "autosave": True,
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
        "kinds": [str(kind) for kind in PartKind],
        "errors": [{"href": "#worst", "text": "Please type a number from 0 to 10."}],
    }


PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "today": ("backstride/pages/today.html", today),
    "why": ("backstride/pages/why.html", why),
    "before_walk": ("backstride/pages/before_walk.html", before_walk),
    "before_walk_errors": ("backstride/pages/before_walk.html", before_walk_errors),
    "after_walk": ("backstride/pages/after_walk.html", after_walk),
    "settled": ("backstride/pages/response.html", lambda: response("settled")),
    "hold": ("backstride/pages/response.html", lambda: response("hold")),
    "ease_off": ("backstride/pages/response.html", lambda: response("ease-off")),
    "morning": ("backstride/pages/morning.html", morning),
    "safety_question": ("backstride/pages/safety_question.html", safety_question),
    "see_a_doctor": ("backstride/pages/see_a_doctor.html", see_a_doctor),
    "hospital": ("backstride/pages/hospital.html", hospital),
    "welcome": ("backstride/pages/welcome.html", welcome),
    "plan": ("backstride/pages/plan.html", plan),
    "settings": ("backstride/pages/settings.html", settings_page),
    "guided": ("guided.html", guided),
    "brisk": ("brisk.html", brisk),
    "complaining": ("complaining.html", guided),
    "components": ("components.html", components),
}


def render(name: str, *, theme: str = "light", text_size: str = "normal") -> str:
    """Return one page as HTML."""
    template, context = PAGES[name]
    preferences = {"theme": theme, "text_size": text_size}
    return render_to_string(template, {**context(), "preferences": preferences})


def write(folder: Path) -> None:
    """Write every page in both themes, with the built style sheets beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    links = ""
    for name in PAGES:
        for theme, suffix in (("light", ""), ("dark", "-dark")):
            (folder / f"{name}{suffix}.html").write_text(
                render(name, theme=theme), encoding="utf-8"
            )
            links += f'<li><a href="{name}{suffix}.html">{name}, {theme}</a></li>'
    (folder / "index.html").write_text(f"<!doctype html><ul>{links}</ul>", encoding="utf-8")


if __name__ == "__main__":
    configure()
    write(Path(sys.argv[1]))
