"""``backstride serve``, ``sign-in`` and ``demo``: the site on this machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from backstride.cli import paper
from backstride.cli.exits import InstallationProblem
from backstride.cli.source import open_installation
from backstride.diary import AnyEvent
from backstride.prescription import Action, decide, fold

DEMO_START = date(2026, 3, 2)
"""A Monday that stays the same, so that the demonstration looks the same to everybody."""

DEMO_CLOCK = time(9)

PORT = click.IntRange(1, 65535)


@click.command("serve")
@click.option("--port", type=PORT, help="The first free one from 8765 on, if left out.")
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine.")
@click.option("--open", "open_browser", is_flag=True, help="Open the link in your browser.")
def serve(port: int | None, host: str, open_browser: bool) -> None:
    """Run the site on this machine and print the link that signs you in."""
    for advice in open_installation():
        paper.say(advice, err=True)
    _serve(port=port, host=host, open_browser=open_browser)


@click.command("sign-in")
@click.option("--open", "open_browser", is_flag=True, help="Open the link in your browser.")
def sign_in(open_browser: bool) -> None:
    """Print a fresh link that signs you in to the running site."""
    open_installation()
    from backstride.site import serve as site
    from backstride.site.accounts import owner

    base = site.running_at()
    if base is None:
        raise InstallationProblem("The site is not running. Start it with: backstride serve")
    link = base + site.link_path(owner())
    paper.say(f"Open this link. It works once, for {site.minutes_of_link()} minutes:")
    click.echo(f"  {link}")
    if open_browser and site.desktop():
        click.launch(link)


@click.command("demo")
@click.option("--port", type=PORT, help="The first free one from 8765 on, if left out.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another walker, other weeks.")
@click.option("--open", "open_browser", is_flag=True, help="Open the link in your browser.")
def demo(port: int | None, seed: int, open_browser: bool) -> None:
    """Show the site with the ten weeks of an invented walker.

    Everything is in a folder of its own that is deleted when you stop; your own diary is
    not touched.
    """
    from backstride.simulation import demo_diary

    events = demo_diary(seed, start=DEMO_START)
    moment = _morning_of_a_walk(events)
    with tempfile.TemporaryDirectory(prefix="backstride-demo-") as folder:
        os.environ["BACKSTRIDE_HOME"] = str(Path(folder).resolve())
        os.environ["BACKSTRIDE_INVENTED"] = "1"
        os.environ["BACKSTRIDE_NOW"] = moment.isoformat()
        open_installation()
        from backstride.site import accounts, store

        walker = store.walker_of(accounts.owner())
        walker.preferences.zone = events[-1].zone
        walker.preferences.save()
        store.append(walker, events, source="demo")
        _serve(port=port, host="127.0.0.1", open_browser=open_browser)


def _morning_of_a_walk(events: Sequence[AnyEvent]) -> datetime:
    """Return nine o'clock on the first day after the diary that asks for a walk."""
    state = fold(events)
    last = max(event.day for event in events)
    days = [last + timedelta(days=ahead) for ahead in range(1, 8)]
    walking = (day for day in days if decide(state, day).today.action is Action.WALK)
    return datetime.combine(next(walking, days[0]), DEMO_CLOCK, ZoneInfo(events[-1].zone))


def _serve(*, port: int | None, host: str, open_browser: bool) -> None:
    from backstride.site import serve as site
    from backstride.site.start import InstallationError

    try:
        site.serve(click.echo, port=port, host=host, open_browser=open_browser)
    except InstallationError as error:
        raise InstallationProblem(str(error)) from error
