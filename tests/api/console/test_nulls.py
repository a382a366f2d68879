"""Null characters, which PostgreSQL keeps nowhere: no page breaks over them, wherever they stand."""

import asyncio
from collections.abc import Callable
from typing import Final

import pytest
from starlette.types import Message, Receive

from api.console.nulls import NoNulls
from tests.api.console.conftest import sit
from tests.api.console.test_pages import registered
from tests.api.http.conftest import Served

ADDRESSES: Final = (
    "/ledger?handler=%00", "/ledger/export?format=csv&handler=%00", "/registers/referrals?office=%00", "/leads/%00",
    "/tips?after=%00~b",
)  # fmt: skip
FORMS: Final = (("/ledger/kept?handler=%00", {"name": "名"}), ("/ledger/assign", {"lead": "\0", "handler": "\0"}))


def test_no_page_breaks_over_a_null(postgres_url: str, serve: Callable[..., Served]) -> None:
    served = serve("served", postgres_url)
    clerk, auditor, admin = (sit(served, each) for each in ("jd-01", "qj-06", "admin"))

    for address in ADDRESSES:
        assert clerk.get(address).status_code < 500, address
    for address, filled in FORMS:
        assert clerk.post(address, data=filled).status_code < 500, address
    for address in ("/audit?by=%00", "/audit/reads?by=%00", "/audit?lead=%00"):
        assert auditor.get(address).status_code < 500, address
    assert admin.post("/admin/people/%00/log-out").status_code < 500
    assert admin.post("/admin/people/jd-01/tokens", data={"scopes": "read", "label": "a\0b"}).status_code < 500
    assert served.stranger().post("/sign-in", data={"account": "\0", "password": "\0"}).status_code < 500
    assert clerk.get(f"{registered(clerk)}/live?version={10**30}").status_code == 422


@pytest.mark.parametrize("size", [1, 2, 3, 4, 99])
def test_a_form_is_cleaned_however_it_is_cut(size: int) -> None:
    sent, got = b"a=%00%0%00&b=%000%", bytearray()
    parts = [sent[at : at + size] for at in range(0, len(sent), size)]

    async def receive() -> Message:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def app(_: object, receive: Receive, __: object) -> None:
        while True:
            message = await receive()
            got.extend(message["body"])
            if not message["more_body"]:
                return

    async def send(_: Message) -> None:
        """Nothing is answered."""

    head = [(b"content-type", b"application/x-www-form-urlencoded; charset=utf-8")]
    scope = {"type": "http", "path": "/", "query_string": b"", "headers": head}
    asyncio.run(NoNulls(app)(scope, receive, send))
    assert bytes(got) == b"a=%EF%BF%BD%0%EF%BF%BD&b=%EF%BF%BD0%"
