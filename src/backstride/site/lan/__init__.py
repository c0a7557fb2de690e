"""The home network: a certificate of one's own, encryption, and the way for a phone."""

from backstride.site.lan.addresses import Shown, own_addresses
from backstride.site.lan.authority import Authority, CertificateError
from backstride.site.lan.code import as_code
from backstride.site.lan.network import HomeNetwork, Wish, at_home

__all__ = [
    "Authority",
    "CertificateError",
    "HomeNetwork",
    "Shown",
    "Wish",
    "as_code",
    "at_home",
    "own_addresses",
]
