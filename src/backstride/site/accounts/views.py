"""Signing in with a link, and out."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from backstride.site import clock, upload_keys
from backstride.site.accounts.leaving import end_sessions
from backstride.site.accounts.links import redeem
from backstride.site.accounts.required import ENDED, UNSENT
from backstride.site.forms.leaving import ElsewhereForm, LeaveForm
from backstride.site.request import WalkerRequest

LEFT = "left"
"""In the address of the page that follows signing out."""

TRIES = 20
WITHIN = timedelta(minutes=1)
"""Links that did not work, in this time, after which the next such has to wait (judgement)."""


class Wrong:
    """The latest moments at which somebody came with a link that did not work."""

    def __init__(self) -> None:
        self._moments: deque[datetime] = deque(maxlen=TRIES)
        self._lock = threading.Lock()

    def note(self, now: datetime) -> None:
        """Remember one more."""
        with self._lock:
            self._moments.append(now)

    def too_many(self, now: datetime) -> bool:
        """Whether the next one has to wait."""
        with self._lock:
            return len(self._moments) == TRIES and now - self._moments[0] < WITHIN

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._moments.clear()


wrong = Wrong()


@login_not_required
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Say how to sign in, or to sign in again once a session has ended."""
    if request.user.is_authenticated:
        return redirect("/")
    reason = "left" if LEFT in request.GET else "signed_out"
    context = {
        "reason": reason,
        "unsent": UNSENT in request.session,
        "ended": ENDED in request.session,
    }
    return render(request, "backstride/pages/sign_in.html", context)


@login_not_required
@never_cache
@require_GET
def sign_in_with_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in whoever opens a fresh link, and lead on to the site.

    A link that works never waits: its 32 random bytes cannot be guessed, and a page elsewhere
    that asks for wrong links without end would otherwise lock the owner out.
    """
    now = clock.now()
    user = redeem(token, now=now)
    if user is None:
        if request.user.is_authenticated:
            return redirect("/")
        if wrong.too_many(now):
            return render(request, "backstride/pages/sign_in.html", {"reason": "wait"}, status=429)
        wrong.note(now)
        return render(request, "backstride/pages/sign_in.html", {"reason": "link_over"}, status=410)
    page = _page_to_go_back_to(request)
    request.session.pop(ENDED, None)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(page)


def _page_to_go_back_to(request: HttpRequest) -> str:
    """Return the page whose form was not saved, where it can be opened again; else the first."""
    page = str(request.session.pop(UNSENT, "/"))
    own = url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if own and not page.startswith(reverse("sign-out")) else "/"


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Say what signing out does here, and end the session; one that is over is ended as well."""
    if request.method == "POST":
        logout(request)
        answer = redirect(f"{reverse('sign-in')}?{LEFT}=yes")
        # Pages that the browser keeps for going back. What the person entered on the phone and
        # is not sent yet is not thrown away from here: the page's own script asks first.
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer
    if not request.user.is_authenticated:
        return redirect("sign-in")
    context = {"back_url": reverse("settings"), "form": LeaveForm()}
    return render(request, "backstride/pages/sign_out.html", context)


@require_http_methods(["GET", "POST"])
def sign_out_elsewhere(request: WalkerRequest) -> HttpResponse:
    """End all sessions but this one, and take the upload keys back where that is asked for."""
    keys = list(request.walker.upload_keys.filter(revoked=None))
    form = ElsewhereForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        own = request.session.session_key
        ended = end_sessions(request.walker.owner, now=request.now, but=own)
        said = "Signed out everywhere else: "
        said += f"{ended} browser{'' if ended == 1 else 's'}." if ended else "there was nobody."
        if keys and form.cleaned_data["keys"]:
            for key in keys:
                upload_keys.revoke(key, now=request.now)
            said += " The upload keys were taken back."
        elif keys:
            said += " The upload keys stay."
        messages.success(request, said)
        return redirect("settings")
    context = {"back_url": reverse("settings"), "form": form, "keys": len(keys)}
    return render(request, "backstride/pages/sign_out_elsewhere.html", context)
