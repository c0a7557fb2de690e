"""Every page asks who is there, unless it says that it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

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
