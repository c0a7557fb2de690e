"""``backstride serve``, ``sign-in``, ``sign-out`` and ``demo``: the site on this machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from backstride.cli import paper
from backstride.cli.exits import InstallationProblem
from backstride.cli.source import open_installation
from backstride.diary import AnyEvent
from backstride.prescription import Action, decide, fold

if TYPE_CHECKING:
    from backstride.site.lan import Wish

DEMO_START = date(2026, 3, 2)
"""A Monday that stays the same, so that the demonstration looks the same to everybody."""

DEMO_CLOCK = time(9)

PORT = click.IntRange(1, 65535)
PEM = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("serve")
@click.option("--port", type=PORT, help="The first free one from 8765 on, if left out.")
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine.")
@click.option("--open", "open_browser", is_flag=True, help="Open the link in your browser.")
@click.option("--lan", is_flag=True, help="Serve the phones in your home network, encrypted.")
@click.option("--address", help="With --lan: this machine's address there, if it has several.")
@click.option("--lan-port", type=PORT, help="With --lan: the first free one from 8443 on.")
@click.option("--cert", type=PEM, help="With --lan: a certificate of your own (PEM).")
@click.option("--key", type=PEM, help="With --lan: its key (PEM, without a password).")
@click.option("--public", metavar="URL", help="The https address at which your proxy shows it.")
def serve(
    port: int | None,
    host: str,
    open_browser: bool,
    lan: bool,
    address: str | None,
    lan_port: int | None,
    cert: Path | None,
    key: Path | None,
    public: str | None,
) -> None:
    """Run the site on this machine and print the link that signs you in.

    With --lan phones at home can use it as well: it makes a certificate, and prints a code and
    the few steps for a phone.
    """
    if not lan and (address or lan_port or cert or key):
        raise click.UsageError("--address, --lan-port, --cert and --key go with --lan.")
    if lan and public:
        raise click.UsageError("--lan and --public exclude each other: one of them encrypts.")
    for advice in open_installation():
        paper.say(advice, err=True)
    from backstride.site.lan import Wish

    wish = Wish(address=address, port=lan_port, certificate=cert, key=key) if lan else None
    _serve(port=port, host=host, open_browser=open_browser, lan=wish, public=public)


@click.command("sign-in")
@click.option("--open", "open_browser", is_flag=True, help="Open the link in your browser.")
@click.option("--phone", is_flag=True, help="For a phone: as a code for its camera.")
def sign_in(open_browser: bool, phone: bool) -> None:
    """Print a fresh link that signs you in to the running site."""
    open_installation()
    from backstride.site import running
    from backstride.site import serve as site
    from backstride.site.accounts import owner

    base = running.running_at()
    if base is None:
        raise InstallationProblem("The site is not running. Start it with: backstride serve")
    shown = running.running_for_phones()
    if phone and shown is None:
        raise InstallationProblem(
            "The running site is for this machine only. Start it with: backstride serve --lan"
        )
    link = (shown if phone and shown else base) + site.link_path(owner())
    if phone:
        for line in site.code_of(link):
            click.echo(f"  {line}")
    paper.say(f"Open this link. It works once, for {site.minutes_of_link()} minutes:")
    click.echo(f"  {link}")
    if open_browser and site.desktop():
        click.launch(link)


@click.command("sign-out")
@click.option("--walker", metavar="NAME", help="The account, where there are several.")
@click.option("--keys", is_flag=True, help="Take back the upload keys as well.")
def sign_out(walker: str | None, keys: bool) -> None:
    """Sign out every browser, as after a phone was lost; the site may run or not.

    Upload keys can hand in files, and see nothing. They stay unless --keys is given.
    """
    open_installation()
    from backstride.site import accounts, clock, upload_keys
    from backstride.site.models import UploadKey, User

    named = accounts.OWNER if walker is None else walker
    user = User.objects.filter(username=named).first()
    if user is None and walker is not None:
        raise click.BadParameter(f"There is no account {walker!r} here.", param_hint="--walker")
    ended = accounts.end_sessions(user, now=clock.now()) if user else 0
    paper.say(f"Signed out: {ended} browser{'' if ended == 1 else 's'}.")
    in_use = UploadKey.objects.filter(walker__owner=user, revoked=None)
    if keys:
        for key in in_use:
            upload_keys.revoke(key, now=clock.now())
        paper.say("The upload keys were taken back.")
    elif in_use.exists():
        paper.say("Upload keys stay. To take them back as well: backstride sign-out --keys")


@click.command("demo")
@click.option("--port", type=PORT, help="The first free one from 8765 on, if left out.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another walker, other weeks.")
@click.option("--open", "open_browser", is_flag=True, help="Open the link in your browser.")
def demo(port: int | None, seed: int, open_browser: bool) -> None:
    """Show the site with the ten weeks of an invented walker, in a made-up town.

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
        from backstride.site import accounts, maps, store
        from backstride.site.models import HomePlace

        walker = store.walker_of(accounts.owner())
        walker.preferences.zone = events[-1].zone
        walker.preferences.save()
        store.append(walker, events, source="demo")
        latitude, longitude = maps.make_up()
        HomePlace.objects.create(walker=walker, latitude=latitude, longitude=longitude)
        _serve(port=port, host="127.0.0.1", open_browser=open_browser)


def _morning_of_a_walk(events: Sequence[AnyEvent]) -> datetime:
    """Return nine o'clock on the first day after the diary that asks for a walk."""
    state = fold(events)
    last = max(event.day for event in events)
    days = [last + timedelta(days=ahead) for ahead in range(1, 8)]
    walking = (day for day in days if decide(state, day).today.action is Action.WALK)
    return datetime.combine(next(walking, days[0]), DEMO_CLOCK, ZoneInfo(events[-1].zone))


def _serve(
    *,
    port: int | None,
    host: str,
    open_browser: bool,
    lan: Wish | None = None,
    public: str | None = None,
) -> None:
    from backstride.site import serve as site
    from backstride.site.start import InstallationError

    try:
        site.serve(
            click.echo, port=port, host=host, open_browser=open_browser, lan=lan, public=public
        )
    except InstallationError as error:
        raise InstallationProblem(str(error)) from error
