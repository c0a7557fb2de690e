"""Cookies that were given over an encrypted connection go back over nothing else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]


def secure_cookies(respond: Respond) -> Respond:
    """Mark the cookies of an encrypted answer; this machine's own address has no encryption."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response

    return answer
