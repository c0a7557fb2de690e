"""The page of days: what was counted, by which device, and nothing that asks for more."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backstride.site import importing
from backstride.site.models import HealthExport, Walker
from tests.recordings.health_writer import export, record, workout
from tests.recordings.xml_writer import archive
from tests.site.conftest import NOW
from tests.site.pages.conftest import put, set_up, text

DAYS = "/walks/days/"
DAY_S = 86_400


def steps(counts: Iterable[int], first: int = 0, *, watch: bool = False) -> list[str]:
    return [
        record("StepCount", day * DAY_S, day * DAY_S + 600, count, watch=watch)
        for day, count in enumerate(counts, first)
        if count
    ]


def speeds(values: Iterable[float], first: int = 0, *, watch: bool = False) -> list[str]:
    return [
        record("WalkingSpeed", day * DAY_S, day * DAY_S + 9, each, unit="m/s", watch=watch)
        for day, each in enumerate(values, first)
    ]


def hand_in(walker: Walker, parts: Iterable[str], name: str = "export.zip") -> HealthExport:
    """Take in an export whose first day is 31 March 2024."""
    importing.take(walker, archive({"a/export.xml": export(parts)}), name=name, now=NOW)
    return HealthExport.objects.get(walker=walker, name=name)


def plain(page: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(page)))


def test_without_an_export_it_says_what_would_stand_there(client: Client, ready: None) -> None:
    page = client.get(DAYS)
    assert "will appear here" in text(page)
    assert "/walked/files/" in text(page)
    assert "<table" not in text(page)
    assert DAYS not in text(client.get("/progress/"))


def test_usual_steps_are_the_finding_with_their_days_and_range(
    client: Client, walker: Walker, ready: None
) -> None:
    hand_in(walker, steps([*range(3000, 6000, 100), 40]))
    page = client.get(DAYS)
    said = plain(page)
    assert "About 4,600 steps on a usual day" in said
    assert "The middle one of the newest 28 days with steps, 2 to 29 April 2024." in said
    assert "Eight in ten of them had between 3,500 and 5,600." in said
    assert "The newest day in your files is 30 April 2024." in said
    assert "It is no target, and nothing here changes your plan." in said
    assert "no diagnosis" in said
    chart = page.context["steps"]
    assert len(chart.table.rows) == 28
    assert chart.table.rows[0].head == "Tue 30 April 2024, not over"
    assert chart.table.rows[0].cells == ("40", "Telefon")
    assert 'class="bar bar--running"' in chart.wide
    assert text(page).count("<desc") == 2
    assert DAYS in text(client.get("/progress/"))


def test_a_gap_is_no_day_without_steps(client: Client, walker: Walker, ready: None) -> None:
    hand_in(walker, steps([500, 0, 700]))
    page = client.get(DAYS)
    assert [row.cells[0] for row in page.context["steps"].table.rows] == ["700", "not known", "500"]
    assert page.context["steps"].narrow.count('class="bar') == 2
    assert "A gap is a day of which your files tell no steps." in plain(page)


def test_one_day_is_told_as_one_day(client: Client, walker: Walker, ready: None) -> None:
    hand_in(walker, [*steps([500]), *speeds([1.25])])
    said = plain(client.get(DAYS))
    assert "One day of steps so far" in said
    assert "500 steps on 31 March 2024." in said
    assert "So far there is none." in said
    assert "Not known yet. So far 4.5 km/h Telefon, one day; on 31 March 2024" in said


def test_years_are_shown_in_few_bars_and_all_of_them(
    client: Client, walker: Walker, ready: None
) -> None:
    hand_in(walker, steps([4000] * 700))
    assert f"{DAYS}?all" not in text(client.get(DAYS))
    assert "?all#steps" in text(client.get(DAYS))
    page = client.get(DAYS, {"all": ""})
    table = page.context["steps"].table
    assert table.heads == ("When", "Steps", "Days")
    assert [row.head for row in table.rows][::23] == ["February 2026", "March 2024"]
    assert sum(int(row.cells[1]) for row in table.rows) == 700
    assert "Steps on the middle day of each month, in thousands." in plain(page)


def test_a_measure_names_the_devices_it_is_from(
    client: Client, walker: Walker, ready: None
) -> None:
    hand_in(walker, [*speeds([1.0, 1.1, 1.2, 1.3, 1.4]), *speeds([2.0, 2.1], 5, watch=True)])
    page = client.get(DAYS)
    (speed,) = page.context["measures"]
    assert (speed.name, speed.figure, speed.unit) == ("Walking speed", "4.7", "km/h")
    assert speed.range == "3.6 to 7.6 km/h on all days"
    assert speed.days == "Telefon, 5 days; Uhr, 2 days; to 6 April 2024"
    assert page.context["steps"] is None
    assert "Your files tell no steps." in plain(page)
    assert [row.head for row in page.context["months"].rows] == ["April 2024", "March 2024"]
    walker.preferences.units = "mi"
    walker.preferences.save()
    assert client.get(DAYS).context["measures"][0].unit == "mph"


def test_two_devices_at_once_are_counted_once(client: Client, walker: Walker, ready: None) -> None:
    hand_in(walker, [*steps([900, 900], watch=True), *steps([800, 800, 300])])
    page = client.get(DAYS)
    assert [row.cells for row in page.context["steps"].table.rows] == [
        ("300", "Telefon"),
        ("900", "Uhr"),
        ("900", "Uhr"),
    ]
    assert "Of 100 of the newest steps, 86 by Uhr and 14 by Telefon." in plain(page)


def test_the_result_of_an_import_leads_to_the_days(
    client: Client, walker: Walker, ready: None
) -> None:
    data = archive({"a/export.xml": export([*steps([900, 800]), workout(0, 599)])})
    upload = SimpleUploadedFile("export.zip", data)
    client.post("/walked/files/", {"recordings": [upload]})
    page = client.get("/walked/files/read/")
    assert "One walk is in your diary" in plain(page)
    assert "Also 2 days of steps, from 31 March 2024 to 1 April 2024." in plain(page)
    assert f'href="{DAYS}"' in text(page)


def test_forgetting_asks_once_more_and_says_what_stays(
    client: Client, walker: Walker, ready: None
) -> None:
    alone = hand_in(walker, steps([900]), "alone.zip")
    with_walk = hand_in(walker, [*steps([900]), workout(0, 599)], "walk.zip")
    for row, words in ((alone, "The file goes with them"), (with_walk, "The file stays")):
        url = f"{DAYS}{row.pk}/forget/"
        assert words in plain(client.get(url))
        assert HealthExport.objects.filter(pk=row.pk).exists()
        assert client.post(url).headers["Location"] == DAYS
        assert not HealthExport.objects.filter(pk=row.pk).exists()
        assert client.get(url).status_code == 404
    assert "will appear here" in text(client.get(DAYS))


def test_nobody_sees_or_forgets_the_days_of_another(
    client: Client, other_client: Client, walker: Walker, other_walker: Walker, ready: None
) -> None:
    put(other_walker, *set_up())
    row = hand_in(walker, steps([4321, 5000]))
    assert "4,321" in text(client.get(DAYS))
    assert "4,321" not in text(other_client.get(DAYS))
    url = f"{DAYS}{row.pk}/forget/"
    assert other_client.get(url).status_code == 404
    assert other_client.post(url).status_code == 404
    assert HealthExport.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("path", [DAYS, f"{DAYS}1/forget/"])
def test_a_stranger_has_to_sign_in(stranger: Client, path: str, db: None) -> None:
    assert stranger.get(path).headers["Location"].startswith("/sign-in/")


def test_the_plan_does_not_read_the_days(client: Client, walker: Walker, ready: None) -> None:
    before = client.get("/api/plan").content
    hand_in(walker, [*steps([30_000] * 40), *speeds([2.0] * 40)])
    assert client.get("/api/plan").content == before
    assert client.get("/settings/steps/").context["learned"] is None
