"""System checks: what is wrong with an installation, and what to do about it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, Warning, register

from backstride.site import map_download
from backstride.site.instruments import instrument_problems

STYLES = "backstride/built/main.css"

OLDEST_SQLITE = (3, 37, 0)
"""RETURNING, strict tables and the JSON functions; judgement, Debian 12 has 3.40."""


def data_folder(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Check that the data folder can be used, and by its owner only."""
    folder = settings.HOME.folder
    if folder.exists() and not folder.is_dir():
        return [
            Error(
                f"{folder} is a file, but the data folder should be there.",
                hint="Move the file, or set BACKSTRIDE_HOME to another folder.",
                id="backstride.E001",
            )
        ]
    nearest = folder
    while not nearest.exists():
        nearest = nearest.parent
    if not os.access(nearest, os.W_OK | os.X_OK):
        return [
            Error(
                f"The data folder {folder} cannot be written.",
                hint="Give the account that runs Backstride write access to it, or set "
                "BACKSTRIDE_HOME to a folder it owns.",
                id="backstride.E002",
            )
        ]
    if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return [
            Warning(
                f"Other accounts of this machine can look into {folder}.",
                hint=f"chmod 700 '{folder}'",
                id="backstride.W001",
            )
        ]
    return []


def map_address(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Check that a map can be fetched from the address that is set, if one is."""
    if not settings.MAP_ADDRESS or map_download.offered():
        return []
    return [
        Warning(
            "BACKSTRIDE_MAP_URL is no address of an extract, so no map is offered from it.",
            hint="Set it to an address that begins with https:// and ends in .osm.pbf.",
            id="backstride.W005",
        )
    ]


def secret_key(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Check that the secret key is there for its owner only."""
    path = settings.HOME.folder / "secret-key"
    if not path.exists():
        return []
    if not path.read_text().strip():
        return [
            Error(
                f"{path} is empty.",
                hint="Delete it and start again; everybody then signs in once more.",
                id="backstride.E003",
            )
        ]
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return [
            Warning(
                f"Other accounts of this machine can read {path}.",
                hint=f"chmod 600 '{path}'",
                id="backstride.W002",
            )
        ]
    return []


def sqlite_version(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Check that the SQLite inside Python is new enough."""
    if sqlite3.sqlite_version_info >= OLDEST_SQLITE:
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} is too old.",
            hint=f"Use a Python whose SQLite is {'.'.join(map(str, OLDEST_SQLITE))} or newer.",
            id="backstride.E004",
        )
    ]


def front_end(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Check that the styles and scripts of the pages have been built."""
    if finders.find(STYLES) is not None:
        return []
    return [
        Warning(
            "The styles and scripts of the pages have not been built.",
            hint="In a checkout, run `make frontend`. A wheel brings them along.",
            id="backstride.W003",
        )
    ]


def added_instruments(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Check that the questionnaires an administrator added can be used."""
    return [
        Warning(
            f"A file in {settings.HOME.instruments} cannot be used. {problem}.",
            hint="Put it right; until then it is left out and all others are asked. "
            "docs/clinicians/outcomes.md describes the format.",
            id="backstride.W004",
        )
        for problem in instrument_problems()
    ]


def register_all() -> None:
    """Register every check of this module with Django."""
    for check in (
        data_folder,
        secret_key,
        sqlite_version,
        front_end,
        added_instruments,
        map_address,
    ):
        register(check)
