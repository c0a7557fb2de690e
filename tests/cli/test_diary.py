"""``backstride diary``."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import IO

import jsonschema
import pytest

from backstride.diary import write_line
from backstride.site import store
from backstride.site.models import StoredEvent, Walker
from tests.cli.conftest import Run, printed, read, write
from tests.diary import factories as make

WEEK = make.events(make.newcomer("2026-05-04"), make.week("2026-05-04", mon=10, wed=10, pain=4))


@pytest.fixture
def broken(file: Path) -> Path:
    """Return a file whose third line has an impossible value and whose last is cut in half."""
    lines = [write_line(event) for event in WEEK]
    lines[2] = lines[2].replace('"no"', '"nein"', 1)
    file.write_text("".join(lines)[:-30])
    return file


def test_validating_says_what_a_file_holds(run: Run, file: Path) -> None:
    result = run("diary", "validate", write(file, WEEK))
    assert result.exit_code == 0
    assert f"{len(WEEK)} events, 2026-05-04 to 2026-05-10." in result.stdout
    assert "Nothing is wrong with it." in result.stdout


def test_validating_names_the_line_and_what_to_do(run: Run, broken: Path) -> None:
    result = run("diary", "validate", broken)
    assert result.exit_code == 1
    assert f"{broken}: line 3" in result.stderr
    assert f"line {len(WEEK)}: the line breaks off in the middle" in result.stderr
    assert "Nothing is wrong" not in result.stdout


def test_validating_for_a_program(run: Run, broken: Path) -> None:
    result = run("diary", "validate", broken, "--json")
    report = printed(result)
    assert (result.exit_code, report["ok"]) == (1, False)
    assert [each["line"] for each in report["problems"]] == [3, len(WEEK)]
    assert report["events"] == len(WEEK) - 2


def test_validating_an_empty_file_and_one_that_is_not_there(run: Run, file: Path) -> None:
    assert run("diary", "validate", file).exit_code == 1
    file.touch()
    assert "The file is empty." in run("diary", "validate", file).stdout


def test_a_megabyte_of_rubbish_is_refused_in_words(run: Run, file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 4096)
    result = run("diary", "validate", file)
    assert result.exit_code == 1
    assert "line 1" in result.stderr


def test_the_schema_describes_what_is_written(run: Run) -> None:
    schema = json.loads(run("diary", "schema").stdout)
    checker = jsonschema.validators.validator_for(schema)(schema)
    for event in WEEK:
        checker.validate(json.loads(write_line(event)))
    assert not checker.is_valid({"type": "walk"})


def test_importing_stores_every_event_once(run: Run, file: Path, walker: Walker) -> None:
    write(file, WEEK)
    assert f"{len(WEEK)} events stored" in run("diary", "import", file).stdout
    again = run("diary", "import", file)
    assert (again.exit_code, again.stdout) == (
        0,
        f"0 events stored in your diary, {len(WEEK)} known already.\n",
    )
    assert [each.id for each in store.diary(walker).raw] == [each.id for each in WEEK]
    assert [each.id for each in store.diary(walker).raw] == [each.id for each in WEEK]


def test_importing_a_file_with_bad_lines_takes_nothing(
    run: Run, broken: Path, walker: Walker
) -> None:
    result = run("diary", "import", broken)
    assert result.exit_code == 1
    assert "line 3" in result.stderr
    assert "Nothing was stored." in result.stderr
    assert not StoredEvent.objects.exists()


def test_the_good_lines_can_be_taken(run: Run, broken: Path, walker: Walker) -> None:
    result = run("diary", "import", broken, "--take-good", "--json")
    assert (result.exit_code, printed(result)["stored"]) == (1, len(WEEK) - 2)
    assert StoredEvent.objects.count() == len(WEEK) - 2


def test_another_event_with_a_known_id_is_told_and_stays_out(
    run: Run, file: Path, walker: Walker
) -> None:
    store.append(walker, [make.morning("2026-05-04", 2)], source="test")
    result = run("diary", "import", write(file, [make.morning("2026-05-04", 9)]))
    assert result.exit_code == 1
    assert "belongs to another event" in result.stderr
    assert store.diary(walker).mornings()[0].nrs == 2


def test_a_diary_taken_out_and_brought_in_again_is_the_same(
    run: Run, file: Path, walker: Walker, other_walker: Walker
) -> None:
    store.append(walker, WEEK, source="test")
    assert run("diary", "export", file).exit_code == 0
    assert read(file) == store.diary(walker)
    assert run("diary", "export").stdout == file.read_text()
    assert len(store.diary(other_walker)) == 0


def test_exporting_leaves_a_file_that_is_there_alone(run: Run, file: Path, walker: Walker) -> None:
    file.write_text("mine")
    result = run("diary", "export", file)
    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert file.read_text() == "mine"


def test_one_file_can_be_brought_into_another(run: Run, file: Path, tmp_path: Path) -> None:
    write(file, WEEK)
    target = tmp_path / "other.jsonl"
    run("diary", "import", file, "--diary", target)
    assert read(target) == read(file)


def test_a_diary_can_come_from_the_standard_input(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "other.jsonl"
    lines = "".join(write_line(event) for event in WEEK)
    assert run("diary", "import", "-", "--diary", target, input=lines).exit_code == 0
    assert len(read(target)) == len(WEEK)


def test_a_refused_import_makes_no_file(run: Run, broken: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.jsonl"
    assert run("diary", "import", broken, "--diary", target).exit_code == 1
    assert not target.exists()


def test_half_an_export_is_not_left_behind(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(events: object, out: IO[bytes]) -> int:
        out.write(b"{")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sys.modules["backstride.cli.diary"], "write_lines", full)
    target = tmp_path / "out.jsonl"
    result = run("diary", "export", target, "--diary", write(file, WEEK))
    assert result.exit_code == 1
    assert f"{target} cannot be written" in result.stderr
    assert not target.exists()
