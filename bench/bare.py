"""``python -m bench.bare URL``: the least a FastAPI service can do for a durable write, as one would first write it.

``POST /def`` in the threadpool and ``POST /async`` on the loop: one body read and checked, one pooled connection, one
``INSERT``, one commit; no permission, no rule, no order, no hash, no idempotency.
"""

import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import uvicorn
from fastapi import FastAPI
from psycopg_pool import AsyncConnectionPool, ConnectionPool
from pydantic import BaseModel

from bench.wire import CROWD, LOOPBACK

TABLE: Final = "create table if not exists bare (position bigserial primary key, lead text, rung text, report text)"
INSERT: Final = "insert into bare (lead, rung, report) values (%s, %s, %s) returning position"


class Report(BaseModel):
    """What is written."""

    lead: str
    rung: str
    report: str


def application(url: str) -> FastAPI:
    """Both endpoints over a database."""
    threads = ConnectionPool(url, min_size=CROWD, max_size=CROWD, open=False)
    tasks = AsyncConnectionPool(url, min_size=CROWD, max_size=CROWD, open=False)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        threads.open(wait=True)
        await tasks.open(wait=True)
        with threads.connection() as connection:
            connection.execute(TABLE)
        yield
        threads.close()
        await tasks.close()

    app = FastAPI(lifespan=life)

    @app.post("/def")
    def in_a_thread(report: Report) -> dict[str, int]:
        with threads.connection() as connection:
            return {"position": _first(connection.execute(INSERT, tuple(report.model_dump().values())).fetchone())}

    @app.post("/async")
    async def on_the_loop(report: Report) -> dict[str, int]:
        async with tasks.connection() as connection:
            done = await connection.execute(INSERT, tuple(report.model_dump().values()))
            return {"position": _first(await done.fetchone())}

    return app


def _first(row: tuple[int, ...] | None) -> int:
    assert row is not None  # noqa: S101 - it returns what it inserted
    return row[0]


def main() -> None:
    """Serve on any free port, and say which."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        print(json.dumps({"address": f"http://{LOOPBACK}:{listening.getsockname()[1]}"}), flush=True)
        config = uvicorn.Config(application(sys.argv[1]), http="httptools", log_config=None, access_log=False)
        uvicorn.Server(config).run([listening])


if __name__ == "__main__":
    main()
