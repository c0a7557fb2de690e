"""What is shown when something does not work: what happened, what is safe, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PAGE = "backstride/pages/error.html"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read."""
    return _page(
        request,
        400,
        "We could not read that",
        "What arrived here was not complete. Nothing was changed. Go back and try once more.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what belongs to somebody else."""
    return _page(
        request,
        403,
        "This page is not open to you",
        "It belongs to somebody else, or you are signed in as another person.",
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not fit: mostly one that was opened long ago."""
    return _page(
        request,
        403,
        "This form is from another visit",
        "Nothing was changed. Go back, load the page again and send it once more.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what is not there."""
    return _page(
        request,
        404,
        "There is nothing here",
        "The address leads nowhere, or what was here was taken back. Your diary is as it was.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after something went wrong on our side."""
    return _page(
        request,
        500,
        "Something went wrong on our side",
        "Everything you saved before is safe. Please try once more. If it stays like this, the "
        "terminal in which Backstride runs says more.",
    )


def _page(request: HttpRequest, status: int, heading: str, text: str) -> HttpResponse:
    return render(request, PAGE, {"heading": heading, "text": text}, status=status)
