"""A self-made certificate, so that a phone's camera and position work while trying."""

import contextlib
import ipaddress
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from xiezhi.infra.folders import private_folder, write_secret

VALID_DAYS: Final = 397
"""Longest life of a certificate that phones accept."""
RENEW_DAYS: Final = 30
ELSEWHERE: Final = ("192.0.2.1", 9)
"""An address of the documentation range; nothing is ever sent to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Files of one certificate."""

    certificate: Path
    key: Path


def local_names() -> tuple[str, ...]:
    """Return the names and addresses under which this machine is reached, localhost first."""
    host = socket.gethostname()
    names = ["localhost", host, "127.0.0.1", "::1", _outward_address()]
    # A machine that cannot look up its own name still serves localhost.
    with contextlib.suppress(OSError):
        names += [str(entry[4][0]).partition("%")[0] for entry in socket.getaddrinfo(host, None)]
    return tuple(dict.fromkeys(name for name in names if name))


def _outward_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)  # picks a route; a datagram socket sends nothing here
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def own_certificate(folder: Path, *, names: tuple[str, ...], now: datetime) -> Certificate:
    """Return a certificate for exactly these names, made anew when names or time ask for it."""
    private_folder(folder)
    files = Certificate(certificate=folder / "certificate.pem", key=folder / "key.pem")
    if not _is_good(files, names, now):
        for path in (files.certificate, files.key):
            path.unlink(missing_ok=True)
        _make(files, names, now)
    return files


def _is_good(files: Certificate, names: tuple[str, ...], now: datetime) -> bool:
    if not (files.certificate.exists() and files.key.exists()):
        return False
    found = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    extension = found.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    wanted = x509.SubjectAlternativeName([_general_name(name) for name in names])
    is_fresh = found.not_valid_after_utc - now > timedelta(days=RENEW_DAYS)
    return is_fresh and extension.value == wanted


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _make(files: Certificate, names: tuple[str, ...], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Xiezhi, for trying only")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=VALID_DAYS - 1))
        .add_extension(
            x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    write_secret(files.key, secret)
    files.certificate.write_bytes(signed.public_bytes(pem))
