"""An authority of the test's own, which certifies servers and clients for a day."""

import datetime as dt
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PEM: Final = serialization.Encoding.PEM
PLAIN: Final = (PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


class Authority:
    """Writes its own certificate and those of others into a folder, ``<name>.pem``, and their keys, ``<name>.key``."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(self._certificate(name, self._key.public_key(), ca=True))

    def certify(self, name: str) -> tuple[Path, Path]:
        """A certificate for a host's or a client's name, and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        files = (self._folder / f"{name}.pem", self._folder / f"{name}.key")
        files[0].write_bytes(self._certificate(name, key.public_key(), ca=False))
        files[1].write_bytes(key.private_bytes(*PLAIN))
        return files

    def _certificate(self, name: str, key: ec.EllipticCurvePublicKey, *, ca: bool) -> bytes:
        now = dt.datetime.now(dt.UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(_named(name))
            .issuer_name(_named(self._name))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(hours=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        )
        return made.sign(self._key, hashes.SHA256()).public_bytes(PEM)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
