"""Migrations: none is lacking, and all of them go through from nothing and back."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection


def test_no_change_of_the_models_lacks_a_migration(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("name", ["backstride_event_stays", "backstride_event_is_kept"])
def test_the_guard_stands_after_all_of_them(db: None, name: str) -> None:
    """A later migration that rebuilds the table would drop its triggers with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = %s", [name]
        )
        assert cursor.fetchall() == [("backstride_storedevent",)]


@pytest.mark.django_db(transaction=True)
def test_the_guard_can_be_taken_down_and_put_up_again() -> None:
    call_command("migrate", "backstride", "0001", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        assert cursor.fetchone() == (0,)
    call_command("migrate", "backstride", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        assert cursor.fetchone() == (2,)
