"""A real identity provider on a free port, and somebody at a browser who signs in there."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from httpx2 import URL, Client, Response

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = ("uv", "run", "--quiet", "--isolated", "--only-group", "provider", "python")
PROCESS: Final = "tests/support/provider_process.py"
FORM: Final = re.compile(r'<form[^>]+method="POST"', re.IGNORECASE)


@dataclass(frozen=True)
class Provider:
    """Where it is, what we are to it, the password of everybody there, and how it is told a way back."""

    issuer: str
    client_id: str
    client_secret: str
    password: str
    process: subprocess.Popen[str]

    def sends_back_to(self, address: str) -> None:
        """Let it know an address of ours."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "ok\n"

    def signs_in(
        self, browser: Client, start: str, name: str, between: Callable[[str], str] = lambda back: back
    ) -> Response:
        """Go from our address to theirs, sign in there by hand, come back; gives our answer to that.

        ``between`` may change the address to which they send back, on its way.
        """
        answer = browser.get(start)
        while answer.is_redirect or FORM.search(answer.text):
            if answer.is_redirect:
                to = URL(str(answer.url)).join(answer.headers["location"])
                if to.path.endswith("/oidc/callback"):
                    return browser.get(between(str(to)))
                answer = browser.get(to)
            elif 'name="login"' in answer.text:
                answer = browser.post(answer.url, data={"login": name})
            else:
                answer = browser.post(answer.url, data={"password": self.password})
        return answer


@contextmanager
def running_provider() -> Iterator[Provider | None]:
    """The provider, or None where its environment cannot be made on this machine."""
    try:
        process = subprocess.Popen(
            [*COMMAND, PROCESS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True,
        )  # fmt: skip
    except FileNotFoundError:
        yield None
        return
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        line = process.stdout.readline()
        yield Provider(**json.loads(line), process=process) if line else None
        process.stdin.close()
