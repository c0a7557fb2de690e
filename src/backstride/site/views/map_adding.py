"""How a map comes to an installation: a file, the folder, or the address that was set."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from backstride.site import map_download, maps
from backstride.site.forms.entry import errors_of
from backstride.site.forms.routes import MapForm
from backstride.site.kept import note_kept
from backstride.site.map_download import Download, Phase
from backstride.site.request import WalkerRequest
from backstride.terrain import MapError

PAGE = "?map=1"
ASKED = "download"
"""What stands in the address of the page that asks for a clear yes."""

FOLDER_PARTS = re.compile(r"[/\\]?[^/\\]*")
"""A path may go on in the next line before a separator, and nowhere else."""

SOURCES = (
    {
        "name": "BBBike",
        "url": "https://download.bbbike.org/osm/bbbike/",
        "words": "has more than 200 cities. Click yours, then the file that ends in .osm.pbf.",
    },
    {
        "name": "BBBike extracts",
        "url": "https://extract.bbbike.org/",
        "words": "cuts out any place. Draw a box around yours, choose the format “Protocolbuffer "
        "(PBF)”, and it sends you a link by e-mail.",
    },
    {
        "name": "OpenStreetMap",
        "url": "https://www.openstreetmap.org/export",
        "words": "gives a few streets around you at once: move to your street, then “Export”. "
        "That file ends in .osm, which works too.",
    },
    {
        "name": "Geofabrik",
        "url": "https://download.geofabrik.de/",
        "words": "has countries and their regions, for the terminal: most are larger than what can "
        "be added here.",
    },
)
"""Where extracts are offered free of charge, as links for people; nothing here asks them."""

MB = 1_000_000
DOING = {
    Phase.FETCHING: "Fetching the map",
    Phase.CHECKING: "Looking whether all of it is here",
    Phase.BUILDING: "Building the map",
}


def adding_page(
    request: WalkerRequest, common: dict[str, Any], form: MapForm | None = None
) -> HttpResponse:
    """Show how to add a map; while one is fetched, how far it is."""
    map_download.go_on()
    there, address = map_download.progress(), map_download.offered()
    if request.headers.get("HX-Request") and there is None:
        return HttpResponse(headers={"HX-Redirect": reverse("routes")})
    if request.GET.get("map") == ASKED and address and there is None:
        return render(request, "backstride/pages/routes_fetch.html", common | _source(address))
    form = form or MapForm()
    known = maps.known()
    context = {
        **common,
        "form": form,
        "errors": errors_of(form),
        "folder_parts": FOLDER_PARTS.findall(str(maps.folder())),
        "sources": SOURCES,
        "largest_mb": maps.LARGEST_BYTES // (1024 * 1024),
        "waiting": [name for name in maps.waiting() if there is None or name != there.name],
        "broken": maps.broken(),
        "known": [each.about for each in known],
        "download": _progress(there) if there is not None else None,
        "offer": _source(address) if address and there is None else None,
    }
    status = 200 if not form.is_bound else 422
    return render(request, "backstride/pages/routes_map.html", context, status=status)


def told_about_maps(request: WalkerRequest, common: dict[str, Any]) -> HttpResponse | None:
    """Take a map, build one, or fetch one; None where something else was told."""
    match request.POST.get("act"):
        case "map":
            return _take(request, common)
        case "build":
            _or_say(request, lambda: maps.build(request.POST.get("name", "")))
            return redirect("routes")
        case "fetch" if request.POST.get("sure") == "yes":
            _or_say(request, map_download.begin)
        case "fetch-again":
            map_download.again()
            note_kept()
        case "fetch-stop":
            map_download.give_up()
            note_kept()
        case _:
            return None
    return redirect(f"{reverse('routes')}{PAGE}")


def _take(request: WalkerRequest, common: dict[str, Any]) -> HttpResponse:
    form = MapForm(request.POST, request.FILES)
    if form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["extract"]
        try:
            maps.take(upload)
        except MapError as error:
            form.add_error("extract", str(error))
        else:
            return redirect("routes")
    return adding_page(request, common, form)


def _or_say(request: WalkerRequest, work: Any) -> None:
    try:
        work()
    except MapError as error:
        messages.error(request, str(error))
    else:
        note_kept()


def _source(address: str) -> dict[str, str]:
    return {
        "host": map_download.host_of(address),
        "name": map_download.name_of(address),
        "ask_url": f"?map={ASKED}",
        "back_url": PAGE,
    }


def _progress(there: Download) -> dict[str, Any]:
    """Return how far it is, in words and as a share."""
    amount = ""
    if there.phase is Phase.FETCHING and there.size:
        amount = f"{there.here / MB:.1f} of {there.size / MB:.1f} MB"
    return {
        "name": there.name,
        "host": map_download.host_of(there.address),
        "stopped": there.phase is Phase.STOPPED,
        "doing": DOING.get(there.phase, "It stopped"),
        "amount": amount,
        "percent": round(100 * there.share),
        "words": there.words,
        "url": PAGE,
    }
