"""Adding a map: fetched from the web after a clear yes, with its progress on the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from backstride.site import map_download, maps
from backstride.site.home import Home
from tests.site.extract_server import Behaviour, serving
from tests.site.pages.conftest import text
from tests.terrain.conftest import extract, folder

__all__ = ["extract", "folder"]

ENOUGH_S = 30
YES = {"act": "fetch", "sure": "yes"}


@pytest.fixture
def server(extract: Path) -> Behaviour:
    return Behaviour(extract.read_bytes())


@pytest.fixture
def address(server: Behaviour, settings: Settings) -> Iterator[str]:
    with serving(server) as served:
        settings.MAP_ADDRESS = served
        yield served
        server.held.set()
        map_download.give_up()


@pytest.mark.usefixtures("ready")
def test_without_an_address_nothing_is_offered(client: Client) -> None:
    assert "Or fetch a map" not in text(client.get("/routes/"))
    client.post("/routes/", YES)
    assert map_download.progress() is None
    assert "No address for a map is set" in text(client.get("/routes/"))


@pytest.mark.usefixtures("ready", "address")
class TestFetching:
    """An administrator has set an address; no map is there."""

    def test_the_server_is_named_before_it_is_asked(
        self, client: Client, server: Behaviour
    ) -> None:
        assert "Or fetch a map from the web" in text(client.get("/routes/"))
        page = text(client.get("/routes/?map=download"))
        assert "Fetch a map from 127.0.0.1?" in page
        assert "Nothing about you, your home or your walks is sent." in page
        assert server.asked == []

    def test_only_a_clear_yes_begins_it(self, client: Client, server: Behaviour) -> None:
        client.post("/routes/", {"act": "fetch"})
        assert map_download.progress() is None
        assert server.asked == []

    def test_after_a_yes_it_comes_and_leads_to_the_home(self, client: Client) -> None:
        sent = client.post("/routes/", YES)
        assert (sent.status_code, sent.headers["Location"]) == (302, "/routes/?map=1")
        map_download.wait(ENOUGH_S)
        moved = client.get("/routes/?map=1", headers={"HX-Request": "true"})
        assert moved.headers["HX-Redirect"] == "/routes/"
        assert "Where do you start?" in text(client.get("/routes/"))

    def test_its_progress_is_on_the_page_and_it_can_be_stopped(
        self, client: Client, server: Behaviour
    ) -> None:
        server.held.clear()
        client.post("/routes/", YES)
        page = text(client.get("/routes/?map=1"))
        assert "Fetching the map" in page
        assert "<progress" in page
        assert "Or fetch a map" not in page
        server.held.set()
        client.post("/routes/", {"act": "fetch-stop"})
        assert map_download.progress() is None
        assert "<progress" not in text(client.get("/routes/?map=1"))

    def test_why_it_stopped_is_said_and_it_can_go_on(
        self, client: Client, server: Behaviour
    ) -> None:
        server.kind = ""
        client.post("/routes/", YES)
        map_download.wait(ENOUGH_S)
        page = text(client.get("/routes/?map=1"))
        assert "The server keeps no checksum" in page
        server.kind = "md5"
        client.post("/routes/", {"act": "fetch-again"})
        map_download.wait(ENOUGH_S)
        assert len(maps.known()) == 1

    def test_an_extract_on_its_way_is_not_offered_for_building(
        self, client: Client, home: Home, address: str, extract: Path, server: Behaviour
    ) -> None:
        home.maps.mkdir(parents=True)
        shutil.copy(extract, home.maps / "town.osm.pbf")
        server.held.clear()
        client.post("/routes/", YES)
        assert client.get("/routes/?map=1").context["waiting"] == []


@pytest.mark.usefixtures("ready")
def test_the_maps_that_are_there_are_named_with_their_credit(
    client: Client, home: Home, folder: Path
) -> None:
    shutil.copytree(folder, home.maps / "town-map")
    page = text(client.get("/routes/?map=1"))
    assert "Add or renew a map" in page
    assert "town.osm.pbf" in page
    assert "OpenStreetMap contributors" in page


@pytest.mark.usefixtures("ready")
def test_a_refused_file_leaves_the_extract_of_the_same_name_and_its_map(
    client: Client, home: Home, extract: Path
) -> None:
    good, letter = extract.read_bytes(), b"Dear aunt, " * 40
    for sent in (good, letter):
        upload = SimpleUploadedFile("town.osm.pbf", sent)
        answer = client.post("/routes/", {"act": "map", "extract": upload})
    assert answer.status_code == 422
    assert "cannot be read as an OpenStreetMap extract" in text(answer)
    assert (home.maps / "town.osm.pbf").read_bytes() == good
    assert sorted(each.name for each in home.maps.iterdir()) == ["town-map", "town.osm.pbf"]
    assert len(maps.known()) == 1


@pytest.mark.usefixtures("ready")
def test_an_extract_that_brings_its_process_down_is_refused_in_words(
    client: Client, home: Home, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backstride.terrain.apart.PROGRAM", "import os; os.kill(os.getpid(), 9)")
    upload = SimpleUploadedFile("town.osm.pbf", extract.read_bytes())
    answer = client.post("/routes/", {"act": "map", "extract": upload})
    assert answer.status_code == 422
    assert "needs too much memory" in text(answer)
    assert list(home.maps.iterdir()) == []
