"""Bringing an export back: the diary in it is added to the one that is here."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backstride.diary import take_in
from backstride.site import store
from backstride.site.forms.bringing_back import ExportForm
from backstride.site.forms.entry import errors_of
from backstride.site.importing import ZIP
from backstride.site.request import WalkerRequest
from backstride.site.views.archive import DIARY
from backstride.site.views.entries import sent
from backstride.site.views.situation import situation

LARGEST_BYTES = 64 * 1024 * 1024
"""Of a diary (judgement): two years of walks are a sixtieth of it."""

SOURCE = "export"

NONE = (
    "There is no diary in it. Choose the file that “Export my data” gave you, or its diary.jsonl."
)
TOO_LARGE = f"The diary in it is larger than we take ({LARGEST_BYTES // (1024 * 1024)} MB)."


class NoDiaryError(ValueError):
    """A file holds no diary that could be taken; the message says why."""


@require_http_methods(["GET", "POST"])
def bring_back(request: WalkerRequest) -> HttpResponse:
    """Add the diary of an export; all of it, or nothing where something in it is wrong."""
    here = situation(request)
    form = ExportForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            intake = take_in(
                BytesIO(_diary_in(form.cleaned_data["export"])), here.diary, now=here.now
            )
        except NoDiaryError as error:
            form.add_error("export", str(error))
        else:
            if intake.refused:
                first = intake.problems[0]
                form.add_error(
                    "export", f"Nothing was taken. {first.where}: {first.words}. {first.what_to_do}"
                )
            else:
                store.append(here.walker, intake.events, source=SOURCE)
                messages.success(request, _told(len(intake.events), intake.repeated))
                return redirect("settings")
    context = {
        "back_url": reverse("settings"),
        "form": form,
        "errors": errors_of(form),
        "files_url": reverse("walked-file"),
    }
    return render(request, "backstride/pages/bring_back.html", context)


def _diary_in(upload: UploadedFile[Any]) -> bytes:
    """Return the diary's lines, out of an archive or as they are.

    Raises
    ------
    NoDiaryError
        If there are none, or too many.
    """
    packed = upload.read(len(ZIP)) == ZIP
    upload.seek(0)
    try:
        if packed:
            with ZipFile(upload) as archive, archive.open(DIARY) as member:
                lines = member.read(LARGEST_BYTES + 1)
        else:
            lines = upload.read(LARGEST_BYTES + 1)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise NoDiaryError(NONE) from error
    if len(lines) > LARGEST_BYTES:
        raise NoDiaryError(TOO_LARGE)
    return lines


def _told(added: int, known: int) -> str:
    if not added:
        return "Every entry in it was there already." if known else "There are no entries in it."
    entries = "entry was" if added == 1 else "entries were"
    there = f" {known} were there already." if known else ""
    return f"{added} {entries} brought back.{there}"
