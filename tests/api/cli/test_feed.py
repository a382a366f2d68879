"""The feed on the command line: what a subscriber is shown, and the documents for whoever builds what reads it."""

import json
from pathlib import Path

import pytest

from projections.feeds.asyncapi import asyncapi
from projections.feeds.schemas import schemas
from tests.api.conftest import Cli


def test_a_subscriber_is_shown_what_others_are_not(either_cli: Cli) -> None:
    either_cli.register()
    either_cli.register("division=370104013", "office=370104", "organ=示例区地方金融管理局", name="另一示例有限公司")
    for whom, types in (
        ("jd-01", ["chufei.lead.registered.v1", "chufei.withheld.v1"]),
        ("sj-01", ["chufei.lead.registered.v1"] * 2),
        ("sq-01", ["chufei.withheld.v1"] * 2),
    ):
        found = either_cli.json("feed show", "--as", whom)

        assert (whom, [each["type"] for each in found["events"]]) == (whom, types)
    assert found["head"] == 2


def test_the_operator_sees_every_row_and_pages_through_them(cli: Cli) -> None:
    for name in ("甲", "乙", "丙"):
        cli.register(name=f"示例{name}有限公司")

    assert [each["sequence"][-1] for each in cli.json("feed show", "--after", "1", "--limit", "1")["events"]] == ["2"]
    assert "线索登记在案" in cli("feed show").out
    assert "A lead is on the" in cli("feed show", "--lang", "en").out


def test_the_police_are_told_to_ask_on_paper(cli: Cli) -> None:
    told = cli("feed show", "--as", "ga-01")

    assert (told.code, "permission.outsider" in told.out) == (4, True)


def test_the_documents_are_written_into_a_folder(cli: Cli, tmp_path: Path) -> None:
    assert cli("feed schemas", "--out", str(tmp_path / "out")).code == 0

    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {*(f"{name}.json" for name in schemas()), "envelope.json", "events.md", "asyncapi.json"}


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_and_to_the_screen_as_json(cli: Cli, flags: tuple[str, ...]) -> None:
    assert json.loads(cli("feed asyncapi", *flags).out)["channels"].keys() == asyncapi("0")["channels"].keys()
    assert json.loads(cli("feed schemas", *flags).out).keys() == {"envelope", *schemas()}
