"""Every page asks who is there, unless it says that it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

UNSENT = "unsent"
"""In the session of a stranger: the page whose form came too late to be saved."""

API = "api"
"""Namespace of the API, which answers 401 on its own: a program cannot follow a link."""


class SignInRequired(LoginRequiredMiddleware):
    """Leads whoever is not signed in to the page that says how."""

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
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Remember a form that came after the session had ended, so that it can be told."""
        if request.method == "POST":
            request.session[UNSENT] = request.get_full_path()
        return super().handle_no_permission(request, view_func)
