"""An office to measure: the sample of a directory, and the product as people start it, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from api.app import App
from api.bootstrap import bootstrap, make_folder
from api.settings import DATABASE_URL, KEYS_URL, Settings
from api.staff import found
from workflows.staff.file import sample

SERVE: Final = (str(Path(sys.executable).with_name("chufei")), "serve", "--port", "0", "--json")
ELSEWHERE: Final = get_context("forkserver")
"""Where a bench has a part of the product run in another process, which need not load it anew."""
ELSEWHERE.set_forkserver_preload(["api.bootstrap"])


@contextmanager
def house(url: str, folder: Path) -> Iterator[App]:
    """The product over an empty database, its directory begun."""
    settings = Settings.read({DATABASE_URL: url}, data=str(folder / "data"))
    make_folder(settings.data)
    with bootstrap(settings) as app:
        found(app, sample())
        yield app


def served(settings: Settings, *more: str) -> AbstractContextManager[str]:
    """``chufei serve``; gives its address."""
    places = {DATABASE_URL: settings.database_url, KEYS_URL: settings.keys_url}
    return process([*SERVE, *more, "--data", str(settings.data)], places)


@contextmanager
def process(command: Sequence[str], settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """A server in a process of its own; gives the address that it says first."""
    environment = {**os.environ, **(settings or {})}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None  # noqa: S101 - it was asked for
        try:
            said = ""
            while "}" not in said:
                line = running.stdout.readline()
                assert line, "the server ended before it served"  # noqa: S101
                said += line
            yield json.loads(said)["address"]
        finally:
            running.terminate()
