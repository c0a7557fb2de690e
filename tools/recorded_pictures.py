"""Pictures of a walk that two devices recorded: handed in, on its page, over time."""

from __future__ import annotations

import math
import random
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.pictures import Camera

BEGAN = datetime(2026, 5, 11, 7, 20, tzinfo=UTC)
"""On the day of the pictures, which asks for a walk; it is over when they are taken."""

WARM_UP_S, ROUNDS_S, PAUSE_S, COOL_DOWN_S, END_S = 300, 540, (900, 960), 1260, 1440
STRIDE_M = 0.0065 / 60
"""Speed in m/s for the square of a step rate."""


def take(camera: Camera) -> None:
    """Hand in the two recordings and take the pages that follow."""
    page = camera.page
    camera.open("/walked/files/")
    with tempfile.TemporaryDirectory() as folder:
        watch, phone = Path(folder, "morning-walk.tcx"), Path(folder, "phone.tcx")
        watch.write_bytes(_recording("Watch", is_watch=True))
        phone.write_bytes(_recording("Phone", is_watch=False))
        page.get_by_label("Files from your watch or phone").set_input_files([watch, phone])
        camera.press("Read the files")
        page.get_by_role("link", name="See this walk").first.wait_for()
    camera.shoot("handed-in")
    page.get_by_role("link", name="See this walk").first.click()
    page.wait_for_url(re.compile(r"/walks/[0-9a-f-]{36}/$"))
    page.wait_for_load_state("networkidle")
    camera.shoot("recorded", dark=True)
    # From here on it is what lies further down.
    page.evaluate(
        "() => document.querySelector('.told-walk').parentElement.prepend("
        "...[...document.querySelectorAll('.course')].map((each) => each.parentElement))"
    )
    camera.shoot("over-time")
    camera.open("/settings/keys/")
    camera.shoot("keys")


def _recording(device: str, *, is_watch: bool) -> bytes:
    """Return a walk with four rounds of brisk and easy as TCX; the phone has no heart rate."""
    chance = random.Random(device)
    points: list[list[str]] = [[]]
    metres = 0.0
    for second in range(END_S):
        if PAUSE_S[0] <= second < PAUSE_S[1]:
            if points[-1]:
                points.append([])
            continue
        steps = _steps(second) + chance.gauss(0, 1.5)
        metres += STRIDE_M * steps**2
        beats = 85 + 30 * min(1.0, second / 400) + chance.gauss(0, 1.2)
        beats += 8 if WARM_UP_S <= second < ROUNDS_S else 0
        told = f"<Time>{_stamp(second)}</Time>{_place(metres)}"
        told += f"<DistanceMeters>{metres:.1f}</DistanceMeters>"
        if is_watch:
            told += f"<HeartRateBpm><Value>{beats:.0f}</Value></HeartRateBpm>"
            told += f"<Extensions><TPX><RunCadence>{steps / 2:.0f}</RunCadence></TPX></Extensions>"
        points[-1].append(f"<Trackpoint>{told}</Trackpoint>")
    tracks = "".join(f"<Track>{''.join(each)}</Track>" for each in points)
    timer_s = END_S - (PAUSE_S[1] - PAUSE_S[0])
    return (
        '<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Other"><Id>{_stamp(0)}</Id><Lap StartTime="{_stamp(0)}">'
        f"<TotalTimeSeconds>{timer_s}</TotalTimeSeconds><DistanceMeters>{metres:.0f}"
        f"</DistanceMeters>{tracks}</Lap><Creator><Name>{device}</Name></Creator></Activity>"
        "</Activities></TrainingCenterDatabase>"
    ).encode()


def _steps(second: int) -> float:
    if second < WARM_UP_S:
        return 96.0
    if second < ROUNDS_S:
        return 122.0 if (second - WARM_UP_S) // 30 % 2 == 0 else 100.0
    return 103.0 if second < COOL_DOWN_S else 92.0


def _stamp(second: int) -> str:
    return (BEGAN + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _place(metres: float) -> str:
    lat = 51.5 + 0.004 * math.sin(metres / 300)
    lon = -0.1 + metres / 70_000
    return (
        f"<Position><LatitudeDegrees>{lat:.7f}</LatitudeDegrees><LongitudeDegrees>{lon:.7f}"
        f"</LongitudeDegrees></Position><AltitudeMeters>{20 + 4 * math.sin(metres / 250):.1f}"
        "</AltitudeMeters>"
    )
