"""A call goes to the address that was looked at and nowhere else, and no answer can hold it up or fill the memory."""

import asyncio
import datetime as dt
import ssl
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from adapters.clock import SystemClock
from adapters.webhooks import calling
from adapters.webhooks.calling import Answer, Telephone, Verdict
from adapters.webhooks.destinations import Address, Destinations
from tests.support.receiver import OK, TAKEN, Called, Receiver, Reply, receiving, status

NAME: Final = "hooks.example.cn"
HEADERS: Final = {"webhook-id": "f:1"}
TRIAL: Final = Destinations(loopback=True)


def called(
    answer: Callable[[Called], Reply] = lambda _: TAKEN,
    destinations: Destinations = TRIAL,
    url: str = "http://127.0.0.1:{port}/in?x=1",
    times: int = 1,
) -> tuple[list[Answer], Receiver]:
    """The answers of so many calls over one line, and the receiver afterwards."""

    async def go() -> tuple[list[Answer], Receiver]:
        telephone = Telephone(destinations, SystemClock())
        async with receiving(answer) as receiver, telephone.line() as line:
            place = url.format(port=receiver.port)
            return [await line.call(place, HEADERS, b'{"a":1}') for _ in range(times)], receiver

    return asyncio.run(go())


def test_a_call_is_a_post_of_the_body_as_it_is() -> None:
    (answer,), receiver = called()
    (call,) = receiver.calls

    assert (answer.verdict, answer.told) == (Verdict.TAKEN, "204")
    assert (call.line, call.body) == ("POST /in?x=1 HTTP/1.1", b'{"a":1}')
    assert call.headers["content-type"] == "application/cloudevents+json"
    assert call.headers["webhook-id"] == "f:1"
    assert call.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_calls_share_a_connection() -> None:
    _, receiver = called(times=5)

    assert (len(receiver.calls), receiver.connections) == (5, 1)


@pytest.mark.parametrize(
    ("reply", "verdict", "told"),
    [
        (status(200), Verdict.TAKEN, "200"),
        (status(202), Verdict.TAKEN, "202"),
        (status(410), Verdict.GONE, "410"),
        (status(400), Verdict.FAILED, "400"),
        (status(404), Verdict.FAILED, "404"),
        (status(503), Verdict.FAILED, "503"),
        (Reply(b"", cut=True), Verdict.FAILED, "connection lost"),
        (Reply(b"HTTP/1.1 20", cut=True), Verdict.FAILED, "connection lost"),
        (Reply(b"what?\r\n\r\n", cut=True), Verdict.FAILED, "connection lost"),
    ],
)
def test_an_answer_is_told_by_its_kind_alone(reply: Reply, verdict: Verdict, told: str) -> None:
    (answer,), _ = called(lambda _: reply)

    assert (answer.verdict, answer.told) == (verdict, told)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_failure_and_followed_nowhere(code: int) -> None:
    (answer,), receiver = called(lambda _: status(code, "location: /elsewhere"))

    assert (answer.verdict, answer.told) == (Verdict.FAILED, str(code))
    assert [each.line for each in receiver.calls] == ["POST /in?x=1 HTTP/1.1"]


def test_retry_after_is_heard() -> None:
    (answer,), _ = called(lambda _: status(503, "retry-after: 77"))

    assert answer.wait == dt.timedelta(seconds=77)


def test_a_receiver_that_never_answers_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "ENOUGH", 0.2)
    (answer,), _ = called(lambda _: Reply(OK, after=1))

    assert answer.told == "timeout"


def test_an_endless_answer_is_cut_off_and_counts_by_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "LINGER", 0.2)
    long = Reply(b"HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n" + b"x" * 2_000_000)
    trickle = Reply(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx")
    for reply in (long, trickle):
        answers, receiver = called(lambda _, reply=reply: reply, times=2)  # type: ignore[misc] # the default is the loop's
        assert [each.told for each in answers] == ["200", "200"]
        assert receiver.connections == 2


def test_nobody_at_the_other_end_is_a_failure() -> None:
    (answer,), _ = called(url="http://127.0.0.1:1/")

    assert answer.told == "no connection"


def test_what_may_not_be_called_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    (answer,), receiver = called(destinations=Destinations())
    assert (answer.verdict, answer.told, receiver.connections) == (Verdict.FAILED, "input.endpoint.not-listed", 0)

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")  # a proxy would resolve names by itself
    (answer,), _ = called()
    assert answer.verdict is Verdict.TAKEN


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """TLS for a server that proves to be ``name``, and for a client that believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - dt.timedelta(days=1))
        .not_valid_after(day + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain = folder / "chain.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain.write_bytes(private + certificate.public_bytes(pem))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain)
    return server, ssl.create_default_context(cadata=certificate.public_bytes(pem).decode())


class Rebinding:
    """A name server that says one thing first and another afterwards."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def __call__(self, _host: str, _port: int) -> Sequence[str]:
        await asyncio.sleep(0)
        return (self.answers.pop(0),)


def over_tls(folder: Path, certificate: str, *answers: str) -> tuple[list[Answer], Receiver]:
    """Call ``NAME`` as often as the name server answers; the receiver stands at 127.0.0.2."""
    server, trusted = certified(folder, certificate)

    async def go() -> tuple[list[Answer], Receiver]:
        async with receiving(host="127.0.0.2", tls=server) as receiver:
            place = f"{NAME}:{receiver.port}"
            destinations = Destinations.read(place, resolve=Rebinding(*answers))
            public = Reachable(destinations.hosts, destinations.networks, resolve=destinations.resolve)
            async with Telephone(public, SystemClock(), trusted).line() as line:
                return [await line.call(f"https://{place}/in", HEADERS, b"{}") for _ in answers], receiver

    return asyncio.run(go())


class Reachable(Destinations):
    """For this test 127.0.0.2 lies in the wide world; all other rules hold."""

    def _may_call(self, address: Address, host: str) -> bool:
        return address == ip_address("127.0.0.2") or super()._may_call(address, host)


def test_the_certificate_is_asked_for_the_name_though_the_call_goes_to_an_address(tmp_path: Path) -> None:
    (answer,), receiver = over_tls(tmp_path, NAME, "127.0.0.2")

    assert answer.verdict is Verdict.TAKEN
    assert receiver.calls[0].headers["host"] == f"{NAME}:{receiver.port}"


def test_whoever_proves_to_be_somebody_else_gets_nothing(tmp_path: Path) -> None:
    (answer,), receiver = over_tls(tmp_path, "other.example.cn", "127.0.0.2")

    assert (answer.told, receiver.calls) == ("no connection", [])


def test_a_name_that_is_bound_anew_leads_nowhere_else(tmp_path: Path) -> None:
    answers, receiver = over_tls(tmp_path, NAME, "127.0.0.2", "127.0.0.1", "169.254.169.254", "127.0.0.2")

    assert [each.told for each in answers] == ["204", "input.endpoint.inward", "input.endpoint.inward", "204"]
    assert len(receiver.calls) == 2
