"""An SQLite file that nobody vouches for, opened so that it can only be read.

It is held in memory: no lock, no journal, no other file is looked at, and nothing can be written.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import numpy as np

from .limits import MIB, Limits
from .notices import RefusalCode, refused
from .recording import Floats

SIGNATURE = b"SQLite format 3\0"

_JOURNAL = slice(18, 20)
"""Where the head says that changes are kept in a second file, which one in memory cannot have.

Source: SQLite, database file format, 1.3.3.
"""

_HEADER, _PAGE_SIZE, _PAGES = 100, slice(16, 18), slice(28, 32)
_CHANGED, _TOLD_AT = slice(24, 28), slice(92, 96)
"""Where the head says how long the file is, and whether that is so. Source: there, 1.3.7."""

_STEPS_AT_ONCE = 100_000
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, MIB),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 10_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 1),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
"""What SQLite recommends for files of strangers (sqlite.org, "Defense Against The Dark Arts")."""

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_SETTINGS = ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0")


class Database:
    """An open database."""

    def __init__(self, connection: sqlite3.Connection, limits: Limits) -> None:
        self._connection = connection
        self._left = limits.max_health_rows
        self.tables = {
            str(name).upper(): str(name)
            for name, kind, root in self._run("SELECT name, type, rootpage FROM sqlite_master")
            if kind == "table" and root  # neither a view nor made up by a module
        }

    def columns(self, table: str) -> frozenset[str]:
        """Return the names of a table's columns in upper case; none if there is no such table."""
        if table.upper() not in self.tables:
            return frozenset()
        cursor = self._connection.execute(f"SELECT * FROM {self._quoted(table)} LIMIT 0")  # noqa: S608  # quoted
        return frozenset(str(each[0]).upper() for each in cursor.description)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a table; a column that it lacks is None in each.

        Parameters
        ----------
        table : str
            Its name, in any case.
        columns : sequence of str
            Of this project's own choice; what a file says never gets in here.
        """
        there = self.columns(table)
        if not there:
            return
        wanted = ", ".join(f'"{name}"' if name.upper() in there else "NULL" for name in columns)
        yield from self._run(f"SELECT {wanted} FROM {self._quoted(table)}")  # noqa: S608  # quoted

    def numbers(self, table: str, columns: Sequence[str]) -> Floats:
        """Return the rows of a table as numbers, NaN where there is none.

        Returns
        -------
        ndarray of shape (n, len(columns))
            Eight bytes for each value.
        """
        flat = array("d")
        for row in self.rows(table, columns):
            flat.extend(map(number, row))
        return np.frombuffer(flat).reshape(-1, len(columns))

    def _quoted(self, table: str) -> str:
        return '"' + self.tables[table.upper()].replace('"', '""') + '"'

    def _run(self, sql: str) -> Iterator[tuple[Any, ...]]:
        for row in self._connection.execute(sql):
            self._left -= 1
            if self._left < 0:
                raise refused(RefusalCode.TOO_MANY_POINTS)
            yield row


@contextmanager
def opened_database(data: bytes, limits: Limits) -> Iterator[Database]:
    """Open a database that was read into memory.

    Parameters
    ----------
    data : bytes
        The file.
    limits : Limits
        Bounds on its size, and on the rows and steps of all questions together.

    Raises
    ------
    RecordingError
        If it is too large, makes no sense at any place, or goes above the limits.
    """
    if len(data) > limits.max_database_bytes:
        raise refused(RefusalCode.TOO_LARGE, limit=f"{limits.max_database_bytes // MIB} MB")
    if len(data) < _size_told(data):
        raise refused(RefusalCode.UNREADABLE)
    if data[_JOURNAL] != b"\1\1":
        data = data[: _JOURNAL.start] + b"\1\1" + data[_JOURNAL.stop :]
    left = limits.max_database_steps // _STEPS_AT_ONCE

    def count() -> int:
        nonlocal left
        left -= 1
        return int(left < 0)

    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            connection.deserialize(data)
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            for kind, most in _LIMITS:
                connection.setlimit(kind, most)
            connection.set_authorizer(_allowed)
            connection.set_progress_handler(count, _STEPS_AT_ONCE)
            yield Database(connection, limits)
    except (sqlite3.Error, OverflowError) as error:
        code = RefusalCode.TOO_MANY_POINTS if left < 0 else RefusalCode.UNREADABLE
        raise refused(code) from error


def _size_told(data: bytes) -> int:
    """Return how long a database says it is, where it vouches for that; 0 where it does not."""
    if len(data) < _HEADER or data[_CHANGED] != data[_TOLD_AT]:
        return 0
    size, pages = int.from_bytes(data[_PAGE_SIZE]), int.from_bytes(data[_PAGES])
    return (65_536 if size == 1 else size) * pages


def _allowed(action: int, *about: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def number(value: object) -> float:
    """Return a value of a database as a number; NaN where it is none."""
    return float(value) if isinstance(value, int | float) else float("nan")
