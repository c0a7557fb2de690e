"""Pages are packed on their way to the browser, where that gives nothing away."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

Respond = Callable[[HttpRequest], HttpResponseBase]

OWN = {"same-origin", "none"}
"""Who may have asked: a page of this site, or the person (an address, a bookmark)."""

TEXT = ("text/", "application/json", "application/manifest+json")
"""What gets smaller. Archives and pictures are packed already."""


def compression(respond: Respond) -> Respond:
    """Pack what is text, for browsers that say that it was not another site that asked.

    The size of a packed page can give away what is in it to somebody who makes a browser ask
    again and again with guesses in the address, and sees how many bytes come back (BREACH,
    2013). Such guesses come from another site, and the browser says so (Sec-Fetch-Site). What
    another site asked for, and what a browser asks that does not say, is sent as it is.
    Django's random padding comes on top.
    """
    packer = GZipMiddleware(lambda request: HttpResponse())

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if response.streaming or not response.get("Content-Type", "").startswith(TEXT):
            return response
        patch_vary_headers(response, ("Sec-Fetch-Site",))
        if request.headers.get("Sec-Fetch-Site") not in OWN:
            return response
        return packer.process_response(request, response)

    return answer
