"""Your steps and weight: read from walks, counted, and what follows from them."""

from __future__ import annotations

import pytest
from django.test import Client

from backstride.site import importing, store
from backstride.site.models import Walker
from backstride.site.usual_steps import BESIDE_FAST, EASY_PARTS, easy_cadence_spm
from backstride.walks import Part, PartKind
from tests.recordings.xml_writer import lap, tcx, trackpoint
from tests.site.conftest import NOW
from tests.site.pages.conftest import send, text

URL = "/settings/steps/"
EASY, FAST = 50, 61
"""Strides a minute: 100 and 122 steps."""


def watch(day: bytes) -> bytes:
    """Return the file of a watch on a day: easy, four times fast and easy, easy."""
    strides = [*[EASY] * 300, *([FAST] * 60 + [EASY] * 60) * 4, *[EASY] * 200]
    points = [trackpoint(s, cadence=each, place=False) for s, each in enumerate(strides)]
    return tcx(lap(0, len(strides), points, metres=900.0)).replace(b"2024-03-31", day)


@pytest.mark.usefixtures("ready")
class TestPage:
    """The page in the settings."""

    def test_what_walks_say_is_offered_and_kept_only_by_saving(
        self, client: Client, walker: Walker
    ) -> None:
        importing.take(walker, watch(b"2025-05-12"), name="old.tcx", now=NOW)
        assert client.get(URL).context["learned"] is None
        importing.take(walker, watch(b"2026-05-12"), name="watch.tcx", now=NOW)
        page = client.get(URL)
        assert "100 steps a minute in the easy parts of one recorded walk" in text(page)
        assert page.context["form"]["usual_cadence_spm"].value() is None
        filled = client.get(page.context["learned_url"])
        assert filled.context["form"]["usual_cadence_spm"].value() == 100
        assert store.diary(walker).profile.usual_cadence_spm is None
        assert send(client, URL, usual_cadence_spm="100").status_code == 302
        assert store.diary(walker).profile.usual_cadence_spm == 100
        again = client.get(URL)
        assert "For you that is 110 to 115 a minute" in text(again)
        assert again.context["learned_url"] is None
        assert "100 steps a minute" in text(client.get("/settings/"))

    def test_a_weight_alone_is_kept_and_takes_nothing_away(
        self, client: Client, walker: Walker
    ) -> None:
        send(client, URL, usual_cadence_spm="96", weight_kg="71.5")
        send(client, URL, weight_kg="72")
        person = store.diary(walker).profile
        assert (person.usual_cadence_spm, person.weight_kg) == (96, 72)

    @pytest.mark.parametrize(
        ("told", "words"),
        [({"usual_cadence_spm": "50"}, "both feet"), ({"weight_kg": "7"}, "for example 72")],
    )
    def test_a_slip_is_asked_for_again(
        self, client: Client, walker: Walker, told: dict[str, str], words: str
    ) -> None:
        assert words in send(client, URL, **told).context["errors"][0]["text"]
        assert store.diary(walker).profile.weight_kg is None


def test_the_middle_of_the_easy_seconds_counts_and_too_few_say_nothing() -> None:
    parts = [
        Part(PartKind.WARM_UP, 0, 100, 90.0),
        Part(PartKind.STEADY, 100, 700, 104.0),
        Part(PartKind.BRISK, 700, 1700, 121.0),
        Part(PartKind.COOL_DOWN, 1700, 1750, 96.0),
    ]
    assert easy_cadence_spm(parts, EASY_PARTS) == 104
    assert easy_cadence_spm(parts, BESIDE_FAST) is None
