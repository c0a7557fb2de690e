"""Settings: keys with which a phone sends its recordings by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from backstride.site import upload_keys as keys
from backstride.site.forms.entry import errors_of
from backstride.site.forms.upload_keys import KeyForm
from backstride.site.kept import note_kept
from backstride.site.presentation.keys import key_detail
from backstride.site.request import WalkerRequest
from backstride.site.views.entries import sent

ADDRESS = "/api/uploads"


@require_http_methods(["GET", "POST"])
def upload_keys(request: WalkerRequest) -> HttpResponse:
    """List the keys and make new ones. A new key is shown in this one answer and never again."""
    form = KeyForm(sent(request))
    fresh = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, fresh = keys.make_key(request.walker, form.cleaned_data["name"], now=request.now)
        except keys.TooManyKeysError as error:
            form.add_error("name", str(error))
        else:
            form = KeyForm()
    context = {
        "back_url": reverse("settings"),
        "form": form,
        "errors": errors_of(form),
        "fresh": fresh,
        "address": request.build_absolute_uri(ADDRESS),
        "keys": [
            {
                "name": key.name,
                "detail": key_detail(key),
                "url": reverse("upload-key-revoke", args=[key.pk]),
            }
            for key in request.walker.upload_keys.filter(revoked=None)
        ],
    }
    answer = render(request, "backstride/pages/upload_keys.html", context)
    if fresh:
        answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def revoke(request: WalkerRequest, key_id: int) -> HttpResponse:
    """Take a key back."""
    key = request.walker.upload_keys.filter(pk=key_id).first()
    if key is None:
        raise Http404("there is no such key among this walker's")
    keys.revoke(key, now=request.now)
    note_kept()
    messages.success(request, f"The key “{key.name}” was taken back. It opens nothing any more.")
    return redirect("upload-keys")
