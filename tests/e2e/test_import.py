"""A recording from a watch, handed in on the page for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backstride.diary import Walk
from tests.diary import factories
from tests.e2e.conftest import Come
from tests.e2e.hands import Pointer
from tests.e2e.installation import Installation
from tests.e2e.people import settled_in
from tests.e2e.visit import Visit
from tests.recordings.xml_writer import archive, walk_gpx

EVENING = "2018-10-01T20:00+02:00"
"""The day of the real recording, a Monday."""

LABEL = "Files from your watch or phone"


@pytest.fixture
def in_2018(site: Installation, come: Come) -> Visit:
    """Bring somebody who has walked a week by 1 October 2018, and is to walk that Monday."""
    site.stand_at(EVENING)
    visit = come()
    visit.tell(
        factories.newcomer("2018-09-24", usual_pain=4, needs=(), birth_year=1965, region="DE"),
        factories.week("2018-09-24", mon=10, wed=10, fri=10, pain=4),
    )
    return visit


@pytest.fixture
def recording(data_dir: Path) -> Path:
    return data_dir / "recordings" / "tcx" / "walk_other_4laps.tcx"


def hand_in(visit: Visit, *files: Path) -> str:
    """Choose files on the page for them, and return what the next page says."""
    hands = Pointer(visit.page)
    visit.open("/")
    hands.press("I already walked")
    hands.press("From a watch or phone")
    visit.page.get_by_label(LABEL).set_input_files(files)
    hands.press("Read the files")
    assert visit.path == "/walked/files/read/"
    visit.page.get_by_role("link", name="Choose more files").wait_for()
    return visit.page.inner_text("main")


def test_a_real_walk_counts_against_the_plan_of_its_week(in_2018: Visit, recording: Path) -> None:
    before = in_2018.plan()
    assert before["today"]["action"] == "walk"
    assert before["week"]["done_min"] == 0

    told = hand_in(in_2018, recording)
    assert "75 minutes" in told
    (walk,) = in_2018.diary().of(Walk, since=factories.day("2018-10-01"))
    assert walk.minutes == pytest.approx(75, abs=0.5)
    assert walk.at.isoformat() == "2018-10-01T15:00:44+00:00"
    assert walk.source == "recording"

    after = in_2018.plan()
    assert after["week"]["done_walks"] == 1
    assert after["week"]["done_min"] == pytest.approx(walk.minutes)
    assert after["today"]["action"] != "walk"
    monday = after["week"]["days"][0]
    assert (monday["state"], monday["done_min"]) == ("done", pytest.approx(walk.minutes))
    in_2018.open("/")
    assert "1 of " in in_2018.page.inner_text("main")
    # The watch says 74 minutes and 55 seconds.
    assert re.search(r"\b(75|74\.9) minutes done today", in_2018.page.inner_text("main"))


def test_its_pain_answers_are_asked_and_judged(in_2018: Visit, recording: Path) -> None:
    hands = Pointer(in_2018.page)
    hand_in(in_2018, recording)
    hands.press("How did your back take it?")
    hands.choose("Your back before the walk, if you remember", "3 of 10")
    hands.choose("Your back afterwards", "7 of 10")
    hands.press("Save the answers")
    assert in_2018.heading == "Ease off"
    (walk,) = in_2018.diary().of(Walk, since=factories.day("2018-10-01"))
    pain = in_2018.diary().pain_of(walk.id)
    assert (pain.before, pain.after) == (3, 7)
    assert in_2018.plan()["walks"][-1]["response"] == "spike"


def test_the_same_file_again_is_one_walk(in_2018: Visit, recording: Path, tmp_path: Path) -> None:
    hand_in(in_2018, recording)
    plan = in_2018.plan()
    renamed = tmp_path / "holiday.gpx"
    renamed.write_bytes(recording.read_bytes())
    assert "It counts once" in hand_in(in_2018, recording, renamed)
    assert len(in_2018.diary().of(Walk)) == 4
    assert in_2018.plan() == plan


def test_a_file_that_is_not_what_it_says_ends_with_words(in_2018: Visit, tmp_path: Path) -> None:
    walk = tmp_path / "walk.fit"
    walk.write_text("Dear diary, today I walked.")
    half = tmp_path / "half.tcx"
    half.write_bytes(b'<?xml version="1.0"?><TrainingCenterDatabase><Activities>')
    nothing = tmp_path / "nothing.gpx"
    nothing.write_bytes(b"")
    before = in_2018.diary()
    told = hand_in(in_2018, walk, half)
    assert "walk.fit" in told
    assert "half.tcx" in told
    for word in ("Error", "Exception", "None", "Traceback"):
        assert word not in told
    assert in_2018.diary() == before

    in_2018.open("/walked/files/")
    in_2018.page.get_by_label(LABEL).set_input_files([nothing])
    Pointer(in_2018.page).press("Read the files")
    assert "This file is empty. Please export the walk again" in in_2018.page.inner_text("main")
    assert in_2018.diary() == before


def test_without_scripts_the_page_comes_back_by_itself(come: Come, tmp_path: Path) -> None:
    visit = come(java_script_enabled=False)
    visit.tell(settled_in())
    before = len(visit.diary().of(Walk))
    packed = tmp_path / "walks.zip"
    packed.write_bytes(archive({f"{k}.gpx": walk_gpx(120 + k) for k in range(12)}))
    visit.open("/walked/files/")
    visit.page.get_by_label(LABEL).set_input_files([packed])
    visit.page.get_by_role("button", name="Read the files").click()
    visit.page.get_by_role("heading", level=1, name="One walk is in your diary").wait_for()
    assert len(visit.diary().of(Walk)) == before + 1
    assert visit.page.get_by_text("is the same recording as").count() == 11
