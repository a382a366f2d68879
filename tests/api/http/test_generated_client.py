"""A client generated from the description, by nobody's hand, takes a lead from registration to the archive."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.api.http.conftest import Served
from tests.api.http.whole_life import REGISTERED, STEPS
from workflows.scopes import Scope

PACKAGE = "client_of_chufei"


@pytest.fixture
def generated(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The client as a package that can be imported."""
    described = tmp_path / "openapi.json"
    described.write_bytes(served.stranger().get("/v1/openapi.json").content)
    (tmp_path / "config.yaml").write_text("post_hooks: []\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(described), "--meta", "none",
         "--config", str(tmp_path / "config.yaml"), "--output-path", str(tmp_path / PACKAGE), "--fail-on-warning"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in [each for each in sys.modules if each.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.mark.usefixtures("generated")
def test_it_takes_a_lead_from_registration_to_the_archive(served: Served) -> None:
    def call(account: str, operation: str, form: dict[str, Any], *address: str) -> Any:  # noqa: ANN401 - generated
        """What a move answered: a model, made by the client of what the server sent."""
        called = import_module(f"{PACKAGE}.api.leads.{operation.replace('-', '_')}")
        models = import_module(f"{PACKAGE}.models")
        body = getattr(models, "".join(map(str.title, operation.split("-"))) + "Form")
        token = served.app.tokens.mint(account, tuple(Scope), days=1)
        with import_module(PACKAGE).AuthenticatedClient(base_url=served.address, token=token) as client:
            return called.sync_detailed(*address, client=client, body=body.from_dict(form))

    begun = call("jd-01", "register-lead", REGISTERED)
    assert (int(begun.status_code), begun.parsed.stage.value) == (201, "registered")
    for account, move, stage, form in STEPS:
        done = call(account, move, form, begun.parsed.number)
        assert int(done.status_code) == 200, (move, done.content.decode())
        assert (done.parsed.stage.value, done.parsed.lead) == (stage, begun.parsed.lead)
