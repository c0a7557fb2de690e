"""``backstride measure --worn --upright``: how the trunk's lean changed over a walk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Run, printed
from tests.gait.walker import Floats, walk
from tests.recordings.xml_writer import walk_gpx

STANDING_S, WALKING_S = 20.0, 160.0


def written(path: Path, t_s: Floats, acc: Floats) -> Path:
    rows = np.column_stack((t_s, acc))
    np.savetxt(path, rows, "%.4f", ",", header="seconds_elapsed,x,y,z", comments="")
    return path


def leaning(path: Path, degrees: float, after_s: float, **how: bool) -> Path:
    """Stand, walk upright, then lean; without gravity if asked for so."""
    made = walk(spells=((STANDING_S, 0.0), (WALKING_S, 110.0)), hz=50.0)
    angle = np.radians(np.where(made.t_s >= after_s, degrees, 0.0))
    x, y, z = made.acc_m_s2.T
    tilted = [x, y * np.cos(angle) - z * np.sin(angle), y * np.sin(angle) + z * np.cos(angle)]
    acc = np.stack(tilted, axis=1)
    if how.get("linear"):
        acc -= np.median(acc[:500], axis=0)
    return written(path, made.t_s, acc)


@pytest.fixture
def leant(tmp_path: Path) -> Path:
    return leaning(tmp_path / "back.csv", 15.0, 100.0)


def test_it_tells_the_change_from_the_wearers_own_upright(run: Run, leant: Path) -> None:
    result = run("measure", leant, "--worn", "back", "--upright", "0:20", "--json")
    (told,) = printed(result)
    lean = told["lean"]
    assert (result.exit_code, told["lean_refused"]) == (0, None)
    assert (lean["position"], lean["upright_start_s"], lean["upright_end_s"]) == ("back", 0, 20)
    assert lean["walking_min"] == pytest.approx(WALKING_S / 60, abs=0.2)
    assert lean["beyond_share"] == pytest.approx(0.5, abs=0.07)
    assert lean["mean_change_deg"] == pytest.approx(7.5, abs=1.5)
    assert lean["minutes"][0]["mean_change_deg"] < 2
    assert lean["minutes"][-1]["mean_change_deg"] == pytest.approx(15, abs=1.5)
    assert lean["limit_deg"] == 10
    assert lean["is_experimental"]
    assert told["steps"] == pytest.approx(110 * WALKING_S / 60, abs=6)


def test_a_terminal_shows_it_minute_by_minute_and_says_how_little_it_means(
    run: Run, leant: Path
) -> None:
    shown = run("measure", leant, "--worn", "waist", "--upright", "0:00-0:20").stdout
    plain = " ".join(shown.split())
    assert "degrees from your own upright (0:00 to 0:20) on average" in plain
    assert "This is experimental." in plain
    assert "our judgement" in plain
    rows = [line.split() for line in shown.splitlines() if line.endswith("%")]
    assert [row[0] for row in rows] == ["0:00", "1:00", "2:00"]
    assert rows[-1][-1] == "100%"


def test_nothing_is_said_of_a_bench(run: Run, tmp_path: Path) -> None:
    made = walk(spells=((20.0, 0.0), (60.0, 110.0), (60.0, 0.0)), hz=50.0)
    acc = made.acc_m_s2.copy()
    acc[made.t_s >= 82.0] = acc[made.t_s >= 82.0][:, [0, 2, 1]]  # lying down
    path = written(tmp_path / "bench.csv", made.t_s, acc)
    (told,) = printed(run("measure", path, "--worn", "back", "--upright", "0:20", "--json"))
    assert told["lean"]["walking_min"] == pytest.approx(1, abs=0.2)
    assert told["lean"]["mean_change_deg"] < 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--worn", "pocket", "--upright", "0:20"], "shows how the thigh moves, not the trunk"),
        (["--worn", "hand", "--upright", "0:20"], "A hand moves by itself"),
        (["--worn", "wrist", "--upright", "0:20"], "say --worn waist or --worn back"),
        (["--upright", "0:20"], "add --worn back or --worn waist"),
        (["--worn", "back"], "add --upright 0:20"),
        (["--worn", "back", "--upright", "soon"], "is no start and end"),
        (["--worn", "back", "--upright", "0:2"], "Name 3 to 120 seconds"),
        (["--worn", "back", "--upright", "20:10"], "Name 3 to 120 seconds"),
        (["--worn", "back", "--upright", "0:00-5:00"], "Name 3 to 120 seconds"),
    ],
)
def test_what_cannot_be_told_is_refused_before_anything_is_read(
    run: Run, leant: Path, options: list[str], words: str
) -> None:
    result = run("measure", leant, *options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("40:60", "The sensor moved from 0:40 to 1:00"),
        ("10:30", "The sensor moved from 0:10 to 0:30"),
        ("5:00-5:20", "lies outside of this recording, which ends at 2:59"),
    ],
)
def test_a_calibration_that_is_none_is_told_and_the_steps_are_measured_all_the_same(
    run: Run, leant: Path, span: str, words: str
) -> None:
    result = run("measure", leant, "--worn", "back", "--upright", span, "--json")
    (told,) = printed(result)
    assert (told["lean"], result.exit_code) == (None, 1)
    assert words in told["lean_refused"]
    assert told["steps"] > 200
    shown = run("measure", leant, "--worn", "back", "--upright", span)
    assert words in " ".join(shown.stderr.split())


def test_a_gap_in_the_calibration_is_told(run: Run, tmp_path: Path) -> None:
    made = walk(spells=((20.0, 0.0), (40.0, 110.0)), hz=50.0)
    kept = (made.t_s < 4.0) | (made.t_s > 19.0)
    path = written(tmp_path / "gap.csv", made.t_s[kept], made.acc_m_s2[kept])
    (told,) = printed(run("measure", path, "--worn", "back", "--upright", "0:20", "--json"))
    assert "Less than half" in told["lean_refused"]


def test_acceleration_without_gravity_knows_no_upright(run: Run, tmp_path: Path) -> None:
    path = leaning(tmp_path / "linear.csv", 0.0, 0.0, linear=True)
    (told,) = printed(run("measure", path, "--worn", "back", "--upright", "0:20", "--json"))
    assert "without gravity" in told["lean_refused"]


def test_a_recording_without_acceleration_has_no_lean(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "walk.gpx"
    path.write_bytes(walk_gpx(60))
    result = run("measure", path, "--worn", "back", "--upright", "0:20", "--json")
    (told,) = printed(result)
    assert (told["lean"], result.exit_code) == (None, 1)
    assert "no acceleration" in told["lean_refused"]


def test_without_being_asked_nothing_is_told_of_lean(run: Run, leant: Path) -> None:
    (told,) = printed(run("measure", leant, "--json"))
    assert "lean" not in told


@pytest.mark.parametrize("number", [1, 5, 9, 15])
def test_real_walks_with_a_sensor_on_the_back_stay_near_their_upright(
    run: Run, data_dir: Path, number: int
) -> None:
    """They stood for four seconds, and walked 10 m and back without a load or a hill."""
    path = data_dir / f"gait/recordings/B_{number:02d}_1.csv.gz"
    (told,) = printed(run("measure", path, "--worn", "back", "--upright", "0:4", "--json"))
    lean = told["lean"]
    assert lean["walking_min"] >= 1 / 6
    assert 0 < lean["mean_change_deg"] < 15
    moving = run("measure", path, "--worn", "back", "--upright", "8:12", "--json")
    assert "The sensor moved" in printed(moving)[0]["lean_refused"]
