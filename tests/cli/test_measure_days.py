"""``backstride measure`` on health exports: a table of days, as the devices tell them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, printed
from tests.recordings.health_writer import export, record, workout
from tests.recordings.store_writer import health_connect, samsung, samsung_trend
from tests.recordings.xml_writer import archive

DAY_S = 86_400
MEASURED = (
    ("WalkingSpeed", 1.25, "m/s"),
    ("WalkingStepLength", 70, "cm"),
    ("WalkingAsymmetryPercentage", 0.02, "%"),
    ("WalkingDoubleSupportPercentage", 0.28, "%"),
    ("AppleWalkingSteadiness", 0.9, "%"),
)


def days(count: int, *more: str) -> bytes:
    """A watch and a phone that count the same steps, and the phone's guess of how one walks."""
    records = []
    for day in range(count):
        start = day * DAY_S
        records += [
            record("StepCount", start, start + 600, 1000 + day),
            record("StepCount", start, start + 600, 900, watch=False),
            record("StepCount", start + 3600, start + 4200, 500, watch=False),
            *(
                record(kind, start, start + 60, value, unit=unit, watch=False)
                for kind, value, unit in MEASURED
            ),
        ]
    return export([*records, *more])


@pytest.fixture
def health(tmp_path: Path) -> Path:
    path = tmp_path / "export.zip"
    path.write_bytes(archive({"apple_health_export/Exportieren.xml": days(40)}))
    return path


def test_days_without_a_workout_are_measured_and_not_refused(run: Run, health: Path) -> None:
    result = run("measure", health, "--json")
    (told,) = printed(result)
    assert (told["kind"], told["name"], result.exit_code) == ("days", "export.zip", 0)
    assert len(told["days"]) == 40
    first = told["days"][0]
    assert (first["day"], first["steps"]) == ("2024-03-31", 1500)
    assert first["steps_by_source"] == {"Uhr": 1000, "Telefon": 500}
    assert first["walking_speed_mps"] == pytest.approx(1.25)
    assert first["step_length_m"] == pytest.approx(0.7)
    assert first["asymmetry_percent"] == pytest.approx(2)
    assert first["double_support_percent"] == pytest.approx(28)
    assert first["steadiness_percent"] == pytest.approx(90)
    assert set(first["measured_by"].values()) == {"Telefon"}
    assert told["written_by_source"]["Telefon"] == 40 * 1400
    assert "estimate" in told["estimates"]


def test_the_newest_days_are_a_table_that_says_which_device_told_what(
    run: Run, health: Path
) -> None:
    shown = run("measure", health).stdout
    assert "export.zip: 40 days of steps" in shown
    rows = [line.split() for line in shown.splitlines() if line.strip().startswith("2024-")]
    assert len(rows) == 28
    assert rows[-1] == ["2024-05-09", "1,539", "4.5", "70", "2.0", "28", "90", "A", "B"]
    plain = " ".join(shown.split())
    assert "The newest 28 of 40 days, which begin on 2024-03-31" in plain
    assert "A is Uhr (28,714 steps); B is Telefon (14,000 steps, speed, step," in plain
    assert "devices' own estimate" in plain
    assert max(map(len, shown.splitlines())) <= 80
    fewer = run("measure", health, "--days", 3).stdout
    assert len([line for line in fewer.splitlines() if line.strip().startswith("2024-")]) == 3


def test_walks_and_days_of_one_export_are_both_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(days(1, workout(0, 600)))
    walk, told = printed(run("measure", path, "--json"))
    assert (walk["kind"], walk["minutes"]) == ("recording", pytest.approx(10))
    assert (told["kind"], len(told["days"])) == ("days", 1)


def test_an_export_that_breaks_off_gives_the_days_up_to_there(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(days(2)[:-200])
    result = run("measure", path, "--json")
    (told,) = printed(result)
    assert (told["kind"], len(told["days"]), result.exit_code) == ("days", 2, 0)
    assert told["notices"]


def test_health_connect_tells_steps_alone_and_no_empty_columns(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "health.zip"
    path.write_bytes(archive({"health_connect_export.db": health_connect()}))
    _, told = printed(run("measure", path, "--json"))
    assert told["kind"] == "days"
    assert told["days"][0]["steps"] > 0
    assert told["days"][0]["walking_speed_mps"] is None
    shown = run("measure", path).stdout
    assert "one day of steps" in shown
    assert "km/h" not in shown


def test_samsung_health_tells_its_days_beside_walks_and_alone(run: Run, tmp_path: Path) -> None:
    told_days = ("2024-03-31 00:00:00.000", "2024-04-01 00:00:00.000")
    table = samsung_trend([(told_days[0], "-2", 7000), (told_days[1], "-2", 8000)])
    trend = {"com.samsung.shealth.step_daily_trend.20240401100000.csv": table}
    path = tmp_path / "samsung.zip"
    path.write_bytes(samsung(more=trend))
    walk, told = printed(run("measure", path, "--json"))
    assert walk["kind"] == "recording"
    assert [day["steps"] for day in told["days"]] == [7000, 8000]
    trend["com.samsung.shealth.sleep.20240401100000.csv"] = b"a,b\n1,2"
    trend["jsons/com.samsung.shealth.step_daily_trend/0/a.binning_data.json"] = b'[{"count": 3}]'
    path.write_bytes(archive(trend))
    result = run("measure", path, "--json")
    assert [each["kind"] for each in printed(result)] == ["days"]
    assert result.exit_code == 0


def test_a_walk_of_another_kind_has_no_days(run: Run, recordings: Path) -> None:
    (told,) = printed(run("measure", recordings / "fit/walk_fenix5.fit", "--json"))
    assert told["kind"] == "recording"


def test_the_made_export_of_a_broken_document_type_has_its_day(run: Run, recordings: Path) -> None:
    path = recordings / "malformed/apple_ios16_broken_dtd.xml"
    *_, told = printed(run("measure", path, "--json"))
    assert told["kind"] == "days"
    assert told["written_by_source"]
    (day,) = told["days"]
    assert day["steps"] == sum(day["steps_by_source"].values())
