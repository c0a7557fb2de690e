"""Routes: getting a map, choosing a home, and loops from it."""

from __future__ import annotations

import math
import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backstride.prescription import Kind, Session, decide, fold
from backstride.recordings import read
from backstride.site import clock, importing, store, walk_ground
from backstride.site.home import Home
from backstride.site.models import HomePlace, Walker
from backstride.site.presentation.routes import ROUGHER, wishes_of
from backstride.terrain import Wishes, build_map
from tests.diary import factories
from tests.recordings.xml_writer import lap, tcx, trackpoint
from tests.site.conftest import NOW
from tests.site.pages.conftest import Tell, send, set_up, text
from tests.terrain.conftest import extract, folder
from tests.terrain.town import CORNER, Town, at, block

__all__ = ["extract", "folder"]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the map of a street a degree north of the town."""
    made = Town()
    line = [made.node(east, 111_195.0) for east in (0, 100, 200)]
    made.node(10, 111_205.0, addr__housenumber="3", addr__street="Only There Road")
    made.way(line, highway="residential", name="Only There Road")
    place = tmp_path_factory.mktemp("elsewhere")
    build_map(made.write(place / "far.osm.pbf"), place / "map")
    return place / "map"


SVG = re.compile(r'<svg class="map".*?</svg>', re.DOTALL)


@pytest.fixture
def with_map(ready: None, home: Home, folder: Path) -> None:
    """Put the map of the made-up town where the site looks for it."""
    shutil.copytree(folder, home.maps / "town-map")


@pytest.fixture
def at_home(with_map: None, walker: Walker) -> None:
    """Let the owner live in the middle of the town."""
    HomePlace.objects.create(walker=walker, latitude=CORNER[0], longitude=CORNER[1])


def upload(extract: Path, name: str = "town.osm.pbf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, extract.read_bytes())


@pytest.mark.usefixtures("ready")
class TestWithoutAMap:
    """Somebody who has set up, on a fresh installation."""

    def test_two_sentences_say_how_to_get_one(self, client: Client, home: Home) -> None:
        page = client.get("/routes/")
        assert "Even ways need a map" in text(page)
        assert "ends in .osm.pbf" in text(page)
        assert str(home.maps) in text(page).replace("<wbr>", "")

    def test_it_names_where_extracts_are_and_asks_nobody_itself(self, client: Client) -> None:
        page = text(client.get("/routes/"))
        for host in ("download.bbbike.org", "extract.bbbike.org", "www.openstreetmap.org"):
            assert re.search(rf'<a href="https://{host}/[^"]*" rel="noreferrer noopener"', page)
        assert "5 to 50&nbsp;MB" in page
        assert not re.search(r'(?:src|action|hx-get)="https?:', page)

    def test_an_uploaded_extract_becomes_a_map(
        self, client: Client, home: Home, extract: Path
    ) -> None:
        sent = client.post("/routes/", {"act": "map", "extract": upload(extract)})
        assert (sent.status_code, sent.headers["Location"]) == (302, "/routes/")
        assert (home.maps / "town-map" / "map.json").exists()
        assert "Where do you start?" in text(client.get("/routes/"))

    def test_what_is_no_extract_is_refused_and_not_kept(self, client: Client, home: Home) -> None:
        letter = SimpleUploadedFile("letter.osm.pbf", b"Dear aunt, " * 40)
        page = client.post("/routes/", {"act": "map", "extract": letter})
        assert page.status_code == 422
        assert "letter.osm.pbf cannot be read" in text(page)
        assert list(home.maps.iterdir()) == []

    @pytest.mark.parametrize("name", ["picture.png", "../../town.txt", ".pbf"])
    def test_a_file_of_another_kind_is_refused(
        self, client: Client, home: Home, extract: Path, name: str
    ) -> None:
        page = client.post("/routes/", {"act": "map", "extract": upload(extract, name)})
        assert "Choose such a file" in text(page)
        assert not home.maps.exists()

    def test_a_name_cannot_lead_out_of_the_folder(
        self, client: Client, home: Home, extract: Path
    ) -> None:
        client.post("/routes/", {"act": "map", "extract": upload(extract, "../../x y.osm.pbf")})
        assert {each.name for each in home.maps.iterdir()} == {"x-y.osm.pbf", "x-y-map"}

    def test_no_file_is_asked_for_again(self, client: Client) -> None:
        page = client.post("/routes/", {"act": "map"})
        assert "Choose a file that ends in .osm.pbf." in text(page)

    def test_an_extract_in_the_folder_is_found_and_built(
        self, client: Client, home: Home, extract: Path
    ) -> None:
        home.maps.mkdir(parents=True)
        shutil.copy(extract, home.maps / "town.osm.pbf")
        assert "town.osm.pbf" in text(client.get("/routes/"))
        client.post("/routes/", {"act": "build", "name": "town.osm.pbf"})
        assert "Where do you start?" in text(client.get("/routes/"))

    def test_only_what_lies_there_is_built(self, client: Client, home: Home) -> None:
        client.post("/routes/", {"act": "build", "name": "../elsewhere.osm.pbf"})
        assert "There is no extract named" in text(client.get("/routes/"))

    def test_a_broken_map_is_told_of(self, client: Client, home: Home) -> None:
        (home.maps / "old-map").mkdir(parents=True)
        (home.maps / "old-map" / "map.json").write_text("{}", encoding="utf-8")
        assert "holds something else than a map" in text(client.get("/routes/"))


@pytest.mark.usefixtures("with_map")
class TestLookingForAStreet:
    """A map is there; somebody types the name of their street."""

    def test_it_is_found_chosen_and_taken_without_scripts(
        self, client: Client, walker: Walker
    ) -> None:
        page = text(client.post("/routes/", {"act": "street", "street": "7. row"}))
        assert "One street" in page
        assert "put the cross on your door by hand" in page
        address = re.search(r'href="(\?[^"]*)#look"', page)
        assert address is not None
        assert "row" not in address[1].lower()
        moved = text(client.get("/routes/" + address[1].replace("&amp;", "&")))
        form = dict(re.findall(r'name="(zoom|east|south|on)" value="([^"]*)"', moved))
        client.post("/routes/", {"act": "home", **form})
        home = HomePlace.objects.get(walker=walker)
        assert home.latitude == pytest.approx(at(0, block(7))[0], abs=2e-5)

    def test_several_are_told_apart_by_what_they_meet_and_where_they_are(
        self, client: Client
    ) -> None:
        page = text(client.post("/routes/", {"act": "street", "street": "row"}))
        assert "12 streets" in page
        assert "One other fits too" in page
        where = r"Meets \d+\. Column and \d+\. Column, [\d.]+ k?m south of the cross"
        assert re.search(where, page)

    def test_a_number_that_is_not_on_the_map_is_said(self, client: Client) -> None:
        page = text(client.post("/routes/", {"act": "street", "street": "7. row 12"}))
        assert "does not know this number" in page
        without = text(client.post("/routes/", {"act": "street", "street": "7. row"}))
        assert "does not know this number" not in without

    def test_none_found_says_what_to_do(self, client: Client) -> None:
        page = client.post("/routes/", {"act": "street", "street": "<b>Nowhere"})
        assert page.status_code == 200
        assert "No street found" in text(page)
        assert "<b>Nowhere" not in text(page)

    def test_nothing_typed_is_asked_for_again(self, client: Client) -> None:
        page = client.post("/routes/", {"act": "street", "street": " "})
        assert page.status_code == 422
        assert "Type the name of your street" in text(page)

    def test_a_street_on_another_map_can_be_chosen(
        self, client: Client, walker: Walker, home: Home, elsewhere: Path
    ) -> None:
        shutil.copytree(elsewhere, home.maps / "zz-map")
        page = text(client.post("/routes/", {"act": "street", "street": "only there"}))
        assert "the middle of the map far" in page
        house = text(client.post("/routes/", {"act": "street", "street": "only there rd 3"}))
        assert "Only There Road 3" in house
        assert "Choose your house" in house
        address = re.search(r'href="(\?[^"]*on=2[^"]*)#look"', page)
        assert address is not None
        moved = text(client.get("/routes/" + address[1].replace("&amp;", "&")))
        assert "From far.osm.pbf" in moved
        form = dict(re.findall(r'name="(zoom|east|south|on)" value="([^"]*)"', moved))
        client.post("/routes/", {"act": "home", **form})
        assert HomePlace.objects.get(walker=walker).latitude == pytest.approx(51.0, abs=2e-4)

    @pytest.mark.parametrize("on", ["9", "0", "-1", "\u0664", "x", "1" * 5000])
    def test_a_map_that_is_not_there_is_not_looked_at(self, client: Client, on: str) -> None:
        assert client.get("/routes/", {"home": "1", "on": on}).status_code == 200


@pytest.mark.usefixtures("with_map")
class TestChoosingAHome:
    """A map is there; nobody has said where they live."""

    def test_the_map_is_shown_as_a_picture_with_its_credit(self, client: Client) -> None:
        page = client.get("/routes/")
        assert "OpenStreetMap contributors" in text(page)
        picture = client.get("/routes/?picture=1")
        assert picture.headers["Content-Type"] == "image/svg+xml"
        assert "<path" in text(picture)
        assert "style=" not in text(picture)

    def test_the_middle_of_the_picture_is_taken_by_keyboard(
        self, client: Client, walker: Walker
    ) -> None:
        client.post("/routes/", {"act": "home", "zoom": 0, "east": 0, "south": 0})
        home = HomePlace.objects.get(walker=walker)
        assert home.latitude == pytest.approx(at(0, 600)[0], abs=0.003)

    def test_a_click_is_taken_where_it_was(self, client: Client, walker: Walker) -> None:
        client.post("/routes/", {"act": "home", "spot.x": "160", "spot.y": "160"})
        middle = HomePlace.objects.get(walker=walker)
        before = (middle.latitude, middle.longitude)
        client.post("/routes/", {"act": "forget", "sure": "yes"})
        client.post("/routes/", {"act": "home", "spot.x": "200", "spot.y": "140"})
        home = HomePlace.objects.get(walker=walker)
        metres = 2500 / 320
        assert (home.latitude - before[0]) * 111_195 == pytest.approx(20 * metres, rel=0.01)
        assert home.longitude > before[1]

    def test_a_position_is_taken(self, client: Client, walker: Walker) -> None:
        told = {"act": "home", "latitude": CORNER[0], "longitude": CORNER[1]}
        assert client.post("/routes/", told).headers["Location"] == "/routes/"
        home = HomePlace.objects.get(walker=walker)
        assert (home.latitude, home.longitude) == pytest.approx(CORNER)

    def test_a_place_off_the_map_is_refused_in_words(self, client: Client, walker: Walker) -> None:
        client.post("/routes/", {"act": "home", "latitude": 10, "longitude": 10})
        assert not HomePlace.objects.exists()
        assert "not on the map" in text(client.get("/routes/"))

    def test_the_map_for_hands_is_the_one_of_the_loops_and_near_it_names_streets(
        self, client: Client
    ) -> None:
        far, near = (text(client.get(f"/routes/?home=1&zoom={zoom}")) for zoom in (0, -3))
        for page in (far, near):
            (drawn,) = SVG.findall(page)
            assert "map__cross" in drawn
        assert "map__street-name" not in far
        assert "map__street-name" in near
        assert "font-size" in text(client.get("/routes/?picture=1&zoom=-3"))

    def test_where_nothing_is_nearer_the_sign_keeps_its_place(self, client: Client) -> None:
        shown = client.get("/routes/?home=1").context["shown"]
        moves = client.get(f"/routes/?home=1&zoom={shown['nearest']}").context["moves"]
        assert [move["label"] for move in moves][:2] == ["Nearer", "Farther"]
        assert [bool(move["url"]) for move in moves[:2]] == [False, True]
        moves = client.get(f"/routes/?home=1&zoom={shown['farthest']}").context["moves"]
        assert [bool(move["url"]) for move in moves[:2]] == [True, False]

    def test_a_home_off_every_map_is_looked_for_amid_the_streets(
        self, client: Client, walker: Walker
    ) -> None:
        HomePlace.objects.create(walker=walker, latitude=10, longitude=10)
        page = client.get("/routes/")
        assert "The place you chose is not on this map." in text(page)
        assert "map__street" in SVG.findall(text(page))[0]

    def test_moving_the_map_moves_the_picture(self, client: Client) -> None:
        assert text(client.get("/routes/?picture=1")) != text(
            client.get("/routes/?picture=1&east=500&zoom=-1")
        )

    @pytest.mark.parametrize("query", ["zoom=nine&east=%00", "zoom=999&south=-999999999"])
    def test_odd_addresses_do_no_harm(self, client: Client, query: str) -> None:
        assert client.get(f"/routes/?{query}").status_code == 200
        assert client.get(f"/routes/?picture=1&{query}").status_code == 200


@pytest.mark.usefixtures("at_home")
class TestLoops:
    """A map and a home are there."""

    def test_three_loops_are_as_long_as_the_walk(self, client: Client) -> None:
        page = client.get("/routes/?minutes=24")
        assert "Three loops for a 24-minute walk" in text(page)
        rows = [each["row"] for each in page.context["choices"]]
        assert [row.letter for row in rows] == ["A", "B", "C"]
        assert all(22 <= row.minutes <= 25 for row in rows)
        assert [row.line for row in rows] == ["solid line", "dashed line", "dotted line"]

    def test_nobody_is_sent_out_while_an_answer_waits_for_a_doctor(self, client: Client) -> None:
        assert " disabled" not in text(client.get("/routes/?minutes=24"))
        send(client, "/questions/q05/", answer="yes")
        page = text(client.get("/routes/?minutes=24"))
        assert "No walk for now. Today says why, and what to do." in page
        assert " disabled" in page

    def test_without_a_choice_it_is_todays_walk(self, client: Client) -> None:
        page = client.get("/routes/")
        assert re.search(r"\d+-minute walk", text(page))

    def test_the_chosen_loop_has_the_solid_line(self, client: Client) -> None:
        page = client.get("/routes/?minutes=24&loop=B")
        chosen = [each["row"] for each in page.context["choices"] if each["row"].chosen]
        assert [(row.letter, row.style) for row in chosen] == [("B", "solid")]
        assert "aria-current" in text(page)

    def test_the_map_draws_streets_water_and_ways_without_inline_style(
        self, client: Client
    ) -> None:
        page = client.get("/routes/?minutes=24")
        (drawn,) = SVG.findall(text(page))
        for part in ("map__street", "map__way--solid", "map__way--dashed", "map__home"):
            assert part in drawn
        assert "style=" not in text(page)
        assert "<script>" not in text(page)
        assert 'role="img"' in drawn
        assert "is the dotted line" in drawn

    def test_ground_benches_and_words_are_told(self, client: Client) -> None:
        page = client.get("/routes/?minutes=24")
        assert "ribbon__paved" in text(page)
        assert any("bench" in row.label for row in page.context["helps"])
        assert any("A loop of" in sentence for sentence in page.context["sentences"])
        assert "How steep it is is unknown." in page.context["sentences"]
        assert "OpenStreetMap contributors" in text(page)

    def test_the_map_moves_by_links(self, client: Client) -> None:
        page = client.get("/routes/?minutes=24")
        labels = [move["label"] for move in page.context["moves"]]
        assert labels == ["Nearer", "Farther", "North", "South", "West", "East"]
        for move in page.context["moves"]:
            moved = client.get(f"/routes/{move['url']}")
            assert SVG.findall(text(moved)) != SVG.findall(text(page))
            assert "24-minute" in text(moved)

    def test_no_address_holds_a_place(self, client: Client) -> None:
        page = text(client.get("/routes/?minutes=24"))
        links = re.findall(r'href="([^"]*)"', page)
        assert not [link for link in links if "50.0" in link or "8.00" in link]

    def test_a_loop_is_saved_as_gpx(self, client: Client) -> None:
        page = client.get("/routes/?minutes=24&loop=B")
        saved = client.get(f"/routes/{page.context['gpx_url']}")
        assert saved.headers["Content-Type"] == "application/gpx+xml"
        assert "loop-b-" in saved.headers["Content-Disposition"]
        (recording,) = read(saved.content).recordings
        assert recording.lat_deg[0] == pytest.approx(CORNER[0], abs=1e-4)

    def test_what_is_passed_on_does_not_lead_to_the_door(self, client: Client) -> None:
        page = client.get("/routes/?minutes=24")
        shared = read(client.get(f"/routes/{page.context['share_url']}").content).recordings[0]
        whole = read(client.get(f"/routes/{page.context['gpx_url']}").content).recordings[0]
        assert 1 < len(shared) < len(whole)
        ends = ((shared.lat_deg[0], shared.lon_deg[0]), (shared.lat_deg[-1], shared.lon_deg[-1]))
        for latitude, longitude in ends:
            north = (latitude - CORNER[0]) * 111_195
            east = (longitude - CORNER[1]) * 111_195 * math.cos(math.radians(50))
            assert math.hypot(north, east) > 100

    def test_benches_go_first_where_asked_for_or_where_the_safety_answers_ask(
        self, client: Client
    ) -> None:
        page = client.get("/routes/?minutes=24")
        assert not page.context["benches"]
        assert client.get(f"/routes/{page.context['benches_url']}&minutes=24").context["benches"]
        asked = send(client, "/questions/q15/", answer="yes").headers["Location"]
        send(client, asked, answer=["sitting_or_bending"])
        page = client.get("/routes/?minutes=24")
        assert page.context["benches"]
        assert "Ways with benches go first now" in text(page)
        assert not client.get(f"/routes/{page.context['benches_url']}").context["benches"]

    def test_steps_can_be_ruled_out(self, client: Client) -> None:
        assert client.get("/routes/?minutes=24&steps=none").context["no_steps"]

    def test_walking_it_leads_to_the_check_and_the_walk_shows_the_way(self, client: Client) -> None:
        page = client.get("/routes/?minutes=24&loop=B")
        told = {"act": "walk", **{k: v for k, v in page.context["hidden"].items() if v}}
        assert client.post("/routes/", told).headers["Location"] == "/walk/before/"
        guided = _walk_begun(client)
        assert f"The way: {guided.context['way']['name']}" in text(guided)
        (shown,) = SVG.findall(text(guided))
        assert "map__way--solid" in shown
        assert "map__way--dashed" not in shown
        line = re.search(r'd="([^"]*)" class="map__way map__way--solid"', shown)
        assert line is not None

    def test_it_stays_the_same_loop_whatever_the_answers_change(
        self, client: Client, tell: Tell
    ) -> None:
        page = client.get("/routes/?loop=B")
        chosen = next(each["row"] for each in page.context["choices"] if each["row"].chosen)
        client.post("/routes/", {"act": "walk", "loop": "B"})
        begun = send(client, "/walk/before/", pain="4", leg="no").headers["Location"]
        tell(*factories.walk("2026-05-12", 20, before=4, worst=4, after=4, distance_m=900.0))
        guided = client.get(begun, follow=True)
        assert guided.context["way"]["name"].startswith(chosen.name.partition(" and ")[0])
        assert f"about {chosen.minutes} minutes" in guided.context["way"]["sentences"][0]

    def test_its_ground_is_the_answer_before_the_walk(self, client: Client) -> None:
        client.post("/routes/", {"act": "walk", "loop": "A", "minutes": "24"})
        assert client.get("/walk/before/").context["form"]["ground"].value() == "paved_even"
        assert ROUGHER not in text(client.get("/routes/?minutes=24"))
        HomePlace.objects.update(latitude=at(0, 0)[0], longitude=at(block(6), 0)[1])
        client.post("/routes/", {"act": "walk", "loop": "A", "minutes": "10"})
        assert client.get("/walk/before/").context["form"]["ground"].value() == "paved_uneven"
        assert ROUGHER in text(client.get("/routes/?minutes=10"))

    def test_a_loop_of_yesterday_is_not_todays_way(self, client: Client) -> None:
        client.post("/routes/", {"act": "walk", "loop": "A", "minutes": "24"})
        with clock.standing_at(NOW + timedelta(days=2)):
            assert _walk_begun(client).context["way"] is None

    def test_without_a_loop_a_walk_has_no_way(self, client: Client) -> None:
        assert _walk_begun(client).context["way"] is None

    def test_home_can_be_moved_and_forgotten(self, client: Client) -> None:
        assert "Forget the place" in text(client.get("/routes/?home=1"))
        client.post("/routes/", {"act": "forget", "sure": "yes"})
        assert not HomePlace.objects.exists()
        assert "Where do you start?" in text(client.get("/routes/"))

    def test_home_is_nobody_elses(self, other_client: Client, other_walker: Walker) -> None:
        store.append(other_walker, factories.events(*set_up()), source="test")
        assert "Where do you start?" in text(other_client.get("/routes/"))

    def test_home_goes_with_the_diary(self, walker: Walker) -> None:
        store.forget(walker)
        assert not HomePlace.objects.exists()

    def test_the_own_speed_sets_the_length(self, client: Client, tell: Tell) -> None:
        fast = client.get("/routes/?minutes=24").context["choices"][0]["row"].detail
        tell(*factories.walk("2026-05-12", 20, before=4, worst=4, after=4, distance_m=1000.0))
        slow = client.get("/routes/?minutes=24").context["choices"][0]["row"].detail
        assert _kilometres(slow) < _kilometres(fast)

    def test_own_walks_are_routes_too(self, client: Client, tell: Tell) -> None:
        tell(*factories.walk("2026-05-12", 20, before=4, worst=4, after=4, distance_m=1500.0))
        assert [row["label"] for row in client.get("/routes/").context["walks"]] == ["1.5 km"]


@pytest.mark.usefixtures("at_home")
class TestARecordedWalk:
    """A walk that came from a file, on the map."""

    @pytest.fixture
    def walk_id(self, walker: Walker) -> str:
        """Hand in a walk from street to street: asphalt first, then cobbles."""
        (became,) = importing.take(walker, track_over("2026-05-13"), name="walk.gpx", now=NOW)
        return str(became.walk_id)

    def test_the_list_says_what_it_went_over(self, client: Client, walk_id: str) -> None:
        client.get("/routes/")
        walk_ground.wait(30)
        assert "paved, partly uneven" in text(client.get("/routes/"))

    def test_it_can_be_walked_again(self, client: Client, walk_id: str) -> None:
        told = {"act": "again", "walk": walk_id}
        assert client.post("/routes/", told).headers["Location"] == "/walk/before/"
        guided = _walk_begun(client)
        assert guided.context["way"]["name"] in text(guided)
        assert "of it on ways of the map" in text(guided)
        assert len(SVG.findall(text(guided))) == 1

    def test_another_persons_walk_is_no_way(
        self, client: Client, other_client: Client, other_walker: Walker, walk_id: str
    ) -> None:
        store.append(other_walker, factories.events(*set_up()), source="test")
        other_client.post("/routes/", {"act": "again", "walk": walk_id})
        assert _walk_begun(other_client).context["way"] is None
        assert client.post("/routes/", {"act": "again", "walk": "x"}).status_code == 404

    def test_its_ground_is_told_with_ranges(self, client: Client, walk_id: str) -> None:
        page = client.get(f"/routes/?walk={walk_id}")
        assert "The ground of this walk" in text(page)
        assert "of it on ways of the map" in text(page)
        assert any("cobbles on" in each for each in page.context["sentences"])
        assert len(SVG.findall(text(page))) == 1
        assert "OpenStreetMap contributors" in text(page)

    def test_its_ground_is_a_part_of_its_page(self, client: Client, walk_id: str) -> None:
        assert f'hx-get="/walks/{walk_id}/ground/"' in text(client.get(f"/walks/{walk_id}/"))
        part = text(client.get(f"/walks/{walk_id}/ground/"))
        assert "cobbles on" in part
        assert "OpenStreetMap contributors" in part
        assert f"/routes/?walk={walk_id}" in part

    def test_a_second_device_without_places_takes_nothing_away(
        self, client: Client, walker: Walker, walk_id: str
    ) -> None:
        points = [trackpoint(second, cadence=55, place=False) for second in range(600)]
        watch = tcx(lap(0, 600, points)).replace(b"2024-03-31T08", b"2026-05-13T07")
        (became,) = importing.take(walker, watch, name="watch.tcx", now=NOW + timedelta(hours=1))
        assert str(became.walk_id) == walk_id
        assert client.get(f"/routes/?walk={walk_id}").status_code == 200
        assert "cobbles on" in text(client.get(f"/walks/{walk_id}/ground/"))
        client.post("/routes/", {"act": "again", "walk": walk_id})
        assert _walk_begun(client).context["way"] is not None

    def test_it_is_among_ones_own_ways(self, client: Client, walk_id: str) -> None:
        (row,) = client.get("/routes/?minutes=24").context["walks"]
        assert row["url"] == f"?walk={walk_id}"

    def test_nobody_else_sees_it(
        self, other_client: Client, other_walker: Walker, walk_id: str
    ) -> None:
        store.append(other_walker, factories.events(*set_up()), source="test")
        assert other_client.get(f"/routes/?walk={walk_id}").status_code == 302

    def test_a_walk_elsewhere_says_where_the_map_is(self, client: Client, walker: Walker) -> None:
        (became,) = importing.take(
            walker, track_over("2026-05-13", north=1.0), name="walk.gpx", now=NOW
        )
        sent = client.get(f"/routes/?walk={became.walk_id}")
        assert sent.headers["Location"] == f"/walks/{became.walk_id}/"
        assert "not on the map of town.osm.pbf" in text(client.get(sent.headers["Location"]))

    @pytest.mark.parametrize("asked", ["", "no-id", "11111111-1111-1111-1111-111111111111"])
    def test_what_is_no_recorded_walk_leads_on(self, client: Client, asked: str) -> None:
        assert client.get(f"/routes/?walk={asked}").status_code == 302


@pytest.mark.usefixtures("with_map")
def test_a_home_beside_the_map_is_asked_for_again(client: Client, walker: Walker) -> None:
    HomePlace.objects.create(walker=walker, latitude=10.0, longitude=10.0)
    assert "not on this map" in text(client.get("/routes/"))


def test_hills_are_offered_on_days_with_hills_only(walker: Walker) -> None:
    easy = decide(fold(factories.events(*set_up())), NOW.date())
    session = Session(minutes=30, kind=Kind.HILLS)
    hills = replace(easy, today=replace(easy.today, session=session, short=None))
    asked = {"no_steps": False, "dark": False, "hike": False}
    assert wishes_of(easy, **asked) == Wishes(stage=1)
    assert wishes_of(easy, **(asked | {"hike": True})).stage == 1
    assert wishes_of(hills, **asked) == Wishes(stage=2, hills=True)
    assert wishes_of(hills, **(asked | {"hike": True})).stage == 3
    assert wishes_of(hills, **(asked | {"hike": True, "dark": True})).stage == 2


@pytest.mark.usefixtures("with_map")
def test_a_home_in_the_pond_begins_at_the_nearest_way(client: Client, walker: Walker) -> None:
    latitude, longitude = at(block(12) + 40, block(8))
    HomePlace.objects.create(walker=walker, latitude=latitude, longitude=longitude)
    assert client.get("/routes/?minutes=20").context["choices"]


@pytest.mark.usefixtures("ready")
def test_nothing_else_can_be_told(client: Client) -> None:
    assert client.post("/routes/", {"act": "sing"}).status_code == 404


def _walk_begun(client: Client) -> Any:
    """Answer the check before a walk and return the walk."""
    sent = send(client, "/walk/before/", pain="4", leg="no")
    return client.get(sent.headers["Location"], follow=True)


def track_over(day: str, north: float = 0.0) -> bytes:
    """Return a recording along two streets of the town, moved north by some degrees."""
    corners = [(0.0, block(7)), (0.0, block(2)), (block(4), block(2))]
    start = datetime.fromisoformat(f"{day}T07:00:00+00:00")
    points = []
    second = 0
    for (x, y), (to_x, to_y) in pairwise(corners):
        steps = int(max(abs(to_x - x), abs(to_y - y)) / 1.25)
        for step in range(steps):
            share = step / steps
            latitude, longitude = at(x + share * (to_x - x), y + share * (to_y - y))
            when = (start + timedelta(seconds=second)).isoformat()
            points.append(
                f'<trkpt lat="{latitude + north:.7f}" lon="{longitude:.7f}">'
                f"<time>{when.replace('+00:00', 'Z')}</time></trkpt>"
            )
            second += 1
    return (
        '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<type>walking</type><trkseg>{''.join(points)}</trkseg></trk></gpx>"
    ).encode()


def _kilometres(detail: str) -> Any:
    return float(detail.split(maxsplit=1)[0])
