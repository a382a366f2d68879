"""nats-py's client, made to say who we are over TLS alone where that was asked for."""

import re
import ssl
from collections.abc import Mapping, Sequence
from typing import Any, Final

from nats.aio.client import Client
from nats.errors import Error as NatsError

_TURNED_AWAY: Final = re.compile(r"authorization violation|authentication (?:expired|revoked)", re.IGNORECASE)


class Unencrypted(NatsError):
    """The server speaks in the clear; whoever wants TLS tells it nothing."""

    def __str__(self) -> str:
        return "this server speaks without TLS, which was asked for: nothing was told it"


class CarefulClient(Client):
    """With ``tls://`` or certificates nats-py goes on in the clear where a server, or one between, offers no TLS."""

    def __init__(self, servers: Sequence[str], options: Mapping[str, Any]) -> None:
        super().__init__()
        self._only_encrypted = "tls" in options or any(each.startswith("tls:") for each in servers)
        self._public_nkey = getattr(options.get("signature_cb"), "public", None)

    def _connect_command(self) -> bytes:
        if self._only_encrypted and not self._server_info.get("tls_required"):
            raise Unencrypted
        return super()._connect_command()


def turned_away(error: Exception) -> bool:
    """Whether this gets no better by waiting: wrong credentials, a certificate that one side does not believe."""
    if isinstance(error, ssl.SSLError):
        return not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError))
    return isinstance(error, (Unencrypted, ssl.CertificateError)) or bool(_TURNED_AWAY.search(str(error)))
