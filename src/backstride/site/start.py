"""Getting an installation ready: check it, keep a copy, bring the database up to date."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import backstride
from backstride.site.home import PRIVATE_FILE, Home

SETTINGS = "backstride.site.settings"
PRIVATE_MASK = 0o077
"""Whatever is written is for the owner of the data folder alone."""


class InstallationError(Exception):
    """Something about this installation has to be put right first; the message says what."""


def set_up() -> None:
    """Load Django with the settings of this package, unless that was done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if not apps.ready:
        django.setup()


def prepare() -> tuple[str, ...]:
    """Make the data folder and the database ready for use.

    The first time this makes everything. Later it does nothing, or brings the database to
    the shape this version needs, after a copy of it was put in ``backups``.

    Returns
    -------
    tuple of str
        What should be put right, but does not keep the site from running.

    Raises
    ------
    InstallationError
        If the folder cannot be used, or the database comes from a newer version.
    """
    os.umask(PRIVATE_MASK)
    home: Home = settings.HOME
    found = checks.run_checks()
    problems = [_in_words(each) for each in found if each.level >= checks.ERROR]
    if problems:
        raise InstallationError("\n".join(problems))
    home.make()
    settings.SECRET_KEY.strip()
    with _alone(home.folder / "preparing"):
        plan = MigrationExecutor(connection)
        unknown = sorted(
            f"{app}.{name}"
            for app, name in set(plan.loader.applied_migrations) - set(plan.loader.disk_migrations)
            if app == "backstride"
        )
        if unknown:
            raise InstallationError(
                f"The database {home.database} was last used by a newer Backstride "
                f"({', '.join(unknown)}); this is {backstride.__version__}. Nothing was "
                "changed. Install the newer version, or set BACKSTRIDE_HOME to another folder."
            )
        if plan.migration_plan(plan.loader.graph.leaf_nodes()):
            if plan.loader.applied_migrations:
                copy_database(home, now=datetime.now(UTC))
            call_command("migrate", verbosity=0, interactive=False)
    return tuple(_in_words(each) for each in found)


def _in_words(found: checks.CheckMessage) -> str:
    return f"{found.msg} {found.hint or ''}".strip()


def copy_database(home: Home, *, now: datetime) -> Path:
    """Copy the database, as it stands and while it may be in use, into ``backups``.

    Returns the copy's path, whose name holds the moment and the version.
    """
    home.backups.mkdir(mode=0o700, exist_ok=True)
    target = home.backups / f"{now:%Y%m%dT%H%M%SZ}-{backstride.__version__}.sqlite3"
    draft = target.with_suffix(".draft")
    draft.touch(mode=PRIVATE_FILE)
    with closing(sqlite3.connect(home.database)) as live, closing(sqlite3.connect(draft)) as copy:
        live.backup(copy)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    return draft.replace(target)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process is preparing this installation."""
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
