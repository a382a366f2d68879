"""Thousands of requests made from the description, right and wrong ones: the server keeps what it promises of each.

``make fuzz`` makes more of them. What the schema allows may still be refused with reasons (a code whose check digit is
wrong, a version that never was): that such data is accepted is the one promise nobody makes.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.http.conftest import Served
from tests.api.http.whole_life import REGISTERED
from workflows.scopes import Scope

EXAMPLES = os.environ.get("CHUFEI_FUZZ", "1")
"""Random requests for each operation."""
FEW = "^/v1/(?!leads/.*/[a-z-]*$)|/(suspend|record-visit|deliver-transfer|moves|history|timeline|diff|transfers)$"
"""In the usual run the corners of every read, and of a few moves: all moves go through the same code."""

ENDLESS = "^/v1/feed(/stream)?$"
"""What waits for news, or never ends: it has tests of its own."""
HOOKS = Path(__file__).parents[2] / "support" / "fuzzing.py"


def run(served: Served, folder: Path, *arguments: str) -> None:
    """Let schemathesis ask. Fails with what it found."""
    token = served.app.tokens.mint("qj-01", tuple(Scope), days=1)
    done = subprocess.run(
        [Path(sys.executable).with_name("st"), "run", f"{served.address}/v1/openapi.json", "--no-color",
         "--header", f"Authorization: Bearer {token}", "--exclude-checks", "positive_data_acceptance",
         "--warnings", "off", "--seed", "7", "--exclude-path-regex", ENDLESS, *arguments],
        check=False, capture_output=True, text=True, cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": HOOKS.stem, "PYTHONPATH": str(HOOKS.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:]


@pytest.fixture
def begun(served: Served) -> Served:
    """A server with a lead to ask for."""
    assert served.client("jd-01").post("/v1/leads", json=REGISTERED).status_code == 201
    return served


def test_every_operation_keeps_its_promises_for_random_requests(begun: Served, tmp_path: Path) -> None:
    run(begun, tmp_path, "--phases", "examples,fuzzing", "--max-examples", EXAMPLES)


def test_and_at_the_corners_of_its_schema(begun: Served, tmp_path: Path) -> None:
    few = () if EXAMPLES != "1" else ("--include-path-regex", FEW)
    run(begun, tmp_path, "--phases", "coverage", *few)
