"""The product over real HTTP: served on a free port in this process, asked by a stock client."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx2 import Client

from api.app import App
from api.bootstrap import bootstrap
from api.server import serving
from api.settings import DATABASE_URL, Settings
from tests.api.conftest import begin
from workflows.scopes import Scope

ALL: tuple[Scope, ...] = tuple(Scope)


@dataclass(frozen=True)
class Served:
    """A running server and the product behind it."""

    app: App
    address: str
    stack: ExitStack

    def stranger(self, **headers: str) -> Client:
        """Somebody who has not signed in."""
        return self.stack.enter_context(Client(base_url=self.address, headers=headers, timeout=30))

    def client(self, account: str, *scopes: Scope, **headers: str) -> Client:
        """A program of an account, with a token for these scopes or for all."""
        token = self.app.tokens.mint(account, scopes or ALL, days=1)
        return self.stranger(authorization=f"Bearer {token}", **headers)


@pytest.fixture
def serve(folder: Callable[[str], Path], environment: Callable[[str, str], None]) -> Iterator[Callable[..., Served]]:
    """Start servers, each on a fresh folder with the sample of a directory (and on a database, where one is named)."""
    del environment  # without settings of ours
    with ExitStack() as stack:

        def start(name: str = "served", database_url: str = "", **more: str) -> Served:
            given = {DATABASE_URL: database_url, **more}
            data = begin(folder(name), database_url) if database_url else folder(name)
            app = stack.enter_context(bootstrap(Settings.read(given, data=str(data))))
            app.read_models.start()
            app.feeding.start()
            return Served(app, stack.enter_context(serving(app, "127.0.0.1", 0)), stack)

        yield start


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    """A server on SQLite."""
    return serve()
