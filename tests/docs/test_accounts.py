"""The pages on accounts: a key made as they say opens what they say, and the settings they name connect a provider."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from api.bootstrap import bootstrap
from api.outside import origin_of, provider_of
from api.server import serving
from api.settings import Settings
from tests.api.conftest import begin
from tests.support import missing
from tests.support.pages import blocks, lines, page
from workflows.identity.refusals import Why
from workflows.scopes import Scope

ACCOUNTS: Final = page("add-an-account")
PROVIDERS: Final = page("connect-oidc")


def settings(page: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines(page, "ini"))


def test_a_program_comes_in_as_the_page_says(tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        missing.lacks("curl", "apt-get install curl")
    ours = Settings.read({}, data=str(tmp_path / "data"))
    begin(ours.data)
    (line,) = blocks(ACCOUNTS, "bash")
    with bootstrap(ours) as app, serving(app, "127.0.0.1", 0) as address:
        known = {"CHUFEI": address, "TOKEN": app.tokens.mint("qj-01", [Scope.READ], 1), "PATH": os.defpath}
        answer = subprocess.run(["bash", "-euc", line], env=known, capture_output=True, text=True, check=True)

    assert '"account":"qj-01"' in answer.stdout


def test_the_settings_of_the_page_connect_a_provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "oidc-secret").write_text("of two machines\n", encoding="utf-8")
    named = settings(PROVIDERS)
    provider = provider_of(named)

    assert provider is not None
    assert (provider.issuer, provider.client_secret) == (named["CHUFEI_OIDC_ISSUER"], "of two machines")
    assert provider.claim == "preferred_username"
    assert origin_of(named) == origin_of(settings(ACCOUNTS)) != ""


def test_the_page_explains_every_refusal_of_a_provider() -> None:
    told = set(re.findall(r"^\| `(\S+)` \|", PROVIDERS, re.MULTILINE))

    assert told == {why for why in Why if why.startswith("oidc.")} - {Why.NO_PROVIDER} | {
        Why.NO_POWER,
        "oidc.unavailable",
    }
