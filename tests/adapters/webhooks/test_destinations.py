"""Nobody makes this machine call its own network, its neighbours or the cloud's metadata by an address he asked for."""

import asyncio
from collections.abc import Sequence
from typing import Final

import pytest

from adapters.webhooks.destinations import Destinations
from domain.errors import InvalidInput
from domain.values.endpoint import Endpoint

LIST: Final = "hooks.example.cn, *.gov.example.cn, hooks.example.cn:8443, 10.20.0.0/16, fd12::/16, 198.18.0.9"
PUBLIC: Final = "93.184.216.34"


def answering(*addresses: str) -> Destinations:
    """The list above, and a resolver that has one answer for everybody."""

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        await asyncio.sleep(0)
        return addresses

    return Destinations.read(LIST, resolve=resolve)


def address(url: str, *found: str, destinations: Destinations | None = None) -> str:
    return asyncio.run((destinations or answering(*found)).address(Endpoint.parse(url)))


@pytest.mark.parametrize(
    ("url", "found", "called"),
    [
        ("https://hooks.example.cn/in", (PUBLIC,), PUBLIC),
        ("https://hooks.example.cn:8443/in", (PUBLIC, "1.1.1.1"), PUBLIC),
        ("https://a.b.gov.example.cn/in", ("10.20.3.4",), "10.20.3.4"),
        ("https://hooks.example.cn/in", ("2606:2800:220:1::1",), "2606:2800:220:1::1"),
        ("https://hooks.example.cn/in", ("2606:2800:220:1::1", PUBLIC, "1.1.1.1"), PUBLIC),
        ("https://hooks.example.cn/in", ("fd12::7",), "fd12::7"),
        ("https://hooks.example.cn/in", ("::ffff:10.20.3.4",), "::ffff:10.20.3.4"),
        ("https://10.20.3.4/in", (), "10.20.3.4"),
        ("https://[fd12::7]/in", (), "fd12::7"),
        ("https://198.18.0.9/in", (), "198.18.0.9"),
    ],
)
def test_a_listed_host_is_called_at_the_address_it_was_found_at(url: str, found: tuple[str, ...], called: str) -> None:
    assert address(url, *found) == called


INWARD: Final = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.21.0.1", "172.16.5.5", "192.168.1.1",  # noqa: S104 - never bound
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "192.0.2.1", "198.18.0.8", "203.0.113.7", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:192.168.1.1", "::127.0.0.1", "::10.0.0.1",
    "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "100::1",
]  # fmt: skip


@pytest.mark.parametrize("inward", INWARD)
def test_a_listed_name_that_leads_inward_is_not_called(inward: str) -> None:
    with pytest.raises(InvalidInput) as told:
        address("https://hooks.example.cn/in", inward)

    assert told.value.code == "input.endpoint.inward"
    assert told.value.way_out.zh


@pytest.mark.parametrize("inward", ["127.0.0.1", "10.0.0.1", "::1"])
def test_one_bad_address_among_good_ones_is_enough(inward: str) -> None:
    with pytest.raises(InvalidInput):
        address("https://hooks.example.cn/in", PUBLIC, inward)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.cn/",
        "https://hooks.example.cn.evil.example/",
        "https://evilhooks.example.cn/",
        "https://gov.example.cn/",
        "https://evilgov.example.cn/",
        "https://hooks.example.cn:22/",
        "https://hooks.example.cn:80/",
        "https://a.gov.example.cn:8443/",
        "https://10.20.3.4:8080/",
        "https://10.21.3.4/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "http://localhost/",
        "http://127.0.0.1:8080/",
        "https://169.254.169.254/",
        "https://93.184.216.34/",
        "https://[::ffff:127.0.0.1]/",
    ],
)
def test_what_is_not_listed_is_not_even_asked_for_its_address(url: str) -> None:
    with pytest.raises(InvalidInput) as told:
        address(url, PUBLIC)

    assert told.value.code == "input.endpoint.not-listed"
    assert "CHUFEI_WEBHOOK_HOSTS" in told.value.way_out.en


def test_where_nothing_is_listed_nobody_is_called() -> None:
    with pytest.raises(InvalidInput):
        address("https://hooks.example.cn/", destinations=Destinations.read(""))


def test_a_name_without_an_address_is_told_as_such() -> None:
    with pytest.raises(InvalidInput) as told:
        address("https://hooks.example.cn/")

    assert told.value.code == "input.endpoint.unresolved"


def test_metadata_and_multicast_stay_out_even_where_everything_is_listed() -> None:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        await asyncio.sleep(0)
        return ("169.254.169.254",)

    everything = Destinations.read("hooks.example.cn,0.0.0.0/0,::/0", resolve=resolve)

    with pytest.raises(InvalidInput):
        address("https://hooks.example.cn/", destinations=everything)
    with pytest.raises(InvalidInput):
        address("https://169.254.169.254/", destinations=everything)
    with pytest.raises(InvalidInput):
        address("https://127.0.0.1/", destinations=everything)


def test_this_very_machine_is_called_where_the_installation_says_so() -> None:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        await asyncio.sleep(0)
        return ("127.0.0.1",)

    trial = Destinations.read("hooks.example.cn", loopback=True, resolve=resolve)

    assert address("http://127.0.0.1:8080/", destinations=trial) == "127.0.0.1"
    assert address("http://localhost:8080/", destinations=trial) == "127.0.0.1"
    with pytest.raises(InvalidInput):  # another name does not become this machine by saying so
        address("https://hooks.example.cn/", destinations=trial)


@pytest.mark.parametrize("entry", ["https://a.cn", "a.cn:x", "10.0.0.0/40", "10.0.0.1/8", "中国.cn", "a.cn b.cn", "*"])
def test_a_list_with_a_mistake_lets_nobody_through(entry: str) -> None:
    with pytest.raises(InvalidInput) as told:
        Destinations.read(f"hooks.example.cn,{entry}")

    assert told.value.code == "input.settings.webhook-hosts"
    assert entry in told.value.detail.zh
