"""The connections of the server, as uvicorn keeps them; but no body is lost, and what is no HTTP is told by a problem.

Stock clients wish for HTTP/2 in their first request (``Upgrade: h2c``), with the body behind it. The parser takes the
body for the other protocol's already; what was asked would be done as if nothing had been filled in.
"""

from typing import Final

from httptools import HttpParserError, HttpParserUpgrade
from starlette.requests import Request
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.http.problems import bare

MALFORMED: Final = 400
UPGRADE: Final = b"upgrade"
TUNNEL: Final = b"CONNECT"


class Connection(HttpToolsProtocol):
    """Answers in this protocol whoever would rather speak another one.

    ``arrived`` are the bytes of bodies that came over it.
    """

    arrived = 0

    def data_received(self, data: bytes) -> None:
        """Read on."""
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except HttpParserUpgrade as other:
            self._read_plainly(data[other.args[0] :])
        except HttpParserError:
            self.send_400_response("")

    def on_headers_complete(self) -> None:
        """Begin to answer, where the body will follow."""
        if not self.parser.should_upgrade():
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body, and count it."""
        self.arrived += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that all of it is there; where the parser took the body for something else, it is not."""
        if not self.parser.should_upgrade():
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """End what is no HTTP."""
        del msg
        self.transport.write(last_words({"type": "http", "headers": self.headers or []}, MALFORMED))
        self.transport.close()

    def _read_plainly(self, rest: bytes) -> None:
        """Read the same head again without the wish, and on."""
        method, version = self.parser.get_method(), self.parser.get_http_version()
        if method == TUNNEL:
            self.send_400_response("")
            return
        kept = b"".join(b"%s: %s\r\n" % each for each in self.headers if each[0] != UPGRADE)
        head = b"%s %s HTTP/%s\r\n%s\r\n" % (method, self.url, version.encode(), kept)
        self.parser = type(self.parser)(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn does
        self.data_received(head + rest)


def last_words(scope: Scope, status: int) -> bytes:
    """A problem as it goes over a connection that ends with it."""
    answer = bare(Request(scope), status, {"connection": "close"})
    head = b"".join(b"%s: %s\r\n" % each for each in answer.raw_headers)
    return b"%s%s\r\n%s" % (STATUS_LINE[status], head, answer.body)
