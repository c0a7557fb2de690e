"""A map from the web: it goes on where it broke off, is checked, and is built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from backstride.site import checks, map_download, maps
from backstride.site.fetching import FetchError, Remote, fetch, is_allowed
from backstride.site.home import Home
from backstride.site.map_download import Phase
from tests.site.extract_server import Behaviour, serving
from tests.terrain.conftest import extract

__all__ = ["extract"]

ENOUGH_S = 30


@pytest.fixture
def server(extract: Path) -> Behaviour:
    return Behaviour(extract.read_bytes())


@pytest.fixture(autouse=True)
def address(
    server: Behaviour, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    monkeypatch.setattr(map_download, "PAUSE_S", 0.01)
    with serving(server) as served:
        settings.MAP_ADDRESS = served
        yield served
        server.held.set()
        map_download.give_up()


def fetched() -> None:
    map_download.begin()
    map_download.wait(ENOUGH_S)


def stopped_with() -> str:
    there = map_download.progress()
    assert there is not None
    assert there.phase is Phase.STOPPED
    return there.words


@pytest.mark.parametrize("kind", ["sha256", "md5"])
def test_it_becomes_a_map_and_leaves_nothing_half_done(
    home: Home, server: Behaviour, kind: str
) -> None:
    server.kind = kind
    fetched()
    assert map_download.progress() is None
    (there,) = maps.known()
    assert there.about.source == "town.osm.pbf"
    assert {each.name for each in home.maps.iterdir() if not each.name.startswith(".")} == {
        "town.osm.pbf",
        "town-map",
    }


def test_a_broken_connection_goes_on_where_it_ended(server: Behaviour) -> None:
    server.breaks = [300, 200]
    fetched()
    assert len(maps.known()) == 1
    assert server.asked == ["", "bytes=300-", "bytes=500-"]


def test_it_goes_on_after_a_restart(server: Behaviour, home: Home, address: str) -> None:
    home.maps.mkdir(parents=True)
    (home.maps / "town.osm.pbf.coming").write_bytes(server.data[:400])
    map_download._note(map_download.Download(address, size=len(server.data), mark=server.tag))
    map_download.go_on()
    map_download.wait(ENOUGH_S)
    assert server.asked == ["bytes=400-"]
    assert len(maps.known()) == 1


def test_a_map_that_was_half_built_at_a_restart_is_built(
    server: Behaviour, home: Home, address: str, extract: Path
) -> None:
    home.maps.mkdir(parents=True)
    (home.maps / "town.osm.pbf").write_bytes(extract.read_bytes())
    map_download._note(map_download.Download(address, Phase.BUILDING, len(server.data)))
    map_download.go_on()
    map_download.wait(ENOUGH_S)
    assert server.asked == []
    assert len(maps.known()) == 1


def test_another_version_meanwhile_is_fetched_from_its_beginning(
    server: Behaviour, home: Home, address: str
) -> None:
    home.maps.mkdir(parents=True)
    (home.maps / "town.osm.pbf.coming").write_bytes(b"old" * 100)
    map_download._note(map_download.Download(address, size=9000, mark='"older"'))
    map_download.go_on()
    map_download.wait(ENOUGH_S)
    assert (home.maps / "town.osm.pbf").read_bytes() == server.data


def test_a_server_that_cannot_go_on_begins_anew(server: Behaviour) -> None:
    server.ranges, server.breaks = False, [300]
    fetched()
    assert len(maps.known()) == 1


def test_what_is_not_as_the_checksum_says_is_thrown_away(server: Behaviour, home: Home) -> None:
    server.digest = "0" * 64
    fetched()
    assert "not what the server says" in stopped_with()
    assert not (home.maps / "town.osm.pbf").exists()
    assert not (home.maps / "town.osm.pbf.coming").exists()


def test_without_a_checksum_beside_it_is_not_taken(server: Behaviour) -> None:
    server.kind = ""
    fetched()
    assert "no checksum" in stopped_with()
    assert maps.known() == []


def test_it_can_be_tried_again(server: Behaviour) -> None:
    server.kind = ""
    fetched()
    server.kind = "md5"
    map_download.again()
    map_download.wait(ENOUGH_S)
    assert len(maps.known()) == 1
    assert server.asked == [""], "what had come was asked for again"


def test_a_connection_that_always_breaks_ends_in_words(server: Behaviour) -> None:
    server.breaks = [10] * 20
    fetched()
    assert "ended before" in stopped_with()


def test_a_file_that_is_no_extract_is_refused_in_words(server: Behaviour, home: Home) -> None:
    server.data = b"Dear aunt, " * 40
    fetched()
    assert "cannot be read as an OpenStreetMap extract" in stopped_with()
    assert not (home.maps / "town.osm.pbf").exists()


def test_too_large_a_file_is_not_fetched(
    server: Behaviour, monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    monkeypatch.setattr(map_download, "LARGEST_BYTES", 100)
    fetched()
    assert "are taken" in stopped_with()
    assert not (home.maps / "town.osm.pbf.coming").exists()


def test_stopping_leaves_nothing(server: Behaviour, home: Home) -> None:
    server.held.clear()
    map_download.begin()
    server.held.set()
    map_download.give_up()
    assert map_download.progress() is None
    assert not (home.maps / "town.osm.pbf.coming").exists()


def test_it_is_not_led_to_an_address_without_encryption(server: Behaviour) -> None:
    server.leads_to = "http://example.org/town.osm.pbf"
    fetched()
    assert "without encryption" in stopped_with()


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/town.osm.pbf", True),
        ("http://127.0.0.1:8000/town.osm.pbf", True),
        ("http://example.org/town.osm.pbf", False),
        ("https://me:secret@example.org/town.osm.pbf", False),
        ("file:///etc/passwd", False),
        ("ftp://example.org/town.osm.pbf", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_encrypted_addresses_and_this_machine_are_asked(address: str, allowed: bool) -> None:
    assert is_allowed(address) is allowed


def test_nothing_is_offered_unless_it_was_set(settings: Settings) -> None:
    for address in ("", "http://example.org/town.osm.pbf", "https://example.org/list.html"):
        settings.MAP_ADDRESS = address
        assert map_download.offered() == ""


def test_an_address_that_no_map_can_come_from_is_told_at_the_start(settings: Settings) -> None:
    assert checks.map_address() == []
    settings.MAP_ADDRESS = "http://example.org/town.osm.pbf"
    assert [each.id for each in checks.map_address()] == ["backstride.W005"]


def test_a_silent_end_is_told_apart_from_the_whole(server: Behaviour, tmp_path: Path) -> None:
    server.breaks = [100]
    seen: list[Remote] = []
    with serving(server) as address, pytest.raises(FetchError) as told:
        fetch(
            address,
            tmp_path / "part",
            known=None,
            most_bytes=10**9,
            found=seen.append,
            stopped=lambda: False,
        )
    assert told.value.again
    assert seen == [Remote(len(server.data), '"one"')]
    assert (tmp_path / "part").read_bytes() == server.data[:100]


def test_a_build_that_this_program_does_not_outlive_is_not_begun_for_ever(
    server: Behaviour, home: Home, address: str, extract: Path
) -> None:
    home.maps.mkdir(parents=True)
    (home.maps / "town.osm.pbf").write_bytes(extract.read_bytes())
    begun = map_download.Download(
        address, Phase.BUILDING, len(server.data), builds=map_download.MOST_BUILDS
    )
    map_download._note(begun)
    map_download.go_on()
    map_download.wait(ENOUGH_S)
    assert "ended in the middle several times" in stopped_with()
    assert maps.waiting() == []
    map_download.again()
    map_download.wait(ENOUGH_S)
    assert len(maps.known()) == 1


def test_what_nobody_foresaw_stops_it_in_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*given: object, **named: object) -> None:
        raise MemoryError

    monkeypatch.setattr(maps, "build_map_apart", breaks)
    fetched()
    assert "in the log" in stopped_with()
    assert "MemoryError" in caplog.text
    map_download.go_on()
    map_download.wait(ENOUGH_S)
    assert "in the log" in stopped_with()
