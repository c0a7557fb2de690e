"""Files are read in a process of their own, which can be ended and takes nothing else along."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from backstride.bounds import address_space_bytes
from backstride.recordings import (
    COLUMNS,
    Acceleration,
    Bounds,
    Effort,
    Limits,
    Recording,
    Refusal,
    RefusalCode,
    read,
    read_acceleration,
    read_acceleration_apart,
    read_apart,
    read_each,
    read_each_apart,
    read_health_days,
    read_health_days_apart,
    warm_reader,
)
from backstride.recordings.carried import HEAD, MOST_JSON, next_frame, packed, results_of
from backstride.recordings.reader import READERS, Reader, Readers
from tests.recordings import fit_writer as fit

from . import health_writer
from .xml_writer import archive, lap, tcx, trackpoint, walk_gpx

MIB = 1024 * 1024

MANY = tcx(lap(0, 9000, [trackpoint(5)] * 40_000))
"""A file that takes its time and memory."""


def equal(one: Recording, other: Recording) -> bool:
    columns = all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in COLUMNS
    )
    return columns and all(
        getattr(one, name) == getattr(other, name)
        for name in Recording.__dataclass_fields__
        if name not in COLUMNS
    )


def same(some: Sequence[Recording], others: Sequence[Recording]) -> bool:
    return all(equal(one, other) for one, other in zip(some, others, strict=True))


FILES = {
    "walk.fit": fit.walk(40).bytes(),
    "chain.fit": fit.walk(20).bytes() + fit.walk(20, start=fit.NOON + 900).bytes(),
    "walk.gpx": walk_gpx(40),
    "walk.tcx": tcx(lap(0, 30, [trackpoint(s, cadence=55) for s in range(30)])),
    "export.xml": health_writer.walk(60),
    "all.zip": archive({"a.fit": fit.walk(20).bytes(), "b.gpx": walk_gpx(20), "c": b"?"}),
    "empty.fit": b"",
    "text.gpx": b"no track",
}


@pytest.mark.parametrize("name", FILES)
def test_it_reads_what_is_read_here(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    here = read(path)
    for apart in (read_apart(path), read_apart(FILES[name], name=name)):
        assert (apart.name, apart.digest) == (here.name, here.digest)
        assert (apart.notices, apart.refusals) == (here.notices, here.refusals)
        assert same(apart.recordings, here.recordings)


def test_members_come_one_by_one() -> None:
    data = FILES["all.zip"]
    apart, here = list(read_each_apart(data)), list(read_each(data))
    assert [each.name for each in apart] == [each.name for each in here] == ["a.fit", "b.gpx", "c"]
    for one, other in zip(apart, here, strict=True):
        assert one.refusals == other.refusals
        assert same(one.recordings, other.recordings)


def test_acceleration_and_days_come_through_as_well() -> None:
    table = b"t,x,y,z\n" + b"".join(b"0.%d,0,0,1\n" % k for k in range(9))
    apart, here = read_acceleration_apart(table), read_acceleration(table)
    assert isinstance(apart, Acceleration)
    assert isinstance(here, Acceleration)
    np.testing.assert_array_equal(apart.t_s, here.t_s)
    np.testing.assert_array_equal(apart.acc, here.acc)
    assert apart.start_utc == here.start_utc
    none = read_acceleration_apart(b"no table")
    assert isinstance(none, Refusal)
    assert none.code is RefusalCode.NOT_A_RECORDING
    export = health_writer.export([health_writer.record("StepCount", 0, 60, 100)])
    assert read_health_days_apart(export) == read_health_days(export)


def refused(data: bytes, bounds: Bounds) -> list[RefusalCode]:
    return [refusal.code for refusal in read_apart(data, bounds=bounds).refusals]


def test_a_file_that_takes_too_long_is_refused() -> None:
    assert refused(MANY, Bounds(seconds=0.02, seconds_per_mib=0)) == [RefusalCode.TOO_SLOW]


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    if address_space_bytes() is None:
        pytest.skip("this system does not tell the size of a process, so memory is not bounded")
    assert refused(MANY, Bounds(memory_bytes=8 * MIB)) == [RefusalCode.TOO_MUCH_MEMORY]


def test_the_next_file_is_read_after_one_that_was_stopped() -> None:
    refused(MANY, Bounds(seconds=0.02, seconds_per_mib=0))
    assert len(read_apart(FILES["walk.fit"]).recordings) == 1


def test_one_process_reads_file_after_file() -> None:
    read_apart(FILES["walk.fit"])
    (first, *_) = READERS._idle
    read_apart(FILES["walk.gpx"])
    assert first in READERS._idle


def test_a_process_that_was_ended_is_replaced() -> None:
    read_apart(FILES["walk.fit"])
    for idle in READERS._idle:
        os.kill(idle._process.pid, signal.SIGKILL)
        idle._process.wait()
    assert len(read_apart(FILES["walk.fit"]).recordings) == 1


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    """Reading processes whose children do what a test says in place of reading."""
    readers = Readers()
    monkeypatch.setattr("backstride.recordings.apart.READERS", readers)
    yield readers
    readers.close()


def program(does: str) -> str:
    """A reading process whose child does this."""
    return (
        "import os, signal, sys, time\n"
        "from backstride.recordings import reader_process\n"
        f"def frames(*about):\n    {does}\n    return\n    yield\n"
        "reader_process.frames_of = frames\n"
        "reader_process.serve(int(sys.argv[1]))\n"
    )


@pytest.mark.parametrize(
    ("does", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", RefusalCode.STOPPED),
        ("os.kill(os.getpid(), signal.SIGKILL)", RefusalCode.TOO_MUCH_MEMORY),
        ("os.kill(os.getppid(), signal.SIGKILL)", RefusalCode.STOPPED),
        ("os._exit(0)", RefusalCode.STOPPED),
        ("raise MemoryError", RefusalCode.TOO_MUCH_MEMORY),
        ("raise ZeroDivisionError", RefusalCode.STOPPED),
        ("time.sleep(60)", RefusalCode.TOO_SLOW),
        ("signal.setitimer(signal.ITIMER_REAL, 0); time.sleep(60)", RefusalCode.TOO_SLOW),
        ("while True: pass", RefusalCode.TOO_SLOW),
        ("yield {'kind': 'recording'}, []", RefusalCode.STOPPED),
        ("yield {'kind': 'result', 'name': 1}, []", RefusalCode.STOPPED),
        ("yield {}, []", RefusalCode.STOPPED),
        ("open(os.devnull + '-', 'w')", RefusalCode.STOPPED),
    ],
)
def test_whatever_becomes_of_the_child_it_is_a_refusal(
    does: str,
    code: RefusalCode,
    ending: Readers,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("backstride.recordings.reader.PROGRAM", program(does))
    bounds = Bounds(seconds=0.3) if code is RefusalCode.TOO_SLOW else Bounds()
    if "ITIMER" in does:  # only the parent's clock is left
        monkeypatch.setattr("backstride.recordings.reader.GRACE_S", 1.5)
    with caplog.at_level(logging.CRITICAL):
        result = read_apart(b"x", name="walk.fit", bounds=bounds)
    assert [refusal.code for refusal in result.refusals] == [code]
    assert result.name == "walk.fit"
    assert not result.recordings


def test_a_child_knows_no_secret_and_writes_no_file(
    tmp_path: Path, ending: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "written"
    does = (
        f"try:\n        open({str(target)!r}, 'wb', 0).write(b'x' * 10)\n"
        "    except OSError as error:\n        told = type(error).__name__\n"
        "    home = os.environ.get('BACKSTRIDE_HOME', '')\n"
        "    yield {'kind': 'result', 'name': told, 'digest': home, 'notices': [],"
        " 'refusals': []}, []"
    )
    monkeypatch.setattr("backstride.recordings.reader.PROGRAM", program(does))
    assert os.environ["BACKSTRIDE_HOME"]
    result = read_apart(b"x")
    assert (result.name, result.digest) == ("OSError", "")
    assert target.stat().st_size == 0


def test_a_pipe_without_a_writer_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "walk.fit"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "none.fit"):
        result = read_apart(path)
        assert [refusal.code for refusal in result.refusals] == [RefusalCode.UNREACHABLE]


def test_it_tells_what_reading_took() -> None:
    effort = Effort()
    read_apart(FILES["walk.gpx"], effort=effort)
    assert effort.seconds > 0
    assert effort.peak_bytes is not None
    assert MIB < effort.peak_bytes < 200 * MIB


def test_results_that_nobody_waits_for_end_the_process() -> None:
    with closing(read_each_apart(FILES["all.zip"])) as results:
        next(results)
    assert [each.name for each in read_each_apart(FILES["all.zip"])] == ["a.fit", "b.gpx", "c"]


def test_a_process_can_be_started_ahead(ending: Readers) -> None:
    warm_reader()
    READERS.close()
    ending.warm()
    (reader,) = ending._idle
    assert reader.lives
    ending.close()
    assert not reader.lives


def test_the_time_of_a_slow_consumer_is_not_the_childs(
    ending: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    does = (
        "for _ in range(3):\n        yield {'kind': 'result', 'name': 'x' * 2**21, 'digest': '',"
        " 'notices': [], 'refusals': []}, []"
    )
    monkeypatch.setattr("backstride.recordings.reader.PROGRAM", program(does))
    bounds = Bounds(seconds=1.0)
    results = read_each_apart(b"x", bounds=bounds)
    assert not next(results).refusals
    time.sleep(1.2 * bounds.clock_for(1))  # the child waits, with more than a socket holds
    assert [each.refusals for each in results] == [(), ()]


@pytest.mark.parametrize("sizes", [(MOST_JSON + 1, 0), (2, 2**40), (2, 12)])
def test_a_frame_of_impossible_size_is_never_allocated(sizes: tuple[int, int]) -> None:
    asked: list[int] = []

    def take(size: int) -> bytes:
        asked.append(size)
        return HEAD.pack(*sizes)

    with pytest.raises(ValueError, match="size"):
        next_frame(take, Limits())
    assert asked == [HEAD.size]


def test_a_frame_comes_back_as_it_was() -> None:
    one = np.array([1.0, np.nan, -0.0])
    data = b"".join(packed(({"kind": "x"}, [one, one])))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        frame = next_frame(ours.recv, Limits())
    assert frame is not None
    assert frame[0] == {"kind": "x"}
    np.testing.assert_array_equal(frame[1], [*one, *one])


def test_frames_that_do_not_fit_together_are_no_recording() -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        list(results_of([({"kind": "recording"}, np.zeros(5))]))


def test_a_process_of_a_parent_that_was_forked_is_left_alone(ending: Readers) -> None:
    reader = Reader()
    ending._idle, ending._owner = [reader], os.getpid() + 1
    try:
        ending.warm()
        assert reader not in ending._idle
    finally:
        reader.close()
