"""The site as an app on a phone: its manifest, its worker, the page without a connection."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from backstride.site.files import SHELL, STATIC, shell

PAPER = "#f6f4ec"
"""Ground of the app while it opens (``paper`` of the tokens)."""

ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("icon-mask.png", 512, "maskable"),
)


@login_not_required
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the site is installed as an app."""
    return JsonResponse(
        {
            "id": "/",
            "name": "Backstride",
            "short_name": "Backstride",
            "description": "A walking guide for people with low back pain.",
            "lang": "en-GB",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "orientation": "portrait",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {
                    "src": static(f"{SHELL}/icons/{name}"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for name, size, purpose in ICONS
            ],
        },
        content_type="application/manifest+json",
    )


@login_not_required
@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the root, so that it may look after every page.

    Before it stands what it keeps: the site's files, and a version that follows from their
    contents. Another version is another script, which is how a browser notices an update.
    """
    version, files = shell()
    kept = json.dumps({"version": version, "files": [static(name) for name in files]})
    code = (STATIC / SHELL / "built" / "sw.js").read_text(encoding="utf-8")
    return HttpResponse(
        f"const BACKSTRIDE = {kept};\n{code}", content_type="text/javascript; charset=utf-8"
    )


@login_not_required
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """Show what there is to say where a page was not kept and cannot be fetched."""
    context = {
        "heading": "No connection just now",
        "text": "This page was not opened on this phone before, so it is not kept here. "
        "What you entered is safe, and is sent when there is a connection.",
        # It is kept for whoever uses this phone next, too.
        "walker": None,
    }
    return render(request, "backstride/pages/error.html", context)


@login_not_required
@require_GET
def on_this_phone(request: HttpRequest) -> HttpResponse:
    """Show what waits on this phone; its script fills in the list."""
    return render(request, "backstride/pages/on_this_phone.html")
