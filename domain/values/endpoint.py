"""Where a system of others is called: a web address without tricks, read the same way by whoever reads it."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from urllib.parse import urlsplit

from domain.values.mistake import Mistake
from domain.words import Words

RULE: Final = "office feed-addresses"
LONGEST: Final = 2000
LONGEST_HOST: Final = 253
PORTS: Final = {"https": 443, "http": 80}
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

_WRITTEN: Final = re.compile(r"[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=%-]+")
"""Characters of RFC 3986 but ``#``: no blank, backslash, control character or letter of another script."""
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
"""A last label like this makes browsers and C libraries read the whole host as a number."""

UNREADABLE: Final = Mistake(
    "input.endpoint.shape",
    Words("不是可用的推送地址", "This is no address that can be called"),
    Words("写作 https://主机/路径，只用 ASCII 字符，不含片段（#）",
          "Write https://host/path in ASCII, without a fragment (#)"), RULE,
)  # fmt: skip
NOT_HTTPS: Final = Mistake(
    "input.endpoint.scheme",
    Words("只能用 https", "Only https can be called"),
    Words("写作 https://…；http 只用于本机联调", "Write https://…; http is for trials on this machine alone"), RULE,
)  # fmt: skip
CREDENTIALS: Final = Mistake(
    "input.endpoint.credentials",
    Words("地址里不得写账号或口令", "The address must not hold a user name or password"),
    Words("去掉 @ 及其前面的部分", "Leave out what stands before @"),
    RULE,
)  # fmt: skip
BAD_HOST: Final = Mistake(
    "input.endpoint.host",
    Words("主机名写法不可用", "The host is not written in a usable way"),
    Words("写完整域名（中文域名用 xn-- 写法）或普通的 IP 地址",
          "Give a full domain name (xn-- for other scripts) or an ordinary IP address"), RULE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address taken apart: ``host`` in lower case and without brackets, ``target`` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def parse(cls, text: str, *, field: str = "url") -> "Endpoint":
        """Read an address; http only where the host is this very machine. Raises ``InvalidInput``."""
        if len(text) > LONGEST or not _WRITTEN.fullmatch(text):
            raise UNREADABLE.at(field)
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            raise UNREADABLE.at(field) from None
        if "@" in parts.netloc:
            raise CREDENTIALS.at(field)
        host = _host(parts.hostname or "", bracketed="[" in parts.netloc, field=field)
        if parts.scheme not in PORTS or (parts.scheme == "http" and host not in LOOPBACK):
            raise NOT_HTTPS.at(field)
        query = f"?{parts.query}" if parts.query else ""
        return cls(parts.scheme, host, PORTS[parts.scheme] if port is None else port, f"{parts.path or '/'}{query}")

    @property
    def authority(self) -> str:
        """Host and port as a request names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def _host(host: str, *, bracketed: bool, field: str) -> str:
    """An IP address in its one spelling, or a name. Raises ``InvalidInput``."""
    try:
        if "%" in host:
            raise BAD_HOST.at(field)  # an IPv6 address of one network card of ours
        if bracketed:
            return str(IPv6Address(host))
        if _NUMBER.fullmatch(host.rpartition(".")[2]):
            return str(IPv4Address(host))  # four plain decimal numbers, nothing else
    except AddressValueError:
        raise BAD_HOST.at(field) from None
    if len(host) > LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise BAD_HOST.at(field)
    return host
