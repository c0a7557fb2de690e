"""Getting an installation ready, from nothing and from an older one."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from backstride.site.home import Home
from backstride.site.start import InstallationError, copy_database, prepare
from tests.site.conftest import NOW


def backstride(place: Home, code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, on an installation of its own."""
    return subprocess.run(
        [sys.executable, "-c", f"from backstride.site import start\nstart.set_up()\n{code}"],
        env={**os.environ, "BACKSTRIDE_HOME": str(place.folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master")}


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path / "installation")


def test_it_makes_everything_from_nothing(place: Home) -> None:
    ran = backstride(place, "start.prepare()")
    assert ran.returncode == 0, ran.stderr
    assert {
        "backstride_storedevent",
        "backstride_event_stays",
        "backstride_event_is_kept",
    } <= tables(place.database)


def test_only_the_owner_can_look_into_it(place: Home) -> None:
    backstride(place, "start.prepare()")
    for path in place.folder.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_a_second_start_changes_nothing(place: Home) -> None:
    backstride(place, "start.prepare()")
    with closing(sqlite3.connect(place.database)) as database:
        before = list(database.iterdump())
    assert backstride(place, "start.prepare()").returncode == 0
    with closing(sqlite3.connect(place.database)) as database:
        assert list(database.iterdump()) == before
    assert not place.backups.exists()


def test_it_keeps_a_copy_before_the_database_changes_its_shape(place: Home) -> None:
    half_way = "from django.core.management import call_command\n" + (
        "call_command('migrate', 'backstride', '0001', verbosity=0)"
    )
    place.make()
    assert backstride(place, half_way).returncode == 0
    assert "backstride_event_stays" not in tables(place.database)
    assert backstride(place, "start.prepare()").returncode == 0
    (copy,) = place.backups.iterdir()
    assert "backstride_storedevent" in tables(copy)
    assert "backstride_event_stays" not in tables(copy)
    assert "backstride_event_stays" in tables(place.database)


def test_it_leaves_a_database_of_a_newer_version_alone(place: Home) -> None:
    backstride(place, "start.prepare()")
    with closing(sqlite3.connect(place.database)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('backstride', '0999_from_the_future', '2030-01-01')"
        )
    before = place.database.read_bytes()
    ran = backstride(place, "start.prepare()")
    assert "0999_from_the_future" in ran.stderr
    assert "Install the newer version" in ran.stderr
    assert place.database.read_bytes() == before


def test_it_says_when_a_file_is_where_the_folder_should_be(home: Home) -> None:
    home.folder.write_text("in the way")
    with pytest.raises(InstallationError, match=r"is a file.*BACKSTRIDE_HOME"):
        prepare()


def test_starts_at_the_same_time_wait_for_each_other(place: Home) -> None:
    code = "from backstride.site import start; start.set_up(); start.prepare()"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "BACKSTRIDE_HOME": str(place.folder)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [each.communicate()[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], said


def test_a_copy_is_whole_while_the_database_is_in_use(place: Home) -> None:
    place.make()
    with closing(sqlite3.connect(place.database)) as live:
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("CREATE TABLE kept (value)")
        live.execute("INSERT INTO kept VALUES ('entry')")
        live.commit()
        copy = copy_database(place, now=NOW)
    assert copy.name.startswith("20260514T070000Z-")
    with closing(sqlite3.connect(copy)) as database:
        assert list(database.execute("SELECT * FROM kept")) == [("entry",)]
