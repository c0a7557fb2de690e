"""How a command ends when it cannot do what was asked."""

from __future__ import annotations

from typing import IO, Any

import click

NO_WALK = 3
"""Exit code where no walk is open now: safety questions wait, or a doctor comes first."""


class DataProblem(click.ClickException):
    """Something in a file or an entry has to be put right (exit code 1)."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message as it is, to standard error."""
        click.echo(self.message, file=file, err=file is None)


class InstallationProblem(DataProblem):
    """Something about this machine has to be put right first (exit code 4)."""

    exit_code = 4
