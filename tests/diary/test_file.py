import fcntl
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backstride.diary import (
    AnyEvent,
    ConflictError,
    Diary,
    append_to_file,
    read_file,
    read_line,
    validate,
    write_line,
)
from backstride.diary import file as file_module
from tests.diary.factories import events, flare, flares, newcomer, walk, week

DONE = walk("2026-05-14", 20)[0]
WEEK = events(newcomer("2026-05-11"), week("2026-05-11", mon=10, wed=10, fri=10, pain=4))
HALF = write_line(flare("2026-05-15"))[:60]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.jsonl"


def beside(path: Path) -> Path:
    return path.with_name("diary.jsonl.cut")


def test_a_file_that_is_not_there_holds_an_empty_diary(path: Path) -> None:
    stored = read_file(path)
    assert (stored.diary, stored.problems) == (Diary(), ())
    assert not path.exists()


def test_it_reads_back_what_was_appended(path: Path) -> None:
    assert append_to_file(path, WEEK).new == WEEK
    added = append_to_file(path, [DONE])
    assert (added.new, added.repeated, added.rescued) == ((DONE,), 0, None)
    assert read_file(path).diary.raw == (*WEEK, DONE)


def test_appending_again_changes_not_a_byte(path: Path) -> None:
    append_to_file(path, WEEK)
    before = path.read_bytes()
    added = append_to_file(path, [*WEEK, WEEK[0]])
    assert (added.new, added.repeated) == ((), len(WEEK) + 1)
    assert path.read_bytes() == before


def test_what_was_there_is_never_touched(path: Path) -> None:
    append_to_file(path, WEEK)
    before = path.read_bytes()
    append_to_file(path, [DONE])
    assert path.read_bytes() == before + write_line(DONE).encode()


def test_a_conflict_writes_nothing(path: Path) -> None:
    append_to_file(path, [DONE])
    before = path.read_bytes()
    with pytest.raises(ConflictError):
        append_to_file(path, [flare("2026-05-15"), DONE.model_copy(update={"minutes": 9.0})])
    assert path.read_bytes() == before


def test_a_new_diary_is_private_to_its_owner(path: Path) -> None:
    append_to_file(path, [DONE])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        append_to_file(tmp_path / "none" / "diary.jsonl", [DONE])


def test_half_a_line_at_the_end_is_reported_and_the_rest_is_read(path: Path) -> None:
    append_to_file(path, [DONE])
    with path.open("a", encoding="utf-8") as file:
        file.write(HALF)
    before = path.read_bytes()
    stored = read_file(path)
    assert stored.diary.raw == (DONE,)
    (problem,) = stored.problems
    assert (problem.line_number, problem.code) == (2, "cut_in_half")
    assert "diary.jsonl.cut" in problem.what_to_do
    assert path.read_bytes() == before


def test_the_next_addition_moves_half_a_line_aside_and_loses_nothing(path: Path) -> None:
    append_to_file(path, [DONE])
    with path.open("a", encoding="utf-8") as file:
        file.write(HALF)
    added = append_to_file(path, [flare("2026-05-16")])
    assert added.rescued == beside(path)
    assert beside(path).read_text("utf-8") == HALF + "\n"
    assert stat.S_IMODE(beside(path).stat().st_mode) == 0o600
    stored = read_file(path)
    assert stored.problems == ()
    assert stored.diary.raw == (DONE, flare("2026-05-16"))


def test_a_second_half_line_joins_the_first_one(path: Path) -> None:
    for number in (16, 17):
        append_to_file(path, [flare(f"2026-05-{number - 4}")])
        with path.open("a", encoding="utf-8") as file:
            file.write(HALF)
        append_to_file(path, [flare(f"2026-05-{number}")])
    assert beside(path).read_text("utf-8") == f"{HALF}\n{HALF}\n"


def test_a_whole_event_that_only_lacks_its_line_end_counts(path: Path) -> None:
    path.write_text(write_line(DONE).strip(), encoding="utf-8")
    assert read_file(path).diary.raw == (DONE,)
    assert read_file(path).problems == ()
    added = append_to_file(path, [DONE, flare("2026-05-16")])
    assert (added.new, added.repeated) == ((flare("2026-05-16"),), 1)
    assert added.rescued is None
    assert path.read_text("utf-8") == write_line(DONE) + write_line(flare("2026-05-16"))


def test_a_line_cut_inside_a_letter_is_rescued_too(path: Path) -> None:
    whole = write_line(walk("2026-05-14", note="größer")[0]).encode()
    cut = whole[: whole.index("ö".encode()) + 1]
    path.write_bytes(write_line(DONE.model_copy(update={"minutes": 3.0})).encode() + cut)
    append_to_file(path, [flare("2026-05-16")])
    assert beside(path).read_bytes() == cut + b"\n"


def test_bad_lines_in_the_middle_are_reported_and_stay(path: Path) -> None:
    path.write_text(write_line(DONE) + "nonsense\n", encoding="utf-8")
    append_to_file(path, [flare("2026-05-16")])
    stored = read_file(path)
    assert [problem.line_number for problem in stored.problems] == [2]
    assert stored.diary.raw == (DONE, flare("2026-05-16"))


@pytest.mark.parametrize("content", [b"nonsense\n", b"nonsense\n" * 2000, b"\x00" * 3_000_000])
def test_it_does_not_write_into_a_file_that_is_no_diary(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ValueError, match="is no diary"):
        append_to_file(path, [DONE])
    assert path.read_bytes() == content
    assert not beside(path).exists()


KILLED_WHILE_WRITING = """
import os, signal, sys
from backstride.diary import append_to_file, file
from tests.diary.factories import flares

whole = os.write
def half(fd, content):
    written = whole(fd, content[: int(sys.argv[2])])
    os.kill(os.getpid(), signal.SIGKILL)
    return written
file.os.write = half
append_to_file(sys.argv[1], flares("2026-06-01", 5))
"""


@pytest.mark.parametrize("written", [1, 100, 400, 401, 700])
def test_a_program_killed_while_it_writes_costs_at_most_its_last_line(
    path: Path, repo: Path, written: int
) -> None:
    append_to_file(path, WEEK)
    before = path.read_bytes()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_WRITING, str(path), str(written)], cwd=repo, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    content = path.read_bytes()
    assert content.startswith(before)
    assert len(content) == len(before) + written
    stored = read_file(path)
    assert stored.diary.raw[: len(WEEK)] == WEEK
    assert len(stored.problems) <= 1
    added = append_to_file(path, flares("2026-06-01", 5))
    assert read_file(path).diary.raw == (*WEEK, *flares("2026-06-01", 5))
    assert read_file(path).problems == ()
    if added.rescued:
        assert content.endswith(added.rescued.read_bytes().removesuffix(b"\n"))


FULL_DISK = """
import resource, sys
from pathlib import Path
from backstride.diary import append_to_file
from tests.diary.factories import flares

size = Path(sys.argv[1]).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300, size + 300))
try:
    append_to_file(sys.argv[1], flares("2026-06-01", 50))
except OSError:
    sys.exit(3)
"""


def test_a_disk_that_is_full_leaves_the_diary_as_it_was(path: Path, repo: Path) -> None:
    append_to_file(path, WEEK)
    before = path.read_bytes()
    full = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], cwd=repo, check=False)
    assert full.returncode == 3
    assert path.read_bytes() == before


def test_it_is_on_the_disk_before_it_returns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    fsync, write = os.fsync, os.write

    def noting_fsync(fd: int) -> None:
        calls.append("fsync folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "fsync")
        fsync(fd)

    def noting_write(fd: int, content: memoryview) -> int:
        calls.append("write")
        return write(fd, content)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(os, "write", noting_write)
    append_to_file(path, WEEK)
    append_to_file(path, [DONE])
    assert calls == ["write", "fsync", "fsync folder", "write", "fsync"]


def test_many_programs_may_add_at_the_same_time(path: Path) -> None:
    parts: list[tuple[AnyEvent, ...]] = [
        flares(f"2026-0{month}-01", 20) for month in (1, 2, 3, 4, 5, 6)
    ]
    writers = [
        threading.Thread(
            target=lambda mine: [append_to_file(path, [event]) for event in mine], args=(part,)
        )
        for part in parts
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert read_file(path).diary == Diary(event for part in parts for event in part)
    assert path.read_bytes().count(b"\n") == 120


@pytest.fixture
def held(path: Path) -> Iterator[None]:
    """Hold the lock on the diary, as another program would."""
    append_to_file(path, [DONE])
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        yield


def test_it_says_so_when_another_program_does_not_let_go(
    path: Path, held: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_module, "LOCK_WAIT_S", 0.05)
    with pytest.raises(TimeoutError, match="another program is using"):
        append_to_file(path, [flare("2026-05-16")])
    with pytest.raises(TimeoutError, match="try again"):
        read_file(path)


def test_no_file_stays_open(path: Path) -> None:
    def opened() -> int:
        return len(list(Path("/dev/fd").iterdir()))

    before = opened()
    append_to_file(path, WEEK)
    with path.open("a", encoding="utf-8") as file:
        file.write(HALF)
    read_file(path)
    append_to_file(path, [DONE])
    assert opened() == before


def test_a_diary_stays_readable_when_a_country_changes_its_clocks(path: Path) -> None:
    fields = json.loads(write_line(DONE))
    path.write_text(json.dumps({**fields, "local": "2026-05-14T07:30:00"}) + "\n", "utf-8")
    assert not validate(path).ok
    stored = read_file(path)
    assert stored.problems == ()
    assert stored.diary.walks()[0].at == DONE.at
    assert append_to_file(path, [flare("2026-05-16")]).new == (flare("2026-05-16"),)


def test_a_line_of_the_file_is_a_line_of_the_format(path: Path) -> None:
    append_to_file(path, [DONE])
    assert read_line(path.read_text("utf-8")) == DONE
