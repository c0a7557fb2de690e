"""What was confirmed is stored, whatever happens to the process afterwards."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import UUID

WRITER = """
from datetime import datetime, timedelta, UTC
from backstride.site import start
start.set_up()
start.prepare()
from backstride.diary import Flare
from backstride.site import accounts, store
walker = store.walker_of(accounts.owner())
moment = datetime(2026, 1, 1, tzinfo=UTC)
print("ready", flush=True)
while True:
    moment += timedelta(hours=1)
    event = Flare(at=moment, zone="Europe/Berlin")
    store.append(walker, [event], source="test")
    print(event.id, flush=True)
"""


def test_after_kill_9_every_confirmed_event_is_there(tmp_path: Path) -> None:
    home = tmp_path / "home"
    confirmed: set[UUID] = set()
    for _ in range(2):
        confirmed |= _write_until_killed(home, lines=40)
    with closing(sqlite3.connect(home / "backstride.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        stored = database.execute("SELECT event_id FROM backstride_storedevent").fetchall()
    assert len(confirmed) == 80
    assert confirmed <= {UUID(event_id) for (event_id,) in stored}


def test_the_store_waits_for_the_disk(tmp_path: Path) -> None:
    code = (
        "from backstride.site import start\nstart.set_up()\nstart.prepare()\n"
        "from django.db import connection\n"
        "with connection.cursor() as c:\n"
        "    print([c.execute(f'PRAGMA {p}').fetchone()[0] for p in "
        "('journal_mode', 'synchronous', 'foreign_keys', 'recursive_triggers', 'secure_delete')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "BACKSTRIDE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    # synchronous 2 is FULL
    assert ran.stdout.strip() == "['wal', 2, 1, 1, 1]"


def _write_until_killed(home: Path, *, lines: int) -> set[UUID]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        env={**os.environ, "BACKSTRIDE_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    confirmed = {UUID(process.stdout.readline().strip()) for _ in range(lines)}
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return confirmed
