"""Pictures of a health export's days, and of a file whose clock tells no time zone."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.pictures import Camera

LAST = datetime(2026, 5, 10, tzinfo=UTC)
"""Last day of the export, the evening before the pictures."""

DAYS = 300
OUTINGS = ((8, 0.3), (12, 0.2), (17, 0.35), (20, 0.15))
"""Hours at which somebody is about, and their shares of the day's steps."""

GAIT = (
    ("WalkingSpeed", "km/hr", 4.3, 0.15),
    ("WalkingStepLength", "cm", 66.0, 1.5),
    ("WalkingDoubleSupportPercentage", "%", 0.29, 0.006),
)
"""What a phone tells of how somebody walks: name, unit, usual value, spread."""

CLOCK_WALK = datetime(2026, 5, 9, 10, 15, tzinfo=UTC)
CLOCK_WALK_MIN = 21


def take(camera: Camera) -> None:
    """Hand in both, and take the pages that follow."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "export.xml"), Path(folder, "logger.gpx")
        files[0].write_text("".join(_export()), encoding="utf-8")
        files[1].write_text(_without_a_zone(), encoding="utf-8")
        for path in files:
            camera.open("/walked/files/")
            camera.page.get_by_label("Files from your watch or phone").set_input_files([path])
            camera.press("Read the files")
            camera.page.get_by_role("link", name="Choose more files").wait_for()
    camera.press("Answer the question")
    camera.page.get_by_role("group", name="Which clock did the device run on?").wait_for()
    camera.shoot("which-clock")
    camera.open("/walks/days/")
    camera.shoot("days-of-steps", dark=True)


def _export() -> Iterator[str]:
    chance = random.Random(5)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_GB">\n'
    for number in range(DAYS):
        day = LAST - timedelta(days=DAYS - 1 - number)
        if chance.random() < 0.04:
            continue
        steps = max(1500.0, chance.gauss(4200 + 6 * number, 900))
        for hour, share in OUTINGS:
            begin = day + timedelta(hours=hour, minutes=chance.randrange(30))
            yield _record("StepCount", "count", begin, 25, f"{steps * share:.0f}", "Watch")
        for name, unit, usual, spread in GAIT:
            value = chance.gauss(usual, spread)
            yield _record(name, unit, day + timedelta(hours=17), 10, f"{value:.3f}", "Phone")
    yield "</HealthData>\n"


def _record(name: str, unit: str, begin: datetime, minutes: int, value: str, device: str) -> str:
    end = begin + timedelta(minutes=minutes)
    return (
        f'<Record type="HKQuantityTypeIdentifier{name}" sourceName="{device}" unit="{unit}" '
        f'startDate="{begin:%Y-%m-%d %H:%M:%S} +0000" endDate="{end:%Y-%m-%d %H:%M:%S} +0000" '
        f'value="{value}"/>\n'
    )


def _without_a_zone() -> str:
    points = "".join(
        f'<trkpt lat="{51.5 + 0.0007 * minute:.5f}" lon="-0.1">'
        f"<time>{CLOCK_WALK + timedelta(minutes=minute):%Y-%m-%dT%H:%M:%S}</time></trkpt>"
        for minute in range(CLOCK_WALK_MIN)
    )
    return (
        '<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" '
        f'creator="Logger"><trk><type>walking</type><trkseg>{points}</trkseg></trk></gpx>'
    )
