"""Every page asks who is there, unless it says that it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from backstride.site.accounts.leaving import was_ended

ENDED = "ended"
"""In the session of a stranger: their own was ended from another device."""

UNSENT = "unsent"
"""In the session of a stranger: the page whose form came too late to be saved."""

LEADS_TO = "X-Leads-To"
"""Header of a form that a script sends: it only wants to know where the form leads."""

API = "api"
"""Namespace of the API, which answers 401 on its own: a program cannot follow a link."""


class SignInRequired(LoginRequiredMiddleware):
    """Leads whoever is not signed in to the page that says how."""

    def process_request(self, request: HttpRequest) -> None:
        """Note that the session of this browser was ended from another device.

        The browser loses its cookie with the first answer, which may be one to a script, or of a
        page that is not there. So it is noted whatever it asks for first.
        """
        if was_ended(request):
            request.session[ENDED] = True

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let the API be: each of its endpoints checks for itself."""
        if request.resolver_match and request.resolver_match.namespaces[:1] == [API]:
            return None
        led = super().process_view(request, view_func, view_args, view_kwargs)
        return led if led is None or request.method != "POST" else too_late(request)


def too_late(request: HttpRequest) -> HttpResponse:
    """Answer a form that came after the session had ended, and remember its page.

    The answer is 401 rather than a way elsewhere: a phone that can keep the form tells by it
    that nothing was saved. What a script sends (``X-Leads-To``) it has kept already.
    """
    if LEADS_TO not in request.headers:
        request.session[UNSENT] = request.get_full_path()
    ended = ENDED in request.session
    context = {"reason": "signed_out", "unsent": True, "ended": ended, "walker": None}
    return render(request, "backstride/pages/sign_in.html", context, status=401)
