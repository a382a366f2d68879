"""The reference page says what the program does: exit codes, and the keys of every document."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import exits
from api.cli.exits import EXITS
from tests.api.conftest import Cli

BUG = 1
"""Python's own."""
NAMED = [code for name, code in vars(exits).items() if name.isupper() and isinstance(code, int)]
PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")


def test_every_exit_code_stands_in_the_page_beside_its_refusals() -> None:
    rows = {int(code): text for code, text in re.findall(r"^\| (\d+) \| (.*) \|$", PAGE, re.MULTILINE)}

    for kind, code in EXITS.items():
        assert kind.__name__ in rows[code]
    assert rows.keys() == {BUG, *NAMED, *EXITS.values()}


def test_no_two_endings_share_a_code() -> None:
    assert len(set(NAMED)) == len(NAMED)


@pytest.mark.parametrize(
    ("verb", "row"),
    [
        ("lead act {} grade-risk grade=高 reasons=高息 --as qj-01", "lead register"),
        ("lead moves {} --as qj-01", "lead moves"),
        ("lead show {}", "lead show"),
        ("lead history {}", "lead history"),
        ("lead replay {} --version 1", "lead replay"),
        ("lead diff {} 1 1", "lead diff"),
        ("verify", "verify"),
        ("backup {folder}", "backup"),
        ("rebuild", "rebuild"),
        ("quarantine list", "quarantine list"),
        ("quarantine retry", "quarantine retry"),
        ("migrate", "migrate"),
        ("health", "health"),
        ("register list referrals", "register list"),
        ("register file {}", "register file"),
        ("ledger list", "ledger list"),
        ("ledger export", "ledger export"),
        ("ledger save 甲 --stage 已登记 --as jd-01", "ledger save"),
        ("ledger filters --as jd-01", "ledger filters"),
        ("stats stages", "stats stages"),
        ("stats months", "stats months"),
        ("stats streets", "stats streets"),
        ("worklist --as jd-01", "worklist"),
        ("access list --as qj-06", "access list"),
        ("webhook list --as admin", "webhook list"),
        ("procedure draw", "procedure draw"),
        ("init", "init"),
        ("staff list", "staff list"),
        ("staff show jd-01", "staff show"),
        ("staff offices", "staff offices"),
        ("staff grant account=jd-01 post=科室负责人 office=370104014 --as admin", "staff open-office"),
        ("account password jd-01", "account password"),
        ("account token jd-01 --scopes read", "account token"),
        ("account tokens jd-01", "account tokens"),
        ("account record", "account record"),
    ],
)
def test_a_document_has_the_keys_of_the_page(cli: Cli, tmp_path: Path, verb: str, row: str) -> None:
    (told,) = re.findall(rf"^\| `{row}`.*?\| (.*) \|$", PAGE, re.MULTILINE)
    outer = re.sub(r"\[.*?\]|\{.*?\}|\(.*?\)", "", told.partition(";")[0])

    assert set(cli.json(verb.format(cli.register(), folder=tmp_path / "copy"))) == set(re.findall(r"`(\w+)`", outer))


def test_a_refusal_has_the_keys_of_the_page(cli: Cli) -> None:
    (told,) = re.findall(r"^\| any refusal \| (.*) \|$", PAGE, re.MULTILINE)
    error = cli.json("lead register", "source=梦", "--as", "jd-01")["error"]

    assert set(error) | set(error["faults"][0]) <= set(re.findall(r"`(\w+)`", told))


def test_a_subscription_has_the_keys_of_the_page(cli: Cli, environment: Callable[[str, str], None]) -> None:
    environment("CHUFEI_WEBHOOK_HOSTS", "hooks.example.cn")
    asking = ("webhook add", "https://hooks.example.cn/", "--id", "s1", "--account", "jd-01", "--as", "admin")
    for row, arguments in (("webhook add", asking), ("webhook show", ("webhook show", "s1", "--as", "jd-01"))):
        (told,) = re.findall(rf"^\| `{row}`.*?\| (.*) \|$", PAGE, re.MULTILINE)
        outer = re.sub(r"\[.*?\]|\(.*?\)", "", told)

        assert set(cli.json(*arguments)) == set(re.findall(r"`(\w+)`", outer))
