"""The days of a health export, kept as a file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from backstride.recordings import (
    MEASURES,
    RecordingError,
    read,
    read_health_days,
    read_kept_health_days,
    write_health_days,
    write_parquet,
)

from .health_writer import export, record, walk

SPEED = "WalkingSpeed"
DAY_S = 86_400


def test_days_come_back_as_they_were_read(tmp_path: Path) -> None:
    found = read_health_days(
        export(
            [
                record("StepCount", 0, 600, 900, watch=False),
                record("StepCount", 0, 300, 500),
                record(SPEED, 0, 9, 3.6, unit="km/hr", watch=False),
                record("StepCount", DAY_S, DAY_S + 60, 100),
                "<X>&b;</X>",
            ]
        )
    )
    assert found.notices
    path = tmp_path / "days.parquet"
    write_health_days(found, path)
    assert read_kept_health_days(path) == found
    assert [day.walking_speed_mps for day in found.days] == [pytest.approx(1.0), None]
    assert set(MEASURES) >= {name for day in found.days for name, _ in day.measured_by}


def test_another_file_is_not_taken_for_days(tmp_path: Path) -> None:
    (recording,) = read(walk()).recordings
    out = BytesIO()
    write_parquet(recording, out)
    path = tmp_path / "days.parquet"
    for content in (out.getvalue(), b"no parquet"):
        path.write_bytes(content)
        with pytest.raises(RecordingError, match="import the original file again"):
            read_kept_health_days(path)
