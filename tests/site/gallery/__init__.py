"""Every component and every page in its states, as plain HTML files to look at.

Run ``python -m tests.site.gallery FOLDER``, then
``python -m http.server --bind 127.0.0.1 --directory FOLDER``. The entries are invented.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.template import Context, Engine

import backstride.site
from tests.site.gallery import doors, programme, walks

HERE = Path(__file__).resolve().parent
SITE = Path(backstride.site.__file__).resolve().parent


PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "today": ("backstride/pages/today.html", walks.today),
    "why": ("backstride/pages/why.html", walks.why),
    "before_walk": ("backstride/pages/before_walk.html", walks.before_walk),
    "before_walk_errors": ("backstride/pages/before_walk.html", walks.before_walk_errors),
    "after_walk": ("backstride/pages/after_walk.html", walks.after_walk),
    "settled": ("backstride/pages/response.html", lambda: walks.response("settled")),
    "hold": ("backstride/pages/response.html", lambda: walks.response("hold")),
    "ease_off": ("backstride/pages/response.html", lambda: walks.response("ease-off")),
    "morning": ("backstride/pages/morning.html", walks.morning),
    "safety_question": ("backstride/pages/safety_question.html", doors.safety_question),
    "see_a_doctor": ("backstride/pages/see_a_doctor.html", doors.see_a_doctor),
    "hospital": ("backstride/pages/hospital.html", doors.hospital),
    "welcome": ("backstride/pages/welcome.html", doors.welcome),
    "plan": ("backstride/pages/plan.html", programme.plan),
    "settings": ("backstride/pages/settings.html", programme.settings_page),
    "guided": ("gallery_guided.html", programme.guided),
    "brisk": ("gallery_brisk.html", programme.brisk),
    "complaining": ("gallery_complaining.html", programme.guided),
    "components": ("gallery_components.html", programme.components),
}


def configure() -> None:
    """Set up just enough of Django to render templates; does nothing when it is set up already."""
    if settings.configured:
        return
    settings.configure(INSTALLED_APPS=["django.contrib.staticfiles"], STATIC_URL="static/")
    django.setup()


@cache
def engine() -> Engine:
    """Return a template engine that knows the site's templates and those of the gallery."""
    return Engine(
        dirs=[str(SITE / "templates"), str(HERE / "templates")],
        libraries={
            "backstride": "backstride.site.templatetags.backstride",
            "static": "django.templatetags.static",
        },
    )


def render(name: str, *, theme: str = "light", text_size: str = "normal") -> str:
    """Return one page as HTML."""
    template, context = PAGES[name]
    preferences = {"theme": theme, "text_size": text_size}
    html: str = (
        engine().get_template(template).render(Context({**context(), "preferences": preferences}))
    )
    return html


def write(folder: Path) -> None:
    """Write every page in both themes, with the built style sheets beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SITE / "static", folder / "static", dirs_exist_ok=True)
    links = ""
    for name in PAGES:
        for theme, suffix in (("light", ""), ("dark", "-dark")):
            (folder / f"{name}{suffix}.html").write_text(
                render(name, theme=theme), encoding="utf-8"
            )
            links += f'<li><a href="{name}{suffix}.html">{name}, {theme}</a></li>'
    (folder / "index.html").write_text(f"<!doctype html><ul>{links}</ul>", encoding="utf-8")
