"""``backstride import``."""

from __future__ import annotations

import errno
import math
import os
from pathlib import Path

import pytest

from backstride.cli.tally import Tally
from backstride.site import store
from backstride.site.models import HealthExport, StoredRecording, Walker
from tests.cli.conftest import Run, printed, read, write
from tests.diary import factories
from tests.recordings.health_writer import export, record, workout
from tests.recordings.xml_writer import archive, iso, lap, point, tcx, trackpoint, walk_gpx

WALK = "tcx/walk_other_4laps.tcx"


@pytest.fixture
def recordings(data_dir: Path) -> Path:
    return data_dir / "recordings"


def test_a_recorded_walk_goes_into_the_owners_diary(
    run: Run, walker: Walker, recordings: Path
) -> None:
    result = run("import", recordings / WALK)
    assert result.exit_code == 0
    assert "75 minutes on 1 October 2018." in " ".join(result.stdout.split())
    (walk,) = store.diary(walker).walks()
    assert round(walk.minutes) == 75
    assert StoredRecording.objects.get().walk_id == walk.id


def test_days_of_a_health_export_come_beside_its_walks(
    run: Run, walker: Walker, tmp_path: Path
) -> None:
    steps = [record("StepCount", day * 86_400, day * 86_400 + 60, 90) for day in range(3)]
    path = tmp_path / "export.zip"
    path.write_bytes(archive({"a/export.xml": export([*steps, workout(0, 599)])}))
    result = run("import", path)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert "Also 3 days of steps, from 31 March 2024 to 2 April 2024." in said
    assert "2 results: 1 imported, 1 file with days of steps." in said
    assert HealthExport.objects.get().count == 3
    assert printed(run("import", path, "--json"))[-1]["outcome"] == "same"


def test_a_folder_is_taken_with_all_its_files(run: Run, walker: Walker, recordings: Path) -> None:
    result = run("import", recordings / "tcx", recordings / "gpx", "--json")
    became = {Path(each["file"]).name: each for each in printed(result)}
    files = [*(recordings / "tcx").iterdir(), *(recordings / "gpx").iterdir()]
    assert set(became) == {path.name for path in files}
    assert result.exit_code == 1
    assert became["utf8_bom.gpx"]["outcome"] == "refused"
    assert became["walk_other_4laps.tcx"]["outcome"] == "imported"
    assert became["run_fenix6_20210119.tcx"]["questions"] == ["on_foot"]


def test_a_folder_ends_with_what_became_of_all_its_files(
    run: Run, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "walks"
    folder.mkdir()
    (folder / "a.gpx").write_bytes(walk_gpx(600))
    (folder / "b.gpx").write_bytes(walk_gpx(600))
    (folder / "c.zip").write_bytes(archive({"d.gpx": walk_gpx(600), "e.txt": b"a letter"}))
    (folder / ".DS_Store").write_bytes(b"x")
    result = run("import", folder, "--diary", file)
    assert result.exit_code == 1
    told = " ".join(result.stdout.split())
    assert told.endswith("4 results: 1 imported, 2 there before, 1 refused.")
    assert "e.txt" in result.stderr
    assert len(read(file).walks()) == 1


def test_each_table_of_an_archive_has_its_own_steps(run: Run, file: Path, tmp_path: Path) -> None:
    """Two of the same length, on two days."""
    tables = {}
    for name, start_s, swing in (("still.csv", 1.7e9, 0.0), ("acc.csv", 1.7e9 + 86_400, 0.2)):
        rows = (
            b"%.2f,0.1,0,%.4f"
            % (start_s + k / 50, 1 + swing * math.sin(2 * math.pi * 1.8 * k / 50))
            for k in range(3500)
        )
        tables[name] = b"\n".join([b"time,x,y,z", *rows])
    path = tmp_path / "tables.zip"
    path.write_bytes(archive(tables))
    run("import", path, "--diary", file, "--walk")
    still, walking = read(file).walks()
    assert not still.cadence_spm
    assert walking.cadence_spm == pytest.approx(108, abs=1)


def test_a_recording_of_a_walk_that_was_told_adds_to_it(
    run: Run, file: Path, tmp_path: Path
) -> None:
    told = factories.walk("2024-03-31", 12, at="10:00", talk="sentences")[0]
    write(file, [told])
    phone, watch = tmp_path / "phone.gpx", tmp_path / "watch.tcx"
    phone.write_bytes(walk_gpx(700))
    points = [trackpoint(second, cadence=55, place=False) for second in range(700)]
    watch.write_bytes(tcx(lap(0, 700, points, metres=900.0)))
    became = printed(run("import", phone, watch, "--diary", file, "--json"))
    assert [each["outcome"] for each in became] == ["joined", "same"]
    assert "from another device" in became[1]["words"]
    (walk,) = read(file).walks()
    assert (walk.id, walk.minutes, walk.talk) == (told.id, 12, "sentences")
    assert walk.distance_m is not None
    assert walk.cadence_spm == pytest.approx(110, abs=1)
    again = printed(run("import", phone, "--diary", file, "--json"))
    assert [each["outcome"] for each in again] == ["same"]
    assert len(read(file).walks()) == 1


def test_a_second_device_counts_once_in_a_later_import_too(
    run: Run, file: Path, tmp_path: Path
) -> None:
    phone, watch = tmp_path / "phone.gpx", tmp_path / "watch.tcx"
    phone.write_bytes(walk_gpx(700))
    points = [trackpoint(second, cadence=55, place=False) for second in range(690)]
    watch.write_bytes(tcx(lap(0, 690, points, metres=900.0)))
    run("import", phone, "--diary", file)
    (before,) = read(file).walks()
    assert "counts once" in run("import", watch, "--diary", file).stdout
    (walk,) = read(file).walks()
    assert (walk.id, walk.distance_m) == (before.id, before.distance_m)
    assert before.cadence_spm is None
    assert walk.cadence_spm == pytest.approx(110, abs=1)


def test_one_file_needs_no_sum(run: Run, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.gpx"
    path.write_bytes(walk_gpx(600))
    assert "results" not in run("import", path, "--diary", file).stdout


def test_a_terminal_shows_which_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.echo", lambda text="", **_: shown.append(text))
    tally = Tally(12, is_shown=True)
    tally.begin("walk.fit")
    tally.take({"outcome": "open"})
    tally.take({"outcome": "open"})
    tally.end()
    tally.begin("next.fit")
    tally.close()
    assert "1 of 12: walk.fit" in shown[0]
    assert any("2 of 12: next.fit" in line for line in shown)
    assert shown[-1] == "2 results: 2 need an answer."


def test_a_program_sees_results_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("click.echo", lambda text="", **_: shown.append(text))
    tally = Tally(2, is_shown=False)
    tally.begin("walk.fit")
    tally.take({"outcome": "same"})
    tally.take({"outcome": "same"})
    tally.close()
    assert shown == []


def test_what_only_the_person_knows_can_be_said(run: Run, walker: Walker, recordings: Path) -> None:
    path = recordings / "fit/run_fr70_compressed_speed.fit"
    asked = run("import", path)
    assert "--walk" in asked.stdout
    assert store.diary(walker).walks() == ()
    run("import", path, "--walk", "--start", "2026-05-10T10:00")
    (walk,) = store.diary(walker).walks()
    assert walk.local.isoformat() == "2026-05-10T10:00:00"


@pytest.mark.parametrize("into", ["site", "file"])
def test_a_clock_without_a_zone_asks_for_it(
    run: Run, walker: Walker, file: Path, tmp_path: Path, into: str
) -> None:
    path = tmp_path / "logger.gpx"
    path.write_bytes(
        walk_gpx(700, lambda second: point(second, time=iso(second).removesuffix("Z")))
    )
    where = ("--diary", file) if into == "file" else ()
    asked = run("import", path, *where)
    assert asked.exit_code == 0
    said = " ".join(asked.stdout.split())
    assert "which time zone its times are in" in said
    assert "Answer with --zone." in said
    wrong = run("import", path, "--zone", "Mars/Olympus", *where)
    assert wrong.exit_code == 2
    run("import", path, "--zone", "Asia/Kolkata", *where)
    (walk,) = (read(file) if into == "file" else store.diary(walker)).walks()
    assert walk.at.isoformat() == "2024-03-31T02:30:00+00:00"


def test_a_walk_can_be_left_out(run: Run, walker: Walker, recordings: Path) -> None:
    assert "not a walk" in " ".join(run("import", recordings / WALK, "--no-walk").stdout.split())
    assert store.diary(walker).walks() == ()


def test_it_can_go_into_a_file(run: Run, file: Path, recordings: Path) -> None:
    assert run("import", recordings / WALK, "--diary", file).exit_code == 0
    (walk,) = read(file).walks()
    assert round(walk.minutes) == 75
    again = run("import", recordings / WALK, "--diary", file, "--json")
    assert printed(again)[0]["outcome"] == "same"
    assert len(read(file)) == 1


def test_in_a_file_too_one_outing_counts_once(run: Run, file: Path, recordings: Path) -> None:
    for name in ("run_fenix6_20210507.fit", "run_coros_pace2_20210507.fit"):
        run("import", recordings / "fit" / name, "--walk", "--diary", file)
    assert len(read(file).walks()) == 1


def test_a_file_that_is_not_there_is_a_mistake_of_the_call(run: Run, file: Path) -> None:
    assert run("import", "nowhere.fit", "--diary", file).exit_code == 2


def test_an_empty_folder_is_said(run: Run, file: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no file" in run("import", empty, "--diary", file).stdout


def test_a_disk_that_is_full_is_told_in_words(
    run: Run, walker: Walker, recordings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(walker: Walker, data: bytes) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("backstride.site.originals.keep_original", full)
    result = run("import", recordings / WALK)
    assert result.exit_code == 4
    assert "Make room" in result.stderr
    assert not store.diary(walker).walks()


def test_a_file_larger_than_any_archive_is_refused_without_being_read(
    run: Run, walker: Walker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(path: Path) -> bytes:
        raise MemoryError(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    large = tmp_path / "large.zip"
    with large.open("wb") as out:
        out.truncate(600 * 1024 * 1024)
    (became,) = printed(run("import", large, "--json"))
    assert became["outcome"] == "refused"
    assert "larger" in became["words"] or "MB" in became["words"]
