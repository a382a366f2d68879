"""``chufei relay`` signs in to a real NATS by password, key, JWT and certificate, and stops where it is turned away."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from adapters.jetstream import nats_stream
from adapters.jetstream.nkeys import signer
from tests.api.conftest import Answer, Cli
from tests.support import nats
from tests.support.certificates import Authority
from tests.support.nats_keys import Named, Operated

Lay = Callable[[Path], tuple[str, Mapping[str, str]]]
"""Lays files into a folder; what the server is told, and the file of credentials for each who tries."""


def by_password(_: Path) -> tuple[str, Mapping[str, str]]:
    login = 'user = "relay"\npassword = "of {}"'
    server = 'authorization { user: relay, password: "of paper" }'
    return server, {"known": login.format("paper"), "stranger": login.format("glue")}


def by_token(_: Path) -> tuple[str, Mapping[str, str]]:
    return 'authorization { token: "of paper" }', {"known": 'token = "of paper"', "stranger": 'token = "of glue"'}


def by_key(folder: Path) -> tuple[str, Mapping[str, str]]:
    users = {"known": Named("user"), "stranger": Named("user")}
    for name, user in users.items():
        (folder / f"{name}.nk").write_text(f"{user.seed}\n", encoding="utf-8")
    server = f"authorization {{ users: [ {{ nkey: {users['known'].public} }} ] }}"
    return server, {name: f'nkey = "{name}.nk"' for name in users}


def by_jwt(folder: Path) -> tuple[str, Mapping[str, str]]:
    operated = Operated()
    (folder / "known.creds").write_text(operated.creds(Named("user")), encoding="utf-8")
    (folder / "stranger.creds").write_text(operated.creds(Named("user"), Named("account")), encoding="utf-8")
    return operated.configuration, {name: f'creds = "{name}.creds"' for name in ("known", "stranger")}


def by_certificate(folder: Path) -> tuple[str, Mapping[str, str]]:
    ours, theirs = Authority(folder, "ours"), Authority(folder, "theirs")
    ours.certify("relay")
    theirs.certify("other")
    server = tls(ours, f'verify: true, ca_file: "{ours.file}"')
    return server, {
        "known": 'ca = "ours.pem"\ncertificate = "relay.pem"\nkey = "relay.key"',
        "stranger": 'ca = "ours.pem"\ncertificate = "other.pem"\nkey = "other.key"',
    }


def by_authority(folder: Path) -> tuple[str, Mapping[str, str]]:
    """The server is the one that must be known."""
    ours = Authority(folder, "ours")
    Authority(folder, "theirs")
    return tls(ours), {"known": 'ca = "ours.pem"', "stranger": 'ca = "theirs.pem"'}


def tls(authority: Authority, more: str = "") -> str:
    certificate, key = authority.certify("localhost")
    return f'tls {{ cert_file: "{certificate}", key_file: "{key}", timeout: 5, {more} }}'


WAYS: Final = (by_password, by_token, by_key, by_jwt, by_certificate, by_authority)


def address(server: nats.Server) -> str:
    return server.url.replace("127.0.0.1", "localhost")


def turned_away(told: Answer) -> bool:
    """Whether that is what the relay said, and not that the bus is away."""
    error = told.document["error"]
    assert error["code"] == "bus.unavailable"
    return "--credentials" in error["detail"]["zh"] and "turns the relay away" in error["detail"]["en"]


@pytest.mark.parametrize("lay", WAYS)
def test_who_is_known_is_let_in_and_a_stranger_is_told_at_once(cli: Cli, tmp_path: Path, lay: Lay) -> None:
    configuration, logins = lay(tmp_path)
    for name, login in logins.items():
        (tmp_path / f"{name}.toml").write_text(login, encoding="utf-8")
    with nats.single(configuration) as bus:
        known = cli("relay --once --json --nats", address(bus), "--credentials", str(tmp_path / "known.toml"))
        stranger = cli("relay --json --nats", address(bus), "--credentials", str(tmp_path / "stranger.toml"))
        nobody = cli("relay --json --nats", address(bus))

    assert (known.code, known.document) == (0, {"stream": "CHUFEI", "sequence": 0})
    for told in (stranger, nobody):
        assert (told.code, turned_away(told)) == (7, True)
    assert "of glue" not in stranger.out


@pytest.mark.parametrize(
    ("scheme", "login"), [("tls", 'user = "relay"\npassword = "of paper"'), ("nats", 'ca = "ours.pem"\ntoken = "of"')]
)
def test_who_wants_tls_tells_a_server_without_it_nothing(cli: Cli, tmp_path: Path, scheme: str, login: str) -> None:
    Authority(tmp_path, "ours")
    (tmp_path / "login.toml").write_text(login, encoding="utf-8")
    with nats.single('debug: true\nauthorization { user: relay, password: "of paper" }') as bus:
        url = bus.url.replace("nats:", f"{scheme}:")
        told = cli("relay --json --nats", url, "--credentials", str(tmp_path / "login.toml"))

    assert (told.code, turned_away(told)) == (7, True)
    assert "without TLS" in told.document["error"]["detail"]["en"]


def test_a_host_that_proves_to_be_another_is_turned_down(cli: Cli, tmp_path: Path) -> None:
    configuration, _ = by_authority(tmp_path)
    (tmp_path / "login.toml").write_text('ca = "ours.pem"', encoding="utf-8")
    with nats.single(configuration) as bus:
        told = cli("relay --json --nats", bus.url, "--credentials", str(tmp_path / "login.toml"))

    assert (told.code, turned_away(told)) == (7, True)
    assert "127.0.0.1" in told.document["error"]["detail"]["en"]


def test_of_two_servers_one_that_knows_us_is_enough(cli: Cli, tmp_path: Path) -> None:
    configuration, logins = by_key(tmp_path)
    (tmp_path / "login.toml").write_text(logins["known"], encoding="utf-8")
    other, _ = by_token(tmp_path)
    with nats.single(configuration) as knows, nats.single(other) as strange:
        told = cli("relay --once --nats", f"{strange.url},{knows.url}", "--credentials", str(tmp_path / "login.toml"))

    assert told.code == 0


def test_a_server_that_is_away_is_not_one_that_turns_us_away(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nats_stream, "CONNECTING", 0.5)
    monkeypatch.setattr("adapters.jetstream.running.PATIENCE", 0.2)
    (port,) = nats.free_ports(1)

    told = cli("relay --once --json --nats", f"nats://127.0.0.1:{port}")

    assert (told.code, turned_away(told)) == (7, False)


KEY: Final = Named("user").seed


@pytest.mark.parametrize(
    ("login", "content"),
    [
        ('user = "alone"', ""),
        ('password = "alone"', ""),
        ('key = "it"', KEY),
        ('nkey = "it"', ""),
        ('nkey = "it"', KEY[:-1]),
        ('nkey = "it"', KEY[:20] + ("A" if KEY[20] != "A" else "B") + KEY[21:]),
        ('nkey = "it"', Named("account").seed),
        ('nkey = "it"', Named("user").public),
        ('creds = "it"', KEY),
        ('ca = "it"', "no certificate"),
        ('ca = "it"', "不是证书"),
        ('certificate = "it"', "no certificate"),
    ],
    ids=lambda _: "",  # keys are drawn anew in every process
)
def test_what_proves_nothing_is_refused_and_not_quoted(cli: Cli, tmp_path: Path, login: str, content: str) -> None:
    (tmp_path / "login.toml").write_text(login, encoding="utf-8")
    (tmp_path / "it").write_text(content, encoding="utf-8")

    told = cli("relay --once --json --nats nats://bus --credentials", str(tmp_path / "login.toml"))

    assert (told.code, told.document["error"]["code"]) == (2, "input.nats.credentials")
    assert KEY[4:20] not in told.out


@pytest.mark.parametrize("what", ["nkey", "creds", "ca", "certificate"])
def test_a_file_that_is_not_there_is_named(cli: Cli, tmp_path: Path, what: str) -> None:
    (tmp_path / "login.toml").write_text(f'{what} = "nowhere"', encoding="utf-8")

    told = cli("relay --once --json --nats nats://bus --credentials", str(tmp_path / "login.toml"))

    assert (told.code, told.document["error"]["code"]) == (7, "file.unusable")
    assert "nowhere" in told.out


def test_a_key_is_what_nats_calls_it() -> None:
    user = Named("user")

    assert signer(user.seed).public == user.public
    assert user.seed not in repr(signer(user.seed))
