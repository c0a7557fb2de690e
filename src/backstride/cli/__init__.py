"""The command line."""

from __future__ import annotations

import errno
from typing import Any

import click

import backstride
from backstride.cli import paper
from backstride.cli.diary import diary
from backstride.cli.exits import InstallationProblem
from backstride.cli.insights import insights
from backstride.cli.log import log
from backstride.cli.measure import measure_
from backstride.cli.recordings import import_
from backstride.cli.screen import screen
from backstride.cli.serve import demo, serve, sign_in, sign_out
from backstride.cli.simulate import simulate
from backstride.cli.terrain import ground, loop, map_
from backstride.cli.today import plan, today

__all__ = ["main"]


DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
"""Ways in which a disk does not take what is written."""


class Commands(click.Group):
    """Commands that end with words where the database cannot be used."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        paper.fit_streams()
        try:
            return super().invoke(ctx)
        except Exception as error:
            from django.db import DatabaseError

            if isinstance(error, OSError) and error.errno in DISK:
                where = f" {error.filename}" if error.filename else ""
                raise InstallationProblem(
                    f"Something could not be written{where}: {error.strerror}. What was "
                    "confirmed before is stored. Make room or give access, then try again."
                ) from error
            if not isinstance(error, DatabaseError):
                raise
            raise InstallationProblem(
                f"The database cannot be used just now: {error}. What was confirmed before is "
                "stored. Look whether the disk is full or another program holds the file, "
                "then try again."
            ) from error


EXIT_CODES = """\b
Exit codes
  0  done
  1  something in a file or an entry has to be put right
  2  the command was called in a way it does not know
  3  no walk now: safety questions wait, or a doctor comes first
  4  something about this machine has to be put right
"""


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
    epilog=EXIT_CODES,
)
@click.version_option(backstride.__version__, prog_name="backstride")
def main() -> None:
    """A walking programme for people with low back pain that answers to their back.

    Start with `backstride serve`: it opens the site on this machine. Every other command
    works on the same diary, or on a file that --diary names.
    """


COMMANDS = (
    *(serve, sign_in, sign_out, demo, today, plan, log, import_, measure_, screen, diary, simulate),
    *(map_, loop, ground, insights),
)

for command in COMMANDS:
    main.add_command(command)
