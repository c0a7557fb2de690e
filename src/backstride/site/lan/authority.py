"""A certificate authority for one machine and its home network.

Its key never leaves the data folder. What it may sign is written into it: names and addresses of
home networks only. A device that trusts it trusts it for nothing else (RFC 5280, 4.2.1.10).
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from backstride.site.home import PRIVATE_FILE, PRIVATE_FOLDER

AUTHORITY_LIFE = timedelta(days=3650)
CERTIFICATE_LIFE = timedelta(days=90)
RENEW_BEFORE = timedelta(days=30)
"""Judgement; iPhones take up to 825 days for a certificate of an authority like this."""

BACKDATED = timedelta(days=1)
"""For phones whose clock is behind."""

NETWORKS = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)
"""Networks that are nobody's on the internet (RFC 1918, 3927, 4193, 4291)."""

DOMAINS = ("local", "lan", "home.arpa", "internal", "localhost")
"""Names that are nobody's on the internet (RFC 6762, 8375, 6761)."""


class CertificateError(Exception):
    """A certificate cannot be used; the message says which, and what to do."""


class Authority:
    """The authority in a folder, and the certificate of this machine.

    Parameters
    ----------
    folder : Path
        Where the files are; made if need be, for its owner only.
    name : str
        The machine's name, for people.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._name = name
        self.certificate = folder / "authority.crt"
        self._key = folder / "authority.private"

    def ready(self, names: Iterable[str], *, now: datetime) -> tuple[Path, Path]:
        """Return the files of a certificate for these names, and of its key.

        Authority and certificate are made where there are none, and made again where they are
        over soon, or do not hold a name. Names that the authority may not sign are left out.

        Raises
        ------
        CertificateError
            If a file there cannot be read.
        """
        self.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        signer, key = self._authority(now)
        wanted = [name for name in names if may_sign(signer, name)]
        certificate, private = self.folder / "machine.crt", self.folder / "machine.private"
        known = _certificate(certificate)
        if known is None or not private.exists() or not _good(known, signer, wanted, now):
            fresh = ec.generate_private_key(ec.SECP256R1())
            _write(private, _private(fresh))
            _write(certificate, _pem(_issued(wanted, fresh, signer, key, now)))
        return certificate, private

    def fingerprint(self) -> str:
        """Return the SHA-256 of the authority's certificate, in pairs, as phones show it."""
        found = _certificate(self.certificate)
        assert found is not None  # asked for once it is ready
        return found.fingerprint(hashes.SHA256()).hex(" ").upper()

    def _authority(self, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        known = _certificate(self.certificate)
        if known is not None and self._key.exists() and now < known.not_valid_after_utc:
            return known, _key_at(self._key)
        key = ec.generate_private_key(ec.SECP256R1())
        made = _self_signed(self._name, key, now)
        _write(self._key, _private(key))
        _write(self.certificate, _pem(made))
        return made, key


def may_sign(signer: x509.Certificate, name: str) -> bool:
    """Whether the authority's own limits let it sign for a name or an address."""
    limits = signer.extensions.get_extension_for_class(x509.NameConstraints).value
    allowed = limits.permitted_subtrees or []
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        domains = [each.value for each in allowed if isinstance(each, x509.DNSName)]
        return any(name == each or name.endswith(f".{each}") for each in domains)
    networks = [each.value for each in allowed if isinstance(each, x509.IPAddress)]
    return any(
        address in each
        for each in networks
        if isinstance(each, ipaddress.IPv4Network | ipaddress.IPv6Network)
    )


def _self_signed(name: str, key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Backstride on {name}"[:64])])
    bare = name.partition(".")[0].lower()
    domains = dict.fromkeys([*DOMAINS, *([bare] if bare else [])])
    allowed: list[x509.GeneralName] = [x509.DNSName(each) for each in domains]
    allowed += [x509.IPAddress(ipaddress.ip_network(each)) for each in NETWORKS]
    usage = _usage(signs=False, certifies=True)
    return (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(allowed, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _issued(
    names: list[str],
    key: ec.EllipticCurvePrivateKey,
    signer: x509.Certificate,
    signing: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Backstride")])
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(signer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(min(now + CERTIFICATE_LIFE, signer.not_valid_after_utc))
        .add_extension(x509.SubjectAlternativeName([_general(n) for n in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=True, certifies=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
        .sign(signing, hashes.SHA256())
    )


def _usage(*, signs: bool, certifies: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        key_cert_sign=certifies,
        crl_sign=certifies,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _good(
    known: x509.Certificate, signer: x509.Certificate, names: list[str], now: datetime
) -> bool:
    """Whether a certificate is of this authority, holds the names, and lasts a while."""
    try:
        known.verify_directly_issued_by(signer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    held = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lasts = known.not_valid_after_utc - now > RENEW_BEFORE
    return lasts and {_general(name) for name in names} <= set(held)


def _certificate(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CertificateError(
            f"{path} cannot be read as a certificate. Delete the folder {path.parent} and start "
            "again; each phone then has to trust the new certificate."
        ) from error


def _key_at(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise CertificateError(
            f"{path} cannot be read as a key. Delete the folder {path.parent} and start again; "
            "each phone then has to trust the new certificate."
        ) from error
    assert isinstance(key, ec.EllipticCurvePrivateKey)  # it is written by this module only
    return key


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write(path: Path, data: bytes) -> None:
    """Write a file for its owner only, at one stroke."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
