"""An address to be called is read as whoever connects reads it, or refused."""

import pytest

from domain.errors import InvalidInput
from domain.values.endpoint import Endpoint


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://hooks.example.cn/in?x=1", ("https", "hooks.example.cn", 443, "/in?x=1")),
        ("https://HOOKS.Example.CN", ("https", "hooks.example.cn", 443, "/")),
        ("https://hooks.example.cn:8443/", ("https", "hooks.example.cn", 8443, "/")),
        ("https://xn--fiqs8s.cn/", ("https", "xn--fiqs8s.cn", 443, "/")),
        ("https://203.0.113.7/", ("https", "203.0.113.7", 443, "/")),
        ("https://[2001:DB8:0:0::1]:8443/a", ("https", "2001:db8::1", 8443, "/a")),
        ("http://localhost:8080/in", ("http", "localhost", 8080, "/in")),
        ("http://[::1]/", ("http", "::1", 80, "/")),
    ],
)
def test_an_ordinary_address_is_taken_apart(text: str, parts: tuple[str, str, int, str]) -> None:
    read = Endpoint.parse(text)

    assert (read.scheme, read.host, read.port, read.target) == parts


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("https://a.cn:443/", "a.cn"),
        ("https://a.cn:8443/", "a.cn:8443"),
        ("https://[::2]/", "[::2]"),
        ("http://localhost:80/", "localhost"),
    ],
)
def test_host_and_port_are_named_as_in_a_request(text: str, authority: str) -> None:
    assert Endpoint.parse(text).authority == authority


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("http://hooks.example.cn/", "scheme"),
        ("http://127.0.0.2/", "scheme"),
        ("ftp://hooks.example.cn/", "scheme"),
        ("gopher://hooks.example.cn/", "scheme"),
        ("//hooks.example.cn/", "scheme"),
        ("file:///etc/passwd", "host"),
        ("https:///in", "host"),
        ("https://user@hooks.example.cn/", "credentials"),
        ("https://user:word@hooks.example.cn/", "credentials"),
        ("https://hooks.example.cn@10.0.0.1/", "credentials"),
        ("https://hooks.example.cn#@10.0.0.1/", "shape"),
        ("https://hooks.example.cn\\@10.0.0.1/", "shape"),
        ("https://hooks.example.cn/a b", "shape"),
        ("https://hooks.example.cn/\r\nHost: x", "shape"),
        ("https://hooks.example.cn/\t", "shape"),
        ("https://中国.cn/", "shape"),
        ("https://１２７.0.0.1/", "shape"),
        ("https://hooks。example.cn/", "shape"),
        ("https://hooks.example.cn:99999/", "shape"),
        ("https://hooks.example.cn:-1/", "shape"),
        ("https://[::1/", "shape"),
        ("https://2130706433/", "host"),
        ("https://0x7f000001/", "host"),
        ("https://0x7f.0.0.1/", "host"),
        ("https://0177.0.0.1/", "host"),
        ("https://127.1/", "host"),
        ("https://127.0.0.1.5/", "host"),
        ("https://127.0.0.0x1/", "host"),
        ("https://hooks.example.cn./", "host"),
        ("https://hooks..example.cn/", "host"),
        ("https://-hooks.example.cn/", "host"),
        ("https://hooks%2eexample.cn/", "host"),
        ("https://[fe80::1%25eth0]/", "host"),
        ("https://" + "a" * 64 + ".cn/", "host"),
        ("https://a.cn/" + "a" * 2000, "shape"),
    ],
)
def test_a_tricky_address_is_refused_with_a_way_out(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as told:
        Endpoint.parse(text)

    assert told.value.code == f"input.endpoint.{code}"
    assert told.value.way_out.zh
    assert told.value.rule == "office feed-addresses"
