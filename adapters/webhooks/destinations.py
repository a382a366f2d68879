"""Whom this installation may call: listed hosts alone, at addresses that lead to nobody's inner network by accident.

A name is resolved once for each call and the call goes to the address that was looked at: a name that answers
otherwise a moment later (DNS rebinding) gains nothing.
"""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias

from domain.errors import InvalidInput
from domain.values.endpoint import LOOPBACK, PORTS, RULE, Endpoint
from domain.values.mistake import Mistake
from domain.words import Words

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network
Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port → the addresses a name stands for."""

NAT64: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
COMPATIBLE: Final = IPv6Network("::/96")
_ENTRY: Final = re.compile(r"(\*\.)?([a-z0-9.-]+|\[[0-9a-f:]+\])(?::([0-9]{1,5}))?")

NOT_LISTED: Final = Mistake(
    "input.endpoint.not-listed",
    Words("主机 {host} 不在允许推送的名单内", "The host {host} is not on the list of those that may be called"),
    Words("由系统管理员把它写进 {setting}，如 {host} 或所在网段",
          "Let the administrator add it to {setting}: {host}, or its network"), RULE,
)  # fmt: skip
INWARD: Final = Mistake(
    "input.endpoint.inward",
    Words("主机 {host} 解析到不允许推送的地址", "The host {host} stands at an address that may not be called"),
    Words("确属本方专网的，由系统管理员把网段写进 {setting}",
          "If it is a network of yours, let the administrator add that network to {setting}"), RULE,
)  # fmt: skip
UNRESOLVED: Final = Mistake(
    "input.endpoint.unresolved",
    Words("主机 {host} 解析不到地址", "The host {host} has no address"),
    Words("核对域名，或检查本机的域名解析", "Check the name, or the resolver of this machine"), RULE,
)  # fmt: skip
BAD_ENTRY: Final = Mistake(
    "input.settings.webhook-hosts",
    Words("名单中的“{entry}”不可用", "The entry {entry} of the list cannot be used"),
    Words("写主机、*.域名、主机:端口或网段，逗号分隔",
          "Give a host, *.domain, host:port or a network, with commas between"), RULE,
)  # fmt: skip

SETTING: Final = "CHUFEI_WEBHOOK_HOSTS"
FIELD: Final = "url"


@dataclass(frozen=True, slots=True)
class Listed:
    """A host, or with ``below`` every host under a domain, at one port."""

    host: str
    port: int
    below: bool = False

    def names(self, host: str, port: int) -> bool:
        """Whether it means this host and port."""
        return port == self.port and (host.endswith(f".{self.host}") if self.below else host == self.host)


async def resolved(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the machine knows them; none where it has none."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return ()
    return tuple(str(address[0]) for *_, address in found)


@dataclass(frozen=True, slots=True)
class Destinations:
    """The list of an installation. ``loopback`` lets it call this very machine, also without TLS: for trials."""

    hosts: tuple[Listed, ...] = ()
    networks: tuple[Network, ...] = ()
    loopback: bool = False
    resolve: Resolve = resolved

    @classmethod
    def read(cls, text: str, *, loopback: bool = False, resolve: Resolve = resolved) -> "Destinations":
        """The list as somebody wrote it, with commas. Raises ``InvalidInput`` (``input.settings.webhook-hosts``)."""
        entries = [entry for each in text.lower().split(",") if (entry := each.strip())]
        networks = {entry: network for entry in entries if (network := _network(entry)) is not None}
        hosts = tuple(_listed(entry) for entry in entries if entry not in networks)
        single = (ip_network(literal) for each in hosts if (literal := _literal(each.host)) is not None)
        return cls(hosts, (*networks.values(), *single), loopback, resolve)

    async def address(self, endpoint: Endpoint) -> str:
        """Where to connect. Raises ``InvalidInput`` (``input.endpoint.*``) for what may not be called.

        One address that may not be called spoils all the others: nobody honest has both.
        """
        self.check(endpoint)
        literal = _literal(endpoint.host)
        found = [endpoint.host] if literal else await self.resolve(endpoint.host, endpoint.port)
        if not found:
            raise UNRESOLVED.at(FIELD, host=endpoint.host)
        if not all(self._may_call(ip_address(each.partition("%")[0]), endpoint.host) for each in found):
            raise INWARD.at(FIELD, host=endpoint.host, setting=SETTING)
        return min(found, key=lambda each: ":" in each)  # IPv4 first: an address of IPv6 tells of no way there

    def check(self, endpoint: Endpoint) -> None:
        """Look at the host alone, before anybody is asked for its address. Raises ``InvalidInput``."""
        if self._here(endpoint.host):
            return
        literal = _literal(endpoint.host)
        in_network = literal and endpoint.port == PORTS[endpoint.scheme] and self._within(literal)
        named = any(each.names(endpoint.host, endpoint.port) for each in self.hosts)
        if endpoint.scheme != "https" or not (in_network or named):
            raise self._unlisted(endpoint)

    def _unlisted(self, endpoint: Endpoint) -> InvalidInput:
        return NOT_LISTED.at(FIELD, host=endpoint.authority, setting=SETTING)

    def _here(self, host: str) -> bool:
        return self.loopback and host in LOOPBACK

    def _may_call(self, address: Address, host: str) -> bool:
        inner = embedded(address)
        if inner.is_loopback:
            return self._here(host)
        if inner.is_link_local or inner.is_multicast or inner.is_unspecified or inner.is_reserved:
            return False  # cloud metadata, everybody at once, nobody, a future use: never a subscriber
        site_local = isinstance(inner, IPv6Address) and inner.is_site_local
        return self._within(inner) or (inner.is_global and not site_local)

    def _within(self, address: Address) -> bool:
        return any(address in network for network in self.networks)


def embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address is only a way to write or to reach; else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.teredo:
        return address.teredo[1]
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and (any(address in each for each in NAT64) or (address in COMPATIBLE and int(address) > 1)):
        inside = IPv4Address(int(address) & 0xFFFFFFFF)
    return inside or address


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _network(entry: str) -> Network | None:
    try:
        return ip_network(entry) if "/" in entry else None
    except ValueError:
        raise BAD_ENTRY.at(SETTING, entry=entry) from None


def _listed(entry: str) -> Listed:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise BAD_ENTRY.at(SETTING, entry=entry)
    below, host, port = found.groups()
    return Listed(host.strip("[]"), int(port or PORTS["https"]), below=below is not None)
