"""Under which addresses and names other devices at home find this machine."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

NOWHERE = ("192.0.2.1", 9)
"""An address kept for documentation (RFC 5737). Nothing is sent there: the system is only asked
from which of its addresses it would."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the site is shown at home.

    Parameters
    ----------
    address : str
        The address to listen on.
    names : tuple of str
        All that a browser may write for it: addresses and host names.
    """

    address: str
    names: tuple[str, ...]


def own_addresses(wanted: str | None = None) -> Shown | None:
    """Return the address of this machine in its home network, with its names.

    Parameters
    ----------
    wanted : str, optional
        The address to take; without one, the one that leads to the router.

    Returns
    -------
    Shown or None
        None where there is none, or where the wanted one is not of a home network.
    """
    address = wanted or _outward()
    if address is None or not _at_home(address):
        return None
    host = socket.gethostname().lower()
    bare = host.partition(".")[0]
    names = [address, *([f"{bare}.local", host] if bare else [])]
    return Shown(address, tuple(dict.fromkeys(names)))


def _outward() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _at_home(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return found.is_private and not found.is_unspecified
